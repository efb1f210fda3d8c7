"""What an organisation keeps as records, and the answers that follow from them.

An inspector is handed lists: partners, the dated lists shown on a form, deliveries of a supplier, samples of proofs
drawn from it, the role in each operation. A rule asks for one observation (``partner.listed_on``, ``checks.made``).
Here the second is read off the first; and off a form, what follows for those who filled it in. An answer that was given
always wins; what is derived rests on the weakest record it was read from, and says so in ``from``. A record rests on a
document unless it says otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final, Literal

from licet.audit.dossier.answers import BYS, NOT_ASKED, NOTHING, UNASKED, Answer, By
from licet.audit.dossier.contents import PARTNER, Dossier, Row
from licet.law.facts.declare import count, day, yes_no
from licet.rules.facts import DECIDES, Table
from licet.rules.values import NEVER, Value

NOTIFICATION_SECONDS: Final = 72 * 3600
"""GDPR 33(1)."""

ROLES: Final = ("controller", "joint_controller", "processor")

PARTNERS: Final = Table(
    "partners", unit="partners", means="partners who receive data", fr="partenaires destinataires de données"
)
PARTNERS.declare(
    yes_no("called_processor", "the parties call the partner a processor", "les parties qualifient le partenaire de sous-traitant"),
    yes_no("decides", "the partner chooses whom to solicit, its own tools or its own clients", "le partenaire choisit qui solliciter, ses propres outils ou ses propres clients"),
)  # fmt: skip

PARTNER_LISTS: Final = Table(
    "partner_lists",
    unit="partner lists",
    means="lists of partners as shown on a form, each with the days it was shown",
    fr="listes de partenaires présentées sur un formulaire, chacune avec ses dates d'affichage",
    parents=("forms",),
)
PARTNER_LISTS.declare(
    day("shown_from", "the first day the list was shown", "le premier jour d'affichage de la liste"),
    day("shown_until", "the last day it was shown (never: it still is)", "le dernier jour d'affichage (never : elle l'est encore)"),
)  # fmt: skip

DELIVERIES: Final = Table(
    "deliveries",
    unit="deliveries",
    means="deliveries of data by a source",
    fr="livraisons de données par une source",
    parents=("sources",),
)
DELIVERIES.declare(
    day("delivered_on", "the day of the delivery", "le jour de la livraison"),
    yes_no("screened", "it was confronted with the suppression list before anybody in it was solicited", "elle a été confrontée à la liste repoussoir avant toute sollicitation"),
)  # fmt: skip

SAMPLES: Final = Table(
    "samples",
    unit="samples",
    means="samples of proofs that the organisation asked of a source",
    fr="échantillons de preuves demandés par l'organisme à une source",
    parents=("sources",),
)
SAMPLES.declare(
    day("asked_on", "the day the proofs were asked for", "le jour de la demande"),
    day("answered_on", "the day of the answer, or on which the request remained without one", "le jour de la réponse, ou celui où la demande est restée sans réponse"),
    count("asked", "for how many people proof was asked", "pour combien de personnes une preuve a été demandée"),
    count("produced", "for how many of them something was produced", "pour combien d'entre elles un élément a été produit"),
    count("invalid", "how many of these proofs do not hold", "combien de ces preuves ne tiennent pas"),
)  # fmt: skip

REGISTERS: Final[Mapping[str, Table]] = {each.name: each for each in (PARTNERS, PARTNER_LISTS, DELIVERIES, SAMPLES)}

COULD_OBJECT: Final = "collection.could_object"
BUTTONS: Final = ("button_about_the_agreement", "button_about_something_else")
_REFUSING: Final[Mapping[str, bool]] = {
    "refusal_offered": False,
    "refusal_takes_effect": False,
    "refusal_as_prominent": True,
    "refusal_beside_acceptance": True,
}
"""What a form must let people do if they are to object simply, and whether it matters only where they agree by a button."""

Roles = tuple[tuple[str, By], ...]
"""The role in each operation, and on what that rests."""


def derive(dossier: Dossier, roles: Roles = ()) -> Dossier:
    """Return the dossier with the answers that its registers give and nobody gave before."""
    registers = {name: dossier.registers.get(name, ()) for name in REGISTERS}
    sources = dossier.tables.get("sources", ())
    reads: Mapping[str, Callable[[Row], Mapping[str, Answer]]] = {
        "sources": lambda row: _of_source(row, sources, registers),
        "suppressions": lambda _: _of_suppression(registers["deliveries"]),
        "disclosures": lambda row: _of_disclosure(row, registers),
        "incidents": _of_incident,
    }
    tables = dict(dossier.tables)
    for name, read in reads.items():
        if name in tables:
            tables[name] = tuple(_with(row, read(row)) for row in tables[name])
    if "forms" in tables and not _is_answered(COULD_OBJECT, dossier):
        tables["forms"] = tuple(_with_its_people(row) for row in tables["forms"])
    organisation = dict(dossier.organisation)
    if organisation.get(DECIDES.name, UNASKED).state == NOT_ASKED:
        organisation |= _of_roles(roles)
    return replace(dossier, tables=tables, organisation=organisation)


def _with(row: Row, derived: Mapping[str, Answer]) -> Row:
    new = {name: answer for name, answer in derived.items() if row.answers.get(name, UNASKED).state == NOT_ASKED}
    return replace(row, answers={**row.answers, **new}) if new else row


def _is_answered(name: str, dossier: Dossier) -> bool:
    """Say whether everyone, or the people of a source, already have an answer: what is derived would come before it."""
    said = [dossier.facts_for_all, *(row.people for row in dossier.tables.get("sources", ()))]
    return any(each.get(name, UNASKED).state != NOT_ASKED for each in said)


def _with_its_people(form: Row) -> Row:
    """Return a form with what follows for those who filled it in: where refusing is hidden, nobody could object simply."""
    seen = {name: form.answers.get(name, UNASKED) for name in _REFUSING}
    by_button = _value(form, "act_of_agreement") in BUTTONS
    hides = [
        seen[name]
        for name, only_buttons in _REFUSING.items()
        if seen[name].value is False and by_button >= only_buttons
    ]
    if not hides or form.people.get(COULD_OBJECT, UNASKED).state != NOT_ASKED:
        return form
    answer = _answer(False, "forms", [each.by for each in hides])
    return replace(form, people={**form.people, COULD_OBJECT: answer})


def _of_roles(roles: Roles) -> dict[str, Answer]:
    """Return that the organisation decides where it is a controller somewhere.

    That it calls itself a processor everywhere proves nothing: who sets purposes and means is a controller, whatever
    the contract says (GDPR 28(10)).
    """
    deciding = [by for role, by in roles if role != "processor"]
    return {DECIDES.name: _answer(True, "roles", deciding)} if deciding else {}


def _of_source(row: Row, sources: Iterable[Row], registers: Mapping[str, tuple[Row, ...]]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    drawn = [each for each in _about(row, "source", registers["samples"]) if (_count(each, "asked") or 0) > 0]
    if drawn:
        rests = _bys(drawn)
        found["checks.made"] = _answer(True, "samples", rests)
        produced = [_count(each, "produced") for each in drawn]
        if any(produced):
            found["proof.produced"] = _answer(True, "samples", rests)
        elif None not in produced:
            found["proof.produced"] = _answer(None, "samples", rests, state=NOTHING)
        failed = [_day(each, "answered_on") for each in drawn if _fails(each)]
        if failed and None not in failed:
            found["defect.known_on"] = _answer(min(each for each in failed if each), "samples", rests)
    others = [each for each in sources if each.id != row.id]
    producing = [
        each for other in others for each in _about(other, "source", registers["samples"]) if _count(each, "produced")
    ]
    if producing:
        found["others.produce_proof"] = _answer(True, "samples", _bys(producing))
    deliveries = _about(row, "source", registers["deliveries"])
    if len({_day(each, "delivered_on") for each in deliveries} - {None}) > 1:
        found["supply.is_continuing"] = _answer(True, "deliveries", _bys(deliveries))
    return found


def _fails(sample: Row) -> bool:
    asked, produced, invalid = (_count(sample, name) for name in ("asked", "produced", "invalid"))
    return bool(invalid) or (asked is not None and produced is not None and produced < asked)


def _of_suppression(deliveries: tuple[Row, ...]) -> dict[str, Answer]:
    if not deliveries:
        return {}
    found = {"imports.happen": _answer(True, "deliveries", _bys(deliveries))}
    screened = [_value(each, "screened") for each in deliveries]
    if False in screened:
        found["imports.are_screened"] = _answer(False, "deliveries", _bys(deliveries))
    elif None not in screened:
        found["imports.are_screened"] = _answer(True, "deliveries", _bys(deliveries))
    return found


def _of_incident(row: Row) -> dict[str, Answer]:
    """Return when the 72 hours of GDPR 33(1) were over: they are hours that pass, whatever clocks are changed."""
    known = row.answers.get("incident.known_at", UNASKED)
    if not isinstance(known.value, tuple):
        return {}
    first, last = known.value
    due = (first + NOTIFICATION_SECONDS, last + NOTIFICATION_SECONDS)
    return {"authority.due_at": replace(known, value=due, source="derived from `incident.known_at`")}


def _of_disclosure(row: Row, registers: Mapping[str, tuple[Row, ...]]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    named = {_key(row.links.get(PARTNER, ""))} - {""}
    for partner in registers["partners"]:
        if named & {_key(partner.id), _key(partner.name)}:
            named |= {_key(partner.id), _key(partner.name)}
            for name in ("called_processor", "decides"):
                said = partner.answers.get(name, UNASKED)
                if said.state == "value":
                    found[f"partner.{name}"] = replace(said, source=said.source or "derived from `partners`")
    lists = [each for each in registers["partner_lists"] if each.links.get("form", "") == row.links.get("form", "-")]
    if lists:
        if named:
            found |= _listed_on(named, lists)
        agreed = row.answers.get("people.first_agreed_on", UNASKED).value
        if isinstance(agreed, dt.date):
            found |= _names_added(agreed, lists)
    return found


def _listed_on(named: set[str], lists: list[Row]) -> dict[str, Answer]:
    """Return the day the partner was first shown; lists that were delivered and lack the name are a no (D8)."""
    days = [_day(each, "shown_from") for each in lists if named & _names(each)]
    if None in days:
        return {}
    first = min((each for each in days if each), default=None)
    return {"partner.listed_on": _answer(first or NEVER, "partner_lists", _bys(lists))}


def _names_added(agreed: dt.date, lists: list[Row]) -> dict[str, Answer]:
    dated = [(each, _day(each, "shown_from"), _value(each, "shown_until")) for each in lists]
    known = [(each, start, until) for each, start, until in dated if start is not None and until is not None]
    if len(known) < len(dated):
        return {}
    seen = [
        each for each, start, until in known if start <= agreed and (not isinstance(until, dt.date) or until >= agreed)
    ]
    later = [each for each, start, _ in known if start > agreed]
    if not seen:
        return {}
    added = set().union(*map(_names, later)) - set().union(*map(_names, seen))
    return {"list.names_added": _answer(bool(added), "partner_lists", _bys(lists))}


def _about(row: Row, key: str, records: Iterable[Row]) -> list[Row]:
    return [each for each in records if each.links.get(key, "") in {row.id, row.name}]


def _names(each: Row) -> set[str]:
    return {_key(name) for name in each.names}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _value(row: Row, name: str) -> Value:
    return row.answers.get(name, UNASKED).value


def _count(row: Row, name: str) -> int | None:
    value = _value(row, name)
    return value if isinstance(value, int) else None


def _day(row: Row, name: str) -> dt.date | None:
    value = _value(row, name)
    return value if isinstance(value, dt.date) else None


def _bys(records: Iterable[Row]) -> list[By]:
    return [answer.by for each in records for answer in each.answers.values()]


def _answer(
    value: Value, register: str, rests: Iterable[By], state: Literal["value", "asked_nothing_produced"] = "value"
) -> Answer:
    weakest: By = min(rests, key=BYS.index, default="document")
    return Answer(state, value, weakest, f"derived from `{register}`")
