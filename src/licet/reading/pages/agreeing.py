"""Say by which act people agree, and whether each purpose has its own and stands apart from the terms."""

from __future__ import annotations

from typing import Final

from licet.reading.pages.asks import WANTED, Ask, Request
from licet.reading.pages.controls import Kind
from licet.reading.pages.words import agrees, carries, folded, refuses
from licet.reading.sightings import Sighting, Sightings, absent, found, unclear

_OFFERED: Final = (
    "offre",
    "offer",
    "newsletter",
    "infolettre",
    "lettre",
    "actualite",
    "promotion",
    "news",
    "publicit",
    "sollicit",
)


def of_agreeing(request: Request) -> Sightings:
    """Return what was seen of the act of agreeing."""
    return {
        "act_of_agreement": _act(request),
        "one_act_per_purpose": _one_purpose(request),
        "agreement_serves": _serves(request),
        "set_apart_from_terms": _apart(request),
        "channels_named": _channels(request),
        "offers_listed": unclear("say whether the kinds of offers are told", quote=request.words, where=request.where),
        "labels_say_what_they_do": _labels(request),
        "steps_to_accept": _steps(request),
    }


def _act(request: Request) -> Sighting:
    control, where = request.control, request.where
    if request.ask is Ask.BUTTON:
        return _button_act(request)
    if not control.shown:
        return unclear("the box is not displayed in the page as saved", quote=control.written(), where=where)
    if request.ask is Ask.REFUSAL_BOX:
        return unclear(
            "the box refuses: say whether leaving it empty is held to be the agreement",
            quote=request.words,
            where=where,
        )
    if control.ticked:
        note = "an empty box was looked for: this one arrives ticked"
        return absent(where, value="preticked_box", quote=f"{control.written()} {control.words}", note=note)
    if request.carries("terms"):
        note = "one box for terms and offers: say whether accepting the terms is held to be the agreement"
        return unclear(note, quote=f"{control.written()} {request.words}", where=where)
    return found(f"{control.written()} {control.words}", where, value="ticked_box", note="no `checked` in its markup")


def _button_act(request: Request) -> Sighting:
    control = request.control
    if agrees(control.words) or (carries(control.words, "subscribing") and carries(control.words, *WANTED)):
        return found(control.written(), request.where, value="button_about_the_agreement", note="by the words on it")
    hidden = [
        one.written()
        for one in request.area.of_kind(Kind.HIDDEN)
        if carries(one.name, *WANTED) or "optin" in one.name.lower()
    ]
    other = carries(control.words, "something_else")
    spoken = "speak of going on" if other else "do not speak of agreeing"
    note = f"the words on the button {spoken}: say whether it is a button about something else"
    return unclear(note, quote=" ".join([control.written(), request.words, *hidden]), where=request.where)


def _one_purpose(request: Request) -> Sighting:
    purposes = [name for name in ("own", "partners", "opens") if request.carries(name)]
    if len(purposes) > 1 or request.carries("with_partners") or _objects(request.words) > 1:
        note = "one act, and words of several purposes (own offers, partners, reading of opens): confirm"
        return unclear(note, quote=request.words, where=request.where)
    return found(request.words, request.where, note="words of one purpose only")


def _serves(request: Request) -> Sighting:
    both = request.carries("with_partners") or (request.carries("own") and request.carries("partners"))
    if both:
        return found(request.words, request.where, value="both")
    if not request.carries("partners"):
        return found(request.words, request.where, value="own_offers", note="no word of partners")
    if request.carries("partners_alone") and _objects(request.words) == 1:
        return found(request.words, request.where, value="partners_only")
    return unclear("say whose offers these words are about", quote=request.words, where=request.where)


def _objects(words: str) -> int:
    """Return how many things are offered: `the offers of X and the offers of our partners` are two."""
    return sum(word.startswith(_OFFERED) for word in folded(words).split())


def _apart(request: Request) -> Sighting:
    if request.carries("terms"):
        return unclear("terms and offers in the same request: confirm", quote=request.words, where=request.where)
    if request.ask is Ask.BUTTON:
        others = [one for one in request.area.near if one.shown and one.carries("terms")]
        bound = [one for one in others if agrees(one.text) or one.carries("by_the_act")]
        if bound:
            note = "the same button also accepts terms: confirm"
            return unclear(note, quote=f"{bound[0].text} {request.words}", where=request.where)
    return found(request.words, request.where, note="no word of terms in the request")


def _channels(request: Request) -> Sighting:
    if request.carries("channels"):
        return found(request.words, request.where)
    beside = [one for one in request.area.near if one.carries("channels") and one.carries(*WANTED)]
    if beside or request.carries("newsletter"):
        quote = beside[0].text if beside else request.words
        return unclear("say whether these words name the channels of this request", quote=quote, where=request.where)
    return request.area.lacks("a channel in the request", quote=request.words)


def _labels(request: Request) -> Sighting:
    control, where = request.control, request.where
    if request.ask is Ask.CHOICE and request.no is not None:
        quote = f"{request.words} — {control.words} / {request.no.words}"
        return (
            found(quote, where)
            if agrees(control.words) and refuses(request.no.words)
            else unclear("weigh the words of both", quote=quote, where=where)
        )
    said = agrees(control.words) or carries(control.words, "subscribing")
    if said and carries(control.words, *WANTED):
        return found(control.words, where)
    note = "say whether the words tell that one agrees, and to what"
    return unclear(note, quote=f"{control.words} — {request.words}", where=where)


def _steps(request: Request) -> Sighting:
    if request.ask is Ask.REFUSAL_BOX or (request.ask is Ask.BOX and not request.control.shown):
        return unclear("count the steps on the page itself", quote=request.control.written(), where=request.where)
    steps = 1 if request.ask is Ask.BUTTON or request.control.ticked else 2
    note = "the button" if steps == 1 else "the box, then the button"
    return found(request.control.written(), request.where, value=steps, note=note)
