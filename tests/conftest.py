"""What holds for every test: no far connection, system programs declared, hypothesis without chance on CI."""

import os

from hypothesis import settings

pytest_plugins = ["pytester", "tests.ground.browser", "tests.ground.loopback", "tests.ground.needs"]

# No deadline: two cores shared by several workers make an honest test late. On CI the examples are the
# same each time, so that what failed there fails here.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")
