"""``licet retention``: what has been kept long enough; see it first, then archive and erase it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, House, Json, JsonOf, Lang, day, language
from licet.doors.exits import Exit

_SAID = {
    "fr": {
        "due": (
            "Au {day} : {archive} personne(s) sans acte depuis trois ans à archiver comme preuve, {erase} à effacer ;\n"
            "{lapsed} archivée(s) dont la prescription est passée ; {suppressions} refus échus à effacer, {kept} à garder."
        ),
        "nothing": "Rien n'est dû.",
        "ask": "Rien n'a été fait : `licet retention run --owner … --yes` le fait.",
        "done": (
            "Archivées : {archived} ; effacées : {erased} ; circonstances : {contexts} ; quarantaine : {quarantined} ;\n"
            "refus échus : {suppressions} ; copies de clés : {key_copies} ; laissées pour la prochaine fois : {left}."
        ),
    },
    "en": {
        "due": (
            "On {day}: {archive} person(s) without an act for three years to archive as proof, {erase} to erase;\n"
            "{lapsed} in archive whose limitation has passed; {suppressions} refusals past their term to erase, {kept} to keep."
        ),
        "nothing": "Nothing is due.",
        "ask": "Nothing was done: `licet retention run --owner … --yes` does it.",
        "done": (
            "Archived: {archived}; erased: {erased}; circumstances: {contexts}; quarantine: {quarantined};\n"
            "refusals lapsed: {suppressions}; copies of keys: {key_copies}; left for next time: {left}."
        ),
    },
}


def due(*, on: str | None = None, data: House = None, lang: Answer = None, as_json: JsonOf = False) -> Exit:
    """Show what is due: people silent for three years (RET-01), proofs that have lapsed, refusals past their term.

    Parameters
    ----------
    on
        As of which day, as 2029-12-01 (default: today).
    as_json
        Print JSON, with references of people.
    """
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.days import day_of

    chosen = day(on)
    with opened(load(data).data):
        from licet.retention import schedule

        found = schedule.due(None if chosen is None else day_of(chosen))
    _show(found, lang, as_json=as_json)
    return Exit.CLEAN


def run(
    *,
    owner: str,
    yes: Annotated[bool, Parameter(negative=())] = False,
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Archive and erase what is due today, with a proof; without `--yes` it only shows what it would do.

    Parameters
    ----------
    owner
        The account or function that answers for it, such as `dpo`.
    yes
        Do it.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.config import load
    from licet.doors.running import opened

    words = _SAID[language(lang)]
    with opened(load(data).data):
        from licet.retention import cleaning, purging, restricting, schedule

        restricting.owner_named(owner)
        found = schedule.due()
        if not yes:
            _show(found, lang, as_json=as_json)
            if not as_json:
                put(words["ask"])
            return Exit.CLEAN
        done = purging.run(owner, found)
        cleaning.clean()
    if as_json:
        put_json(asdict(done))
    else:
        put(words["done"].format(**asdict(done)))
    return Exit.CLEAN


def _show(found: object, lang: Lang | None, *, as_json: bool) -> None:
    from licet.doors.cli.printing import put, put_json
    from licet.retention.schedule import Due
    from licet.terms.days import iso_of

    assert isinstance(found, Due)  # noqa: S101  # imported late, so that `--help` needs no database
    refusals = {"suppressions": len(found.refusals.go), "kept": found.refusals.stay}
    groups = {"archive": found.archive, "erase": found.erase, "lapsed": found.lapsed}
    if as_json:
        people = {name: [each.hex() for each in every] for name, every in groups.items()}
        put_json({"day": iso_of(found.day), **people, **refusals})
        return
    counts = {name: len(every) for name, every in groups.items()}
    words = _SAID[language(lang)]
    if not any(counts.values()) and not found.refusals.go:
        put(words["nothing"])
    else:
        put(words["due"].format(day=iso_of(found.day), **counts, **refusals))
