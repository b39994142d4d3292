"""Shares a whole number out by weights, without a remainder."""

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")


def seats(weights: Mapping[K, float], total: int) -> dict[K, int]:
    """Largest remainder (Hare, Niemeyer): the shares' whole parts, then one more to the largest rests, the
    earlier of equal ones first. Weights need not sum to anything; where all are zero they count alike.
    """
    even = not any(weights.values())
    used = dict.fromkeys(weights, 1.0) if even else weights
    whole = 0.0
    for weight in used.values():  # one by one: sum() rounds otherwise than the phone does
        whole += weight
    shares = {name: total * weight / whole for name, weight in used.items()}
    given = {name: int(share) for name, share in shares.items()}
    by_rest = sorted(shares, key=lambda name: given[name] - shares[name])
    for name in by_rest[: total - sum(given.values())]:
        given[name] += 1
    return given


def seats_up_to(weights: Mapping[K, float], room: Mapping[K, int], total: int) -> dict[K, int]:
    """The same where none can take more than its room: what one cannot take goes to the others.

    When there is not room enough for all, the shares as if there were, so that they say what is lacking.
    """
    if not weights or sum(room[name] for name in weights) < total:
        return seats(weights, total)
    given = dict.fromkeys(weights, 0)
    while left := total - sum(given.values()):
        open_ = {name: weight for name, weight in weights.items() if given[name] < room[name]}
        for name, more in seats(open_, left).items():
            given[name] = min(room[name], given[name] + more)
    return given
