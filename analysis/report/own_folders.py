"""Folders of a run's own for what Jupyter, IPython and matplotlib would keep in the user's home."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

VARIABLES = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR")


@contextmanager
def own_folders() -> Iterator[None]:
    """Lead them to a temporary folder, which is removed at the end.

    The home stays as it was, and no settings of the user's change a figure or a page.
    """
    try:
        made = tempfile.TemporaryDirectory(prefix="analysis-", ignore_cleanup_errors=True)
    except OSError:  # no file can be written anywhere: none can be left either
        made = nullcontext(os.devnull)
    with made as folder:
        before = {name: os.environ.pop(name, None) for name in VARIABLES}
        os.environ.update({name: str(Path(folder, name)) for name in VARIABLES})
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value
