"""Contracts with processors: what kind of paper, and which of the points of GDPR article 28(3) it states, and where."""

from licet.reading.contracts.papers import Paper
from licet.reading.contracts.pointers import Standard
from licet.reading.contracts.read import AROUND, ITEMS, POINTS, ContractReading, Delivered, read_contract

__all__ = ["AROUND", "ITEMS", "POINTS", "ContractReading", "Delivered", "Paper", "Standard", "read_contract"]
