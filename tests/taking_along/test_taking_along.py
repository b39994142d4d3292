"""What is taken along is everything but what would let somebody in, and makes the same learner elsewhere."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from cards.accounts import recovery
from cards.models import Device, Learner, LogHead
from cards.reviews.rebuild import verify
from tests.people import PASSWORD
from tests.taking_along.lives import a_life, bodies, exported, rewrite, rows
from tests.transferring import made, transferred

pytestmark = pytest.mark.django_db
# Tables that speak of a learner, and where they are in the file; None: not there, for the reason beside.
TABLES = {
    "account.EmailAddress": "account",
    "allauth_mfa.Authenticator": "account",  # which kinds; the secrets would let somebody in
    "mfa.Authenticator": "account",
    "cards.DerivedRow": "rows",
    "cards.Device": "devices",
    "cards.Event": "log",
    "cards.MediaFile": "media",
    "cards.LogHead": None,  # counters of this server's
    "cards.RecoveryCode": None,  # digests; how many are left is told
    "cards.Transfer": None,  # gone in a day, with their files
    "usersessions.UserSession": "sessions",
    "cards.Learner_groups": None,  # Cardinal has no groups and no permissions
    "cards.Learner_user_permissions": None,
}


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def test_a_learner_restored_elsewhere_has_identical_derived_rows_and_log(tmp_path: Path, capsys: Any) -> None:
    alice = a_life()
    file = exported(alice, tmp_path)

    call_command("import_learner", file, name="alice2")

    again = Learner.objects.get(username="alice2")
    assert rows(again) == rows(alice)
    assert bodies(again) == bodies(alice)
    heads = [LogHead.objects.get(learner=one) for one in (alice, again)]
    assert (heads[0].rows, heads[0].tag_sum, heads[0].seq) == (heads[1].rows, heads[1].tag_sum, heads[1].seq)
    assert verify(again.pk) == []
    assert [one.name for one in Device.objects.filter(learner=again)] == ["phone"]
    assert "identical" in capsys.readouterr().out


def test_the_restored_learner_comes_in_with_a_recovery_code(tmp_path: Path, capsys: Any) -> None:
    file = exported(a_life(), tmp_path)
    capsys.readouterr()

    call_command("import_learner", file, name="alice2")

    code = next(line.strip() for line in capsys.readouterr().out.splitlines() if line.count("-") == 3)
    assert recovery.recover("alice2", code, "another long password")
    assert not Learner.objects.get(username="alice2").check_password(PASSWORD)


def test_the_file_is_plain_json_and_holds_no_secret(tmp_path: Path) -> None:
    alice = a_life()
    text = gzip.decompress(made(transferred(alice, "export_json")).read_bytes()).decode()
    whole = json.loads(text)

    assert whole["account"]["email"] == "alice@example.org"
    assert (len(whole["log"]), len(whole["rows"])) == (69, len(rows(alice)))
    secrets = [alice.password, *alice.recovery_codes.values_list("digest", flat=True)]
    assert len(secrets) == 9
    assert not [secret for secret in secrets if secret in text]


def test_every_table_that_speaks_of_a_learner_is_taken_along_or_left_for_a_reason(tmp_path: Path) -> None:
    whole = json.loads(gzip.decompress(exported(a_life(), tmp_path).read_bytes()))
    speaking = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if any(field.related_model is Learner for field in model._meta.fields)
    }

    assert speaking <= TABLES.keys()
    assert {section for table in speaking if (section := TABLES[table])} <= whole.keys()


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    file = exported(a_life(), tmp_path)

    with pytest.raises(CommandError, match="called ALICE already"):
        call_command("import_learner", file, name="ALICE")
    assert Learner.objects.count() == 1


@pytest.mark.parametrize("damage", ["half", "letter", "line", "twice", "kind", "weights"])
def test_a_damaged_file_is_refused_and_leaves_nothing(tmp_path: Path, damage: str) -> None:
    file = exported(a_life(), tmp_path)
    _DAMAGE[damage](file)

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("import_learner", file, name="alice2")
    assert Learner.objects.count() == 1


def test_a_row_that_is_not_what_the_export_says_is_told(tmp_path: Path, capsys: Any) -> None:
    file = exported(a_life(), tmp_path)
    rewrite(file, _last_flag)

    call_command("import_learner", file, name="alice2")

    assert "1 of them differ" in capsys.readouterr().out


def _last_flag(text: str) -> str:
    """The row's, which stands behind the log."""
    before, _, after = text.rpartition('"flag":3')
    return f'{before}"flag":4{after}'


def _doubled(text: str) -> str:
    """The first event stands twice."""
    head, _, log_and_more = text.partition('"log": [\n')
    first = log_and_more.partition("\n")[0]
    return f'{head}"log": [\n{first}\n{log_and_more}'


_DAMAGE: dict[str, Callable[[Path], object]] = {
    "half": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "letter": lambda file: file.write_text("Dear Cardinal"),
    "line": lambda file: rewrite(file, lambda text: text.replace('"kind":"review"', '"kind":review"', 1)),
    "twice": lambda file: rewrite(file, _doubled),
    "kind": lambda file: rewrite(file, lambda text: text.replace('"kind":"reset"', '"kind":"forget"')),
    "weights": lambda file: rewrite(file, lambda text: text.replace('"weights":[', '"weights":[9e9,')),
}
