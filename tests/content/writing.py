"""Small library folders for the tests, written as an author would."""

from pathlib import Path
from textwrap import indent

SOURCE = '{title: "A manual", url: "https://docs.example.org/page"}'
BASIC = """
- id: recall.definition
  form: basic
  prompt: "What does recall measure?"
  answer: "The share of real positives that were found."
  why: "It divides by all real positives."
"""
COMPUTE = """
- id: recall.number
  form: compute
  prompt: "{tp} of {all} cases are found. Recall in percent?"
  numbers: {tp: {from: 20, to: 90, step: 5}, missed: {pick: [5, 10, 15]}}
  where: "tp > missed"
  lets: {all: "tp + missed"}
  answer: "100 * tp / all"
  round: 1
  tolerance: 0.1
  unit: "%"
  work: "{tp} / {all} = {answer} %"
  why: "It divides by all real positives."
"""
CHOICE = """
- id: recall.choice
  form: choice
  prompt: "A missed tumour costs most. Which metric?"
  options:
  - {text: "Recall", right: true, why: "It counts the missed ones."}
  - {text: "Precision", why: "Right when false alarms cost most; here misses do."}
  - {text: "Accuracy", why: "Right when classes are balanced; here they are not."}
  - {text: "RMSE", why: "Right for numbers; here are classes."}
  why: "Misses are false negatives."
"""
REASON = "Task 1.1 asks what a miss costs."
EXAM = f"""\
id: exam-a
code: EX-A
name: An exam
provider: Someone
status: {{state: available, note: "Open."}}
questions: 65
scored: 50
minutes: 90
pass_mark: 700
scale: [100, 1000]
item_types: [choice]
source: {{title: "Guide", url: "https://docs.example.org/guide"}}
verified_on: 2026-11-21
certainty: "High."
domains:
- id: first
  name: First
  weight: 100
  tasks: [{{id: "1.1", name: "Measure", coverage: full}}]
  topics: [metrics]
importance:
  metrics: {{recall: 3}}
reasons:
  metrics: {{recall: "{REASON}"}}
"""


def a_concept(name: str = "recall", cards: str = BASIC, more: str = "") -> str:
    head = f"""\
- id: {name}
  name: {name.capitalize()}
  summary: "What {name} is, when to use it and when not."
  source: {SOURCE}
  verified_on: 2026-11-21
{indent(more, "  ")}
  cards:
"""
    return head + indent(cards.strip("\n"), "  ") + "\n"


def a_topic(*concepts: str, topic: str = "metrics") -> str:
    return f"topic: {topic}\nname: Metrics\nconcepts:\n" + "".join(concepts or [a_concept()])


def a_library(
    folder: Path, *, topics: dict[str, str] | None = None, exams: dict[str, str] | None = None
) -> Path:
    """Writes the files of a library; what is not given is one topic with one card, and one exam."""
    for kind, files in {
        "concepts": topics or {"metrics": a_topic()},
        "exams": {"exam-a": EXAM} if exams is None else exams,
    }.items():
        (folder / kind).mkdir(parents=True, exist_ok=True)
        for old in (folder / kind).iterdir():
            old.unlink()
        for name, text in files.items():
            (folder / kind / f"{name}.yaml").write_text(text)
    return folder


def one_card(folder: Path, card: str) -> Path:
    """A library whose only card is this one."""
    return a_library(folder, topics={"metrics": a_topic(a_concept(cards=card))})
