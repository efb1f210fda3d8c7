"""The room as a Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The log and its tables."""

    name = "licet.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "ledger"
