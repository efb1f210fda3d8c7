"""Run the checker: ``python -m licet.verify``, or ``python verify`` from a copy of this folder alone."""

import importlib
import importlib.util
import sys
from pathlib import Path


def _alone() -> str:
    """Load this folder as a package under a name of its own, so that nothing around it is found; return the name."""
    name, folder = "licet_verify_alone", Path(__file__).resolve().parent
    # The folder itself stands in the path when Python runs it: its modules are not to be found as `tree` or `note`.
    sys.path[:] = [each for each in sys.path if Path(each).resolve() != folder]
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(name)
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return name


if __name__ == "__main__":
    sys.exit(importlib.import_module(f"{__package__ or _alone()}.command").main())
