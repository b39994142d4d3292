"""Recovery codes: shown once, kept as keyed digests, each good for one new password without e-mail."""

import secrets
import unicodedata
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from cards.accounts.models import Learner, RecoveryCode

HOW_MANY = 8
GROUPS, GROUP_LENGTH = 4, 4  # 16 symbols of 5 bits: 80 bits
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to misread
MISREAD = str.maketrans("ILO", "110")


def issue(learner: Learner) -> list[str]:
    """Eight new codes; the old ones stop working."""
    codes = [_new_code() for _ in range(HOW_MANY)]
    with transaction.atomic():
        learner.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(learner=learner, digest=digest(learner.pk, code)) for code in codes
        )
    return codes


def recover(name: str, code: str, password: str) -> bool:
    """Sets the password, burns the code and thereby ends all sessions; False if name or code is wrong.

    Raises ValidationError, and burns nothing, when the new password is too weak.
    """
    match = _match(unicodedata.normalize("NFKC", name), code)
    if match is None:
        return False
    learner = Learner.objects.filter(recovery_codes=match).first()
    if learner is None:  # the code was used this very moment
        return False
    validate_password(password, learner)
    with transaction.atomic():
        burnt, _ = RecoveryCode.objects.filter(pk=match).delete()  # of two at once, one finds it gone
        if burnt:
            learner.set_password(password)  # sessions carry a hash of the password: they all end here
            learner.save(update_fields=["password"])
    return bool(burnt)


def digest(learner: UUID, code: str) -> str:
    """Keyed with the server's secret: a copy of the table alone is no use to anyone."""
    return salted_hmac("cardinal.recovery", f"{learner}:{_read(code)}", algorithm="sha256").hexdigest()


def _match(name: str, code: str) -> int | None:
    """The row of this learner's code. A name nobody has costs as many digests as one with eight codes."""
    whose = Q(learner__username__iexact=name) | Q(learner__email__iexact=name, learner__email__gt="")
    held = list(RecoveryCode.objects.filter(whose).values_list("pk", "learner_id", "digest"))
    nobody = [(None, UUID(int=0), "")] * (HOW_MANY - len(held))
    found = None
    for row, learner, kept in [*held, *nobody]:
        if constant_time_compare(kept, digest(learner, code)):
            found = row  # and on: the time taken does not tell which code it was
    return found


def _new_code() -> str:
    groups = ("".join(secrets.choice(SYMBOLS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def _read(code: str) -> str:
    """What was meant: any case, any spacing, and the letters that look like digits as digits."""
    return "".join(symbol for symbol in code.upper().translate(MISREAD) if symbol in SYMBOLS)
