"""Measure how large people files are read: seconds and peak memory, each in a process of its own.

``people_files.py mailchimp ROWS`` or ``people_files.py workbook ROWS``: write such a file, read it, tell what it took.
Two sizes tell whether memory grows with the rows.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from licet.reading import read_people

MB: Final = 1 << 20
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TOWNS: Final = 5_000
_BLOCK: Final = 10_000


def mailchimp(path: Path, rows: int) -> None:
    """Write an audience export: one row in three imported, without a logged opt-in."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,'
            "LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS\n"
        )
        for start in range(0, rows, _BLOCK):
            out.write("".join(_member(k) for k in range(start, min(start + _BLOCK, rows))))


def _member(k: int) -> str:
    at = f"20{10 + k % 15:02}-{1 + k % 12:02}-{1 + k % 28:02} {k % 24:02}:{k % 60:02}:00"
    logged = f'"{at}",192.0.2.{k % 256}' if k % 3 else ","
    return (
        f'p{k}@club.example,"Prénom {k % 900}",Nom{k % 7000},{k % 5},{logged},"{at}",192.0.2.{k % 256},48.85,2.35,1,2,'
        f'Europe/Paris,FR,75,"{at}",{k},{k:010x},,"""Lettre"",""Offres"""\n'
    )


def workbook(path: Path, rows: int) -> None:
    """Write a workbook of 10 columns, as Excel does: shared strings, days as numbers."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("_rels/.rels", _related(("officeDocument", "xl/workbook.xml")))
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Base" sheetId="1" r:id="r0"/></sheets></workbook>',
        )
        parts = (
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        )
        packed.writestr("xl/_rels/workbook.xml.rels", _related(*parts))
        days = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        packed.writestr("xl/styles.xml", f'<styleSheet xmlns="{_MAIN}">{days}</styleSheet>')
        _write(packed, "xl/sharedStrings.xml", _strings(rows))
        _write(packed, "xl/worksheets/sheet1.xml", _sheet(rows))


def _related(*parts: tuple[str, str]) -> str:
    each = (f'<Relationship Id="r{k}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for k, (kind, to) in enumerate(parts))
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(each)}</Relationships>'


def _write(packed: zipfile.ZipFile, name: str, pieces: Iterator[str]) -> None:
    with packed.open(name, "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece.encode())


def _strings(rows: int) -> Iterator[str]:
    yield f'<sst xmlns="{_MAIN}">' + "".join(f"<si><t>Ville{k}</t></si>" for k in range(_TOWNS))
    yield from (f"<si><t>p{k}@club.example</t></si>" for k in range(rows))
    yield "</sst>"


def _sheet(rows: int) -> Iterator[str]:
    names = ("Email", "Téléphone", "Ville", "Nom", "Prénom", "Inscrit le", "Dernier clic", "Né le", "CP", "Source")
    cells = "".join(f'<c r="{chr(65 + k)}1" t="inlineStr"><is><t>{name}</t></is></c>' for k, name in enumerate(names))
    yield f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1">{cells}</row>'
    for k in range(rows):
        r = k + 2
        yield (
            f'<row r="{r}"><c r="A{r}" t="s"><v>{_TOWNS + k}</v></c><c r="B{r}"><v>{199000000 + k % 10000}</v></c>'
            f'<c r="C{r}" t="s"><v>{k % _TOWNS}</v></c><c r="D{r}" t="s"><v>{k * 7 % _TOWNS}</v></c>'
            f'<c r="E{r}" t="s"><v>{k * 3 % _TOWNS}</v></c><c r="F{r}" s="1"><v>{40000 + k % 4000}</v></c>'
            f'<c r="G{r}" s="1"><v>{42000 + k % 2000}.5</v></c><c r="H{r}" s="1"><v>{20000 + k % 9000}</v></c>'
            f'<c r="I{r}"><v>{1000 + k % 95000}</v></c><c r="J{r}" t="s"><v>{k % 7}</v></c></row>'
        )
    yield "</sheetData></worksheet>"


WRITERS: Final = {"mailchimp": (mailchimp, "subscribed_members_export.csv"), "workbook": (workbook, "people.xlsx")}


def main() -> None:
    """Write the file in this process and read it in another, whose memory is then its own."""
    if sys.argv[1] == "read":
        start = time.perf_counter()
        reading = read_people(Path(sys.argv[2]), into=Path(sys.argv[3]))
        seconds = time.perf_counter() - start
        peaks = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        sys.stdout.write(
            f"{reading.rows_kept} rows, {reading.export or reading.format}: {seconds:.1f} s, "
            f"peak {peaks[0]} MB, of its own process for workbooks {peaks[1]} MB\n"
        )
        return
    write, name = WRITERS[sys.argv[1]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        write(path, int(sys.argv[2]))
        sys.stdout.write(f"{path.stat().st_size / MB:.0f} MB; ")
        sys.stdout.flush()
        subprocess.run([sys.executable, __file__, "read", path, Path(folder, "out")], check=True)


if __name__ == "__main__":
    main()
