"""``licet form``: describe a form, see what the law says of it, publish it; a refused one by a second person only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from licet.doors.cli.asked import Answer, House, Json, JsonOf, Lang, language
from licet.doors.cli.printing import put, put_json
from licet.doors.exits import Exit

if TYPE_CHECKING:
    from licet.notices.judge import Broken

BY = "cli"

WORDS = {
    "fr": {
        "good": "le droit en vigueur n'a rien à redire à `{form}`",
        "published": "`{form}` est publié, version {version} : {url}/f/{form}",
        "refused": "`{form}` n'est pas publié : {n} règle(s) s'y opposent",
        "requested": "dérogation demandée (no {request}) : une seconde personne l'accorde par"
        " `licet form approve {request} --by COMPTE`",
        "overridden": "`{form}` est publié par dérogation, version {version} : ses consentements en portent la trace",
        "none": "aucun formulaire n'est publié",
        "breach": "manquement",
        "contested": "contesté",
        "undetermined": "indéterminé",
        "missing": "à dire",
        "mends": "à changer",
        "override": "dérogation",
    },
    "en": {
        "good": "the law in force has nothing against `{form}`",
        "published": "`{form}` is published, version {version}: {url}/f/{form}",
        "refused": "`{form}` is not published: {n} rule(s) stand against it",
        "requested": "override asked for (no {request}): a second person grants it with"
        " `licet form approve {request} --by ACCOUNT`",
        "overridden": "`{form}` is published by override, version {version}: its consents say so for ever",
        "none": "no form is published",
        "breach": "breach",
        "contested": "contested",
        "undetermined": "undetermined",
        "missing": "to be said",
        "mends": "to be changed",
        "override": "override",
    },
}


def check(file: Path, /, *, data: Path | None = None, lang: Answer = None, as_json: Json = False) -> Exit:
    """Judge a form by the law of today without publishing it: each rule against it, with its article and what would mend it.

    Exits 0 when it may be published, 2 when it breaks a rule, 4 when something is only contested or unsaid.

    Parameters
    ----------
    file
        The form, in YAML.
    data
        The folder of the house, which knows the controller and the partners (default: LICET_DATA, else `licet-data`).
    """
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.notices import publish as room
        from licet.notices.form import read_form

        _, form = read_form(file)
        broken = room.check(form)
    said = WORDS[language(lang)]
    if as_json:
        put_json({"form": form.form, "broken": _rows(broken)})
    else:
        put(said["good"].format(form=form.form) if not broken else "\n\n".join(_told(broken, language(lang))))
    return _exit(broken)


def publish(
    file: Path,
    /,
    *,
    by: str = BY,
    override: str = "",
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Publish a form as its next version, unless the law refuses it; with a reason, ask a second person to override that.

    Exits 0 when it is published, 2 when it breaks a rule, 4 when something is only contested or unsaid.

    Parameters
    ----------
    file
        The form, in YAML.
    by
        The account that acts (default: whoever has this terminal); an override is asked for by an account.
    override
        Why it should be published although the law refuses it; a second person decides.
    """
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.errors import UsageError

    if override and by == BY:
        raise UsageError("whoever asks for an override says who they are with `--by`: somebody else must approve it")
    config = load(data)
    with opened(config.data):
        from licet.notices import publish as room
        from licet.notices.form import read_form

        text, form = read_form(file)
        outcome = room.publish(text, by=_actor(by), override_reason=override, name=file.name)
    said = WORDS[language(lang)]
    if as_json:
        rows = {"form": form.form, "version": outcome.version, "request": outcome.request}
        put_json({**rows, "broken": _rows(outcome.broken)})
    elif outcome.version is not None:
        put(said["published"].format(form=form.form, version=outcome.version, url=config.base_url))
    else:
        put("\n\n".join(_told(outcome.broken, language(lang))))
        put("\n" + said["refused"].format(form=form.form, n=len({each.rule for each in outcome.broken})))
        if outcome.request is not None:
            put(said["requested"].format(request=outcome.request))
    return _exit(outcome.broken)


def approve(request: int, /, *, by: str, data: House = None, lang: Answer = None, as_json: Json = False) -> Exit:
    """Publish a refused form as a second person, whose account is an approver's: nobody approves what they asked for.

    Parameters
    ----------
    request
        The number of the request that `licet form publish --override` printed.
    by
        The account that approves.
    """
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.doors.web.roles import APPROVER
        from licet.notices import publish as room

        outcome = room.approve(request, by=_actor(by, APPROVER))
    if as_json:
        put_json({"form": outcome.form, "version": outcome.version, "broken": _rows(outcome.broken)})
    else:
        put(WORDS[language(lang)]["overridden"].format(form=outcome.form, version=outcome.version))
    return Exit.CLEAN


def list_forms(*, data: House = None, lang: Answer = None, as_json: Json = False) -> Exit:
    """List the forms that are published, each in its newest version, and the overrides that wait for a second person."""
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.notices.publish import open_requests, published_forms

        forms = [
            {"form": row.slug, "version": row.version, "controller": row.controller, "override_by": row.override_by}
            for row in published_forms()
        ]
        waiting = [{"request": row.pk, "form": row.slug, "requested_by": row.requested_by} for row in open_requests()]
    said = WORDS[language(lang)]
    if as_json:
        put_json({"forms": forms, "waiting": waiting})
        return Exit.CLEAN
    for each in forms:
        override = f"  {said['override']}: {each['override_by']}" if each["override_by"] else ""
        put(f"{each['form']}  {each['version']}  {each['controller']}{override}")
    for request in waiting:
        put(f"{request['form']}  {said['override']} {request['request']}?  {request['requested_by']}")
    if not forms and not waiting:
        put(said["none"])
    return Exit.CLEAN


def show(
    form: str,
    /,
    *,
    version: int | None = None,
    page: Lang | None = None,
    data: House = None,
    as_json: JsonOf = False,
) -> Exit:
    """Show a published form as people see it, in words; with `--page`, the exact bytes of its page.

    Parameters
    ----------
    form
        Its name.
    version
        Which version (default: the newest).
    page
        Print the page itself in this language, byte for byte.
    as_json
        Print JSON, for programs: the description, the digests, the rules overridden.
    """
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.errors import UsageError

    with opened(load(data).data):
        from licet.notices.publish import current

        found = current(form, version)
        pages = {} if found is None else {lang: found.page(lang) for lang in found.form.languages}
        broken = () if found is None else found.broken
    if found is None or (page is not None and page not in pages):
        raise UsageError(f"`{form}` has no such version or page: `licet form list` says what is published")
    kept = {lang: each for lang, each in pages.items() if each is not None}
    if page is not None:
        put(bytes(kept[page].stored).decode().removesuffix("\n"))
    elif as_json:
        told = {lang: {"sha256": each.digest, "text_sha256": each.text_digest} for lang, each in kept.items()}
        row = {"form": found.row.slug, "version": found.row.version, "controller": found.row.controller}
        row |= {"requested_by": found.row.requested_by, "override_by": found.row.override_by}
        put_json({**row, "override_reason": found.row.override_reason, "pages": told, "broken": _rows(broken)})
    else:
        put("\n".join(f"[{lang}] sha256 {each.digest}\n{each.text}" for lang, each in kept.items()))
    return Exit.CLEAN


def _actor(name: str, role: str = "") -> str:
    """Return how events name an account; raise ``UsageError`` when there is none by that name, or it lacks the role."""
    from django.contrib.auth.models import User

    from licet.doors.web.roles import roles_of
    from licet.terms.errors import UsageError

    if name == BY and not role:
        return BY
    account = User.objects.filter(username=name, is_active=True).first()
    if account is None:
        raise UsageError("there is no account by that name: `licet account list` says which there are")
    if role and role not in roles_of(account):
        raise UsageError(f"this account has not the role `{role}`")
    return f"account/{account.pk}"


def _exit(broken: Iterable[Broken]) -> Exit:
    statuses = {each.status for each in broken}
    return Exit.BREACH if "breach" in statuses else Exit.UNDETERMINED if statuses else Exit.CLEAN


def _rows(broken: Iterable[Broken]) -> list[dict[str, object]]:
    from dataclasses import asdict

    return [asdict(each) for each in broken]


def _told(broken: Iterable[Broken], lang: Lang) -> list[str]:
    """Return each rule once: where it is broken, its article and sentence, and what would mend it."""
    from licet.law.book import tables

    said = WORDS[lang]
    by_rule: dict[str, list[Broken]] = {}
    for each in broken:
        by_rule.setdefault(each.rule, []).append(each)
    told = []
    for rule, all_of_it in by_rule.items():
        one = all_of_it[0]
        where = ", ".join(dict.fromkeys(each.where for each in all_of_it))
        lines = [f"{rule}  {said[one.status]}  ({one.citation})  {where}"]
        lines.append(f"  {one.sentence_fr if lang == 'fr' else one.sentence}")
        facts = tables()[one.table].facts
        for names, label in ((one.missing, "missing"), (one.mends, "mends")):
            for name in names:
                meaning = facts[name].fr if lang == "fr" else facts[name].means
                lines.append(f"  {said[label]}: {meaning}")
        told.append("\n".join(lines))
    return told
