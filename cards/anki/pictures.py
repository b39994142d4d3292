"""Figures inlined in a card's HTML become files beside the notes, as Anki wants them."""

import base64
import hashlib
import re
from dataclasses import dataclass, field

INLINED = re.compile(r'src="data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)"')
# Cards show figures on white, by day and by night; Anki's night mode is not the system's that this asks for.
AT_NIGHT = re.compile(rb"@media \(prefers-color-scheme: dark\) \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")


@dataclass
class Pictures:
    """The media of one export, each named after what is in it: a changed figure is another file."""

    files: dict[str, bytes] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def moved_out(self, html: str) -> str:
        """`html` with each inlined figure named instead."""
        if "data:image" not in html:
            return html
        return INLINED.sub(lambda found: f'src="{self._name(found[1])}"', html)

    def _name(self, encoded: str) -> str:
        if encoded not in self._names:
            svg = AT_NIGHT.sub(b"", base64.b64decode(encoded))
            name = f"cardinal-{hashlib.sha256(svg).hexdigest()[:16]}.svg"
            self._names[encoded], self.files[name] = name, svg
        return self._names[encoded]
