"""The learner's account: what it is, its recovery codes, and its end."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cards.accounts import deletion, recovery
from cards.accounts.adapter import AccountAdapter
from cards.accounts.models import Learner
from cards.api.problems import Problem
from cards.api.throttles import AskedForPassword, Recovering

LONGEST_SECRET = 1000


class AccountAnswer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.CharField(allow_blank=True)
    recovery_codes_left = serializers.IntegerField()
    email_recovery = serializers.BooleanField(help_text="a forgotten password can be replaced by e-mail")


class PasswordAgain(serializers.Serializer[Any]):
    password = serializers.CharField(trim_whitespace=False, max_length=LONGEST_SECRET)


class RecoveryCodes(serializers.Serializer[Any]):
    codes = serializers.ListField(child=serializers.CharField(), help_text="shown this once")


class Recovery(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=254, help_text="or e-mail")
    code = serializers.CharField(max_length=100)
    password = serializers.CharField(
        trim_whitespace=False, max_length=LONGEST_SECRET, help_text="the new one"
    )


class AccountView(APIView):
    """The account of whoever is signed in."""

    throttle_classes = [AskedForPassword]

    @extend_schema(operation_id="account", responses=AccountAnswer)
    def get(self, request: Request) -> Response:
        learner = asking(request)
        return Response(
            {
                "id": str(learner.pk),
                "name": learner.username,
                "email": learner.email,
                "recovery_codes_left": learner.recovery_codes.count(),
                "email_recovery": bool(settings.EMAIL_RECOVERY and learner.email),
            },
            headers={"Cache-Control": "no-store"},
        )

    @extend_schema(operation_id="account_delete", request=PasswordAgain, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Deletes the account and everything in it, for good. Its devices are told 410 ever after."""
        deletion.delete(knows_password(request))
        deletion.strip(request.session)  # or the middleware would write it back as it was
        return Response(status=204)


class RecoveryCodesView(APIView):
    """Recovery codes, for a password forgotten where there is no e-mail."""

    throttle_classes = [AskedForPassword]

    @extend_schema(operation_id="recovery_codes", request=PasswordAgain, responses=RecoveryCodes)
    def post(self, request: Request) -> Response:
        """Eight new codes, shown this once; the old ones stop working."""
        return Response({"codes": recovery.issue(knows_password(request))})


class RecoverView(APIView):
    """A new password for a recovery code."""

    authentication_classes = []
    permission_classes = []
    throttle_classes = [Recovering]

    @extend_schema(operation_id="recover", request=Recovery, responses={204: None}, auth=[])
    def post(self, request: Request) -> Response:
        """Sets the password, burns the code and ends all sessions of the account."""
        given = Recovery(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            recovered = recovery.recover(**given.validated_data)
        except ValidationError as error:
            raise serializers.ValidationError({"password": error.messages}) from error
        if not recovered:
            raise Problem(400, "not_recovered", "Name and recovery code do not go together. Check both.")
        AccountAdapter().recovered(request._request, given.validated_data["name"])
        return Response(status=204)


def asking(request: Request) -> Learner:
    """The learner who is signed in."""
    assert isinstance(request.user, Learner)
    return request.user


def knows_password(request: Request) -> Learner:
    """The learner who is signed in, and has just typed the password again."""
    given = PasswordAgain(data=request.data)
    given.is_valid(raise_exception=True)
    learner = asking(request)
    if not learner.check_password(given.validated_data["password"]):
        raise Problem(400, "wrong_password", "That is not this account's password. Nothing was changed.")
    return learner
