"""What comes back: bounces, spam complaints, automatic replies and requests for removal.

Beside the reader of campaigns, with which it shares the way of taking a mail apart. Provider words end here: what goes
out is one normalised list, and whatever nobody listed is kept raw.
"""

from licet.reading.complaints.read import read_report, read_reports
from licet.reading.complaints.report import Fate, Kind, Original, Outcome, Permanence, Report

__all__ = ["Fate", "Kind", "Original", "Outcome", "Permanence", "Report", "read_report", "read_reports"]
