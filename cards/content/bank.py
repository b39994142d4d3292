"""The questions as one bank for each exam: what would give keys away, and whether papers can be drawn."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cards.content.blueprint import Exam
from cards.content.defects import Defect
from cards.content.exam_body import mapping
from cards.content.files import Files
from cards.content.questions import Question
from cards.selection.seats import seats

WHOLE_BANK = 100  # fewer questions say nothing of the balance
OPTIONS = 4
POSITION_SHARE = (0.18, 0.32)
LONGEST_SHARE = 0.35
SEVERAL_SHARE = (0.12, 0.22)
PAPERS = 4


@dataclass(frozen=True)
class Bank:
    """One exam's questions, by domain in blueprint order."""

    exam: Exam
    domains: dict[str, list[Question]]

    @property
    def questions(self) -> list[Question]:
        return [question for group in self.domains.values() for question in group]

    @property
    def single(self) -> list[Question]:
        return [question for question in self.questions if question.choose == 1]

    def positions(self) -> list[float]:
        """Share of single questions whose key stands first, second, ..."""
        at = Counter(next(i for i, one in enumerate(q.options) if one.right) for q in self.single)
        return [at[i] / max(1, len(self.single)) for i in range(OPTIONS)]

    def longest(self) -> float:
        """Share of single questions whose key is the longest option."""
        return sum(_key_is_longest(q) for q in self.single) / max(1, len(self.single))

    def several(self) -> float:
        """Share of questions with several right options."""
        return 1 - len(self.single) / max(1, len(self.questions))

    def lacking(self, papers: int) -> dict[str, int]:
        """How many questions each domain lacks for so many full papers without overlap."""
        wanted = seats({domain.id: domain.weight for domain in self.exam.domains}, self.exam.questions)
        lack = {domain: papers * count - len(self.domains[domain]) for domain, count in wanted.items()}
        return {domain: count for domain, count in lack.items() if count > 0}


def _key_is_longest(question: Question) -> bool:
    wrong = max(len(option.text) for option in question.options if not option.right)
    return any(len(option.text) > wrong for option in question.options if option.right)


def bank(exam: Exam, files: Files) -> Bank:
    """A question counts in the domain of its first concept that the exam asks for; without one, nowhere."""
    mapped = mapping(exam, files)
    homes = {concept: home for concept, home in mapped.domains.items() if concept in mapped.taught}
    domains: dict[str, list[Question]] = {domain.id: [] for domain in exam.domains}
    for _, question in files.questions:
        home = next((homes[one] for one in question.it.concepts if one in homes), None)
        if home is not None:
            domains[home].append(question.it)
    return Bank(exam, domains)


def bank_defects(files: Files) -> Iterator[Defect]:
    """What a learner could guess by, in a bank large enough to tell."""
    for exam in files.exams:
        whole = bank(exam.it, files)
        if len(whole.questions) >= WHOLE_BANK:
            for what, mend in _unbalanced(whole):
                yield exam.at.defect(what, mend, ["questions"])


def _unbalanced(whole: Bank) -> Iterator[tuple[str, str]]:
    low, high = POSITION_SHARE
    for letter, share in zip("ABCD", whole.positions(), strict=True):
        if not low <= share <= high:
            what = f"{share:.0%} of this exam's questions have their right option at {letter}"
            yield what, f"Move right options until each place has {low:.0%} to {high:.0%}."
    if (share := whole.longest()) > LONGEST_SHARE:
        what = f"In {share:.0%} of this exam's questions the right option is the longest"
        yield what, f"Lengthen wrong options until it is so in at most {LONGEST_SHARE:.0%}."
    low, high = SEVERAL_SHARE
    if not low <= (share := whole.several()) <= high:
        what = f"{share:.0%} of this exam's questions have several right options"
        yield what, f"Bring them to {low:.0%} to {high:.0%}, near one in six."


def shortages(files: Files) -> Iterator[Defect]:
    """Remarks: a bank that cannot fill one full paper. The app says so and offers shorter ones."""
    for exam in files.exams:
        whole = bank(exam.it, files)
        if len(whole.questions) >= WHOLE_BANK and (lack := whole.lacking(1)):
            told = ", ".join(f"{domain} {count}" for domain, count in lack.items())
            yield exam.at.defect(
                f"One full paper lacks questions ({told})", "Write more for these domains.", ["questions"]
            )
