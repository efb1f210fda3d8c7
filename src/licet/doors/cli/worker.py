"""``licet worker``: the loop of stamps, head map, clocks and deadlines, in a process of its own."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import House, JsonOf
from licet.doors.cli.printing import put, put_json
from licet.doors.exits import Exit


def worker(
    *,
    data: House = None,
    once: Annotated[bool, Parameter(negative=())] = False,
    as_json: JsonOf = False,
) -> Exit:
    """Do what falls due: stamps, head map, clocks, deadlines. `licet serve` does it too, unless told `--no-worker`.

    Exits 1 when, with `--once`, a job failed.

    Parameters
    ----------
    once
        Do what is due now, then end.
    as_json
        Print the jobs done, as JSON.
    """
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.doors.jobs import jobs
        from licet.doors.web.models import Lease
        from licet.doors.worker import Worker

        working = Worker(jobs())
        if not once:
            working.run()
            return Exit.CLEAN
        done = working.turn()
        failed = sorted(Lease.objects.filter(failures__gt=0).values_list("job", flat=True))
    if as_json:
        put_json({"done": done, "failed": failed})
    else:
        for name in done:
            put(name)
    return Exit.FAILED if failed else Exit.CLEAN
