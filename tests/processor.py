"""Limits of processor time, in continuous integration alone: elsewhere a machine may be of any age."""

from __future__ import annotations

import os
import signal
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


@contextmanager
def stopped(what: str, seconds: int = 300) -> Iterator[None]:
    """Fails after so many seconds of the clock, many times what any machine takes: what never ends fails as well.

    Windows has no such alarm: there it goes on.
    """
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise AssertionError(f"{what}: not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
