"""``licet serve``: the pages, on an embedded database with nothing else installed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from licet.doors.cli.asked import House, JsonOf
from licet.doors.cli.printing import flush, put, put_json
from licet.doors.exits import Exit

if TYPE_CHECKING:
    from licet.doors.config import Config

THREADS = 8
"""Requests answered at once: they wait for the one writer, so that more would only wait longer."""


def serve(
    *,
    data: House = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    base_url: str | None = None,
    threads: int = THREADS,
    worker: bool = True,
    as_json: JsonOf = False,
) -> Exit:
    """Run the server. The first time it makes the folder and prints the first operator's link, which works once.

    Parameters
    ----------
    host
        The address to listen on.
    port
        The port to listen on.
    base_url
        How browsers reach it, as `https://prefs.example.org` (default: the setting, else the address and port).
    threads
        How many requests are answered at once.
    worker
        Also stamp, map and keep deadlines; `--no-worker` leaves that to `licet worker`.
    as_json
        Print where it listens and the first link as one line of JSON.
    """
    from licet.doors.config import load
    from licet.terms.errors import UsageError

    if not 0 < port < 1 << 16 or not 0 < threads <= 64:  # noqa: PLR2004  # the ports there are; more threads only wait
        raise UsageError("`--port` lies between 1 and 65535, `--threads` between 1 and 64")
    config = load(data, base_url=base_url)
    if base_url is None and config.base_url == type(config)(config.data).base_url:
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # compared, not listened on
        config = load(data, base_url=f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}")
    _check_free(host, port)
    link = _prepare(config)
    _announce(config, link, as_json=as_json)
    _tell_workers(config, worker=worker)
    return _run(host, port, threads)


def _check_free(host: str, port: int) -> None:
    """Raise ``UsageError`` where somebody listens: the server shares a port, and two houses would each get half of what is asked."""
    import socket

    from licet.terms.errors import UsageError

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.create_server((host, port), family=family):
            pass
    except OSError as error:
        why = (error.strerror or "unknown reason").partition(" (")[0].lower()
        raise UsageError(f"`{host}` port `{port}` cannot be listened on ({why}): another one, please") from None


def _prepare(config: Config) -> str | None:
    """Make the house or bring its tables up to date; return the first operator's link while nobody can log in."""
    from licet.doors.running import close_house, open_house

    open_house(config.data, database_url=config.database_url or None, key_file=config.master_key_file)
    try:
        from licet.doors.web.accounts import first_link
        from licet.ledger import home

        return None if home().closed.exists() else first_link(config.base_url)
    finally:
        close_house()


def _announce(config: Config, link: str | None, *, as_json: bool) -> None:
    if as_json:
        import json

        put_json(json.dumps({"url": config.base_url, "first_link": link}))
    else:
        put(f"Licet: {config.base_url}")
        if link:
            put(f"Premier compte, lien à usage unique / first account, works once, for a day:\n{link}")
    flush()


def _tell_workers(config: Config, *, worker: bool) -> None:
    """Leave in the environment what the process that answers must know."""
    from licet.doors.config import WITHOUT_WORKER

    os.environ["LICET_DATA"] = str(config.data.absolute())
    os.environ["LICET_BASE_URL"] = config.base_url
    os.environ.pop(WITHOUT_WORKER, None)
    if not worker:
        os.environ[WITHOUT_WORKER] = "1"


def _run(host: str, port: int, threads: int) -> Exit:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.errors import ConfigurationError
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    from licet.terms.errors import UsageError

    try:
        Granian(
            "licet.doors.web.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,  # one ledger writer
            blocking_threads=threads,
            backpressure=threads * 16,
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(header_read_timeout=10_000),
            websockets=False,
            log_level=LogLevels.error,  # its warnings advise on the number of threads
            log_access=False,  # paths may hold a signed link
            respawn_failed_workers=True,
            workers_kill_timeout=30,
        ).serve()
    except ConfigurationError:
        raise UsageError("this cannot be served: another address or port, please") from None
    return Exit.CLEAN
