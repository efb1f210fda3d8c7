"""Find each request for agreement on a page: a box, a pair of radio buttons, or words that make a button one.

A request is told from the rest by its words: offers, a newsletter, partners, calls, the reading of opens. A box about
terms alone is none; a page may hold several requests, and each is read for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from licet.reading.pages.controls import Control, Kind
from licet.reading.pages.labels import text_of
from licet.reading.pages.markup import Element, Markup, attribute, tag
from licet.reading.pages.passages import Passage, Sentence, sentences
from licet.reading.pages.words import agrees, carries, folded, refuses
from licet.reading.sightings import Sighting, absent, unclear

WANTED: Final = ("offers", "partners", "opens", "calls")
"""What makes of words a request for agreement to prospecting."""
_FEW: Final = 2  # fields of a newsletter form
_OUTWARDS: Final = 3  # elements around a bare `yes` in which its question is looked for
_MOST_LINKS: Final = 20
"""Links in one passage: more are a list, not a sentence with a link."""
_QUESTION: Final = 600  # characters of a question


class Ask(StrEnum):
    """How agreement is asked for."""

    BOX = "box"
    REFUSAL_BOX = "refusal_box"
    CHOICE = "choice"
    BUTTON = "button"


@dataclass(frozen=True, eq=False)
class Area:
    """A form and what is read with it: its controls, the sentences near it, those elsewhere, and all controls of the page."""

    form: Element | None
    controls: tuple[Control, ...]
    near: tuple[Sentence, ...]
    far: tuple[Sentence, ...]
    everything: tuple[Control, ...]
    frames: bool
    markup: Markup

    @property
    def where(self) -> str:
        """The form by its own name."""
        if self.form is None:
            return "the page"
        name = attribute(self.form, "id") or attribute(self.form, "name") or attribute(self.form, "action")
        return f"form `{name[:60]}`" if name else "the form"

    def of_kind(self, *kinds: Kind) -> tuple[Control, ...]:
        """Return its controls of some kinds."""
        return tuple(one for one in self.controls if one.kind in kinds)

    def sentence_of(self, link: Control) -> str:
        """Return the sentence in which a link stands; its own words when it stands alone."""
        words, passage = folded(link.words), self.linked.get(link.element)
        if passage is None or len(passage.links) > _MOST_LINKS:
            return link.words
        return next((one.text for one in sentences(passage) if words in folded(one.text)), link.words)

    @cached_property
    def linked(self) -> Mapping[Element, Passage]:
        """Link → the passage in which it stands."""
        return {
            link: one for one in dict.fromkeys(one.passage for one in (*self.near, *self.far)) for link in one.links
        }

    @cached_property
    def near_links(self) -> frozenset[Element]:
        """The links in the sentences near the form."""
        return frozenset(link for one in dict.fromkeys(one.passage for one in self.near) for link in one.links)

    def lacks(self, what: str, *, value: bool | int | str = False, quote: str = "") -> Sighting:
        """Return that something is not on the page, unless a part of the page was not there to be read."""
        if self.frames:
            return unclear(
                f"{what} not found, but frames of the page were not saved with it", where=self.where, quote=quote
            )
        note = "the scripts of the page were not run" if self.markup.scripted else ""
        return absent(f"{self.where}, read whole: {what} not found", value=value, quote=quote, note=note)


@dataclass(frozen=True, eq=False)
class Request:
    """One request: how it is asked, its own words, the control that agrees, and the one that says no (choice)."""

    ask: Ask
    words: str
    control: Control
    area: Area
    no: Control | None = None

    @cached_property
    def where(self) -> str:
        """The control in its form."""
        return f"{self.control.where}, {self.area.where}"

    def carries(self, *wanted: str) -> bool:
        """Whether its own words carry an idea."""
        return carries(self.words, *wanted)


def areas(markup: Markup, found: Sequence[Control], passages: Sequence[Passage]) -> tuple[Area, ...]:
    """Return the forms of a page, controls outside any form as one; a page with one form is read as a whole."""
    forms = list(dict.fromkeys(one.form for one in found if one.kind is not Kind.LINK))
    asking = [form for form in forms if any(_asks(one) for one in found if one.form is form)]
    spoken = [one for passage in passages for one in sentences(passage)]
    footed = {id(one): in_footer(one.passage.block, markup) for one in spoken}
    frames = any(tag(one) in {"iframe", "frame", "object"} for one in markup.elements())
    made: list[Area] = []
    for form in asking or ([None] if forms else []):
        inside = set(form.iter()) if form is not None else None
        near, far = list[Sentence](), list[Sentence]()
        for one in spoken:
            own = not footed[id(one)] if inside is None or len(asking) <= 1 else False
            own = own or (inside is not None and one.passage.block in inside)
            (near if own else far).append(one)
        controls = [one for one in found if one.form is form or not asking]
        made.append(Area(form, tuple(controls), tuple(near), tuple(far), tuple(found), frames, markup))
    return tuple(made)


def requests(area: Area) -> Iterator[Request]:
    """Yield the requests for agreement in a form, boxes first."""
    labelled: list[str] = []
    asked = False
    for box in area.of_kind(Kind.BOX):
        area.markup.patience.spend(len(area.near) + 1)
        words = _question(box, area) if _bare(box.words) else box.words
        labelled.append(folded(words))
        if carries(words, *WANTED):
            asked = True
            yield Request(Ask.REFUSAL_BOX if refuses(box.words) else Ask.BOX, words, box, area)
    for choice in _choices(area):
        labelled.append(folded(choice.words))
        asked = True
        yield choice
    if (button := _by_button(area, labelled, alone=not asked)) is not None:
        yield button


def in_footer(element: Element, markup: Markup) -> bool:
    """Whether an element stands at the foot of the site."""
    return any(
        tag(one) == "footer"
        or attribute(one, "role").lower() == "contentinfo"
        or "footer" in attribute(one, "id").lower()
        for one in (element, *markup.ancestors(element))
    )


def _asks(control: Control) -> bool:
    return control.kind in {Kind.BOX, Kind.RADIO} or (control.kind is Kind.FIELD and control.shown)


def _bare(words: str) -> bool:
    """Whether a label only says yes or no, its question being elsewhere."""
    return not carries(words, *WANTED, "terms", "notice") and (agrees(words) or refuses(words) or not words)


def _question(control: Control, area: Area) -> str:
    """Return the words around a bare yes or no, to the first element outwards that asks something."""
    for depth, around in enumerate(area.markup.ancestors(control.element)):
        if depth >= _OUTWARDS or tag(around) in {"form", "body"}:
            break
        words = text_of(around, area.markup)
        if len(words) <= _QUESTION and carries(words, *WANTED):
            return words
    return control.words


def _choices(area: Area) -> Iterator[Request]:
    groups: dict[str, list[Control]] = {}
    for one in area.of_kind(Kind.RADIO):
        groups.setdefault(attribute(one.element, "name"), []).append(one)
    for options in groups.values():
        no = next((one for one in options if refuses(one.words)), None)
        yes = next((one for one in options if one is not no), None)
        if yes is None or not name_of(options):
            continue
        words = yes.words if carries(yes.words, *WANTED) else _question(yes, area)
        if carries(words, *WANTED) and (no is not None or agrees(yes.words)):
            yield Request(Ask.CHOICE, words, yes, area, no)


def name_of(options: Sequence[Control]) -> str:
    """Return the name that radio buttons share."""
    return attribute(options[0].element, "name")


def _by_button(area: Area, labelled: Sequence[str], *, alone: bool) -> Request | None:
    """Return the request that a button makes: by words beside it, or by its own."""
    buttons = [one for one in area.of_kind(Kind.BUTTON) if one.shown and not refuses(one.words)]
    if not buttons:
        return None
    accept = next((one for one in buttons if agrees(one.words)), buttons[0])
    free = [one for one in area.near if one.shown and not any(folded(one.text) in label for label in labelled)]
    wanting = [one for one in free if one.carries(*WANTED)]
    asking = [one for one in wanting if agrees(one.text) or one.carries("by_the_act")]
    if not asking and alone:
        asking = wanting if agrees(accept.words) or _is_newsletter(area, accept, wanting) else []
    own = accept.words if carries(accept.words, *WANTED) else ""
    if not asking and not (own and alone):
        return None
    return Request(Ask.BUTTON, " ".join([*(one.text for one in asking), *([own] if own else [])]), accept, area)


def _is_newsletter(area: Area, accept: Control, wanting: Sequence[Sentence]) -> bool:
    """Whether nothing else is asked than an address for a newsletter."""
    shown = [one for one in area.of_kind(Kind.FIELD) if one.shown]
    spoken = [one.text for one in wanting] + [accept.words]
    return (
        0 < len(shown) <= _FEW
        and any(carries(one, "newsletter") for one in spoken)
        and carries(accept.words, "subscribing")
    )
