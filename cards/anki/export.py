"""A learner's cards as an Anki package, with all that Anki needs to go on where Cardinal left off."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from uuid import UUID

from cards.anki.choosing import Choice, Chosen, What
from cards.anki.fields import Beside, fields
from cards.anki.guids import guid_of
from cards.anki.history import History, history, review_rows
from cards.anki.note_types import BEGAN_S, REVISION, as_anki_has_it, note_type
from cards.anki.package import SEPARATOR, CardRow, Collection, NoteRow, Package
from cards.anki.pictures import Pictures
from cards.anki.preset import deck, deck_id, preset
from cards.anki.shelf import Shelf, shelf
from cards.reviews.snapshot import snapshot
from cards.scheduling.json_text import canonical
from cards.scheduling.memory import Fsrs
from cards.scheduling.memory_columns import FsrsColumns
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
        with _nothing_to_collect():
            with snapshot():
                found = shelf(learner_id)
                past = history(learner_id) if scheduling else None
            under_way = Export(package, found, Clock.of(found, past, now), scheduling)
            choice = Choice(found, what)
            walk = iter(choice)
            while batch := list(islice(walk, BATCH)):
                under_way.write(batch)
                progress(choice.looked, choice.total)
            return under_way.finish(past, now // 1000)
    finally:
        package.drop()


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """A hundred thousand rows, none of them garbage: looking through them again and again takes a tenth."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True)
class Clock:
    """The learner's days: Anki counts them from the collection's first, in one time zone."""

    first_day: int
    tz: int

    @classmethod
    def of(cls, found: Shelf, past: History | None, now: int) -> "Clock":
        """From the first review, in the zone of the last; today and UTC while there is none."""
        tz = past.last_tz() if past else 0
        days = [state["first_day"] for state in found.cards.values() if state["first_day"] is not None]
        return cls(min([*days, study_day(now, tz)]), tz)

    @property
    def first_day_s(self) -> int:
        """When the first day began."""
        return (self.first_day * MINUTES_A_DAY + TURNOVER_MIN - self.tz) * 60


@dataclass
class Export:
    """One export under way."""

    package: Package
    shelf: Shelf
    clock: Clock
    scheduling: bool
    pictures: Pictures = field(default_factory=Pictures)
    done: Exported = field(default_factory=Exported)
    numbers: dict[str, int] = field(default_factory=dict)  # of cards in the package

    def __post_init__(self) -> None:
        self.fsrs = Fsrs(self.shelf.weights)
        self.retention = self.shelf.retention

    def write(self, batch: Sequence[Chosen]) -> None:
        ids = range(FIRST_ID + self.done.cards, FIRST_ID + self.done.cards + len(batch))
        self.package.notes(map(self._note, ids, batch))
        self.package.cards(map(self._card, ids, batch))
        self.numbers.update(zip((one.id for one in batch), ids, strict=True))
        self.done.cards += len(batch)
        self.done.decks.update(one.home.deck for one in batch)
        self.done.forms.update(one.body["form"] for one in batch)

    def finish(self, past: History | None, now_s: int) -> Exported:
        if past:
            fsrs = FsrsColumns(self.shelf.weights)
            self.package.reviews(review_rows(past, self.numbers, fsrs, self.retention))
            self.done.reviews = sum(card in self.numbers for card in past.cards)
        types = [note_type(form) for form in self.done.forms]
        decks = [deck(name, now_s) for name in sorted(self.done.decks)]
        one_preset = preset(self.shelf.weights, self.retention, now_s)
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
        texts = self.pictures.moved_out(_joined(fields(one.body, beside)))
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
        stage = NEW if state["s"] is None else IN_REVIEW
        queue = SUSPENDED if state["suspended"] else stage
        if stage == NEW:
            return CardRow(number, home, stage, queue, place, flag=state["flag"])
        interval = self.fsrs.interval(state["s"], self.retention)
        due = state["last_day"] + interval - self.clock.first_day
        reps, lapses, flag = state["reps"], state["lapses"], state["flag"]
        return CardRow(number, home, stage, queue, due, interval, reps, lapses, flag, self._memory(state))

    def _memory(self, state: State) -> str:
        """What Anki keeps of FSRS beside a card."""
        memory = {
            "s": state["s"],
            "d": state["d"],
            "dr": self.retention,
            "decay": self.shelf.weights[20],
            "lrt": state["last"][0] // 1000,
        }
        return canonical(memory)


def _joined(texts: Sequence[str]) -> str:
    """What a learner wrote may hold the sign itself, which would move all that follows a field on."""
    joined = SEPARATOR.join(texts)
    if joined.count(SEPARATOR) == len(texts) - 1:
        return joined
    return SEPARATOR.join(text.replace(SEPARATOR, " ") for text in texts)
