"""Suppression: the record that enforces a refusal. A keyed token and what is refused, nothing of the person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Suppression(models.Model):
    """One refusal in force; the list needs no more than this (CNIL MED-2023-040).

    ``kind`` says what the token stands for (``tokens``); ``refused_at`` is the instant of the last such refusal (seconds,
    UTC): within one day, it decides what came after what. ``keep_until`` is a day number, the entry's last.
    """

    token = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=16)
    scope = models.CharField(max_length=160)
    cause = models.CharField(max_length=24)
    refused_at = models.BigIntegerField()
    keep_until = models.IntegerField()

    class Meta:
        """One entry a refusal; what kinds there are is asked for before long lists are compared."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "scope"], name="objections_suppression_one")]
        indexes: ClassVar = [models.Index(fields=["kind"], name="objections_suppression_kind")]


class Renewal(models.Model):
    """What a person agreed to anew after refusing it: by this very address, to just this. Entries stay as they are."""

    token = models.BinaryField(max_length=32)
    controller = models.CharField(max_length=63)
    channel = models.CharField(max_length=16)
    purpose = models.CharField(max_length=64)
    renewed_at = models.BigIntegerField()

    class Meta:
        """One a consent."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "controller", "channel", "purpose"], name="objections_renewal_one")
        ]
