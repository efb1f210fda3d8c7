"""What holds for every test: no far connection, system programs declared, hypothesis without chance on CI."""

import os
from pathlib import Path

from hypothesis import settings

from licet.doors.running import set_up

# Rooms that own tables are imported by name at the top of tests; no database is opened before a test asks for a house.
set_up(Path("no-house"))
# Playwright keeps an event loop in the thread of the tests, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytest_plugins = [
    "pytester",
    "tests.ground.browser",
    "tests.ground.house",
    "tests.ground.loopback",
    "tests.ground.needs",
    "tests.ledger_ground.tsa",
]

# No deadline: two cores shared by several workers make an honest test late. On CI the examples are the
# same each time, so that what failed there fails here.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")
