"""The room as a Django application."""

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """Contact points and controllers."""

    name = "licet.subjects"
    label = "subjects"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "subjects"
