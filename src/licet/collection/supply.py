"""Tables of suppliers and imports. A row of a file lies sealed in its event; here stand its digest and its outcome."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models

ACCEPTED: Final = "accepted"
QUARANTINED: Final = "quarantined"
WITHHELD: Final = "withheld"
ERASED: Final = "erased"
OUTCOMES: Final = (ACCEPTED, QUARANTINED, WITHHELD, ERASED)
"""Accepted; refused by a rule; accepted, and set aside since with its whole batch or supplier; its content is gone."""


class Supplier(models.Model):
    """Who hands over people's data (glossary: a source). ``answers`` are answers of a dossier, as JSON; none is personal.

    ``bound`` is the share of bad proofs, in ten-thousandths, above which a batch is withheld. ``stopped_on`` is the
    day since which a known defect forbids any use, as a day number.
    """

    slug = models.SlugField(max_length=63, primary_key=True)
    name = models.CharField(max_length=200)
    way = models.CharField(max_length=24)
    continuing = models.BooleanField(default=False)
    answers = models.TextField(default="{}")
    bound = models.IntegerField(default=500)
    stopped_on = models.IntegerField(null=True)
    added_at = models.BigIntegerField()


class Paper(models.Model):
    """A contract, or a version of a form, of a supplier: its exact bytes, and what was answered about it."""

    supplier = models.SlugField(max_length=63)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    suffix = models.CharField(max_length=12)
    stored = models.BinaryField()
    answers = models.TextField(default="{}")
    added_at = models.BigIntegerField()
    event = models.BigIntegerField()

    class Meta:
        """A version is never replaced: what changes gets another name."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "kind", "name"], name="collection_paper_version")
        ]


class Check(models.Model):
    """A dated check of a supplier: what was looked at, what came out, what follows from it."""

    supplier = models.SlugField(max_length=63)
    on = models.IntegerField()
    subject = models.CharField(max_length=24)
    outcome = models.CharField(max_length=12)
    consequence = models.CharField(max_length=24)
    note = models.CharField(max_length=500, blank=True)
    event = models.BigIntegerField()

    class Meta:
        """The checks of a supplier are asked for together."""

        indexes: ClassVar = [models.Index(fields=["supplier", "on"], name="collection_check_of")]


class Import(models.Model):
    """A file of a supplier, brought in for one controller, purpose and channel. ``next_row`` says how far it is."""

    digest = models.BinaryField(max_length=32, unique=True)
    supplier = models.SlugField(max_length=63)
    controller = models.SlugField(max_length=63)
    purpose = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    began_at = models.BigIntegerField()
    finished_at = models.BigIntegerField(null=True)
    acquired_on = models.IntegerField()
    inform_by = models.IntegerField(null=True)
    erase_on = models.IntegerField()
    rows = models.BigIntegerField()
    next_row = models.BigIntegerField(default=0)
    accepted = models.BigIntegerField(default=0)
    quarantined = models.BigIntegerField(default=0)
    repeated = models.BigIntegerField(default=0)
    dropped = models.IntegerField(default=0)
    withheld_for = models.CharField(max_length=24, blank=True)
    withheld_event = models.BigIntegerField(null=True)
    event = models.BigIntegerField()


class ImportedRow(models.Model):
    """A row of a file: a keyed digest by which it is known again, whose it is, how it ended and why.

    ``inform_by`` is the last day to inform the person (GDPR 14(3)), blank once that was done or owed no more.
    """

    digest = models.BinaryField(max_length=16, primary_key=True)
    batch = models.BigIntegerField()
    row = models.BigIntegerField()
    subject = models.BinaryField(max_length=16)
    outcome = models.CharField(max_length=12)
    rules = models.CharField(max_length=400)
    missing = models.CharField(max_length=400)
    event = models.BigIntegerField()
    inform_by = models.IntegerField(null=True)
    informed_on = models.IntegerField(null=True)

    class Meta:
        """Rows of a batch by outcome; rows of a person."""

        indexes: ClassVar = [
            models.Index(fields=["batch", "outcome"], name="collection_row_of_batch"),
            models.Index(fields=["subject"], name="collection_row_of_subject"),
        ]


class Sample(models.Model):
    """Rows of a batch drawn to be proved, and once it is answered what came out; ``seed`` lets anybody draw them again."""

    supplier = models.SlugField(max_length=63)
    batch = models.BigIntegerField()
    size = models.IntegerField()
    seed = models.CharField(max_length=64)
    drawn_at = models.BigIntegerField()
    rows = models.TextField()
    answered_at = models.BigIntegerField(null=True)
    bad = models.IntegerField(null=True)
    unanswered = models.IntegerField(null=True)
    event = models.BigIntegerField()
