"""The words of a rehearsal in both languages, and the documents that each table calls for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

import yaml

from licet.audit.report.words import Language, spaced

LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Called:
    """The document that a table calls for. ``always``: an inspector asks for it whatever the dossier speaks of."""

    fr: str
    en: str
    who: str
    always: bool = False

    def title(self, language: Language) -> str:
        """Return what to hand over, in a language."""
        return self.fr if language == "fr" else self.en


@cache
def called() -> Mapping[str, Called]:
    """Return the document that each table calls for, by table."""
    return MappingProxyType({table: Called(**held) for table, held in _yaml("papers.yaml").items()})


def say(key: str, language: Language, /, **values: object) -> str:
    """Return the words of a dotted key (``who.dpo``) in a language, spaced as it asks, with its values filled in."""
    found: Any = _yaml("words.yaml")
    for part in key.split("."):
        found = found[part]
    words = spaced(str(found[language]), language)
    return words.format(**values) if values else words


@cache
def _yaml(name: str) -> dict[str, Any]:
    return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))  # type: ignore[no-any-return]
