"""Make synthetic people: the same every time, of any number, streamed to a CSV file.

Everything follows from a person's number by arithmetic, so that 200 people and 20 million look alike. Domains are
reserved (RFC 2606), telephone numbers come from the range that ARCEP keeps for fiction (06 39 98).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import polars as pl

FIRST_NAMES: Final = (
    "Camille",
    "Louise",
    "Inès",
    "Léa",
    "Noé",
    "Hugo",
    "Zoé",
    "Élise",
    "Maël",
    "Anaïs",
    "Loïc",
    "Chloé",
)
LAST_NAMES: Final = (
    "Martin",
    "Bernard",
    "Dubois",
    "Lefèvre",
    "Moreau",
    "Garcia",
    "N'Guyen",
    "Petit",
    "Le Goff",
    "Ödegaard",
)
DOMAINS: Final = ("courriel.example", "boite.example", "mel.test", "poste.example")
BATCH: Final = 1_000_000

Column = Callable[[pl.Expr], pl.Expr]
"""From the number of a person (0, 1, 2…) to the text of a column."""


def email(number: pl.Expr) -> pl.Expr:
    """Return an address under a reserved domain, one a person."""
    return pl.concat_str(pl.lit("p"), number, pl.lit("@"), _one_of(number, DOMAINS))


def telephone(number: pl.Expr) -> pl.Expr:
    """Return a number of the range kept for fiction; it repeats after ten thousand people."""
    return pl.concat_str(pl.lit("063998"), (spread(number, 3) % 10_000).cast(pl.String).str.zfill(4))


def first_name(number: pl.Expr) -> pl.Expr:
    """Return a first name, accents included."""
    return _one_of(spread(number, 1), FIRST_NAMES)


def last_name(number: pl.Expr) -> pl.Expr:
    """Return a last name."""
    return _one_of(spread(number, 2), LAST_NAMES)


def day_between(first: str, last: str, salt: int) -> Column:
    """Return a column of days between two, both included, written as in French files (31/12/2016)."""
    return lambda number: french_day(days_between(first, last, salt)(number))


def days_between(first: str, last: str, salt: int) -> Column:
    """Return a column of day numbers between two days, both included."""
    start, end = (pl.Series([each]).str.to_date().cast(pl.Int32).item() for each in (first, last))
    return lambda number: spread(number, salt) % (end - start + 1) + start


def days_after(column: Column, most: int, salt: int) -> Column:
    """Return day numbers that follow another column's by up to ``most`` days."""
    return lambda number: column(number) + spread(number, salt) % (most + 1)


def french_day(day: pl.Expr) -> pl.Expr:
    """Return a day number as French files write it: 31/12/2016."""
    return day.cast(pl.Int32).cast(pl.Date).dt.strftime("%d/%m/%Y")


def constant(text: str) -> Column:
    """Return a column that says the same of everybody."""
    return lambda number: pl.when(number >= 0).then(pl.lit(text))


def either(condition: Callable[[pl.Expr], pl.Expr], yes: Column, no: Column) -> Column:
    """Return one column where a condition on the person's number holds, another elsewhere."""
    return lambda number: pl.when(condition(number)).then(yes(number)).otherwise(no(number))


def blank(number: pl.Expr) -> pl.Expr:
    """Return an empty column."""
    return pl.when(number < 0).then(pl.lit(""))


def spread(number: pl.Expr, salt: int) -> pl.Expr:
    """Return numbers that look unordered yet are the same every time (Knuth's multiplicative hashing)."""
    return ((number + salt * 7_919) * 2_654_435_761 % 4_294_967_296) // 64


def _one_of(number: pl.Expr, words: tuple[str, ...]) -> pl.Expr:
    return (number % len(words)).cast(pl.UInt32).replace_strict(dict(enumerate(words)), return_dtype=pl.String)


def write_csv(
    path: Path, people: int, columns: Mapping[str, Column], progress: Callable[[int, int], None] | None = None
) -> None:
    """Write so many people to a semicolon CSV file, a batch at a time."""
    with path.open("wb") as handle:
        for start in range(0, people, BATCH):
            size = min(BATCH, people - start)
            number = pl.col("number")
            frame = pl.DataFrame({"number": pl.int_range(start, start + size, dtype=pl.Int64, eager=True)})
            frame = frame.select(**{name: column(number) for name, column in columns.items()})
            frame.write_csv(handle, separator=";", include_header=start == 0)
            if progress is not None:
                progress(start + size, people)
