"""Every reader of what others wrote, with the seeds that mutation starts from and the one error it may let out."""

from __future__ import annotations

import functools
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import openpyxl  # type: ignore[import-untyped]
import polars as pl

from licet.audit.audit import audit
from licet.audit.compare_read import report_at
from licet.audit.decisions.files import OWN, read_decision
from licet.audit.demo import overnight, partners, performeclic
from licet.audit.dossier.load import load
from licet.reading import COMPLAINTS, PEOPLE, SENDS, read_table
from licet.reading.columns import Roles
from licet.reading.complaints import read_report, read_reports
from licet.reading.contracts import read_contract
from licet.reading.mails import compare_mails, read_mail, read_mails
from licet.reading.pages import read_page
from licet.reading.pages.markup import LONGEST
from licet.reading.visits import read_actions, read_visit
from licet.terms.errors import DocumentError, DossierError, InputError, LicetError, TableError, UsageError
from tests.reading.contracts import render

Files = Mapping[str, bytes]
"""A case: what stands in its folder. The file called ``main`` (whatever its suffix) is the one that is read."""

CORPORA: Final = Path(__file__).parents[1] / "reading"
CASE_LIMIT: Final = 10.0
"""Seconds of processor time for a spoilt file of at most 4 MB."""
LARGEST_SEED: Final = 64 << 10
"""Bytes. Larger seeds spend the time on parsing what is whole."""


class Grammar(StrEnum):
    """What a seed is made of, so that a mutation reaches what lies behind the first check."""

    TEXT = "text"
    MAIL = "mail"
    MARKUP = "markup"
    TABLE = "table"
    ARCHIVE = "archive"
    PARQUET = "parquet"
    PDF = "pdf"
    JSON = "json"
    YAML = "yaml"


@dataclass(frozen=True)
class Reader:
    """A reader: what it reads from a folder, its seeds, the errors it may let out, how often it is tried, and its time."""

    read: Callable[[Path], object]
    seeds: Callable[[], list[Files]]
    grammar: Grammar
    raises: tuple[type[LicetError], ...]
    weight: int = 10
    limit: float = CASE_LIMIT


def main_of(folder: Path) -> Path:
    """Return the file of a case that is read."""
    return next(path for path in sorted(folder.iterdir()) if path.name.startswith("main"))


# -------------------------------------------------------------------------------------------------- reading


def _table(roles: Roles) -> Callable[[Path], object]:
    return lambda folder: read_table(main_of(folder), into=folder / "out", columns=roles)


def _page(folder: Path) -> object:
    beside = [folder / "inscription.css"] if (folder / "inscription.css").exists() else []
    listed = folder / "partenaires.html"
    shown = listed if listed.exists() else None
    return read_page(main_of(folder), css=beside, partner_list=shown, controllers=("Boutique",))


def _mails(folder: Path) -> object:
    return [compare_mails(one, one) for one in read_mails(main_of(folder), known_names=("Boutique",))]


def _visit(folder: Path) -> object:
    noted = folder / "actions.json"
    return read_visit(main_of(folder), read_actions(noted) if noted.exists() else None)


# ---------------------------------------------------------------------------------------------------- seeds


def _corpus(kind: str, *suffixes: str) -> Iterator[bytes]:
    for path in sorted((CORPORA / kind / "corpus").rglob("*")):
        if path.suffix in suffixes and 0 < path.stat().st_size <= LARGEST_SEED:
            yield path.read_bytes()


def _alone(suffix: str, contents: Iterator[bytes]) -> list[Files]:
    return [{f"main{suffix}": each} for each in contents]


_ROWS: Final = [
    {
        "email": f"p{n}@club.example",
        "Prénom": "Zoé",
        "téléphone": f"+33 6 39 98 00 {n:02}",
        "date_collecte": f"{n % 28 + 1:02}/03/2024",
        "consentement": "oui" if n % 2 else "non",
        "date_consentement": f"2024-03-{n % 28 + 1:02} 10:15:00",
        "source": "jeu; concours" if n % 3 else 'salon "2024"',
        "dernier_achat": "",
    }
    for n in range(40)
]


def _csv(separator: str, encoding: str, quote: str) -> bytes:
    frame = pl.DataFrame(_ROWS)
    text = frame.write_csv(separator=separator, quote_style="always" if quote else "necessary")
    return text.encode(encoding, "replace")


def _tables() -> list[Files]:
    made = [_csv(";", "utf-8-sig", ""), _csv(",", "cp1252", '"'), _csv("\t", "utf-16", ""), _csv("|", "utf-8", "")]
    mailers = b"Email Address,First Name,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,MEMBER_RATING,TAGS\n" + (
        b'p@club.example,Zo\xc3\xa9,2024-03-01 10:00:00,192.0.2.1,2024-03-01 10:02:00,2,"""a"",""b"""\n' * 20
    )
    return [{"main.csv": each} for each in (*made, mailers, _csv(";", "utf-8", "").replace(b"\n", b"\r\n"))]


def _sends() -> list[Files]:
    text = "email;date_envoi;canal;expediteur\n" + "p1@club.example;2024-03-01 10:00;email;boutique.example\n" * 20
    return [{"main.csv": text.encode()}, {"main.csv": text.replace(";", ",").encode("utf-16")}]


def _complaints() -> list[Files]:
    text = "date,source,sender,count\n" + "2024-03-01,jeu,boutique.example,3\n" * 20
    return [{"main.csv": text.encode()}]


def _parquet() -> list[Files]:
    found: list[Files] = []
    for compression in ("zstd", "snappy", "uncompressed"):
        out = io.BytesIO()
        frame = pl.DataFrame(_ROWS).with_columns(n=pl.int_range(40), day=pl.date(2024, 1, 1), parts=pl.lit(["a"]))
        frame.write_parquet(out, compression=compression)
        found.append({"main.parquet": out.getvalue()})
    return found


def _workbooks() -> list[Files]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Liste des inscrits"])
    sheet.append(list(_ROWS[0]))
    for row in _ROWS:
        sheet.append(list(row.values()))
    book.create_sheet("Notes").append(["rien"])
    out = io.BytesIO()
    book.save(out)
    return [{"main.xlsx": out.getvalue()}]


def _contracts(suffix: str, write: Callable[[str], bytes]) -> list[Files]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((CORPORA / "contracts/corpus").rglob("*.md"))]
    return [{f"main{suffix}": write(render.whole(text))} for text in texts[:: 1 if suffix == ".md" else 4]]


def _visits() -> list[Files]:
    noted = json.dumps([{"at": "2026-10-01T10:00:05+02:00", "action": "refuse"}]).encode()
    found = _alone(".har", _corpus("visits", ".har"))
    return [*found, *({**each, "actions.json": noted} for each in found[::4])]


def _pages() -> list[Files]:
    good = CORPORA / "pages/corpus/good"
    beside = {name: (good / name).read_bytes() for name in ("inscription.css", "partenaires.html")}
    return [
        *_alone(".html", _corpus("pages", ".html")),
        {"main.html": (good / "inscription.html").read_bytes(), **beside},
    ]


def _stores() -> list[Files]:
    mails = list(_corpus("mails", ".eml"))
    return [{"main.mbox": b"".join(b"From - Thu Mar  5 10:00:00 2026\n" + each + b"\n\n" for each in mails[:4])}]


def _dossiers() -> list[Files]:
    found: list[Files] = []
    with tempfile.TemporaryDirectory(prefix="licet-fuzz-") as scratch:
        performeclic.write(Path(scratch, "one"), 4)
        overnight.write(Path(scratch, "two"), 4)
        partners.write(Path(scratch, "three"), partners.BODIES[0], 4)
        for folder in sorted(Path(scratch).iterdir()):
            files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
            found.append({"main.yaml": files.pop("dossier.yaml"), **files})
    return [*found, _with_documents(), _with_documents()]


_DOCUMENTS: Final = {
    "contrat.md": "contracts/corpus/good/terse.fr.md",
    "page.html": "pages/corpus/good/inscription.html",
    "inscription.css": "pages/corpus/good/inscription.css",
    "partenaires.html": "pages/corpus/good/partenaires.html",
    "mail.eml": "mails/corpus/whole_fr.eml",
    "visite.har": "visits/corpus/good/refus-sans-effet.har",
    "plainte.eml": "complaints/corpus/arf_abuse.eml",
}
_POINTS_AT_THEM: Final = b"""licet_dossier: 1
organisation: {name: Boutique, decides: yes, in_territory: yes}
contracts: [{id: hebergeur, files: [contrat.md]}]
forms: [{id: f, files: page.html, css: [inscription.css], partner_list: partenaires.html}]
messages: [{id: m, files: mail.eml}]
site_visits: [{id: v, files: visite.har}]
complaints: {mails: plainte.eml}
"""


def _with_documents() -> Files:
    beside = {name: (CORPORA / path).read_bytes() for name, path in _DOCUMENTS.items()}
    return {"main.yaml": _POINTS_AT_THEM, **beside}


def _decisions() -> list[Files]:
    return [{"main.yaml": path.read_bytes()} for path in sorted(Path(str(OWN)).glob("*.yaml"))[::3]]


def _reports() -> list[Files]:
    with tempfile.TemporaryDirectory(prefix="licet-fuzz-") as scratch:
        overnight.write(Path(scratch, "base"), 4)
        audit(Path(scratch, "base"), out=Path(scratch, "report"))
        return [{"main.json": Path(scratch, "report", "report.json").read_bytes()}]


READERS: Final[Mapping[str, Reader]] = {
    "people.csv": Reader(_table(PEOPLE), _tables, Grammar.TABLE, (TableError,), 12),
    "sends.csv": Reader(_table(SENDS), _sends, Grammar.TABLE, (TableError,), 4),
    "complaints.csv": Reader(_table(COMPLAINTS), _complaints, Grammar.TABLE, (TableError,), 3),
    "people.parquet": Reader(_table(PEOPLE), _parquet, Grammar.PARQUET, (TableError,), 8),
    "people.xlsx": Reader(_table(PEOPLE), _workbooks, Grammar.ARCHIVE, (TableError,), 3),
    "contract.md": Reader(
        lambda at: read_contract([main_of(at)]),
        lambda: _contracts(".md", str.encode),
        Grammar.TEXT,
        (DocumentError,),
        6,
    ),
    "contract.html": Reader(
        lambda at: read_contract([main_of(at)]),
        lambda: _contracts(".html", render.as_html),
        Grammar.MARKUP,
        (DocumentError,),
        6,
    ),
    "contract.docx": Reader(
        lambda at: read_contract([main_of(at)]),
        lambda: _contracts(".docx", render.as_docx),
        Grammar.ARCHIVE,
        (DocumentError,),
    ),
    "contract.pdf": Reader(
        lambda at: read_contract([main_of(at)]),
        lambda: _contracts(".pdf", render.as_pdf),
        Grammar.PDF,
        (DocumentError,),
    ),
    "mail": Reader(
        lambda at: read_mail(main_of(at), known_names=("Boutique",)),
        lambda: _alone(".eml", _corpus("mails", ".eml")),
        Grammar.MAIL,
        (DocumentError,),
        14,
    ),
    "mails.mbox": Reader(_mails, _stores, Grammar.MAIL, (DocumentError,), 4),
    "report": Reader(
        lambda at: read_report(main_of(at)),
        lambda: _alone(".eml", _corpus("complaints", ".eml")),
        Grammar.MAIL,
        (DocumentError,),
        14,
    ),
    "reports.mbox": Reader(lambda at: list(read_reports(main_of(at))), _stores, Grammar.MAIL, (DocumentError,), 2),
    "page": Reader(_page, _pages, Grammar.MARKUP, (DocumentError,), 14, LONGEST + 5),
    "visit.har": Reader(_visit, _visits, Grammar.JSON, (DocumentError,), 10),
    "dossier.yaml": Reader(lambda at: load(main_of(at)), _dossiers, Grammar.YAML, (DossierError,), 8),
    "decision.yaml": Reader(lambda at: read_decision(main_of(at)), _decisions, Grammar.YAML, (DossierError,), 5),
    "report.json": Reader(lambda at: report_at(main_of(at)), _reports, Grammar.JSON, (InputError, UsageError), 1),
}


@functools.cache
def seeds_of(name: str) -> list[Files]:
    """Return the seeds of a reader; made once a process."""
    return READERS[name].seeds()
