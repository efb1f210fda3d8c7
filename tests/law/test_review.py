"""When rules are to be read again, what has no rule, and where authorities disagree."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from licet.law import review
from licet.law.book import all_rules, find
from licet.law.review import Dissent, contested, left_out, overdue, review_by
from licet.law.review_entries import checked
from licet.rules.rule import Level, Reading, Rule, Verified
from licet.rules.values import encode_day
from licet.terms.days import date_of

READ = dt.date(2026, 11, 21)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1))


def standing() -> Rule:
    """Give a rule on which nothing is announced."""
    return find("RGT-03")


def test_a_statute_is_read_again_after_a_year_and_guidance_after_half_of_it() -> None:
    rule = replace(standing(), level=Level.STATUTE, read_on=encode_day(READ))
    due = review_by(rule)
    assert due is not None
    assert (due.by, due.why_en) == (dt.date(2027, 11, 21), "")
    for faster in (replace(rule, level=Level.SOFT), replace(rule, level=Level.INDUSTRY)):
        assert review_by(faster) == review.Due(faster, dt.date(2027, 5, 21))


def test_a_contested_reading_is_read_again_as_soon_as_guidance() -> None:
    rule = replace(standing(), level=Level.STATUTE, reading=Reading.STRICT, contested_by="a", contested_by_fr="b")
    due = review_by(rule)
    assert due is not None
    assert due.by == dt.date(2027, 5, 21)


def test_what_nobody_read_counts_from_the_day_of_the_book() -> None:
    rule = replace(standing(), level=Level.STATUTE, verified=Verified.NOT_READ, read_on=None)
    due = review_by(rule)
    assert due is not None
    assert due.by == dt.date(2027, review.book_on().month, review.book_on().day)


def test_a_rule_that_had_ended_is_history() -> None:
    ended = replace(standing(), until=encode_day(review.book_on()) - 1)
    assert review_by(ended) is None
    assert review_by(replace(ended, until=encode_day(review.book_on()))) is not None


def test_what_is_announced_gives_an_earlier_day_with_its_reason_in_both_languages() -> None:
    due = review_by(find("PAR-03.category"))
    assert due is not None
    assert due.by == dt.date(2027, 1, 31)
    assert "C-317/25" in due.why_en
    assert "C-317/25" in due.why_fr


def test_what_was_announced_no_longer_counts_once_somebody_has_read_the_rule_since() -> None:
    rule = replace(find("PAR-03.category"), read_on=encode_day(dt.date(2027, 2, 10)))
    due = review_by(rule)
    assert due is not None
    assert due.by > dt.date(2027, 2, 10)
    assert not due.why_en


@pytest.mark.parametrize("rule", all_rules(), ids=lambda each: each.id)
def test_every_rule_in_force_has_a_day_within_a_year_of_its_reading(rule: Rule) -> None:
    due = review_by(rule)
    if due is not None:
        read = review.book_on() if rule.read_on is None else date_of(rule.read_on)
        assert read < due.by <= read + dt.timedelta(days=366)
        assert bool(due.why_en) is bool(due.why_fr)


def test_the_last_day_itself_is_in_time() -> None:
    rule = replace(standing(), level=Level.STATUTE, read_on=encode_day(READ))
    assert not overdue(dt.date(2027, 11, 21), [rule])
    assert [due.rule for due in overdue(dt.date(2027, 11, 22), [rule])] == [rule]


@given(DAYS, DAYS)
def test_what_is_overdue_stays_so(one: dt.date, other: dt.date) -> None:
    early, late = sorted((one, other))
    assert {due.rule.id for due in overdue(early)} <= {due.rule.id for due in overdue(late)}


@given(DAYS)
def test_a_rule_is_either_overdue_or_announced_for_later(on: dt.date) -> None:
    late, coming = ({due.rule.id for due in found} for found in (overdue(on), review.coming(on)))
    assert not late & coming


def test_on_the_day_of_the_book_nothing_is_overdue() -> None:
    assert not overdue(review.book_on())


@pytest.mark.parametrize("each", contested(), ids=lambda each: each.rule.id)
def test_a_contested_reading_has_two_sides_and_somebody_who_can_settle_it(each: Dissent) -> None:
    for sides in (each.en, each.fr):
        assert sides.strict
        assert sides.other
        assert sides.strict != sides.other
        assert sides.owner
    assert not each.en.strict.startswith("strict:")
    assert "en sens contraire" not in each.fr.other


def test_the_register_holds_every_strict_reading_and_no_other_rule() -> None:
    assert {each.rule.id for each in contested()} == {rule.id for rule in all_rules() if rule.reading is Reading.STRICT}


def test_a_block_is_left_out_with_a_reason_in_both_languages_and_bears_no_rule() -> None:
    blocks = {rule.id.partition(".")[0] for rule in all_rules()}
    for name, why in left_out().items():
        assert name not in blocks
        assert why["en"]
        assert why["fr"]


def test_the_counts_by_mark_are_those_of_the_rules() -> None:
    assert sum(review.marks().values()) == len(all_rules())
    assert review.marks()["K"] == len(review.unread())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_said_of_a_day_names_rules_reasons_and_both_sides(lang: str) -> None:
    said = checked(dt.date(2027, 6, 1), "fr" if lang == "fr" else "en")
    assert {"TEL-03", "PAR-03.category"} <= {each["id"] for each in said["overdue"]}
    assert all(each["by"] < "2027-06-01" for each in said["overdue"])
    assert all(each["by"] >= "2027-06-01" and each["why"] for each in said["announced"])
    assert {"id", "strict", "other", "owner", "stated_on"} <= set(said["contested"][0])


def test_every_block_of_the_table_bears_a_rule_or_says_why_not() -> None:
    blocks = {rule.id.partition(".")[0] for rule in all_rules()}
    written = yaml.safe_load(files("licet.law").joinpath("verification.yaml").read_text("utf-8"))
    assert not set(written["marks"]) - blocks - set(left_out())
