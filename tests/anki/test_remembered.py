"""A row of Anki's review log is known again as the event it was."""

import pytest

from cards.anki.guids import card_of, guid_of
from cards.anki.remembered import RowIds, remembered
from tests.people import a_learner, signed_in
from tests.scheduling.making import NOON_MS, a_reset, a_review
from tests.sync.pushing import sync


def test_a_row_is_known_by_its_card_and_moment() -> None:
    assert card_of(guid_of("s3.one")) == "s3.one"
    assert card_of("Pq,^1:x") is None


@pytest.mark.django_db
def test_reviews_of_one_moment_have_rows_of_their_own_that_stay_theirs_when_more_arrive() -> None:
    first, second = a_review(card="b.one"), a_review(card="a.one", n=2)
    sync(signed_in(), first, second)
    before = remembered(a_learner().pk)
    sync(signed_in(), a_review(card="0.one", at=NOON_MS, n=3), a_reset(card="a.one", at=NOON_MS - 1, n=4))
    after = remembered(a_learner().pk)

    assert before.event_uid_of("b.one", NOON_MS) == first["uid"]
    assert before.event_uid_of("a.one", NOON_MS + 1) == second["uid"]
    assert before.events.items() <= after.events.items()
    assert len(after.events) == 4
    assert after.event_uid_of("b.one", NOON_MS + 1) is None


def test_a_million_events_of_one_moment_are_no_burden() -> None:
    ids = RowIds()

    assert [ids.id_of(5) for _ in range(1_000_000)][-1] == 1_000_004
