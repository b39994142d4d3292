"""The learner's devices: which there are, what each is called, and the end of its sign-in."""

from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cards.accounts import devices
from cards.accounts.models import Device
from cards.api.account import asking
from cards.api.authentication import session_of
from cards.api.problems import Problem
from cards.sync.protocol import MAX_NAME, is_name


class DeviceAnswer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(allow_blank=True, help_text="the learner's for it, else its own")
    this = serializers.BooleanField(help_text="the one that asks")
    first_sync = serializers.IntegerField(help_text="ms since 1970-01-01 UTC")
    last_sync = serializers.IntegerField(help_text="to about two minutes")
    unsynced = serializers.IntegerField(help_text="events it had not sent, as it said last")
    ended = serializers.BooleanField(help_text="it has to sign in again before it can sync")


class DeviceName(serializers.Serializer[Any]):
    name = serializers.CharField(
        max_length=MAX_NAME, allow_blank=True, help_text="empty: the device's own again"
    )

    def validate_name(self, name: str) -> str:
        if not is_name(name):
            raise serializers.ValidationError("A name is one line of characters that can be seen.")
        return name


class DevicesView(APIView):
    """Every device that came to sync."""

    @extend_schema(operation_id="devices", responses=DeviceAnswer(many=True))
    def get(self, request: Request) -> Response:
        """The last seen first."""
        listed = devices.listed(asking(request), session_of(request))
        return Response(DeviceAnswer(listed, many=True).data, headers={"Cache-Control": "no-store"})


class DeviceView(APIView):
    """One of the learner's devices."""

    @extend_schema(operation_id="device_rename", request=DeviceName, responses={204: None})
    def patch(self, request: Request, device: UUID) -> Response:
        """Calls it something else."""
        given = DeviceName(data=request.data)
        given.is_valid(raise_exception=True)
        devices.rename(_own(request, device), given.validated_data["name"])
        return Response(status=204)

    @extend_schema(operation_id="device_end", responses={204: None})
    def delete(self, request: Request, device: UUID) -> Response:
        """Signs it out at once. It keeps what it has not sent, and hands it in after signing in again."""
        ended = devices.end(_own(request, device))
        if request.session.session_key in ended:
            logout(request._request)  # or the middleware would miss the session it is about to renew
        return Response(status=204)


def _own(request: Request, device: UUID) -> Device:
    found = Device.objects.filter(learner=asking(request), id=device).first()
    if found is None:
        raise Problem(404, "not_found", "No such device is known to this account. Nothing was changed.")
    return found
