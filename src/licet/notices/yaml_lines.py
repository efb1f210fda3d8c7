"""Read a description in YAML strictly, and remember at which line each value stands, so that an error can say so.

A description has no aliases, no tags and no key twice, and is small: what is larger is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from licet.terms.errors import DocumentError

LARGEST: Final = 256 * 1024
"""Bytes. A form with its texts in two languages has about four thousand."""
DEEPEST: Final = 12
MOST_VALUES: Final = 20_000

Path = tuple[str | int, ...]
"""Where a value stands: keys and places in lists, from the outside in."""

_PLAIN: Final = "tag:yaml.org,2002:"
_TAGS: Final = frozenset(f"{_PLAIN}{name}" for name in ("null", "bool", "int", "float", "str", "seq", "map"))


@dataclass(frozen=True, slots=True)
class Described:
    """What a description says, and the line of each of its values."""

    name: str
    said: Mapping[str, Any]
    lines: Mapping[Path, int]

    def place(self, path: Path) -> str:
        """Return the line and the key of a value, or of the nearest thing around it that is written."""
        known = next((path[:end] for end in range(len(path), -1, -1) if path[:end] in self.lines), ())
        key = ".".join(str(each) for each in path)
        return f"`{self.name}`, line {self.lines.get(known, 1)}" + (f", `{key}`" if key else "")


def read_described(text: str, name: str) -> Described:
    """Read the mapping that a text holds; raise ``DocumentError``, which names the line and what to do."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise DocumentError(f"`{name}` is larger than {LARGEST >> 10} KiB: that is no description")
    try:
        _bound(text, name)
        loader = yaml.SafeLoader(text)
        try:
            node = loader.get_single_node()
            if not isinstance(node, yaml.MappingNode):
                raise DocumentError(f"`{name}` holds no `key: value`: look at an example in docs/recipes")
            lines = dict(_walk(node, (), name))
            said = loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        raise DocumentError(
            f"`{name}`{place}: this is not YAML: look at the indents, colons and quotes there"
        ) from None
    except (ValueError, OverflowError, RecursionError):
        raise DocumentError(f"`{name}` holds a number that is none: put it in quotes") from None
    return Described(name, said, lines)


def _bound(text: str, name: str) -> None:
    depth = values = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise DocumentError(
                f"`{name}`, line {_line(event.start_mark)}: write the value out instead of an alias (`*`)"
            )
        values += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or values > MOST_VALUES:
            raise DocumentError(f"`{name}` is too deep or too long for a description")


def _line(mark: Any) -> int:  # noqa: ANN401  # the parser in C and the one in Python mark places by types of their own
    return int(mark.line) + 1


def _walk(node: yaml.Node, path: Path, name: str) -> Iterator[tuple[Path, int]]:
    line = node.start_mark.line + 1
    yield path, line
    if node.tag not in _TAGS:
        raise DocumentError(
            f"`{name}`, line {line}: put this value in quotes: it is read as a day, or bears a tag (`!`)"
        )
    if isinstance(node, yaml.SequenceNode):
        for place, each in enumerate(node.value):
            yield from _walk(each, (*path, place), name)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            at = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag != f"{_PLAIN}str":
                raise DocumentError(f"`{name}`, line {at}: a key is a word")
            if key.value in seen:
                raise DocumentError(f"`{name}`, line {at}: `{key.value}` stands twice in the same place: keep one")
            seen.add(key.value)
            yield from _walk(value, (*path, key.value), name)
            yield (*path, key.value), at
