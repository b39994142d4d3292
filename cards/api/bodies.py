"""How much JSON an address takes in: little, so that nobody fills the server's memory."""

from io import BytesIO
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from cards.api.problems import Problem

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
