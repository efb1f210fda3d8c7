"""The served forms: a page with the exact bytes that its version keeps, what comes back from it, the link of a mail.

None of these pages has a session, a script or a cookie. What a page shows is its stored bytes, so that no token against
forged posts can stand in it: a post is taken only from a page of the house, as the browser itself says (``Sec-Fetch-Site``, else
``Origin``, which no page can set). docs/why/served-forms.md says why that is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from licet.collection.answering import Unanswerable, read_answer
from licet.collection.double_opt_in import Pending, answer_link, pending
from licet.collection.forms import take_answer
from licet.collection.pages import faults_page, telling_page
from licet.doors.config import load
from licet.doors.web.limits import limited
from licet.doors.web.words import in_language
from licet.ledger import clock, home
from licet.notices.form import LANGUAGES
from licet.notices.publish import Published, current, is_superseded
from licet.notices.render import field_label, style_source, words

_POLICY: Final = (
    "default-src 'none'; style-src {styles}; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_LONGEST_AGENT: Final = 500


def _page(content: bytes, lang: str, status: int = 200) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/html; charset=utf-8", status=status)
    answer["Content-Security-Policy"] = _POLICY.format(styles=style_source(content))
    answer["Content-Language"] = lang
    # with `no-referrer` a browser hides where a form was sent from
    answer["Referrer-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer


def _tell(what: str, lang: str, *, back: str = "", status: int = 200) -> HttpResponse:
    return _page(telling_page(lang, what, back=back), lang, status)


def _asked_in(request: HttpRequest) -> str:
    """Return the language that the browser asks for."""
    return in_language(getattr(request, "LANGUAGE_CODE", None))


@require_safe
def form(request: HttpRequest, slug: str) -> HttpResponse:
    """Serve the current version of a form in the language asked for, or in its first one."""
    published, lang = current(slug), _asked_in(request)
    if published is None:
        return _tell("gone", lang, status=404)
    served = lang if lang in published.form.languages else published.form.languages[0]
    return _shown(published, served)


@csrf_exempt
@limited("form", "20/minute")
def form_in(request: HttpRequest, slug: str, lang: str) -> HttpResponse:
    """Serve the current version of a form in a language, or take what a person did on it."""
    if request.method == "POST":
        return _take(request, slug, lang)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    published = current(slug)
    if published is None or lang not in published.form.languages:
        return _tell("gone", in_language(lang), status=404)
    return _shown(published, lang)


def _shown(published: Published, lang: str) -> HttpResponse:
    shown = published.page(lang)
    return _page(bytes(shown.stored), lang) if shown is not None else _tell("gone", lang, status=404)


def _take(request: HttpRequest, slug: str, lang: str) -> HttpResponse:
    spoken, back = in_language(lang), f"/f/{slug}/{lang}"
    if not comes_from_here(request):
        return _tell("elsewhere", spoken, back=back, status=403)
    version = request.POST.get("version", "")
    published = current(slug, int(version)) if version.isascii() and version.isdecimal() and len(version) < 9 else None  # noqa: PLR2004  # a column of 32 bits holds it
    shown = published.page(lang) if published is not None else None
    if published is None or shown is None or is_superseded(published.row, clock.now()):
        there = current(slug)
        if there is None or lang not in there.form.languages:
            return _tell("gone", spoken, status=404)
        return _tell("changed", spoken, back=back, status=409)
    try:
        answer = read_answer(published, lang, shown.digest, _told(request))
    except Unanswerable as error:
        return _page(faults_page(lang, error.faults, _labels(published, lang), back=back), lang, 422)
    take_answer(answer, load(home().data).base_url, _context(request))
    return HttpResponseRedirect(f"{back}/sent", status=303)


def _told(request: HttpRequest) -> Mapping[str, str]:
    """Return what was posted, the first value of each name; a character that no text holds is dropped."""
    return {name: (request.POST.get(name) or "").replace("\x00", "") for name in request.POST}


def _labels(published: Published, lang: str) -> dict[str, str]:
    return {each.key: field_label(each, lang) for each in published.form.fields} | {"age": str(words(lang)["age"])}


def _context(request: HttpRequest) -> dict[str, str]:
    told = {"ip": str(request.META.get("REMOTE_ADDR", "")), "user_agent": request.headers.get("User-Agent", "")}
    return {name: value[:_LONGEST_AGENT] for name, value in told.items() if value}


def comes_from_here(request: HttpRequest) -> bool:
    """Tell whether a post came from a page of this house, as the browser says; one that says nothing did not."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    origin = request.headers.get("Origin")
    if origin is None:
        parts = urlsplit(request.headers.get("Referer", ""))
        origin = f"{parts.scheme}://{parts.netloc}"
    return origin in own


@require_safe
def sent(_request: HttpRequest, slug: str, lang: str) -> HttpResponse:
    """Tell that what was sent is recorded: the same whatever it was, and whoever is known."""
    if lang not in LANGUAGES or current(slug) is None:
        return _tell("gone", in_language(lang), status=404)
    return _tell("sent", lang)


@require_safe
def refused(_request: HttpRequest, slug: str, lang: str) -> HttpResponse:
    """Tell that whoever goes on without agreeing is left alone."""
    if lang not in LANGUAGES or current(slug) is None:
        return _tell("gone", in_language(lang), status=404)
    return _tell("refused", lang)


@csrf_exempt
@limited("confirm", "20/minute")
def confirm(request: HttpRequest, link: str) -> HttpResponse:
    """Show what waits behind the link of a mail; only a post of the page's own buttons answers it."""
    found = pending(link)
    if found is None:
        return _tell("unknown_link", _asked_in(request), status=404)
    if request.method == "POST":
        return _answered(request, link, found)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    lang = found.row.lang
    if found.row.answer:
        return _tell(found.row.answer, lang)
    return _tell("expired", lang, status=410) if found.is_expired else _page(found.page, lang)


def _answered(request: HttpRequest, link: str, found: Pending) -> HttpResponse:
    lang, answer = found.row.lang, request.POST.get("answer")
    if not comes_from_here(request):
        return _tell("elsewhere", lang, status=403)
    if answer not in {"yes", "no"}:
        return _page(found.page, lang, 422)
    what = answer_link(link, confirms=answer == "yes", context=_context(request))
    return _tell(what, lang, status=410 if what == "expired" else 200)
