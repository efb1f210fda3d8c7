"""What Granian's one worker process runs: the house opened from the environment, its worker started, its pages."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from multiprocessing.util import Finalize
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection

from licet.doors.config import WITHOUT_WORKER, load
from licet.doors.running import close_house, open_house
from licet.doors.web.turns import PLACES, in_turn


def _application() -> Callable[..., Iterable[bytes]]:
    config = load()
    open_house(config.data, database_url=config.database_url or None, key_file=config.master_key_file, migrated=True)
    # `atexit` is not heard in a process that multiprocessing made
    Finalize(None, close_house, exitpriority=10)
    if not os.environ.get(WITHOUT_WORKER):
        from licet.doors.jobs import jobs
        from licet.doors.worker import Worker

        worker = Worker(jobs())
        worker.start()
        Finalize(None, worker.stop, exitpriority=20)
    pages: Callable[..., Iterable[bytes]] = in_turn(get_wsgi_application(), PLACES[connection.vendor])
    # what was loaded stays: passes of the garbage collector over it would halt everybody for some 50 ms
    gc.freeze()
    if not config.trusted_proxies:
        return pages
    from granian.utils.proxies import wrap_wsgi_with_proxy_headers

    wrapped: Any = wrap_wsgi_with_proxy_headers(pages, trusted_hosts=list(config.trusted_proxies))
    return wrapped  # type: ignore[no-any-return]  # a WSGI application as well


application = _application()
