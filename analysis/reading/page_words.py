"""The lists of `data/page_words.toml` as patterns, and the names of elements in which they are looked for."""

import re
import tomllib
from typing import Any

from lxml.html import HtmlElement

from analysis import DATA

PAGE_WORDS: dict[str, Any] = tomllib.loads((DATA / "page_words.toml").read_text("utf-8"))
SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")


def words_pattern(section: str, name: str) -> re.Pattern[str]:
    """One pattern for a list; names of elements end where a part of them ends."""
    joined = "|".join(PAGE_WORDS[section][name])
    return re.compile(rf"(?:^|[\s_-])(?:{joined})(?=[\s_-]|$)" if section == "names" else joined, re.IGNORECASE)


def element_names(element: HtmlElement) -> str:
    """The class, id and similar names of an element, in lower case, with hyphens for camel case."""
    values = (element.get(name) or "" for name in ("class", "id", "itemprop", "role", "data-component", "data-testid"))
    return SPACES.sub(" ", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", " ".join(values)[:400])).lower()
