"""Parts of packages without the whole: what loads much more than is used of it takes longer than a measure."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType


@contextmanager
def only_parts(name: str) -> Iterator[None]:
    """Meanwhile `import` of the package itself loads nothing, of its modules only these; afterwards all is as before.

    A package that is there already stays.
    """
    found = None if name in sys.modules else find_spec(name)
    if found is None:
        yield
        return
    sys.modules[name] = package = ModuleType(name)
    package.__path__ = list(found.submodule_search_locations or ())
    try:
        yield
    finally:
        for part in [each for each in sys.modules if each.split(".")[0] == name]:
            del sys.modules[part]
