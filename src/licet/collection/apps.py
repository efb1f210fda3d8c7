"""The room as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    """The way in."""

    name = "licet.collection"
    label = "collection"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "collection"

    def ready(self) -> None:
        """Register what acts on other rooms' events."""
        for name in ("quarantine", "mail", "double_opt_in", "forms"):
            import_module(f"licet.collection.{name}")
