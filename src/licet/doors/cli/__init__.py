"""The command line: ``licet <noun> <verb>``, or ``licet <verb>`` for what people do most.

``COMMANDS`` is the whole of it: the words to type, and the place of the function, which is imported when it is
called or its help is shown. A command imports its rooms inside its function, so that ``licet --help`` answers at once.
To add one: write ``licet/doors/cli/<noun>.py`` with a plain function (its docstring is its help) that returns an
``Exit``, and name it here.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Final

from cyclopts import App, CycloptsError

import licet
from licet.doors.cli.printing import flush, hush, ready
from licet.doors.exits import Exit, of_error
from licet.terms.errors import LicetError

COMMANDS: Final[tuple[tuple[str, str], ...]] = (
    ("audit", "licet.doors.cli.audit:audit"),
    ("screen", "licet.doors.cli.screen:screen"),
    ("inspect", "licet.doors.cli.inspect:inspect"),
    ("decisions", "licet.doors.cli.decisions:decisions"),
    ("demo performeclic", "licet.doors.cli.demo:performeclic"),
    ("demo partners", "licet.doors.cli.demo:partners"),
    ("demo overnight", "licet.doors.cli.demo:overnight"),
    ("dossier init", "licet.doors.cli.dossier:init"),
    ("dossier check", "licet.doors.cli.dossier:check"),
    ("dossier export", "licet.doors.cli.dossier_export:export"),
    ("dossier schema", "licet.doors.cli.dossier:schema"),
    ("form check", "licet.doors.cli.form:check"),
    ("form publish", "licet.doors.cli.form:publish"),
    ("form approve", "licet.doors.cli.form:approve"),
    ("form list", "licet.doors.cli.form:list_forms"),
    ("form show", "licet.doors.cli.form:show"),
    ("notice publish", "licet.doors.cli.notice:publish"),
    ("controller add", "licet.doors.cli.controller:add"),
    ("controller list", "licet.doors.cli.controller:list_controllers"),
    ("link", "licet.doors.cli.link:link"),
    ("ledger fsck", "licet.doors.cli.ledger:fsck"),
    ("ledger checkpoint", "licet.doors.cli.ledger:checkpoint"),
    ("ledger stamp", "licet.doors.cli.ledger:stamp"),
    ("ledger heads", "licet.doors.cli.ledger:heads"),
    ("ledger key", "licet.doors.cli.ledger:key"),
    ("law list", "licet.doors.cli.law:list_rules"),
    ("law show", "licet.doors.cli.law:show"),
    ("law diff", "licet.doors.cli.law:diff"),
    ("law book", "licet.doors.cli.law:book"),
    ("law check", "licet.doors.cli.law_check:check"),
    ("law contested", "licet.doors.cli.law_check:contested"),
    ("object", "licet.doors.cli.objection:object_"),
    ("withdraw", "licet.doors.cli.objection:withdraw"),
    ("consent status", "licet.doors.cli.consent:status"),
    ("consent rebuild", "licet.doors.cli.consent:rebuild"),
    ("consent receipt", "licet.doors.cli.consent:receipt"),
    ("suppression import", "licet.doors.cli.suppression:import_"),
    ("suppression list", "licet.doors.cli.suppression:list_"),
    ("evidence", "licet.doors.cli.evidence:evidence"),
    ("verify", "licet.doors.cli.verify:verify"),
    ("scrub", "licet.doors.cli.scrub:scrub"),
    ("import", "licet.doors.cli.import_:import_"),
    ("import deadlines", "licet.doors.cli.import_:deadlines"),
    ("import informed", "licet.doors.cli.import_:informed"),
    ("quarantine list", "licet.doors.cli.quarantine:list_"),
    ("quarantine show", "licet.doors.cli.quarantine:show"),
    ("quarantine purge", "licet.doors.cli.quarantine:purge"),
    ("supplier add", "licet.doors.cli.supplier:add"),
    ("supplier contract", "licet.doors.cli.supplier:contract"),
    ("supplier form", "licet.doors.cli.supplier:form"),
    ("supplier check", "licet.doors.cli.supplier:check"),
    ("supplier list", "licet.doors.cli.supplier:list_"),
    ("supplier show", "licet.doors.cli.supplier:show"),
    ("supplier sample", "licet.doors.cli.supplier:sample"),
    ("supplier answer", "licet.doors.cli.supplier:answer"),
    ("serve", "licet.doors.cli.serve:serve"),
    ("worker", "licet.doors.cli.worker:worker"),
    ("doctor", "licet.doors.cli.doctor:doctor"),
    ("account add", "licet.doors.cli.accounts:add"),
    ("account link", "licet.doors.cli.accounts:link"),
    ("account change", "licet.doors.cli.accounts:change"),
    ("account list", "licet.doors.cli.accounts:list_accounts"),
    ("restrict", "licet.doors.cli.erase:restrict"),
    ("release", "licet.doors.cli.erase:release"),
    ("erase", "licet.doors.cli.erase:erase"),
    ("retention due", "licet.doors.cli.retention:due"),
    ("retention run", "licet.doors.cli.retention:run"),
    ("rights receive", "licet.doors.cli.rights:receive"),
    ("rights extend", "licet.doors.cli.rights:extend"),
    ("rights answer", "licet.doors.cli.rights:answer"),
    ("rights list", "licet.doors.cli.rights:list_"),
    ("rights export", "licet.doors.cli.rights:export"),
    ("backup", "licet.doors.cli.backup:backup"),
    ("restore", "licet.doors.cli.backup:restore"),
)

GROUPS: Final[dict[str, str]] = {
    "consent": "See what a person said, give the receipt, hold the rows against the events.",
    "account": "Say who may log in, and with which roles.",
    "controller": "Register on whose behalf people are prospected.",
    "ledger": "Check the log, publish and stamp its head, map the last event of each person.",
    "form": "Judge a form by the law, publish it, have a refused one approved by a second person.",
    "notice": "Publish what people are told whose data come from elsewhere.",
    "demo": "See what Licet finds on bases made up after published facts.",
    "dossier": "Write the template of a dossier, see what one lacks, write this house out as one.",
    "suppression": "Take over lists of refusals; count what the list holds.",
    "import": "Bring a list in, row by row with its proof; see until when its people must be informed.",
    "quarantine": "See what was not let in and why; read it with a trace; erase it in time.",
    "supplier": "Keep the register of suppliers: contracts, forms, checks, samples of proof.",
    "retention": "See what was kept long enough; archive and erase it, with a proof.",
    "rights": "Requests of persons: receive, extend, answer; export all that is held of one.",
    "law": "Read the law as it is encoded: list it, show a rule, compare two days, write the rule book.",
}
"""What the first word of two stands for."""

DEBUG: Final = "--debug"
"""Anywhere on the line, or ``LICET_DEBUG`` in the environment: faults are shown with their traceback."""


def build(*, loaded: bool = False) -> App:
    """Return the command line with every command, none of them imported yet unless ``loaded``, to list their help."""
    app = App(
        name="licet",
        version=licet.__version__,
        help_format="plaintext",  # a third of the start would go into loading a Markdown reader
        help=(licet.__doc__ or "").partition("\n")[0],
        help_epilogue=(
            "Exit codes: 0 clean, 1 Licet failed, 2 breach or refused, 3 input unusable, 4 undetermined or contested "
            f"only, 64 wrong usage. `{DEBUG}` (or LICET_DEBUG=1) shows where a fault lies."
        ),
    )
    groups: dict[str, App] = {}
    for words, where in COMMANDS:
        noun, _, verb = words.rpartition(" ")
        if words in GROUPS:  # a noun that is a command too: `licet import FILE`, beside `licet import deadlines`
            groups[words] = App(name=words, help=GROUPS[words])
            groups[words].default(_load(where))
            app.command(groups[words])
            continue
        if noun and noun not in groups:
            groups[noun] = App(name=noun, help=GROUPS[noun])
            app.command(groups[noun])
        groups.get(noun, app).command(_load(where) if loaded else where, name=verb)
    return app


def _load(where: str) -> Callable[..., object]:
    module, _, function = where.partition(":")
    return getattr(import_module(module), function)  # type: ignore[no-any-return]  # a function, as the table says


def _lists_commands(words: Sequence[str]) -> bool:
    return not words or not {"--help", "-h"}.isdisjoint(words) or (len(words) == 1 and words[0] in GROUPS)


def main() -> None:
    """Run ``licet`` on the arguments of the process, and leave with its exit code."""
    ready()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # a working folder holds people: it goes too when the terminal closes
            signal.signal(getattr(signal, name), _leave)
    sys.exit(run(sys.argv[1:]))


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def run(arguments: Sequence[str]) -> int:
    """Run a command; return its exit code. Errors are said in one line on standard error, and hold no personal data."""
    words = [word for word in arguments if word != DEBUG]
    debug = len(words) < len(arguments) or bool(os.environ.get("LICET_DEBUG"))
    if not all(map(_is_text, words)):
        _say("an argument is not UTF-8 text: rename the file it names, or set `LC_ALL=C.UTF-8`")
        return Exit.USAGE
    try:
        answer = build(loaded=_lists_commands(words))(
            words, exit_on_error=False, print_error=False, result_action="return_value"
        )
        flush()
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:  # whoever read our help has had enough
        hush()
        return Exit.CLEAN
    except CycloptsError as error:
        _say(f"{_one_line(str(error))} (`licet --help` shows what there is)")
        return Exit.USAGE
    except Exception as error:  # noqa: BLE001  # the door: whatever happened, the caller gets one line and a code
        if debug:
            import traceback

            traceback.print_exc()
        _say(_sentence(error))
        return of_error(error)
    return answer if isinstance(answer, int) else Exit.CLEAN


_OF_THE_DATABASE: Final = frozenset({"OperationalError", "InterfaceError", "DatabaseError"})
"""Errors of Django that tell of a database that is not there, or not one; their text may quote what was written."""


def _sentence(error: Exception) -> str:
    if isinstance(error, LicetError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG}:
        hush()
        return f"what was found cannot be written: {(error.strerror or 'unknown reason').lower()}"
    if type(error).__module__ == "django.db.utils" and type(error).__name__ in _OF_THE_DATABASE:
        return "the database does not answer, or cannot be read: `licet doctor` tells more"
    if isinstance(error, MemoryError):
        return "this machine has too little memory for it"
    # the message of an error that nobody foresaw may quote a person's data: its name and place must do
    import traceback

    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return f"this is a fault of Licet, please report it: {type(error).__name__} at {where} (`{DEBUG}` shows more)"


def _is_text(word: str) -> bool:
    """Tell whether an argument is text: bytes that no locale could read are half characters here (PEP 383)."""
    return not any("\ud800" <= char <= "\udfff" for char in word)


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _say(sentence: str) -> None:
    print(f"licet: {sentence}", file=sys.stderr)  # the terminal is what a door speaks to
