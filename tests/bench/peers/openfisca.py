"""The comparable rules as a small tax and benefit system: a variable a fact, a variable with a dated formula a rule.

Its integers have 32 bits: instants are epoch seconds all the same (they end in 2038), and never is -2,000,000,000.
What several rules share is a variable of its own, computed once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from licet.rules.values import NEVER_AT, NEVER_ON
from tests.bench.peers.comparable import AT, DAY, RULES, Numbers, People

PERSON: Final = build_entity(key="person", plural="persons", label="a person who is solicited", is_person=True)
PERIOD: Final = DAY.isoformat()
NEVER: Final = -2_000_000_000
_PROFESSIONAL: Final = 2
Said = Callable[[str, Period], Numbers]
"""What a formula asks: a variable of everybody on a day."""

_EPOCH: Final = dt.date(1970, 1, 1).toordinal()

SIMILAR: Final = {rule: f"breaks_{rule.lower().replace('-', '_').replace('.', '_')}" for rule in RULES}
"""Rule → the variable that says whether it is broken."""


def _days(period: Period, years: int) -> int:
    """Return the day number of the same day so many years before."""
    return int(period.start.offset(-years, "year").date.toordinal()) - _EPOCH


def _objected(person: Said, period: Period) -> Numbers:
    at = person("objection_made_at", period)
    return (at > NEVER) & (at <= AT) & person("objection_covers_act", period)


def _agreed(person: Said, period: Period) -> Numbers:
    given, withdrawn = person("consent_given_at", period), person("consent_withdrawn_at", period)
    standing = (withdrawn == NEVER) | (withdrawn < given) | (withdrawn > AT)
    shown = person("consent_names_controller", period) | person("partner_shown_by_category_only", period)
    found: Numbers = (given > NEVER) & (given < AT) & standing & person("consent_covers_channel", period) & shown
    return found


def _legal_person(person: Said, period: Period) -> Numbers:
    return person("contact_point_is_generic", period) & person("contact_point_owner_is_legal_person", period)


def _not_needed(person: Said, period: Period) -> Numbers:
    sale, objected = person("sale_at", period), person("objected", period)
    from_person, analogous = person("collection_from_person", period), person("sale_offer_is_analogous", period)
    told = person("collection_told_of_prospecting", period) & person("collection_could_object", period)
    bought = (sale > NEVER) & (sale <= AT) & person("sale_by_this_controller", period) & analogous
    offered = person("sale_told_of_prospecting", period) & person("sale_objection_offered", period)
    customer = bought & from_person & offered & ~objected
    professional = (person("capacity", period) == _PROFESSIONAL) & person("profession_offer_relates", period)
    account = person("account_without_purchase", period) & person("account_in_paid_offer", period)
    free_account = account & analogous & from_person & told & ~objected
    outside = ~person("solicitation_promotes", period) | person("person_lives_abroad", period)
    found: Numbers = (
        customer | (professional & told & ~objected) | free_account | person("legal_person", period) | outside
    )
    return found


def _no_consent(person: Said, period: Period) -> Numbers:
    return ~person("agreed", period) & ~person("not_needed", period)


def _no_act(person: Said, period: Period) -> Numbers:
    given = person("consent_given_at", period) > NEVER
    expressed = person("consent_by_positive_act", period) & person("consent_covers_purpose", period)
    return given & ~expressed & ~person("not_needed", period)


def _too_long(person: Said, period: Period) -> Numbers:
    prospect = ~person("customer_is_active", period) & (person("customer_relation_ended_on", period) == NEVER_ON)
    limit = _days(period, 3) - 1
    old = (person("collection_on", period) <= limit) & (person("last_act_on", period) <= limit)
    active = ~person("archive_only", period) & ~person("retention_longer_period_justified", period)
    found: Numbers = prospect & old & active & ~person("legal_person", period)
    return found


def _minor(person: Said, period: Period) -> Numbers:
    alone = (person("consent_given_at", period) > NEVER) & ~person("consent_with_parent", period)
    born = person("person_born_on", period)
    found: Numbers = alone & (born > NEVER_ON) & (born > _days(period, 15)) & ~person("not_needed", period)
    return found


def _generic(person: Said, period: Period) -> Numbers:
    named = person("contact_point_is_generic", period) & ~person("contact_point_owner_is_legal_person", period)
    found: Numbers = named & ~person("agreed", period) & ~person("not_needed", period)
    return found


_FORMULAS: Final[Mapping[str, tuple[str, Callable[[Said, Period], Numbers]]]] = {
    "objected": ("formula", _objected),
    "agreed": ("formula", _agreed),
    "legal_person": ("formula", _legal_person),
    "not_needed": ("formula", _not_needed),
    SIMILAR["CPC-01"]: ("formula_2004_07_10", _no_consent),
    SIMILAR["CPC-02.1"]: ("formula_2004_07_10", _no_act),
    SIMILAR["RGT-03"]: ("formula_2018_05_25", _objected),
    SIMILAR["RET-01"]: ("formula_2018_05_25", _too_long),
    SIMILAR["RET-04"]: ("formula_2018_05_25", lambda person, period: person("archive_only", period)),
    SIMILAR["SPE-01"]: ("formula_2018_05_25", _minor),
    SIMILAR["PRO-02"]: ("formula_2018_05_25", _generic),
}


def _variable(
    name: str, kind: type, formula: tuple[str, Callable[[Said, Period], Numbers]] | None = None
) -> type[Variable]:
    body: dict[str, Any] = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.DAY}
    if formula:
        body[formula[0]] = lambda person, period, _parameters, work=formula[1]: work(person, period)
    return type(name, (Variable,), body)


def inputs(people: People) -> dict[str, Numbers]:
    """Return the facts as its variables take them."""
    found = {}
    for name, values in people.items():
        seconds = values.dtype == np.int64
        numbers = np.where(values == NEVER_AT, NEVER, values) if seconds else values
        found[name.replace(".", "_")] = numbers if values.dtype == np.bool_ else numbers.astype(np.int32)
    return found


def system(given: dict[str, Numbers]) -> TaxBenefitSystem:
    """Return the system with a variable for each input and each rule; made once."""
    made = TaxBenefitSystem([PERSON])
    for name, values in given.items():
        made.add_variable(_variable(name, bool if values.dtype == np.bool_ else int))
    for name, formula in _FORMULAS.items():
        made.add_variable(_variable(name, bool, formula))
    return made


class Simulated:
    """So many people in one simulation, built once: what is said of them may be replaced."""

    def __init__(self, made: TaxBenefitSystem, count: int) -> None:
        self._simulation: Simulation = SimulationBuilder().build_default_simulation(made, count)

    def give(self, given: dict[str, Numbers]) -> None:
        """Say the facts, and forget what was computed of other people."""
        for name in _FORMULAS:
            self._simulation.delete_arrays(name)
        for name, values in given.items():
            self._simulation.set_input(name, PERIOD, values)

    def broken(self) -> list[Numbers]:
        """Compute the rules, in the order of ``RULES``."""
        for name in _FORMULAS:
            self._simulation.delete_arrays(name)
        return [self._simulation.calculate(SIMILAR[rule], PERIOD) for rule in RULES]


def as_bits(broken: list[Numbers]) -> Numbers:
    """Return the rules broken as bits, person by person."""
    whole = np.zeros(len(broken[0]), dtype=np.int64)
    for place, values in enumerate(broken):
        whole |= values.astype(np.int64) << place
    return whole
