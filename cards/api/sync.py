"""POST /api/sync: the address at which devices hand in events and fetch what they lack."""

import time
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.parsers import BaseParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from cards.accounts import devices
from cards.accounts.deletion import was_deleted
from cards.accounts.models import Learner
from cards.api.authentication import session_of
from cards.api.problems import Problem
from cards.sync.exchange import exchange
from cards.sync.protocol import (
    MAX_BYTES,
    MAX_EVENTS,
    MAX_NAME,
    Malformed,
    SyncRequest,
    UnknownCursor,
    read_request,
)

A_WHILE_MS = 120_000


class EventForm(serializers.Serializer[Any]):
    """One event; each kind carries more fields, and unknown ones are kept."""

    v = serializers.IntegerField()
    uid = serializers.UUIDField()
    device = serializers.UUIDField()
    n = serializers.IntegerField()
    at = serializers.IntegerField(help_text="ms since 1970-01-01 UTC")
    tz = serializers.IntegerField(help_text="minutes east of UTC")
    kind = serializers.CharField()


class SyncForm(serializers.Serializer[Any]):
    """What a device sends."""

    device = serializers.UUIDField()
    epoch = serializers.UUIDField(required=False, allow_null=True)
    cursor = serializers.CharField(required=False, allow_null=True)
    log_cursor = serializers.CharField(required=False, allow_null=True)
    unsynced = serializers.IntegerField(
        required=False, help_text="events the device holds back beside those of this request"
    )
    learner = serializers.UUIDField(required=False, help_text="whose data this device holds")
    device_name = serializers.CharField(
        required=False, allow_null=True, allow_blank=True, max_length=MAX_NAME, help_text="for its learner"
    )
    events = EventForm(many=True, required=False)


class AcceptedForm(serializers.Serializer[Any]):
    uid = serializers.UUIDField()
    seq = serializers.IntegerField()
    at = serializers.IntegerField(help_text="as stored; the device adopts it")


class RefusedForm(serializers.Serializer[Any]):
    index = serializers.IntegerField()
    uid = serializers.UUIDField(required=False)
    code = serializers.ChoiceField(choices=["malformed", "too_large", "uid_reused", "later", "server_only"])
    detail = serializers.CharField()


class RowForm(serializers.Serializer[Any]):
    key = serializers.CharField()
    seq = serializers.IntegerField()
    tag = serializers.IntegerField()
    state = serializers.DictField()


class DigestForm(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    sum = serializers.IntegerField()


class AnswerForm(serializers.Serializer[Any]):
    """What a device gets."""

    server_time = serializers.IntegerField()
    epoch = serializers.UUIDField()
    accepted = AcceptedForm(many=True)
    refused = RefusedForm(many=True)
    rows = RowForm(many=True)
    cursor = serializers.CharField()
    digest = DigestForm(required=False)
    more = serializers.BooleanField()
    log = EventForm(many=True)
    log_cursor = serializers.CharField()
    log_more = serializers.BooleanField()


class BoundedJson(BaseParser):
    """The body unread, never more than a sync request may have."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, bytes]:
        """The body's bytes under "body". Raises Problem when it is too large."""
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise Problem(
                413, "too_large", f"A sync request holds at most {MAX_BYTES} bytes. Send fewer events."
            )
        return {"body": body}


class SyncView(APIView):
    """Hand in events and fetch derived rows and the log. Idempotent by event uid."""

    # Open, because a device of a deleted account has no session left and must hear 410; all else needs one.
    permission_classes = [AllowAny]
    parser_classes = [BoundedJson]

    @extend_schema(
        request=SyncForm, responses={200: AnswerForm, 410: OpenApiResponse(description="account_deleted")}
    )
    def post(self, request: Request) -> HttpResponse:
        """Push up to 500 events, pull what came after the cursors."""
        sync = _read(request)
        learner = _learner(request, sync)
        try:
            answer = exchange(learner, sync, time.time_ns() // 1_000_000)
            _note_visit(request, learner, sync, answer.server_time)
        except UnknownCursor:
            raise Problem(
                409,
                "cursor_unknown",
                "This history never gave out that cursor. Fetch everything from the start.",
            ) from None
        except (IntegrityError, ObjectDoesNotExist):
            _refuse_deleted(learner)  # meanwhile: then there is nothing left to write to
            raise
        return HttpResponse(answer.json(), content_type="application/json")


def _refuse_deleted(learner: UUID) -> None:
    if was_deleted(learner):
        raise Problem(410, "account_deleted", "This account was deleted. Nothing more can be stored for it.")


def _note_visit(request: Request, learner: UUID, sync: SyncRequest, now: int) -> None:
    """Not at every poll: a device that only looks must not queue for SQLite's one writer."""
    device = UUID(sync.device)
    devices.came_with(session_of(request), device)
    if sync.events or not devices.seen_since(learner, device, sync.unsynced, now - A_WHILE_MS):
        devices.saw(learner, device, sync.unsynced, now, sync.device_name)


def _read(request: Request) -> SyncRequest:
    try:
        sync = read_request(_body(request))
    except Malformed as error:
        raise Problem(400, "malformed_request", str(error)) from None
    if len(sync.events) > MAX_EVENTS:
        raise Problem(
            413, "too_many_events", f"A sync request holds at most {MAX_EVENTS} events. Send fewer."
        )
    return sync


def _body(request: Request) -> bytes:
    # An empty one is never shown to the parser.
    return bytes(request.data.get("body", b"")) if isinstance(request.data, dict) else b""


def _learner(request: Request, sync: SyncRequest) -> UUID:
    """Whose log it is: the session's, and the one whose data the device says it holds."""
    if sync.learner:
        _refuse_deleted(UUID(sync.learner))
    if not isinstance(request.user, Learner):
        raise NotAuthenticated
    if sync.learner and sync.learner != str(request.user.pk):
        raise Problem(
            409,
            "other_account",
            "Another account is signed in. What this phone holds stays here until its owner signs in.",
        )
    return request.user.pk
