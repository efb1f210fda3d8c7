"""Nothing that one test did too often is held against the next."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from licet.doors.web import console, limits


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    limits.forget()
    cache.clear()
    console._kept.clear()
    yield
    limits.forget()
    cache.clear()
