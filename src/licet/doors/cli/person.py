"""Whom a command is about: said on standard input, since arguments are seen by everybody on the machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from licet.terms.errors import SubjectError

if TYPE_CHECKING:
    from licet.subjects import Point

LONGEST = 2_000
REFERENCE = 16


def point_said(kind: str | None = None) -> Point:
    """Read one contact point from standard input: an address, or a number; ``kind`` says ``post`` where it is neither.

    A postal address may have several lines. Two contact points are refused: a second one that nobody heeds would be lost.
    """
    from licet.subjects import contact_point

    if sys.stdin.isatty():
        print("licet: the address or number, then Enter:", file=sys.stderr)
        lines = [sys.stdin.readline(LONGEST)]
    else:
        lines = sys.stdin.read(LONGEST).splitlines()
    lines = [line.strip() for line in lines if line.strip()]
    if not lines:
        raise SubjectError("no contact point was given on standard input")
    if kind == "post":
        return contact_point(kind, " ".join(lines))
    if len(lines) > 1:
        raise SubjectError("more than one contact point was given on standard input: one at a time")
    return contact_point(kind or ("email" if "@" in lines[0] else "telephone"), lines[0])


def person_said(reference: str | None, kind: str | None = None) -> bytes:
    """Return the person whom a command is about: the reference given, else whom standard input names."""
    from licet.subjects import find
    from licet.terms.errors import UsageError

    if reference is None:
        found = find(point_said(kind))
        if found is None:
            raise SubjectError("nobody is known by this contact point")
        return found
    try:
        found = bytes.fromhex(reference)
    except ValueError:
        found = b""
    if len(found) != REFERENCE:
        raise UsageError("the reference of a person is 32 hexadecimal digits")
    return found
