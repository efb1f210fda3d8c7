"""Read YAML that comes from elsewhere: bounded before it is parsed, and no key twice.

Aliases are allowed (PyYAML writes them for a day said twice) but what they stand for is counted: nine lines of aliases
of aliases make a thousand million values. The checks, in order: 1. size in bytes; 2. UTF-8; 3. number of values and
depth, on the stream of events; 4. the same with aliases written out; 5. keys; 6. the values themselves.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from licet.terms.errors import DossierError

LARGEST: Final = 16 * 1024 * 1024
"""Bytes. The dossier of a large group is some hundred kilobytes; people and messages belong in files of their own."""

MOST_VALUES: Final = 1_000_000
DEEPEST: Final = 32

_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE: Final = "tag:yaml.org,2002:merge"


def read_yaml(path: Path) -> Mapping[Any, Any]:
    """Return the mapping that a YAML file holds; raise ``DossierError``, which names the file and the line."""
    text = _text(path)
    try:
        _refuse_masses(path, text)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                raise DossierError(f"`{path}` is empty: make a dossier with `licet dossier init`")
            _Walk(path).check(node)
            raw = _constructed(path, loader, node)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise DossierError(f"`{path}`{_place(error)}: this is not YAML{_reason(error)}") from None
    except RecursionError:
        raise DossierError(f"`{path}`: lists stand too deep within lists") from None
    if not isinstance(raw, Mapping):
        raise DossierError(f"`{path}` is no dossier: `name: answer` is expected, not {_what(raw)}")
    return raw


def _text(path: Path) -> str:
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe never begins, a device never ends
            raise DossierError(f"`{path}` is not a regular file: give a file of YAML")
        if path.stat().st_size > LARGEST:
            raise DossierError(
                f"`{path}` is too large for a dossier (over {LARGEST >> 20} MiB): "
                "people, sends and complaints stand in files that it points at"
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DossierError(f"`{path}` is not UTF-8 text: save it as UTF-8") from None
    except OSError as error:
        raise DossierError(f"`{path}` cannot be read: {(error.strerror or 'unknown reason').lower()}") from None


def _refuse_masses(path: Path, text: str) -> None:
    values = depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        values += isinstance(event, yaml.NodeEvent)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise DossierError(f"`{path}`: lists stand too deep within lists")
        if values > MOST_VALUES:
            raise DossierError(f"`{path}` holds more than {MOST_VALUES} values: too many for a dossier")


class _Walk:
    """Walks the nodes of a file, each alias written out in thought: sizes are remembered, so bombs cost nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sizes: dict[int, int] = {}
        self._open: set[int] = set()

    def check(self, node: yaml.Node) -> None:
        if self._size(node) > MOST_VALUES:
            raise DossierError(f"`{self._path}` holds too many values once its aliases are written out")

    def _size(self, node: yaml.Node) -> int:
        known = self._sizes.get(id(node))
        if known is not None:
            return known
        if id(node) in self._open:
            raise self._error(node, "an alias stands within what it is an alias of")
        if len(self._open) > DEEPEST:
            raise self._error(node, "lists stand too deep within lists")
        self._open.add(id(node))
        if isinstance(node, yaml.MappingNode):
            self._refuse_twice(node)
        size = 1 + sum(self._size(each) for each in _children(node))
        self._open.discard(id(node))
        self._sizes[id(node)] = size
        return size

    def _refuse_twice(self, node: yaml.MappingNode) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._error(key, "a key is one word, not a list")
            if key.value in seen and key.tag != _MERGE:
                raise self._error(key, "this key stands twice in the same place")
            seen.add(key.value)

    def _error(self, node: yaml.Node, what: str) -> DossierError:
        return DossierError(f"`{self._path}`, line {node.start_mark.line + 1}: {what}")


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair


def _constructed(path: Path, loader: Any, node: yaml.Node) -> object:  # noqa: ANN401  # C or Python loader: no common type
    try:
        return loader.construct_document(node)
    except (ValueError, OverflowError):  # 2026-02-30 has the look of a day, and is none
        raise DossierError(f"`{path}`{_first_bad(node)}: there is no such day, hour or number") from None


def _first_bad(root: yaml.Node) -> str:
    loader = _Loader("")  # a fresh one: the other remembers where it failed
    waiting, seen = deque([root]), set()
    while waiting:
        node = waiting.popleft()
        if id(node) in seen:
            continue
        seen.add(id(node))
        waiting.extend(_children(node))
        if isinstance(node, yaml.ScalarNode) and node.tag != _MERGE:
            try:
                loader.construct_object(node)
            except (ValueError, OverflowError):
                return f", line {node.start_mark.line + 1}"
    return ""


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f", line {mark.line + 1}" if mark else ""


def _reason(error: yaml.YAMLError) -> str:
    """Return a hint, in our words: those of the parser may quote the line."""
    problem = str(getattr(error, "problem", "") or "")
    if "\\t" in problem or "cannot start any token" in problem:
        return ": a tab stands where blanks are expected, or a sign that needs quotes begins a value"
    if "undefined alias" in problem:
        return ": an alias (`*`) names no anchor (`&`)"
    if "expected a single document" in str(getattr(error, "context", "") or ""):
        return " of one document: `---` stands twice"
    if "constructor" in problem:
        return " without tags: `!` begins a value"
    return ": look at the indents, colons and quotes around it"


def _what(raw: object) -> str:
    return "a list" if isinstance(raw, list) else "a single value"
