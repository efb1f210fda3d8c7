"""Style sheets, and the files of the accounts' pages: served by the house itself, from its own package only."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

_A_YEAR = 365 * 24 * 3600


@cache
def _file(path: str) -> tuple[bytes, str]:
    """Return a file and the beginning of its digest; finders refuse what leaves their folders."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise Http404
    content = Path(found).read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:12]


def url_of(path: str) -> str:
    """Return the address of a file with its digest, so that a browser may keep it for a year."""
    return f"/static/{path}?{_file(path)[1]}"


@require_safe
def static(_request: HttpRequest, path: str) -> HttpResponse:
    """Serve a file."""
    content, _ = _file(path)
    answer = HttpResponse(content, content_type=mimetypes.guess_type(path)[0] or "application/octet-stream")
    answer["Cache-Control"] = f"public, max-age={_A_YEAR}"
    return answer
