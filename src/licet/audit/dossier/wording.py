"""The words of a dossier in both languages: of its keys, of its kinds of answers, of what a check says."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml

Lang = Literal["en", "fr"]
LANGS: Final[tuple[Lang, ...]] = ("en", "fr")


@cache
def _words() -> dict[str, Any]:
    text = files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]


def say(key: str, lang: Lang, /, **values: object) -> str:
    """Return the words of a dotted key (``check.more``) in a language, with its values filled in."""
    found: Any = _words()
    for part in key.split("."):
        found = found[part]
    words = str(found[lang])
    return words.format(**values) if values else words


def in_french(lang: str) -> Lang:
    """Return the language meant: French unless English is asked for, as everywhere in Licet."""
    return "en" if lang == "en" else "fr"
