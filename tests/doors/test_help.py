"""Every option of every command says what it is for, and every act on a house takes `--data` and `--json`."""

from __future__ import annotations

import pytest

from licet.doors.cli import COMMANDS, build

WITHOUT_A_HOUSE = {
    "audit", "screen", "inspect", "decisions", "demo performeclic", "demo partners", "demo overnight", "dossier init",
    "dossier check", "dossier schema", "law list", "law show", "law diff", "law book", "law check", "law contested", "verify",
}  # fmt: skip
JSON_ALREADY = {"consent receipt"}


@pytest.fixture(scope="module")
def options() -> dict[str, dict[str, str]]:
    """Return the help of each option, by command."""
    app, found = build(loaded=True), {}
    for words, _ in COMMANDS:
        command = app
        for word in words.split():
            command = command[word]
        every = command.assemble_argument_collection(parse_docstring=True)
        found[words] = {each.name: str(each.parameter.help or "") for each in every}
    return found


def test_every_option_says_what_it_is_for(options: dict[str, dict[str, str]]) -> None:
    assert [(words, name) for words, every in options.items() for name, said in every.items() if not said] == []


def test_every_act_on_a_house_takes_its_folder_and_answers_programs(options: dict[str, dict[str, str]]) -> None:
    assert {words for words, every in options.items() if "--data" not in every} == WITHOUT_A_HOUSE
    assert {words for words, every in options.items() if "--json" not in every} == JSON_ALREADY
