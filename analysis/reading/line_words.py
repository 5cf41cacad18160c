"""The lists of `data/line_words.toml`, and the patterns made of them."""

import re
import tomllib
from typing import Any

from analysis import DATA
from analysis.reading.byline import PARTICLES
from analysis.reading.newsrooms import AGENCY, PAPER

LISTS: dict[str, Any] = tomllib.loads((DATA / "line_words.toml").read_text("utf-8"))
NAME_WORD = r"[A-Z][\w.’'-]{0,20}"
_NAME = rf"(?-i:{NAME_WORD}(?:\s(?:{NAME_WORD}|{'|'.join(sorted(PARTICLES))})){{0,3}})"
_PART = re.compile(r"\{([a-z_]+)\}")
_PARTS = {**LISTS["parts"], "name": _NAME, "agency": rf"(?-i:{AGENCY})", "paper": rf"(?-i:{PAPER})"}


def source(entries: str | list[str]) -> str:
    """The source of a pattern for any of these entries, with what stands for {name} and other parts."""
    joined = "|".join([entries] if isinstance(entries, str) else entries).replace(" ", r"\s")
    return "(?:" + _PART.sub(lambda part: source(_PARTS[part[1]]), joined) + ")"


def pattern(section: str, name: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """One pattern for a list."""
    return re.compile(source(LISTS[section][name]), flags)
