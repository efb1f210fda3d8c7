"""Gather what style sheets declare for each element: ``<style>``, files delivered, ``style`` attributes.

Selectors are matched by ``cssselect2``. Rules under a condition (``@media (max-width: …)``) are left out, as no screen is
assumed; ``@import`` and sheets that were not delivered are never fetched. Both are told, as sizes may then differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import cssselect2  # type: ignore[import-untyped]
import tinycss2  # type: ignore[import-untyped]

from licet.reading.pages.declared import declarations, without_endless_numbers
from licet.reading.pages.markup import Markup, Patience, attribute, read_bytes, tag
from licet.terms.errors import DocumentError

LARGEST_SHEETS: Final = 4 << 20
"""Bytes of all style sheets of a page together: a large framework has 300 kB."""
MOST_RULES: Final = 30_000
_MOST_TOKENS: Final = 4_000  # of one selector list
_DEEPEST: Final = 8  # @media inside @supports inside @layer …

Declared = tuple[tuple[str, str, bool], ...]


@dataclass
class Sheets:
    """The rules of a page, ready to be matched, and what is not known of its styles."""

    patience: Patience
    matcher: Any = field(init=False)
    rules: int = 0
    missing: list[str] = field(default_factory=list)
    """Style sheets that the page names and that were not delivered."""
    conditional: bool = False
    """Whether rules that depend on the screen were left out."""

    def __post_init__(self) -> None:
        self.matcher = _Matcher(self.patience)

    def add(self, text: str, media: str = "") -> None:
        """Add a style sheet. Raises ``DocumentError`` when there are too many rules."""
        applies = _applies(media)
        self.conditional |= applies is None
        if applies:
            self._add_rules(
                tinycss2.parse_stylesheet(without_endless_numbers(text), skip_comments=True, skip_whitespace=True),
                depth=0,
                layered=False,
            )

    def _add_rules(self, rules: Iterable[Any], *, depth: int, layered: bool) -> None:
        for rule in rules:
            self.patience.spend(20)
            if rule.type == "qualified-rule":
                self._add_rule(rule, layered=layered)
            elif rule.type == "at-rule" and depth < _DEEPEST:
                self._add_at_rule(rule, depth=depth, layered=layered)

    def _add_at_rule(self, rule: Any, *, depth: int, layered: bool) -> None:  # noqa: ANN401  # the parser carries no types
        name = rule.lower_at_keyword
        if name == "import":
            self.missing.append("@import")
            return
        if rule.content is None or name not in {"media", "supports", "layer"}:
            return
        prelude = _serialized(rule.prelude)
        applies = _applies(prelude) if name == "media" else not prelude.lower().lstrip().startswith("not")
        self.conditional |= applies is None
        if applies:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            self._add_rules(inner, depth=depth + 1, layered=layered or name == "layer")

    def _add_rule(self, rule: Any, *, layered: bool) -> None:  # noqa: ANN401  # the parser carries no types
        self.rules += 1
        if self.rules > MOST_RULES:
            raise DocumentError(
                f"page `{self.patience.name}` has more than {MOST_RULES} style rules: leave out some sheets"
            )
        declared: Declared = tuple(declarations(rule.content)) if len(rule.prelude) <= _MOST_TOKENS else ()
        if not declared:
            return
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except Exception:  # noqa: BLE001  # a browser too drops a rule whose selector it cannot read, and only that one
            return
        for selector in selectors:
            self.patience.spend(10)
            if selector.pseudo_element is None:
                self.matcher.add_selector(selector, (layered, declared))

    def declared(self, wrapped: Any) -> Mapping[str, str]:  # noqa: ANN401  # the matcher carries no types
        """Return what is declared for an element, the winner of each property (CSS Cascade 4, section 6)."""
        matched = [payload for *_, payload in self.matcher.match(wrapped)]
        matched.sort(key=lambda payload: not payload[0])  # layers yield to what is in none; the order is kept otherwise
        inline = tuple(declarations(text)) if (text := wrapped.etree_element.get("style")) else ()
        sources: Sequence[Declared] = [*(declared for _, declared in matched), inline]
        values = {name: value for source in sources for name, value, important in source if not important}
        values.update((name, value) for source in sources for name, value, important in source if important)
        return values


def gather(markup: Markup, css: Sequence[Path], patience: Patience) -> Sheets:
    """Gather the styles of a page, in the order of the page; files that it does not name come first.

    Raises ``DocumentError`` for a file that cannot be read, and for styles without end.
    """
    sheets, left, size = Sheets(patience), {path.name: path for path in css}, 0
    found: list[tuple[str, str]] = []
    for element in markup.elements():
        if tag(element) == "style":
            found.append(("".join(element.itertext()), attribute(element, "media")))
        elif tag(element) == "link" and "stylesheet" in attribute(element, "rel").lower().split():
            name = _file_name(attribute(element, "href"))
            path = left.pop(name, None)
            if path is None:
                sheets.missing.append(name)
            else:
                found.append((_text(path), attribute(element, "media")))
    for text, media in [*((_text(path), "") for path in left.values()), *found]:
        size += len(text)
        if size > LARGEST_SHEETS:
            raise DocumentError(
                f"page `{patience.name}` has more than {LARGEST_SHEETS >> 20} MB of styles: leave out some"
            )
        sheets.add(text, media)
    return sheets


def wrapped(markup: Markup, patience: Patience) -> Iterator[Any]:
    """Yield every element as the matcher wants it, parents before children."""
    root = _Wrapped.from_html_root(markup.root)
    root.patience = patience
    return iter(root.iter_subtree())


def _applies(media: str) -> bool | None:
    """Whether rules for this medium apply on a screen; ``None`` when it depends on the screen."""
    kinds = [kind.strip().lower() for kind in media.split(",")]
    if any(kind in {"", "all", "screen", "only screen"} for kind in kinds):
        return True
    return (
        None if any("(" in kind and not kind.startswith(("print", "only print", "speech")) for kind in kinds) else False
    )


def _serialized(tokens: Iterable[Any]) -> str:
    try:
        return str(tinycss2.serialize(tokens))
    except RecursionError:
        return "("  # a condition nobody wrote by hand


def _file_name(href: str) -> str:
    try:
        return PurePosixPath(unquote(urlsplit(href).path)).name or href[:60]
    except ValueError:
        return href[:60]


def _text(path: Path) -> str:
    return read_bytes(path, LARGEST_SHEETS).decode("utf-8-sig", "replace")


class _Matcher(cssselect2.Matcher):  # type: ignore[misc]  # carries no types
    """A matcher that counts what it tries."""

    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self._patience = patience

    def add_relevant_selectors(self, element: Any, selectors: list[Any], relevant_selectors: list[Any]) -> None:  # noqa: ANN401
        self._patience.spend(len(selectors))
        super().add_relevant_selectors(element, selectors, relevant_selectors)


class _Wrapped(cssselect2.ElementWrapper):  # type: ignore[misc]  # carries no types
    """An element whose relatives are walked one by one, each counted: ``div div div div …`` costs a power of the depth."""

    patience: Patience

    def __init__(self, etree_element: Any, parent: Any, *rest: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(etree_element, parent, *rest, **named)
        if parent is not None:
            self.patience = parent.patience

    @property
    def ancestors(self) -> Iterator[Any]:
        one = self.parent
        while one is not None:
            self.patience.spend()
            yield one
            one = one.parent

    @property
    def previous_siblings(self) -> Iterator[Any]:
        one = self.previous
        while one is not None:
            self.patience.spend()
            yield one
            one = one.previous

    def iter_children(self) -> Iterator[Any]:
        for child in super().iter_children():
            self.patience.spend()
            yield child
