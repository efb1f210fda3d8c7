"""The server as a Django application: its tables are the worker's leases, its templates the frame of every page."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    """The server."""

    name = "licet.doors.web"
    label = "doors"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "doors"
