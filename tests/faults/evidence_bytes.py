"""Change every single byte of an evidence file: ``python tests/faults/evidence_bytes.py``.

Exit code 1 when one change is accepted that is not provably outside what is signed. Each byte is changed in its lowest
bit, its highest bit and all bits; ``--every-value`` gives the container's bytes all 255 other values (half an hour on
one core), ``--step 10`` takes every tenth byte.
"""

import argparse
import datetime as dt
import sys
import tempfile
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[2])  # a script's own folder stands there; these modules are `tests.verify`

from licet.verify.trust import read_trust  # noqa: E402  # found only now
from tests.ledger_ground.tsa import found_authority, serving  # noqa: E402
from tests.verify.making import complete, stamped_by  # noqa: E402
from tests.verify.mutations import (  # noqa: E402
    OUTSIDE,
    container_survivors,
    content_survivors,
    resealed_survivors,
)

FLIPS = (1, 0x80, 0xFF)


def main() -> int:
    """Make a stamped evidence file, change it, say what was accepted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="every how many bytes")
    parser.add_argument("--every-value", action="store_true", help="all other values of each byte of the container")
    asked = parser.parse_args()
    step, flips = asked.step, range(1, 256) if asked.every_value else FLIPS
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with serving(folder, found_authority(folder)) as authority:
            now = int(dt.datetime.now(dt.UTC).timestamp())
            bundle = complete(stamped_by(authority), made_at=now, roots=authority.root_pem)
        trust, sealed = read_trust(bundle.log.trust, authority.root_pem), bundle.sealed()
    accepted: list[object] = list(container_survivors(sealed, trust, step, flips))
    accepted += [found for flip in FLIPS for found in content_survivors(bundle, trust, step, flip)]
    resealed = {found for flip in FLIPS for found in resealed_survivors(bundle, trust, step, flip)}
    accepted += [found for found in sorted(resealed) if not found[0].startswith(OUTSIDE)]
    outside = len([found for found in resealed if found[0].startswith(OUTSIDE)])
    sys.stdout.write(
        f"{len(sealed)} bytes, step {step}: {len(accepted)} changes accepted"
        f" ({outside} places that the log may sign again lie outside what is proved)\n"
    )
    for each in accepted:
        sys.stdout.write(f"  {each}\n")
    return int(bool(accepted))


if __name__ == "__main__":
    sys.exit(main())
