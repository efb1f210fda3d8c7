"""Check offline what a ledger of Licet claims, with nothing else of Licet: a regulator runs this room alone."""
