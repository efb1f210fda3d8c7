"""An evidence file is accepted whole, and refused by name for each thing that is wrong with it.

The log itself signs each broken file: what is refused here is what a dishonest keeper of the log could try.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from licet.verify.canonical import Object, Value, canonical, read_canonical
from licet.verify.chain import Row, read_row
from licet.verify.command import main, verify, verify_bytes
from licet.verify.container import pack
from licet.verify.entry import segment_digest
from licet.verify.evidence import KEYS, MANIFEST, ROW
from licet.verify.report import Report, State, Verdict
from licet.verify.trust import Trust, read_trust
from licet.verify.words import REASONS
from tests.ledger_ground.tsa import Authority
from tests.verify.making import FORM, NOON, ROOM, Bundle, Log, Person, bundle, complete, head_map, segment, stamped_by

Break = Callable[[Bundle], None]
FORM_NAME = f"forms/{hashlib.sha256(FORM).hexdigest()}.html"


def _reasons(report: Report) -> list[tuple[int, str, str]]:
    return [(step.number, failure.reason, failure.where) for step in report.steps for failure in step.failures]


def _checked(made: Bundle) -> Report:
    return verify_bytes(made.sealed(), read_trust(made.log.trust))


def test_a_whole_file_is_valid(sealed: bytes, trust: Trust) -> None:
    report = verify_bytes(sealed, trust)
    assert (report.verdict, _reasons(report)) == (Verdict.VALID, [])
    assert [step.number for step in report.steps] == list(range(1, 13))
    assert report.found.indices == [300, 308, 559]
    assert report.found.complete_below == 561
    assert report.found.limits == ["no-timestamp"]


def test_a_step_with_nothing_to_check_is_not_said_to_have_passed() -> None:
    person = Person(Log())
    person.does(person.event("consent:record:given", NOON, shown=[hashlib.sha256(FORM).hexdigest()]))
    report = _checked(bundle(person, sizes=[1]))
    assert [step.name for step in report.steps if step.state is State.NOTHING] == ["timestamps", "heads"]
    assert report.verdict is Verdict.VALID
    assert "9. l’horodatage est d’une autorité de confiance : rien à vérifier" in report.text("fr")


def test_without_trust_a_file_is_consistent_with_itself_only(sealed: bytes) -> None:
    report = verify_bytes(sealed)
    assert (report.verdict, report.verdict.exit_code) == (Verdict.SELF_CONSISTENT, 4)


def test_the_keys_in_the_file_are_never_trusted() -> None:
    forger = complete()
    honest = Log(key=Ed25519PrivateKey.from_private_bytes(bytes(32)))
    report = verify_bytes(forger.sealed(), read_trust(honest.trust))
    assert _reasons(report) == [(4, "note-not-signed-by-a-trusted-key", MANIFEST)]


@pytest.mark.needs("openssl")
def test_a_stamped_file_says_since_when_each_event_existed(stamped: Bundle, authority: Authority) -> None:
    report = verify_bytes(stamped.sealed(), read_trust(stamped.log.trust, authority.root_pem))
    assert (report.verdict, _reasons(report), report.found.limits) == (Verdict.VALID, [], [])
    assert all(seen is not None for seen in report.found.existed_by)
    alone = verify_bytes(stamped.sealed())
    assert (alone.verdict, alone.found.limits) == (Verdict.SELF_CONSISTENT, [])


@pytest.mark.needs("openssl")
def test_without_root_certificates_stamps_are_compared_but_not_believed(stamped: Bundle) -> None:
    report = verify_bytes(stamped.sealed(), read_trust(stamped.log.trust))
    assert (report.verdict, report.found.limits) == (Verdict.VALID, ["timestamps-not-verified"])
    assert report.found.existed_by == [None, None, None]


@pytest.mark.needs("openssl")
def test_a_stamp_under_another_checkpoint_is_refused(stamped: Bundle, authority: Authority) -> None:
    one, other = sorted(name for name in stamped.files if name.startswith("timestamps/"))
    swapped = stamped.files | {one: stamped.files[other], other: stamped.files[one]}
    made = Bundle(stamped.log, swapped, stamped.made_at)
    for trust in (read_trust(made.log.trust, authority.root_pem), read_trust(made.log.trust)):
        found = _reasons(verify_bytes(made.sealed(), trust))
        assert found == [(9, "timestamp-of-something-else", one), (9, "timestamp-of-something-else", other)]


@pytest.mark.needs("openssl")
def test_an_event_that_claims_to_be_later_than_its_stamp_is_refused(authority: Authority) -> None:
    log = Log()
    person = Person(log)
    now = int(dt.datetime.now(dt.UTC).timestamp())
    person.does(person.event("consent:record:given", now + 3600, shown=[hashlib.sha256(FORM).hexdigest()]))
    made = bundle(person, sizes=[1], stamp=stamped_by(authority), made_at=now + 7200)
    report = verify_bytes(made.sealed(), read_trust(log.trust, authority.root_pem))
    assert _reasons(report) == [(9, "timestamp-outside-its-bounds", "timestamps/1.0.tsr")]


def _rewrite_core(made: Bundle, number: int, **changes: Value) -> None:
    name = f"events/{number}/core.json"
    made.files[name] = canonical(read_canonical(made.files[name]) | changes)


def _drop(name: str) -> Break:
    def broken(made: Bundle) -> None:
        del made.files[name]

    return broken


def _put(name: str, content: bytes) -> Break:
    return lambda made: made.files.update({name: content})


def _copy(source: str, target: str) -> Break:
    return lambda made: made.files.update({target: made.files[source]})


def _append(name: str, more: bytes) -> Break:
    return lambda made: made.files.update({name: made.files[name] + more})


def _map_row(made: Bundle) -> None:
    row = read_row(made.files[ROW])
    made.files[ROW] = Row(row.slot, bytes(32), row.index, row.hashes).stored()


def _backdate(made: Bundle) -> None:
    _rewrite_core(made, 0, happened_at=NOON - 86_400)


def _omit_the_last_event(made: Bundle) -> None:
    for name in [name for name in made.files if name.startswith("events/2")]:
        del made.files[name]


def _made_tomorrow(made: Bundle) -> None:
    made.made_at = int(dt.datetime.now(dt.UTC).timestamp()) + 3 * 86_400


BROKEN: dict[str, tuple[Break, int, str, str]] = {
    "a file too many": (_put("events/0/core.txt", b""), 2, "name-unknown", "events/0/core.txt"),
    "a second manifest": (_put("manifest.json", b"{}"), 2, "name-unknown", "manifest.json"),
    "no readme": (_drop("LISEZMOI.txt"), 2, "file-missing", "LISEZMOI.txt"),
    "no salt": (_drop("events/1/context.salt"), 2, "segment-incomplete", "events/1/context"),
    "a digest beside its segment": (
        _put("events/1/context.digest", bytes(32)),
        2,
        "segment-incomplete",
        "events/1/context",
    ),
    "no proof": (_drop("events/1.tlog-proof"), 2, "file-missing", "events/1.tlog-proof"),
    "no row": (_drop(ROW), 2, "file-missing", ROW),
    "an event of 20 digits": (
        _put(f"events/{'1' * 20}.tlog-proof", b""),
        2,
        "name-unknown",
        f"events/{'1' * 20}.tlog-proof",
    ),
    "an event far away": (_copy("events/2.tlog-proof", "events/9.tlog-proof"), 2, "file-missing", "events/9/core.json"),
    "made tomorrow": (_made_tomorrow, 3, "made-in-the-future", MANIFEST),
    "a salt of 31 bytes": (_put("events/1/core.salt", bytes(31)), 5, "salt-length", "events/1"),
    "a segment with a line more": (
        _append("events/1/subject.json", b"\n"),
        5,
        "segment-not-canonical",
        "events/1/subject.json",
    ),
    "a core without kind": (_put("events/1/core.json", b"{}"), 5, "core-malformed", "events/1/core.json"),
    "a backdated consent": (_backdate, 6, "leaf-not-in-the-tree", "events/0.tlog-proof"),
    "the proof of another event": (
        _copy("events/0.tlog-proof", "events/1.tlog-proof"),
        6,
        "leaf-not-in-the-tree",
        "events/1.tlog-proof",
    ),
    "no checkpoint": (_drop("checkpoints/309.checkpoint"), 6, "checkpoint-missing", "events/0.tlog-proof"),
    "a checkpoint under another size": (
        _copy("checkpoints/309.checkpoint", "checkpoints/400.checkpoint"),
        7,
        "checkpoint-of-another-log",
        "checkpoints/400.checkpoint",
    ),
    "no consistency": (_drop("consistency/309-565.consistency"), 8, "file-missing", "consistency/309-565.consistency"),
    "a form that nobody saw": (
        _put(f"forms/{hashlib.sha256(b'x').hexdigest()}.html", b"x"),
        10,
        "file-not-needed",
        f"forms/{hashlib.sha256(b'x').hexdigest()}.html",
    ),
    "a form missing": (_drop(FORM_NAME), 10, "file-missing", FORM_NAME),
    "a form retouched": (_append(FORM_NAME, b" "), 10, "form-altered", FORM_NAME),
    "another row": (_map_row, 12, "head-not-in-the-map", "heads/event"),
    "a row that is none": (_put(ROW, b"{}"), 12, "row-malformed", "heads/event"),
    "the withdrawal left out": (_omit_the_last_event, 12, "head-not-in-the-map", "heads/event"),
}


@pytest.mark.parametrize("defect", BROKEN)
def test_what_the_keeper_of_the_log_breaks_is_refused_by_name(defect: str) -> None:
    broken, number, reason, where = BROKEN[defect]
    made = complete()
    broken(made)
    report = _checked(made)
    assert report.verdict is Verdict.INVALID
    assert _reasons(report)[0] == (number, reason, where)
    assert all(step.state.value == "not-reached" for step in report.steps[number:])


def test_what_is_altered_after_sealing_is_named() -> None:
    made = complete()
    signed = made.manifest()
    del made.files["keys"]
    made.files |= {"keys": b"other", "events/0/subject.json": b"{}", "forms/" + "0" * 64 + ".html": b""}
    report = verify_bytes(pack(made.files | {MANIFEST: signed}), read_trust(made.log.trust))
    assert _reasons(report) == [
        (3, "file-not-listed", "forms/" + "0" * 64 + ".html"),
        (3, "file-altered", "events/0/subject.json"),
        (3, "file-altered", "keys"),
    ]


def test_a_manifest_of_another_format_is_unusable() -> None:
    made = complete()
    other = made.log.note(made.manifest().decode().rpartition("\n\n")[0].replace("evidence/v1", "evidence/v2") + "\n")
    report = verify_bytes(pack(made.files | {MANIFEST: other}), read_trust(made.log.trust))
    assert (report.verdict, report.verdict.exit_code) == (Verdict.UNUSABLE, 3)


def test_a_second_signature_line_is_refused() -> None:
    made = complete()
    stranger = "— witness.example AAAAAAAA\n".encode()
    report = verify_bytes(pack(made.files | {MANIFEST: made.manifest() + stranger}), read_trust(made.log.trust))
    assert _reasons(report) == [(4, "more-than-one-signature", MANIFEST)]
    made.files["checkpoints/400.checkpoint"] = made.log.checkpoint(400) + stranger
    assert _reasons(_checked(made)) == [(7, "more-than-one-signature", "checkpoints/400.checkpoint")]


def test_a_segment_withheld_hides_its_content_and_keeps_its_place() -> None:
    made = complete()
    for name, each in (("events/1", "core"), ("events/0", "context")):
        stored, salted = made.files.pop(f"{name}/{each}.json"), made.files.pop(f"{name}/{each}.salt")
        made.files[f"{name}/{each}.digest"] = segment_digest(each, salted, stored)
    report = _checked(made)
    assert (report.verdict, report.found.limits) == (Verdict.VALID, ["core-withheld", "no-timestamp"])


def test_a_withheld_event_cannot_be_replaced_by_another() -> None:
    made = complete()
    del made.files["events/1/core.salt"], made.files["events/1/core.json"]
    made.files["events/1/core.digest"] = bytes(32)
    assert _reasons(_checked(made))[0][:2] == (6, "leaf-not-in-the-tree")


def _of_a_person(break_the_second: Callable[[Person], None]) -> Bundle:
    person = Person(Log())
    person.does(person.event("consent:record:given", NOON, shown=[hashlib.sha256(FORM).hexdigest()]))
    break_the_second(person)
    return bundle(person, sizes=[person.log.size])


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"subject_seq": 2}, "chain-number-wrong"),
        ({"subject_seq": True}, "chain-number-wrong"),
        ({"subject_previous": "0" * 64}, "chain-broken"),
        ({"subject_previous": None}, "chain-broken"),
    ],
)
def test_an_event_that_does_not_name_the_one_before_it_is_refused(said: Object, reason: str) -> None:
    def second(person: Person) -> None:
        honest = person.event("consent:record:withdrawn", NOON + 1)
        person.does({"core": segment("other", read_canonical(honest["core"].stored) | said)})

    assert _reasons(_checked(_of_a_person(second))) == [(11, reason, "events/1/core.json")]


def test_a_first_event_that_names_another_is_refused() -> None:
    person = Person(Log())
    first = read_canonical(
        person.event("consent:record:given", NOON, shown=[hashlib.sha256(FORM).hexdigest()])["core"].stored
    )
    person.does({"core": segment("other", first | {"subject_previous": "0" * 64})})
    assert _reasons(_checked(bundle(person, sizes=[1]))) == [(11, "chain-broken", "events/0/core.json")]


def test_events_after_the_map_are_said_to_be_after_it() -> None:
    person = Person(Log())
    person.does(person.event("consent:record:given", NOON, shown=[hashlib.sha256(FORM).hexdigest()]))
    event, row = head_map(person.log, person)
    index = person.log.add(event)
    person.does(person.event("consent:record:withdrawn", NOON + 1))
    made = bundle(person, sizes=[person.log.size], mapped=(event, row, index))
    report = _checked(made)
    assert (report.verdict, report.found.complete_below) == (Verdict.VALID, 1)
    assert report.found.limits == ["no-timestamp", "events-after-the-map"]


@pytest.mark.parametrize("said", [{"map_log_size": 2}, {"map_log_size": -1}, {"map_rows": True}, {"map_root": "00"}])
def test_a_map_that_says_what_it_cannot_know_is_refused(said: Object) -> None:
    person = Person(Log())
    person.does(person.event("consent:record:given", NOON, shown=[hashlib.sha256(FORM).hexdigest()]))
    event, row = head_map(person.log, person)
    other = {"core": segment("map", read_canonical(event["core"].stored) | said)}
    made = bundle(person, sizes=[2], mapped=(other, row, person.log.add(other)))
    assert _reasons(_checked(made)) == [(12, "map-malformed", "heads/event")]


def test_a_map_older_than_every_event_proves_nothing_and_is_refused() -> None:
    person = Person(Log())
    person.does(person.event("consent:record:given", NOON, shown=[hashlib.sha256(FORM).hexdigest()]))
    event, row = head_map(person.log, person)
    older = {"core": segment("map", read_canonical(event["core"].stored) | {"map_log_size": 0})}
    made = bundle(person, sizes=[2], mapped=(older, row, person.log.add(older)))
    assert _reasons(_checked(made)) == [(12, "head-map-too-old", "heads/event")]


def test_a_rewritten_log_is_refused_although_it_signed_both_stories() -> None:
    made, other = complete(), Log()
    other.others(400)
    made.files["checkpoints/400.checkpoint"] = other.checkpoint(400)
    del made.files["consistency/309-565.consistency"]
    made.files["consistency/309-400.consistency"] = other.growth(309, 400)
    made.files["consistency/400-565.consistency"] = made.log.growth(400, 565)
    found = _reasons(_checked(made))
    assert [(number, reason) for number, reason, _ in found] == [(8, "tree-rewritten")] * 2


# ------------------------------------------------------------------------------------------ the command line


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    try:
        code = main(arguments)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    out, err = capsys.readouterr()
    return code, out + err


@pytest.fixture
def folder(tmp_path: Path, sealed: bytes) -> Path:
    (tmp_path / "file.zip").write_bytes(sealed)
    (tmp_path / "altered.zip").write_bytes(sealed.replace(b"happened_at", b"happened_xx"))
    (tmp_path / "keys").write_text(complete().log.trust, encoding="utf-8")
    (tmp_path / "no-keys").write_text("hello\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("file.zip", "--trust", "keys"), 0),
        (("altered.zip", "--trust", "keys"), 2),
        (("keys", "--trust", "keys"), 3),
        (("absent.zip", "--trust", "keys"), 3),
        (("file.zip", "--trust", "no-keys"), 3),
        (("file.zip", "--trust", "absent"), 3),
        (("file.zip",), 4),
        ((), 64),
        (("file.zip", "--unknown"), 64),
        (("file.zip", "--lang", "de"), 64),
    ],
)
def test_the_exit_code_says_what_was_found(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(folder)
    assert _run(capsys, *arguments)[0] == code


def test_the_report_is_french_english_or_json(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    asked = ("file.zip", "--trust", "keys")
    assert _run(capsys, *asked)[1].startswith("VALID\n")
    assert _run(capsys, *asked, "--lang", "fr")[1].startswith("VALIDE\n")
    found = json.loads(_run(capsys, *asked, "--json")[1])
    assert (found["verdict"], found["limits"], len(found["steps"])) == ("valid", ["no-timestamp"], 12)
    assert [each["index"] for each in found["events"]] == [300, 308, 559]


def test_no_report_holds_what_the_events_say(folder: Path) -> None:
    trust = read_trust((folder / "keys").read_text(encoding="utf-8"))
    for name in ("file.zip", "altered.zip"):
        report = verify(folder / name, trust)
        written = report.text("fr") + report.text("en") + json.dumps(report.as_dict())
        assert "camille" not in written.lower()
        assert "192.0.2.7" not in written


def test_every_reason_raised_has_its_sentence_in_both_languages() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py") if path.name != "words.py")
    raised = set(re.findall(r'(?:InvalidError|UnusableError|_fail|_unusable|Failure)\(\s*"([a-z0-9-]+)"', source))
    raised |= set(re.findall(r'"([a-z0-9-]+-[a-z0-9-]+)" if ', source)) | {"file-not-needed", "file-not-listed"}
    raised |= set(re.findall(r'(?:unhex|_instant)\(.*"([a-z-]+)"\)', source))
    assert raised == set(REASONS)
    assert all(french and english and french != english for french, english in REASONS.values())


def test_the_keys_of_the_file_must_be_keys_when_they_are_all_there_is() -> None:
    made = complete()
    made.files[KEYS] = b"\xff"
    assert _reasons(verify_bytes(made.sealed())) == [(4, "keys-malformed", KEYS)]
    assert _checked(made).verdict is Verdict.VALID
