"""More of what a dishonest keeper of the log could sign: order, dates, keys of other logs, a manifest in disorder."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from licet.verify.command import verify_bytes
from licet.verify.container import pack
from licet.verify.evidence import MANIFEST, manifest_of
from licet.verify.failures import InvalidError
from licet.verify.proof import InclusionProof, read_inclusion
from licet.verify.report import Report
from licet.verify.trust import read_trust
from tests.ledger_ground.tsa import Authority
from tests.verify.making import FORM, NOON, Bundle, Log, Person, bundle, complete, salt, stamped_by

SHOWN = [hashlib.sha256(FORM).hexdigest()]


def _failed(report: Report) -> list[tuple[int, str, str]]:
    return [(step.number, failure.reason, failure.where) for step in report.steps for failure in step.failures]


def _checked(made: Bundle) -> list[tuple[int, str, str]]:
    return _failed(verify_bytes(made.sealed(), read_trust(made.log.trust)))


def test_events_that_stand_in_the_log_in_another_order_are_refused() -> None:
    person = Person(Log())
    first = person.event("consent:record:given", NOON, shown=SHOWN)
    person.events.append(first)
    second = person.event("consent:record:withdrawn", NOON + 1)
    person.events.append(second)
    person.indices = [1, 0]
    person.log.add(second)
    person.log.add(first)
    assert _checked(bundle(person, sizes=[2])) == [(6, "indices-do-not-grow", "events")]


def test_proofs_of_growth_under_one_another_s_names_are_refused() -> None:
    made = complete()
    made.files["checkpoints/400.checkpoint"] = made.log.checkpoint(400)
    made.files["consistency/309-400.consistency"] = made.log.growth(400, 565)
    made.files["consistency/400-565.consistency"] = made.log.growth(309, 400)
    del made.files["consistency/309-565.consistency"]
    assert [(number, reason) for number, reason, _ in _checked(made)] == [(8, "checkpoint-missing")] * 2


@pytest.mark.needs("openssl")
def test_a_file_that_says_it_was_made_before_its_stamps_is_refused(authority: Authority) -> None:
    made = complete(stamped_by(authority))
    found = _failed(verify_bytes(made.sealed(), read_trust(made.log.trust, authority.root_pem)))
    assert {(number, reason) for number, reason, _ in found} == {(9, "timestamp-outside-its-bounds")}


def test_a_trusted_key_of_another_log_cannot_sign_the_manifest() -> None:
    made = complete()
    other = Log("other.example/log", Ed25519PrivateKey.from_private_bytes(bytes(32)))
    manifest = other.note(manifest_of(made.log.origin, made.made_at, made.files).text())
    stored = pack(made.files | {MANIFEST: manifest})
    found = _failed(verify_bytes(stored, read_trust(made.log.trust, other.trust)))
    assert found == [(4, "note-not-signed-by-a-trusted-key", MANIFEST)]


@pytest.mark.parametrize("disorder", ["reversed", "twice", "upper case", "one space", "no header"])
def test_a_manifest_has_one_writing(disorder: str) -> None:
    made = complete()
    lines = manifest_of(made.log.origin, made.made_at, made.files).text().splitlines(keepends=True)
    text = {
        "reversed": "".join([*lines[:3], *lines[:2:-1]]),
        "twice": "".join([*lines, lines[-1]]),
        "upper case": "".join([*lines[:-1], lines[-1].upper()]),
        "one space": "".join(lines).replace("  ", " "),
        "no header": lines[0],
    }[disorder]
    stored = pack(made.files | {MANIFEST: made.log.note(text)})
    assert _failed(verify_bytes(stored, read_trust(made.log.trust))) == [(3, "manifest-malformed", MANIFEST)]


def test_a_proof_has_no_endless_list_of_hashes() -> None:
    log = Log()
    log.others(3)
    endless = InclusionProof(1, (salt("hash"),) * 64, log.checkpoint(3)).stored()
    with pytest.raises(InvalidError) as refused:
        read_inclusion(endless)
    assert refused.value.reason == "proof-malformed"
