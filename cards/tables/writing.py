"""Cards as a table: own cards so that they come back as they were, library cards as plain text."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from string import ascii_uppercase
from typing import Any, TextIO

from cards.anki.choosing import Choice, Chosen, What
from cards.anki.fields import mixed
from cards.anki.shelf import Shelf, shelf
from cards.intake.plain_text import plain_text
from cards.scheduling.memory import Fsrs
from cards.tables.formulas import defused
from cards.transfers.running import Failure, Outcome, Run

COLUMNS = (
    "id", "form", "prompt", "answer", "why", "note", "topic", "suspended", "starred", "flag",
    "reviews", "lapses", "stability", "difficulty", "last_reviewed", "due",
)  # fmt: skip
EPOCH = date(1970, 1, 1)


def export(run: Run) -> Outcome:
    """The transfer that writes the table; parameters: what, columns, delimiter."""
    given = run.parameters
    what = What(**given.get("what", {}))
    columns = [name for name in dict.fromkeys(given.get("columns") or COLUMNS) if name in COLUMNS]
    delimiter = given.get("delimiter") or ","
    with run.made.open("w", encoding="utf-8-sig", newline="") as out:  # the mark is for Excel
        count = write(out, shelf(run.learner_id), what, columns, delimiter, run)
    if not count:
        raise Failure("There is no card of this choice, so there is no file. Choose something else.")
    return Outcome("cardinal.tsv" if delimiter == "\t" else "cardinal.csv", {"cards": count})


def write(out: TextIO, held: Shelf, what: What, columns: Sequence[str], delimiter: str, run: Run) -> int:
    """Writes names and rows; gives how many cards."""
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    fsrs = Fsrs(held.weights)
    count, choice = 0, Choice(held, what)
    for card in choice:
        cells = dict(_cells(card, held, fsrs))
        writer.writerow([defused(str(cells.get(name, ""))) for name in columns])
        count += 1
        run.progress(choice.looked, choice.total)
    return count


def _cells(card: Chosen, held: Shelf, fsrs: Fsrs) -> Iterator[tuple[str, Any]]:
    yield "id", card.id
    if card.concept is None:
        yield from ({"form": "basic"} | held.writings[card.id]["fields"]).items()
    else:
        prompt, answer = texts(card.body)
        yield from {"form": card.body["form"], "topic": card.concept["topic"]}.items()
        yield from {"prompt": prompt, "answer": answer, "why": plain_text(card.body["why"]).text}.items()
        yield "note", held.note(card.id)
    if card.id in held.cards:
        yield from _studied(held.cards[card.id], held, fsrs)


def _studied(state: Mapping[str, Any], held: Shelf, fsrs: Fsrs) -> Iterator[tuple[str, Any]]:
    yield from {name: int(state[name]) for name in ("suspended", "starred", "flag", "lapses")}.items()
    yield "reviews", state["reps"]
    if state["s"] is not None:
        yield "stability", round(state["s"], 4)
        yield "difficulty", round(state["d"], 4)
        yield "last_reviewed", _day(state["last_day"])
        yield "due", _day(state["last_day"] + fsrs.interval(state["s"], held.retention))


def _day(number: int) -> str:
    return (EPOCH + timedelta(days=number)).isoformat()


def texts(body: Mapping[str, Any]) -> tuple[str, str]:
    """Question and answer of a library card, whatever its form."""
    prompt = plain_text(body["prompt"]).text
    match body["form"]:
        case "choice":
            options = [f"{letter}. {_plain(one['html'])}" for letter, one in _lettered(body["options"])]
            right = [line for line, one in zip(options, body["options"], strict=True) if one["right"]]
            return _lines(prompt, *options), _lines(*right)
        case "compute":
            one = body["instances"][0]
            return _plain(one["prompt"]), f"{one['answer']:.10g} {one['unit']}".strip()
        case "order":
            steps = [_plain(step) for step in body["steps"]]
            shown = [f"- {steps[place]}" for place in mixed(len(steps), body["id"])]
            return _lines(prompt, *shown), _lines(*(f"{n}. {step}" for n, step in enumerate(steps, start=1)))
        case "match":
            pairs = [(_plain(pair["left"]), _plain(pair["right"])) for pair in body["pairs"]]
            shown = [f"- {pairs[place][1]}" for place in mixed(len(pairs), body["id"])]
            left = [f"{left} = ?" for left, _ in pairs]
            return _lines(prompt, *left, *shown), _lines(*(" = ".join(pair) for pair in pairs))
        case _:
            return prompt, _plain(body["answer"])


def _plain(html: str) -> str:
    return plain_text(html).text


def _lines(*lines: str) -> str:
    return "\n".join(lines)


def _lettered(options: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    return zip(ascii_uppercase, options, strict=False)
