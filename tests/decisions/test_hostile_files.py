"""What fuzzing found in files of decisions: each of these once left the reader as an error that is not ours."""

import os
from pathlib import Path

import pytest

from licet.audit.decisions.files import read_decision
from licet.terms.errors import DossierError

OWN = "id: x\nlicet_decision: 1\n"
BAD = {
    "a month of 200,000 digits": OWN + "date: '2024-" + "9" * 200_000 + "'\ndossier: {}\n",
    "a year before all": OWN + "date: '0-12'\ndossier: {}\n",
    "a year after all": OWN + "date: '99999-12'\ndossier: {}\n",
    "channels that are no list": OWN + "date: 2024-01-01\ndossier: {}\nchannels: 3\n",
    "articles that are no list": OWN + "date: 2024-01-01\ndossier: {}\nnot_examined: yes\n",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_decision_has_an_error_of_ours(tmp_path: Path, name: str) -> None:
    path = tmp_path / "decision.yaml"
    path.write_text(BAD[name], encoding="utf-8")
    with pytest.raises(DossierError, match=r"decision\.yaml`"):
        read_decision(path)


def test_a_pipe_or_a_device_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zeros.yaml").symlink_to("/dev/zero")
    for name in ("pipe.yaml", "zeros.yaml"):
        with pytest.raises(DossierError, match="is not a regular file"):
            read_decision(tmp_path / name)


@pytest.mark.parametrize(("written", "day"), [("'2022-04'", "2022-04-30"), ("'2024-2'", "2024-02-29")])
def test_a_month_alone_is_judged_on_its_last_day(tmp_path: Path, written: str, day: str) -> None:
    path = tmp_path / "decision.yaml"
    path.write_text(f"{OWN}date: {written}\ndossier: {{}}\n", encoding="utf-8")
    assert read_decision(path).law_day.isoformat() == day
