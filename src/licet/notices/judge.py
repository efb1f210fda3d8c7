"""Judge a form before anybody sees it: what its page shows become facts, and the law of the day is asked.

1. What Licet itself writes is known by construction (``licet.notices.built``). 2. The page is then read as an inspector's
saved copy would be, in each of its languages, by ``licet.reading.pages``: what the reader settles otherwise prevails, since
people see the page and not its description. 3. Where a form brings a sentence of its own, what the reader cannot settle is
unknown, and then nothing is published. 4. Words of the page that ask for an agreement which no request describes are judged
as one more request.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licet.law import Act, Reason, Status, decide, judge_row
from licet.notices.built import of_field, of_notice, of_person, of_request, of_stray_request, without_requests
from licet.notices.form import Form, Request
from licet.notices.render import Names, beneficiaries, rendered
from licet.reading.pages import PageReading, RequestReading, read_page
from licet.rules.decision import Decision
from licet.rules.values import Value
from licet.terms.words import Channel

OF_THE_WORDS: Final = frozenset(
    {
        "act_of_agreement",
        "agreement_serves",
        "one_act_per_purpose",
        "set_apart_from_terms",
        "channels_named",
        "offers_listed",
        "labels_say_what_they_do",
        "controller_named",
        "partners_shown",
        "call_states_caller",
        "call_states_offer",
        "call_states_period",
        "call_period_months",
    }
)
"""Facts that a sentence of the form's own may change."""
_CHILDHOOD: Final = frozenset({"SPE-01", "SPE-01.age"})


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a form breaks or does not clear.

    ``where`` is the request, the field, ``notice`` or ``people``. ``status``: ``breach``, ``contested``, ``undetermined``.
    ``missing`` are facts that nobody settled, ``mends`` those whose change would clear it; both are facts of ``table``.
    """

    rule: str
    citation: str
    sentence: str
    sentence_fr: str
    status: str
    where: str
    table: str
    missing: tuple[str, ...]
    mends: tuple[str, ...]


def judge_form(form: Form, names: Names, on: dt.date) -> tuple[Broken, ...]:
    """Return every rule in force on a day that the form breaks or does not clear; none means that it may be published."""
    found: dict[tuple[str, str], Broken] = {}
    for each in (*_of_pages(form, names, on), *_of_fields(form, on), *_of_people(form, on)):
        found.setdefault((each.rule, each.where), each)
    return tuple(found.values())


def _of_pages(form: Form, names: Names, on: dt.date) -> Iterator[Broken]:
    for lang in form.languages:
        reading = _read(form, lang, names)
        for where, facts in _rows(form, reading):
            yield from reasons_of("forms", judge_row("forms", facts, on), where)
        seen = {name: each.value for name, each in reading.sightings.items() if each.value is not None}
        notice = _prevailing(of_notice(form), seen, by_form=form)
        yield from reasons_of("notices", judge_row("notices", notice, on), "notice")


def _rows(form: Form, reading: PageReading) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield the facts of each request, and those of the page where nothing is asked for but data."""
    read = {each.id: _reading_of(each, reading.requests) for each in form.requests}
    for request in form.requests:
        yield request.id, _with_reading(form, request, read[request.id])
    accounted = [each for each in read.values() if each is not None]
    for stray in reading.requests:
        if stray not in accounted:
            yield f"page: {stray.words[:120]}", {**of_stray_request(form), **_values(stray)}
    if not form.requests:
        yield "page", _prevailing(without_requests(form), {n: s.value for n, s in reading.telephone.items()})


def _reading_of(request: Request, read: Iterable[RequestReading]) -> RequestReading | None:
    """Return what was read of a request, found by the name of its control; the button has none of its own."""
    name = "button `" if request.ask == "button" else f"`request-{request.id}`"
    return next((each for each in read if name in each.where), None)


def _with_reading(form: Form, request: Request, read: RequestReading | None) -> dict[str, Value]:
    built = of_request(form, request)
    if read is None:  # the reader takes it for no request: its words do not speak of offers, partners or calls
        return built if request.label is None else {**built, **dict.fromkeys(OF_THE_WORDS & built.keys())}
    seen = _values(read)
    if request.label is not None:
        built |= {name: seen.get(name) for name in OF_THE_WORDS if name in built}
        if read.ask == "refusal_box":
            built["act_of_agreement"] = "refusal_box_left_empty"
    return _prevailing(built, {name: value for name, value in seen.items() if value is not None})


def _prevailing(built: dict[str, Value], seen: Mapping[str, Value], by_form: Form | None = None) -> dict[str, Value]:
    """Return the facts of a description with what was seen on the page in their place."""
    kept = {name: value for name, value in seen.items() if name in built and value is not None}
    if by_form is not None:  # answers that are no sentence to be looked for on this page
        kept = {name: value for name, value in kept.items() if not (value is False and built[name] is None)}
    return {**built, **kept}


def _values(read: RequestReading) -> dict[str, Value]:
    return {name: each.value for name, each in read.sightings.items()}


def _of_fields(form: Form, on: dt.date) -> Iterator[Broken]:
    for field in form.fields:
        yield from reasons_of("fields", judge_row("fields", of_field(form, field), on), field.key)


def _of_people(form: Form, on: dt.date) -> Iterator[Broken]:
    """Yield what would spoil the agreement of a person who acts on this form today: children, as far as the form knows."""
    if form.requests:
        decision = decide(of_person(form, on), Act(Channel.EMAIL, on, standing=True))
        yield from (each for each in reasons_of("persons", decision, "people") if each.rule in _CHILDHOOD)


def reasons_of(table: str, decision: Decision, where: str) -> Iterator[Broken]:
    """Yield the rules that a row of a table breaks or does not clear; ``where`` says which row it is."""
    changes = tuple(change.fact for change in decision.lawful_if or ())
    for reason in decision.reasons:
        yield _one(reason, table, where, tuple(name for name in changes if name in reason.spoke))


def _one(reason: Reason, table: str, where: str, mends: tuple[str, ...]) -> Broken:
    rule = reason.rule
    status = str(Status(reason.status))
    return Broken(rule.id, rule.citation, rule.sentence, rule.sentence_fr, status, where, table, reason.missing, mends)


def _read(form: Form, lang: str, names: Names) -> PageReading:
    """Return what an inspector's copy of the page would tell."""
    partners = [
        names[each] for request in form.requests for each in beneficiaries(form, request) if each != form.controller
    ]
    with tempfile.TemporaryDirectory() as folder:
        page, listed = Path(folder, "page.html"), Path(folder, "partners.txt")
        page.write_bytes(rendered(form, 0, lang, names))
        listed.write_text("".join(f"{name}\n" for name in dict.fromkeys(partners)), "utf-8")
        return read_page(page, partner_list=listed if partners else None, controllers=[names[form.controller]])
