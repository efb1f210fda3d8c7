"""Restore a house from a backup, behind a closed door: what was refused since the backup is in force before it opens.

1. look, and refuse what cannot end well: another house's backup, a smaller tree than was published, refusals lost;
2. close the door (``DIR/closed``, on the disk);
3. put the database in place, and the keys where they are lost; bring the tables up to date;
4. compare the tree with the checkpoint of the backup and with the published one;
5. destroy condemned keys, replay ``refusals.log``: suppression, erasures, restrictions;
6. record what was done, open the door.

A crash anywhere after 2 leaves the door closed; the same command begins again at 1 and does all of it anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from licet.doors.backup import read_backup
from licet.doors.config import FILE, load
from licet.doors.copies import copy_in, standing_size, sync_folder
from licet.doors.new_log import begin, check_name, rename, signed_by
from licet.doors.running import close_house, migrate, open_house, set_up
from licet.ledger.folder import Home, key_path, open_home, write_private
from licet.terms.errors import InputError, LedgerError, UsageError
from licet.verify.checkpoint import verify_checkpoint
from licet.verify.failures import InvalidError

RESTORED: Final = "ledger:log:restored"
COPIED: Final = ".keys-from-copy"
"""There while the keys of the folder are those that an unfinished restore brought: it may bring others."""
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the size of the log it found, refusals that were missing, lines nobody can read, and so on."""

    size: int
    refusals: int
    unreadable: int
    forgotten: int
    segments: int
    restricted: int
    keys: str
    """``kept``: those of the folder; ``copy``: from a copy; ``lost``: from nowhere, what is sealed stays shut."""
    refusals_lost: bool


def restore(
    data: Path,
    source: Path,
    *,
    keys: Path | None = None,
    without_keys: bool = False,
    without_refusals: bool = False,
    as_new_log: str = "",
    tell: Tell = lambda _step: None,
) -> Restored:
    """Restore the house in ``data`` from a backup; no house may be open in this process.

    ``keys`` is a copy of the keys, used where the folder has lost its own; ``without_keys`` accepts that there is none.
    ``without_refusals`` accepts that ``refusals.log`` is lost: somebody who refused since the backup will be prospected again.
    ``as_new_log`` is another name to go on under, where more was published than the backup holds. Raise an error that says
    what to do.
    """
    brought = _bring_names(data, source)
    try:
        home = open_home(data, load(data).master_key_file)
        told = read_backup(source, home)
    except BaseException:
        for each in brought:  # it was not ours
            each.unlink()
        raise
    config = load(home.data)
    set_up(home.data, config.database_url or None)
    lost = _check_refusals(home, told["refusals"], without_refusals=without_refusals)
    if as_new_log:
        check_name(home, as_new_log)
    else:
        _check_published(home, told)
    _check_standing(home, told)
    from_keys = _check_keys(home, keys, without=without_keys)
    _close_door(home, source)
    if as_new_log:
        home = rename(home, as_new_log, config.master_key_file)
    tell("closed")
    if home.origin == told["origin"] and not home.published.exists() and (source / home.published.name).exists():
        write_private(home.published, (source / home.published.name).read_text("utf-8"))
    copy_in(source, told)
    _bring_keys(home, from_keys)
    tell("copied")
    migrate()
    open_house(
        home.data,
        database_url=config.database_url or None,
        key_file=config.master_key_file,
        migrated=True,
        restoring=True,
    )
    try:
        _check_tree(home, told, source)
        if home.origin != told["origin"]:
            begin(home, told)
        done = _replay(home, told, "copy" if from_keys else "lost" if without_keys else "kept", lost=lost)
        tell("replayed")
    finally:
        close_house()
    write_private(home.restored, json.dumps({**asdict(done), "from": str(source.absolute())}) + "\n")
    home.closed.unlink()
    sync_folder(home.data)
    return done


def _bring_names(data: Path, source: Path) -> list[Path]:
    """Name the folder again where all of it was lost: its log, its settings; never a new master key. Return what was written."""
    brought: list[Path] = []
    if not (data / "origin").exists():
        if not (source / "origin").is_file():
            raise InputError(f"`{source}` is no backup of a house: it does not name its log")
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in ("origin", FILE):
            if (source / name).is_file() and not (data / name).exists():
                write_private(data / name, (source / name).read_text("utf-8"))
                brought.append(data / name)
    place = load(data).master_key_file or key_path(data.absolute())
    if not place.exists():
        for each in brought:
            each.unlink()
        raise LedgerError(f"the master key `{place}` is missing: put it back before anything else, it is in no backup")
    return brought


# ------------------------------------------------------------------------------------------------ look first


def _check_refusals(home: Home, said: dict[str, Any], *, without_refusals: bool) -> bool:
    """Tell whether ``refusals.log`` is lost, and accepted as such; it must go on from where it was at the backup."""
    read = home.refusals.read_bytes() if home.refusals.exists() else b""
    then = read[: int(said["bytes"])]
    if len(then) == said["bytes"] and hashlib.sha256(then).hexdigest() == said["sha256"]:
        return False
    if without_refusals:
        return True
    raise LedgerError(
        f"`{home.refusals}` is missing, or is not the one that was there at the backup: put it back. If it is lost, "
        "`--without-refusals` restores what the backup knows; whoever refused since then will be prospected again"
    )


def _check_published(home: Home, told: dict[str, Any]) -> None:
    if not home.published.exists():
        return
    try:
        published = verify_checkpoint(home.published.read_bytes(), [home.vkey])
    except InvalidError:
        raise LedgerError(f"`{home.published}` is not signed by this house: put back its own") from None
    if published.size > told["size"]:
        raise LedgerError(
            f"a checkpoint of `{published.size}` entries was published, and this backup holds `{told['size']}`: others "
            "could prove that the log went back. Restore a newer backup; if there is none, `--new-log NAME` goes on under another name"
        )


def _check_standing(home: Home, told: dict[str, Any]) -> None:
    if home.closed.exists():  # a restore was cut short: what stands is its own
        return
    standing = standing_size()
    if standing is not None and standing >= told["size"]:
        raise UsageError(
            f"the database of this house holds `{standing}` events, the backup `{told['size']}`: nothing is lost. "
            "To go back all the same, move the database away first"
        )


def _check_keys(home: Home, keys: Path | None, *, without: bool) -> Path | None:
    """Return the copy of the keys to use: none where the folder has its own, which alone know what was destroyed since."""
    own = (home.data / "keys.db").exists() and not (home.data / COPIED).exists()
    if keys is None:
        if not own and not without:
            raise LedgerError(
                f"`{home.data / 'keys.db'}` is lost: give its newest copy with `--keys`. If there is none, `--without-keys` "
                "restores what nobody can read any more: suppression and proofs without names"
            )
        return None
    if not keys.is_file():
        raise InputError(f"`{keys}` is no copy of the keys")
    if own:
        raise UsageError("the folder has its own `keys.db`, which is newer than any copy: leave `--keys` out")
    return keys


# ------------------------------------------------------------------------------------------------ behind the door


def _close_door(home: Home, source: Path) -> None:
    write_private(home.closed, f"licet restore {source.absolute()}\n")


def _bring_keys(home: Home, copy: Path | None) -> None:
    if copy is None:
        return
    write_private(home.data / COPIED, str(copy.absolute()) + "\n")  # ours to replace, should we crash
    place = home.data / "keys.db"
    aside = place.with_name(".keys.db.restoring")
    shutil.copyfile(copy, aside)
    aside.chmod(0o600)
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    for suffix in ("-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)
    aside.replace(place)
    sync_folder(home.data)


def _check_tree(home: Home, told: dict[str, Any], source: Path) -> None:
    from licet.ledger import checkpoints, tree

    size = int(told["size"])
    vkey = signed_by(home, str(told["origin"])) or home.vkey
    signed = verify_checkpoint((source / "checkpoint").read_bytes(), [vkey])
    published = checkpoints.newest()
    heads = [signed] if published is None else [signed, published]
    if tree.size() < size or any(tree.root(each.size) != each.root for each in heads):
        raise LedgerError(
            "the log of this backup is not the one that its checkpoints sign: the house stays closed. Restore another one"
        )


def _replay(home: Home, told: dict[str, Any], kept: str, *, lost: bool) -> Restored:
    from django.contrib.sessions.models import Session

    from licet.ledger import Draft, Transaction, act, declare, erasing
    from licet.ledger import keys as key_store
    from licet.ledger.refusals import read_refusals
    from licet.objections.record import replay as refuse_again
    from licet.retention.replaying import is_of_person
    from licet.retention.replaying import replay as forget_again

    declare(RESTORED)
    erasing.finish_all(key_store())
    key_store().judge()  # whoever came after the backup has keys and no event here, but may have both in another copy
    missing, unreadable = refuse_again(each for each in read_refusals(home.refusals) if not is_of_person(each))
    again = forget_again(read_refusals(home.refusals))
    done = Restored(
        int(told["size"]), missing, unreadable, again.forgotten, again.segments, again.restricted, kept, lost
    )

    @act
    def record(tx: Transaction) -> None:
        Session.objects.all().delete()  # who had logged out since is not logged in again
        tx.record(Draft(RESTORED, {**asdict(done), "backed_up_at": int(told["made_at"])}))

    record()
    (home.data / COPIED).unlink(missing_ok=True)
    return done
