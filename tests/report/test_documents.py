"""What was read in the documents: every point with its words and place, what a person has to weigh first."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from licet.audit.model import SeenInDocument
from licet.audit.report import print_summary, render_page
from licet.audit.report.documents import by_document, counts, quotations, standing
from licet.audit.report.pdf import render_pdf
from licet.audit.report.words import Words
from licet.reading.contracts.read import POINTS
from tests.report.examples import Language, empty_report, rich_report
from tests.report.test_page import Reader
from tests.report.test_pdf import bare, extracted

LANGUAGES: tuple[Language, ...] = ("fr", "en")
RICH = rich_report("fr")


def text_of(page: str) -> str:
    return Reader(page).text.replace("\u202f", " ").replace("\u00a0", " ")


def test_what_stands_in_a_mail_is_shown_with_the_mail() -> None:
    assert {(each.table, each.row) for each in by_document(RICH)} == {
        ("contracts", "hébergeur"),
        ("forms", "jeu"),
        ("messages", "juin"),
    }


def test_a_contract_has_its_fifteen_points_apart() -> None:
    (contract,) = [each for each in by_document(RICH) if each.table == "contracts"]
    assert sorted(each.fact for each in contract.points) == sorted(POINTS)
    assert [each.fact for each in contract.others] == ["sub_processors.authorised"]


def test_what_is_to_be_weighed_comes_first_and_what_a_person_weighed_no_longer_waits() -> None:
    for document in by_document(RICH):
        for seen in (document.points, document.others):
            order = [("unclear", "weighed", "absent", "found").index(standing(each)) for each in seen]
            assert order == sorted(order)
    assert counts(RICH) == {"unclear": 7, "weighed": 1, "absent": 7, "found": 6}
    settled = [each.model_copy(update={"confirmed": True}) for each in RICH.documents if each.table == "contracts"]
    rest = [each for each in RICH.documents if each.table != "contracts"]
    ordered = by_document(RICH.model_copy(update={"documents": (*settled, *rest)}))
    assert ordered[-1].table == "contracts"
    assert not ordered[-1].to_weigh


def test_a_subject_line_stands_beside_what_the_mail_says_and_two_looks_beside_each_other() -> None:
    seen = {each.fact: each for each in RICH.documents}
    assert quotations(seen["subject_line"]) == [
        ("Subject", "RE: votre dossier"),
        ("body", "Des lampes à moitié prix."),
    ]
    assert [place for place, _ in quotations(seen["refusal_as_prominent"])] == ["refuse", "accept"]


@pytest.mark.parametrize(
    ("quote", "where"),
    [("a ‖ b", "body"), ("a", "Subject ‖ body"), ("a — b — c", "form"), ("l'offre — et le reste", "form"), ("", "x")],
)
def test_words_that_only_look_like_two_quotations_stay_whole(quote: str, where: str) -> None:
    seen = SeenInDocument(
        table="forms",
        row="x",
        fact="refusal_as_prominent",
        state="unclear",
        value=None,
        quote=quote,
        where=where,
        note="",
    )
    assert quotations(seen) == ([("", quote)] if quote else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_pdf_say_all_that_was_seen_and_how_to_answer(language: Language) -> None:
    report, words = rich_report(language), Words(language)
    page, pdf = text_of(render_page(report)), extracted(render_pdf(report))
    for each in report.documents:
        for told in (each.fact, *(quote for _, quote in quotations(each)), each.note):
            assert told in page, told
            assert bare(told) in pdf, told
    for key in ("documents.points", "documents.how", "documents.refuse", "documents.no_question"):
        told = words.say(key).replace("\u202f", " ").replace("\u00a0", " ")
        assert told in page
        assert bare(told) in pdf
    for told in ("confirmed_by", words.name("standing", "unclear"), words.name("standing", "weighed")):
        assert told in page
        assert bare(told) in pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_documents_has_no_such_section(language: Language) -> None:
    assert 'id="documents"' not in render_page(empty_report(language))
    assert bare(Words(language).say("section.documents")) not in extracted(render_pdf(empty_report(language)))


def test_a_box_of_many_mails_is_cut_to_those_with_something_to_weigh() -> None:
    many = [
        each.model_copy(update={"row": f"mail-{number}"})
        for number in range(60)
        for each in RICH.documents
        if each.fact == ("subject_line" if number % 2 else "stop_means_given")
    ]
    page = text_of(render_page(RICH.model_copy(update={"documents": tuple(many)})))
    assert "20 de plus dans report.json" in page
    assert "mail-59" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_says_in_one_line_how_many_were_seen(language: Language) -> None:
    told = {
        "fr": "trouvé 6, absent 7, à apprécier par une personne 7",
        "en": "found 6, absent 7, for a person to weigh 7",
    }
    for report, is_said in ((rich_report(language), True), (empty_report(language), False)):
        file = io.StringIO()
        print_summary(report, Console(file=file, width=80), {"report.html": Path("report.html")})
        assert (told[language] in " ".join(file.getvalue().split())) is is_said
