import re
import string
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.audit.report.words import Words, load, plain
from tests.report.examples import HOSTILE, Language

SOURCES = ("page.py", "pdf.py", "figures.py", "terminal.py", "compare_print.py")


def _written() -> str:
    room = files("licet.audit.report")
    names = [*SOURCES, *(each.name for each in room.iterdir() if each.name.endswith(".jinja"))]
    return "\n".join(room.joinpath(name).read_text(encoding="utf-8") for name in names)


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_french_and_english_say_the_same_things() -> None:
    assert load("fr").keys() == load("en").keys()


def test_french_and_english_leave_the_same_holes_to_fill() -> None:
    french, english = load("fr"), load("en")
    assert {key for key in french if _holes(french[key]) != _holes(english[key])} == set()


def test_every_word_is_said_somewhere_and_none_is_missing() -> None:
    # `section.x` and the like are said whole; `status.x` and the like are built from a code.
    written = _written()
    said = set(re.findall(r"""say\(\s*f?["']([a-z_.]+)["']""", written)) | set(
        re.findall(r'"(terminal\.[a-z_]+)"', written)
    )
    built = {key for key in said if key.endswith((".", "_"))}
    named = set(re.findall(r'name\("([a-z]+)"', written)) | {"unit"}
    singular = {re.sub(r"\.(one|other)$", "", key) for key in load("en")}
    unsaid = {
        key
        for key in singular
        if key not in said and key.split(".")[0] not in named and not key.startswith(tuple(built))
    }
    by_code = {"evidence", "chart.by_source", "chart.by_form", "chart.proof", "chart.evidence", "chart.verified"}
    assert {key for key in unsaid if key not in by_code and key.split(".")[0] not in by_code} == set()
    assert {key for key in said - built if key not in singular} == set()


def test_french_puts_no_break_spaces_where_its_typography_asks_for_them() -> None:
    for key, text in load("fr").items():
        assert not re.search(r" [:;?!%»€]|« ", text), key


def test_numbers_days_and_money_are_written_as_each_language_does() -> None:
    french, english = Words("fr"), Words("en")
    assert (french.number(1234.5), english.number(1234.5)) == ("1\u202f234,5", "1,234.5")
    assert (french.day("2020-12-07"), english.day("2020-12-07")) == ("7 décembre 2020", "7 December 2020")
    assert (french.money(7300), english.money(7300)) == ("7\u202f300\u00a0€", "€7,300")
    assert (french.share(247, 1000), english.share(247, 1000)) == ("24,7\u00a0%", "24.7%")
    assert (french.compact(1_234_567), english.compact(1_234_567)) == ("1,2\u00a0M", "1.2M")
    assert (french.unit("persons", 0), english.unit("persons", 0)) == ("personne", "people")


def test_a_day_known_to_the_month_only_is_shown_as_it_is() -> None:
    assert Words("en").day("2022-04") == "2022-04"


@pytest.mark.parametrize("language", ["fr", "en"])
@given(of=st.integers(1, 10**9), data=st.data())
def test_a_share_never_hides_the_last_person(language: Language, of: int, data: st.DataObject) -> None:
    words, count = Words(language), data.draw(st.integers(0, of))
    assert (words.share(count, of) == words.percent(0)) == (count == 0)
    assert (words.share(count, of) == words.percent(1)) == (count == of)


def test_a_share_of_nothing_is_a_dash() -> None:
    assert Words("en").share(0, 0) == "–"


def test_what_is_only_possible_is_told_from_none_to_how_many() -> None:
    words = Words("en")
    assert (words.extent(0, 3), words.extent(5, 3), words.extent(0, 0)) == ("0–3", "5", "0")
    assert words.shares(0, 3, 4) == "0%\u00a0– 75%"


def test_a_value_with_braces_is_not_read_as_a_hole() -> None:
    assert "{n}%s" in Words("en").say("obtain.item", item=HOSTILE)


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert Words("fr").name("channel", "pigeon") == "pigeon"


@given(st.text())
def test_nothing_that_acts_on_a_terminal_or_turns_a_line_around_is_left(text: str) -> None:
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]", plain(text))
