"""What may be written in a dossier, by shape: words, whole numbers, lists, rows; each refusal names file and place."""

from __future__ import annotations

import datetime as dt
import difflib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from licet.audit.dossier.answers import By, by_of, day_written
from licet.audit.dossier.quoting import shown, shown_file
from licet.terms.errors import DossierError

MOST_WEIGHT: Final = 10**9

Raw = Mapping[Any, Any]


class Shapes:
    """The questions a loader asks of what YAML gave, about one file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def texts(self, raw: object, where: str) -> tuple[str, ...]:
        """Return a list of words."""
        if raw is None:
            return ()
        if not isinstance(raw, list) or not all(
            isinstance(each, str | int) and not isinstance(each, bool) for each in raw
        ):
            raise self.error(where, "a list of words is expected, written `[one, two]`")
        return tuple(str(each) for each in raw)

    def words(self, raw: Raw, key: str, where: str) -> str:
        """Return one word or line of text, empty where nothing is written."""
        written = raw.get(key)
        if written is None:
            return ""
        if isinstance(written, bool | float) or not isinstance(written, str | int | dt.date):
            raise self.error(where, f"`{key}` is said in a word")
        return str(written).strip()

    def whole(self, raw: Raw, key: str, where: str, most: int = 10**15) -> int | None:
        """Return a whole number, or ``None`` where nothing is written."""
        number = raw.get(key)
        if number is None:
            return None
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= most:
            raise self.error(where, f"`{key}` is a whole number, from 0 to {most}")
        return number

    def weight(self, raw: Raw, where: str) -> int:
        """Return how many a row stands for."""
        weight = self.whole(raw, "weight", f"{where}: how many this row stands for", MOST_WEIGHT)
        return 1 if weight is None else weight

    def day(self, raw: object) -> dt.date | None:
        """Return the day the dossier is judged on, if it says."""
        day = day_written(raw)
        if raw is not None and (day is None or isinstance(raw, dt.datetime)):
            raise self.error("", "`judged_on` is a day, written `2026-08-11`")
        return day

    def by(self, raw: Raw, where: str, otherwise: By = "declared") -> By:
        """Return what a row rests on."""
        return by_of(raw, otherwise, self.at(where))

    def mapping(self, raw: object, where: str) -> Raw:
        """Return questions with their answers, none where nothing is written."""
        if raw is None:
            return {}
        if isinstance(raw, Mapping):
            return raw
        raise self.error(where, "questions and answers are expected here, `name: answer`")

    def rows(self, raw: object, where: str) -> list[Raw]:
        """Return the rows of a list."""
        if raw is None:
            return []
        if isinstance(raw, list) and all(isinstance(each, Mapping) for each in raw):
            return raw
        raise self.error(where, "a list of rows is expected, each begun by a dash")

    def known(self, raw: Raw, known: set[str], where: str, near: set[str] | None = None) -> None:
        """Refuse a key that nothing is called by, with the nearest one that is."""
        for key in raw:
            if key not in known:
                close = difflib.get_close_matches(str(key)[:80], near or known, n=1)
                hint = f": did you mean `{close[0]}`?" if close else ""
                raise self.error(where, f"nothing is called {shown(key, 'what is written there')}{hint}")

    def refuse_twice(self, values: list[str], where: str, what: str) -> None:
        """Refuse a value that stands twice where it names one thing."""
        twice = next((value for value, times in Counter(values).items() if times > 1), None)
        if twice is not None:
            raise self.error(where, f"{what}: {shown_file(Path(twice).name) if where == 'people' else shown(twice)}")

    def at(self, where: str) -> str:
        """Return the place of an error: the file, and where in it."""
        return f"`{self.path}`, {where}" if where else f"`{self.path}`"

    def error(self, where: str, what: str) -> DossierError:
        """Return the error to raise about a place."""
        return DossierError(f"{self.at(where)}: {what}")
