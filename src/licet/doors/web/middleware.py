"""What every request goes through: headers, the language of the answer, and a closed door while a restore is unfinished."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from licet.doors.web.words import LANGUAGES, in_language
from licet.ledger import home
from licet.terms.errors import ClosedError

Answer = Callable[[HttpRequest], HttpResponseBase]
_A_YEAR = 365 * 24 * 3600
CHOSEN = "lang"
"""The word in an address that chooses a language: ``?lang=en``."""


def headers(get_response: Answer) -> Answer:
    """Keep pages out of every cache, and the browser's devices out of pages."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        said = get_response(request)
        said.headers.setdefault("Cache-Control", "no-store")
        said.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()")
        said.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return said

    return answer


def speaking(get_response: Answer) -> Answer:
    """Answer in the language of the link, else of the cookie that a link left, else of the browser, else in French."""
    from django.conf import settings

    def answer(request: HttpRequest) -> HttpResponseBase:
        chosen = request.GET.get(CHOSEN)
        language = chosen if chosen in LANGUAGES else in_language(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = language
        with translation.override(language):
            said = get_response(request)
        said.headers.setdefault("Content-Language", language)
        patch_vary_headers(said, ("Accept-Language", "Cookie"))
        if chosen in LANGUAGES and hasattr(said, "set_cookie"):
            said.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                chosen,
                max_age=_A_YEAR,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return said

    return answer


def frame(request: HttpRequest) -> dict[str, object]:
    """Give every template its language, and the address of the same page in the other one."""
    language = in_language(translation.get_language())
    query = request.GET.copy()
    query[CHOSEN] = "fr" if language == "en" else "en"
    return {"language": language, "other_language_url": f"?{query.urlencode()}"}


def open_only(get_response: Answer) -> Answer:
    """Answer 503 while a restore is unfinished: what was refused since its backup is not yet in force."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if home().closed.exists() and not request.path.startswith("/static/"):
            return render(request, "error.html", {"code": 503}, status=503)
        return get_response(request)

    def closed(request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Say the same when the writer found the marker first."""
        return render(request, "error.html", {"code": 503}, status=503) if isinstance(error, ClosedError) else None

    answer.process_exception = closed  # type: ignore[attr-defined]  # Django looks for it
    return answer
