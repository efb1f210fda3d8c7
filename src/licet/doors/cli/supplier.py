"""``licet supplier``: who hands over people's data, what was signed and shown, how it was checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, Data, Json, Lang, Switch, day, language
from licet.doors.exits import Exit

if TYPE_CHECKING:
    from licet.collection.sampling import Outcome
    from licet.collection.supply import Supplier


WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "kept": "{kind} `{name}` conservé, SHA-256 {digest}",
        "checked": "contrôle enregistré : {outcome} ; {withheld} lignes retirées",
        "drawn": "{size} lignes de l'import {number} tirées : {path}",
        "answered": "{bad} mauvaises sur {answered} réponses ({share:.1%}) ; intervalle exact {low:.1%} à {high:.1%} ; seuil {bound:.1%}",
        "above": "au-dessus du seuil : tout le lot est retiré ({withheld} lignes)",
        "unsettled": "pas au-dessus du seuil, mais l'intervalle le dépasse : tirez davantage",
        "within": "en dessous du seuil, intervalle compris",
        "stopped": "arrêté",
        "none": "aucun fournisseur",
    },
    "en": {
        "kept": "{kind} `{name}` kept, SHA-256 {digest}",
        "checked": "check recorded: {outcome}; {withheld} rows withheld",
        "drawn": "{size} rows of import {number} drawn: {path}",
        "answered": "{bad} bad of {answered} answers ({share:.1%}); exact interval {low:.1%} to {high:.1%}; bound {bound:.1%}",
        "above": "above the bound: the whole batch is withheld ({withheld} rows)",
        "unsettled": "not above the bound, but the interval reaches beyond it: draw more",
        "within": "below the bound, interval included",
        "stopped": "stopped",
        "none": "no supplier",
    },
}


def add(
    slug: str,
    /,
    *,
    name: str,
    way: str = "bought_or_rented",
    continuing: Switch = False,
    answers: Path | None = None,
    bound: float = 0.05,
    data: Data = Path("licet-data"),
    json: Json = False,
) -> Exit:
    """Register a supplier, or say anew what holds of it.

    Parameters
    ----------
    slug
        What imports call it: lower-case letters, digits, hyphens.
    name
        Its name.
    way
        How its data come: given_by_people, passed_on, bought_or_rented, copied_from_publications, by_software or observed.
    continuing
        It delivers again and again, not once.
    answers
        A YAML file with answers of a row of `sources` of a dossier, its `people` included.
    bound
        The share of bad proofs above which a whole batch is withheld.
    """
    from licet.doors.running import opened

    with opened(data):
        from licet.collection.judging import read_answers, refuse_source
        from licet.collection.suppliers import add_supplier

        told = read_answers(answers)
        refuse_source(told)
        made = add_supplier(slug, name, way=way, continuing=continuing, answers=told, bound=bound)
    _say_supplier(made, json=json)
    return Exit.CLEAN


def _say_supplier(made: Supplier, *, json: bool) -> None:
    from licet.doors.cli.printing import put, put_json

    if json:
        put_json(_described(made))
    else:
        put(f"{made.slug}  {made.name}")


def _described(each: Supplier) -> dict[str, Any]:
    from licet.terms.days import iso_of

    return {
        "supplier": each.slug,
        "name": each.name,
        "way": each.way,
        "continuing": each.continuing,
        "bound": each.bound / 10_000,
        "stopped_on": None if each.stopped_on is None else iso_of(each.stopped_on),
    }


def contract(
    slug: str,
    file: Path,
    /,
    *,
    name: str,
    data: Data = Path("licet-data"),
    lang: Answer = None,
    json: Json = False,
) -> Exit:
    """Keep a contract with a supplier, its exact bytes.

    Parameters
    ----------
    slug
        The supplier.
    file
        The contract.
    name
        What it is called; a new version has a name of its own.
    """
    return _keep(slug, "contract", name, file, None, data=data, lang=lang, json=json)


def form(
    slug: str,
    file: Path,
    /,
    *,
    name: str,
    answers: Path | None = None,
    data: Data = Path("licet-data"),
    lang: Answer = None,
    json: Json = False,
) -> Exit:
    """Keep a version of a supplier's form, its exact bytes. Rows name it in their form column, by name or by SHA-256.

    Parameters
    ----------
    slug
        The supplier.
    file
        The page as people saw it; HTML is also read.
    name
        What rows call this version.
    answers
        A YAML file with answers of a row of `forms` of a dossier, and `names`: the beneficiaries that the form names.
    """
    return _keep(slug, "form", name, file, answers, data=data, lang=lang, json=json)


def _keep(
    slug: str,
    kind: str,
    name: str,
    file: Path,
    answers: Path | None,
    *,
    data: Path,
    lang: Lang | None,
    json: bool,
) -> Exit:
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened

    with opened(data):
        from licet.collection.judging import read_answers, refuse_form
        from licet.collection.suppliers import keep_paper, refuse_unreadable

        told = read_answers(answers)
        refuse_unreadable(file)
        if kind == "form":
            refuse_form(file, told)
        kept = keep_paper(slug, kind, name, file, told)
    if json:
        put_json({"supplier": slug, "kind": kind, "name": name, "sha256": kept.digest})
    else:
        put(WORDS[language(lang)]["kept"].format(kind=kind, name=name, digest=kept.digest))
    return Exit.CLEAN


def check(
    slug: str,
    /,
    *,
    looked_at: str,
    outcome: str,
    consequence: str = "none",
    on: str | None = None,
    note: str = "",
    data: Data = Path("licet-data"),
    lang: Answer = None,
    json: Json = False,
) -> Exit:
    """Record a check. One that finds a defect stops the supplier at once, and withholds what it brought (exit 2).

    Parameters
    ----------
    slug
        The supplier.
    looked_at
        form, sample, contract, complaint or visit.
    outcome
        sound, doubtful or defective.
    consequence
        none, asked, stopped, or after a sound check resumed.
    on
        The day of the check (default: today).
    note
        What was seen, in words that name nobody.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened
    from licet.terms.days import day_of

    seen = day(on)
    with opened(data):
        from licet.collection.quarantine import withhold_supplier
        from licet.collection.suppliers import check as record

        made = record(
            slug,
            subject=looked_at,
            outcome=outcome,
            consequence=consequence,
            on=None if seen is None else day_of(seen),
            note=note,
        )
        withheld = withhold_supplier(slug) if made.consequence == "stopped" else 0
    if json:
        put_json(
            {
                "supplier": slug,
                "outcome": made.outcome,
                "consequence": made.consequence,
                "withheld": withheld,
            }
        )
    else:
        put(WORDS[language(lang)]["checked"].format(outcome=made.outcome, withheld=withheld))
    return Exit.BREACH if made.consequence == "stopped" else Exit.CLEAN


def list_(*, data: Data = Path("licet-data"), lang: Lang | None = None, json: Json = False) -> Exit:
    """List the suppliers.

    Parameters
    ----------
    lang
        The language of the list, `fr` or `en`.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened

    with opened(data):
        from licet.collection.suppliers import suppliers

        found = [_described(each) for each in suppliers()]
    words = WORDS[language(lang)]
    if json:
        put_json(found)
    else:
        for each in found:
            put(f"{each['supplier']}  {each['name']}  {words['stopped'] if each['stopped_on'] else ''}".rstrip())
        if not found:
            put(words["none"])
    return Exit.CLEAN


def show(slug: str, /, *, data: Data = Path("licet-data"), json: Json = False) -> Exit:
    """Show all that the register holds of a supplier: papers, checks, imports.

    Parameters
    ----------
    slug
        The supplier.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened
    from licet.terms.days import iso_of

    with opened(data):
        from licet.collection.suppliers import standing
        from licet.collection.supply import Import

        found = standing(slug)
        said = {
            **_described(found.supplier),
            "papers": [
                {"kind": each.kind, "name": each.name, "sha256": each.digest}
                for each in (*found.contracts, *found.forms)
            ],
            "checks": [
                {
                    "on": iso_of(each.on),
                    "looked_at": each.subject,
                    "outcome": each.outcome,
                    "consequence": each.consequence,
                    "note": each.note,
                }
                for each in found.checks
            ],
            "imports": [
                {
                    "number": each.pk,
                    "controller": each.controller,
                    "channel": each.channel,
                    "accepted": each.accepted,
                    "quarantined": each.quarantined,
                    "withheld_for": each.withheld_for,
                }
                for each in Import.objects.filter(supplier=slug).order_by("pk")
            ],
        }
    if json:
        put_json(said)
        return Exit.CLEAN
    for name, value in said.items():
        if isinstance(value, list):
            for each in value:
                put(f"{name}: " + "  ".join(str(part) for part in each.values() if part != ""))
        else:
            put(f"{name}: {value}")
    return Exit.CLEAN


def sample(
    slug: str,
    /,
    *,
    size: int,
    import_: Annotated[int | None, Parameter(name="--import")] = None,
    out: Path = Path("sample.csv"),
    data: Data = Path("licet-data"),
    lang: Answer = None,
    json: Json = False,
) -> Exit:
    """Draw rows of an import to be proved, at random and repeatably, and write the table to send to the supplier.

    Parameters
    ----------
    slug
        The supplier.
    size
        How many rows.
    import_
        Of which import (default: its newest).
    out
        Where to write the table; one that stands there is left as it is.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened
    from licet.terms.errors import UsageError

    if out.exists():
        msg = f"`{out}` exists already and is left as it is: name another place with `--out`"
        raise UsageError(msg)
    with opened(data):
        from licet.collection.sampling import draw, to_answer

        drawn = draw(slug, size, import_)
        out.write_text(to_answer(drawn), encoding="utf-8")
    if json:
        put_json({"supplier": slug, "import": drawn.batch, "size": drawn.size, "seed": drawn.seed, "out": str(out)})
    else:
        put(WORDS[language(lang)]["drawn"].format(size=drawn.size, number=drawn.batch, path=out))
    return Exit.CLEAN


def answer(
    slug: str,
    file: Path,
    /,
    *,
    data: Data = Path("licet-data"),
    lang: Answer = None,
    json: Json = False,
) -> Exit:
    """Take the answers to a sample. Above the supplier's bound the whole batch is withheld (exit 2); 4 when it is unsettled.

    Parameters
    ----------
    slug
        The supplier.
    file
        The table that was drawn, its column `proof` filled with valid, invalid or none.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened

    with opened(data):
        from licet.collection.sampling import answer as take

        found = take(slug, file)
    said, words = _told(found), WORDS[language(lang)]
    if json:
        put_json(said)
    else:
        put(words["answered"].format(**said))
        put(words[found.said].format(**said))
    return {"above": Exit.BREACH, "unsettled": Exit.UNDETERMINED}.get(found.said, Exit.CLEAN)


def _told(found: Outcome) -> dict[str, Any]:
    names = ("answered", "bad", "unanswered", "share", "low", "high", "bound", "withheld")
    return {
        "import": found.sample.batch,
        "says": str(found.said),
        **{name: getattr(found, name) for name in names},
    }
