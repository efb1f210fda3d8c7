"""Every single byte of an evidence file changed: of the container, of its contents, of contents sealed again."""

from collections.abc import Iterable, Iterator

from licet.verify.command import verify_bytes
from licet.verify.container import pack
from licet.verify.evidence import KEYS, MANIFEST, README
from licet.verify.report import Verdict
from licet.verify.trust import Trust
from tests.verify.making import Bundle

# When the keeper of the log itself signs the change: the readme and the keys it claims prove nothing, and a stamp has
# bytes that its authority did not sign (status text, unsigned attributes), which change neither message nor time.
OUTSIDE = (README, KEYS, "timestamps/")


def _changed(stored: bytes, at: int, flip: int) -> bytes:
    return stored[:at] + bytes([stored[at] ^ flip]) + stored[at + 1 :]


def container_survivors(stored: bytes, trust: Trust, step: int, flips: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Change each byte of the file; yield the place and the change of each that was not refused."""
    for at in range(0, len(stored), step):
        for flip in flips:
            if verify_bytes(_changed(stored, at, flip), trust).verdict not in {Verdict.INVALID, Verdict.UNUSABLE}:
                yield at, flip


def content_survivors(made: Bundle, trust: Trust, step: int, flip: int) -> Iterator[tuple[str, int]]:
    """Change each byte of each file within a container that is right; yield those not refused."""
    files = made.files | {MANIFEST: made.manifest()}
    for name, content in files.items():
        for at in range(0, len(content), step):
            stored = pack(files | {name: _changed(content, at, flip)})
            if verify_bytes(stored, trust).verdict not in {Verdict.INVALID, Verdict.UNUSABLE}:
                yield name, at


def resealed_survivors(made: Bundle, trust: Trust, step: int, flip: int) -> Iterator[tuple[str, int]]:
    """Change each byte of each file, and let the log sign the whole again; yield those not refused."""
    for name, content in made.files.items():
        for at in range(0, len(content), step):
            other = Bundle(made.log, made.files | {name: _changed(content, at, flip)}, made.made_at)
            if verify_bytes(other.sealed(), trust).verdict not in {Verdict.INVALID, Verdict.UNUSABLE}:
                yield name, at
