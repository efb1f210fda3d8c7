"""What a visit says: the recording of one visit of a site (HAR 1.2), and when the visitor chose.

Beside the readers of mails, pages and contracts. It tells which hosts set or read what before a choice, after a refusal
and after a withdrawal; what each tracer serves stands in ``words.yaml``, and what it cannot tell a person has to weigh.
"""

from licet.reading.visits.moments import Action, Chosen, Phase, read_actions
from licet.reading.visits.visit import VisitReading, read_visit

__all__ = ["Action", "Chosen", "Phase", "VisitReading", "read_actions", "read_visit"]
