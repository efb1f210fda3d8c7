"""Say which items of information stand on the page itself (GDPR 13), and where the whole notice is found from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from licet.reading.pages.asks import Area, in_footer
from licet.reading.pages.controls import Control, Field, Kind
from licet.reading.pages.markup import attribute
from licet.reading.pages.telling import told
from licet.reading.pages.words import carries
from licet.reading.sightings import Sighting, Sightings, absent, found, unclear

ITEMS: Final = (
    "controller", "representative", "dpo", "purposes", "bases", "interests", "recipients", "transfers", "retention", "rights",
    "objection", "withdrawal", "complaint", "required_answers", "automated_decisions",
)  # fmt: skip
"""What a notice to people who gave their data themselves tells, as far as words show it (GDPR 13(1) and (2))."""
_WHOLE: Final = 6
"""Items beside a form that make of it a notice, not a remark: what the CNIL expects at the first level has five."""


def of_notice(area: Area, asked: Iterable[Field]) -> Sightings:
    """Return the items that the page tells, and where it sends people for the rest."""
    links = [one for one in area.everything if one.kind is Kind.LINK and _is_notice(one, area)]
    seen = {f"says.{item}": _item(area, item, links) for item in ITEMS}
    told_here = sum(one.value is True for one in seen.values())
    seen.update(_place(area, links, told_here))
    required = [one for one in asked if one.required]
    if required:
        seen["asks.required_answers"] = found(", ".join(one.label or one.name for one in required), area.where)
    return seen


def _item(area: Area, item: str, links: list[Control]) -> Sighting:
    seen = told(area, f"`{item}`", lambda one: one.carries(f"says.{item}"))
    if seen.quote or not links:
        return seen
    return unclear("not on this page: look behind the link", quote=links[0].written(), where=area.where)


def _place(area: Area, links: list[Control], told_here: int) -> Sightings:
    beside = [one for one in links if one.shown and _leads(one) and _is_beside(one, area)]
    if told_here >= _WHOLE:
        return {"given_where": found(f"{told_here} items of information", area.where, value="beside_the_form")}
    if beside:
        quote = beside[0].written()
        return {
            "given_where": found(quote, area.where, value="own_page_by_link"),
            "clicks_to_reach": found(quote, area.where, value=1),
        }
    if links and all(in_footer(one.element, area.markup) for one in links):
        note = "a link beside the form was looked for: the page has one at its foot only"
        return {"given_where": absent(area.where, value="footer_only", quote=links[0].written(), note=note)}
    if links:
        return {"given_where": unclear("say where this link stands", quote=links[0].written(), where=area.where)}
    terms = [one for one in area.everything if one.kind is Kind.LINK and carries(one.words, "terms", "legal")]
    if terms or told_here:
        quote = terms[0].written() if terms else f"{told_here} items of information"
        note = (
            "no link to a notice: say whether the terms hold it"
            if terms
            else "no link to a notice: weigh what the page tells"
        )
        return {"given_where": unclear(note, quote=quote, where=area.where)}
    return {"given_where": area.lacks("a notice or a link to one", value="nowhere")}


def _is_notice(link: Control, area: Area) -> bool:
    """Whether a link leads to a notice, by its words, or by the sentence in which it says `here` or `more`."""
    if carries(link.words, "notice"):
        return True
    led = carries(link.words, "terms", "partners", "legal", "refusing")
    return not led and carries(area.sentence_of(link), "notice", "data")


def _is_beside(link: Control, area: Area) -> bool:
    inside = area.form is not None and link.form is area.form
    return inside or link.element in area.near_links


def _leads(link: Control) -> bool:
    return attribute(link.element, "href").strip() not in {"", "#"}
