"""Tell whose a host is, and what well-known hosts and cookies serve (``words.yaml``).

Whether a host is the site's own is told by the name under which it is registered, by rule of thumb: the last two labels,
or three below a second level such as ``co`` or ``asso``. Holders who share such a name (``github.io``), and third parties
hidden behind a name of the site (CNAME), are not told apart.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

import yaml

_COUNTRY: Final = 2
"""Letters of a country's top level: below it alone are second levels such as `co.uk`."""


class Serves(StrEnum):
    """What a tracer serves, as far as its host or name is well known."""

    ADVERTISING = "advertising"
    MEASUREMENT = "measurement"
    EXEMPTIBLE = "exemptible"
    SERVED = "served"
    UNKNOWN = "unknown"


@lru_cache(maxsize=4096)
def registered(host: str) -> str:
    """Return the name under which a host is registered, an IP address or a bare name as it is."""
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        labels = host.casefold().strip(".").split(".")
    below = len(labels[-1]) == _COUNTRY and len(labels) > _COUNTRY and labels[-2] in words()["second_levels"]
    return ".".join(labels[-3 if below else -2 :])


@lru_cache(maxsize=4096)
def of_host(host: str, path: str) -> Serves:
    """Return what a well-known host, or a pixel on it, serves."""
    labels = host.casefold().split(".")
    names = [".".join(labels[start:]) for start in range(len(labels))]
    known = _hosts()
    for name in names:
        if name in known:
            return known[name]
    for kind, beginnings in words()["paths"].items():
        for beginning in beginnings:
            pixel, _, first = beginning.partition("/")
            if pixel in names and (path == f"/{first}" or path.startswith((f"/{first}/", f"/{first}?"))):
                return Serves(kind)
    return Serves.UNKNOWN


def of_cookie(name: str) -> Serves:
    """Return what a cookie under the site's own name serves, by well-known names."""
    for kind, (names, beginnings) in _cookies().items():
        if name in names or name.startswith(beginnings):
            return kind
    return Serves.UNKNOWN


@cache
def words() -> Mapping[str, Any]:
    """Return the lists of ``words.yaml``."""
    loaded: Mapping[str, Any] = yaml.safe_load(
        resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _hosts() -> Mapping[str, Serves]:
    return {host: Serves(kind) for kind, hosts in words()["hosts"].items() for host in hosts}


@cache
def _cookies() -> Mapping[Serves, tuple[frozenset[str], tuple[str, ...]]]:
    return {
        Serves(kind): (frozenset(listed), tuple(each[:-1] for each in listed if each.endswith("*")))
        for kind, listed in words()["cookies"].items()
    }
