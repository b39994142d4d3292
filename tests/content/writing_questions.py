"""Practice questions for the tests, written as an author would."""

from pathlib import Path

from tests.content.writing import BASIC, a_concept, a_library, a_topic

QUESTION = """\
- id: q.missed-tumours
  concepts: [recall]
  constraint: quality
  difficulty: 2
  prompt: "A screening model misses tumours, and a miss costs most. Which metric should the team report?"
  options:
  - {text: "Recall of tumours", right: true, why: "It counts the missed ones."}
  - {text: "Precision of alarms", why: "Right when false alarms cost most.", concept: precision}
  - {text: "Overall accuracy", why: "Right when classes are balanced."}
  - {text: "Root mean squares", why: "Right for numbers; here are classes."}
  source: {title: "A manual", url: "https://docs.example.org/page"}
  verified_on: 2026-11-22
"""
SEVERAL = (
    QUESTION.replace("q.missed-tumours", "q.two-measures")
    .replace("A screening model misses", "Two measures show a classifier that overlooks")
    .replace("should the team report?", "do they take? (Choose two.)")
    .replace('"Overall accuracy", why', '"Missed share", right: true, why')
    .replace("  source:", '  - {text: "Mean error", why: "Right for a regression."}\n  source:')
)
PRECISION = a_concept("precision", BASIC.replace("recall", "precision"))


def a_bank(folder: Path, questions: str = QUESTION) -> Path:
    """A library with two concepts and these questions."""
    a_library(folder, topics={"metrics": a_topic(a_concept(), PRECISION)})
    (folder / "questions").mkdir(exist_ok=True)
    (folder / "questions" / "metrics.yaml").write_text(f"topic: metrics\nquestions:\n{questions}")
    return folder


def many(count: int, change: dict[int, tuple[str, str]] | None = None) -> str:
    """Questions with prompts that share little, their right options spread evenly, none longest."""
    return "\n".join(_one(i, *(change or {}).get(i, ("", ""))) for i in range(count))


def _one(i: int, old: str, new: str) -> str:
    several = i % 6 == 0
    head, _, rest = (SEVERAL if several else QUESTION).partition("  options:\n")
    words = " ".join(f"w{i}x{j}" for j in range(12))
    head = head.replace("q.missed-tumours", f"q.n{i}").replace("q.two-measures", f"q.n{i}")
    head = head.replace("A screening model", words).replace("Two measures", words)
    options, source, tail = rest.partition("  source:")
    lines = options.splitlines(keepends=True)
    if not several:
        lines.insert((i - i // 6) % 4, lines.pop(0))
    return f"{head}  options:\n{''.join(lines)}{source}{tail}".replace(old, new)
