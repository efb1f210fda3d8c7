"""The report as people read it: a page, a PDF, a summary in the terminal, and the files of a report folder.

Presentation only: whatever is counted or judged stands in ``licet.audit.model.Report`` before it comes here.
"""

from licet.audit.report.glance import exit_code
from licet.audit.report.page import render_page
from licet.audit.report.pdf import render_pdf
from licet.audit.report.schema import report_schema
from licet.audit.report.terminal import print_summary
from licet.audit.report.write import report_text, write_report

__all__ = ["exit_code", "print_summary", "render_page", "render_pdf", "report_schema", "report_text", "write_report"]
