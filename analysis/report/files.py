"""Where pages are written: whole files or none, and no file of somebody else's is overwritten. Part of `report`."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from analysis.article import ArticleError

_MARK = re.compile(r"<!-- ([0-9a-f]{64}) -->\s*\Z")  # the end of a file: what the page in it was made of


@contextmanager
def folder(out: Path) -> Iterator[None]:
    """Make the folder and try it out; if what follows fails, a new one goes again."""
    if out == Path():
        raise ArticleError("the pages need a folder of their own; give its name")
    made: list[Path] = []
    try:
        with writing(out):
            if out.exists() and not out.is_dir():
                raise ArticleError(f"{out}: there is a file of this name; give a folder")
            made += [p for p in (out, *out.parents) if not p.exists()]
            out.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=out).close()
        yield
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.rmdir()
        raise


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """What cannot be written there becomes an ArticleError."""
    try:
        yield
    except OSError as error:
        mend = "give another folder, or free some space"
        raise ArticleError(f"{out}: cannot write there ({error.strerror}); {mend}") from None


def write(out: Path, files: Mapping[str, str | bytes]) -> None:
    """Write all the files beside `out` first, so that a full disk leaves the old pages whole; then move them. A name
    can have a folder before it."""
    with writing(out), tempfile.TemporaryDirectory(dir=out, prefix=".new-") as new:
        for name, content in files.items():
            path = Path(new) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        for name in files:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(Path(new) / name, out / name)


def mark_of(path: Path) -> str:
    """What a page that we made was made of, as its last line says; "" for any other file."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 100))
            found = _MARK.search(file.read().decode("utf-8", "replace"))
    except OSError:
        return ""
    return found[1] if found else ""


class Pages:
    """The pages that one run writes to a folder. Names that differ only by case count as one, as on Windows and Macs.

    `force`: files that were there before the run may be overwritten, whatever they are.
    """

    def __init__(self, out: Path, force: bool = False) -> None:
        self.out, self.force = out, force
        self._written: set[str] = set()

    def write_new(
        self, name: str, ending: str, mark: str, content: str, beside: Mapping[str, str] | None = None
    ) -> Path:
        """Write a page as NAME plus `ending`, with a number where another page has that name; its path.

        `mark`: what it is made of, 64 hexadecimal digits; a page with the same mark is written anew. `beside`:
        ending -> content of files that belong to it.
        """
        others = beside or {}
        with folder(self.out), writing(self.out):
            there = {p.name.casefold(): p for p in self.out.iterdir()}
            names = (f"{name}{'' if n == 1 else f'-{n}'}" for n in count(1))
            free = next(n for n in names if self._free(there, n + ending, mark, [n + e for e in others]))
            files = {free + e: text for e, text in others.items()}
            self.write(free + ending, mark, content, files)
        return self.out / (free + ending)

    def write(self, file: str, mark: str, content: str, beside: Mapping[str, str] | None = None) -> None:
        """Write a page under this name, whatever is there: `check` comes before."""
        with folder(self.out):
            write(self.out, {file: f"{content.rstrip()}\n<!-- {mark} -->\n", **(beside or {})})
        self._written.add(file.casefold())

    def check(self, file: str, mark: str) -> None:
        """Raises ArticleError where a file of this name was not made of the same."""
        path = self.out / file
        if path.exists() and not self.force and mark_of(path) != mark:
            raise ArticleError(f"{path}: there already, and made of something else; give another name, or --force")

    def _free(self, there: Mapping[str, Path], file: str, mark: str, others: list[str]) -> bool:
        if file.casefold() in self._written:
            return False
        old = there.get(file.casefold())
        if old is None:
            return self.force or not any(name.casefold() in there for name in others)
        return self.force or mark_of(old) == mark
