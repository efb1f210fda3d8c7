"""Read a table of people, of sends or of complaints, as it was handed over, into one shape.

In: a CSV, TSV, Parquet file or a workbook as an organisation exports it. Out: a normalised Parquet file of text columns named by
their roles, and a `TableReading` that says how the file was read, what was kept aside and why.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import polars as pl

from licet.reading.arrival import Kind, kind_of
from licet.reading.columns import PEOPLE, Column, Recognised, Roles, distinct, listed, recognise
from licet.reading.dates import DateFormat, Settled, settle
from licet.reading.encodings import as_utf8
from licet.reading.exports import NO_EXPORT, Export, Grade, export_of, joined_yes
from licet.reading.layout import layout_of, refuse_data
from licet.reading.lines import records_of
from licet.reading.loose_dates import lengthen, lengthened
from licet.reading.normalise import (
    Normalised,
    decoded_rows,
    normalise,
    place,
    scan_parquet,
    scan_text,
    write_kept_aside,
)
from licet.reading.samples import sampled
from licet.reading.workbooks import cells_of, sheet_of
from licet.terms.errors import TableError

DATA: Final = "data.parquet"
KEPT_ASIDE: Final = "kept-aside.csv"
_UNREADABLE: Final = ("no-date-format:", "some-dates-unreadable:")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class TableReading:
    """How a file was read.

    ``columns``: role to header; ``unknown_columns``: headers dropped; ``filled``: per header, the rows kept in which it is not
    blank; ``dates``: the format found per date role that holds any; ``kept_aside``: rows per reason, whose numbers stand in
    ``kept_aside_path``; ``data``: the normalised Parquet file: ``row`` (place among the data rows of the source, from 1; rows
    kept aside keep their number), then one text column per role, blank as null; ``notes``: what was assumed, as
    ``code`` or ``code:role``; ``sheet``: the one read of a workbook; ``remarks``: cells of a workbook kept as seen although
    they say less or other than they look, ``what:role`` to their number; ``export``: the mailer that wrote the file (else
    blank); ``grades``: what the fields of that export prove, to their headers; ``lists_refusals``: the file holds those who
    refused, and nobody else.
    """

    path: Path
    format: str
    encoding: str | None
    separator: str | None
    headers: tuple[str, ...]
    columns: dict[Column, str]
    unknown_columns: tuple[str, ...]
    filled: dict[str, int]
    dates: dict[Column, DateFormat]
    rows_read: int
    rows_kept: int
    kept_aside: dict[str, int]
    kept_aside_path: Path | None
    data: Path
    notes: tuple[str, ...] = ()
    sheet: str = ""
    remarks: dict[str, int] = field(default_factory=dict)
    export: str = ""
    grades: dict[Grade, tuple[str, ...]] = field(default_factory=dict)
    lists_refusals: bool = False

    def proves(self, role: Column, grade: Grade) -> bool:
        """Tell whether the column of a role is one that the mailer's export fills, with this grade."""
        return self.columns.get(role) in self.grades.get(grade, ())


def read_people(
    path: Path, *, into: Path, mapping: Mapping[str, str] | None = None, progress: Progress | None = None
) -> TableReading:
    """Read a people file into the directory ``into``; see `read_table`."""
    return read_table(path, into=into, columns=PEOPLE, mapping=mapping, progress=progress)


def read_table(
    path: Path,
    *,
    into: Path,
    columns: Roles,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> TableReading:
    """Read a table into the directory ``into``: ``data.parquet`` and, when rows were kept aside, ``kept-aside.csv``.

    ``columns`` says which roles the table may hold; ``mapping`` (header to role or ``ignore``) wins over what is recognised.
    ``progress(done, total)`` counts bytes, each twice: checked, then converted; it may be called from another thread. The
    files stand under their names only when they are whole; what stood there before is removed first.

    Raises `TableError` when the file cannot be used, `UsageError` when the mapping names what does not exist.
    """
    kind = kind_of(path)  # first: a file that cannot be read takes nothing away
    into.mkdir(parents=True, exist_ok=True)
    for name in (DATA, KEPT_ASIDE):
        (into / name).unlink(missing_ok=True)
    with _scratch(into) as scratch:
        job = _Job(path, columns, mapping or {}, scratch, _Meter(progress, path.stat().st_size))
        with _no_engine_error(path):
            reading = _converted(job, _SOURCES[kind](job))
        reading = _published(reading, into)
    job.meter.end()
    return reading


@dataclass(frozen=True)
class _Job:
    """One reading: what is read, as what, and where it works."""

    path: Path
    roles: Roles
    mapping: Mapping[str, str]
    scratch: Path
    meter: _Meter


@dataclass(frozen=True)
class _Source:
    """A file made ready: its frame of text columns, and what was found out on the way."""

    format: str
    encoding: str | None
    separator: str | None
    recognised: Recognised
    frame: pl.LazyFrame
    rows: int
    export: Export = NO_EXPORT
    rejected: Path | None = None
    notes: tuple[str, ...] = ()
    sheet: str = ""
    remarks: dict[str, int] = field(default_factory=dict)


def _of_text(job: _Job) -> _Source:
    text = as_utf8(job.path, job.scratch, job.meter.checked)
    layout = layout_of(text.path, job.path, job.roles, job.mapping)
    export, recognised = _recognised(job, layout.headers)
    records = records_of(text, layout, job.scratch, job.meter.checked)
    return _Source(
        format="tsv" if layout.separator == "\t" else "csv",
        encoding=text.encoding,
        separator=layout.separator,
        recognised=recognised,
        frame=_joined(scan_text(records, len(layout.headers)), export, layout.headers),
        rows=records.rows,
        export=export,
        rejected=records.rejected,
        notes=text.notes + records.notes,
    )


def _of_parquet(job: _Job) -> _Source:
    frame, headers = scan_parquet(job.path)
    refuse_data(headers, job.path)
    headers = distinct(headers)
    export, recognised = _recognised(job, headers)
    rows = decoded_rows(frame)
    return _Source("parquet", None, None, recognised, _joined(frame, export, headers), rows=rows, export=export)


def _of_workbook(job: _Job) -> _Source:
    sheet = sheet_of(job.path, job.roles, job.mapping, job.scratch)
    refuse_data(sheet.headers, job.path)
    export, recognised = _recognised(job, sheet.headers)
    frame, remarks = cells_of(sheet, recognised)
    return _Source(
        format="xlsx",
        encoding=None,
        separator=None,
        recognised=recognised,
        frame=_joined(frame, export, sheet.headers),
        rows=sheet.rows,
        export=export,
        sheet=sheet.name,
        remarks=remarks,
    )


_SOURCES: Final = {Kind.TEXT: _of_text, Kind.PARQUET: _of_parquet, Kind.WORKBOOK: _of_workbook}


def _joined(frame: pl.LazyFrame, export: Export, headers: Sequence[str]) -> pl.LazyFrame:
    at = {header: place(number) for number, header in enumerate(headers)}
    return joined_yes(frame, {at[header]: [at[each] for each in others] for header, others in export.joined.items()})


def _recognised(job: _Job, headers: Sequence[str]) -> tuple[Export, Recognised]:
    export = export_of(headers, job.path, job.mapping, job.roles)
    try:
        recognised = recognise(headers, {**export.mapping, **job.mapping}, job.roles)
    except TableError as error:
        raise TableError(f"`{job.path}`: {error}") from None
    known = recognised.columns.keys()
    how = f"its columns are {listed(headers)}; name one with `--map 'HEADER={{}}'`"
    if not known:
        # a first line of which nothing is known may be a person: it is not quoted
        raise TableError(
            f"none of the {len(headers)} columns of `{job.path}` is recognised: its first line must name them; "
            "say what one holds with `--map 'HEADER=ROLE'`"
        )
    for role in sorted(job.roles.required - known):
        raise TableError(f"`{job.path}` has no column recognised as `{role}`: " + how.format(role))
    if job.roles.one_of and not job.roles.one_of & known:
        wanted = [role for role in Column if role in job.roles.one_of]
        raise TableError(f"`{job.path}` has no column recognised as one of {listed(wanted)}: " + how.format(wanted[0]))
    return export, recognised


def _converted(job: _Job, source: _Source) -> TableReading:
    data, kept_aside = job.scratch / DATA, job.scratch / KEPT_ASIDE
    recognised = source.recognised
    done = normalise(source.frame, recognised, job.roles, data, lambda rows: job.meter.converted(rows, source.rows))
    aside = write_kept_aside(done.aside, source.rejected, kept_aside)
    _refuse_nothing(job.path, done, aside)
    settled = _settled(data, [role.value for role in recognised.columns if role.is_date], done.kept)
    return TableReading(
        path=job.path,
        format=source.format,
        encoding=source.encoding,
        separator=source.separator,
        headers=recognised.headers,
        columns=recognised.columns,
        unknown_columns=recognised.unknown,
        filled=done.filled,
        dates={Column(name): fmt for name, fmt in settled.formats.items()},
        rows_read=done.kept + sum(aside.values()),
        rows_kept=done.kept,
        kept_aside=aside,
        kept_aside_path=kept_aside if aside else None,
        data=data,
        notes=source.notes + settled.notes,
        sheet=source.sheet,
        remarks=source.remarks,
        export=source.export.mailer,
        grades=dict(source.export.grades),
        lists_refusals=source.export.refused,
    )


def _settled(data: Path, columns: Sequence[str], rows: int) -> Settled:
    """Find out how dates are written; where some fit no format, see whether they do at full length."""
    samples = sampled(data, columns, rows)
    settled = settle(samples)
    doubtful = {note.partition(":")[2] for note in settled.notes if note.startswith(_UNREADABLE)}
    longer = lengthened({name: samples[name] for name in columns if name in doubtful})
    if not longer:
        return settled
    lengthen(data, list(longer))
    return settle({**samples, **longer}, strictly=longer.keys())


def _published(reading: TableReading, into: Path) -> TableReading:
    """Give the finished files their names, the data last."""
    aside = reading.kept_aside_path and reading.kept_aside_path.replace(into / KEPT_ASIDE)
    return replace(reading, kept_aside_path=aside, data=reading.data.replace(into / DATA))


def _refuse_nothing(path: Path, done: Normalised, aside: Mapping[str, int]) -> None:
    if done.kept:
        return
    if not aside:
        raise TableError(f"`{path}` holds column names only, no row")
    reasons = ", ".join(f"{count} {reason}" for reason, count in aside.items())
    raise TableError(f"`{path}` holds no usable row; kept aside: {reasons}")


@contextmanager
def _scratch(into: Path) -> Iterator[Path]:
    """Lend a directory beside the result, so that a finished file is renamed, never copied."""
    scratch = Path(tempfile.mkdtemp(prefix=".reading-", dir=into))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _no_engine_error(path: Path) -> Iterator[None]:
    """Turn the engine's errors into ours, without its words: they quote the data."""
    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise TableError(f"`{path}` is damaged and cannot be read to its end ({type(error).__name__})") from None


class _Meter:
    """Tells how far the work is, never backwards: half for checking, half for converting."""

    def __init__(self, progress: Progress | None, size: int) -> None:
        self._progress = progress
        self._size = size
        self._done = 0

    def checked(self, done: int) -> None:
        """Say how many bytes are checked."""
        self._tell(min(done, self._size))

    def converted(self, rows: int, of: int) -> None:
        """Say how many rows of how many are converted."""
        self._tell(self._size + self._size * min(rows, of) // max(of, 1))

    def end(self) -> None:
        """Say that all is done."""
        self._tell(2 * self._size)

    def _tell(self, done: int) -> None:
        if self._progress is not None and done > self._done:
            self._done = done
            self._progress(done, 2 * self._size)
