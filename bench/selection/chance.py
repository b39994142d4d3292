"""Chance that is the same under every policy: a draw depends on learner, card and showing, not on order."""

import numpy as np
import numpy.typing as npt

from bench.selection.exam import Real

Words = npt.NDArray[np.uint64]
_STEP, _MIX1, _MIX2 = (np.uint64(one) for one in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


def uniform(seed: int, *keys: npt.ArrayLike) -> Real:
    """A draw in (0, 1) for each entry of the keys (SplitMix64 over them one after another)."""
    word = np.atleast_1d(np.array(seed, dtype=np.uint64))
    for key in keys:
        word = _mixed(word ^ (np.asarray(key).astype(np.uint64) * _STEP))
    draw: Real = (_mixed(word) >> np.uint64(11)).astype(np.float64) / 2**53 + 2**-54
    return draw


def normal(seed: int, *keys: npt.ArrayLike) -> Real:
    """A standard normal draw for each entry of the keys (Box and Muller)."""
    one, other = uniform(2 * seed + 1, *keys), uniform(2 * seed + 2, *keys)
    draw: Real = np.sqrt(-2 * np.log(one)) * np.cos(2 * np.pi * other)
    return draw


def _mixed(word: Words) -> Words:
    word = word + _STEP
    word = (word ^ (word >> np.uint64(30))) * _MIX1
    word = (word ^ (word >> np.uint64(27))) * _MIX2
    mixed: Words = word ^ (word >> np.uint64(31))
    return mixed
