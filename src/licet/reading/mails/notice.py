"""What a mail tells of articles 13 and 14 GDPR, named after the facts of the table of notices."""

from __future__ import annotations

import re
from typing import Final

from licet.reading.mails.letter import Letter, host_of
from licet.reading.mails.redaction import ADDRESS
from licet.reading.mails.wording import Hit, folded, phrases, words
from licet.reading.sightings import Seen, Sighting, absent, found, unclear

_PERIOD: Final = re.compile(
    r"(?<!\w)(?:\d{1,3}|un|deux|trois|quatre|cinq|six|dix|douze|one|two|three|four|five|six|ten|twelve)\s{1,2}(?:\([^)]{1,20}\)\s?)?"
    r"(?:ans?|annees?|mois|jours|years?|months?|days)(?!\w)"
)
_REACHED: Final = re.compile(r"@|https?://|www\.|\b\d{5}\s+[a-z]|\b0\d(?:[ .]?\d\d){4}\b|\+33")
_CORE: Final = (
    "says.controller",
    "says.purposes",
    "says.rights",
    "says.source",
    "says.retention",
    "says.complaint",
    "says.objection",
)
_WHOLE: Final = 4
"""Items out of seven from which a mail holds an information notice of its own, not a sentence of one."""


def notice_items(letter: Letter) -> dict[str, Sighting]:
    """Return ``given_where`` and the ``says.…`` items that a mail can carry.

    An item that is neither in the mail nor said to be is ``absent``; when the mail links to a notice it is unclear,
    since that page was not read.
    """
    link = _notice_link(letter)
    said = {f"says.{name}": _item(letter, name) for name in words()["says"]}
    said["says.controller"] = _controller(letter, said["says.controller"])
    said["says.source"] = _source(letter)
    said["says.rights"] = _rights(letter)
    said["says.retention"] = _retention(letter)
    seen = [name for name in _CORE if said[name].state is Seen.FOUND]
    doubt = _why_not_absent(letter, link)
    if doubt:
        said = {n: unclear(doubt) if s.state is Seen.ABSENT else s for n, s in said.items()}
    return {"given_where": _where(letter, link, seen), **said}


def _why_not_absent(letter: Letter, link: str) -> str:
    if not letter.readable:
        return "the words of the mail stand in images, or there are none"
    return "not in the mail, which links to a notice that was not read" if link else ""


def _where(letter: Letter, link: str, seen: list[str]) -> Sighting:
    if len(seen) >= _WHOLE:
        return found(", ".join(seen), "body", value="in_the_message", note="these items stand in the mail itself")
    if link:
        return found(letter.quoted(link), "body", value="own_page_by_link", note="the page was not opened")
    if seen:
        return unclear("some items of a notice stand in the mail, and no link leads to the rest", quote=", ".join(seen))
    if not letter.readable:
        return unclear("the words of the mail stand in images, or there are none; no link to a notice was recognised")
    return absent("body", value="nowhere", note="no item of a notice, and no link to one")


def _notice_link(letter: Letter) -> str:
    worded = phrases("notice_links")
    for link in letter.links:
        if not link.seen or not host_of(link.href):
            continue
        path = folded(link.href.partition("?")[0])[:500]
        if (worded and worded.search(folded(link.words[-120:]))) or any(w in path for w in words()["notice_paths"]):
            return f"{link.words} → {link.href}"
    return ""


def _item(letter: Letter, name: str) -> Sighting:
    if hit := letter.text.first(phrases("says", name, "sure")):
        return found(letter.quoted(hit.quote), _line(letter, hit))
    if hit := letter.text.first(phrases("says", name, "hint")):
        return unclear("these words may say it", quote=letter.quoted(hit.quote), where=_line(letter, hit))
    return absent("body", note="nothing of it in the text")


def _line(letter: Letter, hit: Hit) -> str:
    return f"body, line {letter.text.line(hit.place)}"


def _controller(letter: Letter, seen: Sighting) -> Sighting:
    """Look for a way to reach the controller near its name: a name alone is for a person to weigh."""
    hit = letter.text.first(phrases("says", "controller", "sure"))
    if hit is None:
        return seen
    around = folded(letter.written[max(0, hit.place - 300) : hit.place + 600])
    if ADDRESS.search(around) or _REACHED.search(around):
        return seen
    return unclear("named as controller; no way to reach it stands near", quote=seen.quote, where=seen.where)


def _source(letter: Letter) -> Sighting:
    """Look for the supplier itself, by name, not `our partners` (article 14(2)(f))."""
    vague: Hit | None = None
    sure, nobody = phrases("says", "source", "sure"), phrases("says", "source", "nobody")
    for hit in letter.text.every(sure) if sure else []:
        named = re.sub(r"\A[\s:«\"“]+", "", hit.after)
        start = folded(
            re.sub(
                r"\A(?:la société|le site|l['’]|the company|the website|le|la|les|the)\s*",
                "",
                named,
                flags=re.IGNORECASE,
            )
        )
        if not (nobody and nobody.match(start)) and re.match(
            r"(?:(?:la société|le site|l['’]|the company|the website|the)\s+)?[\w-]*[A-ZÀ-Ý0-9]", named
        ):
            return found(letter.quoted(hit.quote), _line(letter, hit))
        vague = vague or hit
    if vague:
        return unclear(
            "a source is spoken of; whether the supplier itself is named has to be read",
            quote=letter.quoted(vague.quote),
            where=_line(letter, vague),
        )
    return _item_hint(letter, "source")


def _item_hint(letter: Letter, name: str) -> Sighting:
    if hit := letter.text.first(phrases("says", name, "hint")):
        return unclear("these words may say it", quote=letter.quoted(hit.quote), where=_line(letter, hit))
    return absent("body", note="nothing of it in the text")


def _rights(letter: Letter) -> Sighting:
    """All five rights of articles 15, 16, 17, 18 and 20 within one passage."""
    access = phrases("rights", "access")
    best: tuple[list[str], Hit] | None = None
    for hit in letter.text.every(access) if access else []:
        near = [name for name in words()["rights"] if letter.text.near(phrases("rights", name), hit.place, 400)]
        if len(near) > 1 and (best is None or len(near) > len(best[0])):
            best = (near, hit)
    if best is None:
        return _item_hint(letter, "rights")
    missing = [name for name in words()["rights"] if name not in best[0]]
    if missing:
        return unclear(
            f"not seen beside the others: {', '.join(missing)}",
            quote=letter.quoted(best[1].quote),
            where=_line(letter, best[1]),
        )
    return found(letter.quoted(best[1].quote), _line(letter, best[1]))


def _retention(letter: Letter) -> Sighting:
    """Look for a period in figures beside words of keeping; `as long as necessary` is for a person to weigh."""
    listed = phrases("says", "retention", "hint")
    for hit in letter.text.every(listed) if listed else []:
        if letter.text.near(_PERIOD, hit.place, 160):
            return found(letter.quoted(hit.quote), _line(letter, hit))
    return _item_hint(letter, "retention")
