"""The room as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """What was said."""

    name = "licet.consent"
    label = "consent"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "consent"

    def ready(self) -> None:
        """Register what acts on other rooms' events."""
        import_module("licet.consent.record")
        import_module("licet.consent.forgetting")
