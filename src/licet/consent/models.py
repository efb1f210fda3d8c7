"""What a person said, as it stands: one row for each purpose, channel and beneficiary. Rebuilt from events at any time."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Consent(models.Model):
    """The state of one consent. Times are seconds, UTC; ``event`` is the index of the event that made it so.

    ``latest_at`` is the latest instant of any event about it: one that happened after needs no other to be read again.
    """

    subject = models.BinaryField(max_length=16)
    purpose = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    beneficiary = models.CharField(max_length=63)
    status = models.CharField(max_length=16)
    happened_at = models.BigIntegerField()
    latest_at = models.BigIntegerField()
    event = models.BigIntegerField()
    how = models.CharField(max_length=16, blank=True)
    shown = models.CharField(max_length=64, blank=True)

    class Meta:
        """One row a consent; a beneficiary's are asked for together."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "purpose", "channel", "beneficiary"], name="consent_consent_one")
        ]
        indexes: ClassVar = [
            models.Index(fields=["beneficiary", "channel", "status"], name="consent_consent_of_beneficiary")
        ]
