"""Whatever cannot be used is one clear error that names the file, and repeats nothing of a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.audit.dossier.load import load
from licet.audit.dossier.yaml_text import LARGEST
from licet.terms.errors import DossierError, InputError
from tests.dossier.dossiers import write

HEAD = "licet_dossier: 1\n"

WRITTEN = [
    ("", "is empty"),
    ("# a comment alone\n", "is empty"),
    ("- a\n- b\n", "is no dossier: `name: answer` is expected, not a list"),
    ("hello\n", "not a single value"),
    ("organisation: {}\n", "begin with `licet_dossier: 1`"),
    ("licet_dossier: 2\n", "begin with `licet_dossier: 1`"),
    ("licet_dossier: true\n", "begin with `licet_dossier: 1`"),
    (HEAD + "organisation:\n\tname: x\n", "line 3: this is not YAML: a tab stands"),
    (HEAD + "organisation: {name: x\n", "this is not YAML"),
    (HEAD + "a: *nobody\n", "line 2: this is not YAML: an alias (`*`) names no anchor (`&`)"),
    (HEAD + "---\nlicet_dossier: 1\n", "of one document: `---` stands twice"),
    (HEAD + "channels: !!python/object/apply:os.getcwd []\n", "this is not YAML"),
    (HEAD + "judged_on: 2026-02-30\n", "line 2: there is no such day"),
    (HEAD + "judged_on: tomorrow\n", "`judged_on` is a day, written `2026-08-11`"),
    (HEAD + "judged_on: 0206-02-03\n", "`judged_on` is a day"),
    (HEAD + "people: []\npeople: []\n", "line 3: this key stands twice"),
    (HEAD + "? [a, b]\n: c\n", "a key is one word"),
    (HEAD + "form: []\n", "nothing is called `form`: did you mean `forms`?"),
    (HEAD + "forms: {}\n", "forms: a list of rows is expected"),
    (HEAD + "forms: [one, two]\n", "forms: a list of rows is expected"),
    (HEAD + "organisation: [x]\n", "organisation: questions and answers are expected"),
    (HEAD + "organisation: {name: [x]}\n", "`name` is said in a word"),
    (HEAD + "organisation: {by: hearsay}\n", "`by` is one of `declared`, `document`, `data`, not `hearsay`"),
    (HEAD + "organisation: {employees: many}\n", "`employees` is a whole number"),
    (HEAD + "organisation: {roles: [{operation: base, role: owner}]}\n", "`role` is one of"),
    (HEAD + "channels: email\n", "channels: a list of words is expected"),
    (HEAD + "channels: [mail]\n", "`mail` is no channel"),
    (HEAD + "channels: [[email]]\n", "channels: a list of words is expected"),
    (HEAD + "purposes: [{id: a, needs: email}]\n", "purposes, needs: a list of words is expected"),
    (HEAD + "purposes: [{id: a}, {id: a}]\n", "two purposes have one `id`: `a`"),
    (HEAD + "people: [{source: x}]\n", "each entry names its `file`"),
    (HEAD + "people: [{file: [a]}]\n", "each entry names its `file`"),
    (HEAD + "people: [{file: no.csv}]\n", "points at `no.csv`, which is not there"),
    (HEAD + "people: [{file: .}]\n", "which is a folder"),
    (HEAD + "people: [{file: people.csv}, {file: ./people.csv}]\n", "points twice at the same file: `people.csv`"),
    (HEAD + "people: [{file: people.csv, weight: -1}]\n", "`weight` is a whole number"),
    (HEAD + "people: [{file: people.csv, weight: 1.5}]\n", "`weight` is a whole number"),
    (HEAD + "people: [{file: people.csv, weight: true}]\n", "`weight` is a whole number"),
    (HEAD + "people: [{file: people.csv, weight: 99999999999999999999}]\n", "`weight` is a whole number"),
    (HEAD + "people: [{file: people.csv, map: {Tel: telefon}}]\n", "write `HEADER: role`; `telefon` is none of"),
    (HEAD + "people: [{file: people.csv, map: [Tel]}]\n", "people, map: questions and answers are expected"),
    (HEAD + "sends: {map: {}}\n", "sends: each entry names its `file`"),
    (HEAD + "sends: {file: none.csv}\n", "points at `none.csv`, which is not there"),
    (HEAD + "complaints: [{sourc: x}]\n", "nothing is called `sourc`: did you mean `source`?"),
    (HEAD + "complaints: [{count: several}]\n", "`count` is a whole number"),
    (HEAD + "everyone: {consent_given: true}\n", "nothing is called `consent_given`: did you mean `consent.given_at`?"),
    (HEAD + "everyone: {capacity: customer}\n", "capacity: one of `consumer`, `professional` is expected"),
    (HEAD + "everyone: {capacity: [consumer]}\n", "capacity: one of"),
    (HEAD + "everyone: {archive.only: maybe}\n", "archive.only: `true` or `false` is expected"),
    (HEAD + "everyone: {archive.only: 1}\n", "archive.only: `true` or `false` is expected"),
    (HEAD + "everyone: {archive.only: never}\n", "archive.only: `true` or `false` is expected"),
    (HEAD + "everyone: {last_act.on: 2020}\n", "last_act.on: a day of the years 1900 to 2199"),
    (HEAD + "everyone: {last_act.on: 11/08/2026}\n", "last_act.on: a day"),
    (HEAD + "everyone: {last_act.on: 9999-12-31}\n", "last_act.on: a day"),
    (HEAD + "everyone: {objection.made_at: 12:30}\n", "objection.made_at: an instant"),
    (HEAD + "everyone: {person.phone_numbers: -1}\n", "person.phone_numbers: a whole number is expected"),
    (HEAD + "everyone: {person.phone_numbers: 3000000000}\n", "person.phone_numbers: a whole number is expected"),
    (HEAD + "everyone: {person.phone_numbers: never}\n", "person.phone_numbers: a whole number is expected"),
    (HEAD + "everyone: {person.phone_numbers: .inf}\n", "person.phone_numbers: a whole number is expected"),
    (HEAD + "everyone: {archive.only: {by: data}}\n", "has `answer` and may have `by`"),
    (HEAD + "everyone: {archive.only: {answer: true, sure: yes}}\n", "not `sure`"),
    (HEAD + "everyone: {archive.only: {answer: true, by: ear}}\n", "`by` is one of"),
    (HEAD + "everyone: {archive.only: {answer: true, by: [data]}}\n", "`by` is one of"),
    (HEAD + "everyone: {archive.only: {answer: true, assumed: true}}\n", "`assumed` is said in words"),
    (HEAD + "everyone: {archive.only: {answer: not_asked, assumed: why}}\n", "there is no value"),
    (HEAD + "everyone: {archive.only: {answer: {answer: true}}}\n", "`true` or `false` is expected"),
    (HEAD + "everyone: {archive.only: {column: arch}}\n", "`arch` is no column role"),
    (HEAD + "everyone: {archive.only: {column: archived, answer: true}}\n", "not `answer`"),
    (HEAD + "everyone: {capacity: {column: capacity}}\n", "a column answers yes or no"),
    (HEAD + "everyone: {last_act.on: {column: email}}\n", "comes from a column of dates, and `email` is none"),
    (HEAD + "forms: [{id: a, phone_asked: {column: phone}}]\n", "`column` answers for people only"),
    (HEAD + "forms: [{id: a}, {id: a}]\n", "forms: two rows have one `id`: `a`"),
    (HEAD + "forms: [{id: 2}, {}]\n", "two rows have one `id`: `2`"),
    (HEAD + "forms: [{id: {}}]\n", "`id` is said in a word"),
    (HEAD + "forms: [{id: a, notice: [b]}]\n", "forms, row `a`: `notice` is said in a word"),
    (HEAD + "forms: [{id: a, at: not_asked}]\n", "`at` is the day or instant of what was done"),
    (HEAD + "forms: [{id: a, at: never}]\n", "`at` is the day or instant of what was done"),
    (HEAD + "forms: [{id: a, persons: few}]\n", "`persons` is a whole number"),
    (HEAD + "forms: [{id: a, people: [b]}]\n", "forms, row `a`, people: questions and answers are expected"),
    (HEAD + "notices: [{id: a, people: {archive.only: true}}]\n", "nothing is called `people`"),
    (HEAD + "messages: [{channel: email, act.channel: sms}]\n", "`channel` stands twice"),
    (HEAD + "contracts: [{channel: email}]\n", "nothing is called `channel`"),
    (HEAD + "partner_lists: [{form: a}]\n", "a partner list has `names`"),
    (HEAD + "{}: 1\n", "a key is one word"),
    (HEAD + "on: 1\n", "nothing is called `True`"),
]


@pytest.mark.parametrize(("text", "said"), WRITTEN)
def test_a_bad_dossier_is_one_error_that_names_the_file_and_the_place(tmp_path: Path, text: str, said: str) -> None:
    folder = write(tmp_path, text)
    with pytest.raises(DossierError) as caught:
        load(folder)
    message = str(caught.value)
    assert message.startswith(f"`{folder / 'dossier.yaml'}`")
    assert said in message
    assert "\n" not in message
    assert isinstance(caught.value, InputError)


def test_a_missing_path_and_a_folder_without_dossier_say_so(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="does not exist"):
        load(tmp_path / "nothing")
    with pytest.raises(DossierError, match=r"holds no `dossier\.yaml`: give a people file, or make a dossier with"):
        load(tmp_path)
    with pytest.raises(DossierError, match="cannot be read"):
        load(tmp_path / ("x" * 5000))


@pytest.mark.parametrize("content", [b"\xff\xfel\x00i\x00", "société: 1".encode("cp1252"), b"\x80\x81"])
def test_a_dossier_that_is_not_utf_8_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dossier.yaml").write_bytes(content)
    with pytest.raises(DossierError, match="is not UTF-8 text"):
        load(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    assert load(tmp_path).name == tmp_path.name


def test_noise_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_bytes(bytes(range(1, 128)) * 10)
    with pytest.raises(DossierError, match="this is not YAML"):
        load(tmp_path)


def test_aliases_of_aliases_are_counted_before_they_are_written_out(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(DossierError, match="too many values once its aliases are written out"):
        load(write(tmp_path, HEAD + "\n".join(lines)))


def test_an_alias_within_itself_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="an alias stands within what it is an alias of"):
        load(write(tmp_path, HEAD + "forms: &a [*a]\n"))


def test_a_day_said_twice_by_an_alias_is_no_harm(tmp_path: Path) -> None:
    text = HEAD + "judged_on: &d 2026-02-03\neveryone: {last_act.on: *d}\n"
    assert load(write(tmp_path, text)).judged_on is not None


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_deep_nest_is_an_error(tmp_path: Path, opening: str) -> None:
    with pytest.raises(DossierError, match=r"too deep|not YAML"):
        load(write(tmp_path, HEAD + "forms: " + opening * 50_000))


def test_a_huge_dossier_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    write(tmp_path, HEAD)
    with (tmp_path / "dossier.yaml").open("ab") as handle:
        handle.truncate(LARGEST + 1)
    with pytest.raises(DossierError, match="is too large for a dossier"):
        load(tmp_path)


def test_too_many_values_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="holds more than 1000000 values"):
        load(write(tmp_path, HEAD + "channels: [" + "1," * 1_000_001 + "]"))
