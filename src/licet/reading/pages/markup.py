"""Bring a saved page into a tree, whatever its bytes: no script is run, nothing is loaded, no page takes for ever.

HTML has no errors, only surprises: browsers make a tree of anything, and so does this. What is refused is what is no
page at all, and what is built to be slow. ``tinyhtml5`` follows the standard to the letter, in which some inputs cost
the square of their length; so the clock is looked at as the tree grows, and its size and depth are bounded.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any, Final, TypeAlias
from xml.etree import ElementTree as ET

from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]
from tinyhtml5.tokenizer import HTMLTokenizer  # type: ignore[import-untyped]
from tinyhtml5.treebuilder import TreeBuilder  # type: ignore[import-untyped]

from licet.terms.errors import DocumentError

Element: TypeAlias = ET.Element

LARGEST_PAGE: Final = 16 << 20
"""Bytes of a page: a page saved with its pictures inside is seldom above ten megabytes."""
DEEPEST: Final = 500
"""Elements inside elements: browsers stop nesting at 512."""
MOST_ELEMENTS: Final = 100_000
LONGEST: Final = 30.0
"""Seconds. A page of a megabyte takes about two."""

_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_TAG: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|form|div|p|span|table|label|input|button|main)[\s/>]", re.IGNORECASE
)
_META: Final = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_ENCODINGS: Final = re.compile(r"utf-8|(?:windows-|cp)125[0-8]|iso-8859-(?:[1-9]|1[0-6])|koi8-r|koi8-u")
_LATIN_1: Final = frozenset({"iso-8859-1", "windows-1252"})
_ENDLESS: Final = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")  # a number of a character that is none
_LOOK: Final = 64  # steps between two looks at the clock


class Patience:
    """The time that one page may take; every loop that a hostile page can prolong spends of it."""

    def __init__(self, name: str, seconds: float) -> None:
        self.name, self._until, self._steps = name, time.monotonic() + seconds, 0

    def spend(self, steps: int = 1) -> None:
        """Count steps of about a microsecond. Raises ``DocumentError`` when the time is over."""
        self._steps += steps
        if self._steps >= _LOOK:
            self._steps = 0
            if time.monotonic() > self._until:
                raise DocumentError(
                    f"page `{self.name}` takes too long to read: save it anew without scripts and pictures"
                )


@dataclass(frozen=True, eq=False)
class Markup:
    """The tree of a page: its elements in order, and the parent of each."""

    root: Element
    encoding: str
    patience: Patience
    texts: dict[Element, str] = field(default_factory=dict)
    """The words of elements already looked at: one label may wrap a thousand controls."""

    @cached_property
    def parents(self) -> Mapping[Element, Element]:
        """Element → the one it stands in."""
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def by_id(self) -> Mapping[str, Element]:
        """The first element of each ``id``."""
        named = [(one.get("id", ""), one) for one in self.elements() if one.get("id")]
        return dict(reversed(named))

    @cached_property
    def scripted(self) -> bool:
        """Whether the page brings scripts: what they would have done is not known."""
        return any(tag(one) == "script" and not _is_data(one) for one in self.elements())

    def elements(self) -> Iterator[Element]:
        """Yield every element, in the order of the document; comments are left out."""
        return (one for one in self.root.iter() if isinstance(one.tag, str))

    def ancestors(self, element: Element) -> Iterator[Element]:
        """Yield what an element stands in, from the nearest outwards."""
        while (parent := self.parents.get(element)) is not None:
            self.patience.spend()
            yield parent
            element = parent


def tag(element: Element) -> str:
    """Return the name of an HTML element in lower case; empty for comments and for what is not HTML."""
    name = element.tag
    return name[len(_XHTML) :] if isinstance(name, str) and name.startswith(_XHTML) else ""


def attribute(element: Element, name: str) -> str:
    """Return the value of an attribute on one line, stripped; empty when it is not there."""
    return " ".join(element.get(name, "").split())


def read_markup(path: Path, patience: Patience) -> Markup:
    """Read a saved page into its tree.

    Raises ``DocumentError`` for what cannot be opened, is larger, deeper or slower than a page, or is none.
    """
    text, encoding = _decoded(read_bytes(path, LARGEST_PAGE), path.name)
    if not _TAG.search(text):
        raise DocumentError(f"`{path.name}` is no HTML page: save the page as HTML from the browser")
    try:
        root = _Parser(patience).parse(StringIO(_ENDLESS.sub("\ufffd", text)))
    except DocumentError:
        raise
    except Exception as error:  # whatever the parser trips over, the page is unreadable and nothing else is wrong
        raise DocumentError(f"page `{path.name}` cannot be parsed as HTML: save it anew from the browser") from error
    for template in [one for one in root.iter() if tag(one) == "template"]:
        template.clear()  # only a script brings it to the page
    return Markup(root, encoding, patience)


def read_bytes(path: Path, largest: int) -> bytes:
    """Read a file of at most ``largest`` bytes. Raises ``DocumentError``."""
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise DocumentError(f"`{path.name}` is no file: save the page as HTML and give that file")
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise DocumentError(f"`{path.name}` cannot be opened: check the path and the rights on it") from error
    if len(data) > largest:
        raise DocumentError(f"`{path.name}` is larger than {largest >> 20} MB: save it without pictures and scripts")
    return data


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """Decode as browsers do: byte order mark, then UTF-8 if it is, then what the page declares, then windows-1252."""
    if data.startswith((b"From: <Saved by", b"MIME-Version:")):
        raise DocumentError(f"`{name}` is a web archive: save the page as HTML instead")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if b"\0" in data[:4096]:
        raise DocumentError(f"`{name}` is no text: save the page as HTML from the browser")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        declared = _META.search(data[:4096])
        label = declared[1].decode("ascii", "ignore").lower() if declared else ""
        chosen = label if _ENCODINGS.fullmatch(label) else "cp1252"
        chosen = "cp1252" if chosen in _LATIN_1 else chosen  # as every browser reads it
        return data.decode(chosen, "replace"), chosen


def _is_data(script: Element) -> bool:
    kind = attribute(script, "type").lower()
    return "json" in kind or kind.startswith(("text/template", "text/x-"))


class _Tree(TreeBuilder):  # type: ignore[misc]  # the parser carries no types
    """A tree of bounded size and depth."""

    def __init__(self, patience: Patience) -> None:
        self._patience, self._size = patience, 0
        super().__init__(namespace_html_elements=True)

    def _grow(self) -> None:
        self._size += 1
        self._patience.spend(4)
        name = self._patience.name
        if self._size > MOST_ELEMENTS:
            raise DocumentError(
                f"page `{name}` has more than {MOST_ELEMENTS} elements: save the part that holds the form"
            )
        if len(self.open_elements) > DEEPEST:
            raise DocumentError(f"page `{name}` nests more than {DEEPEST} elements: save the part that holds the form")

    def insert_element_normal(self, token: dict[str, Any]) -> Any:  # noqa: ANN401
        self._grow()
        return super().insert_element_normal(token)

    def insert_element_table(self, token: dict[str, Any]) -> Any:  # noqa: ANN401
        self._grow()
        return super().insert_element_table(token)

    def insert_comment(self, token: dict[str, Any], parent: Any) -> None:  # noqa: ANN401, ARG002
        self._patience.spend()  # a comment says nothing that a visitor sees


class _Tokens(HTMLTokenizer):  # type: ignore[misc]  # the parser carries no types
    """Tokens, one look at the clock in 64 steps."""

    def __init__(self, stream: StringIO, parser: _Parser) -> None:
        super().__init__(stream, parser=parser)
        self._patience = parser.patience

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self.token_queue: deque[dict[str, Any]] = deque()
        while self.state():
            self._patience.spend()
            self.stream.errors.clear()
            while self.token_queue:
                self._patience.spend()
                yield self.token_queue.popleft()


class _Parser(HTMLParser):  # type: ignore[misc]  # the parser carries no types
    """The parser of the standard, with our tree and our tokens, and no list of errors."""

    phases: dict[str, Any]

    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self.patience = patience
        self.tree = _Tree(patience)
        self.phases = {name: type(phase)(self, self.tree) for name, phase in self.phases.items()}

    def _parse(self, stream: StringIO, container: None = None, scripting: bool = True, **_: Any) -> None:  # noqa: ANN401, FBT001, FBT002
        self.container, self.scripting = container, scripting
        self.tokenizer = _Tokens(stream, self)
        self.reset()
        self.main_loop()

    def parse_error(self, errorcode: str, datavars: Mapping[str, object] | None = None) -> None:
        """Keep no list of errors: a page of a megabyte may have a million."""
