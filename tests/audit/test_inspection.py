"""The rehearsal of an inspection: every gap asked once, heaviest first; documents, rows; nothing of a person."""

import json
import re
import string
from pathlib import Path

import jsonschema
import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from licet.audit.audit import audit
from licet.audit.inspection.model import Drawn, Inspection, Paper
from licet.audit.inspection.page import render_page
from licet.audit.inspection.sheet import sheet_of
from licet.audit.inspection.wording import LANGUAGES, _yaml, called, say
from licet.audit.inspection.write import inspect
from licet.audit.published import model_schemas
from licet.audit.report.pdf import typeset
from licet.audit.report.words import Language, load
from licet.law.book import tables
from licet.terms.errors import InputError, UsageError
from tests.ground.browser import axe_violations
from tests.report.examples import HOSTILE
from tests.report.test_page import Reader

PEOPLE = "E-mail;Source;Opt-in\nlea.secret@mail.example;achat;2019-03-01\nmax.secret@mail.example;achat;\nida.secret@mail.example;site;\n"
DOSSIER = """
licet_dossier: 1
judged_on: 2026-11-21
organisation: {name: Ma Société, by: document, decides: true, in_territory: true}
channels: [email]
people: [{file: people.csv}]
sources:
  - {id: achat, by: document, checks.made: {answer: false, by: document, from: lettre du fournisseur}}
  - {id: site}
forms: [{id: f1}, {id: f2}, {id: f3}]
contracts: []
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    return folder


@pytest.fixture
def found(base: Path, tmp_path: Path) -> Inspection:
    return inspect(base, out=tmp_path / "out", lang="fr", size=1)[0]


def hostile(found: Inspection) -> Inspection:
    paper = Paper(
        table="forms", items=(HOSTILE,), title=HOSTILE, state="incomplete", sources=(HOSTILE,) * 50, answers=(1,),
        prevents=(HOSTILE,), who="dpo",
    )  # fmt: skip
    asked = found.questions[0].model_copy(update={"question": HOSTILE, "items": (HOSTILE,), "prevents": (HOSTILE,)})
    sample = (Drawn(source="", file=HOSTILE, rows=(1, 2_000_000)),)
    return found.model_copy(
        update={"organisation": HOSTILE, "papers": (paper,), "questions": (asked,), "sample": sample}
    )


def empty(found: Inspection) -> Inspection:
    nothing: dict[str, object] = {"organisation": "", "papers": (), "questions": (), "sample": ()}
    return found.model_copy(update=nothing)


def test_every_question_that_the_audit_leaves_open_is_asked_once(base: Path, found: Inspection, tmp_path: Path) -> None:
    report = audit(base, out=tmp_path / "report").report
    assert {each.fact for each in report.to_obtain} == {each.fact for each in found.questions}
    asked = [(each.table, each.fact, each.state, each.prevents) for each in found.questions]
    assert len(asked) == len(set(asked))
    assert [each.number for each in found.questions] == list(range(1, len(asked) + 1))


def test_the_heaviest_questions_come_first(found: Inspection) -> None:
    weights = [(each.persons or 0, len(each.prevents)) for each in found.questions]
    assert weights == sorted(weights, reverse=True)
    assert all((each.persons or 0) <= found.persons for each in found.questions)


def test_rows_that_lack_the_same_share_a_document_and_those_that_announce_one_stand_apart(found: Inspection) -> None:
    (forms,) = [each for each in found.papers if each.table == "forms"]
    assert (forms.items, forms.state) == (("f1", "f2", "f3"), "missing")
    bought, site = [each for each in found.papers if each.table == "sources"]
    assert (bought.items, bought.sources, bought.state) == (("achat",), ("lettre du fournisseur",), "incomplete")
    assert (site.items, site.sources, site.state) == (("site",), (), "missing")


def test_every_question_has_a_document_that_would_answer_it(found: Inspection) -> None:
    assert {number for each in found.papers for number in each.answers} == {each.number for each in found.questions}


def test_registers_and_letters_are_asked_for_though_the_dossier_is_silent(found: Inspection) -> None:
    states = {each.table: each.state for each in found.papers}
    for table in ("record_of_processing", "incidents", "retention", "requests", "authority_letters"):
        assert states[table] == "missing"
    assert states["contracts"] == "said_none"
    assert "calls" not in states


def test_rows_are_drawn_of_each_source_and_stand_in_a_file_that_awaits_answers(
    found: Inspection, tmp_path: Path
) -> None:
    assert [(each.source, each.file, len(each.rows)) for each in found.sample] == [
        ("achat", "people.csv", 1),
        ("site", "people.csv", 1),
    ]
    text = (tmp_path / "out/sample.csv").read_text(encoding="utf-8")
    assert text.startswith("source,file,row,proof\nachat,people.csv,")


def test_nothing_of_a_person_is_written(found: Inspection, tmp_path: Path) -> None:
    assert found.questions
    for name in ("inspection.json", "inspection.html", "sample.csv"):
        assert "secret" not in (tmp_path / "out" / name).read_text(encoding="utf-8")
    pages = PdfReader(tmp_path / "out/inspection.pdf").pages
    assert "secret" not in "".join(page.extract_text() for page in pages)


def test_what_is_written_fits_its_schema(found: Inspection) -> None:
    schema = model_schemas()["inspection.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(found.model_dump_json()))


def test_answers_to_a_former_sample_are_not_drawn_over(base: Path, found: Inspection, tmp_path: Path) -> None:
    assert found.sample
    sample = tmp_path / "out/sample.csv"
    answered = sample.read_text(encoding="utf-8").replace(",\n", ",valid\n")
    sample.write_text(answered, encoding="utf-8")
    with pytest.raises(UsageError, match="holds answers"):
        inspect(base, out=tmp_path / "out")
    assert sample.read_text(encoding="utf-8") == answered


def test_a_folder_of_something_else_and_a_base_that_is_none_are_refused(base: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        inspect(base, out=base)
    with pytest.raises(InputError):
        inspect(tmp_path / "nowhere", out=tmp_path / "new")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["base"]


def test_the_same_base_gives_the_same_bytes(base: Path, tmp_path: Path) -> None:
    written = [inspect(base, out=tmp_path / name, size=2)[1] for name in ("a", "b")]
    assert [path.read_bytes() for path in written[0].values()] == [path.read_bytes() for path in written[1].values()]


# ------------------------------------------------------------------------------------------------- words


def leaves(tree: dict[str, object], before: str = "") -> dict[str, dict[str, str]]:
    flat: dict[str, dict[str, str]] = {}
    for key, held in tree.items():
        assert isinstance(held, dict)
        inner = leaves(held, f"{before}{key}.") if set(held) != {"fr", "en"} else {f"{before}{key}": held}
        flat.update(inner)
    return flat


def test_every_word_is_said_in_both_languages_with_the_same_holes() -> None:
    for key, said in leaves(_yaml("words.yaml")).items():
        holes = [{name for _, name, _, _ in string.Formatter().parse(said[lang]) if name} for lang in LANGUAGES]
        assert holes[0] == holes[1], key
        assert not re.search(r" [:;?!»]|« ", say(key, "fr")), key


def test_every_table_has_its_document_and_every_one_who_would_find_it() -> None:
    assert set(called()) == {*tables(), "organisation"}
    for table, paper in called().items():
        assert say(f"who.{paper.who}", "fr")
        assert all(f"table.{table}" in load(language) for language in LANGUAGES)


# -------------------------------------------------------------------------------------------------- page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [lambda found: found, hostile, empty])
def test_the_page_and_the_pdf_say_every_question_and_obey_none(
    make: object, language: Language, found: Inspection
) -> None:
    assert callable(make)
    made = make(found).model_copy(update={"language": language})
    sheet = sheet_of(made)
    page = Reader(render_page(sheet))
    text = re.sub(r"\s+", " ", page.text)
    assert not {tag for tag, _ in page.tags} & {"script", "form", "img", "iframe"}
    for each in made.questions:
        assert re.sub(r"\s+", " ", each.question.replace("\x1b", "\ufffd").replace("\u202e", "\ufffd")) in text
    places = [held["id"] for _, held in page.tags if "id" in held]
    assert len(places) == len(set(places))
    assert typeset(sheet).startswith(b"%PDF-")


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("kind", ["whole", "hostile", "empty"])
def test_axe_finds_nothing_on_the_page(kind: str, found: Inspection, page: Page, tmp_path: Path) -> None:
    made = {"whole": found, "hostile": hostile(found), "empty": empty(found)}[kind]
    file = tmp_path / "inspection.html"
    file.write_text(render_page(sheet_of(made)), encoding="utf-8")
    page.goto(file.as_uri())
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 800})
        assert [(each["id"], each["nodes"][0]["html"]) for each in axe_violations(page)] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print", color_scheme="light")
    assert [(each["id"], each["nodes"][0]["html"]) for each in axe_violations(page)] == []


def test_what_a_reader_left_to_be_weighed_is_asked_with_the_words_of_the_document(tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    mail = "From: Maison <offres@maison.example>\nTo: lea@boite.example\nSubject: Votre dossier\n\nDes lampes bleues.\n"
    (folder / "mail.eml").write_text(mail, encoding="utf-8")
    row = "{id: juin, channel: email, files: mail.eml, sent_as: prospecting, by: document}"
    text = DOSSIER.partition("people:")[0] + f"messages: [{row}]\n"
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    found, paths = inspect(folder, out=tmp_path / "out", lang="fr")
    (asked,) = [each for each in found.questions if each.fact == "subject_line"]
    assert asked.state == "unclear"
    assert "Votre dossier" in asked.seen
    assert "Des lampes bleues" in asked.seen
    shown = Reader(paths["inspection.html"].read_text(encoding="utf-8")).text
    assert "Des lampes bleues" in shown
    assert "à apprécier par une personne" in shown.replace("\u00a0", " ")
