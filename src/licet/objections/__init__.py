"""What was refused: objections, and the suppression list that enforces them whatever else happens.

- ``scope``     how far a refusal goes
- ``record``    object; who is suppressed; ``refusals.log`` made effective again
- ``lapsing``   let refusals lapse whose term is over
- ``listed``, ``exchange``, ``scrub``  lists of others, read and never kept; a list in, flags out
"""
