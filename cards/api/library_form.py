"""The form of GET /api/library, for the OpenAPI document and so for the types of the PWA."""

from typing import Any, get_args

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from cards.content.questions import Constraint

Form = serializers.Serializer[Any]
HTML = "HTML, sanitised"


class LibrarySource(Form):
    title = serializers.CharField()
    url = serializers.URLField()


class LibraryExamStatus(Form):
    state = serializers.ChoiceField(["retired", "available", "beta", "announced"])
    since = serializers.DateField(allow_null=True)
    note = serializers.CharField(help_text="a sentence, shown wherever the exam is chosen")


class LibraryTask(Form):
    id = serializers.CharField()
    name = serializers.CharField()
    coverage = serializers.ChoiceField(["full", "partial", "none"])
    missing = serializers.CharField(allow_blank=True, help_text="what the library does not teach of it")


class LibraryDomain(Form):
    id = serializers.CharField()
    name = serializers.CharField()
    weight = serializers.IntegerField(help_text="percent of the exam")
    tasks = LibraryTask(many=True)
    coverage = serializers.FloatField(help_text="part of the domain that the library teaches, 0 to 1")


class LibraryExamConcept(Form):
    domain = serializers.CharField()
    importance = serializers.IntegerField(min_value=1, max_value=3)
    share = serializers.FloatField(help_text="of the exam; a domain's shares sum to weight / 100")
    reason = serializers.CharField(
        required=False, max_length=160, help_text="one sentence of plain text: why it counts 3; only then"
    )


class LibraryItem(Form):
    id = serializers.CharField()
    retired = serializers.BooleanField(help_text="no longer taught; kept for those who have graded it")
    changed_in = serializers.IntegerField(help_text="library version")


class LibraryExam(LibraryItem):
    code = serializers.CharField()
    name = serializers.CharField()
    provider = serializers.CharField()
    status = LibraryExamStatus()
    questions = serializers.IntegerField()
    scored = serializers.IntegerField()
    minutes = serializers.IntegerField()
    pass_mark = serializers.IntegerField()
    scale = serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)
    item_types = serializers.ListField(
        child=serializers.ChoiceField(["choice", "response", "ordering", "matching"])
    )
    source = LibrarySource()  # type: ignore[assignment]  # DRF's own name for where a field's value comes from
    verified_on = serializers.DateField()
    domains = LibraryDomain(many=True)
    concepts = serializers.DictField(child=LibraryExamConcept(), help_text="by concept id")


class LibraryTopic(LibraryItem):
    name = serializers.CharField()


class LibraryServiceStatus(Form):
    state = serializers.ChoiceField(["renamed", "maintenance", "closed", "retired"])
    since = serializers.DateField(allow_null=True)
    note = serializers.CharField()


class LibraryConcept(LibraryItem):
    topic = serializers.CharField()
    name = serializers.CharField()
    summary = serializers.CharField(help_text=HTML)
    related = serializers.ListField(child=serializers.CharField())
    confusable = serializers.ListField(child=serializers.CharField())
    status = LibraryServiceStatus(allow_null=True)
    source = LibrarySource()  # type: ignore[assignment]  # as above
    verified_on = serializers.DateField()


class LibraryCard(LibraryItem):
    """What every form of card has."""

    version = serializers.IntegerField(help_text="grows with each change of its text")
    concept = serializers.CharField()
    concepts = serializers.ListField(
        child=serializers.CharField(), help_text="the others of a contrast; empty otherwise"
    )
    applies = serializers.BooleanField(help_text="asks to decide, to explain, to compare or to compute")
    prompt = serializers.CharField(help_text=HTML)
    why = serializers.CharField(help_text=HTML)
    source = LibrarySource()  # type: ignore[assignment]  # as above
    verified_on = serializers.DateField()

    def get_fields(self) -> dict[str, Any]:
        """`not` is a word of Python."""
        return super().get_fields() | {"not": serializers.CharField(allow_null=True, help_text=HTML)}


class LibraryBasicCard(LibraryCard):
    form = serializers.ChoiceField(["basic"])
    answer = serializers.CharField(help_text=HTML)


class LibraryContrastCard(LibraryCard):
    form = serializers.ChoiceField(["contrast"])
    answer = serializers.CharField(help_text=HTML)


class LibraryClozeCard(LibraryCard):
    form = serializers.ChoiceField(["cloze"])
    answer = serializers.CharField(help_text="the prompt with its blanks filled and marked")


class LibraryOption(Form):
    html = serializers.CharField()
    right = serializers.BooleanField()
    why = serializers.CharField(help_text=HTML)


class LibraryChoiceCard(LibraryCard):
    form = serializers.ChoiceField(["choice"])
    options = LibraryOption(many=True)
    choose = serializers.IntegerField(help_text="how many options are right")


class LibraryInstance(Form):
    prompt = serializers.CharField(help_text=HTML)
    answer = serializers.FloatField()
    tolerance = serializers.FloatField()
    unit = serializers.CharField(allow_blank=True)
    work = serializers.CharField(help_text=HTML)


class LibraryComputeCard(LibraryCard):
    form = serializers.ChoiceField(["compute"])
    instances = LibraryInstance(many=True, help_text="shown is instances[seed % length]")


class LibraryOrderCard(LibraryCard):
    form = serializers.ChoiceField(["order"])
    steps = serializers.ListField(child=serializers.CharField(), help_text="in the right order")


class LibraryPair(Form):
    left = serializers.CharField(help_text=HTML)
    right = serializers.CharField(help_text=HTML)


class LibraryMatchCard(LibraryCard):
    form = serializers.ChoiceField(["match"])
    pairs = LibraryPair(many=True)


CARDS = PolymorphicProxySerializer(
    component_name="LibraryAnyCard",
    serializers={
        "basic": LibraryBasicCard,
        "cloze": LibraryClozeCard,
        "contrast": LibraryContrastCard,
        "choice": LibraryChoiceCard,
        "compute": LibraryComputeCard,
        "order": LibraryOrderCard,
        "match": LibraryMatchCard,
    },
    resource_type_field_name="form",
    many=False,
)


@extend_schema_field(CARDS)
class AnyCard(serializers.JSONField):
    """One of the card forms, told apart by `form`."""


class LibraryQuestionOption(LibraryOption):
    concept = serializers.CharField(allow_null=True, help_text="what the right one was confused with")


class LibraryQuestion(LibraryItem):
    """Of practice exams."""

    version = serializers.IntegerField(help_text="grows with each change of its text")
    concepts = serializers.ListField(
        child=serializers.CharField(), min_length=1, max_length=3, help_text="the first decides the domain"
    )
    constraint = serializers.ChoiceField(list(get_args(Constraint)), help_text="what decides the answer")
    difficulty = serializers.IntegerField(min_value=1, max_value=3)
    prompt = serializers.CharField(help_text=HTML)
    options = LibraryQuestionOption(many=True)
    choose = serializers.IntegerField(min_value=1, max_value=3, help_text="how many options are right")
    source = LibrarySource()  # type: ignore[assignment]  # as above
    verified_on = serializers.DateField()


class LibraryAnswer(Form):
    version = serializers.IntegerField()
    exams = LibraryExam(many=True)
    topics = LibraryTopic(many=True)
    concepts = LibraryConcept(many=True)
    cards = serializers.ListField(child=AnyCard())
    questions = LibraryQuestion(many=True)
