"""The texts: each rule with its citation, its dates and its authority; figures, heads and examples beside them.

``book(at)`` gives the rules in force, ``decide`` judges one act, ``screen`` a table of them.
"""

from licet.law.book import Book, all_rules, book, find
from licet.law.judging import Act, Screening, decide, judge_row, screen, verdict_only
from licet.rules.decision import Decision, Reason, Status, Verdict

__all__ = [
    "Act",
    "Book",
    "Decision",
    "Reason",
    "Screening",
    "Status",
    "Verdict",
    "all_rules",
    "book",
    "decide",
    "find",
    "judge_row",
    "screen",
    "verdict_only",
]
