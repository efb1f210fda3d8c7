"""The room as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """Contact points and controllers."""

    name = "licet.subjects"
    label = "subjects"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "subjects"

    def ready(self) -> None:
        """Register what acts on other rooms' events."""
        import_module("licet.subjects.restriction")
