"""Whether this installation works, and what it can do for somebody who is not signed in."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cards.api.problems import Problem
from cards.content.models import Library


class Health(serializers.Serializer[Any]):
    version = serializers.CharField(help_text="of Cardinal")
    library_version = serializers.IntegerField(help_text="0: no library is loaded")
    email_recovery = serializers.BooleanField(help_text="a forgotten password can be replaced by e-mail")


class HealthView(APIView):
    """For load balancers, and for the page shown before signing in."""

    authentication_classes = []
    permission_classes = []

    @extend_schema(operation_id="health", responses=Health, auth=[])
    def get(self, request: Request) -> Response:
        """200 if the database answers, else 503."""
        try:
            loaded = Library.objects.values_list("version", flat=True).first()
        except DatabaseError as error:
            raise Problem(
                503, "database_unreachable", "The database does not answer. Try again soon."
            ) from error
        return Response(
            {
                "version": settings.VERSION,
                "library_version": loaded or 0,
                "email_recovery": settings.EMAIL_RECOVERY,
            }
        )
