"""The vocabulary of the law: one module per kind of row, each declaring the observations its rules may use.

The same declarations make the dossier's tables, its JSON Schema, its commented template and the rule book: a fact
added here is asked for everywhere. Names are observations, never judgments.
"""
