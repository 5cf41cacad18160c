"""Lines that an editor would ask about: each with its words and why it is listed. Nothing here is called wrong."""

import re
from calendar import day_name, month_name
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from analysis.article import Article, HeadlineWord, Line, Parse, Sourcing, Span, Wording
from analysis.nlp.spans import DisjointSpans, SpanIndex, tokens_in
from analysis.patterns import patterns
from analysis.reading.line_patterns import find_dates

_PATTERNS = patterns("lines_to_check")
NUMBER, NO_CLAIM = _PATTERNS["number"], _PATTERNS["no_claim"]
QUOTED_WORDS = 4  # shorter quotations are titles, nicknames and scare quotes
UNNAMED = "a source that is not named, and no reason is given"
HEADLINE = "a headline word that the body does not have"
QUOTATION = "a quotation whose speaker was not found"
NUMBERED = "a number, and no source is given"
TWICE = "a quotation that somebody else is given too"
SAME_WORDS = 6  # the opening words of a quotation by which it is known again
PART_WORDS = 5  # a part of a quotation by which it is known again, where a verb is in it
CAUSE, JUDGMENT = "a cause, and no source is given", "a judgement, and no source is given"
WORDED = {"causal": CAUSE, "judgement": JUDGMENT}
WEEKDAY = "a weekday that does not fit its date"
AGE = "an age that does not fit"
# The reasons by weight. First what the text contradicts itself in, then what a reader would act on, last what many
# articles have for good reasons.
WORST_FIRST = (TWICE, WEEKDAY, AGE, CAUSE, HEADLINE, QUOTATION, NUMBERED, UNNAMED, JUDGMENT)
NEAR = timedelta(60)  # a date without its year that is farther from the text's own may be of the year before or after

_DATED, _AGES = tuple(patterns("weekdays").values()), tuple(patterns("ages").values())
_BORN = patterns("births")["born"]


def find_lines(
    article: Article, parse: Parse, sourcing: Sourcing, headline: Sequence[HeadlineWord], wording: Sequence[Wording]
) -> tuple[Line, ...]:
    """In the order of the text. `words` are what a line is listed for, `span` the sentence or phrase around them."""
    found = [Line(w.span, w.span, HEADLINE) for w in headline if w.match == "none"]
    found += _claims(article, parse, sourcing, wording)
    for source in sourcing.speaking:
        if source.unnamed and not source.reason_for_anonymity:
            found += [Line(m, m, UNNAMED) for m in source.mentions[:1]]
    known = SpanIndex(s for a in sourcing.attributions if a.source_ids for s in a.content)
    long = (q for q in parse.quotations if len(list(article.words(q))) >= QUOTED_WORDS)
    found += [Line(q, q, QUOTATION) for q in long if not known.touch(q)]
    found += [*_given_twice(article, parse, sourcing), *_contradictions(article, parse)]
    return tuple(sorted(found, key=lambda line: (line.span, line.words, line.why)))


def kind(line: Line) -> str:
    """The one of `WORST_FIRST` that the reason begins with; some reasons go on with what is particular to a line."""
    return next(why for why in WORST_FIRST if line.why.startswith(why))


def _claims(article: Article, parse: Parse, sourcing: Sourcing, wording: Sequence[Wording]) -> Iterator[Line]:
    """Numbers, causes and judgments in the article's own voice, in sentences that no statement or thought touches."""
    touched = [s for a in sourcing.attributions if a.type != "deed" for s in (*a.source, *a.cue, *a.content)]
    touched += [*parse.quotations, *(s for source in sourcing.sources for s in source.reason_for_anonymity)]
    told, sentences = SpanIndex(touched), DisjointSpans(parse.sentences)
    claims: dict[int | None, list[Wording]] = {}
    for word in wording:
        if word.category in WORDED and word.place == "own":
            claims.setdefault(sentences.at(word.span[0]), []).append(word)
    for n, (start, end) in enumerate(parse.sentences):
        if told.touch((start, end)):
            continue
        named = SpanIndex(m.span() for m in NO_CLAIM.finditer(article.prose, start, end))
        for match in NUMBER.finditer(article.prose, start, end):
            if not named.touch(match.span()) and not _is_name(parse, match):
                yield Line((start, end), match.span(), NUMBERED)
        yield from (Line((start, end), word.span, WORDED[word.category]) for word in claims.get(n, ()))


def _is_name(parse: Parse, number: re.Match[str]) -> bool:
    """Is a bare number the end of a name: "Apollo 11 flew"? In "In Orle 30 people died" a noun follows."""
    tokens = tokens_in(parse.doc, number.span()) if number[0].replace(".", "").isdecimal() else []
    if not tokens or tokens[0].i == 0 or tokens[-1].i + 1 == len(parse.doc):
        return False
    before, after = parse.doc[tokens[0].i - 1], parse.doc[tokens[-1].i + 1]
    return before.pos_ == "PROPN" and after.pos_ not in ("NOUN", "ADJ", "PROPN", "SYM") and after.lower_ != "to"


class Quoted(NamedTuple):
    """A quotation: its words in lower case, everybody who is given it, and whether it is a part known again."""

    span: Span
    words: tuple[str, ...]
    ids: frozenset[int]
    known: bool


def _given_twice(article: Article, parse: Parse, sourcing: Sourcing) -> Iterator[Line]:
    """Quotations of which no source is the same, with the same words or opening words, or one a part of the other."""
    begins, holds, told = {}, {}, _quoted(article, parse, sourcing)
    for n, quoted in enumerate(told):
        words = quoted.words
        runs = [words[i : i + PART_WORDS] for i in range(max(1, len(words) - PART_WORDS + 1))]
        near = [holds.get(runs[0]), *map(begins.get, runs)]
        for other in (told[m] for m in near if m is not None):
            if quoted.ids.isdisjoint(other.ids) and _same_quotation(quoted, other):
                yield Line(quoted.span, quoted.span, f"{TWICE}, {sourcing.source(min(other.ids)).name}")
                break
        begins.setdefault(runs[0], n)
        for run in runs:
            holds.setdefault(run, n)


def _quoted(article: Article, parse: Parse, sourcing: Sourcing) -> list[Quoted]:
    """In the order of the text. Two people may use the same phrase: a short part without a verb is not known again."""
    quotations, alone = DisjointSpans(parse.quotations), set(article.paragraphs)  # pull quotes stand alone
    given: dict[int, set[int]] = {}
    for attribution in sourcing.statements:
        for n in {n for span in attribution.content for n in quotations.overlapping(span)}:
            given.setdefault(n, set()).update(attribution.source_ids)
    prose, found = article.prose.replace("’", "'"), []
    for n, ids in sorted(given.items()):
        span = quotations.spans[n]
        words = tuple(prose[slice(*w)].lower() for w in article.words(span))
        if ids and len(words) >= QUOTED_WORDS and span not in alone:
            told = len(words) > SAME_WORDS or any(t.pos_ in ("VERB", "AUX") for t in tokens_in(parse.doc, span))
            found.append(Quoted(span, words, frozenset(ids), told and len(words) >= PART_WORDS))
    return found


def _same_quotation(a: Quoted, b: Quoted) -> bool:
    part, whole = sorted((a, b), key=lambda quoted: len(quoted.words))
    opening = a.words[:SAME_WORDS] == b.words[:SAME_WORDS]
    return opening or (part.known and f" {' '.join(part.words)} " in f" {' '.join(whole.words)} ")


def _contradictions(article: Article, parse: Parse) -> Iterator[Line]:
    """Weekdays that do not fit their date, and ages of one person that do not fit each other or a year of birth.

    Only what the text itself contradicts: a year that it does not say is the one nearest to its own date.
    """
    sentences = DisjointSpans(parse.sentences)
    for words, why in (*_weekdays(article), *_ages(article, sentences)):
        yield Line(sentences.around(words) or words, words, why)


def _weekdays(article: Article) -> Iterator[tuple[Span, str]]:
    days = [day for p in article.paragraphs for _, day in find_dates(article.prose[slice(*p)]) if day]
    only = days[0] if len({day.year for day in days}) == 1 else None  # a date of the body, if all are of one year
    known = article.published or only
    for pattern in _DATED:
        for m in (m for p in article.paragraphs for m in pattern.finditer(article.prose, *p)):
            years = [m["year"]] if m["year"] is not None else [known.year + n for n in (-1, 0, 1)] if known else []
            days = [day for year in years for _, day in find_dates(f"{m['day']}, {year}") if day]
            days.sort(key=lambda day: abs(day - (known or day)))
            if m["year"] is None and days:  # far from a date that the text only mentions its year is not known
                days = days[:1] if abs(days[0] - known) < NEAR else days if article.published else []
            if days and m["weekday"][:3].title() not in (day_name[day.weekday()][:3] for day in days):
                day, end = days[0], m.start() + len(m[0].rstrip("."))
                yield (
                    (m.start(), end),
                    f"{WEEKDAY}, {month_name[day.month]} {day.day}, {day.year} is a {day_name[day.weekday()]}",
                )


def _ages(article: Article, sentences: DisjointSpans) -> Iterator[tuple[Span, str]]:
    """Of people who share a surname, each is known by the other names; the surname alone is nobody's then."""
    found = sorted(
        (m.span("age"), frozenset(m["who"].split()), m["who"].split()[-1], int(m["age"]))
        for pattern in _AGES
        for p in article.paragraphs
        for m in pattern.finditer(article.prose, *p)
    )
    people = defaultdict(list)
    for span, names, last, age in found:
        people[last].append((span, names, age))
    for last, told in people.items():
        if len({age for _, _, age in told}) == 1:
            continue
        called = {m[1] for m in re.finditer(rf"\b([A-Z][\w'’-]{{1,20}})\s{re.escape(last)}\b", article.prose)}
        for (_, a, before), (span, b, age) in pairwise(t for t in told if len(called) < 2 or len(t[1]) > 1):
            if age != before and (a <= b or b <= a):
                yield span, f"{AGE}, {before} in another place"
    if article.published:
        yield from _births(article, sentences, [(span, age) for span, _, _, age in found])


def _births(article: Article, sentences: DisjointSpans, ages: list[tuple[Span, int]]) -> Iterator[tuple[Span, str]]:
    """ "Jane Roe, 45, was born in 1960", or "She was born ..." in the next sentence."""
    for span, age in ages:
        n = sentences.at(span[0])
        after = [span[1]] + ([sentences.spans[n + 1][0]] if n is not None and n + 1 < len(sentences.spans) else [])
        for start in after:
            m = _BORN.match(article.prose, start)
            if m and article.published.year - int(m["year"]) - age not in (0, 1):
                yield m.span("year"), f"{AGE}, the text says {age}"
