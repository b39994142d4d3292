"""The database follows the files: all or nothing, only what changed, nothing ever deleted."""

from pathlib import Path

import pytest
from django.db import models

from cards.content.defects import LibraryError
from cards.content.library import FOLDER
from cards.content.loader import Loaded, load
from cards.models import Card, Concept, Exam, Topic
from tests.content.writing import BASIC, COMPUTE, EXAM, REASON, a_concept, a_library, a_topic, one_card

pytestmark = pytest.mark.django_db


def versions(model: type[models.Model]) -> dict[str, int]:
    return dict(model._default_manager.values_list("pk", "changed_in"))


def test_a_library_is_loaded(tmp_path: Path) -> None:
    loaded = load(a_library(tmp_path))
    assert loaded == Loaded(version=1, changed=4, retired=0)
    card = Card.objects.get()
    assert card.concept_id == "recall"
    assert card.form == "basic"
    assert card.body["answer"] == "The share of real positives that were found."
    assert card.body["verified_on"] == "2026-11-21"
    assert card.body["not"] is None


def test_a_second_load_does_nothing(tmp_path: Path, django_assert_max_num_queries: object) -> None:
    load(a_library(tmp_path))
    with django_assert_max_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        assert load(tmp_path) == Loaded(version=1, changed=0, retired=0)


def test_a_change_that_changes_nothing_makes_no_version(tmp_path: Path) -> None:
    load(a_library(tmp_path))
    a_library(tmp_path, topics={"metrics": a_topic() + "# a remark\n"})
    assert load(tmp_path) == Loaded(version=1, changed=0, retired=0)


def test_only_what_changed_gets_the_new_version(tmp_path: Path) -> None:
    load(one_card(tmp_path, BASIC + COMPUTE))
    one_card(tmp_path, BASIC.replace("were found", "were caught") + COMPUTE)
    assert load(tmp_path) == Loaded(version=2, changed=1, retired=0)
    assert versions(Card) == {"recall.definition": 2, "recall.number": 1}
    assert versions(Concept) == {"recall": 1}
    assert versions(Exam) == {"exam-a": 1}


def test_a_cards_revision_grows_with_its_text_alone(tmp_path: Path) -> None:
    load(one_card(tmp_path, BASIC))
    load(one_card(tmp_path, BASIC + "  verified_on: 2026-11-01\n"))
    card = Card.objects.get()
    assert (card.revision, card.changed_in) == (1, 2)
    load(one_card(tmp_path, BASIC.replace("What does", "What, then, does")))
    card.refresh_from_db()
    assert (card.revision, card.changed_in) == (2, 3)


def test_what_is_gone_is_retired_and_comes_back_as_it_was(tmp_path: Path) -> None:
    load(one_card(tmp_path, BASIC + COMPUTE))
    assert load(one_card(tmp_path, BASIC)) == Loaded(version=2, changed=0, retired=1)
    gone = Card.objects.get(pk="recall.number")
    assert gone.retired
    assert gone.changed_in == 2
    assert load(one_card(tmp_path, BASIC + COMPUTE)) == Loaded(version=3, changed=1, retired=0)
    gone.refresh_from_db()
    assert not gone.retired
    assert (gone.revision, gone.changed_in) == (1, 3)


def test_a_retired_topic_takes_its_concepts_and_cards_along(tmp_path: Path) -> None:
    drift = a_topic(a_concept("shift", BASIC.replace("recall", "shift")), topic="drift")
    load(a_library(tmp_path, topics={"metrics": a_topic(), "drift": drift}))
    load(a_library(tmp_path))
    for model in (Topic, Concept, Card):
        assert model.objects.filter(retired=True).count() == 1
        assert model.objects.filter(retired=False).count() == 1


def test_a_concept_can_move_to_another_topic(tmp_path: Path) -> None:
    exams = {
        "exam-a": EXAM.replace("  topics: [metrics]\n", "  concepts: [recall]\n").partition("importance")[0]
    }
    load(a_library(tmp_path, exams=exams))
    load(a_library(tmp_path, topics={"measures": a_topic(topic="measures")}, exams=exams))
    assert Concept.objects.get().topic_id == "measures"
    assert Topic.objects.get(pk="metrics").retired


def test_on_any_defect_nothing_is_loaded_and_all_are_told(tmp_path: Path) -> None:
    load(a_library(tmp_path))
    broken = BASIC.replace("were found", "were caught").replace("  why:", "  wy:") + BASIC
    with pytest.raises(LibraryError) as refused:
        load(one_card(tmp_path, broken))
    assert len(refused.value.defects) == 3
    assert all(
        str(defect).startswith(str(tmp_path / "concepts" / "metrics.yaml:"))
        for defect in refused.value.defects
    )
    assert Card.objects.get().body["answer"] == "The share of real positives that were found."
    assert load(a_library(tmp_path)).version == 1


def test_a_domains_shares_sum_to_its_weight(tmp_path: Path) -> None:
    precision = a_concept("precision", BASIC.replace("recall", "precision"))
    load(a_library(tmp_path, topics={"metrics": a_topic(a_concept(), precision)}))
    concepts = Exam.objects.get().body["concepts"]
    assert concepts["recall"]["share"] == 0.6
    assert concepts["precision"] == {"domain": "first", "importance": 2, "share": 0.4}


def test_devices_get_the_reason_of_a_staple_and_of_nothing_else(tmp_path: Path) -> None:
    precision = a_concept("precision", BASIC.replace("recall", "precision"))
    load(a_library(tmp_path, topics={"metrics": a_topic(a_concept(), precision)}))
    body = Exam.objects.get().body
    reasons = {concept: one["reason"] for concept, one in body["concepts"].items() if "reason" in one}
    assert reasons == {"recall": REASON}
    assert "reasons" not in body


def test_a_domain_with_concepts_to_come_promises_nothing_in_full(tmp_path: Path) -> None:
    load(a_library(tmp_path, exams={"exam-a": EXAM.replace("{recall: 3}", "{recall: 3, precision: 1}")}))
    domain = Exam.objects.get().body["domains"][0]
    assert domain["coverage"] == 0.75
    assert domain["tasks"][0]["coverage"] == "partial"
    assert domain["tasks"][0]["missing"] == "Concepts of this domain still to be written: 1."


def test_an_exam_can_do_without_a_concept_of_its_topics(tmp_path: Path) -> None:
    precision = a_concept("precision", BASIC.replace("recall", "precision"))
    exams = {"exam-a": EXAM + "without: [precision]\n"}
    load(a_library(tmp_path, topics={"metrics": a_topic(a_concept(), precision)}, exams=exams))
    assert Exam.objects.get().body["concepts"] == {
        "recall": {"domain": "first", "importance": 3, "share": 1.0, "reason": REASON}
    }


def test_links_to_concepts_to_come_stay_out_of_what_devices_get(tmp_path: Path) -> None:
    exams = {"exam-a": EXAM.replace("{recall: 3}", "{recall: 3, precision: 1}")}
    topics = {"metrics": a_topic(a_concept(more="related: [precision]"))}
    load(a_library(tmp_path, topics=topics, exams=exams))
    assert Concept.objects.get().body["related"] == []


def test_a_contrast_card_makes_its_concepts_confusable(tmp_path: Path) -> None:
    contrast = BASIC.replace("form: basic", "form: contrast\n  concepts: [precision]")
    precision = a_concept("precision", BASIC.replace("recall", "precision"))
    load(a_library(tmp_path, topics={"metrics": a_topic(a_concept(cards=contrast), precision)}))
    assert Concept.objects.get(pk="recall").body["confusable"] == ["precision"]


def test_our_own_library_loads() -> None:
    loaded = load(FOLDER)
    assert loaded.version == 1
    assert set(Exam.objects.values_list("pk", flat=True)) == {"mls-c01", "mla-c02", "aif-c01"}
    for exam in Exam.objects.all():
        taught = {one["domain"] for one in exam.body["concepts"].values()}
        whole = sum(domain["weight"] for domain in exam.body["domains"] if domain["id"] in taught)
        assert sum(one["share"] for one in exam.body["concepts"].values()) == pytest.approx(whole / 100)
