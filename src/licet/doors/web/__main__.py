"""Django's own commands, for developers: ``python -m licet.doors.web makemigrations consent``."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "licet.doors.web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
