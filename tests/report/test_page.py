import itertools
from html.parser import HTMLParser

import pytest

from licet.audit.model import Report
from licet.audit.report import render_page
from tests.report.examples import HOSTILE, Language, empty_report, hostile_report, rich_report

LANGUAGES: tuple[Language, ...] = ("fr", "en")
VOID = {"meta", "link", "br", "input", "rect", "path", "line", "circle"}
ADDRESSES = {"href", "src", "srcset", "action", "poster", "data", "xlink:href"}


class Reader(HTMLParser):
    """Read a page strictly: every element closed in order, what is linked, what is said."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


REPORTS = [make(language) for make in (rich_report, empty_report, hostile_report) for language in LANGUAGES]
NAMES = [f"{kind}-{language}" for kind in ("rich", "empty", "hostile") for language in LANGUAGES]


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_a_page_is_well_formed_without_script_and_without_any_address_but_its_own(report: Report) -> None:
    page = Reader(render_page(report))
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "object", "embed", "form", "img", "base"}
    addresses = [value for _, held in page.tags for name, value in held.items() if name in ADDRESSES]
    assert all(address.startswith(("#", "data:,")) for address in addresses)
    assert not [name for _, held in page.tags for name in held if name.startswith("on")]


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_every_name_of_a_place_is_unique_and_every_reference_leads_somewhere(report: Report) -> None:
    held = [attributes for _, attributes in Reader(render_page(report)).tags]
    places = [each["id"] for each in held if "id" in each]
    assert len(places) == len(set(places))
    links = {each["href"][1:] for each in held if each.get("href", "").startswith("#")}
    labels = {name for each in held for name in each.get("aria-labelledby", "").split()}
    assert links | labels <= set(places)


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_the_policy_forbids_everything_but_its_own_style(report: Report) -> None:
    (policy,) = [h["content"] for t, h in Reader(render_page(report)).tags if h.get("http-equiv")]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_headings_descend_one_level_at_a_time_from_a_single_title(report: Report) -> None:
    levels = [int(tag[1]) for tag, _ in Reader(render_page(report)).tags if tag in {"h1", "h2", "h3", "h4"}]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_every_table_has_a_caption_and_every_header_its_scope(report: Report) -> None:
    tags = Reader(render_page(report)).tags
    count = [tag for tag, _ in tags].count
    assert count("table") == count("caption")
    assert {held.get("scope") for tag, held in tags if tag == "th"} <= {"col", "row"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_are_shown_and_not_obeyed(language: Language) -> None:
    page = render_page(hostile_report(language))
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    shown = HOSTILE.replace("\x1b", "\ufffd").replace("\u202e", "\ufffd")
    assert shown in Reader(page).text
    assert "&amp;lt;" not in page, "escaped twice"


def test_a_page_says_what_the_report_holds() -> None:
    report = rich_report("fr")
    text = Reader(render_page(report)).text.replace("\u202f", " ").replace("\u00a0", " ")
    for finding in report.findings:
        assert finding.article in text
        assert finding.title in text
        assert all(g.rule in text and g.citation in text and g.sentence in text for g in finding.grounds)
    for told in (
        "7 décembre 2020", "189 622 sur 200 000 personnes, soit 94,8 %", "GDPR 7(1) : peut aussi être retenu",
        "1–14 · 17 · 19", "20 000 000 € ou 4 % du chiffre d'affaires", "7 300 €", "2 mois", "1 000 €", "0–3",
        "21 non valables sur 60 : de 23,1 % à 48,4 %", "en vigueur du 10 juillet 2004 au 31 décembre 2025",
        "contestée : CE 2020-06-19", "non examiné par la décision", "aucun point de contact : 12", "9f" * 32,
        "n'est pas un conseil juridique", "ni une prévision ni un conseil juridique", "Le trait est à 3 ans",
    ):  # fmt: skip
        assert told in text, told


def test_what_is_empty_is_said_in_one_line_or_not_at_all() -> None:
    page = Reader(render_page(empty_report("en")))
    assert "No breach was found" in page.text
    assert "No head was found." in page.text
    assert "How the base ages" not in page.text
    assert "table" not in {tag for tag, held in page.tags if held.get("aria-labelledby") != "law-caption"}


def test_the_same_report_makes_the_same_page() -> None:
    assert render_page(rich_report("en")) == render_page(rich_report("en"))
