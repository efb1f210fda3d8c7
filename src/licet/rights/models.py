"""Requests of persons and their deadlines. What was asked and answered in words lies sealed in the events."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Request(models.Model):
    """One request. Days are day numbers, instants seconds, UTC; ``subject`` is blank for a stranger, or once forgotten.

    A row without its person stays: that a request was answered in time can be shown when nobody knows any more whose it was.
    """

    subject = models.BinaryField(max_length=16, null=True)
    right = models.CharField(max_length=16)
    via = models.CharField(max_length=24)
    received_on = models.IntegerField()
    recorded_at = models.BigIntegerField()
    due_on = models.IntegerField()
    extended_on = models.IntegerField(null=True)
    identity_doubted = models.BooleanField(default=False)
    answered_on = models.IntegerField(null=True)
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        """Open ones by their deadline; those of a person."""

        indexes: ClassVar = [
            models.Index(fields=["answered_on", "due_on"], name="rights_request_due"),
            models.Index(fields=["subject"], name="rights_request_of"),
        ]
