"""The marker `needs`: a test that runs a program of the system says which."""

import os
import shutil

import pytest


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip the test when its program is absent; on CI fail, since a skip there would prove nothing."""
    for tool in (tool for mark in item.iter_markers("needs") for tool in mark.args):
        if shutil.which(tool) is None:
            absent = f"`{tool}` is not installed on this machine"
            if os.environ.get("CI") == "true":
                pytest.fail(f"{absent}, and CI runs every test", pytrace=False)
            pytest.skip(absent)
