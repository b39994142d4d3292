"""Decks and their one preset in Anki's JSON: the learner's FSRS weights and desired retention."""

from collections.abc import Sequence
from typing import Any

from cards.anki.note_types import stable_id

NAME = "Cardinal"
PRESET_ID = stable_id("preset")
# A new card that is known is done for today, and a missed one comes back in the same session until it passes:
# what Cardinal does with both. FSRS, not the step, then says the day.
STEPS_MIN = [10.0]


def preset(weights: Sequence[float], retention: float, mod: int) -> dict[str, Any]:
    """The deck options under which Anki arrives at our intervals."""
    return {
        "id": PRESET_ID,
        "mod": mod,
        "name": NAME,
        "usn": -1,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "new": {
            "bury": False, "delays": STEPS_MIN, "initialFactor": 2500, "ints": [1, 4, 0], "order": 1,
            "perDay": 20,
        },
        "rev": {
            "bury": False, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 9999, "hardFactor": 1.2,
        },
        "lapse": {"delays": STEPS_MIN, "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
        "dyn": False,
        "fsrsParams6": list(weights),
        "desiredRetention": retention,
        "easyDaysPercentages": [1.0] * 7,
        "sm2Retention": 0.9,
        "ignoreRevlogsBeforeDate": "",
    }  # fmt: skip


def deck_id(name: str) -> int:
    """The same in every export."""
    return stable_id(f"deck {name}")


def deck(name: str, mod: int) -> dict[str, Any]:
    """A deck under our preset."""
    return {
        "id": deck_id(name),
        "mod": mod,
        "name": name,
        "usn": -1,
        "lrnToday": [0, 0],
        "revToday": [0, 0],
        "newToday": [0, 0],
        "timeToday": [0, 0],
        "collapsed": False,
        "browserCollapsed": False,
        "desc": "",
        "dyn": 0,
        "conf": PRESET_ID,
        "extendNew": 0,
        "extendRev": 0,
    }
