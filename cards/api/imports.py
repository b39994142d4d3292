"""Bringing an Anki package or a table in: hand in the file, look at what it would do, then have it done."""

import time
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cards.accounts.models import Learner
from cards.api.account import asking
from cards.api.problems import Problem
from cards.api.throttles import HandingIn
from cards.api.uploads import Unread, received
from cards.content.models import Topic
from cards.intake.plain_text import without_controls
from cards.tables.columns import PARTS
from cards.tables.reading import DELIMITERS, MOST_COLUMNS
from cards.tasks import run_transfer
from cards.transfers import asking as transfers
from cards.transfers import importing
from cards.transfers.models import Transfer

LONGEST_NAME = 120
MOST_MAPPED = 1_000


class ImportAsked(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="of the transfer to watch under /api/transfers")


class Topics(serializers.DictField):
    """Names of decks or tags, and the topic each stands for."""

    child = serializers.CharField(max_length=LONGEST_NAME, allow_blank=True)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        given: dict[str, str] = {
            name: topic for name, topic in super().to_internal_value(data).items() if topic
        }
        if any(without_controls(name) != name for name in given):
            raise serializers.ValidationError("A name holds characters that no deck and no tag has.")
        if len(given) > MOST_MAPPED:
            raise serializers.ValidationError(f"At most {MOST_MAPPED} can be mapped.")
        wanted = set(given.values())
        if unknown := wanted - set(Topic.objects.filter(id__in=wanted).values_list("id", flat=True)):
            raise serializers.ValidationError(f"The library has no topic '{min(unknown)}'.")
        return given


class ImportColumns(serializers.Serializer[Any]):
    """Part of a card: number of its column, from 0."""

    def get_fields(self) -> dict[str, Any]:
        most = MOST_COLUMNS - 1
        return {part: serializers.IntegerField(min_value=0, max_value=most, required=False) for part in PARTS}


class ImportChoices(serializers.Serializer[Any]):
    """What the learner chose after looking at the preview; the last three are for tables."""

    decks = Topics(required=False, help_text="topic ids by deck; a deck's stands for those inside it, too")
    tags = Topics(required=False, help_text="topic ids by tag; a tag's goes before a deck's")
    columns = ImportColumns(required=False)
    header = serializers.BooleanField(required=False, help_text="the first row names the columns")
    delimiter = serializers.ChoiceField(DELIMITERS, required=False)


class ImportsView(APIView):
    """Files handed in."""

    parser_classes = [Unread]
    throttle_classes = [HandingIn]

    @extend_schema(
        operation_id="import_file",
        parameters=[OpenApiParameter("name", str, description="the file's name")],
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={202: ImportAsked},
    )
    def post(self, request: Request) -> Response:
        """Takes an .apkg, .colpkg, CSV or TSV file as the whole body and looks at what it would do.

        Nothing is written. The transfer's result says how many cards are new, updated or left out and why,
        how many reviews are new, how many pictures and sounds come along or stay behind and why, which decks
        and tags there are, and how a table was read.
        """
        learner, transfer_id = asking(request), uuid4()
        name = request.query_params.get("name", "")[:LONGEST_NAME]
        try:
            transfers.refuse_more(learner)
        except transfers.TooMany:
            raise _too_many() from None
        importing.make_room(learner)
        target = importing.given(learner.pk, transfer_id)
        kind = importing.kind_of(received(request, target, settings.IMPORT_MOST_BYTES), name)
        return _asked(learner, f"{kind}_preview", {"file": _shown(name)}, transfer_id)


class ImportPreviewView(APIView):
    """A file handed in, looked at again."""

    @extend_schema(operation_id="import_preview_again", request=ImportChoices, responses={202: ImportAsked})
    def post(self, request: Request, transfer: UUID) -> Response:
        """Reads it with other columns, or another mapping. Nothing is written."""
        return _again(request, transfer, "preview", {})


class ImportWriteView(APIView):
    """A file handed in and looked at."""

    @extend_schema(operation_id="import_write", request=ImportChoices, responses={202: ImportAsked})
    def post(self, request: Request, transfer: UUID) -> Response:
        """Imports it. `transfer` is the preview's id. Done twice, it brings nothing twice."""
        return _again(request, transfer, "import", {"at": time.time_ns() // 1_000_000})


def _again(request: Request, transfer_id: UUID, step: str, more: dict[str, Any]) -> Response:
    learner = asking(request)
    preview = _preview(learner, transfer_id)
    given = ImportChoices(data=request.data)
    given.is_valid(raise_exception=True)
    parameters = {"file": preview.parameters.get("file", "")} | given.validated_data | more
    new_id = uuid4()
    if not importing.hand_on(learner.pk, preview.id, new_id):
        raise Problem(410, "file_gone", "The file is no longer here. Hand it in again; nothing was changed.")
    return _asked(learner, f"{preview.kind.partition('_')[0]}_{step}", parameters, new_id)


def _preview(learner: Learner, transfer_id: UUID) -> Transfer:
    found = transfers.one(learner, transfer_id)
    if found is None or not found.kind.endswith("_preview"):
        raise Problem(404, "not_found", "No such file was handed in here. Nothing was changed.")
    if found.state != Transfer.State.DONE and not _misread(found):
        raise Problem(409, "not_ready", "The file has not been read to its end yet. Nothing was changed.")
    return found


def _misread(preview: Transfer) -> bool:
    """A table that could not be read with one choice of columns may be with another."""
    return preview.state == Transfer.State.FAILED and preview.kind == "table_preview"


def _asked(learner: Learner, kind: str, parameters: dict[str, Any], transfer_id: UUID) -> Response:
    try:
        transfer = transfers.ask(learner, kind, parameters, transfer_id)
    except transfers.TooMany:
        importing.forget(learner.pk, transfer_id)
        raise _too_many() from None
    run_transfer.delay(str(learner.pk), str(transfer.id))
    return Response({"id": str(transfer.id)}, status=202)


def _too_many() -> Problem:
    return Problem(409, "too_many", "Three exports or imports are under way. Wait for one, or delete one.")


def _shown(name: str) -> str:
    return "".join(sign for sign in name if sign.isprintable())
