"""Words that the lessons use in a sense of their own."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from analysis import DATA
from analysis.views.base.html import Folded, Html, Marked, Section, element, join

FILE = DATA / "glossary.toml"
TITLE = "Words that these pages use, and what they mean"


@lru_cache(maxsize=1)
def terms() -> dict[str, str]:
    """Each word with its meaning, in the order of the alphabet."""
    with FILE.open("rb") as file:
        return dict(sorted(tomllib.load(file).items(), key=lambda pair: pair[0].casefold()))


def glossary(*wanted: str, folded: bool = False) -> Section:
    """All words, or those of these names. `folded`: behind a line that opens."""
    known = terms()
    if strange := [w for w in wanted if w not in known]:
        raise KeyError(f"{strange[0]}: not in the glossary")
    listed = _listed({w: known[w] for w in wanted or known})
    return Section(Folded(TITLE, listed) if folded else Marked(listed, TITLE))


def _listed(meanings: dict[str, str]) -> Html:
    pairs = (join((element("dt", word), element("dd", meaning))) for word, meaning in meanings.items())
    return element("dl", *pairs, class_="glossary")
