"""Everything `library check` says: defects, which fail it, and remarks, which do not."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from cards.content import names
from cards.content.bank import bank_defects, shortages
from cards.content.completeness import gaps, unasked
from cards.content.defects import Defect
from cards.content.faults import faults, stale
from cards.content.files import Files
from cards.content.library import read_library
from cards.content.question_faults import outdated, question_defects


@dataclass(frozen=True)
class Findings:
    """Sorted by place."""

    defects: list[Defect]
    remarks: list[Defect]
    cards: int
    questions: int


def check(folder: Path, today: datetime.date) -> Findings:
    files, rendered = read_library(folder)
    table, defects = names.read_names(folder / "names.yaml")
    defects += [*files.defects, *faults(files), *question_defects(files), *bank_defects(files)]
    remarks = [*stale(files, today), *gaps(files), *unasked(files), *shortages(files)]
    for changed, defect in [*_outdated(table, files), *outdated(table, files)]:
        (defects if changed.certainty == "high" else remarks).append(defect)
    return Findings(sorted(set(defects)), sorted(set(remarks)), len(rendered.cards), len(rendered.questions))


def _outdated(table: list[names.Changed], files: Files) -> list[tuple[names.Changed, Defect]]:
    found = []
    for _, concept in files.concepts:
        cards = [(card.it, card.at) for home, card in files.cards if home == concept.it.id]
        for changed in table:
            found += [(changed, defect) for defect in names.outdated(changed, concept.it, concept.at, cards)]
    return found
