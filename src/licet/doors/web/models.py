"""What the server itself keeps: who does which job of the worker, and until when."""

from __future__ import annotations

from django.db import models


class Lease(models.Model):
    """A job of the worker: who holds it and until when, and how it went. Instants are seconds, UTC."""

    job = models.CharField(max_length=64, primary_key=True)
    holder = models.CharField(max_length=64, blank=True)
    held_until = models.BigIntegerField(default=0)
    done_at = models.BigIntegerField(null=True)
    tried_at = models.BigIntegerField(null=True)
    failures = models.IntegerField(default=0)
    """How many times it has failed since it last went well."""
    failed_with = models.CharField(max_length=100, blank=True)
    """The name and the place of the last fault: never its message, which may quote a person's data."""
