"""GET /api/library: exams, topics, concepts, cards and questions, for devices to keep."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from cards.api.library_form import LibraryAnswer
from cards.api.problems import Problem
from cards.content.changes import changes, loaded

LARGEST_VERSION = 2**31 - 1


class LibraryView(APIView):
    """The library as it is loaded here."""

    @extend_schema(
        operation_id="library",
        parameters=[
            OpenApiParameter("since", int, description="Version the device has: only what changed after it."),
            OpenApiParameter(
                "If-None-Match", str, OpenApiParameter.HEADER, description="ETag the device has."
            ),
        ],
        responses={200: LibraryAnswer, 304: None},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """All of it, or what changed since a version. The ETag is the library's version."""
        since = asked_since(request)
        library = loaded()
        etag = f'"{library.version}"'
        answer = get_conditional_response(request._request, etag=etag)
        if answer is None:
            answer = HttpResponse(changes(library, since), content_type="application/json")
        answer.headers["ETag"] = etag
        answer.headers["Cache-Control"] = "private, no-cache"  # kept, but asked for again each time
        return answer


def asked_since(request: Request) -> int:
    given = request.query_params.get("since", "0")
    if not (given.isascii() and given.isdigit() and len(given) <= 10 and int(given) <= LARGEST_VERSION):
        detail = (
            "'since' is not a library version. Give the version of the last answer, or leave it out for all."
        )
        raise Problem(400, "since_malformed", detail)
    return int(given)
