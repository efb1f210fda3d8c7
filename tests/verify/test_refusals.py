"""What a valid file says of the time after a refusal, and what it must not say."""

import datetime as dt
import hashlib
import json
from typing import Final

import pytest

from licet.verify.canonical import read_canonical
from licet.verify.command import verify_bytes
from licet.verify.entry import Segment, segment_digest
from licet.verify.refusals import AfterRefusal
from licet.verify.report import Report, Verdict
from licet.verify.trust import read_trust
from tests.ledger_ground.tsa import Authority
from tests.verify.making import FORM, NOON, Bundle, Log, Person, bundle, head_map, segment, stamped_by

OBJECTED: Final = "objections:objection:made"
SHOWN: Final = [hashlib.sha256(FORM).hexdigest()]


def _made(*kinds: tuple[str, int], mapped_after: int | None = None, scope: str = "controller/maison") -> Bundle:
    """Return a file of consent and then these events; the map of heads covers so many of them (default: all)."""
    person = Person(Log())
    person.log.others(3)
    person.does(person.event("consent:record:given", NOON, shown=SHOWN))
    mapped = None
    for number, (kind, happened_at) in enumerate(kinds):
        if mapped_after == number:
            event, row = head_map(person.log, person)
            mapped = (event, row, person.log.add(event))
        person.does(person.event(kind, happened_at, scope=scope))
    if mapped_after is None:
        event, row = head_map(person.log, person)
        mapped = (event, row, person.log.add(event))
    return bundle(person, sizes=[person.log.size], mapped=mapped)


def _checked(made: Bundle) -> Report:
    report = verify_bytes(made.sealed(), read_trust(made.log.trust))
    assert report.verdict is Verdict.VALID
    return report


def _one(made: Bundle) -> AfterRefusal:
    (found,) = _checked(made).found.after_refusals
    return found


def test_nothing_after_an_objection_is_concluded_where_the_map_covers_it() -> None:
    found = _one(_made((OBJECTED, NOON + 60), ("rights:request:received", NOON + 90)))
    assert (found.concluded, found.number, found.index, found.scope) == ("nothing", 1, 4, "controller/maison")
    assert (found.below, found.mapped_at) == (6, NOON + 86_400)


def test_a_message_recorded_after_it_is_named() -> None:
    made = _made(
        (OBJECTED, NOON + 60), ("sending:message:accepted", NOON + 90), ("disclosures:batch:handed", NOON + 95)
    )
    assert (_one(made).concluded, _one(made).acts) == ("acts", (2, 3))


def test_a_message_recorded_before_but_sent_after_it_is_named() -> None:
    assert _one(_made(("sending:message:accepted", NOON + 90), (OBJECTED, NOON + 60))).acts == (1,)


def test_a_message_before_it_is_no_matter() -> None:
    assert _one(_made(("sending:message:accepted", NOON + 30), (OBJECTED, NOON + 60))).concluded == "nothing"


def test_without_a_map_that_covers_the_refusal_only_the_file_is_spoken_of() -> None:
    found = _one(_made((OBJECTED, NOON + 60), mapped_after=0))
    assert (found.concluded, found.below) == ("nothing-in-the-file", None)
    assert _one(_made((OBJECTED, NOON + 60), mapped_after=9)).concluded == "nothing-in-the-file"


def test_a_withheld_event_leaves_it_open() -> None:
    made = _made((OBJECTED, NOON + 60), ("sending:message:accepted", NOON + 90))
    core = Segment(made.files.pop("events/2/core.salt"), made.files.pop("events/2/core.json"))
    made.files["events/2/core.digest"] = segment_digest("core", core.salt, core.stored)
    assert (_one(made).concluded, _one(made).hidden) == ("unknown", (2,))


def test_a_new_agreement_is_named_beside_the_acts_that_follow_it() -> None:
    lifted = ("objections:objection:lifted", NOON + 70)
    found = _one(_made((OBJECTED, NOON + 60), lifted, ("sending:message:accepted", NOON + 90)))
    assert (found.lifted, found.acts) == ((2,), (3,))


def test_a_withdrawal_counts_as_an_objection_does() -> None:
    assert _one(_made(("consent:record:withdrawn", NOON + 60))).kind == "consent:record:withdrawn"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (((OBJECTED, NOON + 60),), ("aucun événement", "holds no event")),
        (((OBJECTED, NOON + 60), ("sending:a:b", NOON + 61)), ("sont inscrits", "are recorded")),
    ],
)
def test_the_report_says_it_in_both_languages_with_what_it_does_not_prove(
    made: tuple[tuple[str, int], ...], words: tuple[str, str]
) -> None:
    report = _checked(_made(*made))
    assert words[0] in report.text("fr")
    assert words[1] in report.text("en")
    assert "sans y être inscrit" in report.text("fr")
    assert json.loads(json.dumps(report.as_dict()))["after_refusals"][0]["event"] == 1


def test_a_scope_that_is_none_is_not_printed() -> None:
    report = _checked(_made((OBJECTED, NOON + 60), scope="\x1b[31m camille@prospect.example"))
    assert "camille" not in report.text("fr") + json.dumps(report.as_dict())


@pytest.mark.needs("openssl")
@pytest.mark.parametrize(("ahead", "verdict"), [(0, Verdict.VALID), (3_600, Verdict.INVALID)])
def test_a_map_said_to_be_made_after_an_authority_saw_it_is_refused(
    authority: Authority, ahead: int, verdict: Verdict
) -> None:
    now, person = int(dt.datetime.now(dt.UTC).timestamp()), Person(Log())
    person.does(person.event(OBJECTED, now - 60, scope="everyone"))
    event, row = head_map(person.log, person)
    said = read_canonical(event["core"].stored) | {"happened_at": now + ahead}
    later = {"core": segment("later map", said)}
    mapped = (later, row, person.log.add(later))
    made = bundle(person, sizes=[person.log.size], mapped=mapped, stamp=stamped_by(authority), made_at=now + 7_200)
    del made.files[f"forms/{SHOWN[0]}.html"]
    report = verify_bytes(made.sealed(), read_trust(person.log.trust, authority.root_pem))
    assert report.verdict is verdict
    failures = [(step.number, each.reason) for step in report.steps for each in step.failures]
    assert failures == ([] if verdict is Verdict.VALID else [(12, "timestamp-outside-its-bounds")])


def test_a_file_that_fails_concludes_nothing() -> None:
    made = _made((OBJECTED, NOON + 60))
    made.files["events/1/core.json"] += b" "
    assert verify_bytes(made.sealed(), read_trust(made.log.trust)).found.after_refusals == ()
