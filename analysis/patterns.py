"""The patterns of `data/patterns.toml`: regular expressions made of parts that have names."""

import re
import tomllib

from analysis import DATA

_LISTS = tomllib.loads((DATA / "patterns.toml").read_text("utf-8"))
_PARTS = {name: words.replace(" ", "|") for name, words in _LISTS["words"].items()} | _LISTS["parts"]
_PART = re.compile(r"\{([a-z_]+)\}")


def patterns(section: str) -> dict[str, re.Pattern[str]]:
    """Name -> pattern, of one section of the file."""
    return {name: re.compile(_source(text), re.VERBOSE | re.MULTILINE) for name, text in _LISTS[section].items()}


def _source(text: str) -> str:
    return _PART.sub(lambda part: f"(?:{_source(_PARTS[part[1]])})", text)
