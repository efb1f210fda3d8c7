"""The tables of the log. Only ``writer`` and ``erasing`` write them; an index is never used twice."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from licet.ledger.fields import LogIndex


class Head(models.Model):
    """The one row that every writer locks: how large the tree is, its right edge (``verify.tree.Edge``), its root."""

    size = models.BigIntegerField()
    edge = models.BinaryField()
    root = models.BinaryField(max_length=32)


class Event(models.Model):
    """An event: what of it is still disclosed, and for ever the commitment that stands in the log.

    ``names`` has a bit for each segment it was made of (1 core, 2 subject, 4 context, 8 content), ``digests`` their D,
    32 bytes each. A sealed segment is nonce, then AES-256-GCM of salt and bytes; blank once erased.
    """

    index = LogIndex(primary_key=True)
    kind = models.CharField(max_length=64)
    subject = models.BinaryField(max_length=16, null=True)
    seq = models.BigIntegerField(null=True)
    happened_at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()
    commitment = models.BinaryField(max_length=32)
    names = models.SmallIntegerField()
    digests = models.BinaryField()
    core_salt = models.BinaryField(max_length=32, null=True)
    core = models.BinaryField(null=True)
    sealed_subject = models.BinaryField(null=True)
    sealed_context = models.BinaryField(null=True)
    sealed_content = models.BinaryField(null=True)

    class Meta:
        """A person's events form one sequence without a fork."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "seq"], name="ledger_event_sequence")]
        indexes: ClassVar = [models.Index(fields=["kind", "index"], name="ledger_event_kind")]


class Tile(models.Model):
    """Hashes of one tile (C2SP tlog-tiles). Of level 0 only full ones: the events hold the rest."""

    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        """One tile a place."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["level", "number"], name="ledger_tile_place")]


class Stamp(models.Model):
    """A timestamp of a checkpoint: the checkpoint as it was stamped, and the response as received (RFC 3161)."""

    size = models.BigIntegerField()
    checkpoint = models.BinaryField()
    response = models.BinaryField()
    stamped_at = models.BigIntegerField()
    authority = models.CharField(max_length=200)


class HeadMap(models.Model):
    """A daily map of heads (specs/head-map.md): the event that recorded it once it was whole, and what it covers."""

    event = models.BigIntegerField(null=True)
    rows = models.BigIntegerField()
    log_size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)


class HeadChunk(models.Model):
    """Up to 256 rows of a map in the order of their slots: slot, salt, value, 32 bytes each; and their leaf hashes."""

    head_map = models.BigIntegerField()
    number = models.BigIntegerField()
    first_slot = models.BinaryField(max_length=32)
    rows = models.BinaryField()

    class Meta:
        """One chunk a place."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["head_map", "number"], name="ledger_chunk_place")]


class HeadTile(models.Model):
    """A tile of the tree over a map."""

    head_map = models.BigIntegerField()
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        """One tile a place."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["head_map", "level", "number"], name="ledger_head_tile_place")
        ]


class Doomed(models.Model):
    """A key that must go: written with the erasure that condemns it, removed when ``keys.db`` has lost it."""

    subject = models.BinaryField(max_length=16, primary_key=True)
    classes = models.CharField(max_length=64)
