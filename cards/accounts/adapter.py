"""Where Cardinal differs from allauth: names, and a mail server that is down costs nobody an account."""

import logging
import unicodedata
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.internal.restkit.response import ErrorResponse
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import RegexValidator
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest

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

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> AbstractBaseUser:
        """Of two who ask for one name in the same moment, the second hears that it is taken."""
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError:
            form.add_error("username", self.validation_error("username_taken"))
            raise ImmediateHttpResponse(ErrorResponse(request, input=form)) from None

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Whose password is guessed, however it is written; allauth's own would count per Host header."""
        name = credentials.get("email", credentials.get("username", ""))
        return unicodedata.normalize("NFKC", name).upper()  # as names are looked up

    def recovered(self, request: HttpRequest, name: str) -> None:
        """Whoever has just recovered can sign in, though somebody else keeps guessing at the old password."""
        self._delete_login_attempts_cached_email(request, username=name)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends, or says in the log why it could not: the request that asked for the mail goes on."""
        try:
            super().send_mail(template_prefix, email, context)
        except SMTPRecipientsRefused:  # whose text would tell the address
            log.error("A mail (%s) could not be sent: the mail server refused the address.", template_prefix)
        except (OSError, SMTPException) as error:
            log.error("A mail (%s) could not be sent: %s. Check EMAIL_URL.", template_prefix, error)
