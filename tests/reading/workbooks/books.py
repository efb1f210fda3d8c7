"""Make workbooks: good ones by openpyxl, bad ones by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook  # type: ignore[import-untyped]

Rows = Sequence[Sequence[object]]

PEOPLE: Rows = (("Email", "Nom"), ("a@club.example", "Fictive"), ("b@club.example", "Fictif"))
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(path: Path, *sheets: Rows, names: Sequence[str] = ()) -> Path:
    """Write a workbook of sheets."""
    whole = Workbook()
    whole.remove(whole.worksheets[0])
    for number, rows in enumerate(sheets):
        sheet = whole.create_sheet(names[number] if names else f"Feuil{number + 1}")
        for row in rows:
            sheet.append(list(row))
    whole.save(path)
    return path


def by_hand(path: Path, sheet: str, more: Mapping[str, bytes] | None = None, workbook: str = "") -> Path:
    """Write a workbook of one sheet, given by its XML."""
    path.write_bytes(packed(sheet, more, workbook))
    return path


def packed(sheet: str, more: Mapping[str, bytes] | None = None, workbook: str = "") -> bytes:
    """Return a workbook of one sheet, given by the XML of its rows."""
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook
        or f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Base" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def line(number: int, *texts: str) -> str:
    """Return a row of inline texts as XML."""
    cells = "".join(
        f'<c r="{chr(65 + k)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for k, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'
