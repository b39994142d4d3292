"""Learners that are simulated, to see what choosing the next card well is worth."""

from bench.selection.figures import measure as measure
