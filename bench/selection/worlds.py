"""Memories that are not the scheduler's own: two to judge policies by, and one to tune them in."""

from collections.abc import Callable

from bench.selection.exam import Exam
from bench.selection.people import People
from bench.selection.perturbed import Perturbed
from bench.selection.traces import Traces
from bench.selection.two_stores import TwoStores
from bench.selection.world import World

WORLDS: dict[str, Callable[[Exam, People], World]] = {"A": Perturbed, "B": Traces, "C": TwoStores}
