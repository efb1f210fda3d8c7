"""``licet evidence``: what the log holds of one person, as a file that a stranger checks without Licet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, House, Json, language
from licet.doors.cli.writing import refuse_existing, write_secret
from licet.doors.exits import Exit

_SAID = {
    "fr": (
        "Dossier de preuve écrit dans `{file}` : {events} événement(s), point de contrôle de {size} entrées.\n"
        "SHA-256 : {sha256}\n"
        "Remettez la clé du registre (`licet ledger key`) par une autre voie que ce fichier."
    ),
    "en": (
        "Evidence file written to `{file}`: {events} event(s), checkpoint of {size} entries.\n"
        "SHA-256: {sha256}\n"
        "Hand over the key of the log (`licet ledger key`) by another way than this file."
    ),
}


def evidence(
    *,
    out: Path,
    id: str | None = None,  # noqa: A002  # the word of the command line
    kind: str | None = None,
    withhold: Annotated[list[Literal["subject", "context", "content"]] | None, Parameter(negative=())] = None,
    data: House = None,
    lang: Answer = None,
    json: Json = False,
) -> Exit:
    """Write the evidence file of a person; the address or number is read from standard input unless `--id` is given.

    The file holds the person's data: it is readable by its owner alone, and that it was made is recorded.

    Parameters
    ----------
    out
        The file to write; one that is there is not written over.
    id
        The reference of the person (32 hexadecimal digits), as the console shows it.
    kind
        email, telephone or post, where it cannot be told from what is said.
    withhold
        Give only the digest of these segments: subject, context or content; may be given several times.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.config import load
    from licet.doors.running import opened

    refuse_existing(out)
    config = load(data)
    with opened(config.data):
        from licet.accountability.evidence import evidence_of

        roots = _roots(config.tsa_roots)
        made = evidence_of(_subject(id, kind), withheld=withhold or (), roots=roots)
        write_secret(out, made.stored)
    said = {"file": str(out), "events": made.events, "size": made.size, "sha256": made.digest}
    if json:
        found = made.report.found
        refusals = [each.as_dict() for each in found.after_refusals]
        put_json({**said, "limits": list(found.limits), "after_refusals": refusals})
    else:
        words = language(lang)
        put("\n".join([_SAID[words].format(**said), *made.report.after_refusals(words)]))
    return Exit.CLEAN


def _subject(reference: str | None, kind: str | None) -> bytes:
    """Return whom the command is about; raise ``SubjectError`` for an address by which nobody is known."""
    from licet.doors.cli.person import point_said
    from licet.subjects import find
    from licet.terms.errors import SubjectError, UsageError

    if reference is None:
        found = find(point_said(kind))
        if found is None:
            raise SubjectError("nobody is known by this contact point")
        return found
    try:
        found = bytes.fromhex(reference)
    except ValueError:
        found = b""
    if len(found) != 16:  # noqa: PLR2004  # the length of a reference
        raise UsageError("the reference of a person is 32 hexadecimal digits")
    return found


def _roots(place: Path | None) -> str:
    from licet.terms.errors import InputError

    if place is None:
        return ""
    try:
        return place.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise InputError(f"the certificates `{place}` cannot be read: see the setting `tsa_roots`") from None
