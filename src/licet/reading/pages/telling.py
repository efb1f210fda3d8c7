"""Say what people are told before they act: who asks, what for, with which data, that they may withdraw."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from licet.reading.pages.asks import Area, Request
from licet.reading.pages.passages import Sentence
from licet.reading.pages.words import folded
from licet.reading.sightings import Sighting, Sightings, found, unclear

Test = Callable[[Sentence], bool]


def of_telling(request: Request, controllers: Sequence[str]) -> Sightings:
    """Return what was seen of the words around a request; ``controllers`` are names known to rely on the agreement."""
    return {
        "controller_named": _controller(request, controllers),
        "purposes_told": _purposes(request),
        "data_types_told": _data_types(request),
        "withdrawal_told": told(request.area, "a word on withdrawing", lambda one: one.carries("withdrawal")),
    }


def told(area: Area, what: str, test: Test) -> Sighting:
    """Return whether a sentence is told near the form: found there, unclear elsewhere or hidden, else lacking."""
    near = [one for one in area.near if test(one)]
    shown = [one for one in near if one.shown]
    if shown:
        return found(shown[0].text, area.where)
    if near:
        return unclear("these words are not displayed in the page as saved", quote=near[0].text, where=area.where)
    if far := [one for one in area.far if test(one)]:
        return unclear(
            "these words stand elsewhere on the page", quote=far[0].text, where="the page, away from the form"
        )
    return area.lacks(what)


def _controller(request: Request, controllers: Sequence[str]) -> Sighting:
    names = [folded(name) for name in controllers if folded(name)]
    for name in names:
        if f" {name} " in f" {folded(request.words)} ":
            return found(request.words, request.where)
    if names:
        return told(request.area, "the name", lambda one: any(f" {name} " in f" {folded(one.text)} " for name in names))
    speaking = told(request.area, "a controller", lambda one: one.carries("controller"))
    quote = speaking.quote or request.words
    return unclear(
        "say whether the organisation that relies on the agreement is named", quote=quote, where=request.where
    )


def _purposes(request: Request) -> Sighting:
    telling = told(request.area, "a purpose", lambda one: one.carries("uses") and one.carries("data", "data_named"))
    if telling.value is True:
        return telling
    return unclear(
        "say whether the request tells what the data are used for",
        quote=telling.quote or request.words,
        where=request.where,
    )


def _data_types(request: Request) -> Sighting:
    telling = told(
        request.area, "a word on the data used", lambda one: one.carries("uses") and one.carries("data_named")
    )
    if telling.value is True:
        return telling
    general = told(
        request.area,
        "a word on the data used",
        lambda one: one.passage.label is None and one.carries("data", "data_named"),
    )
    if general.quote:
        return unclear("say whether these words tell which data are used", quote=general.quote, where=general.where)
    return general
