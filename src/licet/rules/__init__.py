"""What a rule is: facts, the recorder, its printers; decide one, decide many.

A rule is recorded once, when the law is loaded, and printed for one person (Python), for a database (SQL) and for
files of any size (narwhals). All printers print the same two formulas, so they cannot drift apart.
"""

from licet.rules.bulk import screen
from licet.rules.clock import Clock
from licet.rules.compiled import Bit, Compiled, compile_rules
from licet.rules.decision import Decision, Judge, Reason, Status, Verdict
from licet.rules.facts import Fact, Facts, Mending, Table
from licet.rules.mending import Change
from licet.rules.rule import Burden, Level, Reading, Rule, Verified, rule
from licet.rules.values import NEVER, UNKNOWN_FACT, Kind, Value

__all__ = [
    "NEVER",
    "UNKNOWN_FACT",
    "Bit",
    "Burden",
    "Change",
    "Clock",
    "Compiled",
    "Decision",
    "Fact",
    "Facts",
    "Judge",
    "Kind",
    "Level",
    "Mending",
    "Reading",
    "Reason",
    "Rule",
    "Status",
    "Table",
    "Value",
    "Verdict",
    "Verified",
    "compile_rules",
    "rule",
    "screen",
]
