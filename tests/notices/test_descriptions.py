"""A description written wrongly says where, and what to do; nothing that is given to read makes Licet fail."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.notices.form import parse_form
from licet.notices.judge import judge_form
from licet.notices.render import rendered
from licet.terms.errors import DocumentError
from tests.notices.forms import GOOD, spoilt

NAMES = {"jardins-du-val": "Jardins du Val", "serres-alpha": "Serres Alpha", "semences-beta": "Semences Bêta"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([("licet_form: 1", "licet_form: 2")], "line 1, `licet_form`: is none of 1"),
        ([("licet_form: 1\n", "")], "`licet_form`: is missing: add it"),
        ([("channels: [email, sms]", "chanels: [email, sms]")], "line 11, `requests.0.chanels`: .* did you mean `channels`"),
        ([("channels: [email, sms]", "channels: []")], "line 11, `requests.0.channels`: holds at least one"),
        ([("channels: [email, sms]", "channels: [pigeon]")], "line 11, `requests.0.channels.0`: is none of `email`, `sms`"),
        ([("  - {kind: telephone}\n", "")], "line 10, `requests.0.channels`: .*no field `telephone`: add it"),
        ([("form: jardin", "form: Le Jardin !")], "line 2, `form`: is written in lower-case"),
        ([(', en: "The garden letter"', "")], "line 4, `title`: has no text in `en`"),
        ([("offers_of: [serres]", "offers_of: [abris]")], "`requests.1.offers_of`: names `abris`"),
        ([("id: partenaires", "id: lettre")], "line 13, `requests.1`: asks for what another"),
        ([("    calls: {months: 12, ended_by_voice: yes}\n", "")], "`requests.2`: .*add `calls`"),
        ([("months: 12", "months: 500")], "`requests.2.calls.months`: .*less than or equal to 120"),
        ([("required: true", "required: perhaps")], "`fields.0.required`: is `yes` or `no`"),
        ([("semences-beta]", "serres-alpha]")], "`partners.serres.named`: names a partner twice"),
        ([("{kind: telephone}", "{kind: telephone}\n  - {kind: text}")], "`fields.2`: is of kind `text`"),
        ([("{kind: telephone}", "{kind: telephone}\n  - {kind: email}")], "`fields.2`: is asked for twice"),
        ([("{kind: telephone}", "{kind: telephone, name: version}")], "`fields.1`: is asked for twice, or called as"),
        ([("controller: jardins-du-val", "controller: 2026-01-01")], "line 3: put this value in quotes"),
        ([("controller: jardins-du-val", "controller: !!python/object:os.system x")], "line 3: put this value"),
        ([("controller: jardins-du-val", "controller: a\ncontroller: b")], "line 4: `controller` stands twice"),
        ([("controller: jardins-du-val", "controller: &a b\nx: *a")], "line 4: write the value out"),
        ([("fields:", "fields: [")], "line \\d+: this is not YAML"),
    ],
)  # fmt: skip
def test_a_form_that_is_written_wrongly_says_where_and_what_to_do(changes: list[tuple[str, str]], says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        parse_form(spoilt(*changes), "form.yaml")


@pytest.mark.parametrize(
    "text", ["", "[]", "a", "--- a\n--- b", "\x00", "? {a: b}\n: c", "1: 2", "[" * 5000, "a: " + "x" * 300_000]
)
def test_what_is_no_description_is_an_error_of_ours(text: str) -> None:
    with pytest.raises(DocumentError):
        parse_form(text)


@given(st.text(max_size=200))
def test_any_text_is_a_form_or_an_error_of_ours(text: str) -> None:
    with pytest.raises(DocumentError):
        parse_form(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(["email", "own", "box", "fr"]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["fr", "en", "id", "kind"]), inside),
    max_leaves=6,
)


@given(st.sampled_from(sorted(yaml.safe_load(GOOD))), VALUES)
@settings(deadline=None)
def test_any_value_under_any_key_is_taken_or_refused_with_its_line(key: str, value: object) -> None:
    said = yaml.safe_load(GOOD) | {key: value}
    try:
        form = parse_form(yaml.safe_dump(said, allow_unicode=True, sort_keys=False))
    except DocumentError as error:
        told = str(error)
    else:
        told = f"line of {form.form}"
    assert "line " in told or "number" in told


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(str.strip)


@given(words=WORDS, ask=st.sampled_from(["box", "pair", "button"]))
@settings(deadline=None, max_examples=25)
def test_whatever_words_a_form_has_its_page_is_one_and_the_law_answers(words: str, ask: str) -> None:
    said = yaml.safe_load(GOOD)
    said["title"], said["requests"][0]["offers"] = {"fr": words, "en": words}, {"fr": words, "en": words}
    said["requests"][0]["ask"] = ask
    form = parse_form(yaml.safe_dump(said, allow_unicode=True))
    page = rendered(form, 1, "fr", NAMES)
    assert page.count(b"<form") == page.count(b"<title") == 1
    assert page == rendered(form, 1, "fr", NAMES)
    judge_form(form, NAMES, dt.date(2026, 12, 1))
