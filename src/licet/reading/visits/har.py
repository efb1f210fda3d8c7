"""Take a recording (HAR 1.2, JSON) apart without trusting it.

A recording may be cut, hand-made or hostile: its size, its objects and lists, its requests and its texts are all capped,
and nothing in it is followed. Bodies and the values of cookies and headers are not kept: they may tell who visited.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from licet.terms.errors import DocumentError

MOST_BYTES: Final = 32 << 20
"""A visit of twenty pages without bodies takes about 10 MB; parsed, the worst 32 MB take some 500 MB."""
MOST_OBJECTS: Final = 1_000_000
MOST_LISTS: Final = 1_000_000
MOST_REQUESTS: Final = 20_000
MOST_COOKIES: Final = 200
"""Per header or list: browsers keep at most 180 a site."""
MOST_COOKIES_IN_ALL: Final = 500_000
LONGEST_HOST: Final = 255
"""RFC 1035."""
LONGEST_NAME: Final = 200
LONGEST_URL: Final = 2_000
"""Characters read of a URL: its host and the beginning of its path are what matters."""

Source = Path | str | bytes


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer. ``sets`` and ``sends`` are names of cookies; deletions are left out of ``sets``."""

    at: dt.datetime
    host: str
    path: str
    is_page: bool
    sets: tuple[str, ...]
    sends: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording: its requests in order of time, the titles of its pages, and how many requests could not be read."""

    exchanges: tuple[Exchange, ...]
    titles: tuple[tuple[dt.datetime, str], ...]
    unreadable: int


def read_har(source: Source) -> Recording:
    """Return what a recording holds. Raises ``DocumentError`` for whatever is no recording of a visit."""
    log = _mapping(_mapping(parse_json(source, "recording")).get("log"))
    entries = log.get("entries")
    if not isinstance(entries, list):
        raise DocumentError("no `log.entries` in the recording; save it from the browser as HAR")
    if len(entries) > MOST_REQUESTS:
        raise DocumentError(f"more than `{MOST_REQUESTS}` requests in the recording; record a shorter visit")
    found = [_exchange(_mapping(entry), number) for number, entry in enumerate(entries)]
    read = sorted((each for each in found if each is not None), key=lambda each: (each.at, each.number))
    if not read:
        raise DocumentError("no request with its time and address in the recording; record the visit again")
    if sum(len(each.sets) + len(each.sends) for each in read) > MOST_COOKIES_IN_ALL:
        raise DocumentError(f"more than `{MOST_COOKIES_IN_ALL}` cookies in the recording; record a shorter visit")
    pages = log.get("pages")
    return Recording(tuple(read), tuple(_titles(pages if isinstance(pages, list) else [])), len(found) - len(read))


def parse_json(source: Source, what: str) -> object:
    """Return the JSON of a file or of bytes, numbers left out. Raises ``DocumentError``."""
    data = _data(source, what)
    if data.count(b"[") > MOST_LISTS:
        raise DocumentError(f"more than `{MOST_LISTS}` lists in the {what}; save it without the bodies of answers")
    try:
        # no number is needed, and one of a million digits is slow to read
        nothing = dict[str, Any](parse_int=_zero, parse_float=_zero, parse_constant=_zero)
        return json.loads(data, object_hook=_Counted(what), **nothing)
    except (ValueError, RecursionError):
        raise DocumentError(f"the {what} is no whole JSON; save it again") from None


def moment(written: object) -> dt.datetime | None:
    """Return an instant written with its zone (ISO 8601), or ``None``."""
    if not isinstance(written, str) or len(written) > LONGEST_NAME:
        return None
    try:
        at = dt.datetime.fromisoformat(written.strip())
        return at.astimezone(dt.UTC) if at.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


class _Counted:
    """Count objects while they are parsed, so that a hostile file stops early."""

    def __init__(self, what: str) -> None:
        self._what, self._left = what, MOST_OBJECTS

    def __call__(self, parsed: dict[str, Any]) -> dict[str, Any]:
        self._left -= 1
        if self._left < 0:
            raise DocumentError(f"more than `{MOST_OBJECTS}` objects in the {self._what}; save a shorter one")
        return parsed


def _zero(_: str) -> int:
    return 0


def _data(source: Source, what: str) -> bytes:
    if isinstance(source, bytes):
        data = source
    else:
        path = Path(source)
        try:
            if not path.is_file():
                raise DocumentError(f"no file `{path.name}`; give a {what} saved as JSON")
            with path.open("rb") as handle:
                data = handle.read(MOST_BYTES + 1)
        except (OSError, ValueError):
            raise DocumentError(f"`{path.name}` cannot be opened; check that the file may be read") from None
    if len(data) > MOST_BYTES:
        raise DocumentError(f"the {what} is larger than `{MOST_BYTES}` bytes; save it without the bodies of answers")
    return data


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _titles(pages: list[Any]) -> Iterator[tuple[dt.datetime, str]]:
    for page in map(_mapping, pages[:MOST_REQUESTS]):
        at, title = moment(page.get("startedDateTime")), page.get("title")
        if at is not None and isinstance(title, str):
            yield at, _clean(title)


def _exchange(entry: Mapping[str, Any], number: int) -> Exchange | None:
    request, response = _mapping(entry.get("request")), _mapping(entry.get("response"))
    at, url = moment(entry.get("startedDateTime")), request.get("url")
    if at is None or not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url[:LONGEST_URL])
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https", "ws", "wss"} or not 0 < len(host) <= LONGEST_HOST:
        return None
    kind = _mapping(response.get("content")).get("mimeType")
    return Exchange(
        at=at,
        host=_clean(host),
        path=_clean(parts.path),
        is_page=isinstance(kind, str) and kind.startswith("text/html"),
        sets=tuple(dict.fromkeys(islice(_set_by(response, at), MOST_COOKIES))),
        sends=tuple(dict.fromkeys(islice(_sent_with(request), MOST_COOKIES))),
        number=number,
    )


def _set_by(response: Mapping[str, Any], at: dt.datetime) -> Iterator[str]:
    # browsers fill headers, cookies or both; Chrome joins several headers of one name by line feeds
    for line in _headers(response, "set-cookie"):
        pair, *attributes = line.split(";")
        if not _ends(attributes, at):
            yield from _name(pair.partition("=")[0])
    for cookie in _cookies(response):
        expires = moment(cookie.get("expires"))
        if expires is None or expires > at:
            yield from _name(cookie.get("name"))


def _sent_with(request: Mapping[str, Any]) -> Iterator[str]:
    for line in _headers(request, "cookie"):
        for pair in line.split(";")[:MOST_COOKIES]:
            yield from _name(pair.partition("=")[0])
    for cookie in _cookies(request):
        yield from _name(cookie.get("name"))


def _headers(message: Mapping[str, Any], name: str) -> Iterator[str]:
    headers = message.get("headers")
    for header in map(_mapping, headers if isinstance(headers, list) else ()):
        key, value = header.get("name"), header.get("value")
        if isinstance(key, str) and isinstance(value, str) and key.lower() == name:
            yield from value.splitlines()[:MOST_COOKIES]


def _cookies(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    cookies = message.get("cookies")
    yield from map(_mapping, cookies[:MOST_COOKIES] if isinstance(cookies, list) else ())


def _name(written: object) -> Iterator[str]:
    if isinstance(written, str) and (name := _clean(written.strip()[:LONGEST_NAME])):
        yield name


def _ends(attributes: list[str], at: dt.datetime) -> bool:
    """Say whether a Set-Cookie deletes: a lifetime that is over (RFC 6265, 4.1.2.2: Max-Age wins)."""
    said = {key.strip().lower(): value.strip() for key, _, value in (each.partition("=") for each in attributes)}
    if "max-age" in said:
        return said["max-age"].startswith("-") or said["max-age"].strip("0") == ""
    try:
        expires = parsedate_to_datetime(said.get("expires", "")[:LONGEST_NAME].replace("-", " "))
        return expires.replace(tzinfo=expires.tzinfo or dt.UTC) <= at
    except (ValueError, TypeError, IndexError, OverflowError):
        return False


def _clean(text: str) -> str:
    # half of a surrogate pair, which JSON may hold, cannot be written to a report
    return text[:LONGEST_URL].encode("utf-8", "replace").decode("utf-8")
