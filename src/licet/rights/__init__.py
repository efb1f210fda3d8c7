"""What persons ask for, by when they must be answered, and what was answered.

- ``requests``  receive, extend, answer; deadlines
- ``held``      everything held of a person: for access, for portability, as text
"""
