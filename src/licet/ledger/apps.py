"""The room as a Django application."""

from typing import Any, Final

from django.apps import AppConfig
from django.db.backends.signals import connection_created

DURABLE: Final = (
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
)
"""What is answered is on the disk, whatever the server or the role was told; stronger settings stay."""


class LedgerConfig(AppConfig):
    """The log and its tables."""

    name = "licet.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "ledger"

    def ready(self) -> None:
        """Have every connection to PostgreSQL wait for the disk, as each one to SQLite does (``settings.SQLITE``)."""
        connection_created.connect(wait_for_the_disk, dispatch_uid="licet.ledger")


def wait_for_the_disk(connection: Any, **_: object) -> None:  # noqa: ANN401  # a connection of any engine
    """Set a new connection to answer a commit once it is durable."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(DURABLE)
