"""The room as a Django application: it holds no table, but hears of events."""

from importlib import import_module

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """How long we keep."""

    name = "licet.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "retention"

    def ready(self) -> None:
        """Declare the events of the room, and register what acts on other rooms'."""
        import_module("licet.retention.restricting")
        import_module("licet.retention.erasing")
