"""Every error leaves as application/problem+json with a code for programs and a sentence for people."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views import csrf, defaults
from rest_framework import exceptions
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"
SENTENCES = {
    exceptions.ParseError: "The body is not the JSON this address takes.",
    exceptions.NotAuthenticated: "Nobody is signed in here. Sign in and try again; nothing was changed.",
    exceptions.NotFound: "There is nothing at this address.",
    exceptions.PermissionDenied: "This account may not do that.",
}
FORBIDDEN = "The request did not come from Cardinal's own page. Load the page anew and try again."


class Problem(exceptions.APIException):
    """An error with a machine-readable code; `detail` says what happened, what is safe, what to do."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail, code)
        self.status_code = status


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler, answering RFC 9457 problem details."""
    from rest_framework.views import exception_handler  # which loads the settings that name this module

    response = exception_handler(error, context)  # sets Retry-After and WWW-Authenticate where they belong
    if response is None:
        return None  # a bug: server_error below answers
    response.data = _body(response.status_code, _as_api_error(error))
    response.content_type = MEDIA_TYPE
    return response


def _as_api_error(error: Exception) -> exceptions.APIException:
    """Django's own two errors in DRF's words."""
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    assert isinstance(error, exceptions.APIException)
    return error


def _body(status: int, error: exceptions.APIException) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return {**_problem(status, "invalid", "Some fields are not as expected."), "fields": error.detail}
    if isinstance(error, exceptions.Throttled):
        return _problem(status, "throttled", "Too many attempts. " + _when(getattr(error, "wait", None)))
    own_words = error.detail != error.default_detail
    sentence = str(error.detail) if own_words else SENTENCES.get(type(error), str(error.detail))
    return _problem(status, str(error.get_codes()), sentence)


def _problem(status: int, code: str, detail: str) -> dict[str, Any]:
    return {"type": "about:blank", "status": status, "code": code, "detail": detail}


def _when(wait_s: float | None) -> str:
    if wait_s is None:
        return "Try again later."
    return (
        f"Try again in {wait_s:.0f} seconds." if wait_s < 120 else f"Try again in {wait_s / 60:.0f} minutes."
    )


# What Django answers itself, before or outside of DRF


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """400, such as a host name that is not ours."""
    return _answer(request, 400, "bad_request", "The request is malformed.") or defaults.bad_request(
        request, exception
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """403."""
    return _answer(
        request, 403, "permission_denied", SENTENCES[exceptions.PermissionDenied]
    ) or defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """404."""
    return _answer(request, 404, "not_found", SENTENCES[exceptions.NotFound]) or defaults.page_not_found(
        request, exception
    )


def server_error(request: HttpRequest) -> HttpResponseBase:
    """500: nothing of the cause leaves the server; its log has it."""
    sentence = "Something went wrong on the server. What you sent was not stored; send it again later."
    return _answer(request, 500, "server_error", sentence) or defaults.server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """403: no or a wrong X-CSRFToken."""
    return _answer(request, 403, "csrf_failed", FORBIDDEN) or csrf.csrf_failure(request, reason)


def _answer(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse | None:
    """A problem where programs ask; None where people do."""
    if not request.path.startswith(("/api/", "/_allauth/")):
        return None
    return JsonResponse(_problem(HTTPStatus(status), code, detail), status=status, content_type=MEDIA_TYPE)
