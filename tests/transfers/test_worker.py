"""An export on a real worker, over whichever broker and database this run is on."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.utils import timezone

from cards import tasks
from cards.models import Transfer
from cards.transfers import asking
from cards.transfers.running import SILENT
from tests.people import a_learner, signed_in
from tests.scheduling.making import a_review, made
from tests.sync.pushing import sync
from tests.test_tasks import a_worker, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_export_whose_worker_was_killed_is_taken_up_again_and_finished(tmp_path: Path) -> None:
    sync(
        signed_in(),
        made("edit", card="own.1", field="created", value=True, n=1),
        made("edit", card="own.1", field="prompt", value="Mine?", n=2),
        a_review(card="own.1", n=3),
    )
    transfer = asking.ask(a_learner(), "export_anki", {"what": {"scope": "all"}})
    # As a killed worker leaves it: taken up, no message waiting, and silent for long.
    Transfer.objects.update(state="running", tries=1, heard_at=timezone.now() - 2 * SILENT)

    tasks.sweep_transfers()

    with a_worker(tmp_path) as log:
        for _ in wait_until(60, log):
            done = Transfer.objects.get()
            if done.state not in {"running", "waiting"}:
                break
    assert (done.state, done.file_name, done.tries) == ("done", "cardinal.apkg", 2), log.read_text()
    assert done.result["reviews"] == 1
    file = tmp_path / "transfers" / str(transfer.learner_id) / str(transfer.id) / "made.2"
    assert "collection.anki21" in ZipFile(file).namelist()
    assert not (settings.DATA_DIR / "transfers" / str(transfer.learner_id)).exists()
