"""The fixed words of the report, and numbers, days and money as the language of the report writes them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent

Language = Literal["fr", "en"]
LOCALES: Final = {"fr": "fr_FR", "en": "en_GB"}

# French typography: a no-break space before these signs and inside guillemets. The words are written with plain
# spaces, so that who edits them need not see the difference.
_SPACED: Final = (
    (re.compile(r" ([:%»€])"), "\u00a0\\1"),
    (re.compile(r" ([;?!])"), "\u202f\\1"),
    (re.compile("« "), "«\u00a0"),
)

# Unicode marks that turn the direction of what follows (UAX #9): a name must not reorder the line it stands in.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def plain(text: str) -> str:
    """Return a text without control characters or marks of direction, which act on a terminal or a page.

    Tabs and line ends become spaces; the others U+FFFD. Without this the name of an organisation could clear the
    screen (ESC [2J) or show a figure backwards (U+202E).
    """
    return "".join(_harmless(char) for char in text)


def _harmless(char: str) -> str:
    if char in "\t\n\r":
        return " "
    # Cs: half a character (a lone surrogate) can be written in no file.
    return "\ufffd" if char in _TURNING or unicodedata.category(char) in {"Cc", "Cs"} else char


def _flatten(tree: dict[str, Any], before: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        name = f"{before}{key}"
        flat.update(_flatten(value, name + ".") if isinstance(value, dict) else {name: str(value)})
    return flat


def spaced(text: str, language: Language) -> str:
    """Return a text with the no-break spaces that the typography of its language asks for; English asks for none."""
    if language == "fr":
        for sign, unbroken in _SPACED:
            text = sign.sub(unbroken, text)
    return text


@cache
def load(language: Language) -> dict[str, str]:
    """Return the words of a language by dotted key; a plural is two keys, ``….one`` and ``….other``."""
    text = files(__package__).joinpath(f"words.{language}.yaml").read_text(encoding="utf-8")
    return {key: spaced(value, language) for key, value in _flatten(yaml.safe_load(text)).items()}


class Words:
    """Say things in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._words = load(language)
        self._locale = Locale.parse(LOCALES[language])

    def say(self, key: str, /, **values: object) -> str:
        """Return the words of a key with its values filled in; whole numbers are written out, ``n`` picks the plural."""
        if key not in self._words:
            key = f"{key}.{self._plural(values['n'])}"
        filled = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return self._words[key].format(**filled)

    def name(self, kind: str, code: str) -> str:
        """Return the word of a code (``channel``, ``email``); a code nobody put into words is shown as it is."""
        return self._words.get(f"{kind}.{code}") or plain(code)

    def unit(self, code: str, count: int) -> str:
        """Return a unit in the number that a count asks for: 1 → person, 2 → people."""
        return self._words.get(f"unit.{code}.{self._plural(count)}") or plain(code)

    def counted(self, count: int, code: str) -> str:
        """Return a count with its unit: 1,234 people."""
        return f"{self.number(count)}\u00a0{self.unit(code, count)}"

    def number(self, value: float) -> str:
        """Return a number as the language writes it: 1 234,5 or 1,234.5."""
        return str(format_decimal(value, locale=self._locale))

    def compact(self, value: int) -> str:
        """Return a number in few signs, for a chart: 1,2 M or 1.2M."""
        digits = 1 if len(str(value)) % 3 == 1 else 0
        return str(format_compact_decimal(value, locale=self._locale, fraction_digits=digits))

    def percent(self, share: float) -> str:
        """Return a share with one decimal. What is not nothing never shows as 0 %, what is not all never as 100 %."""
        pattern = str(self._locale.percent_formats[None].pattern).replace("#,##0", "#,##0.#")
        tenths = round(share * 1000)
        if share > 0 and tenths == 0:
            return "<\u00a0" + format_percent(0.001, pattern, self._locale)
        if share < 1 and tenths == 1000:  # noqa: PLR2004  # a thousand tenths of a percent
            return ">\u00a0" + format_percent(0.999, pattern, self._locale)
        return str(format_percent(tenths / 1000, pattern, self._locale))

    def share(self, count: int, of: int) -> str:
        """Return ``count`` of ``of`` in percent, or a dash when the whole is empty."""
        return self.percent(count / of) if of > 0 else "–"

    def extent(self, certain: int, possible: int) -> str:
        """Return how many: what is certain, or from none to how many where nothing is."""
        return self.number(certain) if certain or not possible else f"{self.number(0)}–{self.number(possible)}"

    def shares(self, certain: int, possible: int, of: int) -> str:
        """Return the share of what is certain, or from none to how much where nothing is."""
        alone = certain or not possible or of <= 0
        return (
            self.share(certain, of)
            if alone
            else f"{self.share(0, of)} – {self.share(possible, of)}".replace(" –", "\u00a0–")
        )

    def money(self, euros: int) -> str:
        """Return whole euros: 7 300 € or €7,300."""
        pattern = str(self._locale.currency_formats["standard"].pattern).replace(".00", "")
        return str(format_currency(euros, "EUR", pattern, self._locale, currency_digits=False))

    def day(self, day: dt.date | str) -> str:
        """Return a day in full; a text that is no whole day (``2022-04``) is shown as it is."""
        if isinstance(day, str):
            try:
                day = dt.date.fromisoformat(day)
            except ValueError:
                return plain(str(day))
        written = str(format_date(day, "long", self._locale))
        # the first of a month is an ordinal in French, which CLDR does not write
        return f"1er{written[1:]}" if self.language == "fr" and day.day == 1 else written

    def articles(self, names: Sequence[str]) -> str:
        """Return articles in one line that breaks between them only, or a dash for none."""
        return self.listed([name.replace(" ", "\u00a0") for name in names]) or "–"

    def listed(self, texts: Sequence[str]) -> str:
        """Return texts in one line, separated by commas."""
        return ", ".join(texts)

    def _plural(self, count: object) -> str:
        # CLDR's third French number (`many`, from a million on) differs by a preposition that no word here needs.
        form = self._locale.plural_form(abs(int(str(count))))
        return "one" if form == "one" else "other"
