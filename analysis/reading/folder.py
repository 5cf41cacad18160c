"""The files of a folder that may hold articles, in an order that is the same everywhere."""

import os
from pathlib import Path

TEXT_FILES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml")


def files_below(folder: str | Path) -> list[str]:
    """The files below a folder but hidden ones, as paths from there. Raises OSError where one cannot be looked into."""

    def unreadable(error: OSError) -> None:
        raise error

    names = []
    for place, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = [f for f in folders if not f.startswith(".")]
        names += (Path(place, f).relative_to(folder).as_posix() for f in files if not f.startswith("."))
    return sorted(names)


def text_files(names: list[str]) -> list[str]:
    """Those of these files whose names end as those of texts and web pages do."""
    return [name for name in names if name.lower().endswith(TEXT_FILES)]
