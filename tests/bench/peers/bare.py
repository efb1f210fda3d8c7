"""The comparable rules in bare numpy, as one would write them for this alone: no unknown, no reason, no day of the law."""

from __future__ import annotations

import numpy as np

from licet.rules.values import NEVER_AT, NEVER_ON
from tests.bench.peers.comparable import AT, FIFTEEN_YEARS_BEFORE, THREE_YEARS_BEFORE, Numbers, People

_PROFESSIONAL = 2


def broken(people: People) -> Numbers:
    """Return the rules broken as bits, person by person, in the order of ``RULES``."""
    f = people
    made = f["objection.made_at"]
    objected = (made > NEVER_AT) & (made <= AT) & f["objection.covers_act"]
    given, withdrawn = f["consent.given_at"], f["consent.withdrawn_at"]
    happened = given > NEVER_AT
    standing = (withdrawn == NEVER_AT) | (withdrawn < given) | (withdrawn > AT)
    shown = f["consent.names_controller"] | f["partner.shown_by_category_only"]
    agreed = happened & (given < AT) & standing & f["consent.covers_channel"] & shown
    legal_person = f["contact_point.is_generic"] & f["contact_point.owner_is_legal_person"]
    not_needed = _not_needed(f, objected) | legal_person
    needed = ~not_needed
    no_consent = ~agreed & needed
    prospect = ~f["customer.is_active"] & (f["customer.relation_ended_on"] == NEVER_ON)
    old = (f["collection.on"] <= THREE_YEARS_BEFORE) & (f["last_act.on"] <= THREE_YEARS_BEFORE)
    active = ~f["archive.only"] & ~f["retention.longer_period_justified"] & ~legal_person
    born = f["person.born_on"]
    child = (born > NEVER_ON) & (born > FIFTEEN_YEARS_BEFORE)
    expressed = f["consent.by_positive_act"] & f["consent.covers_purpose"]
    found = (
        no_consent,
        happened & ~expressed & needed,
        objected,
        prospect & old & active,
        f["archive.only"],
        happened & ~f["consent.with_parent"] & child & needed,
        f["contact_point.is_generic"] & ~f["contact_point.owner_is_legal_person"] & no_consent,
    )
    mask = np.zeros(len(made), dtype=np.uint8)  # seven rules: eight bits
    for place, values in enumerate(found):
        mask |= values.view(np.uint8) << np.uint8(place)
    return mask


def _not_needed(f: People, objected: Numbers) -> Numbers:
    sale, analogous, from_person = f["sale.at"], f["sale.offer_is_analogous"], f["collection.from_person"]
    told = f["collection.told_of_prospecting"] & f["collection.could_object"]
    bought = (sale > NEVER_AT) & (sale <= AT) & f["sale.by_this_controller"] & analogous
    customer = bought & from_person & f["sale.told_of_prospecting"] & f["sale.objection_offered"]
    professional = (f["capacity"] == _PROFESSIONAL) & f["profession.offer_relates"] & told
    free = f["account.without_purchase"] & f["account.in_paid_offer"] & analogous & from_person & told
    outside = ~f["solicitation.promotes"] | f["person.lives_abroad"]
    found: Numbers = ((customer | professional | free) & ~objected) | outside
    return found
