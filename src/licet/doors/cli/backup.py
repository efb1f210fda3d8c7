"""``licet backup`` and ``licet restore``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, House, Json, language
from licet.doors.exits import Exit

Switch = Annotated[bool, Parameter(negative=())]

_SAID = {
    "fr": {
        "made": "Sauvegarde : `{path}`, {size} événements.",
        "keys": "Copie des clés, à part : `{keys}`, détruite après le {until}.",
        "not_in": "Ne s'y trouvent ni `refusals.log`, ni la clé maîtresse : gardez-les ailleurs, à jour.",
        "restored": "Restauré : {size} événements ; la porte est ouverte.",
        "replayed": (
            "Refus rétablis : {refusals} ; personnes effacées de nouveau : {forgotten} ; limitées de nouveau : "
            "{restricted} ; lignes illisibles : {unreadable}."
        ),
        "kept": "Clés : celles du dossier.",
        "copy": "Clés : celles de la copie.",
        "lost": "Clés perdues : ce qui est scellé le reste.",
        "refusals_lost": "`refusals.log` est perdu : ce qui fut refusé depuis la sauvegarde n'est plus connu. Prévenez le DPO.",
    },
    "en": {
        "made": "Backup: `{path}`, {size} events.",
        "keys": "Copy of the keys, apart: `{keys}`, destroyed after {until}.",
        "not_in": "Neither `refusals.log` nor the master key is in it: keep them elsewhere, up to date.",
        "restored": "Restored: {size} events; the door is open.",
        "replayed": (
            "Refusals in force again: {refusals}; people erased again: {forgotten}; restricted again: {restricted}; "
            "lines nobody can read: {unreadable}."
        ),
        "kept": "Keys: those of the folder.",
        "copy": "Keys: those of the copy.",
        "lost": "Keys lost: what is sealed stays so.",
        "refusals_lost": "`refusals.log` is lost: what was refused since the backup is not known. Tell the DPO.",
    },
}


def backup(
    *,
    out: Path | None = None,
    keys_days: int = 7,
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Back the house up while it goes on: database, checkpoint and settings; the keys apart, for a few days.

    Parameters
    ----------
    out
        Where backups go (default: beside the folder, `DIR-backups`).
    keys_days
        Days that the copy of the keys lives: an erasure is complete once the last one is gone.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.days import iso_of
    from licet.terms.instants import local_day

    with opened(load(data).data) as home:
        from licet.doors.backup import back_up, beside

        made = back_up(home, out or beside(home.data), keys_days=keys_days)
    until = iso_of(local_day(made.keys_until, "Europe/Paris"))
    if as_json:
        put_json({"path": str(made.path), "size": made.size, "keys": str(made.keys), "keys_until": made.keys_until})
        return Exit.CLEAN
    words = _SAID[language(lang)]
    put(words["made"].format(path=made.path, size=made.size))
    put(words["keys"].format(keys=made.keys, until=until))
    put(words["not_in"])
    return Exit.CLEAN


def restore(
    source: Path,
    /,
    *,
    keys: Path | None = None,
    without_keys: Switch = False,
    without_refusals: Switch = False,
    new_log: str = "",
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Restore a lost database from a backup; the house stays closed until what was refused since is in force again.

    Stop `licet serve` and `licet worker` first. Cut short, it is run again.

    Parameters
    ----------
    source
        The folder of the backup (`backup-…`).
    keys
        The copy of the keys (`keys-….db`), where the folder has lost its own.
    without_keys
        Accept that there is no copy of the keys: names and addresses stay sealed for ever.
    new_log
        Go on under another name (such as `prefs.example.org/2`), where more was published than any backup holds.
    without_refusals
        Accept that `refusals.log` is lost: whoever refused since the backup will be prospected again.
    """
    from licet.doors import running
    from licet.doors.cli.printing import put, put_json
    from licet.doors.config import load
    from licet.terms.errors import UsageError

    if running.is_open():
        raise UsageError("this house is open: stop `licet serve` and `licet worker` first")
    folder = load(data).data
    running.set_up(folder)
    from licet.doors.restore import restore as bring_back

    done = bring_back(
        folder,
        source,
        keys=keys,
        without_keys=without_keys,
        without_refusals=without_refusals,
        as_new_log=new_log,
    )
    if as_json:
        put_json(asdict(done))
        return Exit.CLEAN
    words = _SAID[language(lang)]
    put(words["restored"].format(size=done.size))
    put(words["replayed"].format(**asdict(done)))
    put(words[done.keys])
    if done.refusals_lost:
        put(words["refusals_lost"])
    return Exit.CLEAN
