"""Tables of the served forms: agreements that wait for the link of a mail, and mails on their way."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Confirmation(models.Model):
    """What a person asked for on a form and has not confirmed yet. ``nonce`` is in the link, with a signature beside it.

    ``keys`` are the agreements asked for (JSON), ``sealed`` the contact points told besides the address, ciphertext.
    """

    nonce = models.BinaryField(max_length=16, primary_key=True)
    subject = models.BinaryField(max_length=16)
    form = models.SlugField(max_length=63)
    version = models.IntegerField()
    lang = models.CharField(max_length=2)
    page = models.CharField(max_length=64)
    keys = models.TextField()
    sealed = models.BinaryField()
    mail = models.CharField(max_length=64)
    asked_at = models.BigIntegerField()
    expires_at = models.BigIntegerField()
    answered_at = models.BigIntegerField(null=True)
    answer = models.CharField(max_length=16, blank=True)

    class Meta:
        """A person's are found together."""

        indexes: ClassVar = [models.Index(fields=["subject"], name="collection_confirmation_of")]


class Outgoing(models.Model):
    """A mail of the house on its way: what it says is ciphertext under its addressee's key, and gone once it is sent.

    ``throttle`` is the keyed token of what may be sent once an hour (an address on a form), empty where nothing limits it.
    """

    ref = models.BinaryField(max_length=16, unique=True)
    kind = models.CharField(max_length=32)
    subject = models.BinaryField(max_length=16)
    lang = models.CharField(max_length=2)
    shown = models.CharField(max_length=64)
    sealed = models.BinaryField()
    throttle = models.BinaryField(max_length=32)
    state = models.CharField(max_length=16, default="waiting")
    due_at = models.BigIntegerField()
    attempts = models.IntegerField(default=0)
    queued_at = models.BigIntegerField()
    sent_at = models.BigIntegerField(null=True)
    failure = models.CharField(max_length=64, blank=True)

    class Meta:
        """The worker asks for what is due; the hourly limit for what was sent."""

        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="collection_outgoing_due"),
            models.Index(fields=["throttle", "sent_at"], name="collection_outgoing_hourly"),
            models.Index(fields=["subject"], name="collection_outgoing_of"),
        ]
