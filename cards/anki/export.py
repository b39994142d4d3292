"""A learner's cards as an Anki package, with all that Anki needs to go on where Cardinal left off."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from uuid import UUID

from cards.anki.choosing import Choice, Chosen, What
from cards.anki.fields import Beside, fields
from cards.anki.guids import guid_of
from cards.anki.history import Log, history, log_of
from cards.anki.note_types import ASKED, BEGAN_S, REVISION, as_anki_has_it, note_type
from cards.anki.own_cards import as_html, files_of
from cards.anki.package import SEPARATOR, Collection, Media, NoteRow, Package, sorted_by
from cards.anki.pictures import Pictures
from cards.anki.preset import deck, deck_id, preset
from cards.anki.scheduled import FIRST_ID, card_rows, first_day
from cards.anki.shelf import Shelf, shelf
from cards.media.keeping import open_file
from cards.media.references import name_in_anki
from cards.reviews.snapshot import snapshot
from cards.scheduling.memory_columns import FsrsColumns
from cards.scheduling.study_day import MINUTES_A_DAY, TURNOVER_MIN, study_day

BATCH = 400
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
        log = log_of(learner_id) if scheduling else Log()
    under_way, choice = Export(package, learner_id, found, scheduling), Choice(found, what)
    walk = iter(choice)
    while batch := list(islice(walk, BATCH)):
        under_way.write(batch)
        progress(choice.looked, choice.total)
    return under_way.finish(log, now)


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

    def write(self, batch: Sequence[Chosen]) -> None:
        """The notes of these cards."""
        ids = range(FIRST_ID + self.done.cards, FIRST_ID + self.done.cards + len(batch))
        self.package.notes(self._notes(ids, batch))
        self.numbers.update(zip((one.id for one in batch), ids, strict=True))
        self.decks += [one.home.deck for one in batch]
        self.done.cards += len(batch)
        self.done.forms.update(one.body["form"] for one in batch)

    def finish(self, log: Log, now: int) -> Exported:
        """All the rest. `now` in ms."""
        past = history(self.learner_id, log, FsrsColumns(self.shelf.weights), self.shelf.retention)
        began = first_day(self.shelf, study_day(now, past.last_tz))
        self.done.decks.update(self.decks)
        deck_ids = {name: deck_id(name) for name in self.done.decks}
        homes = [deck_ids[name] for name in self.decks]
        found = self.shelf if self.scheduling else replace(self.shelf, cards={})
        self.package.cards(card_rows(found, self.numbers, homes, began))
        reviews = past.of(self.numbers)
        self.package.reviews(reviews)
        self.done.reviews = len(reviews)
        types = [note_type(form) for form in self.done.forms]
        decks = [deck(name, now // 1000) for name in sorted(self.done.decks)]
        one_preset = preset(self.shelf.weights, self.shelf.retention, now // 1000)
        collection = Collection(
            (began * MINUTES_A_DAY + TURNOVER_MIN - past.last_tz) * 60,
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

    def _notes(self, ids: Iterable[int], batch: Iterable[Chosen]) -> Iterator[NoteRow]:
        kinds = {form: note_type(form).id for form in ASKED}
        found, moved_out = self.shelf, self.pictures.moved_out
        for number, (card, body, concept, version, home) in zip(ids, batch, strict=True):
            beside = Beside(concept["name"], concept["summary"]) if concept else ALONE
            if note := found.note(card):
                beside = beside._replace(note=as_html(note))
            texts = moved_out(_joined(fields(body, beside)))
            if NAMED in texts and (writing := found.writings.get(card)):
                self.files.update(files_of(writing["fields"]))
            state = found.cards.get(card)
            tags = " ".join((*home.tags, "starred") if state and state["starred"] else home.tags)
            mod = BEGAN_S + REVISION + version + found.version(card)
            first, checksum = sorted_by(texts)
            yield number, guid_of(card), kinds[body["form"]], mod, f" {tags} ", texts, first, checksum


def _joined(texts: Sequence[str]) -> str:
    """What a learner wrote may hold the sign itself, which would move all that follows a field on."""
    joined = SEPARATOR.join(texts)
    if joined.count(SEPARATOR) == len(texts) - 1:
        return joined
    return SEPARATOR.join(text.replace(SEPARATOR, " ") for text in texts)
