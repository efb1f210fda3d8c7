"""The errors of Licet, drawn as a tree.

::

    LicetError
    ├── RuleError            a rule is badly written; raised when the law is loaded, never later
    ├── UnknownRuleError     nobody wrote a rule by that name
    ├── UsageError           the caller asked for something that does not exist or does not fit
    ├── LedgerError          the record cannot do this as it stands
    │   └── ClosedError      the house stays closed until a restore is finished
    └── InputError           what was given to read cannot be used
        ├── SubjectError     this is no contact point
        ├── TableError       a people file, or another table, cannot be read
        ├── DocumentError    a mail, page, contract or recording cannot be read
        └── DossierError     a dossier is missing, malformed or points at what is not there

A message is lower case, without a full stop, with values in backticks. It names files, columns and
rules; it never holds personal data and never decides the exit of the process: doors do.
"""


class LicetError(Exception):
    """something went wrong"""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class RuleError(LicetError):
    """a rule is badly written"""


class UnknownRuleError(LicetError):
    """no rule by that name"""


class UsageError(LicetError):
    """this was asked in a way that cannot be answered"""


class LedgerError(LicetError):
    """the record cannot do this as it stands"""


class ClosedError(LedgerError):
    """this house is closed until its restore is finished: run `licet restore` again"""


class InputError(LicetError):
    """what was given to read cannot be used"""


class SubjectError(InputError):
    """this is no contact point"""


class TableError(InputError):
    """a table cannot be read"""


class DocumentError(InputError):
    """a document cannot be read"""


class DossierError(InputError):
    """a dossier cannot be used"""
