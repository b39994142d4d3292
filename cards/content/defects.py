"""One thing wrong in the library: where it is, what it is and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Defect:
    """Prints as `file:line: what. How to mend it.`, so that editors jump to it."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}. {self.mend}"


class LibraryError(Exception):
    """The library was not loaded; every defect is listed."""

    def __init__(self, defects: Iterable[Defect]) -> None:
        self.defects = sorted(set(defects))
        super().__init__("\n".join(map(str, self.defects)))


@dataclass(frozen=True)
class Place:
    """A node of a YAML file, by file and path."""

    file: str
    lines: dict[Path, int]
    path: Path = ()

    def __truediv__(self, step: str | int) -> "Place":
        return Place(self.file, self.lines, (*self.path, step))

    def found(self, loc: Iterable[Any] = ()) -> Path:
        """The path of `loc` below this place, or of the deepest node on the way that the file has."""
        path = self.path
        while path and path not in self.lines:
            path = path[:-1]
        for step in loc:
            if (*path, step) in self.lines:
                path = (*path, step)
        return path

    def line(self, loc: Iterable[Any] = ()) -> int:
        return self.lines.get(self.found(loc), 1)

    def defect(self, what: str, mend: str, loc: Iterable[Any] = ()) -> Defect:
        return Defect(self.file, self.line(loc), what, mend)
