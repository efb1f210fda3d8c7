"""Say on what was measured: the machine in general terms, and the versions that do the work."""

from __future__ import annotations

import platform
from importlib.metadata import version

import psutil


def described() -> dict[str, str]:
    """Return the machine and versions; no name of a host, a user or a folder."""
    memory = psutil.virtual_memory().total / 2**30
    return {
        "cores": str(psutil.cpu_count(logical=True)),
        "memory": f"{memory:.0f} GiB",
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("polars", "narwhals", "numpy", "cedarpy", "openfisca-core")},
    }


def load() -> float:
    """Return the load of the last minute: above one a core, neighbours stretch every figure, ratios less."""
    return psutil.getloadavg()[0]
