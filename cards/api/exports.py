"""POST /api/exports: a learner's cards as an Anki package or a table, or everything there is as JSON."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cards.anki.choosing import SCOPES, What
from cards.api.account import asking
from cards.api.problems import Problem
from cards.api.throttles import Leaving
from cards.content.models import Exam, Topic
from cards.tables.reading import DELIMITERS
from cards.tables.writing import COLUMNS
from cards.tasks import run_transfer
from cards.transfers import asking as transfers

FORMATS = ("anki", "csv", "json")
LONGEST = 200
# What each scope asks to be named beside it.
NAMED = {"exam": ("exam",), "domain": ("exam", "domain"), "topic": ("topic",), "search": ("text",)}


class ExportWhat(serializers.Serializer[Any]):
    """Which cards; of the fields after `scope` those that it needs."""

    scope = serializers.ChoiceField(SCOPES, default="all", help_text="all: of the chosen exams, and the own")
    exam = serializers.CharField(max_length=LONGEST, required=False, help_text="with exam and domain")
    domain = serializers.CharField(max_length=LONGEST, required=False, help_text="an id, with domain")
    topic = serializers.CharField(max_length=LONGEST, required=False, help_text="with topic")
    text = serializers.CharField(max_length=LONGEST, required=False, help_text="words, with search")

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Only what the scope needs is kept, and it must be there."""
        needed = NAMED.get(given["scope"], ())
        for name in needed:
            if not given.get(name):
                raise serializers.ValidationError({name: f"Say which {name} with scope {given['scope']}."})
        kept = {name: given[name] for name in ("scope", *needed)}
        _must_exist(kept)
        return kept


class ExportAsked(serializers.Serializer[Any]):
    """What is wanted, and how."""

    format = serializers.ChoiceField(FORMATS, default="anki")
    what = ExportWhat(required=False, help_text="for anki and csv; json holds everything")
    scheduling = serializers.BooleanField(default=True, help_text="anki: false makes all cards new")
    columns = serializers.ListField(
        child=serializers.ChoiceField(COLUMNS), required=False, max_length=len(COLUMNS), help_text="csv"
    )
    delimiter = serializers.ChoiceField(DELIMITERS, required=False, help_text="csv")


class ExportBegun(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="of the transfer to watch under /api/transfers")


class ExportsView(APIView):
    """Ways to leave with everything."""

    throttle_classes = [Leaving]

    @extend_schema(operation_id="export", request=ExportAsked, responses={202: ExportBegun})
    def post(self, request: Request) -> Response:
        """Begins an export. When its transfer is done, /api/transfers/{id}/file holds it for a day."""
        given = ExportAsked(data=request.data)
        given.is_valid(raise_exception=True)
        parameters = {"what": {"scope": "all"}} | given.validated_data
        kind = f"export_{parameters.pop('format')}"
        learner = asking(request)
        try:
            transfer = transfers.ask(learner, kind, parameters)
        except transfers.TooMany:
            raise Problem(
                409, "too_many", "Three exports or imports are under way. Wait for one, or delete one."
            ) from None
        run_transfer.delay(str(learner.pk), str(transfer.id))
        return Response({"id": str(transfer.id)}, status=202)


def _must_exist(what: dict[str, str]) -> None:
    """Each a thing of the library."""
    asked = What(**what)
    if asked.exam:
        exam = Exam.objects.filter(pk=asked.exam).first()
        if exam is None:
            raise serializers.ValidationError({"exam": "The library has no such exam."})
        if asked.domain and asked.domain not in {domain["id"] for domain in exam.body["domains"]}:
            raise serializers.ValidationError({"domain": "That exam has no such domain."})
    if asked.topic and not Topic.objects.filter(pk=asked.topic).exists():
        raise serializers.ValidationError({"topic": "The library has no such topic."})
