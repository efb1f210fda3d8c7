"""What there is to say of reviews and contested readings, as plain data in one language, like ``entries``."""

from __future__ import annotations

import datetime as dt

from licet.law import review
from licet.law.entries import Entry, Lang, sentence
from licet.law.review import Dissent, Due


def checked(on: dt.date, lang: Lang) -> Entry:
    """Return what is to be read again on a day: counts by mark, rules past their date, what is announced, unread rules."""
    return {
        "on": on.isoformat(),
        "book_on": review.book_on().isoformat(),
        "marks": review.marks(),
        "overdue": [_due(each, lang) for each in review.overdue(on)],
        "announced": [_due(each, lang) for each in review.coming(on)],
        "unread": [{"id": rule.id, "citation": rule.citation} for rule in review.unread()],
        "contested": contested(lang),
    }


def contested(lang: Lang) -> list[Entry]:
    """Return the register of contested readings: both sides, and who can settle each."""
    return [_dissent(each, lang) for each in review.contested()]


def _due(due: Due, lang: Lang) -> Entry:
    return {
        "id": due.rule.id,
        "citation": due.rule.citation,
        "by": due.by.isoformat(),
        "why": (due.why_fr if lang == "fr" else due.why_en) or None,
    }


def _dissent(each: Dissent, lang: Lang) -> Entry:
    sides = each.fr if lang == "fr" else each.en
    return {
        "id": each.rule.id,
        "sentence": sentence(each.rule, lang),
        "citation": each.rule.citation,
        "strict": sides.strict,
        "other": sides.other,
        "owner": sides.owner,
        "stated_on": None if each.stated_on is None else each.stated_on.isoformat(),
    }
