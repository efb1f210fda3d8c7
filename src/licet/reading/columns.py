"""Recognise what the columns of a file hold, from their headers alone, in French and English.

The words stand in ``columns.yaml``. Accents, case, punctuation and articles do not count: ``Date de la dernière ouverture``,
``date_derniere_ouverture`` and ``DateDerniereOuverture`` are one header.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Final

import yaml

from licet.terms.errors import TableError, UsageError

IGNORE: Final = "ignore"
"""The role word that leaves a column out on purpose: ``--map 'Tel 3=ignore'``."""


class Column(StrEnum):
    """What a column holds: its role."""

    PERSON = "person"
    EMAIL = "email"
    PHONE = "phone"
    PHONE_2 = "phone_2"
    POSTAL_ADDRESS = "postal_address"
    POSTCODE = "postcode"
    CITY = "city"
    COUNTRY = "country"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    GENDER = "gender"
    BIRTH_ON = "birth_on"
    CAPACITY = "capacity"
    JOB = "job"
    COMPANY = "company"
    SOURCE = "source"
    BATCH = "batch"
    FORM = "form"
    FORM_VERSION = "form_version"
    COLLECTED_AT = "collected_at"
    OBTAINED_AT = "obtained_at"
    COLLECTION_METHOD = "collection_method"
    IP = "ip"
    PAGE = "page"
    CONSENT = "consent"
    CONSENT_AT = "consent_at"
    CONSENT_CHANNELS = "consent_channels"
    CONSENT_ACT = "consent_act"
    CONSENT_PARTNERS = "consent_partners"
    PROOF = "proof"
    WITHDRAWN_AT = "withdrawn_at"
    OBJECTED_AT = "objected_at"
    OBJECTION_SCOPE = "objection_scope"
    LAST_CLICK_AT = "last_click_at"
    LAST_OPEN_AT = "last_open_at"
    LAST_ORDER_AT = "last_order_at"
    LAST_REPLY_AT = "last_reply_at"
    LAST_LOGIN_AT = "last_login_at"
    LAST_REQUEST_AT = "last_request_at"
    LAST_CONTACT_AT = "last_contact_at"
    FIRST_MESSAGE_AT = "first_message_at"
    LAST_MESSAGE_AT = "last_message_at"
    INFORMED_AT = "informed_at"
    RELATION_ENDED_AT = "relation_ended_at"
    CONTRACT_FROM = "contract_from"
    CONTRACT_UNTIL = "contract_until"
    CONTRACT_OBJECT = "contract_object"
    PRODUCTS = "products"
    ARCHIVED = "archived"
    PHONE_CONSENT_AT = "phone_consent_at"
    PHONE_CONSENT_UNTIL = "phone_consent_until"
    PHONE_CONSENT_PRODUCTS = "phone_consent_products"
    PHONE_CONSENT_SLOT_AT = "phone_consent_slot_at"
    BLOCTEL_LISTED = "bloctel_listed"
    BLOCTEL_SCREENED_AT = "bloctel_screened_at"
    CONFIRMATION_AT = "confirmation_at"
    CONFIRMATION_IP = "confirmation_ip"
    DOUBLE_OPT_IN = "double_opt_in"
    LEGAL_BASIS = "legal_basis"
    EMAIL_REFUSED = "email_refused"
    EMAIL_PARTLY_REFUSED = "email_partly_refused"
    SMS_REFUSED = "sms_refused"
    BOUNCED_AT = "bounced_at"
    STATUS = "status"
    WEIGHT = "weight"
    SENT_AT = "sent_at"
    CHANNEL = "channel"
    MESSAGE = "message"
    SENDER = "sender"
    ADVERTISER = "advertiser"
    SEGMENT = "segment"
    COMPLAINED_AT = "complained_at"
    COUNT = "count"

    @property
    def is_date(self) -> bool:
        """Whether the column holds a day or an instant."""
        return self.endswith(("_at", "_on", "_from", "_until"))


C = Column
CONTACT_POINTS: Final = (C.EMAIL, C.PHONE, C.PHONE_2, C.POSTAL_ADDRESS)
_ACTS: Final = frozenset({C.SENT_AT, C.CHANNEL, C.MESSAGE, C.SENDER, C.ADVERTISER, C.SEGMENT, C.COMPLAINED_AT, C.COUNT})
_WHO: Final = frozenset({C.PERSON, *CONTACT_POINTS, C.COMPANY, C.SOURCE, C.BATCH, C.FORM, C.STATUS, C.WEIGHT})


@dataclass(frozen=True)
class Roles:
    """Which roles a kind of table may hold, and which it must.

    ``required``: all of them. ``one_of``: at least one of them (empty: any role will do). ``contact_points``: a row
    without a usable contact point is kept aside.
    """

    name: str
    allowed: frozenset[Column]
    required: frozenset[Column] = frozenset()
    one_of: frozenset[Column] = frozenset()
    contact_points: bool = False


PEOPLE: Final = Roles("people", frozenset(Column) - _ACTS, one_of=frozenset(CONTACT_POINTS), contact_points=True)
SENDS: Final = Roles("sends", _WHO | (_ACTS - {C.COMPLAINED_AT}) | {C.PRODUCTS}, required=frozenset({C.SENT_AT}))
COMPLAINTS: Final = Roles("complaints", _WHO | (_ACTS - {C.SENT_AT}))


@dataclass(frozen=True)
class Recognised:
    """What each of the ``headers`` was taken for: ``columns`` maps the role to its header; the others are ``unknown``."""

    columns: dict[Column, str]
    unknown: tuple[str, ...]
    headers: tuple[str, ...]


def recognise(headers: Sequence[str], mapping: Mapping[str, str], roles: Roles = PEOPLE) -> Recognised:
    """Tell the role of each header.

    ``mapping`` (header to role, or to ``ignore``) wins over the words known. A header that is the role's own name wins
    over its synonyms. Two telephone columns become ``phone`` and ``phone_2``, in the order of the file.

    Raises `TableError` when two headers claim one role, `UsageError` when the mapping names a header or a role that does
    not exist.
    """
    chosen = _mapped(headers, mapping, roles)
    free = [h for h in headers if h not in chosen]
    claims: dict[Column, list[str]] = {}
    for header in free:
        role = role_of(header, roles)
        if role is not None and role not in chosen.values():
            claims.setdefault(role, []).append(header)
    _share_phones(claims, taken=C.PHONE_2 in chosen.values())
    columns = {role: header for header, role in chosen.items() if role is not None}
    for role, claimants in claims.items():
        columns[role] = _one_claimant(role, claimants)
    ordered = {role: header for header in headers for role, of in columns.items() if of == header}
    return Recognised(ordered, tuple(h for h in headers if h not in ordered.values()), tuple(headers))


def role_of(header: str, roles: Roles = PEOPLE) -> Column | None:
    """Tell the role that a header's words stand for, or None."""
    return next((role for role in _words().get(header_key(header), ()) if role in roles.allowed), None)


_ARTICLES: Final = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "the", "of"})
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD: Final = re.compile(r"[a-z0-9]+")
_PLACE: Final = re.compile(r" \(column [0-9]+\)\Z")


def distinct(headers: Sequence[str]) -> tuple[str, ...]:
    """Name each column apart: one without a header, or with that of another, gets its place, ``mail (column 4)``."""
    seen: set[str] = set()
    names = []
    for place, header in enumerate(headers, 1):
        name = header.strip("\ufeff \t\r\n\u00a0")
        if not name or name in seen:
            name = f"{name or 'unnamed'} (column {place})"
        seen.add(name)
        names.append(name)
    return tuple(names)


def header_key(header: str) -> str:
    """Reduce a header to what counts in it: its words without accents, case, punctuation and articles, run together.

    The last word always counts: ``désinscrit le`` (a day) is not ``désinscrit`` (yes or no).
    """
    text = unicodedata.normalize("NFKD", _CAMEL.sub(" ", _PLACE.sub("", header)).replace("°", "o "))
    plain = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    words = _WORD.findall(plain)
    return "".join(w for w in words[:-1] if w not in _ARTICLES) + "".join(words[-1:])


@cache
def _words() -> dict[str, tuple[Column, ...]]:
    """Read ``columns.yaml``: header key to the roles it may stand for (more than one only across kinds of tables)."""
    text = resources.files(__package__).joinpath("columns.yaml").read_text(encoding="utf-8")
    known: dict[str, tuple[Column, ...]] = {}
    listed: Mapping[str, Iterable[str]] = yaml.safe_load(text)
    for role in Column:
        for word in (role.value, *listed.get(role.value, ())):
            key = header_key(str(word))
            known[key] = (*(r for r in known.get(key, ()) if r is not role), role)
    return known


def _mapped(headers: Sequence[str], mapping: Mapping[str, str], roles: Roles) -> dict[str, Column | None]:
    chosen: dict[str, Column | None] = {}
    for asked, word in mapping.items():
        header = next((h for h in headers if h == asked), None)
        header = header or next((h for h in headers if header_key(h) == header_key(asked) != ""), None)
        if header is None:
            known = any(role_of(h, roles) is not None for h in headers)  # else the first line may be a person
            raise UsageError(f"no column `{asked}`" + (f"; the columns are {listed(headers)}" if known else ""))
        role = None if word == IGNORE else _role(word, roles)
        if role is not None and role in chosen.values():
            raise UsageError(f"two columns are mapped to `{role}`")
        chosen[header] = role
    return chosen


def _role(word: str, roles: Roles) -> Column:
    if word not in roles.allowed:
        raise UsageError(f"no role `{word}`; choose among {listed(sorted(roles.allowed))} or `{IGNORE}`")
    return Column(word)


def _share_phones(claims: dict[Column, list[str]], *, taken: bool) -> None:
    phones = claims.get(C.PHONE, [])
    if len(phones) == len((C.PHONE, C.PHONE_2)) and C.PHONE_2 not in claims and not taken:
        own = [h for h in phones if h.strip().casefold() == C.PHONE] or phones[:1]
        claims[C.PHONE] = own[:1]
        claims[C.PHONE_2] = [h for h in phones if h != own[0]]


def _one_claimant(role: Column, claimants: list[str]) -> str:
    own = [h for h in claimants if h.strip().casefold() == role]
    if len(claimants) == 1 or len(own) == 1:
        return (own or claimants)[0]
    raise TableError(
        f"the columns {listed(claimants)} may each be the `{role}`; choose one with `--map '{claimants[0]}={role}'` "
        f"(and leave another out with `--map '{claimants[1]}={IGNORE}'`)"
    )


def listed(words: Iterable[str], most: int = 60) -> str:
    """Write words for a message, each in backticks, at most ``most`` of them."""
    quoted = [f"`{w}`" for w in words]
    return ", ".join(quoted[:most]) + (f" and {len(quoted) - most} more" if len(quoted) > most else "")
