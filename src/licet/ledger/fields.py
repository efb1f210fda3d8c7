"""Columns of the log."""

from __future__ import annotations

from typing import Any

from django.db import models


class LogIndex(models.BigIntegerField):  # type: ignore[type-arg]  # it takes arguments for a checker of types only
    """The place of an event in the log. On SQLite it is the row's own number, so that a table has one tree, not two."""

    def db_type(self, connection: Any) -> str | None:  # noqa: ANN401  # Django's type of a connection is the base class only
        """Return ``integer`` on SQLite, where ``bigint`` would make an index beside the table."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
