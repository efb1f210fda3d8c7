import json
import os
from pathlib import Path
from typing import NoReturn

import jsonschema
import pytest

from licet.audit.model import Report
from licet.audit.report import render_page, render_pdf, report_schema, report_text, write_report
from licet.terms.errors import UsageError
from tests.report.examples import empty_report, hostile_report, rich_report

RICH, EMPTY = rich_report("fr"), empty_report("en")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_report_folder_holds_the_data_the_page_and_what_was_moved_in(tmp_path: Path) -> None:
    rows = tmp_path / "somewhere.parquet"
    rows.write_bytes(b"rows")
    out = tmp_path / "new" / "report"
    written = write_report(RICH, out, {"rows.parquet": rows})
    assert written == {name: out / name for name in ("report.json", "report.html", "report.pdf", "rows.parquet")}
    assert Report.model_validate_json((out / "report.json").read_bytes()) == RICH
    assert (out / "report.html").read_text(encoding="utf-8") == render_page(RICH)
    assert (out / "report.pdf").read_bytes() == render_pdf(RICH)
    assert (out / "rows.parquet").read_bytes() == b"rows"
    assert not rows.exists()
    assert _names(out.parent) == ["report"]


@pytest.mark.parametrize("report", [RICH, EMPTY, hostile_report("en")])
def test_report_json_fits_its_schema(report: Report) -> None:
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    written = json.loads(report_text(report))
    validator.validate(written)
    assert not validator.is_valid(written | {"e-mail": "someone@exemple.test"})
    assert schema["title"]
    assert schema["description"]


def test_equal_reports_are_equal_bytes_with_keys_in_order() -> None:
    text = report_text(RICH)
    keys = list(json.loads(text))
    assert keys == sorted(keys)
    assert text == report_text(Report.model_validate_json(text))
    assert text.endswith("}\n")


def test_a_report_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "report"
    (tmp_path / "rows").write_bytes(b"rows")
    write_report(RICH, out, {"rows.parquet": tmp_path / "rows"})
    write_report(EMPTY, out)
    assert _names(out) == ["report.html", "report.json", "report.pdf"]
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["organisation"] == ""
    assert _names(tmp_path) == ["report"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    out = tmp_path / "report"
    out.mkdir()
    write_report(EMPTY, out)
    assert _names(out) == ["report.html", "report.json", "report.pdf"]


@pytest.mark.parametrize("held", [{}, {"report.json": "[]"}, {"report.json": '{"licet": "1"}'}, {"report.json": "{"}])
def test_a_folder_that_holds_something_else_is_left_as_it_is(tmp_path: Path, held: dict[str, str]) -> None:
    for name, text in ({"thesis.txt": "years of work"} | held).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UsageError, match="something other than a report"):
        write_report(RICH, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_is_no_place_for_a_report(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        write_report(RICH, tmp_path / "report")
    with pytest.raises(UsageError, match="cannot be written to"):
        write_report(RICH, tmp_path / "report" / "below")


@pytest.mark.parametrize("name", ["report.json", "report.html", "report.pdf", "../rows.parquet", "a/b"])
def test_a_file_moved_in_has_a_plain_name_of_its_own(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        write_report(RICH, tmp_path / "report", {name: tmp_path / "rows"})


class Interrupted(dict[str, Path]):
    """Files to move in, during which somebody presses Ctrl-C."""

    def items(self) -> NoReturn:
        raise KeyboardInterrupt


@pytest.mark.parametrize("extra", [Interrupted(), {"rows.parquet": Path("nowhere")}])
def test_an_interruption_leaves_the_former_report_and_nothing_half_written(
    tmp_path: Path, extra: dict[str, Path]
) -> None:
    out = tmp_path / "report"
    with pytest.raises((KeyboardInterrupt, FileNotFoundError)):
        write_report(RICH, out, extra)
    assert _names(tmp_path) == []
    write_report(EMPTY, out)
    with pytest.raises((KeyboardInterrupt, FileNotFoundError)):
        write_report(RICH, out, extra)
    assert Report.model_validate_json((out / "report.json").read_bytes()) == EMPTY
    assert _names(tmp_path) == ["report"]


def test_an_interruption_between_the_two_renamings_puts_the_former_report_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report"
    write_report(EMPTY, out)
    rename = Path.rename

    def once(self: Path, target: Path) -> Path:
        if target == out and not self.name.endswith(".old"):
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(KeyboardInterrupt):
        write_report(RICH, out)
    assert _names(tmp_path) == ["report"]
    assert Report.model_validate_json((out / "report.json").read_bytes()) == EMPTY


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege there")
def test_a_link_to_a_report_stays_a_link(tmp_path: Path) -> None:
    write_report(EMPTY, tmp_path / "2026")
    (tmp_path / "latest").symlink_to(tmp_path / "2026", target_is_directory=True)
    write_report(RICH, tmp_path / "latest")
    assert (tmp_path / "latest").is_symlink()
    assert Report.model_validate_json((tmp_path / "2026" / "report.json").read_bytes()) == RICH
