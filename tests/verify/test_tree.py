"""Our tree is that of RFC 9162: its recursion, written out, says the same for every size."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.verify.failures import InvalidError
from licet.verify.tiles import Tiles, entries_path, pack_entries, tile_path, tiles_of, unpack_entries
from licet.verify.tree import EMPTY_ROOT, Edge, leaf_hash, root_of, verify_consistency, verify_inclusion
from tests.verify.making import Hashes, reference_path, reference_root, reference_subproof

MOST = 600
ENTRIES = [bytes([1]) + number.to_bytes(32, "big") for number in range(70_000)]
LEAVES = [leaf_hash(each) for each in ENTRIES[:2000]]
SEEDED = 7


@pytest.fixture(scope="module")
def hashes() -> Hashes:
    grown = Hashes()
    grown.append(ENTRIES)
    return grown


def test_the_root_is_that_of_the_recursion_for_every_size_up_to_600(hashes: Hashes) -> None:
    edge = Edge()
    for size in range(MOST + 1):
        assert edge.size == size
        assert edge.root() == reference_root(LEAVES[:size]) == hashes.tiles(size).root()
        edge.append([ENTRIES[size]])


def test_inclusion_proofs_are_those_of_the_recursion_for_every_size_up_to_600(hashes: Hashes) -> None:
    for size in range(1, MOST + 1):
        tiles = hashes.tiles(size)
        for index in {0, size // 3, size // 2, size - 1, size * SEEDED % size}:
            proof = tiles.inclusion(index)
            assert proof == reference_path(index, LEAVES[:size])
            verify_inclusion(LEAVES[index], index, size, proof, tiles.root())


def test_consistency_proofs_are_those_of_the_recursion_for_every_size_up_to_600(hashes: Hashes) -> None:
    whole = hashes.tiles()
    for new in range(1, MOST + 1):
        for old in {1, new // 3, new // 2, new - 1, new} - {0}:
            proof = whole.consistency(old, new)
            assert proof == reference_subproof(old, LEAVES[:new])
            verify_consistency(old, new, proof, reference_root(LEAVES[:old]), reference_root(LEAVES[:new]))


@given(st.lists(st.integers(0, 700), min_size=1, max_size=6))
def test_batches_of_any_size_make_the_same_tree_and_the_same_tiles(batches: list[int]) -> None:
    grown, single, at = Hashes(), Hashes(), 0
    for batch in batches:
        grown.append(ENTRIES[at : at + batch])
        at += batch
    single.append(ENTRIES[:at])
    assert grown.edge.root() == single.edge.root()
    assert grown.levels == single.levels
    assert grown.edge.pack() == single.edge.pack()


@given(st.integers(0, 5000), st.integers(0, 300))
def test_an_edge_taken_up_where_it_was_left_grows_alike(size: int, more: int) -> None:
    edge = Edge()
    edge.append(ENTRIES[:size])
    again = Edge(size, edge.pack())
    edge.append(ENTRIES[size : size + more])
    again.append(ENTRIES[size : size + more])
    assert (again.root(), again.pack(), again.size) == (edge.root(), edge.pack(), edge.size)


@given(st.integers(1, 70_000), st.data())
def test_any_entry_of_any_tree_is_proved(hashes: Hashes, size: int, data: st.DataObject) -> None:
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    tiles, whole = hashes.tiles(size), hashes.tiles()
    assert whole.inclusion(index, size) == tiles.inclusion(index)
    verify_inclusion(leaf_hash(ENTRIES[index]), index, size, tiles.inclusion(index), tiles.root())
    verify_consistency(old, size, whole.consistency(old, size), hashes.tiles(old).root(), tiles.root())


@given(st.integers(1, 3000), st.data())
def test_a_proof_changed_anywhere_is_refused(hashes: Hashes, size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    tiles, leaf = hashes.tiles(size), leaf_hash(ENTRIES[index])
    proof, root = tiles.inclusion(index), tiles.root()
    for changed in _changes(proof, data):
        with pytest.raises(InvalidError):
            verify_inclusion(leaf, index, size, changed, root)
    for elsewhere in {index - 1, index + 1, index ^ 1, size, -1}:
        with pytest.raises(InvalidError):
            verify_inclusion(leaf, elsewhere, size, proof, root)


@given(st.integers(2, 3000), st.data())
def test_a_rewritten_tree_is_refused(hashes: Hashes, size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    proof = hashes.tiles().consistency(old, size)
    roots = hashes.tiles(old).root(), hashes.tiles(size).root()
    for changed in _changes(proof, data):
        with pytest.raises(InvalidError):
            verify_consistency(old, size, changed, *roots)
    with pytest.raises(InvalidError):
        verify_consistency(old, size, proof, roots[1], roots[1])
    with pytest.raises(InvalidError):
        verify_consistency(old, size, proof, roots[0], roots[0])


def _changes(proof: list[bytes], data: st.DataObject) -> list[list[bytes]]:
    changed = [[*proof, bytes(32)]]
    if proof:
        at, byte = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 31))
        flipped = bytearray(proof[at])
        flipped[byte] ^= 1
        changed += [proof[:-1], [*proof[:at], bytes(flipped), *proof[at + 1 :]], [*proof[:at], b"", *proof[at + 1 :]]]
    return changed


def test_an_empty_tree_and_a_tree_with_itself_have_nothing_to_prove() -> None:
    root = root_of(ENTRIES[:3])
    assert root_of([]) == EMPTY_ROOT
    verify_consistency(0, 3, [], EMPTY_ROOT, root)
    verify_consistency(3, 3, [], root, root)
    for wrong in ((0, 3, [bytes(32)], EMPTY_ROOT, root), (0, 3, [], root, root), (3, 3, [], EMPTY_ROOT, root)):
        with pytest.raises(InvalidError):
            verify_consistency(*wrong)


def test_a_tree_that_shrank_is_refused(hashes: Hashes) -> None:
    with pytest.raises(InvalidError):
        verify_consistency(3, 2, [], bytes(32), bytes(32))
    with pytest.raises(InvalidError):
        hashes.tiles(5).consistency(6)
    with pytest.raises(InvalidError):
        hashes.tiles(5).inclusion(5)


@pytest.mark.parametrize(("size", "packed"), [(3, bytes(32)), (-1, b""), (0, bytes(32)), (1, bytes(31))])
def test_an_edge_that_does_not_fit_its_size_is_refused(size: int, packed: bytes) -> None:
    with pytest.raises(InvalidError):
        Edge(size, packed)


def test_a_tile_of_a_wrong_length_is_refused() -> None:
    with pytest.raises(InvalidError, match="tile/1/000"):
        Tiles(256, lambda _level, _number, _width: bytes(8160)).root()


def test_tiles_have_the_paths_of_the_format() -> None:
    assert tile_path(0, 1_234_067) == "tile/0/x001/x234/067"
    assert tile_path(1, 0, 17) == "tile/1/000.p/17"
    assert entries_path(999) == "tile/entries/999"
    assert entries_path(1000, 3) == "tile/entries/x001/000.p/3"


def test_a_tree_of_70000_has_the_tiles_that_the_format_gives_as_its_example() -> None:
    tiles = list(tiles_of(70_000))
    full = [len(list(group)) for _, group in itertools.groupby(each for each in tiles if each[2] == 256)]
    assert sum(full) == 273 + 1
    assert [each for each in tiles if each[2] != 256] == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert list(tiles_of(256)) == [(0, 0, 256), (1, 0, 1)]
    assert not list(tiles_of(0))


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_gives_its_entries_back(entries: list[bytes]) -> None:
    bundle = pack_entries(entries)
    assert unpack_entries(bundle) == entries
    if bundle and entries[-1]:
        with pytest.raises(InvalidError):
            unpack_entries(bundle[:-1])


def test_a_bundle_cut_within_a_length_is_refused() -> None:
    with pytest.raises(InvalidError):
        unpack_entries(b"\x00")
    with pytest.raises(InvalidError):
        pack_entries([bytes(65_536)])
