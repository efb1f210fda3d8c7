"""The tables of the room, one module for each part of it."""

from licet.collection.supply import Check, ImportedRow, Import, Paper, Sample, Supplier

__all__ = ["Check", "Import", "ImportedRow", "Paper", "Sample", "Supplier"]
