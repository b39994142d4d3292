"""How much JSON an address takes in: little, so that nobody fills the server's memory."""

from collections.abc import Callable
from io import BytesIO
from typing import IO, Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from cards.api.problems import Problem, bad_request
from cards.scheduling.json_text import canonical, parse

MOST_BYTES = 64 * 1024


class SmallJson(JSONParser):
    """JSON of at most 64 KB; DRF's own parser reads whatever comes."""

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:
        """The JSON value. Raises Problem when it is too large, ParseError when it is none."""
        body = stream.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise Problem(
                413, "too_large", f"This address takes at most {MOST_BYTES} bytes. Nothing was done."
            )
        try:
            return super().parse(BytesIO(body), media_type, parser_context)
        except ParseError as error:
            raise ParseError(f"{error.detail}. Nothing was done.") from error
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error


class SaneBodies:
    """Middleware before allauth, which reads megabytes, and fails at depth, long numbers, half characters."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        """Here, where the CSRF token has been checked already."""
        if request.path.startswith("/_allauth/") and not _is_sane(request):
            return bad_request(request, BadRequest())
        return None


def _is_sane(request: HttpRequest) -> bool:
    """Whether there is no body, or a small one with a JSON value that can be written down again."""
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return False
        if request.body:
            canonical(parse(request.body.decode())).encode()
    except (ValueError, TypeError):  # TypeError: what stands for a value that cannot be kept
        return False
    return True
