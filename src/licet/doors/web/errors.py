"""The pages that say that a request came to nothing. None repeats what was asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, code: int) -> HttpResponse:
    return render(request, "error.html", {"code": code}, status=code)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """Answer 400."""
    return _page(request, 400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """Answer 403."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """Answer 404."""
    return _page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return _page(request, 500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """Answer 403 to a form that did not come from a page of ours."""
    return _page(request, 403)


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Answer 429 after too many wrong passwords."""
    answer = _page(request, 429)
    answer["Retry-After"] = "900"
    return answer
