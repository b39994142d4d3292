"""What devices get of the loaded library: all of it, or what changed since the version they have."""

import json
from typing import Any

from django.core.cache import cache

from cards.content.models import Card, Concept, Exam, Library, LibraryItem, Question, Revised, Topic

DAY_S = 24 * 3600


def loaded() -> Library:
    """Which library is loaded; version 0 is none."""
    return Library.objects.filter(id=1).first() or Library()


def changes(library: Library, since: int) -> bytes:
    """The JSON of all items changed after `since`, retired ones too: a learner may hold grades of them.

    A `since` beyond the library's version comes from before a restore, and gets everything. The version was
    read before the items, so a load in between only means that some items are sent once more.
    """
    if since > library.version:
        since = 0
    key = f"library:{library.digest}:{library.version}:{since}"
    body: bytes | None = cache.get(key)
    if body is None:
        body = json.dumps(_since(library.version, since), separators=(",", ":")).encode()
        cache.set(key, body, DAY_S)
    return body


def _since(version: int, since: int) -> dict[str, Any]:
    kinds: dict[str, type[LibraryItem]] = {
        "exams": Exam,
        "topics": Topic,
        "concepts": Concept,
        "cards": Card,
        "questions": Question,
    }
    lists = {
        name: [_item(item) for item in model._default_manager.filter(changed_in__gt=since).order_by("pk")]
        for name, model in kinds.items()
    }
    return {"version": version, **lists}


def _item(item: LibraryItem) -> dict[str, Any]:
    counted = {"version": item.revision} if isinstance(item, Revised) else {}
    return {**item.body, **counted, "retired": item.retired, "changed_in": item.changed_in}
