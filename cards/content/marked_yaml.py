"""YAML as plain values, with the line of every node; duplicate keys and aliases are refused."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from cards.content.defects import Defect, Path, Place

# The parser in C is ten times as fast and knows the same lines.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class _Walk:
    loader: yaml.SafeLoader
    file: str
    lines: dict[Path, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    defects: list[Defect] = field(default_factory=list)

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self.seen:  # an alias is the same node once more; it can even hold itself
            what = "An alias (*name) repeats another part of the file"
            self.defects.append(Defect(self.file, node.start_mark.line + 1, what, "Write the value out."))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, i)) for i, child in enumerate(node.value)]
        return self.loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.defects.append(Defect(self.file, line, "A key is not plain text", "Use words as keys."))
                continue
            key = self.loader.construct_object(key_node)
            if key in found:
                first = self.lines[(*path, key)]
                what = f"The key '{key}' is here twice (first on line {first})"
                self.defects.append(Defect(self.file, line, what, "Keep one of the two."))
                continue
            self.lines[(*path, key)] = line
            found[key] = self.value(value_node, (*path, key))
        return found


def read(text: str, file: str) -> tuple[Any, Place, list[Defect]]:
    """The file's value (None when it is not YAML), its root place, and what is wrong with it as YAML."""
    loader = _Loader(text)
    walk = _Walk(loader, file)
    data: Any = None
    try:
        node = loader.get_single_node()
        if node is not None:
            data = walk.value(node, ())
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        what = f"This is not valid YAML: {problem}"
        mend = "Check quotes, colons and indentation here; text with a colon needs quotes."
        walk.defects.append(Defect(file, mark.line + 1 if mark else 1, what, mend))
    finally:
        loader.dispose()
    return data, Place(file, walk.lines), walk.defects
