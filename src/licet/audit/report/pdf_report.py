"""The report as a sheet: what the page shows, in the same order and the same words, for the PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from licet.audit.model import Finding, Ground, Report, Share, ToObtain
from licet.audit.report import figures, glance, pdf_documents, pdf_ground
from licet.audit.report.charts import Fill
from licet.audit.report.drawable import drawable_report
from licet.audit.report.page import law_of, may_also, row_ranges
from licet.audit.report.pdf_pieces import MOST_LINES, chart, more
from licet.audit.report.sheets import (
    Block,
    Cell,
    Header,
    Heading,
    Line,
    Paragraph,
    Sheet,
    Span,
    Steps,
    Table,
    Terms,
    cell,
)
from licet.audit.report.words import Words


def sheet_of(report: Report) -> Sheet:
    """Return the sheet of a report, in its language."""
    made = _Made(drawable_report(report))
    words, say = made.words, made.say
    name = made.report.organisation or say("unnamed_organisation")
    day = words.day(report.judged_on)
    return Sheet(
        title=f"{name} · {say('title')} · {day}",
        language=report.language,
        day=report.judged_on,
        kicker=say("title"),
        name=name,
        subtitle=say("judged_on", day=day),
        contents=say("contents"),
        footer=f"{say('title')} · {name} · {day}",
        blocks=tuple(made.blocks()),
    )


class _Made:
    """Makes the blocks of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = Words(report.language)
        self.say = self.words.say
        self.draw = figures.Figures(self.words, report)

    def blocks(self) -> Iterator[Block]:
        yield from self._brief()
        yield Heading(self.say("section.findings"), opens_page=True)
        findings = glance.in_order(self.report)
        for at, finding in enumerate(findings):
            yield from self._finding(finding, f"head-{at}")
        if not findings:
            yield self._nothing("finding.none")
        yield from pdf_ground.of_base(self.report, self.words, self.draw)
        yield from self._plan()
        yield from self._comparables()
        yield from self._obtain()
        yield from pdf_documents.of_documents(self.report, self.words)
        yield from pdf_ground.of_ground(self.report, self.words, self.draw)

    # ---- in brief

    def _brief(self) -> Iterator[Block]:
        report, say, words = self.report, self.say, self.words
        yield Heading(say("section.brief"))
        counts = [(status, glance.count_of_status(report, status)) for status in glance.STATUSES]
        told = [say(f"verdict.{status}", n=count) for status, count in counts if count]
        yield Paragraph((Span(" ".join(told) or say("verdict.clean")),), "verdict")
        channels = [words.name("channel", channel) for channel in report.channels]
        used = say("brief.channels", channels=words.listed(channels)) if channels else say("brief.no_channels")
        persons = f"{words.number(report.persons)} {say('brief.persons', n=report.persons)}"
        yield Paragraph((Span(persons, "strong"), Span("·"), Span(used)))
        exit_code = glance.exit_code(report)
        yield Paragraph(
            (Span(f"{say('brief.exit')} {exit_code}", "strong"), Span("·"), Span(say(f"brief.exit_{exit_code}")))
        )
        if report.findings:
            headers = (Header(say("column.head")), self._number("column.count"), self._number("column.share"))
            rows = tuple(self._at_a_glance(finding) for finding in glance.in_order(report))
            yield Table(say("brief.table"), headers, rows)
        held = report.evidence
        if self.draw.has_answers():
            produced, weak = held.document + held.data, held.declared + held.assumed
            line = say("brief.rests", produced=produced, weak=weak, open=held.not_asked + held.nothing_produced)
            yield Paragraph((Span(line),), "note")

    def _at_a_glance(self, finding: Finding) -> tuple[Cell, ...]:
        name = (Span(finding.article, "strong"), Span(self.words.name("status", finding.status), finding.status))
        share = self.words.shares(finding.count, finding.possible, finding.of)
        return cell(name, finding.title), self._extent(finding), cell(share)

    # ---- one head

    def _finding(self, finding: Finding, key: str) -> Iterator[Block]:
        say, words = self.say, self.words
        yield Heading(f"{finding.article}{_COLON[self.report.language]} {finding.title}", 2)
        yield Paragraph((Span(words.name("status", finding.status), finding.status),))
        of = words.counted(finding.of, finding.unit)
        share = words.shares(finding.count, finding.possible, finding.of)
        extent = words.extent(finding.count, finding.possible)
        yield Paragraph((Span(extent, "figure"), Span(say("head_of", of=of, share=share))))
        if finding.count and finding.possible:
            yield Paragraph((Span(say("finding.possible", counted=words.counted(finding.possible, finding.unit))),))
        if finding.persons is not None and finding.unit != "persons":
            yield Paragraph((Span(say("finding.persons", n=finding.persons)),))
        remedy = words.name("remedy", finding.remedy)
        yield Paragraph(
            (
                Span(f"{say('finding.remedy')}{_COLON[self.report.language]}", "strong"),
                Span(remedy),
                Span(finding.remedy_text),
            )
        )
        yield from self._shares(f"{key}-source", "by_source", finding.by_source)
        yield from self._shares(f"{key}-form", "by_form", finding.by_form)
        if finding.grounds:
            headers = (Header(say("column.rule")), self._number("column.count"))
            rows = tuple(self._ground(ground, finding) for ground in finding.grounds)
            yield Table(say("finding.grounds"), headers, rows)
        within = may_also(finding)
        if within:
            yield Paragraph((Span(say("finding.also", articles=words.listed(within))),), "aside")
        facts = tuple(self._facts(finding))
        if facts:
            yield Terms(facts)

    def _shares(self, key: str, kind: str, shares: Sequence[Share]) -> Iterator[Block]:
        if not shares:
            return
        say, words = self.say, self.words
        doubt = any(each.possible for each in shares)
        legend = [(Fill.SOLID, say("chart.certain")), *([(Fill.DIAGONAL, say("chart.possible"))] if doubt else [])]
        name = "column.source" if kind == "by_source" else "column.form"
        numbers = ["column.count", *(["column.possible"] if doubt else []), "column.of"]
        rows = [
            (
                cell(self.draw.named(each.name)),
                cell(words.number(each.count)),
                *([cell(words.number(each.possible))] if doubt else []),
                cell(words.number(each.of)),
            )
            for each in shares[:MOST_LINES]
        ]
        yield Table(say(f"finding.{kind}"), (Header(say(name)), *map(self._number, numbers)), tuple(rows))
        yield from more(shares, words)
        yield chart(self.draw.shares(key, say(f"finding.{kind}"), kind, shares), legend)

    def _ground(self, ground: Ground, finding: Finding) -> tuple[Cell, ...]:
        words = self.words
        relation: Line = (Span(ground.article, "strong"), Span("·"), Span(words.name("relation", ground.relation)))
        if ground.status != finding.status:
            relation += (Span("·"), Span(words.name("status", ground.status), ground.status))
        law = " · ".join([ground.citation, *law_of(words, ground)])
        lines = (relation, ground.sentence, (Span(ground.rule, "code"), Span(law, "soft")))
        return cell(*lines), self._extent(ground)

    def _facts(self, finding: Finding) -> Iterator[tuple[str, Cell]]:
        say, words = self.say, self.words
        evidence: list[str] = []
        if finding.rows:
            text, whole = row_ranges(words, finding.rows)
            all_of_them = whole and len(finding.rows) >= finding.count
            told = say("finding.rows" if all_of_them else "finding.rows_first", rows=text)
            evidence.append(f"{told} ({finding.rows_file})" if finding.rows_file else told)
        if finding.items:
            evidence.append(say("finding.items", items=", ".join(finding.items[:MOST_LINES])))
            if len(finding.items) > MOST_LINES:
                evidence.append(say("more_in_json", n=len(finding.items) - MOST_LINES))
        if evidence:
            yield say("finding.evidence"), cell(*evidence)
        rests = finding.rests_on
        held = {"data": rests.data, "document": rests.document, "declared": rests.declared, "assumed": rests.assumed}
        if any(held.values()):
            yield say("finding.facts"), cell(say("finding.rests", **held))
        if finding.cap is not None:
            cap = finding.cap
            eur = words.money(cap.eur) if cap.eur is not None else ""
            percent = words.percent(cap.percent_of_turnover / 100) if cap.percent_of_turnover is not None else ""
            both = say("finding.cap_both", eur=eur, percent=percent) if eur and percent else ""
            alone = say("finding.cap_percent", percent=percent) if percent else eur or "–"
            source = say("finding.cap_from", source=cap.source, verified=words.name("verified", cap.verified))
            yield say("finding.cap"), cell((Span(both or alone), Span(source, "soft")))

    def _extent(self, each: Finding | Ground) -> Cell:
        words = self.words
        unit = words.unit(each.unit, each.count or each.possible)
        doubt = self.say("finding.doubt", n=each.possible) if each.count and each.possible else ""
        lines: tuple[Line, ...] = ((Span(words.extent(each.count, each.possible)),), (Span(unit, "soft"),))
        return (*lines, (Span(doubt, "soft"),)) if doubt else lines

    # ---- what to do about it

    def _plan(self) -> Iterator[Block]:
        say, words = self.say, self.words
        yield Heading(say("section.plan"), opens_page=True)
        if not self.report.plan:
            yield self._nothing("plan.none")
            return
        yield Paragraph((Span(say("plan.intro")),))
        yield Steps(
            tuple(
                cell(
                    (Span(words.name("remedy", step.remedy), "strong"), Span(step.text)),
                    (Span(step.article, "soft"), Span("·", "soft"), Span(words.counted(step.count, step.unit), "soft")),
                )
                for step in self.report.plan
            )
        )

    def _comparables(self) -> Iterator[Block]:
        say, words = self.say, self.words
        yield Heading(say("section.comparables"))
        if not self.report.comparables:
            yield self._nothing("comparables.none")
            return
        yield Paragraph((Span(say("comparables.intro")),))
        rows = []
        for each in self.report.comparables[:MOST_LINES]:
            told = [each.id, words.day(each.date)]
            if each.turnover_eur is not None:
                told.append(say("comparables.turnover", eur=words.money(each.turnover_eur)))
            told.append(words.name("verified", each.verified))
            shared = say("comparables.shared", articles=words.listed(each.shared))
            months = "–" if each.deadline_months is None else say("comparables.months", n=each.deadline_months)
            fine, penalty = (
                "–" if euros is None else words.money(euros) for euros in (each.fine_eur, each.penalty_eur_per_day)
            )
            name = cell((Span(each.name, "strong"),), (Span(" · ".join(told), "soft"),), (Span(shared, "soft"),))
            rows.append((name, cell(fine), cell(months), cell(penalty)))
        numbers = map(self._number, ("column.fine", "column.deadline", "column.penalty"))
        yield Table(say("comparables.table"), (Header(say("column.decision")), *numbers), tuple(rows))
        yield from more(self.report.comparables, words)

    def _obtain(self) -> Iterator[Block]:
        say, words = self.say, self.words
        yield Heading(say("section.obtain"), opens_page=True)
        if not self.report.to_obtain:
            yield self._nothing("obtain.none")
            return
        yield Paragraph((Span(say("obtain.intro")),))
        headers = (
            Header(say("column.question"), share=3),
            Header(say("column.prevents")),
            self._number("column.persons"),
        )
        for group in glance.by_table(self.report.to_obtain):
            alike: dict[tuple[object, ...], list[ToObtain]] = defaultdict(list)
            for each in group.facts:
                alike[each.fact, each.question, each.state, each.seen, each.prevents, each.persons].append(each)
            caption = say("obtain.table", table=words.name("table", group.table))
            yield Table(caption, headers, tuple(self._missing(each) for each in alike.values()))

    def _missing(self, alike: list[ToObtain]) -> tuple[Cell, ...]:
        """Return the line of a question that several rows of a table leave open alike."""
        say, first = self.say, alike[0]
        items = [each.item for each in alike if each.item]
        where = say("obtain.item", item=self.words.listed(items[:MOST_LINES])) if items else say("obtain.all_items")
        if len(items) > MOST_LINES:
            where = f"{where} · {say('more_in_json', n=len(items) - MOST_LINES)}"
        state: Line = (
            Span(self.words.name("state", first.state), "strong"),
            Span("·"),
            Span(where),
            Span(first.fact, "code"),
        )
        persons = "–" if first.persons is None else self.words.number(first.persons)
        seen: Line = (Span(first.seen, "soft"),) if first.seen else ()
        return cell(first.question, state, seen), cell(self.words.articles(first.prevents)), cell(persons)

    def _number(self, key: str) -> Header:
        return Header(self.say(key), is_number=True)

    def _nothing(self, key: str) -> Paragraph:
        return Paragraph((Span(self.say(key)),), "nothing")


_COLON: Final = {"fr": "\u00a0:", "en": ":"}
