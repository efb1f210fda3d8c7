"""What a cell, a missing column and an answer say of a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from licet.audit.audit import audit
from tests.audit.bases import base, people, values, whole_day


def test_a_blank_cell_in_a_delivered_column_is_never(tmp_path: Path) -> None:
    path = base(tmp_path, {"consent_at": ["2026-01-02", ""], "last_click_at": ["", "2026-01-03"]})
    assert values(path, "consent.given_at") == [whole_day("2026-01-02"), "never"]
    assert values(path, "last_act.on") == ["never", "2026-01-03"]


def test_a_column_that_was_not_delivered_is_unknown(tmp_path: Path) -> None:
    path = base(tmp_path, {"last_click_at": ["2026-01-03"]})
    assert values(path, "consent.given_at") == ["unknown"]
    assert values(path, "objection.made_at") == ["unknown"]
    assert values(path, "notice.given_on") == ["unknown"]


def test_a_column_delivered_wholly_blank_is_never_and_not_unknown(tmp_path: Path) -> None:
    path = base(tmp_path, {"objected_at": ["", ""]})
    assert values(path, "objection.made_at") == ["never", "never"]


@pytest.mark.parametrize("text", ["30/02/2026", "hier", "2026-2-30", "epoch", "infinity"])
def test_an_unreadable_date_is_unknown_and_counted(tmp_path: Path, text: str) -> None:
    path = base(
        tmp_path / "in", {"consent_at": [text, "2026-01-02", "2026-01-02", ""], "informed_at": [text, "", "", text]}
    )
    known = whole_day("2026-01-02")
    assert values(path, "consent.given_at") == ["unknown", known, known, "never"]
    assert values(path, "notice.given_on") == ["unknown", "never", "never", "unknown"]
    [file] = audit(path, out=tmp_path / "out").report.files
    assert file.unreadable_dates == {"consent_at": 1, "informed_at": 2}


def test_an_unreadable_act_hides_behind_no_other_one(tmp_path: Path) -> None:
    path = base(tmp_path, {"last_click_at": ["2026-01-03", "2026-01-03"], "last_order_at": ["demain", "2026-01-02"]})
    assert values(path, "last_act.on") == ["unknown", "2026-01-03"]


def test_the_row_was_obtained_some_day_even_if_the_cell_is_blank(tmp_path: Path) -> None:
    path = base(tmp_path, {"obtained_at": ["", "2024-05-06"]})
    assert values(path, "collection.on") == ["unknown", "2024-05-06"]


def test_opens_never_count_as_acts(tmp_path: Path) -> None:
    path = base(tmp_path, {"last_open_at": ["2026-05-06"], "last_click_at": ["2019-01-02"]})
    assert values(path, "last_act.on") == ["2019-01-02"]
    assert values(path, "last_open.on") == ["2026-05-06"]


def test_a_base_that_tells_opens_alone_knows_of_no_act(tmp_path: Path) -> None:
    path = base(tmp_path, {"last_open_at": ["2026-05-06"]})
    assert values(path, "last_act.on") == ["unknown"]


def test_a_contact_point_is_held_where_its_cell_is_filled_and_nowhere_where_there_is_no_column(tmp_path: Path) -> None:
    path = base(tmp_path, {"phone": ["0639980001", ""]}, channels=["email", "telephone", "post"])
    assert values(path, "contact_point.held@telephone") == ["yes", "no"]
    assert values(path, "contact_point.held@email") == ["yes", "yes"]
    assert values(path, "contact_point.held@post") == ["no", "no"]


def test_a_refusal_beside_a_day_of_consent_is_no_consent(tmp_path: Path) -> None:
    path = base(tmp_path, {"consent_at": ["2026-01-02", "2026-01-02"], "consent": ["NON", "oui"]})
    assert values(path, "consent.given_at") == ["never", whole_day("2026-01-02")]


def test_an_objection_of_unknown_reach_covers_every_channel(tmp_path: Path) -> None:
    path = base(
        tmp_path,
        {"objected_at": ["2026-01-02"] * 4, "objection_scope": ["SMS", "", "prospection", "e-mail, appels"]},
        channels=["email", "telephone"],
    )
    assert values(path, "objection.covers_act@email") == ["no", "yes", "yes", "yes"]
    assert values(path, "objection.covers_act@telephone") == ["no", "yes", "yes", "yes"]


def test_a_consent_names_the_channels_of_its_cell_and_an_unread_word_names_none_for_sure(tmp_path: Path) -> None:
    path = base(tmp_path, {"consent_channels": ["E-mail", "SMS", "", "push"]})
    assert values(path, "consent.covers_channel@email") == ["yes", "no", "no", "unknown"]


def test_the_organisation_is_named_among_the_partners_by_whole_words(tmp_path: Path) -> None:
    path = base(tmp_path, {"consent_partners": ["Acme, MAISON", "Maisonnette", ""]})
    assert values(path, "consent.names_controller") == ["yes", "no", "no"]


# ------------------------------------------------------------------------------------------- answers


def _answers(tmp_path: Path, **parts: Any) -> Path:  # noqa: ANN401  # YAML
    """Write a base of four rows: of form A and source S, of form B and source S, of source S alone, of neither."""
    columns = {"form": ["A", "B", "", ""], "source": ["S", "S", "S", ""], "informed_at": ["2025-01-01"] * 4}
    return base(tmp_path, columns, **parts)


def test_what_was_answered_for_the_form_wins_over_the_source_and_both_over_everyone(tmp_path: Path) -> None:
    path = _answers(
        tmp_path,
        everyone={"by": "document", "capacity": "professional"},
        sources=[{"id": "S", "by": "document", "people": {"capacity": "consumer"}}],
        forms=[{"id": "A", "by": "document", "people": {"capacity": "professional"}}],
    )
    assert values(path, "capacity") == ["professional", "consumer", "consumer", "professional"]


def test_what_was_answered_for_the_file_wins_over_everyone(tmp_path: Path) -> None:
    path = base(
        tmp_path,
        {"city": ["Nantes"]},
        people=[{"file": "people.csv", "by": "document", "answers": {"capacity": "consumer"}}],
        everyone={"by": "document", "capacity": "professional"},
    )
    assert values(path, "capacity") == ["consumer"]


def test_a_column_of_the_file_wins_over_every_answer(tmp_path: Path) -> None:
    path = _answers(
        tmp_path,
        everyone={"by": "document", "notice.given_on": "never"},
        forms=[{"id": "A", "by": "document", "people": {"notice.given_on": "2020-01-01"}}],
    )
    assert values(path, "notice.given_on") == ["2025-01-01"] * 4


def test_an_answer_that_names_a_column_answers_row_by_row(tmp_path: Path) -> None:
    path = base(
        tmp_path,
        {"first_message_at": ["2025-01-01", "", "31/31/2025"], "proof": ["p-1", "", "p-3"]},
        everyone={"notice.given_on": {"column": "first_message_at"}, "consent.proof_names_person": {"column": "proof"}},
    )
    assert values(path, "notice.given_on") == ["2025-01-01", "never", "unknown"]
    assert values(path, "consent.proof_names_person") == ["yes", "no", "yes"]


def test_an_answer_that_names_a_column_nobody_delivered_is_unknown(tmp_path: Path) -> None:
    path = base(tmp_path, {"city": ["Nantes"]}, everyone={"notice.given_on": {"column": "collected_at"}})
    assert values(path, "notice.given_on") == ["unknown"]


def test_a_form_that_answers_by_a_column_and_a_source_that_answers_by_another_keep_their_ranks(tmp_path: Path) -> None:
    path = base(
        tmp_path,
        {
            "form": ["A", "B", "C", ""],
            "source": ["S", "S", "S", "S"],
            "collected_at": ["2021-01-01"] * 4,
            "first_message_at": ["2022-02-02"] * 4,
            "last_message_at": ["2023-03-03"] * 4,
        },
        everyone={"notice.given_on": {"column": "last_message_at"}},
        sources=[{"id": "S", "people": {"notice.given_on": {"column": "first_message_at"}}}],
        forms=[
            {"id": "A", "people": {"notice.given_on": {"column": "collected_at"}}},
            {"id": "B", "by": "document", "people": {"notice.given_on": "2020-12-12"}},
        ],
    )
    assert values(path, "notice.given_on") == ["2021-01-01", "2020-12-12", "2022-02-02", "2022-02-02"]


def test_a_form_answered_for_all_wins_over_a_column_that_everyone_is_answered_by(tmp_path: Path) -> None:
    path = base(
        tmp_path,
        {"form": ["A", "B"], "collected_at": ["2021-01-01"] * 2},
        everyone={"notice.given_on": {"column": "collected_at"}},
        forms=[{"id": "A", "by": "document", "people": {"notice.given_on": "2020-12-12"}}],
    )
    assert values(path, "notice.given_on") == ["2020-12-12", "2021-01-01"]


def test_a_declaration_alone_proves_no_consent_and_no_notice(tmp_path: Path) -> None:
    answers = {"consent.by_positive_act": True, "notice.given_on": "2025-01-01", "capacity": "consumer"}
    path = base(tmp_path, {"city": ["Nantes"]}, everyone={"by": "declared", **answers})
    assert [values(path, fact) for fact in answers] == [["unknown"], ["unknown"], ["consumer"]]
    shown = base(tmp_path, {"city": ["Nantes"]}, everyone={"by": "document", **answers})
    assert [values(shown, fact) for fact in answers] == [["yes"], ["2025-01-01"], ["consumer"]]


def test_silence_is_a_no_only_where_the_burden_is_on_the_controller(tmp_path: Path) -> None:
    nothing = "asked_nothing_produced"
    path = base(
        tmp_path,
        {"city": ["Nantes"]},
        everyone={"consent.given_at": nothing, "consent.by_positive_act": nothing, "sale.objection_offered": nothing},
    )
    assert values(path, "consent.given_at") == ["never"]
    assert values(path, "consent.by_positive_act") == ["no"]
    assert values(path, "sale.objection_offered") == ["unknown"]


def test_a_people_file_alone_never_answers_whether_there_is_proof(tmp_path: Path) -> None:
    path = base(tmp_path, {"consent_at": ["2026-01-02"], "consent": ["oui"]})
    for fact in ("consent.proof_names_person", "consent.proof_shows_time", "consent.proof_shows_wording"):
        assert values(path, fact) == ["unknown"]


def test_two_files_of_one_dossier_are_read_each_by_its_own_columns(tmp_path: Path) -> None:
    people(tmp_path / "one.csv", {"consent_at": ["2026-01-02"]})
    people(tmp_path / "two.csv", {"last_click_at": ["2026-01-03", "2026-01-04"]})
    path = base(tmp_path, people=[{"file": "one.csv"}, {"file": "two.csv"}])
    assert values(path, "consent.given_at", file=0) == [whole_day("2026-01-02")]
    assert values(path, "consent.given_at", file=1) == ["unknown", "unknown"]
    assert values(path, "last_act.on", file=1) == ["2026-01-03", "2026-01-04"]


def test_a_day_told_in_utc_is_the_day_of_the_persons_own_calendar(tmp_path: Path) -> None:
    columns = {"last_click_at": ["2026-01-03T22:59:59Z", "2026-01-03T23:00:00Z", "2026-01-03 23:30:00"]}
    assert values(base(tmp_path, columns), "last_act.on") == ["2026-01-03", "2026-01-04", "2026-01-03"]
