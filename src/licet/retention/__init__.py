"""How long we keep: persons restricted to proof, erased when nothing more is owed, and the clocks that say when.

- ``restricting``  kept as proof, used for nothing, until a day
- ``erasing``      forget a person, or a segment; everybody else's proofs stay as they are
- ``copies``       copies of ``keys.db``: until when one may still open what was erased
- ``cleaning``     files rewritten so that nothing erased lingers in them
- ``schedule``     what is due on a day, counted on the calendar
- ``purging``      do what is due, with a proof of what was done
- ``replaying``    erasures and restrictions made again after a restore
"""
