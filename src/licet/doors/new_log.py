"""Go on as another log, where the newest backup is older than what was published.

Others hold proofs of a longer log under the old name. Signing a shorter one under that name would be a forgery to them; under a
new name it is a log that says from which it comes, and where it leaves it. What the old one published and had stamped is kept in
``DIR/former/``: old evidence files are checked with the old key line as before. Stamps begin anew, from now.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from licet.ledger.folder import Home, open_home, write_private
from licet.terms.errors import UsageError
from licet.verify.note import Vkey

OPENED: Final = "ledger:log:opened"
FOLDER: Final = "former"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9./-]{2,120}")


def former(home: Home) -> list[str]:
    """Return the names under which this house signed before, oldest first."""
    places = sorted((home.data / FOLDER).glob("*/origin"), key=lambda each: int(each.parent.name))
    return [each.read_text("utf-8").strip() for each in places]


def signed_by(home: Home, origin: str) -> Vkey | None:
    """Return the key of a log of this house, the present one or a former one; ``None`` for another's."""
    if origin != home.origin and origin not in former(home):
        return None
    return Vkey(origin, home.signer.public_key().public_bytes_raw())


def check_name(home: Home, name: str) -> None:
    """Raise ``UsageError`` for a name that is none, or that this house signed under already."""
    if not _NAME.fullmatch(name):
        raise UsageError("a log has a name such as `prefs.example.org/2`: lower-case letters, digits, dots, slashes")
    if name in former(home):
        raise UsageError(f"this house signed as `{name}` before: choose another name")


def rename(home: Home, name: str, key_file: Path | None) -> Home:
    """Put the old name and its newest checkpoint away, and return the house under the new one; done again it goes on."""
    if home.origin == name:
        return home
    before = former(home)  # a crash may have put the name away already
    number = before.index(home.origin) + 1 if home.origin in before else len(before) + 1
    place = home.data / FOLDER / str(number)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if home.published.exists():
        write_private(place / "published", home.published.read_text("utf-8"))
    write_private(place / "origin", home.origin + "\n")
    write_private(home.data / "origin", name + "\n")
    home.published.unlink(missing_ok=True)
    return open_home(home.data, key_file)


def begin(home: Home, told: dict[str, Any]) -> None:
    """Put the stamps of the old name away, and record which log this one continues, and at which size."""
    from licet.ledger import Draft, Transaction, act
    from licet.ledger.models import Stamp

    place = home.data / FOLDER / str(len(former(home)))
    for stamp in Stamp.objects.order_by("size"):
        (place / f"stamp-{stamp.size}.checkpoint").write_bytes(bytes(stamp.checkpoint))
        (place / f"stamp-{stamp.size}.tsr").write_bytes(bytes(stamp.response))

    @act
    def record(tx: Transaction) -> None:
        Stamp.objects.all().delete()
        tx.record(Draft(OPENED, {"origin": home.origin, "continues": told["origin"], "at": int(told["size"])}))

    record()
