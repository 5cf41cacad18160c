"""Libraries imported without parts of them that nothing here uses, and that take longer to import than the rest.

A stand-in is in the place of such a part while the library is imported, and gone afterwards: whoever imports that part
later gets the real one. Where it was imported before, the real one is used.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import Any


@contextmanager
def standing_in(*modules: ModuleType) -> Iterator[None]:
    """Imports inside find these modules under their names; they and what was imported below them are forgotten."""
    names = tuple(module.__name__ for module in modules)
    if not sys.modules.keys().isdisjoint(names):
        yield
        return
    sys.modules.update(zip(names, modules, strict=True))
    try:
        yield
    finally:
        for name in [n for n in sys.modules if n in names or n.startswith(tuple(f"{name}." for name in names))]:
            del sys.modules[name]


def import_spacy() -> ModuleType:
    """spaCy without its command line, which brings clients for downloads. Its `info` works as ever."""

    def info(*given: Any, **named: Any) -> Any:
        from spacy.cli.info import info as real

        return real(*given, **named)

    command_line, about = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    command_line.__path__, about.__dict__["info"] = [], info
    with standing_in(command_line, about):
        import spacy
    return spacy


def import_textstat() -> ModuleType:
    """textstat without NLTK, from which it would take a dictionary that it is given (`measures.syllables`)."""
    with standing_in(ModuleType("nltk")):
        import textstat
    return textstat


def textblob_sentiment() -> Callable[[str], Any]:
    """TextBlob's `sentiment` without the rest of TextBlob, which brings NLTK."""
    package, found = ModuleType("textblob"), find_spec("textblob")
    package.__path__ = list(found.submodule_search_locations or ()) if found else []
    with standing_in(package):
        from textblob.en import sentiment
    return sentiment
