"""What readers say in English has its French: every phrase they use, and nothing that they no longer say."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

from licet.audit.reader_words import note, phrases, place, quotation

ROOMS = ("contracts", "mails", "pages", "visits")
SAYERS = {"found", "absent", "unclear", "lacks", "_all_unclear"}


def sources() -> str:
    room = files("licet.reading")
    return "\n".join(
        each.read_text(encoding="utf-8")
        for name in ROOMS
        for each in room.joinpath(name).iterdir()
        if each.name.endswith(".py")
    )


def notes(tree: ast.AST) -> Iterator[str]:
    """Yield the fixed texts that a reader hands on as a note, as far as they stand in the call itself."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in SAYERS:
            given = [each.value for each in node.keywords if each.arg == "note"]
            given += node.args[:1] if name in {"unclear", "lacks"} else []
            yield from (each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            getattr(each, "id", "") in {"note", "lacking"} for each in node.targets
        ):
            told = [node.value] if not isinstance(node.value, ast.IfExp) else [node.value.body, node.value.orelse]
            yield from (each.value for each in told if isinstance(each, ast.Constant) and isinstance(each.value, str))


def test_every_note_has_its_french() -> None:
    told = {text for text in notes(ast.parse(sources())) if text}
    assert len(told) > 80
    assert {text for text in told if note(text, "fr") == text} == set()
    half = {text for text in told if re.search(r"\b(the|is|are|was|not|with|whether)\b", note(text, "fr"))}
    assert half == set()


def test_no_phrase_is_kept_that_no_reader_says() -> None:
    said = re.sub(r"\{_LIST\}", "List-Unsubscribe", sources())
    said = re.sub(r"\{_POST\}", "List-Unsubscribe-Post", said)
    said = re.sub(r"\{_SIGNATURE\}", "DKIM-Signature", said).replace('"\n', "").replace("_", " ")
    lost = {key for key in phrases() if key.strip(" ;:,").replace("_", " ") not in said}
    made_up_of_parts = {
        "by link; not tried", "by address; not tried", "by text; not tried", "has no text: have it recognised (OCR) first",
        "by reference: standard clauses 2021/915", "the words on the button do not speak of agreeing",
        "the words on the button speak of going on", "names in the same page", "set by", "read by",
    }  # fmt: skip
    assert lost <= made_up_of_parts


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("`4` links, of which `2` with a token", "`4` liens, dont `2` avec un jeton"),
        (
            "refers to `annex 2 of the page`, which was not delivered",
            "renvoie à `annex 2 of the page`, qui n'a pas été remis",
        ),
        ("by link; not tried", "par lien ; non essayé"),
        ("no List-Unsubscribe-Post header", "pas d'en-tête List-Unsubscribe-Post"),
        ("a box without `required` was looked for", "une case sans `required` était cherchée"),
        ("a phrase nobody knows", "a phrase nobody knows"),
    ],
)
def test_a_note_is_put_into_french_around_the_names_it_holds(english: str, french: str) -> None:
    assert note(english, "fr") == french
    assert note(english, "en") == english


def test_headings_of_a_contract_and_words_of_a_document_stay_as_they_are() -> None:
    assert (
        place("dpa.pdf, paragraph 4, The form of notices", "fr", "contracts")
        == "dpa.pdf, paragraphe 4, The form of notices"
    )
    assert place("form `x`, read whole: a means to refuse not found", "fr", "forms") == (
        "formulaire `x`, lu en entier : un moyen de refuser introuvable"
    )
    assert quotation("the form of the box", "fr", "forms", "offers_listed") == "the form of the box"
    assert quotation("button `Go` size unknown, weight 400", "fr", "forms", "refusal_as_prominent") == (
        "bouton `Go` taille inconnue, graisse 400"
    )
