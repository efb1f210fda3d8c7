"""No test speaks to another machine: what is not loopback is refused before a packet leaves."""

import ipaddress
import sys

# The events of the interpreter that name an address, and where in their arguments it stands
# (docs.python.org, "Audit events table"). Unlike a replaced `socket.connect`, an audit hook sees every library.
_EVENTS = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
}


class FarConnectionError(BaseException):
    """A test tried to reach another machine; no `except Exception` may hide it."""


def _is_near(address: object) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    if not isinstance(host, str):
        return True  # no host at all: this machine
    if host in {"", "localhost"} or host.startswith("/"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_far_connections(event: str, arguments: tuple[object, ...]) -> None:
    """Raise when an audit event of the interpreter names an address beyond this machine."""
    place = _EVENTS.get(event)
    if place is not None and not _is_near(arguments[place]):
        message = f"a test may not reach `{arguments[place]}`"
        raise FarConnectionError(message)


# A hook cannot be taken back; the module is imported once per worker, so there is one.
sys.addaudithook(refuse_far_connections)
