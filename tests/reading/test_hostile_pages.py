"""What fuzzing found in saved pages: numbers without end in styles, and a page that took longer than it may."""

import os
from pathlib import Path

import pytest

from licet.reading.pages import read_page
from licet.terms.errors import DocumentError

FORM = '<form><label><input type="checkbox" name="a"> Je veux recevoir vos offres par courriel</label></form>'


@pytest.mark.parametrize("where", ["<p style='font-size:{}px'>x</p>", "<style>p {{ width: {}px }}</style><p>x</p>"])
def test_a_size_of_200_000_digits_declares_nothing(tmp_path: Path, where: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{where.format('9' * 200_000)}{FORM}</body></html>", encoding="utf-8")
    assert len(read_page(path).requests) == 1


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "page.html")
    with pytest.raises(DocumentError, match="is no file"):
        read_page(tmp_path / "page.html")


def test_words_of_partners_beside_many_boxes_end_in_time(tmp_path: Path) -> None:
    sentences = "Nos partenaires sont nombreux. " * 3000
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><form>{FORM * 1500}<p>{sentences}</p></form></body></html>", encoding="utf-8")
    with pytest.raises(DocumentError, match="takes too long to read"):
        read_page(path, seconds=2)
