"""The room as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class ObjectionsConfig(AppConfig):
    """What was refused."""

    name = "licet.objections"
    label = "objections"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "objections"

    def ready(self) -> None:
        """Register what acts on other rooms' events."""
        import_module("licet.objections.record")
        import_module("licet.objections.forgetting")
