"""Every address the service answers at, as Django knows it."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from cards.api.schema import document

METHODS = ("get", "post", "put", "patch", "delete")


def all_addresses() -> list[str]:
    """Like /api/account."""
    return list(_walk(get_resolver(), "/"))


def operations() -> list[tuple[str, str]]:
    """Path and method of every operation under /api in the OpenAPI document."""
    return [
        (path, method)
        for path, methods in document()["paths"].items()
        for method in methods
        if path.startswith("/api/") and method in METHODS
    ]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield re.sub(r"<\w+:(\w+)>", r"{\1}", here)
        else:
            yield from _walk(entry, here)
