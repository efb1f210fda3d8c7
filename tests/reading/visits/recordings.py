"""Make recordings of visits: how the corpus was written, and how a test varies one."""

from __future__ import annotations

import json
from typing import Any

SITE = "www.boutique.example"


def request(  # a request has that many parts, each named at the call
    second: int,
    host: str = SITE,
    path: str = "/",
    *,
    sets: tuple[str, ...] = (),
    sends: tuple[str, ...] = (),
    kind: str = "image/gif",
) -> dict[str, Any]:
    """Return one entry, ``second`` seconds after ten o'clock."""
    return {
        "startedDateTime": f"2026-10-01T10:{second // 60:02}:{second % 60:02}.000+02:00",
        "time": 12.5,
        "request": {
            "method": "GET",
            "url": f"https://{host}{path}",
            "headers": [{"name": "Cookie", "value": "; ".join(f"{each}=v" for each in sends)}] if sends else [],
            "cookies": [],
        },
        "response": {
            "status": 200,
            "headers": [{"name": "set-cookie", "value": f"{each}=v; Path=/"} for each in sets],
            "cookies": [],
            "content": {"mimeType": kind},
        },
    }


def page(second: int = 0, *, sets: tuple[str, ...] = ("PHPSESSID",), sends: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the entry of a page of the site."""
    return request(second, sets=sets, sends=sends, kind="text/html; charset=utf-8")


def mark(second: int, title: str) -> dict[str, Any]:
    """Return a page of the recording whose title says what the visitor did."""
    return {"id": f"p{second}", "startedDateTime": request(second)["startedDateTime"], "title": title}


def har(*entries: dict[str, Any], pages: tuple[dict[str, Any], ...] = ()) -> bytes:
    """Return a recording."""
    log = {
        "version": "1.2",
        "creator": {"name": "test", "version": "1"},
        "pages": list(pages),
        "entries": list(entries),
    }
    return json.dumps({"log": log}, indent=1).encode()
