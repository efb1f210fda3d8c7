"""The Merkle tree of RFC 9162, section 2.1 (SHA-256): hashing, the right edge that grows, proofs verified.

A proof is a sequence of 32-byte hashes. Verifying returns nothing, or raises ``InvalidError``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from .failures import InvalidError

HASH: Final = 32
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
# 256 hashes make a tile (C2SP tlog-tiles), so every eighth level of the tree is written down.
TILE_HEIGHT: Final = 8
# A hash already fed its first byte is copied: a tenth faster than joining that byte to what follows.
_a_leaf: Final = hashlib.sha256(b"\x00").copy
_a_node: Final = hashlib.sha256(b"\x01").copy


def leaf_hash(entry: bytes) -> bytes:
    """Return the leaf of an entry: SHA-256(00, entry)."""
    hashed = _a_leaf()
    hashed.update(entry)
    return hashed.digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the node above two others: SHA-256(01, left, right)."""
    hashed = _a_node()
    hashed.update(left + right)
    return hashed.digest()


def leaves_hashed(entries: Iterable[bytes]) -> list[bytes]:
    """Return the leaves of entries; a loop of its own, since a call for each would cost a fifth."""
    fresh, found = _a_leaf, []
    for each in entries:
        hashed = fresh()
        hashed.update(each)
        found.append(hashed.digest())
    return found


def pairs_hashed(nodes: Iterable[bytes]) -> list[bytes]:
    """Return the level above these nodes; an odd last one is left out."""
    fresh, found, each = _a_node, [], iter(nodes)
    for left, right in zip(each, each, strict=False):
        hashed = fresh()
        hashed.update(left + right)
        found.append(hashed.digest())
    return found


class Edge:
    """The right edge of a tree: for each level, the perfect subtree that waits for its right neighbour.

    One level at a time, each node is hashed once, whatever the size of the batch.
    """

    __slots__ = ("_waiting", "size")

    def __init__(self, size: int = 0, packed: bytes = b"") -> None:
        """Take up an edge where ``pack`` left it: its size in leaves, and the hashes, largest subtree first."""
        if size < 0 or len(packed) != HASH * size.bit_count():
            raise InvalidError("edge-length")
        self.size = size
        hashes = iter([packed[at : at + HASH] for at in range(0, len(packed), HASH)][::-1])
        self._waiting = [next(hashes) if size >> level & 1 else None for level in range(size.bit_length())]

    def append(self, entries: Sequence[bytes]) -> list[list[bytes]]:
        """Append entries; return the new hashes of each tile level, leaves first, in the order tiles hold them."""
        nodes = leaves_hashed(entries)
        self.size += len(nodes)
        waiting, written, level = self._waiting, [], 0
        while nodes:
            if level % TILE_HEIGHT == 0:
                written.append(nodes)
            if level == len(waiting):
                waiting.append(None)
            left = waiting[level]
            if left is not None:
                nodes = [left, *nodes]
            waiting[level] = nodes[-1] if len(nodes) % 2 else None
            nodes = pairs_hashed(nodes)
            level += 1
        return written

    def root(self) -> bytes:
        """Return the root of the tree so far."""
        found: bytes | None = None
        for left in self._waiting:
            if left is not None:
                found = left if found is None else node_hash(left, found)
        return EMPTY_ROOT if found is None else found

    def pack(self) -> bytes:
        """Return the hashes of the edge, largest subtree first: 32 bytes for each bit set in the size."""
        return b"".join(each for each in reversed(self._waiting) if each is not None)


def root_of(entries: Sequence[bytes]) -> bytes:
    """Return the root of a whole tree."""
    edge = Edge()
    edge.append(entries)
    return edge.root()


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """Return the root that an inclusion proof leads to (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        raise InvalidError("index-outside-the-tree")
    first, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0 or len(sibling) != HASH:
            raise InvalidError("proof-length")
        if first & 1 or first == last:
            found = node_hash(sibling, found)
            while first and not first & 1:
                first >>= 1
                last >>= 1
        else:
            found = node_hash(found, sibling)
        first >>= 1
        last >>= 1
    if last:
        raise InvalidError("proof-length")
    return found


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raise ``InvalidError`` unless the leaf stands at this index (from 0) of the tree with this size and root."""
    if root_from_inclusion(leaf, index, size, proof) != root:
        raise InvalidError("leaf-not-in-the-tree")


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Raise ``InvalidError`` unless the new tree only appended to the old one (RFC 9162, section 2.1.4.2).

    Two cases have nothing to prove and an empty proof: equal sizes, and an empty old tree.
    """
    if not 0 <= old <= new:
        raise InvalidError("tree-shrank")
    if old in {0, new}:
        if proof:
            raise InvalidError("proof-length")
        if old_root != (new_root if old == new else EMPTY_ROOT):
            raise InvalidError("tree-rewritten")
        return
    if (old_root, new_root) != _roots_from_consistency(old, new, proof, old_root):
        raise InvalidError("tree-rewritten")


def _roots_from_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes) -> tuple[bytes, bytes]:
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not proof or any(len(each) != HASH for each in path):
        raise InvalidError("proof-length")
    first, last = old - 1, new - 1
    while first & 1:
        first >>= 1
        last >>= 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise InvalidError("proof-length")
        if first & 1 or first == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while first and not first & 1:
                first >>= 1
                last >>= 1
        else:
            after = node_hash(after, sibling)
        first >>= 1
        last >>= 1
    if last:
        raise InvalidError("proof-length")
    return before, after
