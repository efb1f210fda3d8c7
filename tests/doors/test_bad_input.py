"""What cannot be used has one clear error that names the file, the right exit, and nothing of a person in it."""

from __future__ import annotations

import os
import random
from pathlib import Path

import polars as pl
import pytest

from licet.doors.exits import Exit
from tests.doors.bases import HEADERS, ROWS, ask, dossier, names, of_people, people

Capsys = pytest.CaptureFixture[str]
ADDRESS = "lea.secret@exemple.example"
NOISE = random.Random(1).randbytes(5000)  # noqa: S311  # noise, not a secret


def parquet(path: Path) -> bytes:
    pl.DataFrame({"email": [ADDRESS] * 500, "collected_at": ["2020-01-01"] * 500}).write_parquet(path)
    return path.read_bytes()


FILES = {
    "empty.csv": b"",
    "zero.parquet": b"",
    "header.csv": f"{HEADERS}\n".encode(),
    "noise.csv": NOISE,
    "noise.parquet": NOISE,
    "pdf.csv": b"%PDF-1.7\n" + NOISE,
    "book.csv": b"PK\x03\x04" + NOISE,
    "data first.csv": "\n".join(ROWS).encode(),
    "names first.csv": "Secretnom;Léa;75011\nAutre;Paul;69001\n".encode(),
    "names only.csv": "Secretnom;Léa\nAutre;Paul\n".encode(),
    "strange.csv": b"alpha;beta\nSecretnom;2\n",
    "no row.csv": f"{HEADERS}\n1;Secretnom\n;;;;;;;\n".encode(),
    "no mark.csv": f"{HEADERS}\n{ROWS[0]}\n".encode("utf-16-le"),
    "one line.csv": b"x" * 2_000_000,
}


@pytest.mark.parametrize("name", FILES)
def test_an_unusable_file_has_one_line_that_names_it(name: str, tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    for command in (["audit"], ["screen", "--channel", "email", "--controller", "X"]):
        said = ask(capsys, *command, tmp_path / name, "--out", tmp_path / "out")
        assert (said.code, said.out, said.err.count("\n")) == (Exit.UNUSABLE, "", 1)
        assert name in said.err
        assert not of_people(said.err)
    assert names(tmp_path) == [name]


def test_a_parquet_file_cut_anywhere_is_refused(tmp_path: Path, capsys: Capsys) -> None:
    whole = parquet(tmp_path / "people.parquet")
    for cut in (whole[:200], whole[:4] + whole[200:], whole[:20] + b"\x5a" * 400 + whole[420:]):
        (tmp_path / "people.parquet").write_bytes(cut)
        said = ask(capsys, "audit", tmp_path / "people.parquet", "--out", tmp_path / "out")
        assert (said.code, said.err.count("\n")) == (Exit.UNUSABLE, 1)
        assert "people.parquet" in said.err


@pytest.mark.parametrize("name", ["gone.csv", "folder", "dangling.csv", "loop.csv", "pipe.csv"])
def test_what_is_no_file_is_said_so(name: str, tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling.csv").symlink_to("gone.csv")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    said = ask(capsys, "audit", tmp_path / name, "--out", tmp_path / "out")
    assert (said.code, said.out, said.err.count("\n")) == (Exit.UNUSABLE, "", 1)
    assert name in said.err


DOSSIERS = {
    "an unknown key": b"licet_dossier: 1\npepole: []\n",
    "a wrong type": f"licet_dossier: 1\npeople: {ADDRESS}\n".encode(),
    "a wrong word": f"licet_dossier: 1\norganisation: {{name: X, by: {ADDRESS}}}\n".encode(),
    "not UTF-8": "licet_dossier: 1\norganisation: {name: Société}\n".encode("cp1252"),
    "not YAML": f"licet_dossier: 1\npeople: [{{file: {ADDRESS}\n".encode(),
    "empty": b"",
    "a list": f"- {ADDRESS}\n".encode(),
    "no version": b"people: []\n",
    "another version": b"licet_dossier: 9\n",
    "a wrong day": f"licet_dossier: 1\njudged_on: {ADDRESS}\n".encode(),
    "a key twice": b"licet_dossier: 1\nchannels: [email]\nchannels: [sms]\n",
    "a wrong channel": b"licet_dossier: 1\nchannels: [pigeon]\n",
    "a tag": b"!!python/object/apply:os.system ['false']\n",
    "too deep": b"licet_dossier: " + b"[" * 3000 + b"]" * 3000,
    "no such people file": b"licet_dossier: 1\npeople: [{file: gone.csv}]\n",
    "no such sends": b"licet_dossier: 1\nsends: {file: gone.csv}\n",
}


@pytest.mark.parametrize("what", DOSSIERS)
def test_a_dossier_that_cannot_be_read_is_one_line(what: str, tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "dossier.yaml").write_bytes(DOSSIERS[what])
    for command in (["audit", "--out", tmp_path / "out"], ["dossier", "check"]):
        said = ask(capsys, *command, tmp_path)
        assert (said.code, said.out, said.err.count("\n")) == (Exit.UNUSABLE, "", 1)
        assert "dossier.yaml" in said.err
        assert not of_people(said.err)


def test_nobody_to_screen_is_said(tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "dossier.yaml").write_text("licet_dossier: 1\n", encoding="utf-8")
    said = ask(capsys, "screen", tmp_path, "--channel", "email", "--controller", "X", "--out", tmp_path / "out")
    assert said.code == Exit.UNUSABLE
    assert "no people file" in said.err


PROOFS = {
    "empty": b"",
    "heads only": b"source,file,row,proof\n",
    "a wrong word": f"source,file,row,proof\nsite,people.csv,1,{ADDRESS}\n".encode(),
    "other columns": f"a,b\n{ADDRESS},1\n".encode(),
    "noise": NOISE,
    "another base": b"source,file,row,proof\nsecret@,people.csv,1,valid\n",
    "a row twice": b"source,file,row,proof\nsite,people.csv,1,valid\nsite,people.csv,1,invalid\n",
}


@pytest.mark.parametrize("what", PROOFS)
def test_answers_that_are_none_are_refused_before_a_report_is_written(
    what: str, tmp_path: Path, capsys: Capsys
) -> None:
    base = people(tmp_path / "people.csv")
    (tmp_path / "answers.csv").write_bytes(PROOFS[what])
    said = ask(capsys, "audit", base, "--proofs", tmp_path / "answers.csv", "--out", tmp_path / "out")
    assert (said.code, said.out, said.err.count("\n")) == (Exit.UNUSABLE, "", 1)
    assert "answers" in said.err
    assert not of_people(said.err)
    assert names(tmp_path) == ["answers.csv", "people.csv"]


USAGE = {
    "audit P --map foo": "no pair",
    "audit P --map =email": "no pair",
    "audit P --map Nom=bogus": "no role",
    "audit P --map Nope=email": "no column",
    "audit P --on 2026-13-01": "no day",
    "audit P --on 1890-01-01": "1900-01-01",
    "audit P --lang de": "fr",
    "audit P --bogus": "--bogus",
    "audit P extra": "extra",
    "audit": "PATH",
    "audit P --sample 0": "at least 1",
    "audit P --sample x": "--sample",
    "audit P --out P": "is a file",
    "audit P --out P/x": "cannot be written to",
    "audit P --out /proc/x": "cannot be written to",
    "audit P --out held": "something other",
    "screen P --channel pigeon --controller X": "no channel",
    "screen P --channel email": "--controller",
    "screen P --channel email --controller X --purpose fun": "outside the encoded law",
    "screen P --channel email --controller X --on nope": "no day",
    "screen P --channel email --controller X --on 1970-01-01": "outside the encoded law",
    "screen P --channel email --controller X --out P": "is a file",
    "screen P --channel email --controller X --out /proc/x": "cannot be written to",
    "dossier check P --on x": "no day",
    "dossier init P": "is there already",
    "dossier init new --channel pigeon": "no channel",
    "demo performeclic --people 0": "at least 1",
    "demo performeclic --people 9 --out P": "cannot be written to",
    "demo performeclic --cure nothing --people 9": "no head of this case",
    "demo nope": "nope",
    "law show": "RULE",
}


@pytest.mark.parametrize("line", USAGE)
def test_wrong_usage_is_one_line_and_64_and_nothing_is_written(
    line: str, tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    people(tmp_path / "P")
    people(tmp_path / "held/thesis.csv")
    said = ask(capsys, *line.split())
    assert (said.code, said.out, said.err.count("\n")) == (Exit.USAGE, "", 1)
    assert USAGE[line] in said.err
    assert not of_people(said.err)
    assert names(tmp_path) in (["P", "held"], ["P", "demo-out", "held"])
    assert not list(tmp_path.rglob(".licet-*"))


def test_somebody_must_be_named_on_whose_behalf(tmp_path: Path, capsys: Capsys) -> None:
    base = people(tmp_path / "people.csv")
    said = ask(capsys, "screen", base, "--channel", "email", "--controller", " ", "--out", tmp_path / "out")
    assert said.code == Exit.USAGE


def test_a_place_is_refused_before_the_base_is_read(tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "gone").write_text("", encoding="utf-8")
    assert ask(capsys, "audit", tmp_path / "gone.csv", "--out", tmp_path / "gone").code == Exit.USAGE


WRITTEN = {
    "latin.csv": ("cp1252", "\n", 3),
    "utf16.csv": ("utf-16", "\n", 3),
    "marked.csv": ("utf-8-sig", "\r\n", 3),
    "mac.csv": ("utf-8", "\r", 3),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_other_encodings_and_line_ends_are_read(name: str, tmp_path: Path, capsys: Capsys) -> None:
    encoding, end, rows = WRITTEN[name]
    text = end.join([HEADERS, *ROWS, ""]).replace("12/03", "\u00a012/03\u00a0")
    (tmp_path / name).write_bytes(text.encode(encoding))
    said = ask(capsys, "dossier", "check", tmp_path / name, "--read", "--lang", "en")
    assert said.code == Exit.UNDETERMINED
    assert f"{name}: {rows} rows" in said.out


def test_a_path_with_accents_and_a_link_are_paths(tmp_path: Path, capsys: Capsys) -> None:
    base = people(tmp_path / "é t é/pers onnes.csv")
    (tmp_path / "lien.csv").symlink_to(base)
    for path in (base, tmp_path / "lien.csv"):
        said = ask(capsys, "audit", path, "--out", tmp_path / "à côté/rapport n° 1")
        assert (said.code, said.err) == (Exit.UNDETERMINED, "")


def test_quotes_that_do_not_close_spoil_their_rows_only(tmp_path: Path, capsys: Capsys) -> None:
    base = people(
        tmp_path / "people.csv", [ROWS[0], '9;"Secretnom open;x;;;', ROWS[1], '8;"Secret ""nom"" ;";c@d.example;;;;;']
    )
    said = ask(capsys, "audit", base, "--out", tmp_path / "out", "--json")
    assert said.code == Exit.UNDETERMINED
    assert not of_people(said.out)


def test_a_dossier_folder_is_not_written_to(tmp_path: Path, capsys: Capsys) -> None:
    folder = dossier(tmp_path / "d", "channels: [email]\npeople: [{file: people.csv}]")
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert ask(capsys, "audit", folder, "--out", tmp_path / "out").code == Exit.UNDETERMINED
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
