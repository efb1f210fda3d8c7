"""Records that an organisation keeps answer the questions that follow from them; what was answered wins."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from licet.audit.dossier.answers import UNASKED, Answer
from licet.audit.dossier.load import load
from licet.rules.values import NEVER
from tests.dossier.dossiers import write


def _derived(folder: Path, table: str, fact: str, contents: dict[str, Any]) -> Answer:
    return load(write(folder, contents)).tables[table][0].answers.get(fact, UNASKED)


def _sample(**more: object) -> dict[str, Any]:
    return {"id": "s", "source": "courtier", "asked_on": "2026-01-05", "asked": 100, **more}


SOURCE: dict[str, Any] = {"id": "courtier", "by": "document"}


def test_a_sample_drawn_is_a_check_made(tmp_path: Path) -> None:
    answer = _derived(tmp_path, "sources", "checks.made", {"sources": [SOURCE], "samples": [_sample()]})
    assert (answer.value, answer.by, answer.source) == (True, "document", "derived from `samples`")


def test_a_sample_that_is_only_declared_settles_nothing(tmp_path: Path) -> None:
    contents = {"sources": [SOURCE], "samples": [_sample(by="declared", produced=3)]}
    for row in load(write(tmp_path, contents)).tables["sources"]:
        assert row.answers["checks.made"].by == "declared"
        assert row.answers["proof.produced"].by == "declared"


def test_a_sample_without_a_single_proof_is_asked_and_nothing_produced(tmp_path: Path) -> None:
    contents = {"sources": [SOURCE], "samples": [_sample(produced=0, answered_on="2026-02-05")]}
    assert _derived(tmp_path, "sources", "proof.produced", contents).state == "asked_nothing_produced"
    assert _derived(tmp_path, "sources", "defect.known_on", contents).value == dt.date(2026, 2, 5)


def test_a_sample_that_holds_says_nothing_of_a_defect(tmp_path: Path) -> None:
    contents = {"sources": [SOURCE], "samples": [_sample(produced=100, invalid=0, answered_on="2026-02-05")]}
    assert _derived(tmp_path, "sources", "proof.produced", contents).value is True
    assert _derived(tmp_path, "sources", "defect.known_on", contents) is UNASKED


def test_another_supplier_that_produces_is_told_of(tmp_path: Path) -> None:
    contents = {"sources": [SOURCE, {"id": "autre"}], "samples": [_sample(source="autre", produced=2)]}
    assert _derived(tmp_path, "sources", "others.produce_proof", contents).value is True


def test_deliveries_on_two_days_are_a_continuing_supply_and_one_is_not_told(tmp_path: Path) -> None:
    first, second = ({"source": "courtier", "delivered_on": day} for day in ("2026-01-05", "2026-02-05"))
    both = {"sources": [SOURCE], "deliveries": [first, second]}
    assert _derived(tmp_path, "sources", "supply.is_continuing", both).value is True
    assert _derived(tmp_path, "sources", "supply.is_continuing", {**both, "deliveries": [first]}) is UNASKED


def test_one_delivery_that_was_not_screened_is_enough(tmp_path: Path) -> None:
    deliveries = [{"source": "courtier", "screened": True}, {"source": "courtier", "screened": False}]
    contents = {"suppressions": [{"id": "l"}], "deliveries": deliveries}
    assert _derived(tmp_path, "suppressions", "imports.are_screened", contents).value is False
    assert _derived(tmp_path, "suppressions", "imports.happen", contents).value is True


LISTS: list[dict[str, Any]] = [
    {"id": "v1", "form": "f", "names": ["Énergie SA"], "shown_from": "2025-01-01", "shown_until": "2025-06-30"},
    {"id": "v2", "form": "f", "names": ["énergie  sa", "Assur"], "shown_from": "2025-07-01", "shown_until": "never"},
]


def _disclosure(partner: str, **more: object) -> dict[str, Any]:
    return {"disclosures": [{"id": "d", "form": "f", "partner": partner, **more}], "partner_lists": LISTS}


def test_a_partner_is_listed_from_the_first_list_that_shows_it(tmp_path: Path) -> None:
    assert _derived(tmp_path, "disclosures", "partner.listed_on", _disclosure("ÉNERGIE SA")).value == dt.date(
        2025, 1, 1
    )
    assert _derived(tmp_path, "disclosures", "partner.listed_on", _disclosure("Assur")).value == dt.date(2025, 7, 1)


def test_a_partner_that_no_list_shows_was_never_listed(tmp_path: Path) -> None:
    assert _derived(tmp_path, "disclosures", "partner.listed_on", _disclosure("Inconnu")).value is NEVER


def test_lists_of_another_form_say_nothing(tmp_path: Path) -> None:
    assert _derived(tmp_path, "disclosures", "partner.listed_on", _disclosure("Assur", form="g")) is UNASKED


def test_a_partner_is_found_on_a_list_by_its_name_as_by_its_id(tmp_path: Path) -> None:
    contents = {**_disclosure("p7"), "partners": [{"id": "p7", "name": "Assur", "decides": True}]}
    assert _derived(tmp_path, "disclosures", "partner.listed_on", contents).value == dt.date(2025, 7, 1)
    assert _derived(tmp_path, "disclosures", "partner.decides", contents).value is True


def test_names_are_added_when_a_later_list_holds_more_than_the_one_people_saw(tmp_path: Path) -> None:
    early, late = ({"people.first_agreed_on": day} for day in ("2025-03-01", "2025-08-01"))
    assert _derived(tmp_path, "disclosures", "list.names_added", _disclosure("Assur", **early)).value is True
    assert _derived(tmp_path, "disclosures", "list.names_added", _disclosure("Assur", **late)).value is False


def test_what_was_answered_wins(tmp_path: Path) -> None:
    contents = {"sources": [{**SOURCE, "checks.made": False}], "samples": [_sample()]}
    assert _derived(tmp_path, "sources", "checks.made", contents).value is False
    assert _derived(
        tmp_path, "sources", "checks.made", {**contents, "sources": [{**SOURCE, "checks.made": "not_asked"}]}
    ).value


def test_a_controller_somewhere_decides_and_one_who_is_called_processor_may_still(tmp_path: Path) -> None:
    def decides(*roles: str, **more: object) -> object:
        said = [{"operation": str(place), "role": role} for place, role in enumerate(roles)]
        answer = load(write(tmp_path, {"organisation": {"roles": said, **more}})).organisation.get(
            "organisation.decides"
        )
        return None if answer is None else answer.value

    assert decides("processor", "joint_controller") is True
    assert decides("processor") is None
    assert decides("controller", decides=False) is False


def test_the_authority_is_due_72_hours_after_an_incident_is_known_whatever_the_clocks(tmp_path: Path) -> None:
    night = {"id": "vol", "incident.known_at": "2026-10-24T12:00:00+02:00"}  # the clocks go back on the 25th
    known, due = 1_792_836_000, 1_793_095_200
    assert due - known == 72 * 3600
    assert _derived(tmp_path, "incidents", "authority.due_at", {"incidents": [night]}).value == (due, due)


def test_an_incident_known_on_a_day_is_due_within_a_day_and_one_never_known_is_not(tmp_path: Path) -> None:
    contents = {"incidents": [{"id": "vol", "incident.known_at": "2026-11-03"}]}
    due = _derived(tmp_path, "incidents", "authority.due_at", contents).value
    assert isinstance(due, tuple)
    assert due[1] - due[0] == 86_399
    never = {"incidents": [{"id": "vol", "incident.known_at": "never"}]}
    assert _derived(tmp_path, "incidents", "authority.due_at", never) is UNASKED


BY_BUTTON: dict[str, Any] = {"id": "jeu", "by": "document", "act_of_agreement": "button_about_the_agreement"}


def _could_object(folder: Path, form: dict[str, Any]) -> Answer:
    return load(write(folder, {"forms": [form]})).tables["forms"][0].people.get("collection.could_object", UNASKED)


def test_whoever_met_a_refusal_hidden_in_the_text_could_not_object_simply(tmp_path: Path) -> None:
    for seen in ("refusal_beside_acceptance", "refusal_as_prominent", "refusal_offered", "refusal_takes_effect"):
        answer = _could_object(tmp_path, {**BY_BUTTON, seen: False})
        assert (answer.value, answer.by, answer.source) == (False, "document", "derived from `forms`")


def test_beside_a_box_left_empty_the_size_of_a_refusal_matters_not(tmp_path: Path) -> None:
    box = {**BY_BUTTON, "act_of_agreement": "ticked_box"}
    assert _could_object(tmp_path, {**box, "refusal_as_prominent": False}) is UNASKED
    assert _could_object(tmp_path, {**box, "refusal_offered": False}).value is False


def test_a_form_on_which_refusing_is_plain_says_nothing_and_an_answer_wins(tmp_path: Path) -> None:
    assert _could_object(tmp_path, {**BY_BUTTON, "refusal_as_prominent": True}) is UNASKED
    hidden = {**BY_BUTTON, "refusal_offered": False}
    answer = {"collection.could_object": True}
    assert _could_object(tmp_path, {**hidden, "people": answer}).value is True
    for others in ({"everyone": answer}, {"sources": [{**SOURCE, "people": answer}]}):
        form = load(write(tmp_path, {"forms": [hidden], **others})).tables["forms"][0]
        assert "collection.could_object" not in form.people
