"""Every error leaves as application/problem+json with a code for programs and a sentence for people."""

from typing import Any

from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler


class Problem(APIException):
    """An error with a machine-readable code; `detail` says what happened, what is safe, what to do."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail, code)
        self.status_code = status


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler, answering RFC 9457 problem details."""
    response = exception_handler(error, context)
    if response is None:
        return None
    code = error.get_codes() if isinstance(error, APIException) else "error"
    body: dict[str, Any] = {"type": "about:blank", "status": response.status_code}
    if isinstance(code, str):
        body |= {"code": code, "detail": str(getattr(error, "detail", error))}
    else:
        body |= {"code": "invalid", "detail": "Some fields are not as expected.", "fields": response.data}
    response.data = body
    response.content_type = "application/problem+json"
    return response
