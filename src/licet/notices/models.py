"""What was shown, version by version: once published a row never changes, and its bytes have their digest for a name."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from licet.terms.errors import LedgerError


class _WrittenOnce(models.QuerySet[Any]):
    """Rows of which nothing is changed or deleted, not even many at a time."""

    def update(self, **_values: object) -> NoReturn:
        """Refuse."""
        raise LedgerError("what was published is not changed: publish a new version")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise LedgerError("what was published is not deleted: consents point at it")

    def bulk_update(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse."""
        raise LedgerError("what was published is not changed: publish a new version")


class _Published(models.Model):
    """A row that is written once."""

    objects = _WrittenOnce.as_manager()

    class Meta:
        """A trait, not a table."""

        abstract = True
        base_manager_name = "objects"

    def save(self, *args: object, **kwargs: object) -> None:
        """Write the row; raise ``LedgerError`` when it is there already: what was shown is never changed."""
        if not self._state.adding:
            raise LedgerError("what was published is not changed: publish a new version")
        super().save(*args, **{**kwargs, "force_insert": True})  # type: ignore[arg-type]  # Django's own, passed on

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse: consents point at it."""
        raise LedgerError("what was published is not deleted: consents point at it")


class Shown(_Published):
    """Exact bytes that people were shown, by their SHA-256 in hexadecimal, and the words of them alone.

    ``kind``: ``form``, ``confirmation`` (the page behind the link of a mail), ``mail``, ``notice``. Nothing in it is personal:
    the address and the link of a mail are left out.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=16)
    lang = models.CharField(max_length=2)
    stored = models.BinaryField()
    text = models.TextField()
    text_digest = models.CharField(max_length=64)
    first_at = models.BigIntegerField()


class PartnerList(_Published):
    """The partners named to people from a day on: in each line a slug, a tab, the name under which it is shown."""

    slug = models.SlugField(max_length=127)
    version = models.IntegerField()
    partners = models.TextField()
    published_at = models.BigIntegerField()

    class Meta:
        """One list a version."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["slug", "version"], name="notices_partner_list_one")]

    @property
    def named(self) -> dict[str, str]:
        """Slug of each partner → its name on that day, in the order shown."""
        return dict(line.split("\t", 1) for line in self.partners.split("\n"))


class FormVersion(_Published):
    """A form as published: its description, what the law said of it, who overrode that, if anybody did.

    ``described`` is JSON: the YAML text, the names of controller and partners, the versions of its partner lists.
    """

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

        base_manager_name = "objects"
        constraints: ClassVar = [models.UniqueConstraint(fields=["slug", "version"], name="notices_form_version_one")]


class FormPage(_Published):
    """The page of a version in one language."""

    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="pages")
    lang = models.CharField(max_length=2)
    shown = models.ForeignKey(Shown, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One page a language."""

        base_manager_name = "objects"
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "lang"], name="notices_form_page_one")]


class NoticeVersion(_Published):
    """The information given to people in one language, as published (GDPR 13 or 14)."""

    slug = models.SlugField(max_length=63)
    version = models.IntegerField()
    lang = models.CharField(max_length=2)
    controller = models.CharField(max_length=63)
    article = models.CharField(max_length=2)
    shown = models.ForeignKey(Shown, on_delete=models.PROTECT, related_name="+")
    published_at = models.BigIntegerField()

    class Meta:
        """One notice a version and language."""

        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "version", "lang"], name="notices_notice_version_one")
        ]


class OverrideRequest(models.Model):
    """A refused form that somebody wants published all the same; another person must agree."""

    slug = models.SlugField(max_length=63)
    described = models.TextField()
    broken = models.TextField()
    reason = models.TextField()
    requested_by = models.CharField(max_length=64)
    requested_at = models.BigIntegerField()
    closed = models.BooleanField(default=False)
