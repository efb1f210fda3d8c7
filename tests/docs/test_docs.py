"""The pages of docs/ and the README say what is there: links, modules, files, commands and examples."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from shutil import copyfile
from typing import cast

import pytest
import yaml

import licet.law.eu
import licet.law.fr
from licet.audit.dossier.load import load
from licet.doors.cli import COMMANDS
from licet.law.book import find
from licet.reading.sightings import Seen, Sighting
from licet.rules.rule import Rule
from licet.rules.values import Kind
from tests.ground.tree import ROOT

DOCS = ROOT / "docs"
RULE_BOOK = DOCS / "rulebook"
LONGEST = 120

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", flags=re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`]+)`")
MODULE = re.compile(r"licet(\.\w+)+")
TRACKED = re.compile(r"(src|tests|requirements)/[\w./-]+")
COMMAND = re.compile(r"\blicet ([a-z]+)(?: +([a-z]+))?([^\n#]*)")
IMPORTS = """
from licet.law.facts.persons import PERSONS
from licet.law.figures import figure
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule
"""
"""What a module of the law begins with."""


@cache
def pages() -> dict[str, str]:
    """Return each page written by hand, by its path."""
    found = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    written = (path for path in found if not path.is_relative_to(RULE_BOOK))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in written}


def prose(page: str) -> str:
    """Return a page without its blocks of code, each paragraph on one line."""
    return re.sub(r"(?<=\S)\n(?=\S)", " ", FENCE.sub("", page))


def blocks(page: str, language: str) -> list[str]:
    """Return the blocks of code in a language."""
    return [code for told, code in FENCE.findall(page) if told == language]


def commands(page: str) -> Iterator[tuple[str, str]]:
    """Yield each command a page names, with the options that stand behind it."""
    alone = {words for words, _ in COMMANDS if " " not in words}
    for code in (*SPAN.findall(prose(page)), *blocks(page, "console")):
        for first, second, rest in COMMAND.findall(code):
            both = f"{first} {second}".strip()
            is_alone = first in alone and both not in dict(COMMANDS)  # `licet import FILE`, `licet import deadlines`
            yield (first, f"{second} {rest}") if is_alone else (both, rest)


def options(words: str) -> set[str]:
    """Return the options of a command, as they are typed."""
    module, _, name = dict(COMMANDS)[words].partition(":")
    taken = inspect.signature(getattr(import_module(module), name)).parameters
    names = {each.removeprefix("as_").rstrip("_").replace("_", "-"): str(taken[each].annotation) for each in taken}
    negative = {f"--no-{name}" for name, kind in names.items() if kind in {"bool", "bool | None"}}
    return {f"--{name}" for name in names} | negative | {"--debug", "--help"}


@pytest.mark.parametrize("path", pages())
def test_every_link_leads_to_something_that_is_there(path: str) -> None:
    targets = {link.partition("#")[0] for link in LINK.findall(pages()[path]) if "://" not in link}
    lost = {target for target in targets if target and not (ROOT / path).parent.joinpath(target).exists()}
    unwritten = {target for target in lost if "rulebook" in Path(target).parts and not RULE_BOOK.exists()}
    assert lost == unwritten
    if unwritten:
        pytest.skip("the rule book is not written yet: `make docs` writes it")


@pytest.mark.parametrize("path", pages())
def test_every_module_and_file_named_is_there(path: str) -> None:
    spans = SPAN.findall(prose(pages()[path]))
    modules = {span for span in spans if MODULE.fullmatch(span) and not re.search(r"\.(md|yaml|py|toml)$", span)}
    assert not [name for name in modules if find_spec(name) is None]
    assert not [span for span in spans if TRACKED.fullmatch(span) and not (ROOT / span).exists()]


@pytest.mark.parametrize("path", pages())
def test_every_command_and_option_named_exists(path: str) -> None:
    places = dict(COMMANDS)
    for words, rest in commands(pages()[path]):
        assert any(each == words or each.startswith(f"{words} ") for each in places), f"`licet {words}` is no command"
        if words in places:
            assert not set(re.findall(r"(?<!\S)--[a-z-]+", rest)) - options(words), f"`licet {words}`"


def test_every_command_is_told_of() -> None:
    told = {words for page in pages().values() for words, _ in commands(page)}
    assert not {words for words, _ in COMMANDS} - told


@pytest.mark.parametrize("package", [licet.law.eu, licet.law.fr], ids=["eu", "fr"])
def test_a_newcomer_finds_every_text_from_its_article(package: object) -> None:
    journey = pages()["docs/articles.md"]
    names = [f"{package.__name__}.{each.name}" for each in pkgutil.iter_modules(package.__path__)]  # type: ignore[attr-defined]
    assert not [name for name in names if f"`{name}`" not in journey]


@pytest.mark.parametrize("path", pages())
def test_a_page_is_short(path: str) -> None:
    assert pages()[path].count("\n") <= LONGEST


@pytest.mark.parametrize("path", pages())
def test_every_example_in_yaml_is_yaml(path: str) -> None:
    for code in blocks(pages()[path], "yaml"):
        assert yaml.safe_load(code)


def test_the_dossier_of_the_recipe_loads(tmp_path: Path) -> None:
    recipes = ("auditing-your-own-base", "asking-for-proofs")
    start, *more = (code for each in recipes for code in blocks(pages()[f"docs/recipes/{each}.md"], "yaml"))
    (tmp_path / "people.csv").write_text("email\na@mail.example\n", encoding="utf-8")
    (tmp_path / "dossier.yaml").write_text("".join((start, *more)), encoding="utf-8")
    dossier = load(tmp_path)
    (source,) = dossier.tables["sources"]
    assert source.answers["checks.made"].state == "asked_nothing_produced", "an answer given wins over a record"
    assert dossier.registers["samples"]
    assert [group.count for group in dossier.groups] == [12000]


def test_the_documents_of_the_recipe_are_read(tmp_path: Path) -> None:
    corpora = ROOT / "tests/reading"
    delivered = {
        "contrat.txt": "contracts/corpus/good/terse.fr.md",
        "annexe.txt": "contracts/corpus/other/quote.fr.md",
        "inscription.html": "pages/corpus/good/inscription.html",
        "inscription.css": "pages/corpus/good/inscription.css",
        "partenaires.html": "pages/corpus/good/partenaires.html",
        "octobre.eml": "mails/corpus/whole_fr.eml",
        "visite.har": "visits/corpus/good/unmarked.har",
        "retours/1.eml": "complaints/corpus/arf_abuse.eml",
    }
    (tmp_path / "retours").mkdir()
    for name, there in delivered.items():
        copyfile(corpora / there, tmp_path / name)
    page = pages()["docs/recipes/giving-documents.md"]
    (noted,) = (span for span in SPAN.findall(prose(page)) if span.startswith("[{"))
    (tmp_path / "visite.json").write_text(noted, encoding="utf-8")
    start, confirmed = blocks(page, "yaml")
    (tmp_path / "dossier.yaml").write_text(
        start.replace("files: [octobre.eml]", f"{confirmed.strip()}, files: [octobre.eml]"), encoding="utf-8"
    )
    dossier = load(tmp_path)
    assert {each.kind for each in dossier.documents} == {"contract", "page", "mail", "visit", "reports"}
    assert [form.id for form in dossier.tables["forms"]] == ["newsletter", "newsletter-2"]
    assert "newsletter (page)" in {notice.id for notice in dossier.tables["notices"]}
    assert dossier.tables["messages"][0].answers["subject_line"].confirmed_by
    assert dossier.complaints.rows


def test_the_sighting_of_the_recipe_gives_its_three_answers() -> None:
    names: dict[str, object] = {}
    exec(blocks(pages()["docs/recipes/adding-a-reader.md"], "python")[0], names)  # noqa: S102  # our own page
    duration = cast("Callable[[list[str]], Sighting]", names["duration"])
    seen = [duration(lines).state for lines in (["runs for twelve months"], ["runs"], [])]
    assert seen == [Seen.FOUND, Seen.ABSENT, Seen.UNCLEAR]


def test_the_rule_of_the_recipe_can_be_recorded_and_stands_in_its_examples(tmp_path: Path) -> None:
    page = pages()["docs/recipes/adding-a-rule.md"]
    (tmp_path / "recipe.py").write_text(f"{IMPORTS}\n{blocks(page, 'python')[0]}", encoding="utf-8")
    spec = spec_from_file_location("recipe", tmp_path / "recipe.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    (recorded,) = (each for each in vars(module).values() if isinstance(each, Rule))
    (example,) = yaml.safe_load(blocks(page, "yaml")[0])
    assert example["rule"] == recorded.id
    assert set(example["with"]) <= set(find(recorded.id).facts())


def test_the_recipe_tells_of_every_kind_of_fact() -> None:
    page = pages()["docs/recipes/adding-a-fact.md"]
    ways = {
        Kind.TERNARY: "yes_no",
        Kind.CHOICE: "choice",
        Kind.COUNT: "count",
        Kind.DAY: "day",
        Kind.INSTANT: "instant",
    }
    assert set(ways) == set(Kind)
    assert not [way for way in (*ways.values(), "verdict") if f"| `{way}` |" not in page]
