"""Where Cardinal differs from allauth: names, and a mail server that is down costs nobody an account."""

import logging
import unicodedata
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.validators import RegexValidator

log = logging.getLogger(__name__)

NAME_VALIDATORS = [
    RegexValidator(
        r"^[\w.-]{2,40}\Z",
        "A name has 2 to 40 letters, digits, dots, dashes or underscores.",  # no @: what has one is an e-mail
    )
]


class AccountAdapter(DefaultAccountAdapter):
    """allauth's account adapter, adapted."""

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """One way to write each name, so that no second learner's looks the same."""
        name: str = super().clean_username(unicodedata.normalize("NFKC", username), shallow)
        return name

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends, or says in the log why it could not: the request that asked for the mail goes on."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            log.error("A mail (%s) could not be sent: %s. Check EMAIL_URL.", template_prefix, error)
