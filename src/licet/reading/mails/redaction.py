"""Keep persons out of what a reader quotes: addresses of people and tokens that stand for one are cut.

The organisation's own addresses (unsubscribe@, dpo@, contact@ …) stay: the report has to show them.
"""

from __future__ import annotations

import re
from typing import Final

ADDRESS: Final = re.compile(r"(?<![\w.+%-])([\w.+%=-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
_OWN: Final = re.compile(
    r"unsub|desabo|desinscri|stop|retrait|oppos|opt-?out|dpo|dpd|privacy|rgpd|gdpr|cnil|donnees|personal-?data|contact|info|bonjour|hello"
    r"|service|client|relation|support|help|aide|news|offre|promo|marketing|no-?reply|ne-?pas-?repondre|postmaster|abuse|bounce"
    r"|mailer|leave|remove|list",
    re.IGNORECASE,
)
_ENCODED: Final = re.compile(r"%40", re.IGNORECASE)
TOKEN: Final = re.compile(r"[A-Za-z0-9_~-]{16,}={0,2}")
CUT: Final = "…"


def redacted(text: str, people: tuple[str, ...] = ()) -> str:
    """Return the text without personal addresses and long tokens, and without the names and addresses in ``people``."""
    text = _ENCODED.sub("@", text)
    for person in people:
        if len(person) > 2:  # noqa: PLR2004  # a name of two letters stands in half of all words
            text = re.sub(re.escape(person), CUT, text, flags=re.IGNORECASE)
    return TOKEN.sub(_token, ADDRESS.sub(_address, text))


def _address(match: re.Match[str]) -> str:
    local, domain = match.groups()
    own = _OWN.search(local) and not looks_tokened(local)
    return match.group() if own else f"{CUT}@{domain}"


def _token(match: re.Match[str]) -> str:
    return CUT if looks_tokened(match.group()) else match.group()


def looks_tokened(text: str) -> bool:
    """Tell whether a word stands for one addressee: 16 characters or more in a row that no word or date is made of."""
    for run in TOKEN.findall(text):
        digits = sum(c.isdigit() for c in run)
        letters = sum(c.isalpha() for c in run)
        mixed = any(c.islower() for c in run) and any(c.isupper() for c in run) and "-" not in run and "_" not in run
        if (digits >= 4 and letters >= 3) or (mixed and len(run) >= 20) or digits >= 16:  # noqa: PLR2004
            return True
    return False
