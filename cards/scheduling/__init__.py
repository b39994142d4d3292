"""The pure core: what an event is, in which order events stand, and what they add up to."""
