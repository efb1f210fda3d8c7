"""Back a house up: the database, its checkpoint and its settings together; the keys of persons apart, and for a few days.

::

    OUT/backup-20261201T024500Z/   manifest.json, the database, checkpoint, published, origin, licet.toml
    OUT/keys/keys-20261201T024500Z.db   until its day, then destroyed: so that a key destroyed leaves its copies too

``refusals.log`` is never in a backup: a restore needs the one that saw what came after. Nor is the master key.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import licet
from licet.doors.config import FILE, load
from licet.doors.copies import copy_out, sync_folder
from licet.doors.new_log import signed_by
from licet.ledger import Home, checkpoints, clock, keys
from licet.ledger.folder import key_path, write_private
from licet.retention import copies
from licet.terms.errors import InputError, UsageError
from licet.verify.checkpoint import verify_checkpoint
from licet.verify.failures import InvalidError

MANIFEST: Final = "manifest.json"
CHECKPOINT: Final = "checkpoint"
KEYS: Final = "keys"
TRACE: Final = "backed-up"
"""In the folder of the house: when, how large, where to, until when the copy of the keys lives. `licet doctor` reads it."""
VERSION: Final = 1
KEYS_KEPT: Final = 7
"""Days that a copy of the keys lives."""
DAY: Final = 86_400
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup made: its folder, how many events its log holds, its copy of the keys and until when that lives."""

    path: Path
    size: int
    keys: Path
    keys_until: int


def beside(data: Path) -> Path:
    """Return where backups go unless said otherwise: beside the folder, never in it."""
    return data.with_name(f"{data.name}-backups")


def back_up(home: Home, out: Path, *, keys_days: int = KEYS_KEPT) -> Backup:
    """Back the open house up, while it goes on; raise ``UsageError`` for a place that would defeat the purpose."""
    _check_place(home, out)
    if keys_days < 1:
        raise UsageError("a copy of the keys lives at least one day")
    copies.prune()
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = _stamp()
    aside, place = out / f".partial-{name}", out / f"backup-{name}"
    aside.mkdir(mode=0o700)
    try:
        told = _fill(home, aside)
        aside.replace(place)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    sync_folder(out)
    until = clock.now() + keys_days * DAY
    copied = out / KEYS / f"keys-{name}.db"
    copied.parent.mkdir(mode=0o700, exist_ok=True)
    copies.expect(copied, until)  # on the list before it exists
    keys().copy(copied)
    _sync(copied)
    made = Backup(place, int(told["size"]), copied, until)
    trace = {"at": clock.now(), "size": made.size, "path": str(place.absolute()), "keys_until": until}
    write_private(home.data / TRACE, json.dumps(trace) + "\n")
    return made


def _fill(home: Home, aside: Path) -> dict[str, Any]:
    for each in (home.published, home.data / "origin", home.data / FILE):  # before: it covers no more than the copy
        if each.exists():
            shutil.copyfile(each, aside / each.name)
    log = _log_of_refusals(home)
    told: dict[str, Any] = {**copy_out(aside), "refusals": log}
    (aside / CHECKPOINT).write_bytes(checkpoints.at(int(told["size"])))
    files = sorted(each for each in aside.rglob("*") if each.is_file())
    told |= {
        "version": VERSION,
        "licet": licet.__version__,
        "made_at": clock.now(),
        "origin": home.origin,
        "files": {str(each.relative_to(aside)): digest(each) for each in files},
    }
    (aside / MANIFEST).write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")
    for each in (*files, aside / MANIFEST):
        each.chmod(0o600)
        _sync(each)
    return told


def _log_of_refusals(home: Home) -> dict[str, object]:
    """Return how long ``refusals.log`` is and what it says so far: a restore demands one that goes on from there."""
    read = home.refusals.read_bytes() if home.refusals.exists() else b""
    return {"bytes": len(read), "sha256": hashlib.sha256(read).hexdigest()}


def _check_place(home: Home, out: Path) -> None:
    place, data = out.absolute(), home.data.absolute()
    if place.is_relative_to(data):
        raise UsageError(f"`{out}` lies in the folder that it would back up: what destroys one destroys both")
    master = load(home.data).master_key_file or key_path(data)
    if master.absolute().is_relative_to(place):
        raise UsageError(f"`{out}` holds the master key: a thief of the backup would read everybody")


def _stamp() -> str:
    import datetime as dt

    now = dt.datetime.fromtimestamp(clock.now(), dt.UTC)
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(path.parent)


# ------------------------------------------------------------------------------------------------ read again


def read_backup(source: Path, home: Home) -> dict[str, Any]:
    """Return the manifest of a backup whose files are whole and whose checkpoint this house signed."""
    try:
        told: dict[str, Any] = json.loads((source / MANIFEST).read_text("utf-8"))
        version, files, size = told["version"], dict(told["files"]), int(told["size"])
    except (OSError, ValueError, TypeError, KeyError):
        raise InputError(f"`{source}` is no backup of a house: it has no `{MANIFEST}` that can be read") from None
    if version != VERSION:
        raise InputError(f"`{source}` was made by another Licet: version `{version}` of backups is not known here")
    for name, expected in files.items():
        place = source / name
        if Path(name).is_absolute() or ".." in Path(name).parts or not place.is_file() or digest(place) != expected:
            raise InputError(f"`{name}` of this backup is missing or was altered: take another one")
    vkey = signed_by(home, str(told.get("origin")))
    with contextlib.suppress(InvalidError, OSError):
        if vkey is not None and verify_checkpoint((source / CHECKPOINT).read_bytes(), [vkey]).size == size:
            return told
    raise InputError("this backup is of another house, or was altered: its checkpoint is not signed by this one's key")
