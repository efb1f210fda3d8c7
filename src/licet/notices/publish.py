"""Publish a form: judged by the law of the day, shown for ever as it was, or refused with the rules that refuse it.

A refused form is published only when a second person agrees, by name and with a reason; every consent given on it
carries that name. Nobody approves his own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

from licet.ledger import Draft, Transaction, clock, declare
from licet.ledger.record import act
from licet.notices.form import Form, parse_form
from licet.notices.judge import Broken, judge_form
from licet.notices.models import FormPage, FormVersion, OverrideRequest, PartnerList, Shown
from licet.notices.partners import publish_partner_list
from licet.notices.render import Names, rendered
from licet.notices.shown import keep_shown
from licet.subjects import controller
from licet.terms.days import date_of
from licet.terms.errors import UsageError
from licet.terms.instants import local_day

PUBLISHED: Final = "notices:form:published"
REFUSED: Final = "notices:form:refused"
OVERRIDDEN: Final = "notices:form:overridden"
ZONE: Final = "Europe/Paris"
LONGEST_REASON: Final = 1000
declare(PUBLISHED, REFUSED, OVERRIDDEN)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the version published, or the rules that refused it and the request for an override."""

    form: str
    version: int | None
    broken: tuple[Broken, ...]
    request: int | None = None


def check(form: Form) -> tuple[Broken, ...]:
    """Return what the law of today has against a form; raise ``UsageError`` when a controller or partner is unknown."""
    return judge_form(form, names_of(form), today())


def today() -> dt.date:
    """Return the day in France."""
    return date_of(local_day(clock.now(), ZONE))


def names_of(form: Form) -> Names:
    """Return the names of the controller and the partners of a form as they are today."""
    slugs = (form.controller, *(each for group in form.partners.values() for each in group.named))
    return {slug: controller(slug).name for slug in slugs}


def publish(text: str, *, by: str, override_reason: str = "", name: str = "form") -> Outcome:
    """Publish a form from its YAML; what the law refuses is not published, and may be asked for with a reason.

    ``by`` names who acts (``account/3``, ``cli``). Returns what came of it; raises ``DocumentError`` for a malformed form.
    """
    form = parse_form(text, name)
    broken = check(form)
    if not broken:
        return Outcome(form.form, _publish(form, text, broken, by), broken)
    request = _ask(form, text, broken, by, override_reason) if override_reason.strip() else None
    return Outcome(form.form, None, broken, request)


@act
def _ask(tx: Transaction, form: Form, text: str, broken: Sequence[Broken], by: str, reason: str) -> int:
    if len(reason.strip()) > LONGEST_REASON:
        raise UsageError(f"a reason has at most {LONGEST_REASON} characters")
    made = OverrideRequest.objects.create(
        slug=form.form,
        described=text,
        broken=_written(broken),
        reason=reason.strip(),
        requested_by=by,
        requested_at=tx.now,
    )
    tx.record(Draft(REFUSED, {"form": form.form, "rules": _rules(broken), "request": made.pk, "by": by}))
    return int(made.pk)


def open_requests() -> list[OverrideRequest]:
    """Return the refused forms that wait for a second person, oldest first."""
    return list(OverrideRequest.objects.filter(closed=False).order_by("pk"))


def approve(request: int, *, by: str) -> Outcome:
    """Publish a refused form as a second person; raise ``UsageError`` when it is the one who asked.

    The door makes sure that ``by`` is an approver. The form is judged anew: what its version carries is the law of today.
    """
    asked = OverrideRequest.objects.filter(pk=request).first()
    if asked is None:
        raise UsageError(f"`{request}` is no request for an override")
    form = parse_form(asked.described)
    broken = check(form)
    return Outcome(form.form, _override(request, form, broken, by), broken, request)


@act
def _override(tx: Transaction, request: int, form: Form, broken: Sequence[Broken], by: str) -> int:
    asked = OverrideRequest.objects.get(pk=request)  # read within the act: two approvals at once make one version
    if asked.closed:
        raise UsageError(f"`{request}` is no open request for an override: it was answered")
    if asked.requested_by == by:
        raise UsageError("nobody approves his own override: another person must")
    asked.closed = True
    asked.save(update_fields=["closed"])
    return _publish.within(tx, form, asked.described, broken, asked.requested_by, asked, by)


@act
def _publish(
    tx: Transaction,
    form: Form,
    text: str,
    broken: Sequence[Broken],
    by: str,
    asked: OverrideRequest | None = None,
    override_by: str = "",
) -> int:
    names = names_of(form)
    lists = {
        group: publish_partner_list.within(tx, f"{form.form}/{group}", each.named).version
        for group, each in form.partners.items()
        if each.named
    }
    version = FormVersion.objects.filter(slug=form.form).count() + 1
    made = FormVersion.objects.create(
        slug=form.form,
        version=version,
        controller=form.controller,
        described=json.dumps({"form": text, "names": names, "lists": lists}, ensure_ascii=False),
        broken=_written(broken),
        requested_by=by,
        override_by=override_by,
        override_reason=asked.reason if asked else "",
        published_at=tx.now,
    )
    shown = {lang: keep_shown(tx, "form", lang, rendered(form, version, lang, names)) for lang in form.languages}
    for lang, each in shown.items():
        FormPage.objects.create(form=made, lang=lang, shown=each)
    core: dict[str, Any] = {"form": form.form, "version": version, "controller": form.controller, "by": by}
    core |= {
        "law_day": today().isoformat(),
        "lists": lists,
        "pages": {lang: each.digest for lang, each in shown.items()},
    }
    if asked is not None:
        core |= {"override_by": override_by, "rules": _rules(broken), "request": asked.pk}
    digests = [each.digest for each in shown.values()]
    tx.record(Draft(PUBLISHED if asked is None else OVERRIDDEN, core, shown=digests))
    return version


def _rules(broken: Sequence[Broken]) -> list[str]:
    return sorted({each.rule for each in broken})


def _written(broken: Sequence[Broken]) -> str:
    return json.dumps([asdict(each) for each in broken], ensure_ascii=False) if broken else ""


# ------------------------------------------------------------------------------------------------ what is published


@lru_cache(maxsize=256)
def _parsed(text: str) -> Form:
    """Read a form that was published, once: its text never changes, and reading it takes as long as serving it ten times."""
    return parse_form(text)


@dataclass(frozen=True)
class Published:
    """A published form: its row, and its description and names as they were when people saw it."""

    row: FormVersion

    @cached_property
    def _described(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.row.described)
        return found

    @cached_property
    def form(self) -> Form:
        """Its description."""
        return _parsed(self._described["form"])

    @property
    def names(self) -> Names:
        """The names of its controller and partners, as shown."""
        found: Names = self._described["names"]
        return found

    @property
    def lists(self) -> dict[str, PartnerList]:
        """Its partner groups, each with the version of the list that was shown."""
        return {
            group: PartnerList.objects.get(slug=f"{self.row.slug}/{group}", version=version)
            for group, version in self._described["lists"].items()
        }

    def page(self, lang: str) -> Shown | None:
        """Return its page in a language, ``None`` when it has none."""
        found = FormPage.objects.filter(form=self.row, lang=lang).select_related("shown").first()
        return found.shown if found is not None else None

    @property
    def broken(self) -> tuple[Broken, ...]:
        """What the law had against it when it was published: something only when it was overridden."""
        rows = json.loads(self.row.broken) if self.row.broken else []
        return tuple(
            Broken(**{**each, "missing": tuple(each["missing"]), "mends": tuple(each["mends"])}) for each in rows
        )


def current(slug: str, version: int | None = None) -> Published | None:
    """Return the newest version of a form, or a given one; ``None`` when there is none."""
    rows = FormVersion.objects.filter(slug=slug)
    row = (rows if version is None else rows.filter(version=version)).order_by("-version").first()
    return None if row is None else Published(row)


def published_forms() -> list[FormVersion]:
    """Return the newest version of each form, by slug."""
    newest = {row.slug: row for row in FormVersion.objects.order_by("version")}
    return [newest[slug] for slug in sorted(newest)]


def is_superseded(row: FormVersion, at: int) -> bool:
    """Tell whether a newer version has been in its place for longer than a person takes to fill in a page: a day."""
    newer = FormVersion.objects.filter(slug=row.slug, version=row.version + 1).first()
    return newer is not None and newer.published_at + 24 * 3600 < at
