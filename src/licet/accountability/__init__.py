"""Prove to others what was done: one person's facts as a file checked by strangers, the whole house as a dossier.

- ``evidence``   the evidence file of a person (specs/evidence-file.md), made of what the rooms below recorded
- ``dossier``    the running system written out as a dossier, to be audited like anybody's base

It owns no table: whatever it says is read from the rooms below it.
"""
