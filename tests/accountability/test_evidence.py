"""The evidence file that a house makes: whole, of one person alone, accepted by our checker and by tools of others."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from django import db
from tlog_scales import tlog
from tlog_scales.signing import Vkey as TheirVkey

from licet.accountability.evidence import MADE, evidence_of
from licet.ledger import checkpoints, heads, history, home, models, stamps, tree
from licet.ledger.record import act
from licet.ledger.transaction import Transaction
from licet.objections.record import object_to
from licet.subjects import contact_point
from licet.terms.errors import LedgerError, SubjectError, UsageError
from licet.verify.command import verify_bytes
from licet.verify.entry import entry
from licet.verify.evidence import README
from licet.verify.proof import read_consistency, read_inclusion
from licet.verify.report import Report, Verdict
from licet.verify.tree import leaf_hash
from licet.verify.trust import read_trust
from tests.accountability import houses
from tests.accountability.people import (
    CAMILLE,
    NETWORKS,
    OTHERS,
    PAGE,
    PAGE_NAME,
    Filled,
    agree,
    files_of,
    fill,
    trifles,
)
from tests.collection.filled import ADA
from tests.ground.house import House
from tests.ledger_ground.programs import run
from tests.ledger_ground.tsa import Authority

COMMERCE = "controller/jardins"


def _checked(stored: bytes, filled: Filled, roots: str = "") -> Report:
    trust = read_trust(f"log {home().vkey}\n", roots) if roots else filled.trust
    report = verify_bytes(stored, trust)
    assert report.verdict is Verdict.VALID, report.text("en")
    return report


def test_a_file_holds_every_event_of_a_person_and_is_valid(house: House) -> None:
    filled = fill()
    made = evidence_of(filled.camille)
    report = _checked(made.stored, filled)
    kinds = [each.kind for each in history.events_of(filled.camille)]
    assert made.events == report.found.events == len(kinds) - 1
    assert kinds[-1] == MADE
    assert report.found.limits == ["no-timestamp"]
    files = files_of(made.stored)
    assert files[PAGE_NAME] == PAGE
    assert CAMILLE.encode() in files["events/0/subject.json"]
    for number, event in enumerate(history.events_of(filled.camille)[:-1]):
        assert files[f"events/{number}/core.json"] == bytes(models.Event.objects.get(index=event.index).core or b"")
    assert verify_bytes(made.stored).verdict is Verdict.SELF_CONSISTENT


def test_nothing_after_the_objection_is_proved_from_chain_and_map(house: House) -> None:
    filled = fill()
    found = _checked(evidence_of(filled.camille).stored, filled).found.after_refusals
    assert [(each.concluded, each.scope) for each in found if each.kind.startswith("objections")] == [
        ("nothing", COMMERCE)
    ]
    assert {each.kind for each in found} == {"objections:objection:made", "consent:record:withdrawn"}


def test_nobody_else_is_in_it_but_by_hashes(house: House) -> None:
    filled = fill()
    made = evidence_of(filled.camille)
    whole = made.stored
    theirs = [*OTHERS, OTHERS[2].removeprefix("+33"), NETWORKS[1]]
    for subject in filled.others:
        theirs += [subject.hex(), heads.slot_of(subject).hex()]
        for event in history.events_of(subject):
            theirs.append(event.commitment.hex())
            assert event.commitment not in whole
            for name, segment in event.segments().items():
                assert not isinstance(segment, bytes)
                assert segment.salt not in whole
                assert name == "core" or segment.stored not in whole  # two cores of one second may be alike
    assert not [each for each in theirs if each.encode() in whole]
    assert NETWORKS[0].encode() in whole
    assert filled.camille.hex().encode() not in whole


def test_an_event_recorded_after_the_map_is_said_to_be_after_it(house: House) -> None:
    filled = fill()
    object_to(contact_point("email", CAMILLE), "everyone")
    report = _checked(evidence_of(filled.camille).stored, filled)
    assert "events-after-the-map" in report.found.limits
    assert "nothing-in-the-file" in {each.concluded for each in report.found.after_refusals}
    heads.map_heads()
    assert "events-after-the-map" not in _checked(evidence_of(filled.camille).stored, filled).found.limits


def test_a_person_who_came_after_the_map_gets_a_file_without_one(house: House) -> None:
    filled = fill()
    fresh = agree(contact_point("email", "alix@nouveau.example"), NETWORKS[0])
    assert "no-head-map" in _checked(evidence_of(fresh).stored, filled).found.limits


def test_erased_and_withheld_segments_leave_their_digest(house: House) -> None:
    filled = fill()
    _erase_context(filled.camille)
    made = evidence_of(filled.camille, withheld=["subject"])
    _checked(made.stored, filled)
    files = files_of(made.stored)
    assert {"events/1/context.digest", "events/0/subject.digest"} <= files.keys()
    assert CAMILLE.encode() not in made.stored
    assert NETWORKS[0].encode() not in made.stored
    with pytest.raises(UsageError, match="withheld"):
        evidence_of(filled.camille, withheld=["core"])


@act
def _erase_context(tx: Transaction, subject: bytes) -> None:
    tx.erase(subject, ("context",))


@act
def _erase_one(tx: Transaction, subject: bytes, index: int) -> None:
    tx.erase(subject, indices=[index])


def test_what_cannot_be_whole_is_refused(sqlite_house: House) -> None:
    filled = fill()
    with pytest.raises(SubjectError, match="nothing is held"):
        evidence_of(bytes(16))
    _erase_one(filled.camille, history.events_of(filled.camille)[1].index)
    with pytest.raises(LedgerError, match="with their place"):
        evidence_of(filled.camille)


def test_people_of_a_form_and_of_a_list_have_what_they_were_shown(sqlite_house: House, tmp_path: Path) -> None:
    houses.fill(sqlite_house, tmp_path)
    heads.map_heads()
    trust = read_trust(f"log {home().vkey}\n")
    for address, pages in ((ADA, 3), ("p0@boite.example", 1)):
        made = evidence_of(houses.person(address))
        assert verify_bytes(made.stored, trust).verdict is Verdict.VALID
        assert len([name for name in files_of(made.stored) if name.startswith("forms/")]) == pages


def test_whatever_was_done_in_whatever_order_the_file_is_whole(sqlite_house: House) -> None:
    filled, draw = fill(), random.Random(7)  # noqa: S311  # an order to try
    point = contact_point("email", CAMILLE)
    acts = (
        heads.map_heads,
        checkpoints.publish,
        lambda: agree(point, NETWORKS[0], draw.choice(("email", "sms", "post"))),
        lambda: object_to(point, draw.choice((COMMERCE, "everyone", f"{COMMERCE}/channel/email"))),
        lambda: object_to(contact_point("email", OTHERS[0]), COMMERCE),
        lambda: trifles(filled.others[0], 40),
        lambda: _erase_context(filled.camille),
        lambda: evidence_of(filled.camille),
    )
    for _ in range(40):
        draw.choice(acts)()
        held = len(history.events_of(filled.camille))
        made = evidence_of(filled.camille, withheld=draw.sample(["subject", "context", "content"], draw.randrange(4)))
        report = _checked(made.stored, filled)
        assert made.events == report.found.events == held
        assert "no-head-map" not in report.found.limits


def test_a_file_made_while_others_write_is_whole(house: House) -> None:
    filled, over = fill(), threading.Event()

    def write() -> None:
        while not over.is_set():
            trifles(filled.camille, 3)
            trifles(filled.others[0], 3)
            heads.map_heads()
        db.connection.close()

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for _ in range(12):
            _checked(evidence_of(filled.camille).stored, filled)
    finally:
        over.set()
        writing.join()


def test_what_was_altered_in_the_database_is_not_handed_out(house: House) -> None:
    filled = fill()
    second = history.events_of(filled.camille)[1]
    row = models.Event.objects.get(index=second.index)
    models.Event.objects.filter(index=second.index).update(core=bytes(row.core or b"").replace(b"email", b"smail"))
    with pytest.raises(LedgerError, match=r"would refuse this file .*events/1"):
        evidence_of(filled.camille)


@pytest.mark.needs("openssl")
def test_each_event_is_proved_under_the_first_stamp_after_it(house: House, authority: Authority) -> None:
    filled = fill()
    stamps.stamp(authority.url, [authority.root])
    stamps.stamp(authority.url, [authority.root])
    object_to(contact_point("email", CAMILLE), "everyone")
    heads.map_heads()
    last = stamps.stamp(authority.url, [authority.root]).size
    made = evidence_of(filled.camille, roots=authority.root_pem)
    report = _checked(made.stored, filled, authority.root_pem)
    assert report.found.limits == []
    assert all(each is not None for each in report.found.existed_by)
    assert len(report.found.stamps) == 2
    assert last in report.found.stamps
    assert {each.concluded for each in report.found.after_refusals} == {"nothing"}
    assert all(each.mapped_by is not None for each in report.found.after_refusals)


# ------------------------------------------------------------------------------------------------ tools of others


@pytest.mark.needs("openssl")
@pytest.mark.needs("sha256sum")
@pytest.mark.needs("bash")
@pytest.mark.needs("xxd")
def test_tools_that_we_did_not_write_accept_it(house: House, authority: Authority, tmp_path: Path) -> None:
    filled = fill()
    stamped = stamps.stamp(authority.url, [authority.root]).size
    made = evidence_of(filled.camille)
    for name, content in files_of(made.stored).items():
        (tmp_path / "open" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "open" / name).write_bytes(content)
    folder, roots = tmp_path / "open", tmp_path / "root.pem"
    roots.write_text(authority.root_pem, encoding="ascii")
    checked = run("sha256sum", "--check", "manifest", cwd=folder)
    assert (checked.returncode, checked.stdout.count(": OK")) == (0, len(files_of(made.stored)) - 1)
    told = ("-in", f"timestamps/{stamped}.0.tsr", "-data", f"checkpoints/{stamped}.checkpoint", "-CAfile", roots)
    assert run("openssl", "ts", "-verify", *told, cwd=folder).returncode == 0
    recipe = (folder / README).read_text(encoding="utf-8").partition("#-- début\n")[2].partition("#-- fin\n")[0]
    for number, event in enumerate(history.events_of(filled.camille)[:-1]):
        found = run("bash", "-c", recipe, "recipe", str(number), cwd=folder).stdout
        assert f"feuille    {leaf_hash(entry(event.commitment)).hex()}" in found
        assert "la preuve mène à la racine" in found
    grep = next(line.strip() for line in (folder / README).read_text("utf-8").splitlines() if "grep -o" in line)
    kinds = [line.partition('"kind":')[2] for line in run("bash", "-c", grep, cwd=folder).stdout.splitlines()]
    assert kinds == [f'"{event.kind}"' for event in history.events_of(filled.camille)[:-1]]


def test_tlog_scales_accepts_its_proofs(house: House) -> None:
    filled = fill()
    checkpoints.publish()
    files = files_of(evidence_of(filled.camille).stored)
    theirs = {
        name: tlog.Checkpoint.from_text(content.decode())
        for name, content in files.items()
        if name.startswith("checkpoints/")
    }
    for head in theirs.values():
        head.verify(TheirVkey.from_string(str(home().vkey)))
    for number, event in enumerate(history.events_of(filled.camille)[:-1]):
        proof = read_inclusion(files[f"events/{number}.tlog-proof"])
        head = theirs[f"checkpoints/{checkpoints.size_of(proof.checkpoint)}.checkpoint"]
        given = tlog.InclusionProof(event.index, head.size, list(proof.hashes))
        given.check(leaf_hash(entry(event.commitment)), head.root_hash)


@pytest.mark.needs("openssl")
def test_tlog_scales_accepts_that_it_only_grew(house: House, authority: Authority) -> None:
    filled = fill()
    old = stamps.stamp(authority.url, [authority.root]).size
    files = files_of(evidence_of(filled.camille).stored)
    (name,) = [each for each in files if each.startswith("consistency/")]
    grown = read_consistency(files[name])
    new = checkpoints.size_of(grown.checkpoint)
    assert grown.old == old
    tlog.ConsistencyProof(old, new, list(grown.hashes)).check(tree.root(old), tree.root(new))


# ------------------------------------------------------------------------------------------------ commands


def test_the_command_writes_a_private_file_that_verify_accepts(house: House, tmp_path: Path) -> None:
    fill()
    keys, made = tmp_path / "keys", tmp_path / "camille.zip"
    keys.write_text(house.cli("ledger", "key").out, encoding="utf-8")
    said = house.cli("evidence", "--out", made, "--json", said=f"{CAMILLE}\n")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out)["after_refusals"][0]["concluded"] == "nothing"
    assert json.loads(said.out)["sha256"] == hashlib.sha256(made.read_bytes()).hexdigest()
    assert made.stat().st_mode & 0o777 == 0o600
    assert house.cli("verify", made, "--trust", keys).code == 0
    assert house.cli("verify", made).code == 4
    assert "VALID\n" in house.cli("verify", made, "--trust", keys, "--lang", "en").out
    report = json.loads(house.cli("verify", made, "--trust", keys, "--json").out)
    assert report["after_refusals"][0]["concluded"] == "nothing"
    words = house.cli("evidence", "--out", tmp_path / "fr.zip", "--lang", "fr", said=f"{CAMILLE}\n").out
    assert "aucun événement `sending:*`" in words
    assert CAMILLE not in words
    again = house.cli("evidence", "--out", made, said=f"{CAMILLE}\n")
    assert (again.code, "there already" in again.err) == (64, True)


def test_a_reference_or_a_stranger_is_told_apart(sqlite_house: House, tmp_path: Path) -> None:
    filled, out = fill(), tmp_path / "out.zip"
    stranger = sqlite_house.cli("evidence", "--out", out, said="alix@nouveau.example\n")
    assert (stranger.code, "alix" in stranger.err, out.exists()) == (3, False, False)
    assert sqlite_house.cli("evidence", "--id", "camille", "--out", out).code == 64
    assert sqlite_house.cli("evidence", "--id", filled.camille.hex(), "--out", tmp_path / "none" / "x.zip").code == 64
    assert sqlite_house.cli("evidence", "--id", filled.camille.hex(), "--out", out, "--withhold", "context").code == 0
    assert NETWORKS[0].encode() not in out.read_bytes()


def test_bad_input_of_verify_has_its_exit(sqlite_house: House, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("neither key nor zip", encoding="utf-8")
    assert sqlite_house.cli("verify", tmp_path / "none").code == 3
    assert sqlite_house.cli("verify", tmp_path / "text").code == 3
    assert sqlite_house.cli("verify", tmp_path / "text", "--trust", tmp_path / "text").code == 3
    assert sqlite_house.cli("verify", tmp_path / "text", "--trust", tmp_path / "none").code == 3


# ------------------------------------------------------------------------------------------------ bytes and speed


@pytest.mark.needs("openssl")
def test_a_sample_of_its_bytes_changed_is_refused(house: House, authority: Authority) -> None:
    filled = fill()
    stamps.stamp(authority.url, [authority.root])
    stored = evidence_of(filled.camille).stored
    trust = read_trust(f"log {home().vkey}\n", authority.root_pem)
    assert verify_bytes(stored, trust).verdict is Verdict.VALID
    accepted = [
        at
        for at in range(0, len(stored), 89)
        if verify_bytes(stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :], trust).verdict
        in {Verdict.VALID, Verdict.SELF_CONSISTENT}
    ]
    assert not accepted


def test_a_thousand_events_are_verified_quickly(sqlite_house: House) -> None:
    filled = fill()
    trifles(filled.camille, 1_000)
    made = evidence_of(filled.camille)
    began = time.process_time()
    _checked(made.stored, filled)
    assert made.events > 1_000
    assert time.process_time() - began < 3  # `make bench` holds it to a second; here it must only not explode


def test_the_checker_alone_accepts_it(sqlite_house: House, tmp_path: Path) -> None:
    filled = fill()
    made = tmp_path / "file.zip"
    made.write_bytes(evidence_of(filled.camille).stored)
    (tmp_path / "keys").write_text(f"log {home().vkey}\n", encoding="utf-8")
    room = Path(sys.modules["licet.verify"].__file__ or "").parent
    asked = [sys.executable, str(room), str(made), "--trust", str(tmp_path / "keys")]
    told = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    assert subprocess.run(asked, check=False, cwd=tmp_path, env=told, capture_output=True).returncode == 0
    assert zipfile.is_zipfile(made)
