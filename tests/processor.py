"""Limits of processor time, in continuous integration alone: elsewhere a machine may be of any age."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails where CI is set and what is done meanwhile takes more seconds of the processor."""
    start = time.process_time()
    yield
    took = time.process_time() - start
    assert took < seconds or not os.environ.get("CI"), f"{took:.1f} s"
