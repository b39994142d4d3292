"""Exports and imports under way or done: how far each is, what it came to, its file, and its end."""

from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cards.api.account import asking
from cards.api.problems import Problem
from cards.transfers import asking as transfers
from cards.transfers.models import Transfer

NO_STORE = {"Cache-Control": "no-store"}


class TransferAnswer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.CharField(help_text="export_anki, export_csv, export_json, anki_preview, ...")
    state = serializers.ChoiceField(Transfer.State.choices)
    done = serializers.IntegerField(help_text="how many of `total` are done, such as cards")
    total = serializers.IntegerField(help_text="0 while not known")
    parameters = serializers.DictField(help_text="what was asked for")
    result = serializers.DictField(help_text="what there is to say when it is done")
    file_name = serializers.CharField(allow_blank=True, help_text="empty: there is nothing to download")
    bytes = serializers.IntegerField(help_text="of the file; 0 when there is none")
    error = serializers.CharField(allow_blank=True, help_text="with state failed: a sentence")
    made_at = serializers.IntegerField(help_text="ms since 1970-01-01 UTC")
    expires_at = serializers.IntegerField(help_text="when it is forgotten, and its file with it")


class TransfersView(APIView):
    """Every export and import of the last day."""

    @extend_schema(operation_id="transfers", responses=TransferAnswer(many=True))
    def get(self, request: Request) -> Response:
        """The latest first."""
        return Response([_told(one) for one in transfers.listed(asking(request))], headers=NO_STORE)


class TransferView(APIView):
    """One of them."""

    @extend_schema(operation_id="transfer", responses=TransferAnswer)
    def get(self, request: Request, transfer: UUID) -> Response:
        """How far it is. Ask again every second or two while it waits or runs."""
        return Response(_told(_own(request, transfer)), headers=NO_STORE)

    @extend_schema(operation_id="transfer_delete", responses={204: None})
    def delete(self, request: Request, transfer: UUID) -> Response:
        """Stops it if it is under way, and deletes its files. What an import wrote stays written."""
        _own(request, transfer).delete()
        return Response(status=204)


class TransferFileView(APIView):
    """What a finished export made."""

    @extend_schema(
        operation_id="transfer_file", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, transfer: UUID) -> HttpResponseBase:
        """The file, as an attachment under its name."""
        found = _own(request, transfer)
        file = transfers.download(found)
        if file is None:
            raise Problem(404, "no_file", "There is no file to download here yet, or none any more.")
        return FileResponse(
            file.open("rb"), as_attachment=True, filename=found.file_name,
            content_type="application/octet-stream",
            headers=NO_STORE | {"Content-Encoding": "identity"},  # compressed already
        )  # fmt: skip


def _own(request: Request, transfer_id: UUID) -> Transfer:
    found = transfers.one(asking(request), transfer_id)
    if found is None:
        raise Problem(404, "not_found", "No such export or import is known to this account.")
    return found


def _told(transfer: Transfer) -> dict[str, Any]:
    file = transfers.download(transfer)
    names = ("kind", "state", "done", "total", "parameters", "result", "file_name", "error")
    return {"id": str(transfer.id)} | {name: getattr(transfer, name) for name in names} | {
        "bytes": file.stat().st_size if file else 0,
        "made_at": int(transfer.made_at.timestamp() * 1000),
        "expires_at": int(transfer.expires_at.timestamp() * 1000),
    }  # fmt: skip
