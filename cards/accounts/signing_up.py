"""What signing up checks beyond allauth: that the password is not the name over again."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest

from cards.accounts.models import Learner


class SignupForm(forms.Form):
    """Base of allauth's sign-up form, which checks the password before it knows whose it is to be."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if password := given.get("password"):
            learner = Learner(username=given.get("username", ""), email=given.get("email", ""))
            try:
                validate_password(password, learner)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given

    def signup(self, request: HttpRequest, user: Learner) -> None:
        """Asked for by allauth; there is nothing more to store."""
