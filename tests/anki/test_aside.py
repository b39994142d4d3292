"""Work done aside sees what this thread sees, and is over when it is left."""

import threading
from contextlib import suppress

import pytest

from cards.anki.aside import aside
from cards.models import Learner
from cards.reviews.snapshot import snapshot
from tests.people import a_learner

pytestmark = pytest.mark.django_db


def names() -> set[str]:
    return set(Learner.objects.values_list("username", flat=True))


def test_it_reads_the_same_moment_in_another_thread() -> None:
    a_learner("not-committed")
    here = threading.get_ident()
    with snapshot(), aside(lambda: (names(), threading.get_ident())) as there:
        mine = names()  # both at once on one connection
    seen, thread = there.result(timeout=0)

    assert seen == mine == {"not-committed"}
    assert thread != here


def test_its_error_is_told_where_its_result_is_asked_for() -> None:
    with aside(lambda: Learner.objects.get(username="nobody")) as there:
        assert names() == set()

    with pytest.raises(Learner.DoesNotExist):
        there.result()


def test_leaving_waits_though_something_went_wrong_meanwhile() -> None:
    told, goes_on = [], threading.Event()

    def work() -> None:
        goes_on.wait()
        told.append(names())

    with suppress(ZeroDivisionError), aside(work):
        threading.Timer(0.05, goes_on.set).start()
        _ = 1 / 0

    assert told == [set()]
