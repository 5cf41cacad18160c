"""Words that the lessons use in a sense of their own."""

import re
from functools import lru_cache

from analysis.measures.word_forms import load
from analysis.views.base.html import Marked, Section, element, join

TITLE = "Words that these pages use, and what they mean"


@lru_cache(maxsize=1)
def terms() -> dict[str, str]:
    """Each word with its meaning, in the order of the alphabet."""
    return dict(sorted(load("glossary").items(), key=lambda pair: pair[0].casefold()))


def anchor(term: str) -> str:
    """The id of a word's entry.

    >>> anchor("named, unnamed")
    'word-named-unnamed'
    """
    return "word-" + re.sub(r"\W+", "-", term.lower()).strip("-")


def glossary(*wanted: str) -> Section:
    """All words, or those of these names. Raises KeyError for a word that it has not."""
    known = terms()
    if strange := [w for w in wanted if w not in known]:
        raise KeyError(f"{strange[0]}: not in the glossary")
    pairs = (join((element("dt", w, id=anchor(w)), element("dd", known[w]))) for w in wanted or known)
    listed = element("dl", *pairs, class_="glossary")
    return Section(Marked(listed, TITLE))
