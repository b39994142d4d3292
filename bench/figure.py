"""One measured number, as one line of JSON."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """A value with its unit, and, where a peer was measured too, how many times the peer's it is."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    peer: str | None = None

    def line(self) -> str:
        return json.dumps({key: value for key, value in asdict(self).items() if value is not None})
