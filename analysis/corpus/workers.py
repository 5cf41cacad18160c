"""What measures the parts of a corpus: this process, several, or a Dask cluster."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any

from analysis.article import ArticleError
from analysis.corpus import measuring
from analysis.corpus.measuring import Job

PATIENCE = 20  # seconds for a scheduler to answer

# What starts a part, and how many parts may be under way: asked for again and again. How many articles are measured,
# those of unfinished parts too; None where that is not known.
Workers = tuple[Callable[..., Future], Callable[[], int], Callable[[], int | None]]


def started(processes: int, scheduler: str | None) -> AbstractContextManager[Workers]:
    """What is at work as long as the context lasts. Raises ArticleError where no cluster answers."""
    if scheduler:
        return _cluster(scheduler)
    return nullcontext((_here, lambda: 1, lambda: None)) if processes == 1 else _processes(processes)


def _here(function: Callable, job: Job) -> Future:
    """Run it in this process, at once."""
    future: Future = Future()
    try:
        future.set_result(function(job))
    except Exception as error:
        future.set_exception(error)
    return future


class _Pool(ProcessPoolExecutor):
    """Its processes are started with Ctrl-C blocked, which otherwise reaches all processes of a terminal."""

    def submit(self, *given, **named) -> Future:
        with _no_interrupts():
            return super().submit(*given, **named)


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Ctrl-C waits until this is over; processes that are started meanwhile never see it.

    Another thread may take a signal that this one blocks, and then Python interrupts this one: the handler waits too.
    """
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, handler)
        if heard and handler is not signal.SIG_IGN:
            raise KeyboardInterrupt


@contextmanager
def _processes(workers: int) -> Iterator[Workers]:
    # Started anew, not forked: a fork may copy a lock that a thread of this process holds.
    context = multiprocessing.get_context("spawn")
    measured = context.Value("q")
    pool = _Pool(workers, context, initializer=_begin_worker, initargs=(measured, gc.get_threshold()))
    try:
        yield pool.submit, lambda: 2 * workers, lambda: measured.value
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()  # their parts are measured again later: no need to wait
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin_worker(measured: Any, threshold: tuple[int, int, int]) -> None:
    """Count the articles that are measured; collect garbage as often as the main process, and end with it."""
    gc.set_threshold(*threshold)

    def count() -> None:
        with measured.get_lock():
            measured.value += 1

    measuring.told.append(count)
    _end_with_parent()


def _end_with_parent() -> None:
    """A worker leaves Ctrl-C to the main process, and ends when that is killed; otherwise it would never end."""

    def watch() -> None:
        multiprocessing.parent_process().join()
        os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Windows the first to hear it
    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    """A Dask cluster's workers, however many it has at the time. A part whose worker dies goes to another."""
    try:
        from distributed import Client
    except ImportError:
        mend = "pip install 'media-analysis-workbook[cluster]'"
        raise ArticleError(f"--scheduler needs Dask; install it: {mend}") from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:  # TimeoutError is an OSError
        reason = " ".join(str(error).split())
        raise ArticleError(f"{address}: no Dask scheduler answers ({reason}); check the address") from None
    try:
        try:
            client.wait_for_workers(1, timeout=60)
        except TimeoutError:
            raise ArticleError(f"{address}: this cluster has no workers; start some, then try again") from None
        yield client.get_executor(pure=False).submit, lambda: 2 * max(1, len(client.nthreads())), lambda: None
    finally:
        with suppress(OSError):  # all parts are there: a scheduler that ends meanwhile is no loss
            client.close()
