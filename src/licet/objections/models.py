"""Suppression: the record that enforces a refusal. A keyed token and what is refused, nothing of the person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Suppression(models.Model):
    """One refusal in force. Days are numbers since 1970-01-01; the list needs no more than this (CNIL MED-2023-040)."""

    token = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=16)
    scope = models.CharField(max_length=160)
    cause = models.CharField(max_length=24)
    on = models.IntegerField()
    keep_until = models.IntegerField()

    class Meta:
        """One entry a refusal."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "scope"], name="objections_suppression_one")]


class Exchanged(models.Model):
    """A digest of an exchange list, itself digested under our key: the list is matched, never kept."""

    token = models.BinaryField(max_length=32)
    algorithm = models.CharField(max_length=8)
    scope = models.CharField(max_length=160)
    on = models.IntegerField()
    keep_until = models.IntegerField()

    class Meta:
        """One entry a digest and scope."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "scope"], name="objections_exchanged_one")]
