"""Progress bars on long work: on a terminal, on standard error, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

Tell = Callable[[str, int, int], None]

STAGES: Final = {
    "read": {"fr": "lecture", "en": "reading"},
    "judge": {"fr": "application des règles", "en": "applying the rules"},
    "replay": {"fr": "relecture des événements", "en": "replaying events"},
    "write": {"fr": "import", "en": "importing"},
    "make": {"fr": "création des personnes", "en": "making people"},
}


def _nobody(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
    del stage, done, total


@contextmanager
def bar(lang: str, *, quiet: bool = False) -> Iterator[Tell]:
    """Give a function that is told (stage, done, total); it draws nothing where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield _nobody
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(STAGES.get(stage, {}).get(lang, stage), total=total)
            progress.update(tasks[stage], completed=done, total=total)

        yield tell
