"""A file that is the whole body of a request, streamed to the disk and never more of it than is allowed."""

from pathlib import Path
from typing import IO, Any

from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from cards.api.problems import Problem

_PIECE = 256 * 1024
_LOOKED_AT = 16


class Unread(BaseParser):
    """Leaves the body where it is, whatever its type."""

    media_type = "*/*"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, IO[bytes]]:
        """The body's stream under "body"."""
        return {"body": stream}


def received(request: Request, target: Path, most_bytes: int) -> bytes:
    """Writes the body to `target`; gives its first bytes. Raises Problem, and then leaves no file."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > most_bytes:
        raise _too_large(most_bytes)
    stream = request.data.get("body") if isinstance(request.data, dict) else None
    first, size = b"", 0
    try:
        with target.open("wb") as out:
            while stream and (piece := stream.read(_PIECE)):
                first, size = first or piece[:_LOOKED_AT], size + len(piece)
                if size > most_bytes:
                    raise _too_large(most_bytes)
                out.write(piece)
        if not size:
            raise Problem(400, "empty", "No file came with the request. Choose one and try again.")
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return first


def _too_large(most_bytes: int) -> Problem:
    return Problem(
        413,
        "too_large",
        f"The file is larger than {most_bytes // 2**20} MB. In Anki, export it deck by deck, "
        "or without media. Nothing was changed.",
    )
