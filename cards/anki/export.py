"""A learner's cards as an Anki package, with all that Anki needs to go on where Cardinal left off."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from uuid import UUID

from cards.anki.choosing import Chosen, What, chosen
from cards.anki.fields import Beside, fields
from cards.anki.guids import guid_of
from cards.anki.history import Graded, graded, rows
from cards.anki.note_types import BEGAN_S, REVISION, as_anki_has_it, note_type
from cards.anki.package import CardRow, Collection, NoteRow, Package
from cards.anki.pictures import Pictures
from cards.anki.preset import deck, deck_id, preset
from cards.anki.shelf import Shelf, shelf
from cards.reviews.snapshot import snapshot
from cards.scheduling.memory import Fsrs
from cards.scheduling.order import State
from cards.scheduling.study_day import MINUTES_A_DAY, TURNOVER_MIN, study_day

BATCH = 400
FIRST_ID = 1_735_689_600_000  # of notes and cards; Anki takes other ids where these are taken already
NEW, IN_REVIEW, SUSPENDED = 0, 2, -1
Progress = Callable[[int, int], None]


@dataclass
class Exported:
    """What the package holds."""

    cards: int = 0
    reviews: int = 0
    pictures: int = 0
    decks: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)


def export(
    learner_id: UUID, what: What, file: Path, now: int, *, scheduling: bool = True,
    progress: Progress = lambda done, total: None,
) -> Exported:  # fmt: skip
    """Writes the package. `now` is the server's clock in ms; without scheduling all cards are new."""
    package = Package(file)
    try:
        with snapshot():
            found = shelf(learner_id)
            history = graded(learner_id) if scheduling else {}
            under_way = _Export(package, found, history, _Clock.of(history, now), scheduling)
            all_ = chosen(found, what)
            while batch := list(islice(all_, BATCH)):
                under_way.write(batch)
                progress(under_way.done.cards, 0)
        return under_way.finish(now // 1000)
    finally:
        package.drop()


@dataclass(frozen=True)
class _Clock:
    """The learner's days: Anki counts them from the collection's first, in one time zone."""

    first_day: int
    tz: int

    @classmethod
    def of(cls, history: dict[str, list[Graded]], now: int) -> "_Clock":
        """From the first review, in the zone of the last; today and UTC while there is none."""
        first = [past[0] for past in history.values()]
        last = max((past[-1] for past in history.values()), default=None)
        tz = last.tz if last else 0
        days = [study_day(one.at, one.tz) for one in first]
        return cls(min([*days, study_day(now, tz)]), tz)

    @property
    def first_day_s(self) -> int:
        """When the first day began."""
        return (self.first_day * MINUTES_A_DAY + TURNOVER_MIN - self.tz) * 60


@dataclass
class _Export:
    """One export under way."""

    package: Package
    shelf: Shelf
    history: dict[str, list[Graded]]
    clock: _Clock
    scheduling: bool
    pictures: Pictures = field(default_factory=Pictures)
    done: Exported = field(default_factory=Exported)

    def __post_init__(self) -> None:
        self.fsrs = Fsrs(self.shelf.weights)

    def write(self, batch: Sequence[Chosen]) -> None:
        ids = range(FIRST_ID + self.done.cards, FIRST_ID + self.done.cards + len(batch))
        self.package.notes(map(self._note, ids, batch))
        self.package.cards(map(self._card, ids, batch))
        for number, one in zip(ids, batch, strict=True):
            past = self.history.pop(one.id, [])
            self.package.reviews(rows(past, number, self.fsrs, self.shelf.retention))
            self.done.reviews += len(past)
        self.done.cards += len(batch)
        self.done.decks.update(one.home.deck for one in batch)
        self.done.forms.update(one.body["form"] for one in batch)

    def finish(self, now_s: int) -> Exported:
        types = [note_type(form) for form in self.done.forms]
        decks = [deck(name, now_s) for name in sorted(self.done.decks)]
        one_preset = preset(self.shelf.weights, self.shelf.retention, now_s)
        collection = Collection(
            self.clock.first_day_s,
            -self.clock.tz,
            {one.id: as_anki_has_it(one) for one in types},
            {one["id"]: one for one in decks},
            {one_preset["id"]: one_preset},
        )
        self.package.finish(collection, self.pictures.files)
        self.done.pictures = len(self.pictures.files)
        return self.done

    def _note(self, number: int, one: Chosen) -> NoteRow:
        concept = one.concept or {"name": "", "summary": ""}
        beside = Beside(concept["name"], concept["summary"], self.shelf.note(one.id))
        texts = [self.pictures.moved_out(text) for text in fields(one.body, beside)]
        starred = ("starred",) if self.shelf.cards.get(one.id, {}).get("starred") else ()
        mod = BEGAN_S + REVISION + one.version + self.shelf.changed.get(one.id, 0)
        kind = note_type(one.body["form"]).id
        return NoteRow(number, guid_of(one.id), kind, mod, (*one.home.tags, *starred), texts)

    def _card(self, number: int, one: Chosen) -> CardRow:
        home = deck_id(one.home.deck)
        place = number - FIRST_ID + 1
        state = self.shelf.cards.get(one.id) if self.scheduling else None
        if state is None:
            return CardRow(number, home, due=place)
        card = CardRow(number, home, due=place, flag=state["flag"])
        if state["s"] is not None:
            card = self._in_review(card, state, self.history[one.id])
        return card._replace(queue=SUSPENDED) if state["suspended"] else card

    def _in_review(self, card: CardRow, state: State, past: Sequence[Graded]) -> CardRow:
        retention = self.shelf.retention
        interval = self.fsrs.interval(state["s"], retention)
        memory = {
            "s": state["s"],
            "d": state["d"],
            "dr": retention,
            "decay": self.shelf.weights[20],
            "lrt": past[-1].at // 1000,
        }
        due = state["last_day"] + interval - self.clock.first_day
        reps, lapses = state["reps"], state["lapses"]
        return card._replace(
            type=IN_REVIEW, queue=IN_REVIEW, due=due, ivl=interval, reps=reps, lapses=lapses,
            data=json.dumps(memory),
        )  # fmt: skip
