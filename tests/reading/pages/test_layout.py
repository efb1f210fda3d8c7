"""What a page says does not hang on how its source is laid out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.reading.pages import PageReading, read_page

PAGES = [
    path
    for path in sorted((Path(__file__).parent / "corpus").glob("*/*.html"))
    if path.stem not in {"broken", "script", "partenaires"}
]
TAG = re.compile(r"<(\w+)((?:\s+[\w-]+(?:=\"[^\"]*\")?)+)\s*>")
ATTRIBUTE = re.compile(r"([\w-]+)(?:=\"([^\"]*)\")?")
Rewrite = Callable[[str], str]


def reading(folder: Path, text: str) -> PageReading:
    page = folder / "page.html"
    page.write_text(text, encoding="utf-8")
    return read_page(page)


def plain(path: Path) -> str:
    data = path.read_bytes()
    return data.decode("latin-1").replace("iso-8859-1", "utf-8") if path.stem == "latin1" else data.decode()


def rewritten(text: str, rewrite: Callable[[str, list[tuple[str, str | None]]], str]) -> str:
    """Rewrite every tag with attributes, given its name and them."""

    def one(found: re.Match[str]) -> str:
        pairs = [(name, value if f"{name}=" in found[2] else None) for name, value in ATTRIBUTE.findall(found[2])]
        return rewrite(found[1], pairs)

    head, body = text.split("</head>", 1)
    return f"{head}</head>{TAG.sub(one, body)}"


def written(name: str, value: str | None, quote: str = '"') -> str:
    return name if value is None else f"{name}={quote}{value}{quote}"


def reverse(name: str, pairs: list[tuple[str, str | None]]) -> str:
    return f"<{name} {' '.join(written(*pair) for pair in reversed(pairs))}>"


def shout(name: str, pairs: list[tuple[str, str | None]]) -> str:
    return f"<{name.upper()} {' '.join(written(key.upper(), value) for key, value in pairs)}>"


def quoted(name: str, pairs: list[tuple[str, str | None]]) -> str:
    parts = [
        written(key, value, "'") if value is None or "'" not in value else written(key, value) for key, value in pairs
    ]
    return f"<{name}\n\t{'   '.join(parts)} >"


def explicit(name: str, pairs: list[tuple[str, str | None]]) -> str:
    return f"<{name} {' '.join(written(key, '' if value is None else value) for key, value in pairs)}>"


REWRITES: dict[str, Rewrite] = {
    "attributes the other way round": lambda text: rewritten(text, reverse),
    "names in capitals": lambda text: rewritten(text, shout),
    "single quotes and spaces": lambda text: rewritten(text, quoted),
    "switches with a value": lambda text: rewritten(text, explicit),
    "white space": lambda text: re.sub(r"\n", "\n\n   \t", text).replace("<form", "\n<form"),
    "an element before": lambda text: text.replace(
        "<body>", "<body><div class='banner'><p>Bienvenue</p><img src='logo.png'></div>"
    ),
    "comments": lambda text: text.replace("</p>", "<!-- fin --></p>").replace("<label", "<!-- x --><label"),
    "wrapped": lambda text: text.replace("<body>", "<body><div><div>").replace("</body>", "</div></div></body>"),
}


@pytest.mark.parametrize("name", REWRITES)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_another_layout_of_the_source_changes_nothing(path: Path, name: str, tmp_path: Path) -> None:
    text = plain(path)
    assert reading(tmp_path, REWRITES[name](text)) == reading(tmp_path, text)


BOXES = {
    "own": "Je souhaite recevoir par e-mail les offres d'Exemple",
    "partners": "J'accepte de recevoir par SMS les offres de nos partenaires",
    "calls": "J'accepte d'être appelé par téléphone pendant six mois",
    "terms": "J'accepte les conditions générales",
}


@settings(max_examples=24, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(sorted(BOXES)), st.booleans())
def test_the_order_of_boxes_and_labels_does_not_count(tmp_path: Path, order: list[str], label_first: bool) -> None:
    def box(name: str) -> str:
        parts = [f'<input type="checkbox" id="{name}" name="{name}">', f'<label for="{name}">{BOXES[name]}</label>']
        return f"<div>{''.join(reversed(parts) if label_first else parts)}</div>"

    def read(names: list[str]) -> dict[str, object]:
        page = reading(tmp_path, f'<form id="f">{"".join(map(box, names))}<button>OK</button></form>')
        keep = {"channels_named", "call_states_period"}  # quote the first sentence near, which is another box's
        return {
            one.words: {item: seen for item, seen in one.sightings.items() if item not in keep} for one in page.requests
        }

    assert read(order) == read(sorted(BOXES))
    assert set(read(order)) == {BOXES[name] for name in ("own", "partners", "calls")}
