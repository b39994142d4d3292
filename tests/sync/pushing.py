"""A device at the door of POST /api/sync."""

import json
from typing import Any
from uuid import uuid4

from django.test import Client

from cards.models import DerivedRow, Event

Answer = dict[str, Any]


def sync(client: Client, *events: Any, **fields: Any) -> Answer:
    """One exchange that must succeed."""
    response = post(client, {"device": str(uuid4()), "events": list(events)} | fields)
    assert response.status_code == 200, response.content
    answer: Answer = json.loads(response.content)
    return answer


def post(client: Client, body: Any) -> Any:
    """One exchange, whatever comes of it; text and bytes go out as they are."""
    raw = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post("/api/sync", raw, content_type="application/json")


def pulled(
    client: Client, device: str | None = None, **fields: Any
) -> tuple[dict[str, Any], list[Any], Answer]:
    """Everything a fresh device ends up with: rows by key, the log, and the last answer."""
    rows: dict[str, Any] = {}
    log: list[Any] = []
    at = {"cursor": None, "log_cursor": None, "device": device or str(uuid4())} | fields
    while True:
        answer = sync(client, **at)
        rows |= {row["key"]: row for row in answer["rows"]}
        log += answer["log"]
        at |= {"cursor": answer["cursor"], "log_cursor": answer["log_cursor"]}
        if not answer["more"] and not answer["log_more"]:
            return rows, log, answer


def stored(name: str) -> tuple[list[Any], dict[str, Any]]:
    """What the server holds of a learner: the log in order of arrival, and the rows' states."""
    events = Event.objects.filter(learner__username=name).order_by("seq")
    rows = DerivedRow.objects.filter(learner__username=name)
    return [json.loads(e.body) for e in events], {row.key: json.loads(row.state) for row in rows}
