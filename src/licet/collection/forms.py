"""Served forms: what a person does on a page is recorded, agreement by agreement, with what the page showed.

A refusal takes effect at once; a box left empty refuses what was not agreed to before. An agreement given beside an e-mail address is *requested* until its owner follows the link of
the confirming mail: anybody may type another's address. So may they another's number: what else they tell is theirs only
once they confirm. Where no e-mail address is asked for, an agreement stands as given, and unconfirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from licet.collection.answering import LEFT_EMPTY, Answer
from licet.collection.double_opt_in import ask_to_confirm
from licet.consent.record import CONTEXT_KEPT, Evidence, Key, say, status_of
from licet.consent.status import Said, Status
from licet.ledger import Draft, Transaction, declare
from licet.ledger.record import act
from licet.notices.form import POINT_OF_CHANNEL, Request
from licet.subjects.points import EMAIL, POST, TELEPHONE
from licet.subjects.register import add_point, person_for
from licet.terms.errors import SubjectError
from licet.terms.words import Channel

ANSWERED: Final = "collection:form:answered"
declare(ANSWERED)
_ORDER: Final = (EMAIL, TELEPHONE, POST)
"""By which of several contact points a person is known first."""


@act
def take_answer(tx: Transaction, answer: Answer, base_url: str, context: Mapping[str, str]) -> bytes | None:
    """Record what a person did on a form; return their reference, ``None`` when they gave no way to be reached.

    ``base_url`` is how browsers reach the house: the link of the confirming mail begins with it. ``context`` is the IP address
    and the browser, kept sealed and erased on its own clock.
    """
    kinds = [kind for kind in _ORDER if kind in answer.points]
    if not kinds:
        return None
    source = f"form/{answer.published.row.slug}"
    subject = person_for(tx, answer.points[kinds[0]], source)
    confirms = kinds[0] == EMAIL
    if not confirms:
        _add_others(tx, subject, answer, source)
    _record(tx, subject, answer, context)
    asked: list[Key] = []
    for request in answer.published.form.requests:
        keys = [Key(*each) for each in answer.keys_of(request) if POINT_OF_CHANNEL[Channel(each[1])] in answer.points]
        if request.id in answer.refused:
            say(tx, subject, Said.REFUSED, _refused(subject, answer, request), _evidence(answer, request, context))
        elif request.id in answer.agreed:
            said = Said.REQUESTED if confirms else Said.GIVEN
            say(tx, subject, said, keys, _evidence(answer, request, context))
            asked += keys
    if confirms and asked:
        ask_to_confirm(tx, subject, answer, asked, base_url)
    return subject


def _refused(subject: bytes, answer: Answer, request: Request) -> list[Key]:
    """Return what a refusal is about. A box left empty takes no standing consent back: it says nothing of what was agreed before.

    Withdrawing is an act (GDPR 7(3)), and whoever typed the address may be anybody.
    """
    keys = [Key(*each) for each in answer.keys_of(request)]
    if answer.refused[request.id] != LEFT_EMPTY:
        return keys
    standing = status_of(subject)
    return [key for key in keys if standing.get(key) is not Status.GIVEN]


def _add_others(tx: Transaction, subject: bytes, answer: Answer, source: str) -> None:
    for point in answer.points.values():
        try:
            add_point(tx, subject, point, source)
        except SubjectError:  # another person's: nobody is merged
            continue


def _record(tx: Transaction, subject: bytes, answer: Answer, context: Mapping[str, str]) -> None:
    """Record that the form was sent, with what it held beside agreements."""
    core: dict[str, object] = {**of_page(answer), "agreed": sorted(answer.agreed), "refused": sorted(answer.refused)}
    if answer.age_told:
        core["age"] = "fifteen-or-more"
    personal: dict[str, Mapping[str, object]] = {}
    points = {kind: point.value for kind, point in answer.points.items()}
    if points:
        personal["subject"] = points
    if answer.data:
        personal["content"] = dict(answer.data)
    if not answer.published.form.requests and context:  # else it stands with each agreement and refusal
        personal["context"], core["context_until"] = dict(context), tx.now + CONTEXT_KEPT
    tx.record(Draft(ANSWERED, core, subject, personal=personal, shown=(answer.page,)))


def of_page(answer: Answer) -> dict[str, object]:
    """Return what every event of a form carries: the form, its version and page, who overrode the law for it."""
    row = answer.published.row
    told: dict[str, object] = {"form": row.slug, "version": row.version, "lang": answer.lang}
    told["page"] = f"/f/{row.slug}/{answer.lang}"
    if row.override_by:
        told["override_by"] = row.override_by
        told["override_rules"] = sorted({each.rule for each in answer.published.broken})
    return told


def _evidence(answer: Answer, request: Request, context: Mapping[str, str]) -> Evidence:
    done = answer.agreed.get(request.id) or answer.refused[request.id]
    core = {**of_page(answer), "request": request.id, "double_opt_in": EMAIL in answer.points}
    if request.calls is not None:
        core["months"] = request.calls.months
    lists = {group: each.version for group, each in answer.published.lists.items() if group in request.groups}
    if lists:
        core["lists"] = lists
    return Evidence("form", done, shown=(answer.page,), core=core, context=dict(context))
