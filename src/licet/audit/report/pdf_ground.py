"""The last sections of the PDF: what the base shows of itself, and on what all of the report stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from licet.audit.model import FileRead, ProofOfSource, Report
from licet.audit.report.charts import Fill
from licet.audit.report.figures import Figures
from licet.audit.report.page import separator_name
from licet.audit.report.pdf_pieces import MOST_LINES, chart, more
from licet.audit.report.sheets import Block, Cell, Header, Heading, Line, Paragraph, Span, Table, Terms, cell
from licet.audit.report.words import Words


def of_base(report: Report, words: Words, draw: Figures) -> Iterator[Block]:
    """Yield age, proofs and complaints."""
    if report.ageing:
        yield from _ageing(report, words, draw)
    yield Heading(words.say("section.proof"))
    yield from _proof(report, words, draw)
    yield Heading(words.say("section.complaints"))
    yield from _complaints(report, words, draw)


def of_ground(report: Report, words: Words, draw: Figures) -> Iterator[Block]:
    """Yield practices, answers, assumptions, files, law, and what the report is not."""
    say = words.say
    if report.warnings:
        yield Heading(say("section.warnings"))
        yield _plain(say("warnings.intro"))
        rows = [
            (
                cell(each.sentence, (Span(each.rule, "code"), Span(each.citation, "soft"))),
                cell(words.counted(each.count, each.unit)),
            )
            for each in report.warnings
        ]
        yield Table(
            say("warnings.table"), (Header(say("column.practice")), _number(words, "column.count")), tuple(rows)
        )
    yield from _evidence(report, words, draw)
    yield Heading(say("section.files"))
    yield from _files(report, words)
    yield from _law(report, words, draw)
    yield Heading(say("section.advice"))
    yield Paragraph((Span(say("advice.text")),), "boxed")
    yield Paragraph((Span(say("advice.made", version=report.licet)),), "note")


def _ageing(report: Report, words: Words, draw: Figures) -> Iterator[Block]:
    say = words.say
    yield Heading(say("section.ageing"), opens_page=True)
    yield _plain(say("ageing.intro"))
    legend = [(Fill.SOLID, say("chart.last_act")), (Fill.DIAGONAL, say("chart.open_only"))]
    if any(each.years < 0 for each in report.ageing):
        legend.append((Fill.LINES, f"? · {say('chart.unknown_day')}"))
    yield chart(draw.ageing("ageing-chart", say("section.ageing")), legend)
    yield Paragraph((Span(draw.limit_told()),), "note")
    whole = sum(each.last_act for each in report.ageing)
    headers = (Header(say("column.years")), *_numbers(words, "column.last_act", "column.share", "column.open_only"))
    rows = [
        _row(
            draw.years(each),
            words.number(each.last_act),
            words.share(each.last_act, whole),
            words.number(each.open_only),
        )
        for each in draw.by_age()
    ]
    yield Table(say("ageing.table"), headers, tuple(rows))


def _proof(report: Report, words: Words, draw: Figures) -> Iterator[Block]:
    say, sources = words.say, report.proof_by_source
    if not sources:
        yield _nothing(say("proof.none"))
        return
    yield _plain(say("proof.intro"))
    legend = [(Fill.SOLID, say("chart.proof_shown")), (Fill.DIAGONAL, say("chart.proof_unknown"))]
    yield chart(draw.proof("proof-chart", say("section.proof"), sources), legend)
    numbers = _numbers(words, "column.persons", "column.shown", "column.not_shown", "column.unknown")
    rows = [
        (
            cell(draw.named(each.source), _sampled(each, words)),
            *(cell(words.number(count)) for count in (each.persons, each.shown, each.not_shown, each.unknown)),
        )
        for each in sources[:MOST_LINES]
    ]
    yield Table(say("proof.table"), (Header(say("column.source")), *numbers), tuple(rows))
    yield from more(sources, words)


def _sampled(each: ProofOfSource, words: Words) -> Line:
    if not each.sampled:
        return ()
    high = 1 if each.share_high is None else each.share_high
    shares = {"low": words.percent(each.share_low or 0), "high": words.percent(high)}
    return (Span(words.say("proof.sampled", invalid=each.invalid, sampled=each.sampled, **shares), "soft"),)


def _complaints(report: Report, words: Words, draw: Figures) -> Iterator[Block]:
    say = words.say
    if not report.complaints:
        yield _nothing(say("complaints.none"))
        return
    rows = []
    for each in report.complaints[:MOST_LINES]:
        rate = words.number(round(each.count * 1000 / each.messages, 1)) if each.messages else "–"
        sender: Line = (Span(say("column.sender", sender=draw.named(each.sender)), "soft"),)
        messages = "–" if each.messages is None else words.number(each.messages)
        rows.append((cell(draw.named(each.source), sender), cell(words.number(each.count)), cell(messages), cell(rate)))
    numbers = _numbers(words, "column.complaints", "column.messages", "column.rate")
    yield Table(say("complaints.table"), (Header(say("column.source")), *numbers), tuple(rows))
    yield from more(report.complaints, words)


def _evidence(report: Report, words: Words, draw: Figures) -> Iterator[Block]:
    say = words.say
    yield Heading(say("section.evidence"), opens_page=True)
    if draw.has_answers():
        parts = draw.evidence_lines()
        legend = [(part.fill, part.name) for part in parts if part.count]
        yield chart(draw.evidence("evidence-chart", say("section.evidence")), legend)
        rows = tuple(_row(part.name, words.number(part.count)) for part in parts)
        yield Table(say("evidence.table"), (Header(say("column.rests")), _number(words, "column.answers")), rows)
    else:
        yield _nothing(say("evidence.none"))
    yield Heading(say("section.assumed"), 2)
    if not report.assumed:
        yield _nothing(say("assumed.none"))
        return
    lines = []
    for each in report.assumed[:MOST_LINES]:
        where = words.name("table", each.table) + (f" · {each.item}" if each.item else "")
        lines.append((cell(where, (Span(each.fact, "code"),)), cell(each.reason)))
    yield Table(say("assumed.table"), (Header(say("column.where")), Header(say("column.reason"))), tuple(lines))
    yield from more(report.assumed, words)


def _files(report: Report, words: Words) -> Iterator[Block]:
    say = words.say
    if not report.files:
        yield _nothing(say("files.none"))
        return
    rows = [
        (
            cell((Span(each.path, "code"),)),
            cell(words.name("kind", each.kind)),
            cell(words.number(each.rows)),
            cell(words.number(sum(each.kept_aside.values()))),
        )
        for each in report.files
    ]
    headers = (Header(say("column.file"), share=2), Header(say("column.kind")))
    yield Table(say("files.table"), (*headers, *_numbers(words, "column.rows", "files.kept_aside")), tuple(rows))
    for each in report.files:
        yield Heading(say("files.detail", path=each.path), 2)
        yield Terms(tuple(_read(each, words)))


def _read(file: FileRead, words: Words) -> Iterator[tuple[str, Cell]]:
    say = words.say
    if file.sheet:
        yield say("files.sheet"), cell(file.sheet)
    if file.encoding:
        separator = words.name("separator", separator_name(file.separator) or file.separator)
        told = say("files.format", encoding=file.encoding, separator=separator) if file.separator else file.encoding
        yield say("files.written_as"), cell(told)
    aside = {words.name("aside", reason): count for reason, count in file.kept_aside.items()}
    yield say("files.kept_aside"), cell(_counted(aside, words) or say("files.no_aside"))
    if file.unreadable_dates:
        yield say("files.unreadable_dates"), cell(_counted(file.unreadable_dates, words))
    if file.remarks:
        yield say("files.remarks"), cell(_counted({_remark(what, words): n for what, n in file.remarks.items()}, words))
    if file.export:
        grades = [f"{words.listed(headers)} : {words.name('grade', grade)}" for grade, headers in file.grades.items()]
        yield say("files.export", mailer=file.export), cell(" · ".join(grades))
    if file.columns:
        columns = [f"{role} = {header}" for role, header in file.columns.items()]
        yield say("files.columns"), cell(" · ".join(columns))
    if file.unknown_columns:
        yield say("files.unknown_columns"), cell(" · ".join(file.unknown_columns))


def _remark(what: str, words: Words) -> str:
    kind, _, role = what.partition(":")
    return f"{words.name('remark', kind)} ({role})"


def _counted(counts: Mapping[str, int], words: Words) -> str:
    return " · ".join(f"{name} : {words.number(count)}" for name, count in counts.items())


def _law(report: Report, words: Words, draw: Figures) -> Iterator[Block]:
    say, parts = words.say, draw.verified_lines()
    yield Heading(say("section.law"))
    yield _plain(say("law.intro", n=report.law.rules, day=words.day(report.law.day)))
    late = report.law.past_review
    if late:
        yield Paragraph((Span(say("law.past_review", n=len(late), rules=words.listed(late))),), "note")
    legend = [(part.fill, part.name) for part in parts if part.count]
    yield chart(draw.verified("law-chart", say("law.table")), legend)
    rows = tuple(_row(part.name, words.number(part.count)) for part in parts)
    yield Table(say("law.table"), (Header(say("column.read")), _number(words, "column.rules")), rows)
    yield Paragraph((Span(say("law.digest")), Span(report.law.digest, "code")), "note")


def _row(*texts: str) -> tuple[Cell, ...]:
    return tuple(cell(text) for text in texts)


def _number(words: Words, key: str) -> Header:
    return Header(words.say(key), is_number=True)


def _numbers(words: Words, *keys: str) -> Sequence[Header]:
    return [_number(words, key) for key in keys]


def _plain(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def _nothing(text: str) -> Paragraph:
    return Paragraph((Span(text),), "nothing")
