"""The name under which a card travels: a note's guid that says which card it is, the same in every export."""

PREFIX = "cardinal:"


def guid_of(card: str) -> str:
    """The guid of the note that shows a card."""
    return PREFIX + card


def card_of(guid: str) -> str | None:
    """The card a note shows, when the note was exported from Cardinal."""
    return guid.removeprefix(PREFIX) if guid.startswith(PREFIX) else None
