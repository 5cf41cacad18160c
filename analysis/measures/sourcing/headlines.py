"""Forms of headlines that name a source at one end: "Police: ...", "...: report", "..., study finds", "“...”: mayor".

The tagger was trained on sentences and misses many of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.article import Article, Parse, Span
from analysis.measures.sourcing.drafts import SURE_OF_RULE, Draft
from analysis.measures.sourcing.names import is_outlet
from analysis.measures.sourcing.phrases import describes_sources, names_sources
from analysis.nlp.spans import is_inside, overlap, tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_NAME = 100  # characters of a source that a rule finds
# Of articles, no sources: "Opinion: ...".
_LABEL = "analysis|column|editorial|essay|exclusive|interview|letters?|opinion|review|transcript|video"
_WHO_FIRST = re.compile(rf"(?!(?i:{_LABEL})\b)(?P<who>[^:]{{2,60}}): (?P<what>.{{8,}})")
_WHO_LAST = re.compile(r"(?P<what>.{8,}): (?P<who>[^:]{2,40})")
_SAYS_LAST = re.compile(r"(?P<what>.{8,}), (?P<who>[^,:]{2,60}) (?P<cue>says?|finds?|shows?|warns?|reports?|suggests?)")
_BEHIND_MARKS = re.compile(r"\s?[:—–-] ?(?P<who>[A-Z][\w.’'-]{0,30}(?: [A-Z][\w.’'-]{0,30}){0,5})(?= [a-z]|\Z)")


def with_headline(found: Sequence[Draft], article: Article, parse: Parse) -> list[Draft]:
    """The attributions with the source at one end of the headline, unless the tagger has it."""
    headline = article.span("headline")
    form = _form(article.text, parse, headline) if headline else None
    if form is None:
        return list(found)
    who, cue, what = form
    own = [d for d in found if any(overlap(s, who) for s in d.source)]
    across = [d for d in own if any(overlap(s, what) for s in d.source)]  # "a memo: report" taken for one source
    if any(overlap(s, what) for d in own if d not in across for s in d.content):
        return list(found)
    bare = [d for d in found if not d.source + d.cue and all(is_inside(s, what) for s in d.content)]
    before = ((d, tuple((s, min(e, what[1])) for s, e in d.source if s < what[1])) for d in across if what < who)
    cut = [replace(d, source=source) for d, source in before]
    kept = [d for d in found if d not in own and d not in bare]
    return [*kept, *cut, Draft((who,), (cue,) if cue else (), (what,), SURE_OF_RULE)]


def _form(text: str, parse: Parse, headline: Span) -> tuple[Span, Span | None, Span] | None:
    """Source, cue and content of a headline that has one of the forms.

    A name beside a colon may be what the headline is about ("Quill: the end of a career"): it needs quotation marks,
    or to be an outlet's at the end.
    """
    if (match := _SAYS_LAST.fullmatch(text, *headline)) and is_source(parse.doc, match.span("who")):
        return match.span("who"), match.span("cue"), match.span("what")
    for pattern in (_WHO_LAST, _WHO_FIRST):
        if match := pattern.fullmatch(text, *headline):
            who, what = match.span("who"), match.span("what")
            quoted = any(start == what[0] for start, _ in parse.headline_quotations)
            outlet = pattern is _WHO_LAST and is_outlet(match["who"])
            if is_source(parse.doc, who) and (quoted or outlet or not is_name(parse.doc, who)):
                return who, None, what
    for quotation in parse.headline_quotations[:1]:
        match = _BEHIND_MARKS.match(text, quotation[1], headline[1])
        if quotation[0] == headline[0] and match and is_source(parse.doc, match.span("who")):
            return match.span("who"), None, quotation
    return None


def is_source(doc: Doc, span: Span) -> bool:
    """Is this surely a source, whole? Not half a sentence with a source in it."""
    tokens = tokens_in(doc, span) if span[1] - span[0] <= LONGEST_NAME else []
    whole = bool(tokens) and not any(t.pos_ in ("AUX", "VERB", "SCONJ") for t in tokens)
    return whole and describes_sources(doc, span)


def is_name(doc: Doc, span: Span) -> bool:
    """Is this surely a source, and each of its parts a name?"""
    return is_source(doc, span) and names_sources(doc, span)
