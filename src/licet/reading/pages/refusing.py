"""Say how one refuses: whether there is a means at all, how it looks beside the means to accept, where it stands.

A figure that is lower is quoted, never judged: whoever weighs the page sees both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from licet.reading.pages.asks import Area, Ask, Request
from licet.reading.pages.controls import Control, Kind
from licet.reading.pages.looks import known, less, look
from licet.reading.pages.markup import Element, attribute
from licet.reading.pages.styles import Style
from licet.reading.pages.words import carries, folded, refuses
from licet.reading.sightings import Sighting, Sightings, absent, found, unclear

_RUNNING: Final = 3  # words around a link that make it part of a text
_CLOSE: Final = 3  # elements between a control and what holds both


@dataclass(frozen=True)
class Means:
    """A control that may refuse: whether its words say so, in which sentence, and whether it stands in the form."""

    control: Control
    sure: bool
    sentence: str
    inside: bool


def of_refusing(request: Request, styles: Mapping[Element, Style], unknown: str) -> Sightings:
    """Return what was seen of refusing; ``unknown`` says why sizes and colours may differ from those declared."""
    seen = _by_button(request, styles, unknown) if request.ask is Ask.BUTTON else _by_box(request)
    return {**seen, "refusal_effect_told": _effect(request)}


def _by_box(request: Request) -> Sightings:
    control, where = request.control, request.where
    quote = f"{control.written()} {control.words}"
    if request.ask is Ask.REFUSAL_BOX:
        weigh = unclear(
            "a box to tick in order to refuse: weigh it against the means to accept", quote=quote, where=where
        )
        return {
            "refusal_offered": found(quote, where, note="a box that refuses"),
            "refusal_as_prominent": weigh,
            "refusal_beside_acceptance": weigh,
            "steps_to_refuse": unclear("count the steps on the page itself", quote=quote, where=where),
        }
    if request.ask is Ask.BOX and control.required:
        return {"refusal_offered": absent(where, quote=quote, note="a box without `required` was looked for")}
    if not control.shown:
        hidden = unclear("the box is not displayed in the page as saved", quote=quote, where=where)
        return {"refusal_offered": hidden}
    by = request.no.written() if request.no is not None else quote
    note = "the other answer" if request.no is not None else "the box left or made empty"
    if control.ticked:
        weigh = unclear("agreeing arrives ticked: weigh how one refuses", quote=quote, where=where)
        lacking = "to refuse by the button alone was looked for: the tick must be taken away first"
        steps = absent(where, value=2, quote=quote, note=lacking)
        return {
            "refusal_offered": found(by, where, note=note),
            "refusal_as_prominent": weigh,
            "refusal_beside_acceptance": weigh,
            "steps_to_refuse": steps,
        }
    told = "the answer, then the button" if request.ask is Ask.CHOICE else "the button alone"
    return {
        "refusal_offered": found(by, where, note=note),
        "refusal_as_prominent": found(by, where, note=f"{note}: the same control"),
        "refusal_beside_acceptance": found(by, where, note=f"{note}: the same place"),
        "steps_to_refuse": found(by, where, value=2 if request.ask is Ask.CHOICE else 1, note=told),
    }


def _by_button(request: Request, styles: Mapping[Element, Style], unknown: str) -> Sightings:
    accept, where = request.control, request.where
    means = sorted(_means(request), key=lambda one: (not one.sure, not one.inside, not one.control.shown))
    if not means:
        note = "no box, no link, no second button"
        lacking = request.area.lacks("a means to refuse", quote=accept.written())
        return {"refusal_offered": replace(lacking, note="; ".join(one for one in (note, lacking.note) if one))}
    best = means[0]
    refusal = best.control
    quote = refusal.written() if refusal.kind is not Kind.LINK else f"{refusal.written()} in: {best.sentence}"
    if best.sure and best.inside and refusal.shown:
        offered = found(quote, where, note="by its words")
    else:
        why = (
            "its words do not say so"
            if not best.sure
            else "it stands outside the form"
            if not best.inside
            else "it is not displayed"
        )
        others = " ".join(one.control.written() for one in means[1:4])
        offered = unclear(f"try whether this refuses: {why}", quote=f"{quote} {others}", where=where)
    steps = found(quote, where, value=1, note="a button beside; what comes after it is not on this page")
    if refusal.kind is not Kind.BUTTON or not best.sure:
        steps = unclear("follow it and count the steps", quote=quote, where=where)
    return {
        "refusal_offered": offered,
        "refusal_as_prominent": _prominent(request, best, styles, unknown),
        "refusal_beside_acceptance": _beside(request, best),
        "steps_to_refuse": steps,
    }


def _means(request: Request) -> Iterator[Means]:
    area = request.area
    for one in area.everything:
        inside = one in area.controls or (area.form is None and one.kind is Kind.LINK)
        if one is request.control or one.kind in {Kind.FIELD, Kind.HIDDEN}:
            continue
        if one.kind in {Kind.BOX, Kind.RADIO}:
            if inside and not carries(one.words, "terms", "notice", "offers", "partners"):
                yield Means(one, refuses(one.words), one.words, inside)
            continue
        sentence = area.sentence_of(one) if one.kind is Kind.LINK else one.words
        elsewhere = _tells(one)
        sure = refuses(one.words) or (one.kind is Kind.LINK and not elsewhere and refuses(sentence))
        if sure or (inside and one.shown and not elsewhere):
            yield Means(one, sure, sentence, inside or _near(one, area))


def _tells(control: Control) -> bool:
    """Whether a link leads to terms, a notice or a list: it tells something, it does not refuse."""
    href = attribute(control.element, "href").lower()
    return control.kind is Kind.LINK and (
        carries(control.words, "terms", "notice", "partners", "legal") or href.startswith(("mailto:", "tel:"))
    )


def _near(control: Control, area: Area) -> bool:
    return control.element in area.near_links


def _prominent(request: Request, means: Means, styles: Mapping[Element, Style], unknown: str) -> Sighting:
    accepting, refusing = look(request.control, styles), look(means.control, styles)
    quote = f"{refusing} — {accepting}"
    if lower := less(refusing, accepting):
        note = f"the means to refuse is less in {', '.join(lower)}: confirm on the page"
        return unclear(f"{note}; {unknown}" if unknown else note, quote=quote, where=request.where)
    if unknown or not means.sure or not means.control.shown or not known(refusing, accepting):
        why = unknown or "size or contrast is not declared, or it is not sure that this refuses"
        return unclear(f"compare both on the page: {why}", quote=quote, where=request.where)
    return found(quote, request.where, note="as declared by the styles")


def _beside(request: Request, means: Means) -> Sighting:
    control = means.control
    around = len(folded(means.sentence).split()) - len(folded(control.words).split())
    if control.kind is Kind.LINK and around > _RUNNING:
        return unclear("a link in running text: confirm", quote=means.sentence, where=request.where)
    holders = list(request.area.markup.ancestors(request.control.element))[:_CLOSE]
    others = list(request.area.markup.ancestors(control.element))[:_CLOSE]
    common = next((one for one in others if one in holders), None)
    if common is not None and means.sure and control.shown:
        return found(
            f"{request.control.written()} {control.written()}", request.where, note="in the same part of the page"
        )
    return unclear("say how far one stands from the other on the page", quote=control.written(), where=request.where)


def _effect(request: Request) -> Sighting:
    if request.carries("refusal_effect"):
        return found(request.words, request.where)
    telling = [one for one in request.area.near if one.carries("refusal_effect")]
    shown = [one for one in telling if one.shown]
    if shown:
        return found(shown[0].text, request.area.where)
    if telling:
        return unclear(
            "these words are not displayed in the page as saved", quote=telling[0].text, where=request.area.where
        )
    return request.area.lacks("a word on what refusing does")
