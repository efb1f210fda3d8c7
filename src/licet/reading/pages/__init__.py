"""Pages with collection forms, as an inspector saved them: fields, requests for agreement, and the words around them.

Markup and styles are read as they are written; nothing is rendered, run or loaded. What is structural (a ticked box, a
form without any means to refuse) is said; what an eye or a lawyer has to weigh is quoted, with both figures.
"""

from licet.reading.pages.controls import Field
from licet.reading.pages.page import ITEMS, PageReading, RequestReading, read_page

__all__ = ["ITEMS", "Field", "PageReading", "RequestReading", "read_page"]
