"""The charts of one report: which numbers each draws, and the sentence that tells the same without eyes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from licet.audit.model import Finding, ProofOfSource, Report, Share, Years
from licet.audit.report import charts
from licet.audit.report.charts import Bar, Column, Fill, Mark, Part
from licet.audit.report.words import Words, plain
from licet.law.figures import figure
from licet.rules.values import encode_day

MOST_BARS: Final = 8
"""Bars of one chart; the table beside it has the others too."""
MOST_COLUMNS: Final = 9
"""Columns of the ageing chart, the last ones gathered: nine values stay readable at 320 px."""

EVIDENCE: Final = {
    "data": Fill.SOLID,
    "document": Fill.DIAGONAL,
    "declared": Fill.DOTS,
    "assumed": Fill.LINES,
    "nothing_produced": Fill.CROSS,
    "not_asked": Fill.EMPTY,
}
VERIFIED: Final = {"V": Fill.SOLID, "S": Fill.DIAGONAL, "K": Fill.EMPTY}


class Figures:
    """Draw what a report counts."""

    def __init__(self, words: Words, report: Report) -> None:
        self._words = words
        self._report = report

    def shares(self, key: str, title: str, kind: str, shares: Sequence[Share]) -> Markup:
        """Draw the share of each source (``kind`` ``by_source``) or form (``by_form``) that a head concerns."""
        bars = [self._bar(self.named(s.name), s.count, s.possible, s.of) for s in shares[:MOST_BARS]]
        return charts.horizontal_bars(key, title, self._listed(f"chart.{kind}", bars), bars)

    def proof(self, key: str, title: str, sources: Sequence[ProofOfSource]) -> Markup:
        """Draw the share of the consents of each source for which proof was shown."""
        bars = [self._bar(self.named(s.source), s.shown, s.unknown, s.persons) for s in sources[:MOST_BARS]]
        return charts.horizontal_bars(key, title, self._listed("chart.proof", bars), bars)

    def ageing(self, key: str, title: str) -> Markup:
        """Draw people by whole years since their last act, those who only opened apart."""
        bins = gathered(self._report.ageing)
        told = [
            self._words.say("chart.column", years=self.years(each), count=each.last_act, open=each.open_only)
            for each in self.by_age()
        ]
        description = self._words.say("chart.ageing", list=self._words.listed(told))
        limit, known = self.limit(), [years.years for years, _ in bins if years.years >= 0]
        after = sum(years < limit for years in known)
        mark = Mark(after, self._words.say("ageing.years", n=limit)) if 0 < after < len(known) else None
        columns = [self._column(years, more=more) for years, more in bins]
        return charts.stacked_columns(key, title, description, columns, mark)

    def by_age(self) -> list[Years]:
        """Return the lines of the table beside the ageing chart: by years, those without a day last."""
        return sorted(self._report.ageing, key=lambda each: (each.years < 0, each.years))

    def limit(self) -> int:
        """Return the reference period of prospects in years, on the day that is judged."""
        return figure("prospect-retention").value_on(encode_day(self._report.judged_on))

    def limit_told(self) -> str:
        """Return what the line in the ageing chart stands for, with its source."""
        reference = figure("prospect-retention")
        means = reference.fr if self._report.language == "fr" else reference.en
        period = self._words.say("ageing.years", n=self.limit())
        return self._words.say(
            "ageing.limit", period=period, figure=means[:1].upper() + means[1:], source=reference.source
        )

    def has_answers(self) -> bool:
        """Say whether the dossier was asked anything at all."""
        return any(part.count for part in self.evidence_lines())

    def evidence(self, key: str, title: str) -> Markup:
        """Draw the answers of the dossier by what they rest on."""
        parts = self.evidence_lines()
        return charts.proportion(key, title, self._told("chart.evidence", parts), parts)

    def evidence_lines(self) -> list[Part]:
        """Return the answers of the dossier by what they rest on, as lines of the table beside the chart."""
        held = self._report.evidence
        return [Part(self._words.say(f"evidence.{n}"), getattr(held, n), fill) for n, fill in EVIDENCE.items()]

    def verified(self, key: str, title: str) -> Markup:
        """Draw the rules by how far their texts were read."""
        parts = self.verified_lines()
        return charts.proportion(key, title, self._told("chart.verified", parts), parts)

    def verified_lines(self) -> list[Part]:
        """Return the rules by how far their texts were read, as lines of the table beside the chart."""
        law = self._report.law
        counts = {"V": law.read, "S": law.secondary, "K": law.not_read}
        return [Part(self._words.name("verified", mark), counts[mark], fill) for mark, fill in VERIFIED.items()]

    def meter(self, finding: Finding) -> Markup:
        """Draw the share of a head as a thin bar."""
        of = max(finding.of, 1)
        return charts.meter(finding.count / of, finding.possible / of)

    def named(self, name: str) -> str:
        """Return the name of a source or form, or the words for one without a name."""
        return plain(name) if name.strip() else self._words.say("unnamed")

    def years(self, years: Years) -> str:
        """Return a number of whole years in words."""
        if years.years < 0:
            return self._words.say("chart.unknown_day")
        return self._words.say("ageing.years", n=years.years) if years.years else self._words.say("ageing.under_one")

    def _bar(self, name: str, count: int, possible: int, of: int) -> Bar:
        whole = max(of, 1)
        return Bar(name, count / whole, possible / whole, self._words.share(count, of))

    def _listed(self, key: str, bars: Sequence[Bar]) -> str:
        told = [self._words.say("chart.bar", name=bar.name, share=bar.value) for bar in bars]
        return self._words.say(key, list=self._words.listed(told))

    def _column(self, years: Years, *, more: bool) -> Column:
        value = self._words.compact(years.last_act) if years.last_act else ""
        acted = max(years.last_act - years.open_only, 0)
        if years.years < 0:
            return Column("?", acted, years.open_only, value, Fill.LINES)
        name = self._words.say("chart.and_more", n=years.years) if more else self._words.number(years.years)
        return Column(name, acted, years.open_only, value)

    def _told(self, key: str, parts: Sequence[Part]) -> str:
        told = [self._words.say("chart.part", name=part.name, count=part.count) for part in parts if part.count]
        return self._words.say(key, list=self._words.listed(told or [self._words.say("none")]))


def gathered(ageing: Sequence[Years]) -> list[tuple[Years, bool]]:
    """Return the columns of the ageing chart, each with whether older people are gathered in it.

    No year between the youngest and the oldest is skipped, or the distances would lie; those without a day come last.
    """
    known = {each.years: each for each in ageing if each.years >= 0}
    unknown = [(each, False) for each in ageing if each.years < 0]
    if not known:
        return unknown
    last = min(max(known), MOST_COLUMNS - len(unknown) - 1)
    single = [(known.get(years) or Years(years=years, last_act=0, open_only=0), False) for years in range(last)]
    oldest = [each for years, each in known.items() if years >= last]
    tail = Years(years=last, last_act=sum(y.last_act for y in oldest), open_only=sum(y.open_only for y in oldest))
    return [*single, (tail, max(known) > last), *unknown]
