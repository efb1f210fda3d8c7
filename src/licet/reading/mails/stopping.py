"""By what means a mail says that it can be stopped: a link, an address, a number, the header; and at what cost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from licet.reading.mails.headers import offered
from licet.reading.mails.letter import Letter, host_of, mailed_to
from licet.reading.mails.page import Link
from licet.reading.mails.redaction import ADDRESS
from licet.reading.mails.wording import folded, phrases, words
from licet.reading.sightings import Sighting, absent, found, unclear

_NUMBER: Final = re.compile(
    r"(?<![\d/=-])(?:(?:\+33|0033)[ .]?|0)8[ .-]?[129]\d(?:[ .-]?\d{2}){3}(?!\d)|(?<![\d/=.,-])3\d{3}(?![\d/.,%€-])"
)
"""Numbers whose call may cost more than a call: 081, 082, 089 and the short numbers in 3 (some of which are free)."""
_LURE: Final = re.compile(
    r"(?<![\d/=-])(?:(?:\+33|0033)[ .]?|0)8[ .-]?[129]\d(?:[ .-]?\d{2}){3}(?!\d)"
    r"|(?:appelez|composez|telephonez|joignable|call|dial|text|sms|envoyez [\w ]{1,30})(?: au| le| to)? 3\d{3}(?![\d/.,%€-])"
)
_REACH: Final = 160


@dataclass(frozen=True, slots=True)
class Means:
    """A means to stop: what it is, its words, where it goes, whether it can be seen."""

    kind: str
    words: str
    target: str
    seen: bool = True
    preferences: bool = False


def means_of(letter: Letter) -> list[Means]:
    """Return the means to stop that stand in the body: links, mail addresses, then texts with an address or number."""
    means = [m for link in letter.links if (m := _of_link(link)) is not None]
    listed = phrases("stop", "texts")
    hits = letter.text.every(listed) if listed else []
    means.extend(Means("text", hit.quote, hit.after) for hit in hits)
    return means


def _of_link(link: Link) -> Means | None:
    said, path = folded(link.words[-200:]), folded(_path(link.href))
    worded = phrases("stop", "links")
    named = any(word in path for word in words()["stop"]["paths"])
    if not (worded and worded.search(said)) and not named:
        return None
    address = mailed_to(link.href)
    if not address and not host_of(link.href):
        return None  # `#`, a placeholder of the template, javascript
    only = phrases("stop", "only_preferences")
    chosen = only is not None and only.search(said) is not None and not (worded and worded.search(only.sub("", said)))
    return Means("address" if address else "link", link.words, link.href, link.seen, chosen)


def _path(href: str) -> str:
    try:
        parts = urlsplit(href)
        return unquote(f"{parts.hostname or ''} {parts.path} {parts.query}")[:500]
    except ValueError:
        return ""


def is_no_reply(address: str) -> bool:
    """Tell whether nobody reads an address, by its own words."""
    local = folded(address.partition("@")[0])
    return any(word in local for word in words()["no_reply"])


def stop_items(letter: Letter) -> dict[str, Sighting]:
    """Return ``stop_means_given``, ``stop_costs_more_than_sending``, ``lures_to_premium_number``, ``stop_behind_login``."""
    means = means_of(letter)
    given = {
        "stop_means_given": _given(letter, means),
        "stop_costs_more_than_sending": _cost(letter, means),
        "lures_to_premium_number": _premium(letter),
    }
    if means or offered(letter):
        given["stop_behind_login"] = _login(letter, means)
    return given


def _given(letter: Letter, means: list[Means]) -> Sighting:
    usable = [m for m in means if not (m.kind == "address" and is_no_reply(mailed_to(m.target)))]
    plain = [m for m in usable if m.seen and not m.preferences and (m.kind != "text" or _reachable(letter, m))]
    if plain:
        one = min(plain, key=lambda m: m.kind == "text")
        target = f" → {letter.quoted(one.target)}" if one.kind != "text" else ""
        return found(f"{letter.quoted(one.words)}{target}", "body", note=f"by {one.kind}; not tried")
    uris = [u for u in offered(letter) if not is_no_reply(mailed_to(u))]
    if uris:
        note = "by the header only: a mail client that does not show it offers nothing"
        return found(letter.quoted(uris[0]), "List-Unsubscribe", note=note)
    if usable:
        return unclear(_doubt(usable[0]), quote=letter.quoted(usable[0].words), where="body")
    return _none_given(letter, means)


def _none_given(letter: Letter, means: list[Means]) -> Sighting:
    if means:
        return absent(
            "body and headers", quote=letter.quoted(means[0].words), note="only an address that takes no reply"
        )
    if not letter.readable:
        return unclear("the words of the mail stand in images, or there are none; no link or header to stop was found")
    return absent("body and headers", note="no link, address or text to stop, and no List-Unsubscribe")


def _doubt(one: Means) -> str:
    if not one.seen:
        return "a link to stop, hidden, tiny or in the colour of its ground"
    if one.preferences:
        return "a link to preferences: whether all messages can be stopped there has to be tried"
    return "words to stop without an address or number beside them"


def _reachable(letter: Letter, one: Means) -> bool:
    """Tell whether an address or a number that answers stands in the sentence or right after it."""
    around = f"{one.words} {one.target}"
    written = [m.group() for m in ADDRESS.finditer(around)]
    if written:
        return not all(is_no_reply(a) for a in written)
    if re.search(r"\b(?:\d[ .]?){5,10}\b", around):
        return True
    replying = re.search(r"repond|repl", folded(one.words)) is not None
    to = letter.mime.header("reply-to") or letter.sender[1]
    return replying and not is_no_reply(to.rpartition("<")[2])


def _login(letter: Letter, means: list[Means]) -> Sighting:
    listed = phrases("stop", "login")
    for one in means:
        place = letter.written.find(one.words[:80]) if one.words else -1
        said = bool(listed and listed.search(folded(f"{one.words} {_path(one.target)}")))
        if said or (place >= 0 and letter.text.near(listed, place, _REACH)):
            return unclear(
                "words of logging in stand beside the means to stop; try it",
                quote=letter.quoted(one.words),
                where="body",
            )
    return unclear("whether the means to stop asks to log in is seen by trying it")


def _premium(letter: Letter) -> Sighting:
    if match := _LURE.search(letter.text.folded):
        shown = letter.text.folded[max(0, match.start() - 60) : match.end() + 60]
        note = "the price of this number, and what the mail says of it, have to be looked up"
        return unclear(note, quote=letter.quoted(shown), where="body")
    if not letter.readable:
        return unclear("the words of the mail stand in images, or there are none")
    return absent("body", note="no number in 081, 082, 089, and none of four digits that one is told to call")


def _cost(letter: Letter, means: list[Means]) -> Sighting:
    stops = [m for m in means if m.kind == "text"]
    for one in stops:
        if match := _NUMBER.search(f"{one.words} {one.target}"):
            note = f"to stop takes a call or text to `{match.group()}`: its price has to be looked up"
            return unclear(note, quote=letter.quoted(one.words), where="body")
    free = [m for m in means if m.kind != "text"]
    if free or offered(letter):
        shown = letter.quoted(free[0].target if free else offered(letter)[0])
        return found(
            shown,
            "body" if free else "List-Unsubscribe",
            value=False,
            note="a link or address takes no more than sending",
        )
    if stops:
        return unclear("what the means to stop costs is not said", quote=letter.quoted(stops[0].words), where="body")
    return unclear("no means to stop was found, so none whose cost could be told")
