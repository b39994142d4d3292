"""Exchanging the log with a learner's devices."""
