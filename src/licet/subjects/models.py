"""The register: who is reached how, and on whose behalf. Addresses are ciphertext, looked up by keyed token only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ContactPoint(models.Model):
    """One e-mail address, telephone number or postal address of a person."""

    token = models.BinaryField(max_length=32, primary_key=True)
    suppression_token = models.BinaryField(max_length=32)
    """What links and the suppression list know of it."""
    kind = models.CharField(max_length=16)
    subject = models.BinaryField(max_length=16)
    sealed = models.BinaryField()
    added_at = models.BigIntegerField()
    event = models.BigIntegerField()

    class Meta:
        """A person's points are asked for together."""

        indexes: ClassVar = [
            models.Index(fields=["subject"], name="subjects_contact_point_of"),
            models.Index(fields=["suppression_token"], name="subjects_contact_point_refused"),
        ]


class Controller(models.Model):
    """Who decides why and how people are prospected (GDPR 4(7)); a partner or advertiser is one too.

    Its slug stands in consents, scopes and links, so it never changes.
    """

    slug = models.SlugField(max_length=63, primary_key=True)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True)
    address = models.TextField(blank=True)
    country = models.CharField(max_length=2, default="FR")
    added_at = models.BigIntegerField()


class Restriction(models.Model):
    """A person whose data are kept for proof alone (GDPR 18, 17(3)(e)): nobody sends, imports over or exports them.

    ``until`` is the last day, as a day number, for which they are kept; blank while nobody decided. ``since`` in seconds, UTC.
    """

    subject = models.BinaryField(max_length=16, primary_key=True)
    reason = models.CharField(max_length=24)
    since = models.BigIntegerField()
    until = models.IntegerField(null=True)
    event = models.BigIntegerField()

    class Meta:
        """Those whose day has passed are asked for together."""

        indexes: ClassVar = [models.Index(fields=["until"], name="subjects_restriction_until")]
