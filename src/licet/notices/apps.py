"""The room as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What was shown."""

    name = "licet.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "notices"

    def ready(self) -> None:
        """Register what acts on other rooms' events."""
        import_module("licet.notices.publish")
        import_module("licet.notices.notice")
