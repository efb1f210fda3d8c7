"""The room as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """What persons ask for."""

    name = "licet.rights"
    label = "rights"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "rights"

    def ready(self) -> None:
        """Declare the events of the room, and register what acts on other rooms'."""
        import_module("licet.rights.requests")
