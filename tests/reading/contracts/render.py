"""Render a marked contract of the corpus as text, DOCX, HTML or PDF, whole or without one clause."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import typst

CORPUS = Path(__file__).parent / "corpus"
GOOD = sorted((CORPUS / "good").glob("*.md"))
MARK = re.compile(r"⟦(\w+)⟧(.*?)⟦/⟧", re.DOTALL)
FORMATS = ("md", "docx", "html", "pdf")


def marked(text: str) -> list[str]:
    return sorted({match[1] for match in MARK.finditer(text)})


def without(text: str, point: str) -> str:
    return whole(MARK.sub(lambda match: "" if match[1] == point else match[0], text))


def whole(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", MARK.sub(lambda match: match[2], text))


def lines(text: str) -> Iterator[str]:
    """Empty numbers of deleted clauses go with the clause."""
    return (line.strip() for line in text.splitlines() if line.strip() and not re.fullmatch(r"\d+\.", line.strip()))


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []


def as_docx(text: str) -> bytes:
    document = docx.Document()
    for line in lines(text):
        if line.startswith("# "):
            document.add_heading(line[2:], level=1)
        elif row := cells(line):
            table = document.add_table(rows=1, cols=len(row))
            for cell, content in zip(table.rows[0].cells, row, strict=True):
                cell.text = content
        else:
            document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html(text: str) -> bytes:
    body = []
    for line in lines(text):
        if line.startswith("# "):
            body.append(f"<h2>{html.escape(line[2:])}</h2>")
        elif row := cells(line):
            body.append("<table><tr>" + "".join(f"<td><p>{html.escape(one)}</p></td>" for one in row) + "</tr></table>")
        else:
            body.append(f"<p>{html.escape(line)}</p>")
    return f"<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body>{''.join(body)}</body></html>".encode()


def as_pdf(text: str) -> bytes:
    out = ['#set page(numbering: "1")\n#set text(size: 10pt)\n']
    for line in lines(text):
        if line.startswith("# "):
            out.append(f"#heading(level: 1, {quoted(line[2:])})")
        elif row := cells(line):
            out.append(f"#table(columns: (1fr, 2fr), {', '.join(quoted(one) for one in row)})")
        else:
            out.append(f"#par({quoted(line)})\n")
    return typst.compile("\n".join(out).encode())


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_text(text: str) -> bytes:
    return "\n\n".join(lines(text)).encode()


def rendered(text: str, form: str) -> bytes:
    return {"md": as_text, "docx": as_docx, "html": as_html, "pdf": as_pdf}[form](text)


def pdf(*objects: bytes) -> bytes:
    """Write a PDF from its objects, the first of them the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + end + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
