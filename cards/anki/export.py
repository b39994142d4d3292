"""A learner's cards as an Anki package, with all that Anki needs to go on where Cardinal left off."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from uuid import UUID

from cards.anki.aside import aside
from cards.anki.choosing import Choice, Chosen, What
from cards.anki.fields import Beside, fields
from cards.anki.guids import guid_of
from cards.anki.history import History, history
from cards.anki.note_types import ASKED, BEGAN_S, REVISION, as_anki_has_it, note_type
from cards.anki.own_cards import as_html, files_of
from cards.anki.package import SEPARATOR, CardRow, Collection, Media, NoteRow, Package, sorted_by
from cards.anki.pictures import Pictures
from cards.anki.preset import deck, deck_id, preset
from cards.anki.shelf import Shelf, shelf
from cards.media.keeping import open_file
from cards.media.references import name_in_anki
from cards.reviews.snapshot import snapshot
from cards.scheduling.json_text import canonical
from cards.scheduling.memory import Fsrs
from cards.scheduling.memory_columns import FsrsColumns
from cards.scheduling.order import State
from cards.scheduling.study_day import MINUTES_A_DAY, TURNOVER_MIN, study_day

BATCH = 400
FIRST_ID = 1_735_689_600_000  # of notes and cards; Anki takes other ids where these are taken already
NEW, IN_REVIEW, SUSPENDED = 0, 2, -1
EASE = 2500  # what FSRS does not look at
ALONE = Beside()
NAMED = "cardinal-"  # begins the name of every file in a package
Progress = Callable[[int, int], None]


@dataclass
class Exported:
    """What the package holds."""

    cards: int = 0
    reviews: int = 0
    pictures: int = 0  # and sounds
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
            return _export(package, learner_id, what, now, scheduling, progress)
    finally:
        package.drop()


def _export(
    package: Package, learner_id: UUID, what: What, now: int, scheduling: bool, progress: Progress
) -> Exported:
    with snapshot():
        found = shelf(learner_id)
        under_way, choice = Export(package, learner_id, found, scheduling), Choice(found, what)
        walk = iter(choice)
        fsrs = FsrsColumns(found.weights)
        reading = partial(history, learner_id, fsrs, found.retention) if scheduling else History
        with aside(reading) as past:
            while not past.done() and (batch := list(islice(walk, BATCH))):
                under_way.write(batch)
    while batch := list(islice(walk, BATCH)):  # no longer than it must is a moment held on to
        under_way.write(batch)
        progress(choice.looked, choice.total)
    progress(choice.looked, choice.total)
    return under_way.finish(past.result(), now)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """A hundred thousand rows, none of them garbage: looking through them again and again takes a tenth.

    All of them must be gone at its end, or they are looked through then.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass
class Export:
    """One export under way."""

    package: Package
    learner_id: UUID
    shelf: Shelf
    scheduling: bool = True
    pictures: Pictures = field(default_factory=Pictures)
    files: set[str] = field(default_factory=set)  # of the learner's, that cards speak of
    done: Exported = field(default_factory=Exported)
    numbers: dict[str, int] = field(default_factory=dict)  # of cards in the package
    decks: list[str] = field(default_factory=list)  # of the same cards

    def __post_init__(self) -> None:
        self.fsrs = Fsrs(self.shelf.weights)
        self.retention = self.shelf.retention

    def write(self, batch: Sequence[Chosen]) -> None:
        """The notes of these cards."""
        ids = range(FIRST_ID + self.done.cards, FIRST_ID + self.done.cards + len(batch))
        self.package.notes(self._notes(ids, batch))
        self.numbers.update(zip((one.id for one in batch), ids, strict=True))
        self.decks += [one.home.deck for one in batch]
        self.done.cards += len(batch)
        self.done.forms.update(one.body["form"] for one in batch)

    def finish(self, past: History, now: int) -> Exported:
        """All the rest. `now` in ms."""
        first_day = self._first_day(study_day(now, past.last_tz))
        self.done.decks.update(self.decks)
        deck_ids = {name: deck_id(name) for name in self.done.decks}
        homes = [deck_ids[name] for name in self.decks]
        self.package.cards(self._cards(first_day, homes))
        reviews = past.of(self.numbers)
        self.package.reviews(reviews)
        self.done.reviews = len(reviews)
        types = [note_type(form) for form in self.done.forms]
        decks = [deck(name, now // 1000) for name in sorted(self.done.decks)]
        one_preset = preset(self.shelf.weights, self.retention, now // 1000)
        collection = Collection(
            (first_day * MINUTES_A_DAY + TURNOVER_MIN - past.last_tz) * 60,
            -past.last_tz,
            {one.id: as_anki_has_it(one) for one in types},
            {one["id"]: one for one in decks},
            {one_preset["id"]: one_preset},
        )
        self.done.pictures = self.package.finish(collection, self._media())
        return self.done

    def _media(self) -> Iterator[Media]:
        """Figures, and the learner's files that are there; each opened when its turn comes."""
        for name, svg in self.pictures.files.items():
            yield name, BytesIO(svg)
        for name in sorted(self.files):
            if file := open_file(self.learner_id, name):
                yield name_in_anki(name), file

    def _first_day(self, today: int) -> int:
        """The study day from which Anki counts: of the first review, or today while there is none."""
        states = self.shelf.cards.values()
        days: list[int] = [state["first_day"] for state in states if state["first_day"] is not None]
        return min([*days, today])

    def _notes(self, ids: Iterable[int], batch: Iterable[Chosen]) -> Iterator[NoteRow]:
        kinds = {form: note_type(form).id for form in ASKED}
        for number, one in zip(ids, batch, strict=True):
            card, body, concept, version, home = one
            beside = Beside(concept["name"], concept["summary"]) if concept else ALONE
            if note := self.shelf.note(card):
                beside = beside._replace(note=as_html(note))
            texts = self.pictures.moved_out(_joined(fields(body, beside)))
            if NAMED in texts and (writing := self.shelf.writings.get(card)):
                self.files.update(files_of(writing["fields"]))
            state = self.shelf.cards.get(card)
            tags = " ".join((*home.tags, "starred") if state and state["starred"] else home.tags)
            mod = BEGAN_S + REVISION + version + self.shelf.version(card)
            yield number, guid_of(card), kinds[body["form"]], mod, f" {tags} ", texts, *sorted_by(texts)

    def _cards(self, first_day: int, homes: Iterable[int]) -> Iterator[CardRow]:
        states = self.shelf.cards if self.scheduling else {}
        for (card, number), home in zip(self.numbers.items(), homes, strict=True):
            place = number - FIRST_ID + 1
            state = states.get(card)
            if state is None:
                yield number, home, NEW, NEW, place, 0, 0, 0, 0, 0, "{}"
            elif state["s"] is None:
                queue = SUSPENDED if state["suspended"] else NEW
                yield number, home, NEW, queue, place, 0, 0, 0, 0, state["flag"], "{}"
            else:
                yield self._reviewed(number, home, state, first_day)

    def _reviewed(self, number: int, home: int, state: State, first_day: int) -> CardRow:
        interval = self.fsrs.interval(state["s"], self.retention)
        due = state["last_day"] + interval - first_day
        queue = SUSPENDED if state["suspended"] else IN_REVIEW
        counts = state["reps"], state["lapses"], state["flag"]
        return number, home, IN_REVIEW, queue, due, interval, EASE, *counts, self._memory(state)

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
