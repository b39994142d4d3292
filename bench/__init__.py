"""Measurements: each module has a `measure()` that yields figures; `make bench` prints them."""
