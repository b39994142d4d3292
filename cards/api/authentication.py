"""Who is asking: a browser by its session cookie, a script by its X-Session-Token."""

import time

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from allauth.headless.internal.sessionkit import lookup_session
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from cards.accounts import sessions
from cards.accounts.models import Learner
from cards.api.problems import FORBIDDEN, Problem

GONE = "This account was deleted, with everything in it. What this device still holds can be exported."


class Browser(SessionAuthentication):
    """The session cookie, with a CSRF token for whatever changes something."""

    def authenticate(self, request: Request) -> tuple[Learner, None] | None:
        found: tuple[Learner, None] | None = super().authenticate(request)
        if found is None:
            refuse_deleted(request.session)
            return None
        sessions.slide(request.session, time.time())  # the session middleware saves it, and renews the cookie
        return found

    def authenticate_header(self, request: Request) -> str:
        """Makes the answer 401 rather than 403."""
        return "Session"

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise Problem(403, "csrf_failed", FORBIDDEN) from error


class Token(XSessionTokenAuthentication):
    """The session token that signing in under /_allauth/app/ gave."""

    def authenticate(self, request: HttpRequest | Request) -> tuple[Learner, SessionBase] | None:
        token = self.get_session_token(request)
        if not token:
            return None
        found: tuple[Learner, SessionBase] | None = super().authenticate(request)
        if found is None:
            refuse_deleted(lookup_session(token))
            raise AuthenticationFailed("This X-Session-Token is unknown or has ended. Sign in for a new one.")
        if sessions.slide(found[1], time.time()):
            found[1].save()
        return found

    def authenticate_header(self, request: Request) -> str:
        """Makes the answer 401 rather than 403."""
        return "X-Session-Token"


def session_of(request: Request) -> SessionBase:
    """The session the request came with: a script's token names one, a browser's cookie another."""
    return request.auth if isinstance(request.auth, SessionBase) else request.session


def refuse_deleted(session: SessionBase | None) -> None:
    """410 for ever to whoever was signed in to an account that is gone."""
    if session is not None and sessions.of_deleted_learner(session):
        raise Problem(410, "account_deleted", GONE)
