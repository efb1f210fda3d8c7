"""Who we know: contact points, always as ciphertext, and the controllers on whose behalf people are prospected.

- ``points``    contact points in their one writing, and the keyed tokens by which they are found
- ``register``  find a person, make one, add a contact point; controllers
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licet.subjects.points import Point, contact_point, normalise_email, normalise_telephone, token
    from licet.subjects.register import (
        add_controller,
        add_point,
        controller,
        controllers,
        find,
        person_for,
        points_of,
    )

__all__ = [
    "Point",
    "add_controller",
    "add_point",
    "contact_point",
    "controller",
    "controllers",
    "find",
    "normalise_email",
    "normalise_telephone",
    "person_for",
    "points_of",
    "token",
]

_OF_POINTS = {"Point", "contact_point", "normalise_email", "normalise_telephone", "token"}


def __getattr__(name: str) -> object:
    """Load when asked for (PEP 562) what needs a configured Django."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"licet.subjects.{'points' if name in _OF_POINTS else 'register'}"), name)
