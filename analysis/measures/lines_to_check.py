"""Lines that an editor would ask about: each with its words and why it is listed. Nothing here is called wrong."""

import re
from collections.abc import Iterator, Sequence

from analysis.article import Article, HeadlineWord, Line, Parse, Sourcing, Span, Wording
from analysis.nlp.spans import DisjointSpans, SpanIndex

_ONE = "one|two|three|four|five|six|seven|eight|nine"
_TEN = (
    r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    rf"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-(?:{_ONE}))?)"
)
_BIG = "hundred|thousand|million|billion|trillion"
_PERCENT = r"\s?%|\s?per\s?cent\b"
# Digits, or words: of the small numbers, which are everywhere, only those from ten on or with what they count by.
NUMBER = re.compile(
    rf"(?<![\w.])(?:[$€£]\s?)?\d[\d,]*(?:\.\d+)?(?:{_PERCENT}|\s?(?:{_BIG})\b)?"
    rf"|\b(?:{_ONE}|{_TEN}|a|several)\s(?:{_BIG})\b(?:\s(?:and\s)?(?:{_BIG}|{_ONE}|{_TEN})\b)*(?:{_PERCENT})?"
    rf"|\b(?:{_ONE}|{_TEN})(?:{_PERCENT})|\b{_TEN}\b(?![-‐‑])|\b(?:{_BIG}|dozen)s\b|\b(?:a|two|three|several)\sdozen\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
MONTH = re.compile(r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.?\s+$")
QUOTED_WORDS = 4  # shorter quotations are titles, nicknames and scare quotes
UNNAMED = "a source that is not named, and no reason is given"
HEADLINE = "a headline word that the body does not have"
QUOTATION = "a quotation whose speaker was not found"
NUMBERED = "a number, and no source is given"
WORDED = {"causal": "a cause, and no source is given", "judgement": "a judgement, and no source is given"}


def find_lines(
    article: Article, parse: Parse, sourcing: Sourcing, headline: Sequence[HeadlineWord], wording: Sequence[Wording]
) -> tuple[Line, ...]:
    """In the order of the text. `words` are what a line is listed for, `span` the sentence or phrase around them."""
    found = [Line(w.span, w.span, HEADLINE) for w in headline if w.match == "none"]
    found += _claims(article, parse, sourcing, wording)
    for source in sourcing.sources:
        if not source.named and source.kind in ("person", "group") and not source.reason_for_anonymity:
            found += [Line(m, m, UNNAMED) for m in source.mentions[:1]]
    known = SpanIndex(s for a in sourcing.attributions if a.source_ids for s in a.content)
    long = (q for q in parse.quotations if len(list(article.words(q))) >= QUOTED_WORDS)
    found += [Line(q, q, QUOTATION) for q in long if not known.touch(q)]
    return tuple(sorted(found, key=lambda line: (line.span, line.words, line.why)))


def _claims(article: Article, parse: Parse, sourcing: Sourcing, wording: Sequence[Wording]) -> Iterator[Line]:
    """Numbers, causes and judgments in the article's own voice, in sentences that no attribution touches."""
    touched = [s for a in sourcing.attributions for s in (*a.source, *a.cue, *a.content)]
    touched += [*parse.quotations, *(s for source in sourcing.sources for s in source.reason_for_anonymity)]
    told, sentences = SpanIndex(touched), DisjointSpans(parse.sentences)
    claims: dict[int | None, list[Wording]] = {}
    for word in wording:
        if word.category in WORDED and word.place == "own":
            claims.setdefault(sentences.at(word.span[0]), []).append(word)
    for n, (start, end) in enumerate(parse.sentences):
        if told.touch((start, end)):
            continue
        for match in NUMBER.finditer(article.prose, start, end):
            if not _is_date(article.prose, match.span()):
                yield Line((start, end), match.span(), NUMBERED)
        yield from (Line((start, end), word.span, WORDED[word.category]) for word in claims.get(n, ()))


def _is_date(text: str, span: Span) -> bool:
    return bool(YEAR.fullmatch(text[slice(*span)]) or MONTH.search(text, max(0, span[0] - 12), span[0]))
