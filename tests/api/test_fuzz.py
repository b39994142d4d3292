"""Whatever is sent, the API answers as its own document says, and never with an error of its own."""

from functools import cache

import pytest
import schemathesis
from django.core.cache import cache as counters
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend.wsgi import application
from tests.accounts.allauth import script
from tests.api.addresses import operations
from tests.people import PASSWORD, a_learner

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def alices(transactional_db: None) -> dict[str, str]:
    """The headers of Alice's script."""
    a_learner("alice")
    token = script("auth/login", {"username": "alice", "password": PASSWORD}).json()["meta"]["session_token"]
    return {"X-Session-Token": token, "Accept-Encoding": "identity"}


@cache
def api() -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/schema", application)


# Not in one transaction: the end of each request closes the connection.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("path", "method"), operations())
@given(data=st.data())
@settings(max_examples=25, derandomize=True, suppress_health_check=list(HealthCheck))
def test_nothing_that_is_sent_breaks_the_api(
    alices: dict[str, str], path: str, method: str, data: st.DataObject
) -> None:
    counters.clear()  # or the throttle would answer for the rest
    case = data.draw(api()[path][method.upper()].as_strategy())

    case.call_and_validate(checks=CHECKS, headers=alices)
