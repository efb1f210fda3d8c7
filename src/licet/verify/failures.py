"""What goes wrong: a claim that does not hold, or a thing that cannot be read at all.

::

    VerifyError
    ├── InvalidError    what is claimed is not so; ``reason`` names the failure
    └── UnusableError   nothing can be said: no such file, another format, a trust file that is none

A reason is a code in words; ``words`` says it in French and English. ``where`` names a file or a field; neither holds
personal data.
"""

from __future__ import annotations

from .words import REASONS


class VerifyError(Exception):
    """A failure with its reason (a key of ``words.REASONS``) and the place, if there is one."""

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(reason, where)
        self.reason = reason
        self.where = where

    def __str__(self) -> str:
        sentence = REASONS[self.reason][1]
        return f"`{self.where}`: {sentence}" if self.where else sentence


class InvalidError(VerifyError):
    """What is claimed does not hold."""


class UnusableError(VerifyError):
    """What was given cannot be checked at all."""
