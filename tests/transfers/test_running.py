"""A transfer runs to its end exactly as far as its learner can see, whatever happens to workers."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from cards import tasks
from cards.accounts import deletion
from cards.models import Transfer
from cards.transfers import asking, files, running
from cards.transfers.running import BROKEN, MOST_TRIES, SILENT, Failure, Outcome, Run
from tests.people import a_learner

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def asked(kind: str = "letter", name: str = "alice", **parameters: Any) -> Transfer:
    return asking.ask(a_learner(name), kind, parameters)


def letter(run: Run) -> Outcome:
    run.progress(1, 2)
    run.made.write_text(f"Dear {run.parameters['to']}")
    return Outcome("letter.txt", {"letters": 1})


def run(transfer: Transfer, job: running.Job = letter) -> Transfer:
    running.run(transfer.learner_id, transfer.id, {"letter": job})
    return again(transfer)


def again(transfer: Transfer) -> Transfer:
    return Transfer.objects.get(id=transfer.id)


def silence(transfer: Transfer) -> None:
    Transfer.objects.filter(id=transfer.id).update(heard_at=timezone.now() - 2 * SILENT)


def test_a_finished_transfer_says_so_and_has_its_file() -> None:
    done = run(asked(to="Bob"))

    assert (done.state, done.file_name, done.result, done.error) == (
        "done",
        "letter.txt",
        {"letters": 1},
        "",
    )
    file = asking.download(done)
    assert file is not None
    assert file.read_text() == "Dear Bob"
    assert list(file.parent.iterdir()) == [file]


def test_progress_is_seen_while_it_runs() -> None:
    transfer = asked()
    seen: list[tuple[str, int, int]] = []

    def watched(run: Run) -> Outcome:
        run.progress(3, 10)
        now = again(transfer)
        seen.append((now.state, now.done, now.total))
        return Outcome()

    run(transfer, watched)
    assert seen == [("running", 3, 10)]


def test_what_was_wrong_is_told_in_the_jobs_own_words() -> None:
    def refuses(run: Run) -> Outcome:
        raise Failure("That is no letter. Nothing was sent; choose another.")

    failed = run(asked(), refuses)
    assert (failed.state, failed.error) == (
        "failed",
        "That is no letter. Nothing was sent; choose another.",
    )
    assert asking.download(failed) is None


def test_a_bug_is_logged_and_told_without_its_details(caplog: pytest.LogCaptureFixture) -> None:
    def breaks(run: Run) -> Outcome:
        run.made.write_text("half a letter")
        raise ZeroDivisionError("secret")

    failed = run(asked(), breaks)
    assert (failed.state, failed.error) == ("failed", BROKEN)
    assert "ZeroDivisionError" in caplog.text
    assert list(files.folder(failed.learner_id, failed.id).iterdir()) == []


def test_a_second_message_about_the_same_transfer_does_nothing() -> None:
    transfer = asked(to="Bob")
    inner: list[str] = []

    def counted(run: Run) -> Outcome:
        inner.append("ran")
        return letter(run)

    def hears_twice(run: Run) -> Outcome:
        running.run(run.learner_id, run.transfer_id, {"letter": counted})
        return letter(run)

    assert run(transfer, hears_twice).state == "done"
    assert run(transfer, counted).state == "done"
    assert inner == []


def test_another_worker_takes_over_when_one_fell_silent_and_the_first_ones_work_is_not_seen() -> None:
    transfer = asked(to="Bob")

    def falls_asleep(run: Run) -> Outcome:
        run.made.write_text("an old letter")
        silence(transfer)
        running.run(run.learner_id, run.transfer_id, {"letter": letter})
        return Outcome("old.txt")

    done = run(transfer, falls_asleep)
    file = asking.download(done)
    assert (done.state, done.file_name, done.tries) == ("done", "letter.txt", 2)
    assert file is not None
    assert file.read_text() == "Dear Bob"
    assert list(file.parent.iterdir()) == [file]


def test_a_transfer_that_ends_every_worker_is_given_up() -> None:
    transfer = asked()
    for _ in range(MOST_TRIES):
        Transfer.objects.filter(id=transfer.id).update(state="running")
        silence(transfer)
        running.run(transfer.learner_id, transfer.id, {"letter": killed})
    silence(transfer)
    given_up = run(transfer)
    assert (given_up.state, given_up.error) == ("failed", BROKEN)


def killed(run: Run) -> Outcome:
    """As far as anybody can see: it is taken up, and never heard of again."""
    raise running.Superseded


def test_the_sweep_finds_what_no_message_speaks_of_and_leaves_what_is_alive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lost, alive = asked(), asked()
    silence(lost)
    sent: list[str] = []
    monkeypatch.setattr(tasks.run_transfer, "delay", lambda learner, transfer: sent.append(transfer))

    tasks.sweep_transfers()

    assert sent == [str(lost.id)]
    assert again(alive).state == "waiting"


def test_after_a_day_a_transfer_and_its_files_are_gone() -> None:
    old, young = run(asked(to="Bob")), run(asked(to="Eve"))
    Transfer.objects.filter(id=old.id).update(expires_at=timezone.now() - timedelta(seconds=1))

    tasks.sweep_transfers()

    assert [one.id for one in Transfer.objects.all()] == [young.id]
    assert [home.name for home in files.root().glob("*/*")] == [str(young.id)]


def test_a_folder_that_no_row_speaks_of_goes_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    transfer = run(asked(to="Bob"))
    stray = files.folder(transfer.learner_id, a_learner("bob").pk)
    tasks.sweep_transfers()
    assert stray.exists()
    monkeypatch.setattr("cards.transfers.forgetting.SETTLED_S", -1.0)

    tasks.sweep_transfers()

    assert not stray.exists()
    assert asking.download(transfer) is not None


def test_a_deleted_learners_files_go_at_once() -> None:
    kept = run(asked(name="bob", to="Bob"))
    run(asked(to="Bob"))

    deletion.delete(a_learner("alice"))

    assert [one.name for one in files.root().glob("*/*")] == [str(kept.id)]


def test_deleting_a_transfer_stops_its_job() -> None:
    def thrown_away(run: Run) -> Outcome:
        Transfer.objects.filter(id=run.transfer_id).delete()
        run.progress(1, 2)
        raise AssertionError("it went on")

    transfer = asked()
    running.run(transfer.learner_id, transfer.id, {"letter": thrown_away})
    assert not Transfer.objects.exists()


def test_nobody_has_more_than_a_few_under_way_or_kept() -> None:
    for _ in range(asking.MOST_UNFINISHED):
        asked()
    with pytest.raises(asking.TooMany):
        asked()
    asked(name="bob")
    Transfer.objects.update(state="done")
    for _ in range(asking.MOST_KEPT + 2):
        asked()
        Transfer.objects.update(state="done")
    assert len(asking.listed(a_learner("alice"))) == asking.MOST_KEPT + 1


def test_a_job_that_takes_hours_is_stopped_for_the_others_sake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "LONGEST_S", -1.0)

    stopped = run(asked(to="Bob"))

    assert (stopped.state, stopped.error) == ("failed", running.TOO_LONG)
    assert asking.download(stopped) is None
