"""What the exit of the process says: one table for every command.

====  ========================================================================================
code  means
====  ========================================================================================
0     clean, permitted, valid; also every replay, list or report that ran
1     Licet failed: a fault of ours, or a file that could not be written
2     breach, refused, invalid
3     the input cannot be used
4     undetermined or contested only
64    wrong usage: an option, a name or a value that does not exist (EX_USAGE of sysexits.h)
130   interrupted from the keyboard (128 + SIGINT, as shells say it)
====  ========================================================================================
"""

from __future__ import annotations

from enum import IntEnum

from licet.terms.errors import InputError, UnknownRuleError, UsageError


class Exit(IntEnum):
    """An exit code."""

    CLEAN = 0
    FAILED = 1
    BREACH = 2
    UNUSABLE = 3
    UNDETERMINED = 4
    USAGE = 64
    INTERRUPTED = 130


def of_error(error: Exception) -> Exit:
    """Return the exit that an error stands for."""
    if isinstance(error, InputError):
        return Exit.UNUSABLE
    if isinstance(error, UsageError | UnknownRuleError):
        return Exit.USAGE
    return Exit.FAILED
