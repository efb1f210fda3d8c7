"""What a file says: tables of people, sends and complaints, their columns, dates and encodings.

Second floor of the house, above ``terms``, beside nothing: the rooms above know law, this one only reads. It neither
judges nor keeps; in goes a file, out come normalised rows and an honest account of what was read, assumed and kept aside.
"""

from licet.reading.columns import (
    COMPLAINTS,
    CONTACT_POINTS,
    IGNORE,
    PEOPLE,
    SENDS,
    Column,
    Recognised,
    Roles,
    recognise,
)
from licet.reading.dates import DateFormat, Shape, parse, parse_day
from licet.reading.tables import TableReading, read_people, read_table

__all__ = [
    "COMPLAINTS",
    "CONTACT_POINTS",
    "IGNORE",
    "PEOPLE",
    "SENDS",
    "Column",
    "DateFormat",
    "Recognised",
    "Roles",
    "Shape",
    "TableReading",
    "parse",
    "parse_day",
    "read_people",
    "read_table",
    "recognise",
]
