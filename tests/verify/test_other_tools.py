"""Tools that we did not write accept what we write: tlog-scales, sha256sum, unzip's own reader, OpenSSL."""

import zipfile
from pathlib import Path

import pytest
from tlog_scales import tlog
from tlog_scales.reader import TilesReader
from tlog_scales.signing import Vkey as TheirVkey

from licet.verify.checkpoint import read_checkpoint
from licet.verify.entry import entry
from licet.verify.evidence import README
from licet.verify.proof import read_consistency, read_inclusion
from licet.verify.tiles import entries_path, pack_entries, tile_path, tiles_of
from licet.verify.tree import leaf_hash
from tests.ledger_ground.programs import run
from tests.verify.making import ROOM, Bundle, Log, complete, salt

SIZES = [1, 2, 3, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537]


class Published:
    """A log as its readers get it: files by path."""

    def __init__(self, log: Log, size: int) -> None:
        self.files = {"checkpoint": log.checkpoint(size)}
        for level, number, width in tiles_of(size):
            self.files[tile_path(level, number, width)] = log.hashes.source(level, number, width)
            if level == 0:
                start = number * 256
                entries = [entry(salt(str(each))) for each in range(start, start + width)]
                self.files[entries_path(number, width)] = pack_entries(entries)

    def get(self, *path: str) -> bytes | None:
        return self.files.get("/".join(path))


@pytest.fixture(scope="module")
def log() -> Log:
    grown = Log()
    grown.others(SIZES[-1])
    return grown


@pytest.mark.parametrize("size", SIZES)
def test_tlog_scales_accepts_every_published_size(log: Log, size: int) -> None:
    reader = TilesReader(Published(log, size))
    head = reader.get_checkpoint()
    head.verify(TheirVkey.from_string(str(log.vkey)))
    assert reader.calculate_root_hash() == head.root_hash
    for index in {0, size // 2, size - 1}:
        ours = read_inclusion(log.proof(index, size))
        theirs = reader.get_inclusion_proof(index, size)
        assert list(ours.hashes) == theirs.node_hashes
        assert reader.get_entry(index) == entry(salt(str(index)))
        tlog.InclusionProof(index, size, list(ours.hashes)).check(leaf_hash(reader.get_entry(index)), head.root_hash)
    for old in {1, size // 3, size - 1} - {0, size}:
        grown = read_consistency(log.growth(old, size))
        assert list(grown.hashes) == reader.get_consistency_proof(old, size).node_hashes
        old_root = read_checkpoint(log.checkpoint(old))[0].root
        tlog.ConsistencyProof(old, size, list(grown.hashes)).check(old_root, head.root_hash)


def _recipe() -> str:
    text = (ROOM / README).read_text(encoding="utf-8")
    return text.partition("#-- début\n")[2].partition("#-- fin\n")[0]


def _unpacked(made: Bundle, folder: Path) -> None:
    (folder / "file.zip").write_bytes(made.sealed())
    with zipfile.ZipFile(folder / "file.zip") as archive:
        archive.extractall(folder)


@pytest.mark.needs("bash")
@pytest.mark.needs("sha256sum")
@pytest.mark.needs("xxd")
def test_the_recipe_of_the_readme_finds_leaf_and_root_with_a_shell_alone(tmp_path: Path) -> None:
    made = complete()
    _unpacked(made, tmp_path)
    for number in range(3):
        proof = read_inclusion(made.files[f"events/{number}.tlog-proof"])
        leaf = made.log.hashes.levels[0][proof.index]
        ran = run("bash", "-c", _recipe(), "recipe", str(number), cwd=tmp_path)
        assert f"feuille    {leaf.hex()}" in ran.stdout
        assert "la preuve mène à la racine" in ran.stdout
    (tmp_path / "events/0/context.json").write_bytes(b'{"ip":"192.0.2.8"}')
    ran = run("bash", "-c", _recipe(), "recipe", "0", cwd=tmp_path)
    assert "la preuve mène à la racine" not in ran.stdout


@pytest.mark.needs("sha256sum")
def test_the_manifest_is_checked_by_sha256sum(tmp_path: Path) -> None:
    made = complete()
    _unpacked(made, tmp_path)
    ran = run("sha256sum", "--check", "manifest", cwd=tmp_path)
    assert ran.returncode == 0
    assert ran.stdout.count(": OK") == len(made.files)
    (tmp_path / "keys").write_bytes(b"other")
    assert run("sha256sum", "--check", "manifest", cwd=tmp_path).returncode == 1


@pytest.mark.needs("openssl")
def test_openssl_accepts_the_stamps_of_an_evidence_file(stamped: Bundle, tmp_path: Path) -> None:
    _unpacked(stamped, tmp_path)
    keys = (tmp_path / "keys").read_text(encoding="utf-8")
    (tmp_path / "root.pem").write_text("-----BEGIN" + keys.partition("-----BEGIN")[2], encoding="ascii")
    for stamp in sorted((tmp_path / "timestamps").iterdir()):
        checkpoint = f"checkpoints/{stamp.name.partition('.')[0]}.checkpoint"
        asked = ("-in", stamp, "-data", checkpoint, "-CAfile", "root.pem")
        assert run("openssl", "ts", "-verify", *asked, cwd=tmp_path).returncode == 0
