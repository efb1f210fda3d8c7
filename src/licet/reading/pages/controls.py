"""Find what a visitor can tick, press, follow and fill in, with the words on each and its own markup to quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from licet.reading.pages.labels import label_of, words_of
from licet.reading.pages.markup import Element, Markup, attribute, tag
from licet.reading.pages.styles import Style
from licet.reading.pages.words import carries
from licet.terms.errors import DocumentError

MOST_CONTROLS: Final = 2_000


class Kind(StrEnum):
    """What a control is for."""

    BOX = "box"
    RADIO = "radio"
    BUTTON = "button"
    LINK = "link"
    FIELD = "field"
    HIDDEN = "hidden"


_WRITTEN: Final = ("type", "name", "id", "role", "value", "alt", "href", "aria-checked")
_SWITCHES: Final = ("required", "checked", "disabled", "hidden")
_LONGEST_VALUE: Final = 80
_NO_FIELD: Final = frozenset({"hidden", "submit", "button", "image", "reset", "checkbox", "radio", "search"})
_INPUTS: Final = {
    "checkbox": Kind.BOX, "radio": Kind.RADIO, "hidden": Kind.HIDDEN,
    "submit": Kind.BUTTON, "button": Kind.BUTTON, "image": Kind.BUTTON,
}  # fmt: skip
_ELEMENTS: Final = {"select": Kind.FIELD, "textarea": Kind.FIELD, "a": Kind.LINK}
_ROLES: Final = {"checkbox": Kind.BOX, "switch": Kind.BOX, "radio": Kind.RADIO, "button": Kind.BUTTON}
_PRESSED: Final = frozenset({"span", "div", "p", "img", "li", "td", "b", "strong", "em", "u"})
"""Elements that are no control until a script makes them one."""
_BUTTON_CLASSES: Final = ("btn", "button", "bouton", "cta")


@dataclass(frozen=True, eq=False)
class Control:
    """One control: what it is, its words (label, or what stands on it), the form it belongs to, and whether it is seen."""

    element: Element
    kind: Kind
    words: str
    form: Element | None
    shown: bool

    @property
    def name(self) -> str:
        """Its name in the form, or its id."""
        return attribute(self.element, "name") or attribute(self.element, "id")

    @property
    def ticked(self) -> bool:
        """Whether it arrives ticked."""
        return self.element.get("checked") is not None or attribute(self.element, "aria-checked").lower() == "true"

    @property
    def required(self) -> bool:
        """Whether one cannot go on without it."""
        return self.element.get("required") is not None or attribute(self.element, "aria-required").lower() == "true"

    @property
    def shape(self) -> str:
        """What a visitor takes it for: a box, a button or a link; some links are dressed as buttons."""
        if self.kind is not Kind.LINK:
            return "box" if self.kind is Kind.RADIO else self.kind.value
        classes = attribute(self.element, "class").lower().split()
        return "button" if any(one.startswith(_BUTTON_CLASSES) for one in classes) else "link"

    @property
    def where(self) -> str:
        """The place, in words that stay the same when the page is laid out anew."""
        return f"{self.kind} `{self.name or self.words[:60]}`"

    def written(self) -> str:
        """Return its markup in one fixed way, its words inside; what a visitor typed is left out."""
        name = tag(self.element)
        said = [f'{key}="{attribute(self.element, key)[:_LONGEST_VALUE]}"' for key in _WRITTEN if self._says(key)]
        said += [key for key in _SWITCHES if self.element.get(key) is not None]
        start = f"<{' '.join([name, *said])}>"
        return f"{start}{self.words}</{name}>" if self.kind in {Kind.BUTTON, Kind.LINK} and name != "input" else start

    def _says(self, key: str) -> bool:
        return bool(attribute(self.element, key)) and not (key == "value" and self.kind is Kind.FIELD)


@dataclass(frozen=True)
class Field:
    """One thing a form asks to be filled in."""

    name: str
    type: str
    label: str
    required: bool
    telephone: bool


def controls(markup: Markup, styles: Mapping[Element, Style], name: str) -> tuple[Control, ...]:
    """Return the controls and links of a page, in its order. Raises ``DocumentError`` when there is no end of them."""
    owners = {attribute(one, "for"): one for one in markup.elements() if tag(one) == "label" and one.get("for")}
    found: list[Control] = []
    boxes = 0
    for element in markup.elements():
        kind = _kind(element)
        if kind is None:
            continue
        boxes += kind is not Kind.LINK
        if boxes > MOST_CONTROLS:
            raise DocumentError(
                f"page `{name}` has more than {MOST_CONTROLS} controls: save the part that holds the form"
            )
        words = words_of(element, markup) if kind in {Kind.BUTTON, Kind.LINK} else label_of(element, markup, owners)
        found.append(
            Control(element, kind, words, _form(element, markup), _seen(element, kind, markup, styles, owners))
        )
    return tuple(found)


def fields(found: tuple[Control, ...]) -> Iterator[Field]:
    """Yield what the forms of a page ask to be filled in, what is not shown left out."""
    for control in found:
        if control.kind is not Kind.FIELD or not control.shown:
            continue
        kind = attribute(control.element, "type").lower() if tag(control.element) == "input" else tag(control.element)
        hints = (control.name, control.words, attribute(control.element, "placeholder"))
        telephone = kind == "tel" or attribute(control.element, "autocomplete").lower().startswith("tel")
        telephone = telephone or (
            kind in {"text", "number", ""} and any(carries(hint, "phone_field") for hint in hints)
        )
        required = control.required or control.words.rstrip().endswith("*")
        yield Field(control.name, kind or "text", control.words, required, telephone)


def _kind(element: Element) -> Kind | None:
    name, role = tag(element), attribute(element, "role").lower()
    kind = attribute(element, "type").lower()
    if name == "input":
        return _INPUTS.get(kind, None if kind in _NO_FIELD else Kind.FIELD)
    if name == "button":
        return None if kind == "reset" else Kind.BUTTON
    if name in _ELEMENTS:
        return _ROLES.get(role, _ELEMENTS[name])
    pressed = element.get("onclick") is not None and name in _PRESSED
    return _ROLES.get(role, Kind.LINK if pressed else None) if name else None


def _form(element: Element, markup: Markup) -> Element | None:
    named = markup.by_id.get(attribute(element, "form")) if element.get("form") else None
    if named is not None and tag(named) == "form":
        return named
    return next((one for one in markup.ancestors(element) if tag(one) == "form"), None)


def _seen(
    element: Element, kind: Kind, markup: Markup, styles: Mapping[Element, Style], owners: Mapping[str, Element]
) -> bool:
    """Whether a visitor sees it; a box drawn by its label is seen where the label is."""
    if styles[element].shown or kind not in {Kind.BOX, Kind.RADIO}:
        return styles[element].shown
    around = next((one for one in markup.ancestors(element) if tag(one) == "label"), owners.get(element.get("id", "")))
    return around is not None and styles[around].shown
