"""The rule book: every rule, from the same source, in French and in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from licet.law import rulebook
from licet.law.book import all_rules, tables
from licet.law.entries import FAMILIES, Lang, entry, family, figures_of, pivots, text_of
from licet.law.figures import figures
from licet.law.heads import conducts
from licet.law.labels import WORDS
from licet.rules.rule import Rule


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("book")
    rulebook.write(home)
    return home


def read(folder: Path, lang: Lang) -> dict[str, str]:
    return {each.name: each.read_text(encoding="utf-8") for each in (folder / lang).iterdir()}


@pytest.mark.parametrize("lang", rulebook.LANGS)
def test_every_rule_has_its_section_on_the_page_of_its_family(folder: Path, lang: Lang) -> None:
    pages = read(folder, lang)
    for rule in all_rules():
        page = pages[f"{family(rule)}.md"]
        assert f"\n## {rule.id}\n" in page
        assert (rule.sentence_fr if lang == "fr" else rule.sentence) in page
        assert f"[{rule.id}](" in pages["README.md"]


@pytest.mark.parametrize("lang", rulebook.LANGS)
def test_every_link_of_the_index_leads_to_a_heading(folder: Path, lang: Lang) -> None:
    pages = read(folder, lang)
    anchors = {
        f"{name}#{re.sub(r'[^a-z0-9_-]', '', heading.lower())}"
        for name, page in pages.items()
        for heading in re.findall(r"^## (\S+)$", page, flags=re.MULTILINE)
    }
    links = set(re.findall(r"\]\(([^)]+)\)", pages["README.md"]))
    assert links
    assert links <= anchors


@pytest.mark.parametrize("lang", rulebook.LANGS)
def test_the_index_shows_figures_conducts_tables_and_the_days_on_which_the_law_turns(folder: Path, lang: Lang) -> None:
    index = read(folder, lang)["README.md"]
    for name in (*figures(), *conducts(), *tables()):
        assert f"`{name}`" in index
    assert "| 2026-08-11 |" in index
    assert "| 2018-05-25 |" in index


def test_writing_twice_writes_the_same_and_leaves_no_page_of_a_family_that_is_no_more(tmp_path: Path) -> None:
    rulebook.write(tmp_path, ("fr",))
    before = read(tmp_path, "fr")
    (tmp_path / "fr" / "OLD.md").write_text("# OLD", encoding="utf-8")
    rulebook.write(tmp_path, ("fr",))
    assert read(tmp_path, "fr") == before
    assert not (tmp_path / "en").exists()


@pytest.mark.parametrize("lang", rulebook.LANGS)
def test_a_table_has_as_many_cells_in_every_line(folder: Path, lang: Lang) -> None:
    for name, page in read(folder, lang).items():
        width = 0
        for line in page.splitlines():
            bars = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
            assert not width or not bars or bars == width, f"{name}: {line}"
            width = bars


@pytest.mark.parametrize("rule", [each for each in all_rules() if each.contested_by], ids=lambda each: each.id)
def test_a_french_page_tells_in_french_who_reads_otherwise(rule: Rule, folder: Path) -> None:
    said = entry(rule, "fr")
    page = rulebook.section(said, "fr")
    assert said["contested_by"] == rule.contested_by_fr
    assert f"- Lecture stricte, contestée\u00a0: {rule.contested_by_fr}\n" in page
    assert not re.search(r"\b(strict|otherwise|the|of|is|are|which|with)\b", rule.contested_by_fr)
    assert page in read(folder, "fr")[f"{family(rule)}.md"]


def test_the_examples_of_the_french_book_have_french_headings_and_the_book_says_once_they_are_english(
    folder: Path,
) -> None:
    pages = read(folder, "fr")
    assert pages["README.md"].count("Les phrases des exemples") == 1
    for name, page in pages.items():
        assert not re.search(r"(Bad|Good) example|^\| .*\| (yes|no|unknown|never) \|", page, re.MULTILINE)
        assert name == "README.md" or {"Mauvais exemple", "Bon exemple"} <= set(re.findall(r"\w+ exemple", page))


@pytest.mark.parametrize("name", figures())
def test_the_source_of_a_figure_names_texts_and_holds_no_english_prose(name: str) -> None:
    english = r"\b(and|for|from|then|until|at|of|the|on|is|which|not|per|decree|[Rr]egulations?|guidelines|note)\b"
    assert not re.search(english, figures()[name].source)


def test_every_family_has_a_name_in_both_languages() -> None:
    assert {family(rule) for rule in all_rules()} <= set(FAMILIES)


def test_every_word_is_said_in_both_languages() -> None:
    assert all(french and english for french, english in WORDS.values())


@pytest.mark.parametrize("rule", all_rules(), ids=lambda each: each.id)
def test_every_rule_cites_a_text_that_the_index_can_place(rule: Rule) -> None:
    text, article = text_of(rule)
    laws = {"GDPR", "CPCE", "LIL", "C. conso", "C. assur.", "C. trav.", "CNIL", "AI Act"}
    asked_by_the_industry = {"AF2M", "RFC", "Gmail", "Microsoft", "La Poste", "Signal Spam"}
    assert text in laws | asked_by_the_industry
    assert article.startswith(text)


def test_figures_are_found_through_the_cut_offs_that_read_them() -> None:
    read_by = {each.name for rule in all_rules() for each in figures_of(rule)}
    assert "prospect-retention" in read_by
    (rule,) = [each for each in all_rules() if each.id == "RET-01"]
    assert [each["name"] for each in entry(rule, "en")["figures"]] == [each.name for each in figures_of(rule)]


def test_a_rule_that_ends_is_named_on_the_day_after_its_last() -> None:
    for rule in all_rules():
        assert rule in pivots([rule])[rule.since][0]
        if rule.until is not None:
            assert rule in pivots([rule])[rule.until + 1][1]
