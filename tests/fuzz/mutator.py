"""Spoil a seed: the same spoils for the same seed of chance, so that a number is enough to make a case again."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import polars as pl
import yaml

from tests.fuzz.readers import Files, Grammar

LARGEST: Final = 4 << 20
"""Bytes of a spoilt file: what is larger is tried by the cases written by hand (bombs.py)."""

_ANY: Final = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n\n",
    b"\xe2\x80\xa8",
    b"\x1a",
    b"99999999999999999999",
    b"-1",
)
_TOKENS: Final[dict[Grammar, tuple[bytes, ...]]] = {
    Grammar.TEXT: (b"# ", b"|", b"1.", b"- ", "« ".encode(), b"PAR1", b"[[", b"article 28 "),
    Grammar.MAIL: (
        b"boundary=", b"multipart/mixed", b"message/rfc822", b"=?utf-8?b?", b"?=", b"charset=punycode", b"--x", b"base64",
        b'<a href="', b'<img src="https://x', b"http://[", b"%", b"@", b"From: ", b'"', b"(", b"=E9", b"\nFrom - \n",
        b"Final-Recipient: ", b"Status: 9999999.1.1", b"&#x110000;", b"charset=idna", b"charset=utf-7", b"filename*0*=",
        b'{"notificationType":"Bounce","bounce":[]}', b"Content-Type: message/delivery-status\n\n", b"Date: 99", b"<style>",
    ),
    Grammar.MARKUP: (
        b"<", b">", b"<form>", b"</form>", b"<table>", b"<input type=checkbox checked>", b"<style>", b"</style>", b"<!--",
        b"<![CDATA[", b"&#x110000;", b"&amp", b"<script>", b"<template>", b"<svg>", b"<math>", b"<iframe src=x>", b"<label for=",
        b"style='width:calc(1e99px*", b":not(:has(", b"@media ", b"<meta charset=utf-7>", b"<base href='http://['>",
        b"<option>", b"<a href='x", b"rgb(1e999,", b"<p hidden>", b"<frameset>", b"{", b"}", b"<plaintext>",
    ),
    Grammar.TABLE: (
        b'"', b'""', b";", b",", b"\t", b"|", b"31/02/2024", b"2024-13-45", b"0000-00-00", b"9999-12-31T25:61:61+99:99",
        b"1e308", b"=1+1", b"\nemail\n", b"@", b"oui", b"'", b"24/03/2024 02:30:00", b"\r\n\r\n", b"45000.5",
    ),
    Grammar.ARCHIVE: (
        b"<w:p>", b"</w:p>", b"<c r='ZZZ9999999'>", b'<row r="99999999999">', b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;",
        b't="s"', b"<v>-1</v>", b"<w:tbl>", b"<", b"]]>", b"\xff", b"rId1", b"../../", b"<w:altChunk>",
    ),
    Grammar.PARQUET: (b"PAR1", b"\x15", b"\x1c\x1c", b"\xff" * 5),
    Grammar.PDF: (
        b"endobj", b"1 0 obj", b"<<", b">>", b"/Kids [1 0 R]", b"/Length 99999999", b"endstream", b"stream\n", b"xref",
        b"/Type/Page", b"[", b"(", b"/Filter/FlateDecode", b"/Prev 0", b"/Encrypt 1 0 R", b"BT", b"Tj", b"/W[0 9999999",
        b"/Predictor 15/Columns 999999999", b"0 0 R", b"/Contents 1 0 R", b"/Parent 3 0 R",
    ),
    Grammar.JSON: (b"{", b"[", b'"', b"1e999", b"NaN", b"\\ud800", b"null", b",", b"-0", b":"),
    Grammar.YAML: (
        b"&a ", b"*a", b"<<: *a\n", b"!!python/name:os.system ", b"!!binary ", b"!!set ", b"? ", b"- ", b": ", b"|\n", b"\t",
        b"1:1:1", b"0x", b"2026-02-30", b".inf", b"---\n", b"{", b"[", b"%YAML 9.9\n", b"''", b"not_asked", b"[yes, no]",
    ),
}  # fmt: skip

_ODD: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 10**30, 1e308, float("nan"), "", " ", "\x00", "\ud7ff", "x" * 5000, [], {}, [[]], {"": {}}, "2026-02-30",
    "2026-10-01T10:00:00", "9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00-14:00", "http://[", "..", "/dev/zero", "never", "unknown",
    ["yes"], {"from": "x"}, {"value": True, "assumed": 3}, -(10**18), "١٢", "1" * 400, 3.7,
)  # fmt: skip

_NUMBER: Final = re.compile(rb"\d{1,12}")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def spoilt(files: Files, grammar: Grammar, others: list[Files], chance: random.Random) -> dict[str, bytes]:
    """Return a case in which one file is spoilt, once or a dozen times over."""
    case = dict(files)
    name = (
        chance.choice(sorted(case)) if chance.random() < 0.3 else next(each for each in case if each.startswith("main"))
    )
    data = case[name]
    way = _STRUCTURED.get(grammar)
    if way is not None and chance.random() < 0.7:
        with suppress(Exception):  # the seed is bad already: its bytes are spoilt instead
            case[name] = way(data, chance)[:LARGEST]
            if chance.random() < 0.8:
                return case
    other = next(iter(chance.choice(others).values()), b"")
    case[name] = spoilt_bytes(case[name], _TOKENS[grammar], other, chance)
    return case


def spoilt_bytes(data: bytes, tokens: tuple[bytes, ...], other: bytes, chance: random.Random) -> bytes:
    """Return bytes with one to a dozen insertions, cuts, copies, flips and swaps."""
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randrange(len(spoiled) + 1)
        until = min(len(spoiled), at + chance.choice((1, 4, 40, 400, 4000)))
        match chance.randrange(10):
            case 0 | 1 | 2:
                spoiled[at:at] = chance.choice(tokens + _ANY) * chance.choice((1, 1, 1, 30, 3000))
            case 3:
                del spoiled[at:until]
            case 4:
                spoiled[at:at] = spoiled[at:until] * chance.choice((1, 3, 300))
            case 5:
                spoiled[at:until] = chance.randbytes(until - at)
            case 6 if spoiled:
                spoiled[at % len(spoiled)] ^= 1 << chance.randrange(8)
            case 7:
                start = chance.randrange(len(other) + 1)
                spoiled[at:at] = other[start : start + 4000]
            case 8:
                spoiled = bytearray(_with_a_number(bytes(spoiled), chance))
            case _ if chance.random() < 0.2:
                del spoiled[at:]
            case _:
                pass
        del spoiled[LARGEST:]
    return bytes(spoiled)


def _with_a_number(data: bytes, chance: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    new = chance.choice((b"0", b"-1", b"4294967296", b"9" * 30, b"1" * 5000, b"1e999", b"00000000000"))
    return data[: one.start()] + new + data[one.end() :]


# ------------------------------------------------------------------------------------------------ structure


def _archive(data: bytes, chance: random.Random) -> bytes:
    """Spoil a part of an archive and pack it again whole, so that the parser behind the archive is reached."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
        every = packed.infolist()
        large = [each for each in every if each.filename.endswith((".xml", ".rels"))]
        chosen = chance.choice(large)
        for each in every:
            inside = packed.read(each)
            if each is chosen:
                inside = spoilt_bytes(inside, _TOKENS[Grammar.ARCHIVE], b"", chance)
            anew.writestr(each.filename, inside)
    return out.getvalue()


def _pdf(data: bytes, chance: random.Random) -> bytes:
    """Spoil what lies deflated in a stream."""
    found = [each for each in _STREAM.finditer(data) if each[1][:1] == b"x"]
    one = chance.choice(found)
    inside = spoilt_bytes(zlib.decompress(one[1]), _TOKENS[Grammar.PDF], b"", chance)
    return data[: one.start(1)] + zlib.compress(inside) + data[one.end(1) :]


_COLUMNS: Final[tuple[Callable[[], pl.Expr], ...]] = (
    lambda: pl.lit(None),
    lambda: pl.lit(b"\xff\x00"),
    lambda: pl.lit([["a"], []]),
    lambda: pl.struct(a=pl.lit(1), b=pl.lit("x")),
    lambda: pl.lit("x").cast(pl.Categorical),
    lambda: pl.lit("12.345").cast(pl.Decimal(30, 3)),
    lambda: pl.lit(-(2**62)).cast(pl.Duration("us")),
    lambda: pl.lit(2**62).cast(pl.Datetime("ns")),
    lambda: pl.lit(-(2**62)).cast(pl.Datetime("ms", "Europe/Paris")),
    lambda: pl.lit(-(2**31)).cast(pl.Int32).cast(pl.Date),
    lambda: pl.lit(2**31 - 1).cast(pl.Int32).cast(pl.Date),
    lambda: pl.lit(86_399_999_999_999).cast(pl.Time),
    lambda: pl.lit(float("nan")),
    lambda: pl.lit(1e308),
    lambda: pl.lit(2**64 - 1, pl.UInt64),
    lambda: pl.lit(value=True),
    lambda: pl.lit("p@club.example").repeat_by(3),
    lambda: pl.lit("x" * 100_000),
    lambda: pl.lit("\0\n\r;\"'\ufdd0\ufeff"),
    lambda: pl.lit([1.5, None]).list.to_array(2),
)


def _parquet(data: bytes, chance: random.Random) -> bytes:
    """Write the table anew with columns of other types, other names, or no rows."""
    frame = pl.read_parquet(io.BytesIO(data))
    for _ in range(chance.choice((1, 1, 2, 5))):
        name = chance.choice(frame.columns)
        frame = frame.with_columns(chance.choice(_COLUMNS)().alias(name))
    if chance.random() < 0.2:
        frame = frame.rename(
            {chance.choice(frame.columns): chance.choice(("", "EMAIL ", "\0", "a" * 70_000, "c0", "row"))}
        )
    if chance.random() < 0.1:
        frame = frame.head(chance.choice((0, 1)))
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def _json(data: bytes, chance: random.Random) -> bytes:
    return json.dumps(_shaken(json.loads(data), chance)).encode()


def _yaml(data: bytes, chance: random.Random) -> bytes:
    shaken = _shaken(yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), chance)  # noqa: S506  # a safe one
    return yaml.dump(shaken, allow_unicode=True, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper)).encode(
        "utf-8", "replace"
    )


def _shaken(tree: Any, chance: random.Random) -> Any:  # noqa: ANN401  # what a file holds
    """Return a tree in which a few values were replaced, dropped, copied or put elsewhere."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        places = list(_places(tree))
        if not places:
            return chance.choice(_ODD)
        holder, key = chance.choice(places)
        match chance.randrange(6):
            case 0 | 1 | 2:
                holder[key] = chance.choice(_ODD)
            case 3:
                other, from_key = chance.choice(places)
                holder[key] = json.loads(json.dumps(other[from_key], default=str))  # a copy: no circle
            case 4 if isinstance(holder, dict):
                holder[chance.choice(("note", "by", "file", "id", "channel", "", "constructor"))] = holder.pop(key)
            case _:
                wrapped = holder[key]
                for _ in range(chance.choice((1, 3, 60))):
                    wrapped = [wrapped] if chance.random() < 0.5 else {"a": wrapped}
                holder[key] = wrapped
    return tree


def _places(tree: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401
    found: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting and len(found) < 5000:
        each = waiting.pop()
        keys = list(each) if isinstance(each, dict) else range(len(each)) if isinstance(each, list) else ()
        for key in keys:
            found.append((each, key))
            waiting.append(each[key])
    return found


_STRUCTURED: Final[dict[Grammar, Callable[[bytes, random.Random], bytes]]] = {
    Grammar.ARCHIVE: _archive,
    Grammar.PARQUET: _parquet,
    Grammar.PDF: _pdf,
    Grammar.JSON: _json,
    Grammar.YAML: _yaml,
}
