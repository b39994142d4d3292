"""GET /api/queue: what to show next, for clients that keep no library of their own."""

import datetime
import re
import time
from typing import Any, get_args

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cards.accounts.models import Learner
from cards.api.problems import Problem
from cards.api.throttles import Asking
from cards.scheduling.events import YEAR_1900_MS, YEAR_2200_MS
from cards.selection.why import Choice, Reason
from cards.study.queue import queue
from cards.study.wishes import MOST_MINUTES

WHOLE_MS = re.compile(r"-?[0-9]{1,15}", re.ASCII)
UNESCAPED_PLUS = re.compile(r" (?=[0-9]{2}:?[0-9]{2}$)", re.ASCII)
MINUTES = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3})?", re.ASCII)


class QueuedForm(serializers.Serializer[Any]):
    card = serializers.CharField()
    reason = serializers.ChoiceField(list(get_args(Reason)))
    value = serializers.FloatField(help_text="exam points (percent of the score) per minute of the learner")
    seconds = serializers.FloatField(help_text="expected")
    p = serializers.FloatField(allow_null=True, help_text="new card: chance that it is known already")
    r = serializers.FloatField(allow_null=True, help_text="seen card: chance of recall now")
    on_date = serializers.FloatField(
        allow_null=True, help_text="seen card: chance of recall on the exam's date if it is not seen before"
    )


class QueueForm(serializers.Serializer[Any]):
    """The learner's next cards, best first."""

    day = serializers.IntegerField(help_text="study day, 1970-01-01 = 0")
    minutes = serializers.FloatField()
    cards = QueuedForm(many=True)


class QueueView(APIView):
    """The order in which the phone would show cards."""

    throttle_classes = [Asking]

    @extend_schema(
        operation_id="queue",
        parameters=[
            OpenApiParameter(
                "minutes", float, description="0 to 1440; the learner's minutes a day if left out."
            ),
            OpenApiParameter(
                "at",
                str,
                description="An instant: ISO 8601 with a zone, or ms since 1970-01-01 UTC; now if left out.",
            ),
        ],
        responses={200: QueueForm, 400: OpenApiResponse(description="minutes_malformed, at_malformed")},
    )
    def get(self, request: Request) -> Response:
        """At most 200 cards that the minutes hold. Ask again once some of them were reviewed."""
        assert isinstance(request.user, Learner)
        found = queue(request.user.pk, asked_at(request), asked_minutes(request))
        return Response(
            {
                "day": found.day,
                "minutes": found.minutes,
                "cards": [queued(choice) for choice in found.choices],
            }
        )


def queued(choice: Choice) -> dict[str, Any]:
    told = choice._asdict()
    return {"card": choice.id} | {
        name: told[name] for name in ("reason", "value", "seconds", "p", "r", "on_date")
    }


def asked_minutes(request: Request) -> float | None:
    given = request.query_params.get("minutes")
    if given is None:
        return None
    if not MINUTES.fullmatch(given) or float(given) > MOST_MINUTES:
        raise Problem(400, "minutes_malformed", "'minutes' is a number from 0 to 1440, or left out.")
    return float(given)


def asked_at(request: Request) -> int:
    given = request.query_params.get("at")
    if given is None:
        return time.time_ns() // 1_000_000
    at = int(given) if WHOLE_MS.fullmatch(given) else _instant(given)
    if at is None or not YEAR_1900_MS <= at <= YEAR_2200_MS:
        detail = (
            "'at' is no instant between 1900 and 2200. Give ISO 8601 with a zone, as 2026-11-22T08:00:00Z, or"
            " milliseconds since 1970-01-01 UTC, or leave it out for now."
        )
        raise Problem(400, "at_malformed", detail)
    return at


def _instant(given: str) -> int | None:
    """A plus sign that was not escaped arrives as a space."""
    try:
        at = datetime.datetime.fromisoformat(UNESCAPED_PLUS.sub("+", given))
    except ValueError:
        return None
    return None if at.tzinfo is None else int(at.timestamp() * 1000)
