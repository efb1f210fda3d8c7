"""What a repair changed: heads gone, new or moved; questions answered; and law that changed said before all else."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from licet.audit.compare import Comparison, compare
from licet.audit.compare_read import report_at
from licet.audit.model import Assumed, Report
from licet.audit.report import report_text
from licet.audit.report.compare_print import print_comparison
from licet.terms.errors import InputError
from tests.report.examples import HOSTILE, Language, empty_report, hostile_report, rich_report

RICH = rich_report("en")
LANGUAGES: tuple[Language, ...] = ("fr", "en")


def changed(**more: object) -> Report:
    return RICH.model_copy(update=more)


def with_head(at: int, **more: object) -> Report:
    heads = list(RICH.findings)
    heads[at] = heads[at].model_copy(update=more)
    return changed(findings=tuple(heads))


def printed(found: Comparison, language: Language) -> str:
    file = io.StringIO()
    print_comparison(found, Console(file=file, width=80), language)
    return file.getvalue()


def test_a_report_compared_with_itself_changed_in_nothing() -> None:
    found = compare(RICH, RICH)
    assert found.unlike == ()
    assert {(each.change, each.move) for each in found.heads} == {("same", "same")}
    lists = (found.answered, found.opened, found.state_changed, found.assumed_gone, found.assumed_new)
    assert not any(lists)
    assert (found.still_open, found.assumed_same) == (len(RICH.to_obtain), len(RICH.assumed))


def test_a_head_that_is_gone_got_better_and_a_new_one_worse() -> None:
    fewer = changed(findings=RICH.findings[1:])
    (gone,) = [each for each in compare(RICH, fewer).heads if each.change == "gone"]
    assert (gone.article, gone.move, gone.after) == ("CPCE L.34-5", "better", None)
    first, *others = compare(fewer, RICH).heads
    assert (first.article, first.change, first.move, first.before) == ("CPCE L.34-5", "new", "worse", None)
    assert {each.change for each in others} == {"same"}


@pytest.mark.parametrize(
    ("more", "move"),
    [
        ({"status": "contested"}, "better"),
        ({"status": "undetermined", "count": 200_000}, "better"),
        ({"count": 1}, "better"),
        ({"count": 189_623}, "worse"),
        ({"possible": 0}, "better"),
        ({"possible": 1_201}, "worse"),
        ({"unit": "forms", "count": 1}, "same"),
        ({"title": "said otherwise"}, "same"),
    ],
)
def test_a_head_moves_by_its_status_first_then_by_its_count(more: dict[str, object], move: str) -> None:
    (head,) = [each for each in compare(RICH, with_head(0, **more)).heads if each.article == "CPCE L.34-5"]
    assert (head.change, head.move) == ("same", move)


def test_questions_are_answered_opened_or_open_otherwise() -> None:
    first, second, *others = RICH.to_obtain
    old, new = changed(to_obtain=(first, second)), changed(to_obtain=(second, others[0]))
    found = compare(old, new)
    assert [(each.fact, each.before, each.after) for each in found.answered] == [(first.fact, first.state, "")]
    assert [(each.fact, each.before, each.after) for each in found.opened] == [(others[0].fact, "", others[0].state)]
    assert found.still_open == 1
    otherwise = second.model_copy(update={"state": "asked_nothing_produced"})
    (state,) = compare(old, changed(to_obtain=(first, otherwise))).state_changed
    assert (state.before, state.after) == (second.state, "asked_nothing_produced")


def test_what_is_assumed_no_longer_or_newly_is_told() -> None:
    more = Assumed(table="forms", item="f", fact="form.x", reason="nobody knows")
    found = compare(RICH, changed(assumed=(RICH.assumed[0], more)))
    assert (found.assumed_gone, found.assumed_new, found.assumed_same) == (RICH.assumed[1:], (more,), 1)


@pytest.mark.parametrize(
    ("more", "unlike"),
    [
        ({"organisation": "Autre"}, "organisation"),
        ({"law": RICH.law.model_copy(update={"digest": "0" * 64})}, "law"),
        ({"judged_on": empty_report("en").judged_on}, "day"),
        ({"law": RICH.law.model_copy(update={"day": empty_report("en").judged_on})}, "day"),
        ({"channels": ("email",)}, "channels"),
        ({"licet": "9.9"}, "version"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_not_judged_alike_are_said_so_before_any_head(
    more: dict[str, object], unlike: str, language: Language
) -> None:
    found = compare(RICH, changed(**more))
    assert found.unlike == (unlike,)
    told = printed(found, language)
    assert told.index("BEWARE" if language == "en" else "ATTENTION") < told.index("CPCE L.34-5")


def test_the_order_of_channels_is_no_difference() -> None:
    assert compare(RICH, changed(channels=("sms", "email"))).unlike == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_is_told_whole_and_in_the_language_asked_for(language: Language) -> None:
    told = printed(compare(RICH, empty_report("en")), language)
    for head in RICH.findings:
        assert head.article in told
    assert ("n'y est plus" if language == "fr" else "gone") in told
    assert ("Questions qui ont trouvé réponse (6)" if language == "fr" else "Questions answered (6)") in told
    nothing = printed(compare(empty_report("en"), empty_report("en")), language)
    assert ("Aucun chef" if language == "fr" else "No head") in nothing


def test_hostile_names_are_printed_harmless() -> None:
    told = printed(compare(RICH, hostile_report("en")), "en")
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert HOSTILE[:8] in told


@given(st.data())
def test_what_is_gone_one_way_is_new_the_other_way(data: st.DataObject) -> None:
    sides = [
        changed(
            findings=tuple(data.draw(st.lists(st.sampled_from(RICH.findings), unique_by=id))),
            to_obtain=tuple(data.draw(st.lists(st.sampled_from(RICH.to_obtain), unique_by=id))),
        )
        for _ in range(2)
    ]
    there, back = compare(*sides), compare(*reversed(sides))
    assert {e.article for e in there.heads if e.change == "gone"} == {
        e.article for e in back.heads if e.change == "new"
    }
    assert {e.fact for e in there.answered} == {e.fact for e in back.opened}
    assert len(there.heads) == len({e.article for side in sides for e in side.findings})
    assert there.still_open + len(there.answered) == len(sides[0].to_obtain)


def test_a_report_is_found_by_its_folder_or_its_file(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(report_text(RICH), encoding="utf-8")
    assert report_at(tmp_path) == report_at(tmp_path / "report.json") == RICH


@pytest.mark.parametrize("held", ["", "[]", "{}", json.dumps({"licet": "secret@mail.example"}), "\xff"])
def test_what_is_no_report_is_refused_without_quoting_it(held: str, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(held, encoding="latin-1")
    with pytest.raises(InputError, match="is no report of this version") as error:
        report_at(tmp_path)
    assert "secret" not in str(error.value)


def test_what_is_neither_a_report_nor_a_base_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        report_at(tmp_path / "nowhere.json")
    with pytest.raises(InputError):
        report_at(tmp_path)
