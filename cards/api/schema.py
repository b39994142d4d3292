"""The whole HTTP interface as one OpenAPI document: Cardinal's own addresses and allauth's."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from allauth.headless import spec as allauth_spec
from allauth.headless.spec.internal import schema as allauth_schema
from django.core.exceptions import ImproperlyConfigured
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cards.api.problems import MEDIA_TYPE

Document = dict[str, Any]
EXAMPLE_ID = "5f0f3c2e-8a57-4b0e-9d53-1c6c2f0f7a11"
PROBLEM: Document = {
    "type": "object",
    "description": "What was wrong, for programs (code) and for people (detail).",
    "required": ["type", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "enum": ["about:blank"]},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "fields": {
            "type": "object",
            "additionalProperties": {},
            "description": "With code invalid: what is wrong where.",
        },
    },
}


@cache
def document() -> Document:
    """The document, built once in a process."""
    built: Document = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return built


def finish(result: Document, **kwargs: Any) -> Document:
    """What drf-spectacular cannot know: the form of errors, a body with DELETE, allauth's addresses."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    error = {
        "description": "Refused.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["4XX"] = error
    account = result["paths"]["/api/account"]
    account["delete"]["requestBody"] = result["paths"]["/api/account/recovery-codes"]["post"]["requestBody"]
    _merge(result, _allauth())
    return result


def _allauth() -> Document:
    """allauth's own document, cut down to what is switched on here."""
    file = Path(str(allauth_spec.__file__)).parent / "doc" / "openapi.yaml"
    theirs: Document = yaml.safe_load(file.read_text())
    _describe_learner(theirs)
    allauth_schema.drop_unused_paths(theirs)
    allauth_schema.specify_signup_fields(theirs)
    for path, operations in theirs["paths"].items():
        name = path.removeprefix("/_allauth/").replace("{client}/v1/", "").replace("/v1/", "/")
        for method, operation in operations.items():
            operation["operationId"] = f"allauth_{re.sub('[^a-z0-9]+', '_', name)}_{method}"
    return _without_unused(theirs)


def _describe_learner(theirs: Document) -> None:
    """With an example that is the same each time: allauth makes up a new id."""
    allauth_schema.specify_user(theirs)
    theirs["components"]["schemas"]["User"]["properties"]["id"]["example"] = EXAMPLE_ID
    theirs["components"]["examples"]["User"]["value"]["id"] = EXAMPLE_ID


def _merge(ours: Document, theirs: Document) -> None:
    ours["paths"] |= theirs["paths"]
    for kind, components in theirs["components"].items():
        here = ours["components"].setdefault(kind, {})
        if twice := here.keys() & components.keys():
            raise ImproperlyConfigured(
                f"The names {sorted(twice)} are allauth's in the OpenAPI document. Rename those serializers."
            )
        here |= components


def _without_unused(theirs: Document) -> Document:
    """Only the components that some path leads to."""
    reached: set[str] = set()
    waiting = _references(theirs["paths"])
    while waiting:
        reached |= waiting
        waiting = {ref for found in waiting for ref in _references(_at(theirs, found))} - reached
    kept: Document = {}
    for ref in sorted(reached):
        _, _, kind, name = ref.split("/")
        kept.setdefault(kind, {})[name] = _at(theirs, ref)
    return {"paths": theirs["paths"], "components": kept}


def _at(document: Document, ref: str) -> Document:
    _, _, kind, name = ref.split("/")
    found: Document = document["components"][kind][name]
    return found


def _references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*(_references(value) for value in node.values()))
    return set().union(*(_references(value) for value in node)) if isinstance(node, list) else set()


class BrowserScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How drf-spectacular is told of cards.api.authentication.Browser."""

    target_class = "cards.api.authentication.Browser"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> Document:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "__Host-sessionid over https. What changes something also needs X-CSRFToken.",
        }


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How drf-spectacular is told of cards.api.authentication.Token."""

    target_class = "cards.api.authentication.Token"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> Document:
        return {"type": "apiKey", "in": "header", "name": "X-Session-Token"}


class SchemaView(APIView):
    """This document."""

    authentication_classes = []
    permission_classes = []

    @extend_schema(operation_id="schema", responses=OpenApiTypes.OBJECT, auth=[])
    def get(self, request: Request) -> Response:
        """OpenAPI 3.0."""
        return Response(document())
