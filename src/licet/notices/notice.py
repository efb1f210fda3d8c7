"""Information for people whose data come from elsewhere (GDPR 14), or beside a form of somebody else's (13): judged, kept, dated.

The description says item by item what people are told; an item that is missing and due refuses the notice, and there is no
override: a notice is completed, not argued about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from licet.law import judge_row
from licet.ledger import Draft, Transaction, declare
from licet.ledger.record import act
from licet.notices.faults import misfit, parsed
from licet.notices.form import LANGUAGES, Language, Said, Slug, Strict, texts
from licet.notices.judge import Broken, reasons_of
from licet.notices.models import NoticeVersion
from licet.notices.publish import today
from licet.notices.render import environment, styled, words
from licet.notices.shown import keep_shown
from licet.rules.values import Value
from licet.subjects import controller

PUBLISHED: Final = "notices:notice:published"
declare(PUBLISHED)
Where = Literal["beside_the_form", "in_the_message", "by_voice", "own_page_by_link"]


class Items(Strict):
    """What people are told, in the order in which they read it."""

    controller: Said | None = None
    representative: Said | None = None
    dpo: Said | None = None
    purposes: Said | None = None
    bases: Said | None = None
    interests: Said | None = None
    categories: Said | None = None
    source: Said | None = None
    source_is_public: Said | None = None
    recipients: Said | None = None
    transfers: Said | None = None
    retention: Said | None = None
    rights: Said | None = None
    objection: Said | None = None
    withdrawal: Said | None = None
    complaint: Said | None = None
    required_answers: Said | None = None
    automated_decisions: Said | None = None


class Notice(Strict):
    """A notice. What the processing does (``has_dpo``, ``outside_eea``…) decides which items are due; unsaid is unknown."""

    licet_notice: Literal[1]
    notice: Slug
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = LANGUAGES
    controller: Slug
    article: Literal["13", "14"]
    given_where: Where
    title: Said
    says: Items
    relies_on_consent: bool | None = None
    relies_on_interest: bool | None = None
    has_dpo: bool | None = None
    has_representative: bool | None = None
    has_recipients: bool | None = None
    outside_eea: bool | None = None
    source_is_public: bool | None = None
    requires_answers: bool | None = None
    decides_automatically: bool | None = None

    @model_validator(mode="after")
    def _fits(self) -> Notice:
        for lang in self.languages:
            for place, said in texts(self):
                if not said.in_(lang):
                    raise misfit(place, f"has no text in `{lang}`, one of the notice's languages: add it")
        return self

    def items(self, lang: str) -> Iterator[tuple[str, str]]:
        """Yield what is told, item by item."""
        for name in Items.model_fields:
            said = getattr(self.says, name)
            if said is not None:
                yield name, said.in_(lang)


def parse_notice(text: str, name: str = "notice") -> Notice:
    """Read a notice from its YAML; raise ``DocumentError`` that tells where and what to do."""
    return parsed(Notice, text, name)


def judge_notice(notice: Notice, on: dt.date) -> tuple[Broken, ...]:
    """Return every rule that the notice breaks or does not clear on a day."""
    facts: dict[str, Value] = {
        "kind": notice.article,
        "given_where": notice.given_where,
        "clicks_to_reach": 1 if notice.given_where == "own_page_by_link" else 0,
        "wording.open_ended": False,
        "wording.in_their_language": "fr" in notice.languages,
        "voice.way_to_the_rest": True,
        "relies_on.consent": notice.relies_on_consent,
        "relies_on.interest": notice.relies_on_interest,
        "has.dpo": notice.has_dpo,
        "has.representative": notice.has_representative,
        "has.recipients": notice.has_recipients,
        "transfers.outside_eea": notice.outside_eea,
        "source.is_public": notice.source_is_public,
        "asks.required_answers": notice.requires_answers,
        "decides.automatically": notice.decides_automatically,
        **{f"says.{name}": getattr(notice.says, name) is not None for name in Items.model_fields},
    }
    return tuple(reasons_of("notices", judge_row("notices", facts, on), "notice"))


def rendered_notice(notice: Notice, version: int, lang: str) -> bytes:
    """Return the page of a notice: the same description gives the same bytes."""
    page = environment().get_template("notice.html")
    said = words(lang)["items"]
    return page.render(
        lang=lang,
        version=version,
        title=notice.title.in_(lang),
        css=styled(),
        items=[(said[name], text) for name, text in notice.items(lang)],
    ).encode()


@dataclass(frozen=True, slots=True)
class NoticeOutcome:
    """What came of it: the version published, or the rules that refused it."""

    notice: str
    version: int | None
    broken: tuple[Broken, ...]


def publish_notice(text: str, *, by: str, name: str = "notice") -> NoticeOutcome:
    """Publish a notice from its YAML, unless the law of today refuses it."""
    notice = parse_notice(text, name)
    controller(notice.controller)
    broken = judge_notice(notice, today())
    return NoticeOutcome(notice.notice, None if broken else _publish(notice, by), broken)


@act
def _publish(tx: Transaction, notice: Notice, by: str) -> int:
    last = NoticeVersion.objects.filter(slug=notice.notice).order_by("-version").first()
    version = 1 if last is None else last.version + 1
    digests = {}
    for lang in notice.languages:
        shown = keep_shown(tx, "notice", lang, rendered_notice(notice, version, lang))
        digests[lang] = shown.digest
        NoticeVersion.objects.create(
            slug=notice.notice,
            version=version,
            lang=lang,
            controller=notice.controller,
            article=notice.article,
            shown=shown,
            published_at=tx.now,
        )
    core: dict[str, object] = {"notice": notice.notice, "version": version, "controller": notice.controller, "by": by}
    tx.record(Draft(PUBLISHED, {**core, "article": notice.article, "pages": digests}, shown=list(digests.values())))
    return version


def newest_notice(slug: str, lang: str) -> NoticeVersion | None:
    """Return the newest version of a notice in a language."""
    return NoticeVersion.objects.filter(slug=slug, lang=lang).select_related("shown").order_by("-version").first()
