"""The tables of the room, one module for each part of it."""

from licet.collection.forms_tables import Confirmation, Outgoing
from licet.collection.supply import Check, Import, ImportedRow, Paper, Sample, Supplier

__all__ = ["Check", "Confirmation", "Import", "ImportedRow", "Outgoing", "Paper", "Sample", "Supplier"]
