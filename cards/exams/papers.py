"""Draws papers: by the blueprint's weights, unseen questions first, alike in difficulty, from a seed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cards.exams.shape import Drawable, Exam, domain_of
from cards.selection.dice import hash32, shuffled
from cards.selection.seats import seats, seats_up_to

Pools = dict[str, list[Drawable]]
Stratum = tuple[bool, int]  # several right options, and the difficulty
_Fits = Callable[[Drawable], bool]
DIFFICULTIES = (1, 2, 3)


@dataclass(frozen=True)
class Wish:
    """What paper is asked for; a full one has the size of the exam."""

    kind: Literal["full", "short", "domain", "weak"]
    size: int = 0
    domain: str = ""
    weights: Mapping[str, float] | None = None  # by topic: how much each weak area should count


@dataclass(frozen=True)
class Paper:
    """Ids of its questions in their order."""

    questions: list[str]


@dataclass(frozen=True)
class Shortage:
    """How many questions each domain (for weak areas, each topic) lacks."""

    lacking: dict[str, int]


def minutes_for(exam: Exam, size: int) -> int:
    """The exam's own pace, rounded up to a minute."""
    return -(-exam["minutes"] * size // exam["questions"])


def draw(
    exam: Exam,
    questions: Iterable[Drawable],
    seen: Mapping[str, int],
    seed: int,
    wish: Wish,
    topics: Mapping[str, str],
) -> Paper | Shortage:
    """A paper, or what it lacks. `seen` says when a question was last met, in any unit that grows; `topics`
    is topic by concept. Of each domain all unseen questions come before any other, then those met longest
    ago: as long as unseen ones suffice, papers that follow each other do not overlap.
    """
    pools = _pools(exam, questions, topics if wish.kind == "weak" else None)
    wanted = _wanted(exam, wish, pools)
    lacking = {group: count - len(pools.get(group, [])) for group, count in wanted.items()}
    if any(count > 0 for count in lacking.values()):
        return Shortage({group: count for group, count in lacking.items() if count > 0})
    used: set[str] = set()
    chosen = [one for group, n in wanted.items() for one in _pick(pools.get(group, []), n, seen, used, seed)]
    return Paper([chosen[i]["id"] for i in shuffled(len(chosen), seed)])


def _pools(exam: Exam, questions: Iterable[Drawable], topics: Mapping[str, str] | None) -> Pools:
    """The exam's questions by domain, or by topic of the first concept."""
    pools: Pools = {}
    for one in questions:
        domain = domain_of(exam, one["concepts"])
        group = domain if topics is None else topics.get(one["concepts"][0])
        if domain is not None and group is not None and not one["retired"]:
            pools.setdefault(group, []).append(one)
    return pools


def _wanted(exam: Exam, wish: Wish, pools: Pools) -> dict[str, int]:
    if wish.kind == "domain":
        return {wish.domain: wish.size}
    if wish.kind == "weak":
        weights = {topic: weight for topic, weight in (wish.weights or {}).items() if weight > 0} or {"": 1.0}
        return seats_up_to(weights, {topic: len(pools.get(topic, [])) for topic in weights}, wish.size)
    size = exam["questions"] if wish.kind == "full" else wish.size
    return seats({domain["id"]: domain["weight"] for domain in exam["domains"]}, size)


def _pick(
    pool: Sequence[Drawable], count: int, seen: Mapping[str, int], used: set[str], seed: int
) -> list[Drawable]:
    """`count` of the pool; adds their first concepts to `used`."""
    dice = {one["id"]: (hash32(f"{seed}:{one['id']}"), one["id"]) for one in pool}
    unseen = sorted((one for one in pool if one["id"] not in seen), key=lambda one: dice[one["id"]])
    if len(unseen) >= count:
        return _spread(unseen, count, used)
    known = (one for one in pool if one["id"] in seen)
    longest_ago = sorted(known, key=lambda one: (seen[one["id"]], *dice[one["id"]]))
    choice = _Choice(count, used)
    choice.take(unseen)
    choice.take(longest_ago, lambda one: _first(one) not in used)
    choice.take(longest_ago)
    return choice.taken


def _spread(unseen: Sequence[Drawable], count: int, used: set[str]) -> list[Drawable]:
    """Alike in difficulty and in several right options; no first concept twice where that can be avoided.

    A concept with more questions than papers can still be drawn must give one now, or gives two later.
    """
    many = Counter(_first(one) for one in unseen)
    order = sorted(unseen, key=lambda one: -many[_first(one)])  # stable: dice decide between equals
    later = max(1, (len(unseen) - count) // max(1, count))
    choice = _Choice(count, used, _strata(unseen, count))
    pressing = [one for one in order if many[_first(one)] > later]
    for group in (pressing, order):
        choice.take(group, lambda one: _first(one) not in used and choice.room(one))
        choice.take(group, lambda one: _first(one) not in used)
    choice.take(order, choice.room)
    choice.take(order)
    return choice.taken


class _Choice:
    """What was taken so far, and how much room its strata have left."""

    def __init__(self, count: int, used: set[str], strata: dict[Stratum, int] | None = None) -> None:
        self.taken: list[Drawable] = []
        self._count, self._used = count, used
        self._left = Counter(strata or {})
        self._ids: set[str] = set()

    def room(self, one: Drawable) -> bool:
        return self._left[_stratum(one)] > 0

    def take(self, order: Iterable[Drawable], fits: _Fits = lambda _: True) -> None:
        for one in order:
            if len(self.taken) < self._count and one["id"] not in self._ids and fits(one):
                self.taken.append(one)
                self._ids.add(one["id"])
                self._used.add(_first(one))
                self._left[_stratum(one)] -= 1


def _strata(unseen: Sequence[Drawable], count: int) -> dict[Stratum, int]:
    """How many of each stratum keep the proportions of what is unseen."""
    both = Counter(_stratum(one) for one in unseen)
    of_several = {several: sum(both[several, d] for d in DIFFICULTIES) for several in (False, True)}
    wanted: dict[Stratum, int] = {}
    for several, share in seats(of_several, count).items():
        by_difficulty = seats({str(d): both[several, d] for d in DIFFICULTIES}, share)
        wanted |= {(several, int(d)): n for d, n in by_difficulty.items()}
    return wanted


def _stratum(one: Drawable) -> Stratum:
    return one["choose"] > 1, one["difficulty"]


def _first(one: Drawable) -> str:
    return one["concepts"][0]
