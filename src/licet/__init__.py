"""Tell whether commercial prospecting is permitted, and prove it.

The rooms, from the ground up; each may use those before it, never those after it:

- ``verify``   the offline checker: entry, tree, proof, checkpoint, timestamp; imports nothing of ours
- ``terms``    words as types: channels, instants, days, legal periods, holidays, zones, errors
- ``rules``    what a rule is: facts, the recorder, its printers, decide one, decide many, explain
- ``reading``  what a file says: tables of people, their columns, dates and encodings
- ``law``      the texts: one module per text, dated figures, heads, examples good and bad
- ``audit``    somebody's base: dossier -> facts -> grounds -> heads -> report
- ``ledger``   the log: acts, events, tree, checkpoints, the keys of persons
- ``subjects``  who we know: contact points by keyed token, controllers
- ``notices``  what was shown: forms, partner lists, every version with its exact bytes
- ``objections``  what was refused: objections, suppression, exchange lists
- ``consent``  what was said: state derived from events, receipts
- ``collection``  the way in: served forms, double opt-in, imports with quarantine, suppliers and their checks
- ``retention``  how long: clocks, archive, erasure with its proof
- ``rights``   what a person asks for, and by when it is answered
- ``accountability``  proof for others: evidence files, our own dossier
- ``doors``    the ways in: the command line, the server, the worker
"""

__version__ = "0.1.0"
