"""Runs the benchmarks named, or all of them, and prints one JSON line per figure."""

import importlib
import pkgutil
import sys
import time

import bench
from bench.figure import Figure


def names() -> list[str]:
    """Every benchmark: a module of this package with a `measure()`."""
    modules = sorted(module.name for module in pkgutil.iter_modules(bench.__path__))
    return [name for name in modules if not name.startswith("_") and name != "figure"]


def main(wanted: list[str]) -> int:
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        sys.stderr.write(f"No benchmark is called {', '.join(unknown)}. There are: {', '.join(names())}\n")
        return 2
    for name in wanted or [name for name in names() if not name.startswith("beside_")]:
        sys.stderr.write(f"measuring {name}…\n")
        began = time.monotonic()
        for figure in importlib.import_module(f"bench.{name}").measure():
            assert isinstance(figure, Figure)
            print(figure.line(), flush=True)
        sys.stderr.write(f"measured {name} in {time.monotonic() - began:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
