"""Chance that repeats itself: the same seed always gives the same draw; twin of pwa/src/selection/dice.ts."""

import numpy as np
import numpy.typing as npt

_WORD = 0xFFFFFFFF


def hash32(text: str) -> int:
    """A 32-bit number of a text: FNV-1a over its UTF-16 units, mixed so that near texts lie far apart."""
    h = 2166136261
    units = text.encode("utf-16-le", "surrogatepass")
    for low, high in zip(units[::2], units[1::2], strict=True):
        h = ((h ^ (high << 8 | low)) * 16777619) & _WORD
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & _WORD
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & _WORD
    return h ^ (h >> 16)


def shuffled(count: int, seed: int) -> list[int]:
    """The numbers 0..count-1 in an order that the seed decides."""
    order = list(range(count))
    for i in range(count - 1, 0, -1):
        j = hash32(f"{seed}:{i}") % (i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def draws(numbers: npt.NDArray[np.uint32], seed: int) -> npt.NDArray[np.uint32]:
    """One 32-bit draw for each number; the order of draws is what a seed decides of ties."""
    h = numbers ^ np.uint32(seed)
    h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return h ^ (h >> np.uint32(16))
