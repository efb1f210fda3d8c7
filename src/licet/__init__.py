"""Tell whether commercial prospecting is permitted, and prove it.

The rooms, from the ground up; each may use those before it, never those after it:

- ``verify``   the offline checker: entry, tree, proof, checkpoint, timestamp; imports nothing of ours
- ``terms``    words as types: channels, instants, days, legal periods, holidays, zones, errors
- ``rules``    what a rule is: facts, the recorder, its printers, decide one, decide many, explain
- ``reading``  what a file says: tables of people, their columns, dates and encodings
- ``law``      the texts: one module per text, dated figures, heads, examples good and bad
- ``audit``    somebody's base: dossier -> facts -> grounds -> heads -> report
- ``doors``    the ways in: the command line
"""

__version__ = "0.1.0"
