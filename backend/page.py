"""How browsers may keep the built page: hashed files for ever, everything else only after asking again."""

import re
from wsgiref.headers import Headers

IMMUTABLE = r"^/assets/.+-[\w-]{8}\.\w+$"  # Vite's names carry a hash of the content
TYPES = {".webmanifest": "application/manifest+json"}  # a browser installs nothing of an unknown type


def always_ask_again(headers: Headers, path: str, url: str) -> None:
    """A new version is met at the next visit: index.html and sw.js are never used without asking."""
    if not re.match(IMMUTABLE, url):
        headers["Cache-Control"] = "no-cache"
