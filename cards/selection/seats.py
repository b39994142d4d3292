"""Shares a whole number out by weights, without a remainder."""

from collections.abc import Mapping


def seats(weights: Mapping[str, float], total: int) -> dict[str, int]:
    """Largest remainder (Hare, Niemeyer): the shares' whole parts, then one more to the largest rests, the
    earlier of equal ones first. Weights need not sum to anything; all zero shares alike.
    """
    whole = sum(weights.values()) or float(len(weights))
    even = not any(weights.values())
    shares = {name: total * (1.0 if even else weight) / whole for name, weight in weights.items()}
    given = {name: int(share) for name, share in shares.items()}
    left = total - sum(given.values())
    by_rest = sorted(shares, key=lambda name: given[name] - shares[name])
    return given | {name: given[name] + 1 for name in by_rest[:left]}
