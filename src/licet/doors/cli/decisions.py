"""``licet decisions``: replay published decisions from their facts, and set what is found beside what was held."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import Json, Lang, language
from licet.doors.cli.printing import put, put_json
from licet.doors.exits import Exit

if TYPE_CHECKING:
    from licet.audit.decisions.matrix import Score
    from licet.audit.decisions.replay import Replay

FOUND, MISSED, ALARM, EXTRA = "●", "○", "!", "+"


def decisions(
    *,
    from_: Annotated[Path | None, Parameter(name="--from")] = None,
    show: str | None = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> Exit:
    """Replay published decisions and print, by decision and article, what was found beside what was held.

    Exits 0 when they were replayed, whatever was found, 3 when a file cannot be used.

    Parameters
    ----------
    from_
        A folder of decisions (default: those that come with Licet).
    show
        Only this decision, with its facts as judged: what it tells, what is supposed, what was found.
    lang
        Language: fr or en (default: that of the environment, French unless it says English).

    """
    from licet.audit.decisions.files import read_folder
    from licet.audit.decisions.matrix import as_json as whole
    from licet.audit.decisions.replay import replay
    from licet.doors.cli.progress import bar
    from licet.terms.errors import UsageError

    tongue = language(lang)
    found = [each for each in read_folder(from_) if show is None or each.id == show]
    if not found:
        msg = f"no decision is called `{show}`: `licet decisions` lists them"
        raise UsageError(msg)
    replays = []
    with bar(tongue, quiet=as_json) as tell:
        for number, each in enumerate(found):
            tell("judge", number, len(found))
            replays.append(replay(each))
    if as_json:
        put_json(whole(replays))
    elif show is not None:
        _print_one(replays[0], tongue)
    else:
        _print_matrix(replays, tongue)
    return Exit.CLEAN


WORDS = {
    "decision": ("décision", "decision"),
    "law_day": ("jugée au", "judged on"),
    "held": ("retenu : ● trouvé, ○ manqué", "retained: ● found, ○ missed"),
    "alarms": ("écarté et pourtant trouvé", "rejected, yet found"),
    "extra": ("non examiné, trouvé", "not examined, found"),
    "assumed": ("supposés", "assumed"),
    "total": (
        "{found} articles retenus sur {retained} trouvés ; {alarms} fausses alertes ; {extra:.2f} chef en plus par décision ; {assumed} valeurs supposées",
        "{found} of {retained} retained articles found; {alarms} false alarms; {extra:.2f} extra heads a decision; {assumed} assumed values",
    ),
    "told": ("dit par la décision", "told by the decision"),
    "supposed": ("supposé", "assumed"),
    "untranslated": ("faits que le lexique ne connaît pas", "facts that the lexicon does not know"),
    "rules": ("règles", "rules"),
    "status": ("statut", "status"),
    "article": ("article", "article"),
    "limb": ("manquement", "limb"),
    "within": ("au sein de", "within"),
    "fact": ("fait", "fact"),
    "value": ("valeur", "value"),
    "from": ("clé", "key"),
    "row": ("ligne", "row"),
}


def _say(key: str, lang: Lang) -> str:
    return WORDS[key][lang == "en"]


def _print_matrix(replays: list[Replay], lang: Lang) -> None:
    from licet.audit.decisions.matrix import extra_per_decision, score
    from licet.doors.cli.terminal import print_table

    scores = [score(each) for each in replays]
    heads = [_say(key, lang) for key in ("decision", "law_day", "held", "alarms", "extra", "assumed")]
    print_table(heads, [_line(each) for each in scores])
    put(
        _say("total", lang).format(
            found=sum(len(each.found) for each in scores),
            retained=sum(len(each.found) + len(each.missed) for each in scores),
            alarms=sum(len(each.false_alarms) for each in scores),
            extra=extra_per_decision(scores),
            assumed=sum(each.assumed for each in scores),
        )
    )


def _line(each: Score) -> list[str]:
    held = [
        f"{FOUND if article in each.found else MISSED} {article}"
        for article, one in each.decision.held.items()
        if one.status == "retained"
    ]
    day = each.decision.law_day.isoformat() + (" *" if each.decision.law_day_assumed else "")
    return [
        each.decision.id,
        day,
        ", ".join(held),
        ", ".join(f"{ALARM} {article}" for article in each.false_alarms),
        ", ".join(f"{EXTRA} {article}" for article in each.extra),
        str(each.assumed),
    ]


def _print_one(replayed: Replay, lang: Lang) -> None:
    from licet.doors.cli.terminal import print_table

    heads = [_say(key, lang) for key in ("article", "status", "limb", "within", "rules")]
    print_table(
        heads, [(row.provision, row.status, row.limb, row.within, ", ".join(row.rules)) for row in replayed.rows]
    )
    facts = []
    for row in replayed.case.rows:
        said = {**row.facts, **row.supposed}
        for name, value in said.items():
            key = row.source.get(name) or _say("supposed", lang)
            facts.append((f"{row.table}/{row.id}", name, str(value), key))
    put("")
    print_table([_say(key, lang) for key in ("row", "fact", "value", "from")], facts)
    if replayed.decision.untranslated:
        put(f"\n{_say('untranslated', lang)}: {', '.join(replayed.decision.untranslated)}")
