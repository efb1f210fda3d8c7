"""Cases written by hand: small files that want much, and large ones written bit by bit.

Each builder writes its case into a folder, the file that is read as ``main.…``; nothing is held in memory that a reader
should not hold either.
"""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from tests.fuzz.readers import READERS, seeds_of

Build = Callable[[Path], None]
GB: Final = 1 << 30
_BLOCK: Final = 1 << 20


def bombs() -> Iterator[tuple[str, str, Build]]:
    """Yield reader, name and builder of each case."""
    yield from _long_lines()
    for name, cases in _SMALL.items():
        for what, data in cases.items():
            suffix = name.rpartition(".")[2] if "." in name else {"mail": "eml", "report": "eml", "page": "html"}[name]
            yield name, what, partial(_written, name=f"main.{suffix}", data=data)
    yield from _archives()
    yield from _no_files()


def _written(folder: Path, name: str, data: Callable[[], bytes]) -> None:
    (folder / name).write_bytes(data())


# ---------------------------------------------------------------------------------------------- 1 GB lines


def _long_lines() -> Iterator[tuple[str, str, Build]]:
    heads = {
        ("people.csv", "csv"): b"email;nom\na@b.example;",
        ("people.csv", "CSV"): b'email;nom\na@b.example;"',
        ("sends.csv", "csv"): b"email,",
        ("mails.mbox", "mbox"): b"From - Thu Mar  5 10:00:00 2026\nSubject: ",
        ("reports.mbox", "mbox"): b"From - Thu Mar  5 10:00:00 2026\nSubject: x\n\n",
        ("mail", "eml"): b"From: a@b.example\nSubject: x\n\n",
        ("report", "eml"): b"Subject: ",
        ("page", "html"): b"<html><body><form><p>",
        ("visit.har", "har"): b'{"log": {"creator": "',
        ("contract.md", "md"): b"# Contrat\n",
        ("contract.pdf", "pdf"): b"%PDF-1.7\n",
        ("dossier.yaml", "yaml"): b"licet_dossier: 1\norganisation: {name: '",
        ("decision.yaml", "yaml"): b"id: x\nkind: '",
        ("people.parquet", "parquet"): b"PAR1",
        ("report.json", "json"): b'{"licet_report": "',
    }
    for (name, suffix), head in heads.items():
        yield name, f"one line of 1 GB ({suffix})", partial(_line, name=f"main.{suffix}", head=head)


def _line(folder: Path, name: str, head: bytes) -> None:
    with (folder / name).open("wb") as out:
        out.write(head)
        for _ in range(GB // _BLOCK):
            out.write(b"x" * _BLOCK)


# -------------------------------------------------------------------------------------- what is no plain file


def _no_files() -> Iterator[tuple[str, str, Build]]:
    """A name may stand for something that never ends, never begins, or is not there."""
    makers: dict[str, Callable[[Path], None]] = {
        "a pipe that nobody writes to": os.mkfifo,
        "a link to zeros without end": lambda path: path.symlink_to("/dev/zero"),
        "a link to itself": lambda path: path.symlink_to(path.name),
        "a folder": Path.mkdir,
        "an empty file": Path.touch,
    }
    for name in READERS:
        suffix = next(each for each in seeds_of(name)[0] if each.startswith("main"))
        for what, make in makers.items():
            yield name, what, partial(_made, name=suffix, make=make)


def _made(folder: Path, name: str, make: Callable[[Path], None]) -> None:
    make(folder / name)


# -------------------------------------------------------------------------------------------------- archives


def _archives() -> Iterator[tuple[str, str, Build]]:
    for name, part in (("contract.docx", "word/document.xml"), ("people.xlsx", "xl/worksheets/sheet1.xml")):
        suffix = name.rpartition(".")[2]
        makers: dict[str, Callable[[Path], None]] = {
            "a part that inflates to 5 GB": partial(_inflates, part=part, name=name, size=5 * GB),
            "a part that inflates to 300 MB of text": partial(_inflates, part=part, name=name, size=300 << 20),
            "a part whose declared size lies": partial(_lies, part=part, name=name),
            "100,000 parts": partial(_many_parts, name=name),
            "a thousand million laughs": partial(_with_part, part=part, name=name, data=_xml_laughs()),
            "an external entity": partial(_with_part, part=part, name=name, data=_xml_external()),
            "400,000 elements deep": partial(_with_part, part=part, name=name, data=b"<a>" * 400_000),
            "a part that inflates a thousand times, packed twice": partial(_packed_twice, name=f"main.{suffix}"),
            "one part named twice": partial(_twice, part=part, name=name),
        }
        for what, build in makers.items():
            yield name, what, build
    strings = "xl/sharedStrings.xml"
    yield (
        "people.xlsx",
        "shared strings that say there are 2^31",
        partial(
            _with_part,
            part=strings,
            name="people.xlsx",
            data=b'<sst count="2147483647" uniqueCount="2147483647"><si><t>a</t></si></sst>',
        ),
    )
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>email</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a@b.example</t></is></c></row></sheetData></worksheet>'
    )  # fmt: skip
    part = "xl/worksheets/sheet1.xml"
    yield "people.xlsx", "two cells at the far ends", partial(_with_part, part=part, name="people.xlsx", data=far)


def _parts_of(name: str) -> dict[str, bytes]:
    whole = next(iter(seeds_of(name)[0].values()))
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        return {each.filename: packed.read(each) for each in packed.infolist()}


def _main(folder: Path, name: str) -> Path:
    return folder / f"main.{name.rpartition('.')[2]}"


def _with_part(folder: Path, part: str, name: str, data: bytes) -> None:
    with zipfile.ZipFile(_main(folder, name), "w", zipfile.ZIP_DEFLATED) as out:
        for each, inside in ({part: b""} | _parts_of(name)).items():
            out.writestr(each, data if each == part else inside)


def _inflates(folder: Path, part: str, name: str, size: int) -> None:
    with zipfile.ZipFile(_main(folder, name), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for each, inside in _parts_of(name).items():
            if each != part:
                out.writestr(each, inside)
        with out.open(part, "w", force_zip64=True) as stream:
            stream.write(b"<?xml version='1.0'?><a>")
            for _ in range(size // _BLOCK):
                stream.write(b" " * _BLOCK)


def _lies(folder: Path, part: str, name: str) -> None:
    _inflates(folder, part, name, 700 << 20)
    path = _main(folder, name)
    data, real = path.read_bytes(), (700 << 20) + len(b"<?xml version='1.0'?><a>")
    path.write_bytes(
        data.replace(struct.pack("<Q", real), struct.pack("<Q", 100)).replace(
            struct.pack("<I", real), struct.pack("<I", 100)
        )
    )


def _many_parts(folder: Path, name: str) -> None:
    with zipfile.ZipFile(_main(folder, name), "w") as out:
        for each, inside in _parts_of(name).items():
            out.writestr(each, inside)
        for number in range(100_000):
            out.writestr(f"word/media/{number}.xml", b"")


def _packed_twice(folder: Path, name: str) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", b"a" * (64 << 20))
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("inner.zip", inner.getvalue())


def _twice(folder: Path, part: str, name: str) -> None:
    path = _main(folder, name)
    parts = _parts_of(name)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for each, inside in parts.items():
            out.writestr(each, inside)
        out.writestr(part.replace("document", "documenx").replace("sheet1", "sheetx"), parts[part])
    path.write_bytes(path.read_bytes().replace(b"documenx", b"document").replace(b"sheetx", b"sheet1"))


def _xml_laughs() -> bytes:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><x>&a10;</x>'.encode()


def _xml_external() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///dev/zero">]><x>&a;</x>'


# ------------------------------------------------------------------------------------------ small, want much


def _nested_mime(depth: int) -> bytes:
    heads = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )  # fmt: skip
    return b"From: a@b.example\nMIME-Version: 1.0\n" + heads + b"Content-Type: text/plain\n\nx\n"


def _forwarded(depth: int) -> bytes:
    return b"From: a@b.example\n" + b"Content-Type: message/rfc822\n\nFrom: a@b.example\n" * depth + b"\nx\n"


def _parts(number: int) -> bytes:
    return (
        b'From: a@b.example\nContent-Type: multipart/mixed; boundary="b"\n\n'
        + b"--b\nContent-Type: text/html\n\n<p>x</p>\n" * number
        + b"--b--\n"
    )


def _mail_of(html: bytes) -> bytes:
    return b"From: a@b.example\nDate: Thu, 5 Mar 2026 10:00:00 +0100\nContent-Type: text/html; charset=utf-8\n\n" + html


def _yaml_laughs(head: str) -> bytes:
    lines = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    return f"{head}a0: &a0 [x]\n{lines}".encode()


def _yaml_merges(head: str) -> bytes:
    lines = "".join(f"m{n}: &m{n}\n  <<: [{', '.join([f'*m{n - 1}'] * 9)}]\n  k{n}: 1\n" for n in range(1, 9))
    return f"{head}m0: &m0 {{k: 1}}\n{lines}".encode()


def _flate_pdf() -> bytes:
    stream = zlib.compress(b"(x) Tj " * (150 << 20 >> 3), 9)
    return _pdf_of(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream))


def _twice_flate_pdf() -> bytes:
    stream = zlib.compress(zlib.compress(b"\0" * (512 << 20), 9), 9)
    head = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>" % len(stream)
    return _pdf_of(head + b"stream\n" + stream + b"\nendstream")


def _pdf_of(content: bytes, kids: bytes = b"3 0 R", more: bytes = b"") -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids["
        + kids
        + b"]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>/MediaBox[0 0 9 9]>>endobj\n4 0 obj"
        + content
        + b"endobj\n"
        + more
        + b"trailer<</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF"
    )


_PLAIN: Final = b"<</Length 9>>stream\nBT ET\nendstream"
_YAML: Final = "licet_dossier: 1\n"
_DECISION: Final = "id: x\nlicet_decision: 1\ndate: 2024-01-01\n"
_DIGITS: Final = b"9" * 200_000

_SMALL: Final[dict[str, dict[str, Callable[[], bytes]]]] = {
    "mail": {
        "nested 20,000 deep": lambda: _nested_mime(20_000),
        "forwarded 20,000 times": lambda: _forwarded(20_000),
        "100,000 parts": lambda: _parts(100_000),
        "500,000 headers": lambda: b"X: y\n" * 500_000 + b"\nx",
        "a header of 20 MB": lambda: b"Subject: " + b"=?utf-8?q?=41?= " * 1_300_000 + b"\n\nx",
        "100,000 addressees": lambda: b"From: " + b'"a, b" <a@b.example>, ' * 100_000 + b"\n\nx",
        "parameters without end": lambda: b"Content-Type: text/plain" + b"; a*0*=x" * 300_000 + b"\n\nx",
        "comments in comments": lambda: b"From: " + b"(" * 500_000 + b"\n\nx",
        "deep HTML": lambda: _mail_of(b"<div>" * 190_000),
        "tables in tables": lambda: _mail_of(b"<table><tr><td>" * 60_000),
        "misnested formatting": lambda: _mail_of(b"<b><i><a>" * 40_000 + b"<p>" * 40_000),
        "a style of many colons": lambda: _mail_of(b"<p style='" + b"a:b;" * 200_000 + b"'>x</p>"),
        "200,000 links": lambda: _mail_of(b"<a href=x>y</a>" * 60_000),
        "base64 without end": lambda: b"Content-Transfer-Encoding: base64\nContent-Type: text/html\n\n" + b"QUFB" * 5_000_000,
    },
    "report": {
        "nested 20,000 deep": lambda: _nested_mime(20_000),
        "a status of a million lines": lambda: b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n'
        b"Content-Type: message/delivery-status\n\n" + b"Final-Recipient: rfc822; a@b.example\n\n" * 500_000,
        "JSON 100,000 deep": lambda: b"From: a@b.example\n\n" + b'{"a":[' * 100_000,
        "JSON of huge numbers": lambda: b'From: a@b.example\n\n{"notificationType": "Bounce", "bounce": {"x": ' + _DIGITS + b"}}",
        "a plain text of a million addresses": lambda: b"From: a@b.example\n\n" + b"<a@b.example>: 550 5.1.1\n" * 800_000,
    },
    "page": {
        "400,000 elements deep": lambda: b"<div>" * 400_000,
        "misnested formatting": lambda: b"<b><i><a><font>" * 50_000 + b"<p>" * 50_000,
        "tables in tables": lambda: b"<table><tr><td>" * 100_000,
        "forms and 100,000 fields": lambda: b"<form>" + b"<label>a<input type=checkbox name=x></label>" * 100_000,
        "labels for one another": lambda: b"".join(b"<label for=a%d><input id=a%d></label>" % (n, n + 1) for n in range(60_000)),
        "one element of 500,000 attributes": lambda: b"<p " + b"".join(b"a%d=1 " % n for n in range(500_000)) + b">",
        "a million entities": lambda: b"<p>" + b"&notit;&#x10ffff;" * 500_000,
        "selectors within selectors": lambda: b"<style>" + b":not(" * 50_000 + b"</style><p>x",
        "50,000 rules for 5,000 elements": lambda: b"<style>" + b"div div div div p{color:red}" * 50_000 + b"</style>" + b"<div><p>x" * 5_000,
        "styles of huge numbers": lambda: b"<p style='font-size:" + _DIGITS + b"px;color:rgb(" + _DIGITS + b",1,1)'>x</p><input type=checkbox>",
        "blocks in blocks of a style": lambda: b"<style>" + b"@media x{" * 200_000,
        "a comment without end": lambda: b"<!--" + b"--!" * 3_000_000,
    },
    "visit.har": {
        "a million lists deep": lambda: b"[" * 5_000_000,
        "a million objects deep": lambda: b'{"log":' * 2_000_000,
        "huge numbers": lambda: b'{"log": {"version": ' + _DIGITS + b', "entries": [{"time": 1e999999}]}}',
        "three million empty objects": lambda: b'{"log": {"entries": [' + b"{}," * 3_000_000 + b"{}]}}",
        "one key a million times": lambda: b'{"log": {' + b'"a": 1,' * 2_000_000 + b'"b": 2}}',
        "a header of 20 MB of cookies": lambda: json.dumps(
            {"log": {"entries": [{"startedDateTime": "2026-10-01T10:00:00Z", "request": {"url": "https://a.example/", "headers": [{"name": "Cookie", "value": "a=b; " * 4_000_000}]}}]}}
        ).encode(),
    },
    "dossier.yaml": {
        "a thousand million laughs": lambda: _yaml_laughs(_YAML),
        "merges of merges": lambda: _yaml_merges(_YAML),
        "lists a million deep": lambda: _YAML.encode() + b"a: " + b"[" * 1_000_000,
        "three million values": lambda: _YAML.encode() + b"a: [" + b"1," * 3_000_000 + b"]",
        "a number of 200,000 digits": lambda: _YAML.encode() + b"judged_on: " + _DIGITS,
        "an age of sixties": lambda: _YAML.encode() + b"judged_on: " + b":".join([b"59"] * 100_000),
        "an object of Python": lambda: _YAML.encode() + b"a: !!python/object/apply:os.system [ls]",
        "a key without end": lambda: _YAML.encode() + b"x" * 5_000_000,
        "indents without end": lambda: _YAML.encode() + b"".join(b" " * n + b"a:\n" for n in range(5_000)),
    },
    "decision.yaml": {
        "a thousand million laughs": lambda: _yaml_laughs(_DECISION),
        "a number of 200,000 digits": lambda: _DECISION.encode() + b"law_day: " + _DIGITS,
        "a month of 200,000 digits": lambda: b"id: x\nlicet_decision: 1\ndate: '2024-" + _DIGITS + b"'\n",
        "a year that is none": lambda: b"id: x\nlicet_decision: 1\ndate: '99999-12'\ndossier: {}\n",
        "a year before all": lambda: b"id: x\nlicet_decision: 1\ndate: '0-12'\ndossier: {}\n",
    },
    "contract.html": {
        "400,000 elements deep": lambda: b"<html><body>" + b"<div>" * 400_000,
        "tables in tables": lambda: b"<html><body>" + b"<table><tr><td>x" * 100_000,
        "misnested formatting": lambda: b"<html><body>" + b"<b><i><a>" * 60_000 + b"<p>" * 60_000,
    },
    "contract.md": {
        "19 MB of short lines": lambda: b"a\n" * 9_500_000,
        "1.4 MB without a full stop": lambda: b"le sous-traitant et la duree du traitement " * 33_000,
        "1.4 MB of full stops": lambda: b"1. " * 466_000,
        "numbers within numbers": lambda: b"1." * 700_000,
        "a table of 100,000 columns": lambda: b"|a" * 100_000 + b"|\n|b|c|\n",
        "the same clause 9,000 times": lambda: "Le sous-traitant ne traite les données que sur instruction documentée du responsable du traitement.\n".encode()
        * 9_000,
    },
    "contract.pdf": {
        "a page that inflates to 150 MB": _flate_pdf,
        "a page deflated twice, 512 MB": _twice_flate_pdf,
        "pages that hold themselves": lambda: _pdf_of(_PLAIN, b"2 0 R"),
        "pages 100,000 deep": lambda: _pdf_of(_PLAIN, b"5 0 R", b"".join(b"%d 0 obj<</Type/Pages/Parent 2 0 R/Kids[%d 0 R]>>endobj\n" % (n, n + 1) for n in range(5, 100_000))),
        "one page named 500,000 times": lambda: _pdf_of(_PLAIN, b"3 0 R " * 500_000),
        "lists a million deep": lambda: _pdf_of(b"[" * 1_000_000),
        "dictionaries a million deep": lambda: _pdf_of(b"<</a " * 300_000),
        "a million operators": lambda: _pdf_of(b"<</Length 9000000>>stream\n" + b"BT (x) Tj ET " * 600_000 + b"\nendstream"),
        "references without end": lambda: _pdf_of(b"4 0 R"),
        "an xref that comes before itself": lambda: b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF",
        "a predictor of huge columns": lambda: _pdf_of(
            b"<</Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647>>>>stream\n" + zlib.compress(b"x" * 100) + b"\nendstream"
        ),
        "LZW that grows": lambda: _pdf_of(b"<</Filter/LZWDecode>>stream\n" + b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 300_000 + b"\nendstream"),
        "a run of lengths": lambda: _pdf_of(b"<</Filter/RunLengthDecode>>stream\n" + b"\x81x" * 5_000_000 + b"\nendstream"),
        "a font that maps all": lambda: _pdf_of(
            b"<</Length 20>>stream\nBT /F 9 Tf <0001> Tj ET\nendstream"
        ).replace(b"/Resources<<>>", b"/Resources<</Font<</F<</Type/Font/Subtype/Type0/ToUnicode 5 0 R>>>>>>").replace(
            b"trailer", b"5 0 obj<</Length 99>>stream\n1 beginbfrange\n<00000000> <FFFFFFFF> <0000>\nendbfrange\nendstream endobj\ntrailer"
        ),
    },
    "people.csv": {
        "100,000 columns": lambda: b";".join(b"c%d" % n for n in range(100_000)) + b"\nemail\n" + b";" * 100_000 + b"\n",
        "a quote without end, 100 MB": lambda: b'email;nom\na@b.example;"' + b"x;y\n" * 25_000_000,
        "quotes alone, 20 MB": lambda: b"email;nom\n" + b'"' * 20_000_000,
        "ten million blank rows": lambda: b"email\n" + b"\n" * 10_000_000 + b"a@b.example\n",
        "a date of 200,000 digits": lambda: b"email;date_collecte\na@b.example;" + _DIGITS + b"/01/2024\n",
        "zeros, 100 MB": lambda: b"email\n" + b"\0" * 100_000_000,
        "a header named 10,000 times": lambda: b";".join([b"email"] * 10_000) + b"\n" + b"a@b.example;" * 9_999 + b"\n",
        "UTF-16 halves": lambda: b"\xff\xfe" + "email\na@b.example\n".encode("utf-16-le") * 1_000 + b"\x00\xd8",
    },
    "people.parquet": {
        "a footer that says 2 GB": lambda: b"PAR1" + bytes(100) + struct.pack("<I", (1 << 31) - 1) + b"PAR1",
        "a footer of noise": lambda: b"PAR1" + b"\x15\xfe\xff\xff\xff\x0f" * 5_000 + struct.pack("<I", 30_000) + b"PAR1",
        "a schema 100,000 deep": lambda: b"PAR1" + b"\x1c" * 100_000 + struct.pack("<I", 100_000) + b"PAR1",
    },
    "report.json": {
        "a million lists deep": lambda: b"[" * 5_000_000,
        "huge numbers": lambda: b'{"licet_report": ' + _DIGITS + b"}",
    },
}  # fmt: skip
