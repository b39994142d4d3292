"""Anki packages: the way out and the way in."""
