"""``licet ledger``: check the log, publish a checkpoint, have it stamped, map the heads; print the key that others trust."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, Data, Json, JsonOf, language
from licet.doors.cli.progress import bar
from licet.doors.exits import Exit

if TYPE_CHECKING:
    from cryptography import x509

    from licet.ledger.fsck import Fault


_SAID = {
    "fr": {
        "sound": "Le journal est sain : {size} événements relus, aucune anomalie.",
        "faults": "Le journal a {count} anomalie(s). Ne le réparez pas à la main : restaurez une sauvegarde plus récente.",
        "published": "Point de contrôle publié : {size} événements.",
        "stamped": "Horodaté par {authority} le {at} : {size} événements.",
        "mapped": "Carte des têtes enregistrée : {rows} personnes, journal de {size} événements.",
        "reading": "relecture du journal",
    },
    "en": {
        "sound": "The log is sound: {size} events read again, no fault.",
        "faults": "The log has {count} fault(s). Do not repair it by hand: restore a newer backup.",
        "published": "Checkpoint published: {size} events.",
        "stamped": "Stamped by {authority} on {at}: {size} events.",
        "mapped": "Map of heads recorded: {rows} persons, log of {size} events.",
        "reading": "reading the log again",
    },
}


def fsck(*, data: Data = Path("licet-data"), lang: Answer = None, json: JsonOf = False) -> Exit:
    """Recompute everything that the log claims: commitments, tiles, sequences, what was published and stamped.

    Exits 0 when it is sound, 2 when it is not.

    Parameters
    ----------
    json
        Print the faults as JSON.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened

    words = language(lang)
    with opened(data), bar(words, quiet=json) as tell:
        from licet.ledger import fsck as checking
        from licet.ledger import tree

        size = tree.size()
        faults = checking.check(lambda done, of: tell(_SAID[words]["reading"], done, of))
    if json:
        put_json({"size": size, "faults": [{"name": each.name, "place": each.place} for each in faults]})
    elif faults:
        _show(faults)
        put(_SAID[words]["faults"].format(count=len(faults)))
    else:
        put(_SAID[words]["sound"].format(size=size))
    return Exit.BREACH if faults else Exit.CLEAN


def _show(faults: list[Fault]) -> None:
    from rich.table import Table

    from licet.doors.cli.printing import console

    table = Table("fault", "index")
    for each in faults[:100]:
        table.add_row(each.name, str(each.place))
    console().print(table)


def checkpoint(*, data: Data = Path("licet-data"), lang: Answer = None, json: JsonOf = False) -> Exit:
    """Publish the newest signed head of the log; no smaller log is ever signed after it.

    Parameters
    ----------
    json
        Print the size and the note as JSON.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened

    with opened(data):
        from licet.ledger import checkpoints

        stored = checkpoints.publish()
        size = checkpoints.size_of(stored)
    if json:
        put_json({"size": size, "checkpoint": stored.decode()})
    else:
        put(_SAID[language(lang)]["published"].format(size=size))
        put(stored.decode().rstrip("\n"))
    return Exit.CLEAN


def stamp(
    *,
    tsa: Annotated[str | None, Parameter(env_var="LICET_TSA_URL")] = None,
    roots: Annotated[Path | None, Parameter(env_var="LICET_TSA_ROOTS")] = None,
    data: Data = Path("licet-data"),
    lang: Answer = None,
    json: JsonOf = False,
) -> Exit:
    """Have the newest head of the log dated by a timestamping authority (RFC 3161).

    Parameters
    ----------
    tsa
        The address of the authority (default: the setting `tsa_url`).
    roots
        A PEM file of the certificates under which its stamps are believed (default: the setting `tsa_roots`).
    json
        Print the size and the date as JSON.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.errors import UsageError

    config = load(data)
    address, believed = tsa or config.tsa_url, roots or config.tsa_roots
    if not address or believed is None:
        raise UsageError(
            "who stamps, and under which certificates, is said by `--tsa` and `--roots`, or by the settings"
        )
    with opened(data):
        from licet.ledger import stamps

        found = stamps.stamp(address, certificates(believed))
        newest = stamps.newest()
    at = found.at.isoformat(timespec="seconds")
    if json:
        put_json({"size": found.size, "stamped_at": at})
    else:
        authority = newest.authority if newest else ""
        put(_SAID[language(lang)]["stamped"].format(size=found.size, at=at, authority=authority))
    return Exit.CLEAN


def certificates(path: Path) -> list[x509.Certificate]:
    """Return the certificates of a PEM file; raise ``InputError`` when it holds none."""
    from cryptography import x509

    from licet.terms.errors import InputError

    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except ValueError:
        raise InputError(f"`{path}` holds no certificate: a PEM file is expected") from None


def heads(*, data: Data = Path("licet-data"), lang: Answer = None, json: JsonOf = False) -> Exit:
    """Record the map of every person's last event: after it nothing earlier can be left out of an evidence file.

    Parameters
    ----------
    json
        Print the map as JSON.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened

    with opened(data):
        from licet.ledger import heads as mapping

        core = mapping.map_heads().core
    if json:
        put_json(dict(core))
    else:
        put(_SAID[language(lang)]["mapped"].format(rows=core["map_rows"], size=core["map_log_size"]))
    return Exit.CLEAN


def key(*, data: Data = Path("licet-data"), json: Json = False) -> Exit:
    """Print the key that checks this log's signatures, as a trust file: give it to others by another way than the evidence."""
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened

    with opened(data) as home:
        written = str(home.vkey)
    if json:
        put_json({"log": written})
    else:
        put(f"log {written}\nquorum none")
    return Exit.CLEAN
