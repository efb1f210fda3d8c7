"""``licet import``: bring a list in, previewed first; see until when its people must be informed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, Data, Json, Lang, Switch, day, language, pairs
from licet.doors.exits import Exit

if TYPE_CHECKING:
    from licet.collection.imports import Preview
    from licet.collection.supply import Import


WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "rows": "lignes lues",
        "accepted": "admises",
        "released": "dont sorties de quarantaine",
        "quarantined": "mises en quarantaine",
        "suppressed": "écartées par un refus enregistré",
        "repeated": "déjà importées, ou en double",
        "dropped": "colonnes non reprises",
        "by_rule": "règle",
        "by_missing": "ce qui manque",
        "people": "lignes",
        "inform": "à informer au plus tard le {day}, ou au premier contact s'il vient avant (RGPD 14(3))",
        "nothing": "rien n'a été écrit : ajoutez `--yes` pour importer",
        "done": "import {number} terminé : {accepted} admises, {quarantined} en quarantaine, {repeated} déjà là",
        "none": "personne n'attend d'être informé",
        "owed": "import {number} ({supplier}) : {people} personnes à informer au plus tard le {day}, dont {late} en retard",
        "informed": "{count} personnes informées",
    },
    "en": {
        "rows": "rows read",
        "accepted": "accepted",
        "released": "of them out of quarantine",
        "quarantined": "quarantined",
        "suppressed": "set aside by a refusal on record",
        "repeated": "imported before, or twice in the file",
        "dropped": "columns not taken over",
        "by_rule": "rule",
        "by_missing": "what is missing",
        "people": "rows",
        "inform": "to be informed by {day}, or at the first contact if it comes before (GDPR 14(3))",
        "nothing": "nothing was written: add `--yes` to import",
        "done": "import {number} is done: {accepted} accepted, {quarantined} quarantined, {repeated} there before",
        "none": "nobody is waiting to be informed",
        "owed": "import {number} ({supplier}): {people} people to be informed by {day}, {late} of them late",
        "informed": "{count} people informed",
    },
}


def import_(
    file: Path,
    /,
    *,
    supplier: str,
    controller: str,
    purpose: str,
    channel: str,
    map: Annotated[list[str] | None, Parameter(negative=())] = None,  # noqa: A002  # the word of the command line
    answers: Path | None = None,
    sector: str | None = None,
    acquired: str | None = None,
    yes: Switch = False,
    data: Data = Path("licet-data"),
    lang: Lang | None = None,
    json: Json = False,
) -> Exit:
    """Bring a list of people in. Without `--yes`: only see who could be let in, and why the others could not.

    Every row ends accepted or quarantined with the rules that refused it; one that lacks its proof (who, when, what was shown, which beneficiaries) is quarantined. An objection is never undone. Run it again after an interruption: it goes on where it was. Exits 0 when all are let in or were before, 2 when some are refused, 4 when some only lack answers.

    Parameters
    ----------
    file
        The list: CSV, TSV, Parquet or Excel, as the supplier delivered it.
    supplier
        Who handed it over (`licet supplier add`).
    controller
        On whose behalf people would be contacted (its slug).
    purpose
        Why; only `commercial` lies within the encoded law.
    channel
        email, sms, automated_call, telephone or post.
    map
        Say what a column holds, as header=role; may be given several times.
    answers
        A YAML file that answers questions on all people of this list, as in a dossier.
    sector
        What will be offered: energy_renovation, home_adaptation, cpf_training, insurance, press or other.
    acquired
        The day the house obtained the list, as 2026-11-30 (default: today).
    yes
        Import it.
    lang
        The language of the summary, `fr` or `en`.
    """
    from licet.doors.cli.printing import put_json
    from licet.doors.cli.progress import bar
    from licet.doors.running import opened
    from licet.terms.days import day_of

    words, obtained = language(lang), day(acquired)
    with opened(data), bar(words, quiet=json) as tell:
        from licet.collection.imports import asked_of, bring_in, opened_file, preview
        from licet.collection.judging import read_answers

        asked = asked_of(
            supplier,
            controller,
            purpose,
            channel,
            mapping=pairs(map),
            answers=read_answers(answers),
            sector=sector,
            acquired_on=None if obtained is None else day_of(obtained),
        )
        with opened_file(file, asked) as ready:
            seen = preview(ready, tell)
            done = bring_in(ready, tell) if yes else None
    if json:
        put_json(_as_dict(seen, done))
    else:
        _print(seen, done, WORDS[words])
    return _exit(seen)


def _exit(seen: Preview) -> Exit:
    if seen.refused or seen.suppressed:
        return Exit.BREACH
    return Exit.UNDETERMINED if seen.quarantined or seen.rules else Exit.CLEAN


def _as_dict(seen: Preview, done: Import | None) -> dict[str, Any]:
    from licet.terms.days import iso_of

    said: dict[str, Any] = {
        name: getattr(seen, name)
        for name in ("rows", "accepted", "released", "quarantined", "refused", "suppressed", "repeated")
    }
    said |= {
        "rules": dict(seen.rules.most_common()),
        "missing": dict(seen.missing.most_common()),
        "kept_aside": dict(seen.kept_aside),
        "columns": dict(seen.columns),
        "columns_dropped": len(seen.dropped),
        "inform_by": None if seen.inform_by is None else iso_of(seen.inform_by),
        "written": done is not None,
    }
    if done is not None:
        said["import"] = {
            "number": done.pk,
            "accepted": done.accepted,
            "quarantined": done.quarantined,
            "repeated": done.repeated,
        }
    return said


def _print(seen: Preview, done: Import | None, words: dict[str, str]) -> None:
    from rich.table import Table

    from licet.doors.cli.printing import console, put
    from licet.terms.days import iso_of

    for name in ("rows", "accepted", "released", "quarantined", "suppressed", "repeated"):
        put(f"{getattr(seen, name):>10,}  {words[name]}")
    put(f"{len(seen.dropped):>10,}  {words['dropped']}")
    for title, counts in (("by_rule", seen.rules), ("by_missing", seen.missing)):
        if counts:
            table = Table(words[title], words["people"])
            for name, count in counts.most_common():
                table.add_row(name, f"{count:,}")
            console().print(table)
    if seen.inform_by is not None and seen.accepted:
        put(words["inform"].format(day=iso_of(seen.inform_by)))
    if done is None:
        put(words["nothing"])
    else:
        put(
            words["done"].format(
                number=done.pk, accepted=done.accepted, quarantined=done.quarantined, repeated=done.repeated
            )
        )


def deadlines(*, data: Data = Path("licet-data"), lang: Lang | None = None, json: Json = False) -> Exit:
    """List the imports whose people are still to be informed, the most urgent first. Exits 2 when some are late.

    Parameters
    ----------
    lang
        The language of the list, `fr` or `en`.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened
    from licet.terms.days import iso_of

    with opened(data):
        from licet.collection.deadlines import owed

        found = [
            {
                "number": each.batch.pk,
                "supplier": each.batch.supplier,
                "people": each.people,
                "day": iso_of(each.first),
                "late": each.overdue,
            }
            for each in owed()
        ]
    words = WORDS[language(lang)]
    if json:
        put_json(found)
    else:
        for each in found:
            put(words["owed"].format(**each))
        if not found:
            put(words["none"])
    return Exit.BREACH if any(each["late"] for each in found) else Exit.CLEAN


def informed(
    number: int,
    /,
    *,
    on: str,
    notice: Path | None = None,
    data: Data = Path("licet-data"),
    lang: Answer = None,
    json: Json = False,
) -> Exit:
    """Record that the people of an import were informed (GDPR 14), and by what notice.

    Parameters
    ----------
    number
        The number of the import.
    on
        The day, as 2026-11-30.
    notice
        What they were shown; its SHA-256 is recorded.
    """
    import hashlib

    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened
    from licet.terms.days import day_of

    shown = "" if notice is None else hashlib.sha256(notice.read_bytes()).hexdigest()
    with opened(data):
        from licet.collection.deadlines import informed as record

        count = record(number, day_of(day(on)), shown)
    if json:
        put_json({"import": number, "informed": count})
    else:
        put(WORDS[language(lang)]["informed"].format(count=count))
    return Exit.CLEAN
