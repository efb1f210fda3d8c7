"""What was shown, version by version: once published a row never changes, and its bytes have their digest for a name."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from django.db import models

from licet.terms.errors import LedgerError


class _Published(models.Model):
    """A row that is written once."""

    class Meta:
        """A trait, not a table."""

        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Write the row; raise ``LedgerError`` when it is there already: what was shown is never changed."""
        if not self._state.adding:
            raise LedgerError("what was published is not changed: publish a new version")
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments, passed on

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse: consents point at it."""
        raise LedgerError("what was published is not deleted: consents point at it")


class PartnerList(_Published):
    """The partners named to people from a day on: slugs, one a line."""

    slug = models.SlugField(max_length=63)
    version = models.IntegerField()
    partners = models.TextField()
    published_at = models.BigIntegerField()

    class Meta:
        """One list a version."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["slug", "version"], name="notices_partner_list_one")]


class FormVersion(_Published):
    """A form as published: its description, what the law said of it, who overrode that, if anybody did."""

    slug = models.SlugField(max_length=63)
    version = models.IntegerField()
    controller = models.CharField(max_length=63)
    described = models.TextField()
    broken = models.TextField(blank=True)
    requested_by = models.CharField(max_length=64, blank=True)
    override_by = models.CharField(max_length=64, blank=True)
    override_reason = models.TextField(blank=True)
    published_at = models.BigIntegerField()

    class Meta:
        """One form a version."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["slug", "version"], name="notices_form_version_one")]


class Page(_Published):
    """The exact bytes of a page in one language, by their SHA-256 in hexadecimal."""

    digest = models.CharField(max_length=64, primary_key=True)
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="pages")
    lang = models.CharField(max_length=2)
    stored = models.BinaryField()


class OverrideRequest(models.Model):
    """A refused form that somebody wants published all the same; another person must agree."""

    slug = models.SlugField(max_length=63)
    described = models.TextField()
    broken = models.TextField()
    reason = models.TextField()
    requested_by = models.CharField(max_length=64)
    requested_at = models.BigIntegerField()
    closed = models.BooleanField(default=False)
