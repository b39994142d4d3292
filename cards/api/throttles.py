"""How often an answer to a secret may be tried, counted on the cache all processes share."""

from allauth.core.internal.ratelimit import get_ip
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView


class PerAddress(SimpleRateThrottle):
    """Per network address, read from X-Forwarded-For only as far as CARDINAL_PROXIES trusts it."""

    def get_cache_key(self, request: Request, view: APIView) -> str:
        # The same notion of an address as for signing in: an IPv6 network counts as one.
        return self.cache_format % {"scope": self.scope, "ident": get_ip(request._request)}


class Recovering(PerAddress):
    """Recovery codes. Not per name: then anyone could keep a learner from recovering."""

    scope = "recover"
    rate = "20/hour"


class AskedForPassword(SimpleRateThrottle):
    """The password of somebody signed in already: a found phone is no place to guess it."""

    scope = "password"
    rate = "10/hour"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if request.method == "GET" or not request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}


class Leaving(SimpleRateThrottle):
    """Exports: each takes a worker's time and room on the disk."""

    scope = "export"
    rate = "60/hour"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if not request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}


class HandingIn(SimpleRateThrottle):
    """Files to import: each takes room on the disk and a worker's time."""

    scope = "import"
    rate = "30/hour"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if not request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}


class Asking(SimpleRateThrottle):
    """What to show next: for a large collection it is a second's work, and one answer lasts a while."""

    scope = "queue"
    rate = "30/min"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if not request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}
