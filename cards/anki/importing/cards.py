"""Each card of an Anki collection as one that comes in, or the reason why it does not."""

import re
from collections.abc import Iterator, Set

from cards.anki.guids import card_of
from cards.anki.importing.rendering import Face, Renderer
from cards.anki.importing.templates import BadTemplate
from cards.anki.reading.collection import AnkiCard, AnkiCollection
from cards.intake import naming
from cards.intake.incoming import LONGEST, IncomingCard, LeftOut, Reason

_ID = re.compile(r"[a-z0-9._-]{1,120}", re.ASCII)
_PICTURED = re.compile(r"\[(?:image|sound)\b[^\]]*\]")
STARRED = {"starred", "marked"}  # our word and Anki's


def incoming(collection: AnkiCollection, library: Set[str]) -> Iterator[IncomingCard | LeftOut]:
    """Every card in the file once; `library` holds the ids of the cards that Cardinal itself has."""
    renderer = Renderer()
    seen: set[str] = set()
    for card in collection.cards():
        found = _incoming(card, collection.tz, library, renderer)
        if isinstance(found, IncomingCard):
            if found.id in seen:  # its text is known already; its reviews may be others
                found = found._replace(fields=None)
                if not found.reviews:
                    found = LeftOut(found.label, Reason.TWICE)
            else:
                seen.add(found.id)
        yield found


def _incoming(card: AnkiCard, tz: int, library: Set[str], renderer: Renderer) -> IncomingCard | LeftOut:
    home = card_of(card.guid)
    if home is not None and _ID.fullmatch(home) and not home.startswith(naming.OWN):
        if home not in library:
            return LeftOut(card.fields[0], Reason.NOT_HERE)
        return _made(home, card, None, tz)
    face = _face(card, renderer)
    if isinstance(face, Reason):
        return LeftOut(card.fields[0], face)
    own = home if home is not None and _ID.fullmatch(home) else naming.own_card(card.guid, card.ordinal)
    return _made(own, card, face, tz)


def _face(card: AnkiCard, renderer: Renderer) -> Face | Reason:
    texts = card.note_type.template(card.ordinal) if card.note_type else None
    if card.note_type is None or texts is None:
        return Reason.NO_TYPE
    try:
        face = renderer.face(card, card.note_type, texts)
    except BadTemplate:
        return Reason.NO_TYPE
    return _missing(card, face) or face


def _missing(card: AnkiCard, face: Face) -> Reason | None:
    prompt = face.fields["prompt"]
    if any("image-occlusion:" in field for field in card.fields):
        return Reason.PICTURE
    if not prompt or (face.fields["form"] == "cloze" and "{{" not in prompt):
        return Reason.EMPTY
    if not _PICTURED.sub("", prompt).strip():
        return Reason.PICTURE
    return Reason.LONG if any(len(text) > LONGEST for text in face.fields.values()) else None


def _made(name: str, card: AnkiCard, face: Face | None, tz: int) -> IncomingCard:
    return IncomingCard(
        id=name,
        label=card.fields[0],
        fields=face.fields if face else None,
        changed_at=card.note_changed_s * 1000,
        marks={"suspended": card.suspended, "flag": card.flag} | _starred(card),
        marked_at=card.changed_s * 1000,
        reviews=card.reviews,
        tz=tz,
        deck=card.deck,
        tags=card.tags,
        images=face.images if face else 0,
        sounds=face.sounds if face else 0,
        came_from_here=card_of(card.guid) is not None,
    )


def _starred(card: AnkiCard) -> dict[str, bool]:
    """A tag can say yes; that it is missing says nothing."""
    return {"starred": True} if STARRED & {tag.lower() for tag in card.tags} else {}
