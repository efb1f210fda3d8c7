"""The tree as files (C2SP tlog-tiles), and proofs cut from them.

A tile holds up to 256 hashes of one level of tiles; the tiles of a size are all full but the last of each level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from .failures import InvalidError
from .tree import EMPTY_ROOT, HASH, TILE_HEIGHT, node_hash, pairs_hashed

WIDTH: Final = 1 << TILE_HEIGHT
LARGEST_ENTRY: Final = 0xFFFF
_LENGTH: Final = 2

# Gives the bytes of a tile: level, number within the level, width (256, or less for the last one).
Source = Callable[[int, int, int], bytes]
Range = tuple[int, int]


def tile_path(level: int, number: int, width: int = WIDTH) -> str:
    """Return the path of a tile: ``tile/0/x001/234.p/17``."""
    return f"tile/{level}/{_number(number)}{_part(width)}"


def entries_path(number: int, width: int = WIDTH) -> str:
    """Return the path of a bundle of entries: ``tile/entries/000``."""
    return f"tile/entries/{_number(number)}{_part(width)}"


def _number(number: int) -> str:
    written = f"{number % 1000:03d}"
    while number >= 1000:  # noqa: PLR2004 - three digits an element, says the format
        number //= 1000
        written = f"x{number % 1000:03d}/{written}"
    return written


def _part(width: int) -> str:
    return "" if width == WIDTH else f".p/{width}"


def pack_entries(entries: Sequence[bytes]) -> bytes:
    """Return a bundle of entries: each after its length, 16 bits, big-endian."""
    if any(len(each) > LARGEST_ENTRY for each in entries):
        raise InvalidError("bundle-truncated")
    return b"".join(len(each).to_bytes(_LENGTH, "big") + each for each in entries)


def unpack_entries(bundle: bytes) -> list[bytes]:
    """Read a bundle of entries; raise ``InvalidError`` when it ends within one."""
    found, at = [], 0
    while at < len(bundle):
        start = at + _LENGTH
        end = start + int.from_bytes(bundle[at:start], "big")
        if end > len(bundle) or start > len(bundle):
            raise InvalidError("bundle-truncated")
        found.append(bundle[start:end])
        at = end
    return found


def tiles_of(size: int) -> Iterator[tuple[int, int, int]]:
    """List the tiles that represent a tree: level, number, width."""
    level = 0
    while size:
        full, rest = divmod(size, WIDTH)
        yield from ((level, number, WIDTH) for number in range(full))
        if rest:
            yield level, full, rest
        level, size = level + 1, full


class Tiles:
    """A tree of a given size, read from its tiles; the hashed tiles last used are kept (``kept`` × 16 kB)."""

    def __init__(self, size: int, source: Source, kept: int = 256) -> None:
        self.size = size
        self._source = source
        self._hashed = lru_cache(maxsize=kept)(self._hash)

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the tree of a size, by default the whole."""
        end = self.size if size is None else size
        if not 0 <= end <= self.size:
            raise InvalidError("tree-shrank")
        return self._range(0, end)

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Return the proof that an index stands in the tree of a size, by default the whole (RFC 9162, 2.1.3.1)."""
        end = self.size if size is None else size
        if not 0 <= index < end <= self.size:
            raise InvalidError("index-outside-the-tree")
        return [self._range(*each) for each in _path(index, end)]

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """Return the proof that the tree of one size only grew into that of another (RFC 9162, 2.1.4.1)."""
        end = self.size if new is None else new
        if not 0 <= old <= end <= self.size:
            raise InvalidError("tree-shrank")
        return [self._range(*each) for each in _subproof(old, end)]

    def _range(self, start: int, end: int) -> bytes:
        """Return the hash over leaves from ``start`` to before ``end``, aligned as the tree is."""
        found, length = None, end - start
        while length:  # from the right: the smallest perfect subtree first
            bit = length & -length
            end -= bit
            left = self._node(bit.bit_length() - 1, end // bit)
            found = left if found is None else node_hash(left, found)
            length -= bit
        return EMPTY_ROOT if found is None else found

    def _node(self, level: int, number: int) -> bytes:
        tile_level, within = divmod(level, TILE_HEIGHT)
        tile, at = divmod(number << within, WIDTH)
        full, rest = divmod(self.size >> tile_level * TILE_HEIGHT, WIDTH)
        return self._hashed(tile_level, tile, WIDTH if tile < full else rest)[within][at >> within]

    def _hash(self, level: int, number: int, width: int) -> list[list[bytes]]:
        stored = self._source(level, number, width)
        if len(stored) != width * HASH:
            raise InvalidError("tile-length", tile_path(level, number, width))
        nodes = [stored[at : at + HASH] for at in range(0, len(stored), HASH)]
        levels = [nodes]
        while len(nodes) > 1:
            nodes = pairs_hashed(nodes)
            levels.append(nodes)
        return levels


def _split(length: int) -> int:
    """Return the largest power of two below a length."""
    return 1 << (length - 1).bit_length() - 1


def _path(index: int, end: int) -> list[Range]:
    start, found = 0, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def _subproof(old: int, end: int) -> list[Range]:
    if old in {0, end}:
        return []
    start, found, whole = 0, [], True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start, whole = middle, False
    if not whole:
        found.append((start, end))
    return found[::-1]
