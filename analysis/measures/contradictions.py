"""Weekdays that do not fit their date, and ages of one person that do not fit each other or a year of birth.

Only what the text itself contradicts: a year that it does not say is the one nearest to its own date.
"""

import re
from calendar import day_name, month_name
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from analysis.article import Article, Line, Parse, Span
from analysis.nlp.spans import DisjointSpans
from analysis.patterns import patterns
from analysis.reading.line_patterns import find_dates

WEEKDAY = "a weekday that does not fit its date"
AGE = "an age that does not fit"
NEAR = timedelta(60)  # a date without its year that is farther from the text's own may be of the year before or after

_DATED, _AGES = tuple(patterns("weekdays").values()), tuple(patterns("ages").values())
_BORN = patterns("births")["born"]


def find_contradictions(article: Article, parse: Parse) -> Iterator[Line]:
    """The words that do not fit and their sentence, kind by kind."""
    sentences = DisjointSpans(parse.sentences)
    for words, why in (*_weekdays(article), *_ages(article, sentences)):
        yield Line(sentences.around(words) or words, words, why)


def _weekdays(article: Article) -> Iterator[tuple[Span, str]]:
    known = article.published or _only_date(article)
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


def _only_date(article: Article) -> date | None:
    """A date of the body with its year, if all that it has are of one year."""
    days = [day for p in article.paragraphs for _, day in find_dates(article.prose[slice(*p)]) if day]
    return days[0] if len({day.year for day in days}) == 1 else None


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
