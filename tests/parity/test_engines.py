"""One file, two engines, one answer: Polars and DuckDB give the same digests from the text of a cell to the groups."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from licet.audit import cells
from licet.audit.sent import Sends
from licet.reading import engine as on_polars
from licet.reading.clocks import CYCLE
from licet.reading.columns import Column as C  # noqa: N817 - as the product names it
from licet.reading.dates import DateFormat, parse, parse_day
from licet.reading.engine import Engine
from licet.terms.instants import local_day
from tests.parity import hostile, pipeline
from tests.parity.duckdb_engine import DuckEngine

ZONES = ("Europe/Paris", "Indian/Reunion", "America/Martinique")
ENGINES: tuple[Engine, ...] = (on_polars, DuckEngine())


def test_a_file_with_every_hostile_cell_gives_one_digest_on_both_engines(tmp_path: Path) -> None:
    _agree(hostile.every_cell(), tmp_path, "\r\n")


@settings(max_examples=5)
@given(hostile.files(), st.sampled_from(["\n", "\r\n"]))
def test_any_file_gives_one_digest_on_both_engines(columns: dict[str, list[str]], line_end: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _agree(columns, Path(folder), line_end)


def test_a_table_of_sends_gives_one_digest_on_both_engines(tmp_path: Path) -> None:
    to = (
        "İNFO@BOITE.EXAMPLE",
        "i\u0307nfo@boite.example",
        "info@boite.example",
        "οδος@mel.test",
        "οδοσ@mel.test",
        "P1@boite.example",
    )
    height = len(hostile.DATES["iso"]) * len(to)
    sends = {
        "email": [to[row % len(to)] for row in range(height)],
        "sent_at": [hostile.DATES["iso"][row // len(to)] for row in range(height)],
        "canal": [("E-mail", "", "SMS", "maİl")[row % 4] for row in range(height)],
    }
    people = {
        "email": list(hostile.EMAILS),
        "objected_at": ["2020-01-01"] * len(hostile.EMAILS),
        "consent_at": [""] * len(hostile.EMAILS),
    }
    told = _agree(people, tmp_path, "\n", pipeline.read_sends(sends, tmp_path))
    quiet = pipeline.outcome(pipeline.read(people, tmp_path), on_polars, tmp_path / "quiet")
    assert sum(a != b for a, b in zip(told["rows"], quiet["rows"], strict=True)) == 3


def _agree(
    columns: Mapping[str, Sequence[str]], into: Path, line_end: str, sends: Sends | None = None
) -> dict[str, Any]:
    reading = pipeline.read(columns, into, line_end=line_end)
    here, there = (pipeline.outcome(reading, each, into / str(number), sends) for number, each in enumerate(ENGINES))
    for part in here:
        assert here[part] == there[part], part
    assert pipeline.digest(here) == pipeline.digest(there)
    return here


# --------------------------------------------------------------------------------------------- dates


def _written() -> st.SearchStrategy[str]:
    near = st.one_of([st.sampled_from(texts) for texts in (*hostile.DATES.values(), hostile.NO_DATES)])
    moments = st.datetimes().map(str)
    digits = st.text(alphabet="0123456789-/.: T+ZUC,", max_size=30)
    swapped = st.builds(
        lambda text, at, by: text[:at] + by + text[at + 1 :], near, st.integers(0, 24), st.sampled_from("0159-/:Z ")
    )
    return st.one_of(near, moments, swapped, digits, st.text(max_size=12))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("fmt", list(DateFormat))
def test_both_engines_read_dates_as_python_does(fmt: DateFormat, zone: str) -> None:
    @settings(max_examples=8)
    @given(st.lists(_written(), min_size=20, max_size=40))
    @example([text for texts in (*hostile.DATES.values(), hostile.NO_DATES) for text in texts])
    def check(texts: list[str]) -> None:
        texts = [text.replace("\0", "") for text in texts]
        for engine in ENGINES if zone == ZONES[0] else ENGINES[:1]:
            frame = engine.table({"text": [*texts, None]})
            frame = engine.with_instants(engine.with_days(frame, {"day": ("text", fmt)}), {"at": ("text", fmt)}, zone)
            for row in engine.collect(engine.with_days(frame, {"here": ("text", fmt)}, zone)):
                text = row["text"]
                day, at = (None, None) if text is None else (parse_day(text, fmt), parse(text, fmt, ZoneInfo(zone)))
                assert (row["day"], (row["at"], row["at.latest"])) == (day, at or (None, None)), text
                assert row["here"] == (None if at is None else _local_day(at[0], zone)), text

    check()


def _local_day(instant: int, zone: str) -> int:
    cycles = max(0, instant // CYCLE - 1)  # Python's calendar ends with 9999
    return local_day(instant - cycles * CYCLE, zone) + cycles * CYCLE // 86_400


def test_a_time_told_in_utc_gives_the_day_of_the_persons_own_calendar() -> None:
    for engine in ENGINES:
        frame = engine.table(
            {"text": ["2026-08-10T22:30:00Z", "2026-08-10 22:30:00", "2026-08-11T00:30:00+09:00", "2026-08-10"]}
        )
        days = engine.collect(engine.with_days(frame, {"day": ("text", DateFormat.ISO_INSTANT)}, "Europe/Paris"))
        assert {row["text"]: row["day"] - 20_675 for row in days} == {
            "2026-08-10T22:30:00Z": 1,
            "2026-08-10 22:30:00": 0,
            "2026-08-11T00:30:00+09:00": 0,
            "2026-08-10": 0,
        }


# --------------------------------------------------------------------------------------------- words


@pytest.fixture(scope="module")
def every_character(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("characters") / "characters.parquet"
    surrogates = range(0xD800, 0xE000)
    pl.DataFrame({"c": [chr(n) for n in range(1, sys.maxunicode + 1) if n not in surrogates]}).write_parquet(path)
    return path


PATTERNS = {
    "letters": "(?i)^(?:" + "|".join(cells._loosely(letter) for letter in "abcdefghijklmnopqrstuvwxyz0129 *@") + r")\z",
    "borders": f"(?i){cells._BEFORE}{cells._AFTER}",
    "between": f"(?i)^{cells._BEFORE}\\z",
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_no_character_there_is_fits_a_word_on_one_engine_only(pattern: str, every_character: Path) -> None:
    here = pl.scan_parquet(every_character).filter(pl.col("c").str.contains(pattern)).collect()["c"].to_list()
    found = duckdb.execute(
        "SELECT c FROM read_parquet($1) WHERE regexp_matches(c, $2)", [str(every_character), pattern]
    )
    assert sorted(here) == sorted(row[0] for row in found.fetchall())


def _says(expression: nw.Expr, texts: Sequence[str | None], role: C) -> list[int]:
    answers = [
        [row["said"] for row in engine.collect(engine.table({role: list(texts), "n": list(range(len(texts)))}).with_columns(said=expression).sort("n"))]
        for engine in ENGINES
    ]  # fmt: skip
    assert answers[0] == answers[1]
    return answers[0]


def test_a_capacity_is_read_in_french_and_english_whatever_its_accents_and_case() -> None:
    said = _says(
        cells.capacity(C.CAPACITY),
        ["Particulier", "PRIVÉ", "prive\u0301", "B2B", "Entreprise", "autre", None],
        C.CAPACITY,
    )
    assert said == [1, 1, 1, 2, 2, 0, 0]


@pytest.mark.parametrize(
    ("cell", "email", "telephone"),
    [
        ("E-MAIL", 1, 0),
        ("Courriel; SMS", 1, 0),
        ("Téléphone", 0, 1),
        ("TÉL. et mail", 1, 1),
        ("call", 0, 1),
        ("Tous", 1, 1),
        ("adresse postale", 0, 0),
        ("non", 0, 0),
        ("hotel", 2, 2),
        ("push", 2, 2),
        (None, 0, 0),
    ],
)
def test_a_channel_is_named_by_a_word_of_its_own_never_by_part_of_another(
    cell: str | None, email: int, telephone: int
) -> None:
    for channel, expected in (("email", email), ("telephone", telephone)):
        named = cells.names_channel(C.CONSENT_CHANNELS, channel, blank=0, unread=2)
        assert _says(named, [cell, "sms"], C.CONSENT_CHANNELS)[0] == expected


def test_a_name_is_shown_when_it_stands_as_whole_words_in_any_case() -> None:
    named = nw.col(C.CONSENT_PARTNERS).str.contains(cells.name_within("Été & Fils (SAS)")).cast(nw.Int8)
    shown = [
        "ÉTÉ & FILS (SAS)",
        "Acme; été & fils (sas), Autre",
        "Été &  Fils (SAS)",
        "Été & Fils (SASU)",
        "Fils (SAS)",
    ]
    assert _says(named, shown, C.CONSENT_PARTNERS) == [1, 1, 1, 0, 0]
