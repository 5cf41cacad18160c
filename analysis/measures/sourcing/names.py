"""Names: whether two are one, and whether one is a news outlet's."""

from __future__ import annotations

import re
from functools import lru_cache

from . import wordlists as lists

SMALL_WORDS = {"the", "of", "and", "for", "&"}
DROPPED = {"the", "corp", "inc", "ltd", "co", "llc", "plc", "company", "corporation"}


def is_outlet(name: str) -> bool:
    """Does this name look like a news outlet's?"""
    lower = re.sub(r"^the ", "", name.lower().strip())
    return lower in lists.OUTLET_NAMES or (
        (" " in lower or name[:1].isupper()) and lower.split()[-1] in lists.OUTLET_ENDINGS
    )


@lru_cache(maxsize=20_000)
def same_name(a: str, b: str) -> bool:
    """Is one name a shorter form of the other? Its last word, its initials; never another person's."""
    x, y = name_words(a), name_words(b)
    if len(y) < len(x):
        x, y = y, x
    if not x or x == y:
        return x == y and bool(x)
    if len(x) == 1:
        if x[0] == y[-1] or (x[0] == y[0] and is_outlet(b) and is_outlet(a)):
            return True
        initials = (y, [w for w in y if w not in SMALL_WORDS]) if len(x[0]) <= len(y) else ()
        return any(x[0] == "".join(w[0] for w in words) for words in initials)
    if ("jr" in x) != ("jr" in y):
        return False
    return (x[-1] == y[-1] and x[0] == y[0]) or y[-len(x) :] == x


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words that tell a name, in lower case, without articles and forms of company."""
    words = [w for w in (w.rstrip(".") for w in re.findall(r"[\w.'’-]+", plain(name).lower())) if w]
    return tuple(w for w in words if w not in DROPPED) or tuple(words)


def plain(name: str) -> str:
    """A name in one line, without its article and without a genitive's ending."""
    return re.sub(r"^[Tt]he\s+|['’]s?$", "", " ".join(name.split()))
