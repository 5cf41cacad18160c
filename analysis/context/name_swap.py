"""The same article with other people in it: their names are replaced by invented ones, and all is measured again.

What reads a name as praise, or finds a speaker only because the name is well known, shows as a number that moves.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from analysis.article import Analysis, Article, Mentioned, Source, Span

# Invented, of no well-known person; none is on the list of rated words.
FIRST = ("Walter", "Hanna", "Oskar", "Lena", "Viktor", "Marta", "Jonas", "Edith")
LAST = ("Brandt", "Lindholm", "Varga", "Seidel", "Okoro", "Halloran", "Petrov", "Novak", "Sorel", "Adeyemi")
PEOPLE = ("PERSON", "PER")
NAME = re.compile(r"[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?")


def renamed(analysis: Analysis, turn: int = 0) -> tuple[Article, dict[str, str]]:
    """(the article with other names, each name with its replacement); each `turn` gives other replacements."""
    known = dict(_replacements(analysis, turn))
    return replaced(analysis, known), known


def replaced(analysis: Analysis, known: Mapping[str, str]) -> Article:
    """The article with words replaced, and its parts where they were.

    A word in the name of a place or an organization stays: "Washington" may be a person here and a city there.
    """
    if not known:
        return analysis.article
    kept = [(e.start_char, e.end_char) for e in analysis.parse.doc.ents if e.label_ not in PEOPLE]
    words = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    found = re.finditer(rf"(?<![\w’'-])(?:{words})(?!\w)", analysis.article.text)
    edits = [m for m in found if not any(a <= m.start() and m.end() <= b for a, b in kept)]
    return _edited(analysis.article, [(m.span(), known[m[0]]) for m in edits])


def _edited(article: Article, edits: Sequence[tuple[Span, str]]) -> Article:
    """`edits`: spans in order, each with its new words. All spans of the article are moved accordingly."""
    pieces, at = [], 0
    for (start, end), new in edits:
        pieces += [article.text[at:start], new]
        at = end
    ends = [end for (_, end), _ in edits]
    grown = [0, *accumulate(len(new) - (end - start) for (start, end), new in edits)]

    def moved(span: Span) -> Span:
        return span[0] + grown[bisect_right(ends, span[0])], span[1] + grown[bisect_right(ends, span[1])]

    return replace(
        article,
        text="".join([*pieces, article.text[at:]]),
        zones=tuple(replace(zone, span=moved(zone.span)) for zone in article.zones),
        paragraphs=tuple(map(moved, article.paragraphs)),
    )


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
    """Their names, in the order of their first mentions; of those without words, where each begins with a capital."""
    text, sourcing = analysis.article.text, analysis.sourcing
    people: list[Source | Mentioned] = [s for s in sourcing.sources if s.kind == "person" and s.named]
    people += [u for u in sourcing.mentioned if u.kind == "person" and all(text[m[0]].isupper() for m in u.mentions)]
    return [name for _, name in sorted((who.mentions[0] if who.mentions else (0, 0), who.name) for who in people)]
