"""The same article with other people in it: their names are replaced by invented ones, and all is measured again.

What reads a name as praise, or finds a speaker only because the name is well known, shows as a number that moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .article import Analysis, Article, Unheard

# Invented, of no well-known person; none is on the list of rated words.
FIRST = ("Walter", "Hanna", "Oskar", "Lena", "Viktor", "Marta", "Jonas", "Edith")
LAST = ("Brandt", "Lindholm", "Varga", "Seidel", "Okoro", "Halloran", "Petrov", "Novak", "Sorel", "Adeyemi")
NAME = re.compile(r"[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?")


def renamed(analysis: Analysis, turn: int = 0) -> tuple[str, dict[str, str]]:
    """(the article's text with other names, each name with what stands for it); each `turn` deals them out anew."""
    known = dict(_replacements(analysis, turn))
    if not known:
        return analysis.article.text, {}
    pattern = re.compile(rf"\b({'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})(?![\w])")
    return pattern.sub(lambda m: known[m[1]], analysis.article.text), known


def _replacements(analysis: Analysis, turn: int) -> Iterator[tuple[str, str]]:
    """Surnames and first names of the people whom the article names, in the order in which it speaks of them."""
    given: set[str] = set()
    free = [[n for n in names if n not in analysis.article.text] for names in (FIRST, LAST)]
    first, last = (iter([names[(turn + i) % len(names)] for i in range(len(names))]) for names in free)
    for name in _people(analysis):
        *before, surname = NAME.findall(name) or [""]
        for word, names in ((surname, last), *((w, first) for w in before)):
            if word and word not in given and (other := next(names, None)):
                given.add(word)
                yield word, other


def _people(analysis: Analysis) -> list[str]:
    sourcing = analysis.sourcing
    named = [(s.mentions[0] if s.mentions else (0, 0), s.name) for s in sourcing.sources
             if s.kind == "person" and s.named]  # fmt: skip
    people = (u for u in sourcing.unheard if u.kind == "person" and _is_name(analysis.article, u))
    return [name for _, name in sorted(named + [(u.mentions[0], u.name) for u in people])]


def _is_name(article: Article, unheard: Unheard) -> bool:
    """Written with capitals wherever it stands."""
    return all(article.text[m[0]].isupper() for m in unheard.mentions)
