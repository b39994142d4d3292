"""The pictures and sounds of the learner's own cards."""

from django.http import FileResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from cards.api.account import asking
from cards.api.problems import Problem
from cards.media import keeping
from cards.media.references import TYPES, extension

# A drawing may hold scripts. Shown as a picture they never run, and opened by its address they do not either.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",  # the name is the content's
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Content-Encoding": "identity",  # compressed already, all but a few
}


class MediaView(APIView):
    """One file."""

    @extend_schema(
        operation_id="media",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, description="as the card's text has it")
        ],
        responses={(200, kind): OpenApiTypes.BINARY for kind in TYPES.values()},
    )
    def get(self, request: Request, name: str) -> HttpResponseBase:
        """The bytes of a picture or a sound that a text names as `media:<name>`. They never change."""
        file = keeping.open_file(asking(request).pk, name)
        if file is None:
            raise Problem(404, "not_found", "This account has no picture and no sound of that name.")
        return FileResponse(file, content_type=TYPES[extension(name)], headers=HEADERS)
