"""Where a record lives: its folder, its name, and the one secret that lies outside it.

::

    DIR/ledger.db      the embedded database (unless DATABASE_URL names another)
    DIR/keys.db        the keys of persons, each wrapped by the master key
    DIR/refusals.log   every objection, withdrawal and erasure; survives the loss of the database
    DIR/published      the newest checkpoint that left the house; no smaller tree is ever signed
    DIR/origin         the name of the log
    DIR/closed         there while a restore is unfinished; DIR/restored: what the last one did
    DIR.key            the master key, 32 bytes in hexadecimal, readable by its owner only
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from licet.terms.errors import LedgerError
from licet.verify.note import Vkey

KEY: Final = 32
_PRIVATE: Final = 0o600


@dataclass(frozen=True)
class Home:
    """A folder, the name of its log (the origin of its checkpoints), and its master key (32 bytes)."""

    data: Path
    origin: str
    master: bytes = field(repr=False)

    def derived(self, label: str) -> bytes:
        """Return the 32-byte key of a use; each label has its own (HKDF-SHA256, RFC 5869)."""
        return _derived(self.master, label)

    def keyed(self, label: str, said: bytes) -> bytes:
        """Return HMAC-SHA-256 (RFC 2104) under the key of a use."""
        begun = _keyed(self.master, label).copy()
        begun.update(said)
        return begun.digest()

    @cached_property
    def signer(self) -> Ed25519PrivateKey:
        """The key that signs checkpoints and manifests."""
        return Ed25519PrivateKey.from_private_bytes(self.derived("checkpoint"))

    @cached_property
    def vkey(self) -> Vkey:
        """The key by which others check them."""
        return Vkey(self.origin, self.signer.public_key().public_bytes_raw())

    @property
    def closed(self) -> Path:
        """The marker of an unfinished restore."""
        return self.data / "closed"

    @property
    def restored(self) -> Path:
        """What the last restore did; touched by it, so that processes from before stop."""
        return self.data / "restored"

    @property
    def published(self) -> Path:
        """The newest published checkpoint."""
        return self.data / "published"

    @property
    def refusals(self) -> Path:
        """The log of refusals."""
        return self.data / "refusals.log"


@lru_cache(maxsize=64)
def _derived(master: bytes, label: str) -> bytes:
    return HKDF(hashes.SHA256(), KEY, salt=None, info=f"licet/{label}/v1".encode()).derive(master)


@lru_cache(maxsize=64)
def _keyed(master: bytes, label: str) -> hmac.HMAC:
    """Return the beginning of an HMAC, which is the same for each message under a key."""
    return hmac.new(_derived(master, label), digestmod=hashlib.sha256)


def key_path(data: Path) -> Path:
    """Return where the master key of a folder lies unless said otherwise: beside it, never in it."""
    return data.with_name(f"{data.name}.key")


def open_home(data: Path, key_file: Path | None = None, origin: str | None = None) -> Home:
    """Open a folder, or make it with a fresh master key; a folder whose key is missing is refused, never given a new one."""
    data = data.absolute()
    place = (key_file or key_path(data)).absolute()
    if place.is_relative_to(data):
        raise LedgerError(f"the master key `{place}` lies in the folder whose keys it wraps: move it out of it")
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    named = data / "origin"
    if not named.exists():
        if (data / "keys.db").exists():
            raise LedgerError(f"`{named}` is missing: put back the file that named this log")
        if not place.exists():
            write_private(place, secrets.token_hex(KEY) + "\n")
        write_private(named, f"{origin or f'localhost/licet-{secrets.token_hex(4)}'}\n")
    return Home(data, named.read_text("utf-8").strip(), _master(place))


def _master(place: Path) -> bytes:
    try:
        found = bytes.fromhex(place.read_text("ascii").strip())
    except OSError:
        raise LedgerError(
            f"the master key `{place}` cannot be read: put it back, or say where it is with LICET_MASTER_KEY_FILE"
        ) from None
    except ValueError:
        found = b""
    if len(found) != KEY:
        raise LedgerError(f"`{place}` is no master key: 64 hexadecimal digits are expected")
    return found


def write_private(place: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all, and on the disk before returning."""
    aside = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
