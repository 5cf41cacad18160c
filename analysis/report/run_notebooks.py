"""Notebooks are read, run in fresh kernels, and saved as run. Part of `report`."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from analysis import PACKAGE
from analysis.article import ArticleError
from analysis.views.base import html

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbformat import NotebookNode

NOTEBOOKS = PACKAGE.parent / "notebooks"
THREADS = 2
CELL_SECONDS = 600
STARTS = 3
WIDGET = "application/vnd.jupyter.widget-view+json"


def notebooks() -> list[Path]:
    """The course's own, in order."""
    found = sorted(NOTEBOOKS.glob("[!.]*.ipynb"))
    if not found:
        raise ArticleError(f"{NOTEBOOKS}: no notebooks there; the report is made from a checkout of the project")
    return found


def read(path: Path) -> NotebookNode:
    """The notebook in this file. Raises ArticleError when there is none."""
    import nbformat

    try:
        return nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise ArticleError(f"{path}: no such notebook") from None
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise ArticleError(f"{path}: not a notebook that can be read ({_first_line(error)})") from None


def run_all(paths: Sequence[Path], books: Sequence[NotebookNode], quiet: bool = False) -> None:
    """Run every notebook in place, each in a fresh kernel. The first error, or Ctrl-C, ends all of them."""
    from tqdm import tqdm

    ended = Event()
    pool = ThreadPoolExecutor(THREADS)
    try:
        runs = pool.map(partial(_run, ended=ended), paths, books)
        label = "Running the notebooks"
        for _ in tqdm(runs, total=len(paths), desc=label, unit="notebook", file=sys.stderr, disable=quiet):
            pass
        for book in books:
            _without_widgets(book)
    finally:
        ended.set()
        pool.shutdown(cancel_futures=True)


def _run(path: Path, book: NotebookNode, ended: Event) -> None:
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    at = [0]  # the cells that were begun, for the message
    for attempt in range(STARTS):
        try:
            with _killed_when(ended, client := _client(path, book, at)):
                client.execute()
            return
        except CellExecutionError as error:
            if error.ename == "ArticleError":  # says all that a person needs
                raise ArticleError(_first_line(error.evalue)) from None
            raise ArticleError(f"{path.name}, cell {at[-1] + 1}: {error.ename}: {_first_line(error.evalue)}") from None
        except CellTimeoutError:
            raise ArticleError(f"{path.name}, cell {at[-1] + 1}: still running after {CELL_SECONDS} s") from None
        except RuntimeError as error:
            # Another program can take a kernel's port between its choice and its use: then it dies at its start.
            if len(at) == 1 and attempt < STARTS - 1 and not ended.is_set():
                continue
            what = "Python ended while the cell ran" if isinstance(error, DeadKernelError) else _first_line(error)
            raise ArticleError(f"{path.name}, cell {at[-1] + 1}: {what}") from None


def _without_widgets(book: NotebookNode) -> None:
    """Fields need a running kernel, and have other names in every run."""
    book.metadata.pop("widgets", None)
    for cell in (c for c in book.cells if c.cell_type == "code"):
        cell.outputs = [output for output in cell.outputs if WIDGET not in output.get("data", {})]


@contextmanager
def _killed_when(ended: Event, client: NotebookClient) -> Iterator[None]:
    """Meanwhile the client's kernel is killed as soon as the event is set: its cell may take minutes."""
    done = Event()

    def watch() -> None:
        while not done.wait(0.2):
            kernel = getattr(client.km, "provisioner", None)
            if ended.is_set() and kernel is not None and kernel.process is not None:
                kernel.process.kill()

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
        # nbclient leaves it there if the kernel was killed at its start
        atexit.unregister(getattr(client, "_cleanup_kernel", None))


def _client(path: Path, book: NotebookNode, at: list[int]) -> NotebookClient:
    from nbclient import NotebookClient
    from traitlets.config import Config

    return NotebookClient(
        book,
        timeout=CELL_SECONDS,
        record_timing=False,
        store_widget_state=False,
        kernel_manager_class=_kernel_manager(),
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=lambda cell, cell_index: at.append(cell_index),
        config=Config({"KernelManager": {"transport_encryption": "required"}}),
    )


def _kernel_manager() -> type:
    """Kernels of this interpreter, whatever kernels of the same name a user has installed elsewhere."""
    from jupyter_client import AsyncKernelManager
    from jupyter_client.kernelspec import KernelSpecManager
    from traitlets import default

    class ThisInterpreter(AsyncKernelManager):
        @default("kernel_spec_manager")
        def _no_installed_kernels(self) -> KernelSpecManager:
            return KernelSpecManager(kernel_dirs=[], parent=self)

    return ThisInterpreter


def _first_line(message: object) -> str:
    return html.visible((str(message).splitlines() or [""])[0])


def save(paths: Sequence[Path], books: Sequence[NotebookNode]) -> None:
    """Save notebooks that were run, as they are committed."""
    import nbformat

    for path, book in zip(paths, books, strict=True):
        html.replace(path, (nbformat.writes(as_kept(book)) + "\n").encode("utf-8"))


def as_kept(book: NotebookNode) -> NotebookNode:
    """A notebook that was run as it is committed: without when and with which Python, and without whole pages in
    frames, which are long and change with every style sheet."""
    book.metadata["language_info"] = {"name": "python"}
    for cell in book.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if "<iframe" not in o.get("data", {}).get("text/html", "")]
    return book
