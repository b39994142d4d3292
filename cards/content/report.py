"""`library report`: what the library covers of each exam, and what is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cards.content.bank import PAPERS, Bank, bank
from cards.content.blueprint import Exam
from cards.content.completeness import applies
from cards.content.exam_body import Mapping, domain_body, mapping
from cards.content.files import Files
from cards.content.links import planned


def report(files: Files) -> Iterator[str]:
    """Lines to print."""
    forms: Counter[str] = Counter(card.it.form for _, card in files.cards)
    applied = {home for home, card in files.cards if applies(card.it)}
    yield f"concepts with a card that applies them: {len(applied)} of {len(files.concepts)}"
    yield f"topics: {len(files.topics)}, concepts: {len(files.concepts)}, {_forms(forms)}"
    yield f"questions of practice exams: {len(files.questions)}"
    for exam in sorted(files.exams, key=lambda exam: exam.it.id):
        yield from _exam(exam.it, files)


def _forms(forms: Counter[str]) -> str:
    listed = ", ".join(f"{count} {form}" for form, count in forms.most_common())
    return f"cards: {forms.total()}" + (f" ({listed})" if listed else "")


def _exam(exam: Exam, files: Files) -> Iterator[str]:
    mapped = mapping(exam, files)
    cards = Counter(home for home, _ in files.cards)
    total = sum(cards[concept] for concept in mapped.domains) or 1
    yield ""
    yield f"{exam.code} ({exam.status.state}), verified on {exam.verified_on}"
    yield f"  importance 3, each for a reason: {len(mapped.reasons)} of {len(mapped.domains)} concepts"
    for domain in exam.domains:
        members = [concept for concept, home in mapped.domains.items() if home == domain.id]
        count = sum(cards[concept] for concept in members)
        body = domain_body(domain, mapped)
        yield (
            f"  {domain.name}: weight {domain.weight}%, {count / total:.0%} of the cards ({count}), "
            f"covered {body['coverage']:.0%}"
        )
        yield from _topics(members, mapped, files)
        for task in body["tasks"]:
            if task["coverage"] != "full":
                yield f"    task {task['id']} {task['coverage']}: {task['missing']}"
    yield from _bank(bank(exam, files))


def _bank(whole: Bank) -> Iterator[str]:
    """Its questions: by domain, by what decides them, and what a learner could guess by."""
    domains = ", ".join(f"{domain} {len(group)}" for domain, group in whole.domains.items())
    yield f"  questions: {len(whole.questions)}" + (f" ({domains})" if whole.questions else "")
    for papers in (1, PAPERS):
        lack = ", ".join(f"{domain} {count}" for domain, count in whole.lacking(papers).items())
        yield f"    full papers without overlap, {papers}: {f'lacking {lack}' if lack else 'possible'}"
    if whole.questions:
        constraints = Counter(question.constraint for question in whole.questions)
        difficulties = Counter(str(question.difficulty) for question in whole.questions)
        yield f"    constraint: {_counts(constraints.most_common())}"
        yield f"    difficulty: {_counts(sorted(difficulties.items()))}"
        letters = zip("ABCD", whole.positions(), strict=True)
        positions = ", ".join(f"{letter} {share:.0%}" for letter, share in letters)
        yield f"    several right: {whole.several():.0%}; where one is, it stands at {positions}"
        yield f"    and is the longest in {whole.longest():.0%}"


def _counts(counted: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counted)


def _topics(members: list[str], mapped: Mapping, files: Files) -> Iterator[str]:
    plan = planned(files)
    for topic in dict.fromkeys(plan[concept] for concept in members):
        here = [concept for concept in members if plan[concept] == topic]
        missing = [concept for concept in here if concept not in mapped.taught]
        forms: Counter[str] = Counter(card.it.form for home, card in files.cards if home in here)
        yield f"    {topic}: concepts: {len(here) - len(missing)} of {len(here)}, {_forms(forms)}"
        yield from (f"      3 {one}: {mapped.reasons[one]}" for one in here if one in mapped.reasons)
        if missing:
            yield f"      not yet taught: {', '.join(missing)}"
