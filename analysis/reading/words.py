"""The words and patterns of `data/line_words.toml`, `data/page_words.toml` and `data/newsrooms.toml`."""

import re
import tomllib
from types import SimpleNamespace
from typing import Any

from analysis import DATA
from analysis.article import word_set


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


LISTS = _load("line_words") | _load("page_words")
PARTICLES = frozenset(LISTS["parts"]["particle"])
_NEWSROOMS = _load("newsrooms")
DOMAINS: dict[str, str] = _NEWSROOMS.pop("domains")
SECTIONS = frozenset(re.sub(r"\W+", "", name) for name in _NEWSROOMS.pop("sections").split(","))
WORDS = SimpleNamespace(**{name: word_set(words) for name, words in _NEWSROOMS.items()})
_PART = re.compile(r"\{([a-z_]+)\}")


def _source(entries: str | list[str]) -> str:
    joined = "|".join([entries] if isinstance(entries, str) else entries).replace(" ", r"\s")
    return "(?:" + _PART.sub(lambda part: _source(LISTS["parts"][part[1]]), joined) + ")"


def patterns(section: str, names: str, flags: re.RegexFlag = re.IGNORECASE) -> list[re.Pattern[str]]:
    """One pattern for each of these lists; names of elements end where a part of them ends."""
    sources = [_source(LISTS[section][name]) for name in names.split()]
    if section == "names":
        sources = [rf"(?:^|[\s_-]){source}(?=[\s_-]|$)" for source in sources]
    return [re.compile(source, flags) for source in sources]


OUTLET = re.compile(_source("{newsroom}"))
