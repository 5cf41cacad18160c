"""Headline against body: pleasant- and unpleasant-sounding words, and what turns the sign of the gap between them.

By VADER (Hutto and Gilbert 2014), and by each other list of `lexicons`. Lists know words, not meanings: to VADER
"stunning" is praise. Surnames do not count: "Grant" and "Little" are no judgments. `tone_gap` is the headline minus
the mean of the body's sentences; `tone_gap_whole_text` takes the body as one text, where VADER's sum is mostly near -1
or 1. Each gap has the range over what could as well have been left out, and says whether its sign is stable, by the
other lists too.
"""

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from statistics import fmean

from analysis.article import WORD as WRITTEN
from analysis.article import Analysis, Article, Choice, Span, Value
from analysis.measures.tone import leave_out, lexicons
from analysis.measures.tone.leave_out import LIST, MEASURED, PARAGRAPH, paragraph_name
from analysis.measures.tone.lexicons import VADER, Lexicon

MOST_LEFT_OUT = 20  # paragraphs of a long article, each in turn
PEOPLE = {"PERSON", "PER"}  # labels of entities
COMMON, POSSESSIVE = re.compile(r"\b[a-z]+\b"), re.compile(r"[’']s?$")
NO_HEADLINE = "no headline in the text"
NO_HEADLINE_WORD = "no word of the headline is in the lexicon, names aside"
NO_BODY_WORD = "no word of the body is in the lexicon, names aside"


def headline_tone(analysis: Analysis, scope: str, lexicon: Lexicon = VADER) -> Value:
    """The tone of the headline, -1 (unpleasant) to 1 (pleasant); by VADER, news headlines mostly -0.78 to 0.6.

    Evidence: the words that the lexicon rates, with the boosters and negations that act on them.
    """
    span, text = analysis.article.span("headline"), mask_surnames(analysis)
    evidence = lexicon.rated(text, span) if span else ()
    if not evidence:
        return Value(math.nan, note=NO_HEADLINE_WORD if span else NO_HEADLINE)
    return Value(lexicon.score(text[slice(*span)]), evidence)


def body_tone(analysis: Analysis, scope: str, lexicon: Lexicon = VADER) -> Value:
    """Mean over the body's sentences of their tone, -1 to 1; by VADER, news mostly -0.26 to 0.23.

    Sentences without a rated word count as 0. Evidence: the words that the lexicon rates.
    """
    return _of_sentences(mask_surnames(analysis), analysis.parse.sentences, lexicon)


def mask_surnames(analysis: Analysis) -> str:
    """The article's text with an x for each letter of people's surnames, so that offsets stay the same.

    The first words of a name stay ("Sleepy Joe" is a judgment), and so does a word that the article has in lower case
    as well, or that is a name in its headline alone: titles are capitalized ("Endorsement Charade").
    """
    people = tuple((e.start_char, e.end_char) for e in analysis.parse.doc.ents if e.label_ in PEOPLE)
    return _masked(analysis.article.prose, people, analysis.article.span("headline"))


@lru_cache(maxsize=8)
def _masked(text: str, people: tuple[Span, ...], headline: Span | None) -> str:
    surnames = [s for s in (_surname(text, person) for person in people) if s]
    common = set(COMMON.findall(text))
    in_body = {text[slice(*s)] for s in surnames if not (headline and s[0] < headline[1])}
    pieces, at = [], 0
    for start, end in surnames:
        word = text[start:end]
        if word in in_body and word.lower() not in common:
            pieces += [text[at:start], *("X" if c.isupper() else "x" if c.isalpha() else c for c in word)]
            at = end
    return "".join([*pieces, text[at:]])


def _surname(text: str, person: Span) -> Span | None:
    """The last capitalized word of a person's name, without a possessive ending."""
    words = [m for m in WRITTEN.finditer(text, *person) if m[0][0].isupper()]
    return (words[-1].start(), words[-1].start() + len(POSSESSIVE.sub("", words[-1][0]))) if words else None


@lru_cache(maxsize=8)  # each gap asks for it too
def _of_sentences(text: str, sentences: tuple[Span, ...], lexicon: Lexicon) -> Value:
    evidence = tuple(w for s in sentences for w in lexicon.rated(text, s))
    if not evidence:
        return Value(math.nan, note=NO_BODY_WORD)
    return Value(fmean(lexicon.score(text[slice(*s)]) for s in sentences), evidence)


def tone_gap(analysis: Analysis, scope: str, lexicon: Lexicon = VADER) -> Value:
    """Headline tone minus mean tone of the body's sentences, -2 to 2; by VADER, news mostly -0.71 to 0.56.

    The range: one rated word of the headline left out, one sentence, one paragraph, one voice, all voices but the
    article's own, or all quotations. Other lists have other scales: they are in the note, not in the range.
    """
    headline, body = headline_tone(analysis, "headline", lexicon), body_tone(analysis, "body", lexicon)
    if missing := headline.note or body.note:
        return Value(math.nan, note=missing)
    others = [] if lexicon is not VADER else [*_by_other_lists(analysis)]
    varied = [*_left_out(analysis, headline, body.value, lexicon)]
    return leave_out.gap(headline.value - body.value, headline.evidence + body.evidence, varied, others)


def tone_gap_whole_text(analysis: Analysis, scope: str) -> Value:
    """Headline tone minus VADER's compound of the whole body as one text: what an online tool says. -2 to 2.

    The sum over a whole body is mostly near -1 or 1, whatever it says. The range: one paragraph left out, of the
    `MOST_LEFT_OUT` that sound strongest.
    """
    headline, body = headline_tone(analysis, "headline"), body_tone(analysis, "body")
    if missing := headline.note or body.note:
        return Value(math.nan, note=missing)
    whole = headline.value - VADER.score("\n".join(_paragraphs(analysis.article)))
    return leave_out.gap(whole, headline.evidence + body.evidence, [*_without_paragraphs(analysis, headline.value)])


def alternative_gaps(analysis: Analysis) -> tuple[Choice, ...]:
    """The gap as measured, then with one thing left out each time; empty where it is undefined."""
    gap = tone_gap(analysis, "headline")
    if math.isnan(gap.value):
        return ()
    headline, body = headline_tone(analysis, "headline"), body_tone(analysis, "body")
    return Choice(MEASURED, MEASURED, gap.value), *_left_out(analysis, headline, body.value, VADER)


def _left_out(analysis: Analysis, headline: Value, body: float, lexicon: Lexicon) -> Iterator[Choice]:
    """One thing left out: the choices of `leave_out` by a list of words."""
    text = mask_surnames(analysis)

    def score(kept: tuple[Span, ...]) -> float:
        return lexicon.score(" ".join(text[slice(*span)] for span in kept))

    scores = [lexicon.score(text[slice(*s)]) for s in analysis.parse.sentences]
    yield from leave_out.without_headline_word(analysis, headline.evidence, body, score)
    yield from leave_out.without_parts(analysis, headline.value, scores, score)


def _by_other_lists(analysis: Analysis) -> Iterator[Choice]:
    for lexicon in lexicons.LEXICONS.values():
        if lexicon is not VADER:
            headline, body = headline_tone(analysis, "headline", lexicon), body_tone(analysis, "body", lexicon)
            if not (headline.note or body.note):
                yield Choice(LIST, f"by {lexicon.title}", headline.value - body.value)


def _without_paragraphs(analysis: Analysis, headline: float) -> Iterator[Choice]:
    """One paragraph left out of the body as one text: each of a short article, the strongest of a long one. Every one
    of them would cost the square of the length, and only the strongest can move the sum most."""
    paragraphs = _paragraphs(analysis.article)
    strongest = sorted(range(len(paragraphs)), key=lambda i: -abs(VADER.score(paragraphs[i])))[:MOST_LEFT_OUT]
    for i in sorted(strongest) if len(paragraphs) > 1 else ():
        rest = VADER.score("\n".join(paragraphs[:i] + paragraphs[i + 1 :]))
        yield Choice(PARAGRAPH, f"without {paragraph_name(analysis.article, i)}", headline - rest)


def _paragraphs(article: Article) -> list[str]:
    """With names, as whoever pastes the text into an online tool."""
    return [article.prose[slice(*p)] for p in article.paragraphs]
