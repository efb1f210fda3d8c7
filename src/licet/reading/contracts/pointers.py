"""What a contract says by pointing elsewhere: an annex, another document, the standard clauses of the Commission."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from licet.reading.contracts.passages import Document, Passage, fold

_SAID: Final = (
    r"(?:set out|set forth|specified|described|listed|defined|laid down|detailed|stated|given|found|contained|provided|see"
    r"|referred to|as per|according to|voir|cf\.?|decrit|precise|defini|figur|mentionn|enumer|list|indiqu|detaill|prevu|fixe"
    r"|vise|enonc|renseign|exposes?|celles?|ceux)\w*"
)
_ANNEX: Final = r"(?:annexe?|appendix|schedule|exhibit)\s+(?:n[o°]?\s*)?(?:[0-9]{1,2}|[ivx]{1,5}|[a-h])\b|annexe?\b|appendix\b|schedule\b"
_OTHER: Final = (
    r"(?:the |l[ea] |l'|au |aux |du )?(?:main|principal|master|services?) (?:agreement|contract)|contrat (?:principal|cadre)"
    r"|order form|purchase order|statement of work|bon de commande|devis|cctp|ccap|cahier des (?:charges|clauses)[a-z ]{0,20}"
    r"|conditions particulieres|acte d'engagement|proposition commerciale"
)
_HOLDS: Final = (
    r"(?:describes?|sets? out|specif(?:y|ies)|lists?|details|contains?|defines?|decri(?:t|vent)|precisent?|contien(?:t|nent)"
    r"|fixent?|enumer(?:e|ent)|listent?|definit)\b"
)
_POINTER: Final = re.compile(
    rf"\b{_SAID}[^\n]{{0,60}}?\b(?P<target>{_ANNEX}|{_OTHER})|^(?P<alone>{_ANNEX}|{_OTHER})\W*$"
    rf"|\b(?P<holder>{_ANNEX}|{_OTHER})[^\n]{{0,40}}?\b{_HOLDS}"
)
_COPULA: Final = re.compile(r"\b(?:is|are|est|sont|be)(?: \w+)? ?$")
_LONG_ENOUGH: Final = 25  # words before the pointer: the sentence says it itself, and points to more

_STANDARD: Final = re.compile(r"2021/915")
_TAKEN_IN: Final = re.compile(
    r"incorporat|form(?:s|ing)? (?:an )?(?:integral )?part|\bappl(?:y|ies)\b|agree|adopt|enter into|integr|s'appliqu|applicable"
    r"|font partie|fait partie|incorpor|adher|conclu|regi|governed|sign|retienn|annexe"
)
_CHANGED: Final = re.compile(r"amended|modif|adapt|deviat|derog|following changes|adjust|complete")
_UNCHANGED: Final = re.compile(
    r"unmodified|unamended|unchanged|without (?:any )?(?:modification|change|amendment)|sans (?:aucune )?modification|inchang|non modifi|sans (?:y )?(?:rien )?(?:changer|deroger)"
)
_OWN_WORDS: Final = (
    re.compile(r"docking clause|clause d'amarrage|clause d'adhesion"),
    re.compile(r"accede to these clauses|y adherer a tout moment"),
    re.compile(r"interpreted in the light of|lues et interpretees a la lumiere"),
    re.compile(r"third-party beneficiary clause|clause du tiers beneficiaire"),
    re.compile(r"in case of general written authori[sz]ation|option 2|autorisation ecrite generale"),
    re.compile(r"prevail over|prevalent"),
    re.compile(r"clause 7\b"),
    re.compile(r"annex (?:iv|4)\b|annexe (?:iv|4)\b"),
)

_TERMS: Final = re.compile(
    r"(?:data processing (?:agreement|addendum)|\bdpa\b|privacy terms|general (?:terms|conditions)|terms (?:and conditions|of (?:service|use|sale))"
    r"|accord (?:de traitement|de sous-traitance|sur (?:le|la) (?:traitement|protection))|conditions generales(?: de (?:vente|service|prestation)s?)?|\bcg[vsu]\b)"
)
_REFERRED: Final = re.compile(
    r"available|consult|disponible|accessible|voir|\bsee\b|govern|regi|soumis|subject to|applicable|apply|applies|appliqu|accept|annex|joint|attached|figur|http"
)


class Standard(StrEnum):
    """How the Commission's clauses between controllers and processors (decision 2021/915) stand in the documents."""

    NOT = "not"
    THEMSELVES = "themselves"
    INCORPORATED = "incorporated"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a sentence refers to, and whether that was delivered."""

    target: str
    delivered: bool


def pointer(text: str, documents: Sequence[Document]) -> Pointer | None:
    """Return what a sentence or cell refers to instead of saying it; ``None`` when it says it itself."""
    folded = fold(text)
    match = _POINTER.search(folded)
    if match is None:
        return None
    before = folded[: match.start()]
    nothing_else = _COPULA.search(before) is not None
    if ":" in before.rstrip(" :") or (len(before.split()) >= _LONG_ENOUGH and not nothing_else):
        return None
    target = (match["target"] or match["alone"] or match["holder"]).strip()
    return Pointer(target, any(_delivers(document, target) for document in documents))


def _delivers(document: Document, target: str) -> bool:
    named = re.sub(r"^(?:the|la|le|l'|au|aux|du)\s*", "", target)
    name = re.sub(r"[^a-z0-9]+", " ", fold(document.name))
    if re.search(rf"\b{re.escape(named)}\b", name):
        return True
    return any(re.match(rf"(?:the |l'|le |la )?{re.escape(named)}\b", heading) for heading in document.headings)


def standard(documents: Sequence[Document]) -> tuple[Standard, Passage | None]:
    """Say whether the documents are, or take in, the standard clauses 2021/915, and in which words."""
    for document in documents:
        folded = document.folded
        if sum(pattern.search(folded) is not None for pattern in _OWN_WORDS) >= len(_OWN_WORDS) - 2:
            return Standard.THEMSELVES, next(iter(document.passages), None)
    for document in documents:
        for passage in document.passages:
            if _STANDARD.search(passage.folded) and _TAKEN_IN.search(passage.folded):
                changed = _CHANGED.search(_UNCHANGED.sub("", passage.folded))
                return (Standard.CHANGED if changed else Standard.INCORPORATED), passage
    return Standard.NOT, None


def terms_elsewhere(documents: Sequence[Document]) -> Passage | None:
    """Return the sentence of a quote or an order that leaves the terms to a document elsewhere."""
    for document in documents:
        for passage in document.passages:
            if _TERMS.search(passage.folded) and _REFERRED.search(passage.folded):
                return passage
    return None
