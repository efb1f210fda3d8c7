import itertools
import xml.etree.ElementTree as ET
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from licet.audit.model import Years
from licet.audit.report.charts import (
    NARROWEST_COLUMNS,
    Bar,
    Column,
    Fill,
    Mark,
    Part,
    cut,
    horizontal_bars,
    meter,
    patterns,
    proportion,
    stacked_columns,
    swatch,
)
from licet.audit.report.figures import MOST_COLUMNS, gathered
from tests.report.examples import HOSTILE

NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=60
)
SHARES = st.floats(0, 1.2)
COUNTS = st.integers(0, 20_000_000)
BARS = st.lists(st.builds(Bar, name=NAMES, certain=SHARES, possible=SHARES, value=st.just("24,7\u00a0%")), max_size=8)
COLUMNS = st.lists(st.builds(Column, name=st.just("3"), lower=COUNTS, upper=COUNTS, value=st.just("12 M")), max_size=9)


def _parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314  # what we drew ourselves


def _rectangles(drawing: str) -> list[dict[str, float]]:
    numbers = ("x", "y", "width", "height")
    return [
        {name: float(each.attrib[name].rstrip("%")) for name in numbers}
        for each in _parsed(drawing).iter("rect")
        if each.attrib["class"].startswith("fill-")
    ]


@given(BARS)
def test_bars_stay_inside_their_drawing(bars: list[Bar]) -> None:
    for rectangle in _rectangles(horizontal_bars("k", "title", "told", bars)):
        assert 0 <= rectangle["x"] <= 100
        assert rectangle["x"] + rectangle["width"] <= 100.3


@given(COLUMNS, st.none() | st.integers(1, 8))
def test_columns_stay_inside_their_drawing_and_beside_each_other(columns: list[Column], after: int | None) -> None:
    mark = Mark(min(after, len(columns)), "3 years") if after else None
    rectangles = _rectangles(stacked_columns("k", "title", "told", columns, mark))
    assert all(rectangle["y"] >= 38 and rectangle["y"] + rectangle["height"] <= 197 for rectangle in rectangles)
    lefts = sorted({rectangle["x"] for rectangle in rectangles})
    width = max((rectangle["width"] for rectangle in rectangles), default=0)
    assert all(right - left > width for left, right in itertools.pairwise(lefts))


@given(st.lists(COUNTS, max_size=6))
def test_parts_fill_the_whole(counts: list[int]) -> None:
    drawing = proportion("k", "title", "told", [Part("p", count, Fill.SOLID) for count in counts])
    drawn = sum(rectangle["width"] for rectangle in _rectangles(drawing))
    assert (abs(drawn - 100) < 2.5) if sum(counts) else drawn == 0


def test_one_person_among_twenty_million_is_still_drawn() -> None:
    assert _rectangles(meter(1 / 20_000_000, 0))[0]["width"] > 0
    assert _rectangles(meter(0, 0)) == []


def test_a_drawing_tells_its_title_and_its_content_without_eyes() -> None:
    drawing = _parsed(horizontal_bars("k", "By source", "A 50 %.", [Bar("A", 0.5, 0, "50 %")]))
    told = {each.attrib["id"]: each.text for each in drawing if "id" in each.attrib}
    assert drawing.attrib["role"] == "img"
    assert [told[name] for name in drawing.attrib["aria-labelledby"].split()] == ["By source", "A 50 %."]


def test_what_colour_tells_is_told_by_a_pattern_too() -> None:
    defined = {each.attrib["id"] for each in _parsed(patterns()).iter("pattern")}
    assert defined == {f"pattern-{fill}" for fill in Fill if fill not in {Fill.SOLID, Fill.EMPTY}}
    assert len({str(swatch(fill)) for fill in Fill}) == len(Fill)


def test_a_name_that_is_code_stays_a_name() -> None:
    name = HOSTILE.replace("\x1b", "")
    drawing = _parsed(horizontal_bars("k", name, name, [Bar(name, 0.5, 0, name)]))
    assert {each.tag for each in drawing.iter()} <= {"svg", "title", "desc", "text", "rect"}
    assert drawing.findtext("title") == name


@given(NAMES, st.integers(20, 400))
def test_a_text_is_cut_only_when_it_must_be(text: str, room: int) -> None:
    shown = cut(text, room)
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))
    assert len(shown) <= max(room / (13 * 0.36), 1) + 1


def test_values_that_would_touch_are_left_out() -> None:
    few = [Column(str(year), 1, 0, "1.2M") for year in range(5)]
    many = [Column(str(year), 1, 0, "1.2M") for year in range(30)]
    assert "1.2M" in stacked_columns("k", "t", "d", few)
    assert "1.2M" not in stacked_columns("k", "t", "d", many)
    assert NARROWEST_COLUMNS / 30 < 12


def _years(**counts: int) -> list[Years]:
    return [Years(years=int(name[1:].replace("_", "-")), last_act=count, open_only=0) for name, count in counts.items()]


def test_no_year_is_skipped_and_people_without_a_day_come_last() -> None:
    columns = gathered(_years(y_1=5, y0=1, y3=2))
    assert [(each.years, each.last_act, more) for each, more in columns] == [
        (0, 1, False), (1, 0, False), (2, 0, False), (3, 2, False), (-1, 5, False),
    ]  # fmt: skip


@given(st.dictionaries(st.integers(-1, 60), COUNTS, max_size=30))
def test_gathering_the_oldest_loses_nobody(counts: dict[int, int]) -> None:
    ageing: list[Any] = [Years(years=years, last_act=count, open_only=count // 2) for years, count in counts.items()]
    columns = gathered(ageing)
    assert sum(each.last_act for each, _ in columns) == sum(counts.values())
    assert len(columns) <= MOST_COLUMNS


def test_nobody_at_all_is_no_column() -> None:
    assert gathered([]) == []
