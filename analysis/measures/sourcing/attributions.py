"""The pipeline's spans -> attributions with manner and nesting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...article import Article, Manner, Parse, Span
from .wordlists import REPORTING, SAYING_BEFORE_NAME

GROUP = "attributions"
NESTED_MIN_WORDS = 4
LONG_CUE, SURE_OF_LONG_CUE = 6, 0.9
# "Per the report, ..." and "according to ...": the tagger was trained on few of the first kind.
PREPOSITION = re.compile(r"\b(?:as per|per|according to)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its sources are known. `parent` is a position in the list of drafts."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    manner: Manner = "indirect"
    parent: int | None = None

    @property
    def extent(self) -> Span:
        spans = self.source + self.cue + self.content
        return min(s for s, _ in spans), max(e for _, e in spans)


def drafts(article: Article, parse: Parse) -> list[Draft]:
    """Attributions of headline and body in the order of their first word, parents before children."""
    parts = [*article.paragraphs, *filter(None, [article.span("headline")])]
    found = [d for d in _from_doc(parse) if any(_inside(d.extent, p) for p in parts)]
    found = _with_prepositions(found, article, parse)
    found = sorted(_distinct(found), key=lambda d: (d.extent[0], -d.extent[1]))
    found = [d for d in found if _believed(article, parse, d, _parent(d, found) is not None)]
    return [replace(d, manner=manner(article, parse, d), parent=_parent(d, found)) for d in found]


def _believed(article: Article, parse: Parse, draft: Draft, nested: bool) -> bool:
    """Is this speech, not narration that the tagger took for it?

    Nested ones come from a reading that the tagger was not trained for: they need a verb of saying and a
    content of some words. Of the others those with a long cue without such a verb ("has spent much of the
    year in an aggressive stance against") need quotation marks or a high score.
    """
    quoted = _quoted(article, parse, draft.content)
    cue = [t for span in draft.cue for t in parse.doc.char_span(*span, alignment_mode="expand")]
    reporting = any(t.lemma_.lower() in REPORTING | SAYING_BEFORE_NAME for t in cue)
    if nested:
        return reporting and sum(1 for s in draft.content for _ in article.words(s)) >= NESTED_MIN_WORDS
    return quoted or reporting or (0 < len(cue) < LONG_CUE) or (bool(cue) and draft.score >= SURE_OF_LONG_CUE)


def _from_doc(parse: Parse) -> Iterator[Draft]:
    group = parse.doc.spans[GROUP]
    scores = group.attrs["scores"]
    spans: dict[str, dict[str, list[Span]]] = {}
    for span in group:
        roles = spans.setdefault(span.id_, {"SOURCE": [], "CUE": [], "CONTENT": []})
        roles[span.label_].append((span.start_char, span.end_char))
    for number, roles in spans.items():
        yield Draft(*(tuple(sorted(roles[r])) for r in ("SOURCE", "CUE", "CONTENT")), scores[int(number)])


def _with_prepositions(found: list[Draft], article: Article, parse: Parse) -> list[Draft]:
    """A source behind "per" that was joined to another cue: an attribution of its own, over its sentence."""
    out = []
    for draft in found:
        for span in draft.source:
            match = PREPOSITION.search(article.text, max(0, span[0] - 20), span[0])
            if not match or any(s < span[0] and match.start() < e for s, e in draft.cue):
                continue
            draft = replace(draft, source=tuple(s for s in draft.source if s != span))
            sentence = next((s for s in parse.sentences if _inside(span, s)), None)
            content = sentence and _rest_of_sentence(article.text, sentence, (match.start(), span[1]))
            if content:
                cue = (match.start(), match.start() + len(match.group().rstrip()))
                out.append(Draft((span,), (cue,), (content,), draft.score))
        out.append(draft)
    return out


def _rest_of_sentence(text: str, sentence: Span, phrase: Span) -> Span | None:
    """The sentence without its "per X" at the beginning or the end."""
    if phrase[0] - sentence[0] <= sentence[1] - phrase[1]:
        start, end = phrase[1], sentence[1]
    else:
        start, end = sentence[0], phrase[0]
    words = [m.span() for m in re.finditer(r"\w+", text[start:end])]
    return (start + words[0][0], start + words[-1][1]) if words else None


def _distinct(found: list[Draft]) -> list[Draft]:
    """Without those that the second reading, inside contents, found again: one cue makes one attribution."""
    out: list[Draft] = []
    for draft in found:
        again = any(a[0] < b[1] and b[0] < a[1] for other in out for a in draft.cue for b in other.cue)
        same = not draft.cue and any(draft.content == other.content for other in out)
        if not again and not same:
            out.append(draft)
    return out


def _parent(draft: Draft, found: Iterable[Draft]) -> int | None:
    """The smallest attribution one of whose contents holds all of this one."""
    holders = [
        (end - start, n)
        for n, other in enumerate(found)
        if other is not draft and other.content != draft.content
        for start, end in other.content
        if _inside(draft.extent, (start, end))
    ]
    return min(holders)[1] if holders else None


def manner(article: Article, parse: Parse, draft: Draft) -> Manner:
    """`direct`: all words of the content stand in quotation marks; `mixed`: two or more in a row do.

    A quotation that holds the cue as well is somebody else's and does not count; nor does one quoted word,
    which may be a scare quote.
    """
    own = [q for q in parse.quotations if not any(_inside(c, q) for c in draft.cue)]
    words = [w for span in draft.content for w in article.words(span)]
    quoted = [w for w in words if any(_inside(w, q) for q in own)]
    if words and len(quoted) == len(words):
        return "direct"
    runs = [q for q in own if sum(_inside(w, q) for w in words) > 1]
    return "mixed" if runs else "indirect"


def _quoted(article: Article, parse: Parse, content: tuple[Span, ...]) -> bool:
    """Does the content hold a quotation of more than one word?"""
    words = [w for span in content for w in article.words(span)]
    return any(sum(_inside(w, q) for w in words) > 1 for q in parse.quotations)


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
