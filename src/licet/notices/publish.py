"""Publish a form: judged by the law of the day, shown for ever as it was, or refused with the rules that refuse it.

A refused form is published only when a second person agrees, by name and with a reason; every consent given on it
carries that name. Nobody approves his own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from licet.ledger import Draft, Transaction, clock, declare
from licet.ledger.record import act
from licet.notices.form import LANGUAGES, Form, parse_form
from licet.notices.judge import Broken, judge_form
from licet.notices.models import FormVersion, OverrideRequest, Page, PartnerList
from licet.notices.render import digest, rendered
from licet.subjects import controller, controllers
from licet.terms.days import date_of
from licet.terms.errors import UsageError
from licet.terms.instants import local_day

PUBLISHED = "notices:form:published"
REFUSED = "notices:form:refused"
OVERRIDDEN = "notices:form:overridden"
PARTNERS_NAMED = "notices:partner_list:published"
ZONE = "Europe/Paris"
declare(PUBLISHED, REFUSED, OVERRIDDEN, PARTNERS_NAMED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the version published, or the rules that refused it and the request for an override."""

    form: str
    version: int | None
    broken: tuple[Broken, ...]
    request: int | None = None


@act
def publish_partner_list(tx: Transaction, slug: str, partners: Sequence[str]) -> PartnerList:
    """Publish the partners of a list, dated, as its next version; each must be a controller of this house."""
    if not partners or len(set(partners)) < len(partners):
        raise UsageError("a partner list names at least one partner, and each once")
    for each in partners:
        controller(each)
    version = PartnerList.objects.filter(slug=slug).count() + 1
    made = PartnerList.objects.create(slug=slug, version=version, partners="\n".join(partners), published_at=tx.now)
    tx.record(Draft(PARTNERS_NAMED, {"list": slug, "version": version, "partners": list(partners)}))
    return made


def partners_of(slug: str) -> tuple[str, ...]:
    """Return the partners of the newest version of a list; raise ``UsageError`` when there is none."""
    found = PartnerList.objects.filter(slug=slug).order_by("-version").first()
    if found is None:
        raise UsageError(f"`{slug}` is no partner list: `licet form partners {slug}` publishes one")
    return tuple(found.partners.split("\n"))


def lists_of(form: Form) -> dict[str, tuple[str, ...]]:
    """Return the partner lists that a form shows, as they stand today."""
    return {each.partners: partners_of(each.partners) for each in form.requests if each.partners}


def check(form: Form) -> tuple[Broken, ...]:
    """Return what the law of today has against a form."""
    controller(form.controller)
    return judge_form(form, _names(), lists_of(form), today())


def today() -> dt.date:
    """Return the day in France."""
    return date_of(local_day(clock.now(), ZONE))


def _names() -> Mapping[str, str]:
    return {each.slug: each.name for each in controllers()}


def publish(text: str, *, by: str, override_reason: str = "") -> Outcome:
    """Publish a form from its YAML; what the law refuses is not published, and may be asked for with a reason.

    ``by`` names who acts (``account/3``, ``cli``). Returns what came of it; raises ``DocumentError`` for a malformed form.
    """
    form = parse_form(text)
    broken = check(form)
    if not broken:
        return Outcome(form.form, _publish(form, text, broken, by), broken)
    request = _ask(form, text, broken, by, override_reason) if override_reason.strip() else None
    return Outcome(form.form, None, broken, request)


@act
def _ask(tx: Transaction, form: Form, text: str, broken: Sequence[Broken], by: str, reason: str) -> int:
    made = OverrideRequest.objects.create(
        slug=form.form,
        described=text,
        broken=_written(broken),
        reason=reason.strip(),
        requested_by=by,
        requested_at=tx.now,
    )
    rules = sorted(each.rule for each in broken)
    tx.record(Draft(REFUSED, {"form": form.form, "rules": rules, "request": made.pk, "by": by}))
    return int(made.pk)


def approve(request: int, *, by: str) -> Outcome:
    """Publish a refused form as a second person; raise ``UsageError`` when it is the one who asked."""
    asked = OverrideRequest.objects.filter(pk=request, closed=False).first()
    if asked is None:
        raise UsageError(f"`{request}` is no open request for an override")
    if asked.requested_by == by:
        raise UsageError("nobody approves his own override: another person must")
    form = parse_form(asked.described)
    broken = check(form)
    version = _publish(form, asked.described, broken, asked.requested_by, asked, by)
    return Outcome(form.form, version, broken, request)


@act
def _publish(  # each is one thing that the version is made of
    tx: Transaction,
    form: Form,
    text: str,
    broken: Sequence[Broken],
    by: str,
    asked: OverrideRequest | None = None,
    override_by: str = "",
) -> int:
    names, lists = _names(), lists_of(form)
    version = FormVersion.objects.filter(slug=form.form).count() + 1
    made = FormVersion.objects.create(
        slug=form.form,
        version=version,
        controller=form.controller,
        described=json.dumps({"form": text, "lists": lists, "names": names}, ensure_ascii=False),
        broken=_written(broken),
        requested_by=by,
        override_by=override_by,
        override_reason=asked.reason if asked else "",
        published_at=tx.now,
    )
    pages = {lang: rendered(form, version, lang, names, lists) for lang in LANGUAGES}
    for lang, stored in pages.items():
        Page.objects.create(digest=digest(stored), form=made, lang=lang, stored=stored)
    core = {"form": form.form, "version": version, "controller": form.controller, "by": by}
    shown = [digest(stored) for stored in pages.values()]
    if asked is not None:
        OverrideRequest.objects.filter(pk=asked.pk).update(closed=True)
        rules = sorted(each.rule for each in broken)
        tx.record(Draft(OVERRIDDEN, {**core, "override_by": override_by, "rules": rules}, shown=shown))
    else:
        tx.record(Draft(PUBLISHED, core, shown=shown))
    return version


def _written(broken: Sequence[Broken]) -> str:
    return json.dumps([asdict(each) for each in broken], ensure_ascii=False) if broken else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A published form: its row, its description, and the partner lists as they were shown."""

    row: FormVersion
    form: Form
    lists: Mapping[str, tuple[str, ...]]

    def page(self, lang: str) -> Page:
        """Return its page in a language."""
        return self.row.pages.get(lang=lang)


def current(slug: str, version: int | None = None) -> Shown | None:
    """Return the newest version of a form, or a given one; ``None`` when there is none."""
    rows = FormVersion.objects.filter(slug=slug)
    row = (rows if version is None else rows.filter(version=version)).order_by("-version").first()
    if row is None:
        return None
    said = json.loads(row.described)
    return Shown(row, parse_form(said["form"]), {name: tuple(each) for name, each in said["lists"].items()})


def page_of(shown: str) -> bytes | None:
    """Return what was shown, by its digest."""
    row = Page.objects.filter(digest=shown).first()
    return None if row is None else bytes(row.stored)
