"""Each card of an Anki collection as one that comes in, or the reason why it does not."""

import re
from collections import Counter
from collections.abc import Iterator, Set

from cards.anki.guids import card_of
from cards.anki.importing.rendering import Face, Renderer
from cards.anki.importing.templates import MOST_RENDERED, BadTemplate, TooLong
from cards.anki.reading.collection import AnkiCard, AnkiCollection
from cards.intake import naming
from cards.intake.incoming import LONGEST, MOST_REVIEWS, IncomingCard, LeftOut, Reason
from cards.intake.plain_text import Media, nowhere
from cards.intake.summary import LONGEST_LABEL

_ID = re.compile(r"[a-z0-9._-]{1,120}", re.ASCII)
_PICTURED = re.compile(r"\[(?:image|sound)\b[^\]]{0,220}\]")  # as plain_text names them
STARRED = {"starred", "marked"}  # our word and Anki's


def incoming(
    collection: AnkiCollection, library: Set[str], media: Media = nowhere
) -> Iterator[IncomingCard | LeftOut]:
    """Every card in the file once; `library` holds the ids of the cards that Cardinal itself has."""
    renderer = Renderer(media)
    seen: Counter[str] = Counter()  # reviews by card
    for card in collection.cards():
        found = _incoming(card, collection.tz, library, renderer)
        if isinstance(found, IncomingCard) and found.id in seen:
            found = found._replace(fields=None)  # its text is known already; its reviews may be others
            if not found.reviews:
                found = LeftOut(found.label, Reason.TWICE)
        if isinstance(found, IncomingCard):
            seen[found.id] += len(found.reviews)
            if seen[found.id] > MOST_REVIEWS:
                found = LeftOut(found.label, Reason.MANY)
        yield found


def _incoming(card: AnkiCard, tz: int, library: Set[str], renderer: Renderer) -> IncomingCard | LeftOut:
    home = card_of(card.guid)
    if home is not None and _ID.fullmatch(home) and not home.startswith(naming.OWN):
        if home not in library:
            return LeftOut(_label(card), Reason.NOT_HERE)
        return _made(home, card, None, tz)
    face = _face(card, renderer)
    if isinstance(face, Reason):
        return LeftOut(_label(card), face)
    own = home if home is not None and _ID.fullmatch(home) else naming.own_card(card.guid, card.ordinal)
    return _made(own, card, face, tz)


def _face(card: AnkiCard, renderer: Renderer) -> Face | Reason:
    texts = card.note_type.template(card.ordinal) if card.note_type else None
    if card.note_type is None or texts is None:
        return Reason.NO_TYPE
    if sum(map(len, card.fields)) > MOST_RENDERED:
        return Reason.LONG
    try:
        face = renderer.face(card, card.note_type, texts)
    except BadTemplate:
        return Reason.NO_TYPE
    except TooLong:
        return Reason.LONG
    return _missing(card, face) or face


def _missing(card: AnkiCard, face: Face) -> Reason | None:
    prompt = face.fields["prompt"]
    if any("image-occlusion:" in field for field in card.fields):
        return Reason.OCCLUSION
    if not prompt or (face.fields["form"] == "cloze" and "{{" not in prompt):
        return Reason.EMPTY
    if any(len(text) > LONGEST for text in face.fields.values()):
        return Reason.LONG
    return None if _PICTURED.sub("", prompt).strip() else Reason.PICTURE


def _made(name: str, card: AnkiCard, face: Face | None, tz: int) -> IncomingCard:
    return IncomingCard(
        id=name,
        label=_label(card),
        fields=face.fields if face else None,
        changed_at=_changed_at(card, face),
        marks={"suspended": card.suspended, "flag": card.flag} | _starred(card),
        marked_at=card.changed_s * 1000,
        reviews=card.reviews,
        tz=tz,
        deck=card.deck,
        tags=card.tags,
        media=face.media if face else (),
        left_behind=face.left_behind if face else (),
        came_from_here=card_of(card.guid) is not None,
    )


def _changed_at(card: AnkiCard, face: Face | None) -> int:
    """ms since 1970. A text that brings more files with it is newer than the same one that brought fewer, by
    less than the second that is Anki's least: a package imported without media can be imported again with."""
    return card.note_changed_s * 1000 + (min(len(face.media), 999) if face else 0)


def _label(card: AnkiCard) -> str:
    """No more than is shown: some hundred cards are in memory together."""
    return card.fields[0][:LONGEST_LABEL]


def _starred(card: AnkiCard) -> dict[str, bool]:
    """A tag can say yes; that it is missing says nothing."""
    return {"starred": True} if STARRED & {tag.lower() for tag in card.tags} else {}
