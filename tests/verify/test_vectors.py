"""The published vectors: what is good is accepted, what is bad is refused for the reason given.

They are frozen: a vector changes only with the version of its format.
"""

import base64
import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from licet.verify.canonical import read_canonical
from licet.verify.chain import head_value, read_map, read_row, verify_head
from licet.verify.checkpoint import stamped_part, verify_checkpoint
from licet.verify.command import verify_bytes
from licet.verify.container import pack, unpack
from licet.verify.entry import Segment, check_names, commitment_of, entry, segment_digest
from licet.verify.evidence import MANIFEST
from licet.verify.failures import VerifyError
from licet.verify.note import Vkey
from licet.verify.proof import read_consistency, read_inclusion
from licet.verify.report import Verdict
from licet.verify.tiles import pack_entries, tile_path, unpack_entries
from licet.verify.timestamp import verify_timestamp
from licet.verify.tree import Edge, leaf_hash, root_of, verify_consistency, verify_inclusion
from licet.verify.trust import read_trust
from tests.ground.tree import ROOT
from tests.verify.making import Bundle, Log

SPECS = ROOT / "specs"
Vector = Mapping[str, Any]


def _read(name: str) -> Any:  # noqa: ANN401 - what JSON holds
    return json.loads((SPECS / "vectors" / f"{name}.json").read_text(encoding="utf-8"))


ENTRY, TREE, NOTE, PROOF = _read("entry"), _read("tree"), _read("note"), _read("proof")
TRUST, TIMESTAMP, HEADS, FILE = _read("trust"), _read("timestamp"), _read("head-map"), _read("evidence-file")
MADE = dt.datetime.fromtimestamp(FILE["made_at"], dt.UTC)
ENTRIES = [b"\x01" + number.to_bytes(32, "big") for number in range(600)]


def _bytes(hexes: list[str]) -> list[bytes]:
    return [bytes.fromhex(each) for each in hexes]


def _for(reason: str) -> pytest.RaisesExc[VerifyError]:
    return pytest.RaisesExc(VerifyError, check=lambda error: error.reason == reason)


def test_every_format_has_its_page_and_its_vectors() -> None:
    pages = {page.stem for page in SPECS.glob("*.md")} - {"README"}
    vectors = {each.stem: json.loads(each.read_text("utf-8")) for each in (SPECS / "vectors").glob("*.json")}
    assert pages == vectors.keys()
    assert {each["specification"] for each in vectors.values()} == {f"specs/{page}.md" for page in pages}
    index = (SPECS / "README.md").read_text(encoding="utf-8")
    assert not [page for page in pages if f"({page}.md)" not in index]


@pytest.mark.parametrize("good", ENTRY["good"])
def test_an_entry_is_made_of_its_segments(good: Vector) -> None:
    segments = {}
    for each in good["segments"]:
        held = Segment(bytes.fromhex(each["salt"]), each["stored"].encode())
        assert segment_digest(each["name"], held.salt, held.stored).hex() == each["digest"]
        read_canonical(held.stored)
        segments[each["name"]] = held
    made = commitment_of(segments)
    assert (made.hex(), entry(made).hex()) == (good["commitment"], good["entry"])
    assert leaf_hash(entry(made)).hex() == good["leaf"]


def test_bad_segments_are_refused() -> None:
    for bad in ENTRY["bad_segments"]:
        with _for(bad["reason"]):
            read_canonical(base64.b64decode(bad["stored"]))
    for bad in ENTRY["bad_names"]:
        with _for(bad["reason"]):
            check_names(bad["names"])
    for bad in ENTRY["bad_salts"]:
        with _for(bad["reason"]):
            segment_digest("core", bytes.fromhex(bad["salt"]), b"{}")


def test_roots_and_edges_are_the_published_ones() -> None:
    for each in TREE["roots"]:
        edge = Edge()
        edge.append(ENTRIES[: each["size"]])
        assert (edge.root().hex(), edge.pack().hex()) == (each["root"], each["edge"])


def _inclusion(each: Vector) -> None:
    leaf = leaf_hash(ENTRIES[TREE["inclusion"][4]["index"] if "reason" in each else each["index"]])
    root = root_of(ENTRIES[: each["size"]])
    verify_inclusion(leaf, each["index"], each["size"], _bytes(each["hashes"]), root)


def _consistency(each: Vector) -> None:
    roots = root_of(ENTRIES[: each["old"]]), root_of(ENTRIES[: each["new"]])
    verify_consistency(each["old"], each["new"], _bytes(each["hashes"]), *roots)


def test_proofs_over_the_published_trees() -> None:
    for good in TREE["inclusion"]:
        _inclusion(good)
    for good in TREE["consistency"]:
        _consistency(good)
    for bad in TREE["bad_inclusion"]:
        with _for(bad["reason"]):
            _inclusion(bad)
    for bad in TREE["bad_consistency"]:
        with _for(bad["reason"]):
            _consistency(bad)


def test_tiles_and_bundles_are_written_as_published() -> None:
    for each in TREE["paths"]:
        assert tile_path(each["level"], each["number"], each["width"]) == each["path"]
    assert pack_entries(_bytes(TREE["bundle"]["entries"])).hex() == TREE["bundle"]["stored"]
    for bad in TREE["bad_bundles"]:
        with _for("bundle-truncated"):
            unpack_entries(bytes.fromhex(bad))


def test_notes_are_accepted_or_refused_as_published() -> None:
    vkey = Vkey.read(NOTE["vkey"])
    for good in NOTE["good"]:
        head = verify_checkpoint(good.encode(), [vkey])
        assert (head.origin, head.size, head.root.hex()) == (NOTE["origin"], NOTE["size"], NOTE["root"])
        assert stamped_part(good.encode(), [vkey]).decode() == NOTE["good"][0]
    for bad in NOTE["bad"]:
        with _for(bad["reason"]):
            verify_checkpoint(bad["note"].encode(), [vkey])
    for bad in NOTE["bad_vkeys"]:
        with _for(bad["reason"]):
            Vkey.read(bad["vkey"])


def test_proof_files_are_accepted_or_refused_as_published() -> None:
    held, old_root = bytes.fromhex(PROOF["entry"]), bytes.fromhex(PROOF["old_root"])
    read_inclusion(PROOF["inclusion"].encode()).verify(held)
    read_consistency(PROOF["consistency"].encode()).verify(old_root)
    for bad in PROOF["bad_inclusion"]:
        with _for(bad["reason"]):
            read_inclusion(bad["proof"].encode()).verify(held)
    for bad in PROOF["bad_consistency"]:
        with _for(bad["reason"]):
            read_consistency(bad["proof"].encode()).verify(old_root)


def test_trust_files_are_accepted_or_refused_as_published() -> None:
    for good in TRUST["good"]:
        found = read_trust(good["text"])
        assert ([str(each) for each in found.logs], len(found.roots)) == (good["logs"], good["roots"])
    for bad in TRUST["bad"]:
        with _for(bad["reason"]):
            read_trust(bad["text"])


def _stamped(each: Vector) -> dt.datetime:
    bounds = (
        dt.datetime.fromtimestamp(each["not_before"], dt.UTC),
        dt.datetime.fromtimestamp(each["not_after"], dt.UTC),
    )
    root = x509.load_pem_x509_certificate(each["root"].encode())
    return verify_timestamp(base64.b64decode(each["response"]), each["message"].encode(), [root], bounds)


def test_stamps_are_accepted_or_refused_as_published() -> None:
    for good in TIMESTAMP["good"]:
        assert _stamped(good).timestamp() == good["seen_at"]
    for bad in TIMESTAMP["bad"]:
        with _for(bad["reason"]):
            _stamped(bad)


def _headed(each: Vector) -> None:
    row = read_row(each["row"].encode())
    verify_head(read_map(read_canonical(each["core"].encode())), row, bytes.fromhex(each["head"]), each["sequence"])


def test_maps_of_heads_are_accepted_or_refused_as_published() -> None:
    for good in HEADS["good"]:
        _headed(good)
        salted = read_row(good["row"].encode()).salt
        assert head_value(salted, bytes.fromhex(good["head"]), good["sequence"]).hex() == good["value"]
    for bad in HEADS["bad"]:
        with _for(bad["reason"]):
            _headed(bad)


def test_containers_are_accepted_or_refused_as_published() -> None:
    good = FILE["containers"]["good"]
    files = {name: content.encode() for name, content in good["files"].items()}
    assert pack(files) == base64.b64decode(good["file"])
    assert unpack(base64.b64decode(good["file"])) == files
    for bad in FILE["containers"]["bad"]:
        with _for(bad["reason"]):
            unpack(base64.b64decode(bad["file"]))


def test_the_published_evidence_file_is_valid() -> None:
    report = verify_bytes(base64.b64decode(FILE["good"]["file"]), read_trust(FILE["trust"]), MADE)
    assert (report.verdict, report.found.limits) == (Verdict.VALID, [])
    assert report.found.indices == FILE["good"]["indices"]
    assert report.found.complete_below == FILE["good"]["complete_below"]


@pytest.mark.parametrize("bad", FILE["bad"], ids=lambda bad: bad["reason"])
def test_an_evidence_file_edited_and_signed_again_is_refused_as_published(bad: Vector) -> None:
    files = unpack(base64.b64decode(FILE["good"]["file"]))
    del files[MANIFEST]
    for name, content in bad["edit"].items():
        if content is None:
            del files[name]
        else:
            files[name] = content.encode()
    report = verify_bytes(Bundle(Log(), files, FILE["made_at"]).sealed(), read_trust(FILE["trust"]), MADE)
    failed = [(step.number, failure.reason) for step in report.steps for failure in step.failures]
    assert failed[0] == (bad["step"], bad["reason"])


def test_the_key_of_the_vectors_is_made_of_the_seed_they_publish() -> None:
    seed = bytes.fromhex(NOTE["private_key"])
    assert NOTE["private_key"] == FILE["private_key"]
    assert str(Log(key=Ed25519PrivateKey.from_private_bytes(seed)).vkey) == NOTE["vkey"]
