"""``licet notice``: publish the information given to people whose data come from elsewhere."""

from __future__ import annotations

from pathlib import Path

from licet.doors.cli.asked import Answer, House, Json, language
from licet.doors.cli.form import _actor, _exit, _rows, _told
from licet.doors.cli.printing import put, put_json
from licet.doors.exits import Exit


def publish(file: Path, /, *, by: str = "cli", data: House = None, lang: Answer = None, as_json: Json = False) -> Exit:
    """Publish a notice as its next version, unless an item that is due is missing.

    Exits 0 when it is published, 2 when an item is missing, 4 when something is only contested or unsaid.

    Parameters
    ----------
    file
        The notice, in YAML.
    by
        The account that acts (default: whoever has this terminal).
    """
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.errors import DocumentError

    with opened(load(data).data):
        from licet.notices.notice import publish_notice

        try:
            text = file.read_text("utf-8-sig")
        except UnicodeDecodeError:
            raise DocumentError(f"`{file.name}` is not UTF-8 text: save it as UTF-8") from None
        outcome = publish_notice(text, by=_actor(by), name=file.name)
    if as_json:
        put_json({"notice": outcome.notice, "version": outcome.version, "broken": _rows(outcome.broken)})
    elif outcome.version is not None:
        put(f"{outcome.notice}  {outcome.version}")
    else:
        put("\n\n".join(_told(outcome.broken, language(lang))))
    return _exit(outcome.broken)
