"""The transfer that writes an Anki package."""

from cards.anki.choosing import What
from cards.anki.export import export
from cards.reviews.rebuild import now_ms
from cards.transfers.running import Failure, Outcome, Run


def write(run: Run) -> Outcome:
    """Parameters: what, scheduling."""
    what = What(**run.parameters.get("what", {}))
    scheduling = run.parameters.get("scheduling", True)
    done = export(run.learner_id, what, run.made, now_ms(), scheduling=scheduling, progress=run.progress)
    if not done.cards:
        raise Failure("There is no card of this choice, so there is no file. Choose something else.")
    told = {"cards": done.cards, "reviews": done.reviews, "pictures": done.pictures}
    return Outcome(_name(what), told | {"decks": sorted(done.decks)})


def _name(what: What) -> str:
    """Like cardinal-aif-c01.apkg."""
    part = what.domain or what.exam or what.topic or ("" if what.scope == "all" else what.scope)
    return f"cardinal-{part}.apkg"[:120] if part else "cardinal.apkg"
