"""The first screen: what the text says of itself, and three sentences on how the article is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from analysis.article import Page
from analysis.report.page.parts import VOICES, Lit, Sentence
from analysis.report.page.sources import OWN, QUOTED, RETOLD, Voices, first_upper, spans_of
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import count, listed

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
FEW = 0.05  # a share of the words that is given as their number
AT_LENGTH = 30, 0.1  # a source is quoted at length from so many words, and this share of the body
FRACTIONS = {
    (1, 2): "half the words",
    (1, 3): "a third of the words",
    (2, 3): "two-thirds of the words",
    (1, 4): "a quarter of the words",
    (1, 5): "a fifth of the words",
    (1, 6): "a sixth of the words",
    (1, 8): "an eighth of the words",
    (1, 10): "a tenth of the words",
    **{(n, n + 1): f"{NUMBERS[n]} of {NUMBERS[n + 1]} words" for n in (3, 4, 5, 7, 9)},
    **{(n, 5): f"{NUMBERS[n]} of five words" for n in (2, 3)},
    **{(n, 10): f"{NUMBERS[n]} of ten words" for n in (3, 7)},
}


def about_itself(page: Page) -> list[tuple[str, str]]:
    """What the text says of itself: outlet, author, dates, who took the photo; and what of these it does not say. Each
    in words for all screens and words that a phone leaves out."""
    return [(" ".join(words.split()), " ".join(more.split())) for words, more in _about_itself(page)]


def _about_itself(page: Page) -> Iterator[tuple[str, str]]:
    article = page.article
    for said in (article.outlet, article.byline):
        if said:
            yield said, ""
    if article.published:
        yield f"published {us_date(article.published)}", ""
    credit = article.span("credit")
    by = f"({article.text[slice(*credit)]})" if credit else ""
    if article.photo_date or by:
        yield f"photo of {us_date(article.photo_date)}" if article.photo_date else "undated photo", by
    asked = {"outlet": article.outlet, "author": article.byline, "date": article.published, "link": article.url}
    if missing := [name for name, value in asked.items() if not value]:
        yield f"no {listed(missing).replace(' and ', ' or ')} found", ""


def us_date(day: date) -> str:
    """A date as US newspapers write it.

    >>> us_date(date(2025, 11, 6))
    'November 6, 2025'
    """
    return f"{day:%B} {day.day}, {day.year}"


def sentences(page: Page, text: MarkedText, voices: Voices) -> list[Sentence]:
    """Three sentences: whose words, who is not named, through whom they came."""
    if voices.words.empty:
        return []
    return [_whose(voices), named(page, text, voices), (*_through(page, text, voices), *_most(voices))]


def _whose(voices: Voices) -> Sentence:
    own, quoted, retold = (voices.groups.get(group, 0) for group in (OWN, QUOTED, RETOLD))
    total = own + quoted + retold
    of_own = Lit(f"{own:,}", OWN, f"The article’s own words: {own:,}", VOICES)
    if own == total:
        return ("All of its ", of_own, " words are the article’s own.")
    others = f"Words that are someone else’s: {quoted + retold:,} of {total:,}"
    ways = (
        (quoted, QUOTED, "Words in quotation marks", " in quotation marks"),
        (retold, RETOLD, "Retold words", " retold"),
    )
    told = [(Lit(f"{n:,}", key, f"{says}: {n:,}", VOICES), words) for n, key, says, words in ways if n]
    joined = told[0] if len(told) == 1 else (*told[0], " and ", *told[1])
    rest = (", beside ", of_own, " of the article’s own.") if own else (".",)
    whose = Lit(fraction(quoted + retold, total), f"{QUOTED} {RETOLD}", others, VOICES)
    return (whose, " are someone else’s: ", *joined, *rest)


def fraction(part: int, whole: int) -> str:
    """A share of the words as the nearest of a few simple fractions.

    >>> fraction(248, 316), fraction(1, 316), fraction(316, 316), fraction(110, 316)
    ('About four of five words', 'Hardly any of the words', 'All the words', 'About a third of the words')
    """
    share = part / whole
    if part == whole:
        return "All the words"
    if share < FEW:
        return "Hardly any of the words"
    if share > 1 - FEW:
        return "Nearly all the words"
    return f"About {FRACTIONS[min(FRACTIONS, key=lambda f: abs(f[0] / f[1] - share))]}"


def in_words(n: int) -> str:
    """A small number as a word, others in digits."""
    return NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"


def times(n: int) -> str:
    """How often: "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(n, f"{in_words(n)} times")


def first_mentions(page: Page, text: MarkedText, key: str, sources: pd.DataFrame) -> str:
    """The key of the first mention in the body of each of these sources."""
    mentions = (page.analysis.sourcing.source(s).mentions for s in sources["source"])
    first = page.article.paragraphs[0][0]
    return text.key(key, [at for of_one in mentions for at in [m for m in of_one if m[0] >= first][:1]])


def named(page: Page, text: MarkedText, voices: Voices) -> Sentence:
    """How many of the sources are not named, and whether the text says why."""
    sources, n = voices.sources, len(voices.sources)
    if not n:
        return ("The program found no one quoted or retold.",)
    unnamed = sources[sources["unnamed"]]
    hidden, has_reason = len(unnamed), int(unnamed["reason_for_anonymity"].notna().sum())
    every = first_mentions(page, text, "sources", sources)

    def of_all(words: str) -> Lit:
        return Lit(words, every, f"Sources: {n}", VOICES)

    if not hidden and n == 1:
        return ("Its only source is ", of_all(voices.name(sources["source"][0])), ".")
    if not hidden and sources["named"].all():
        return (of_all("Both sources" if n == 2 else f"All {in_words(n)} sources"), " are named.")
    if not hidden:
        return (
            f"{'Neither' if n == 2 else 'None'} of its ",
            of_all(f"{in_words(n)} sources"),
            " is an unnamed person or group.",
        )
    key, reason = first_mentions(page, text, "unnamed", unnamed), _reason(hidden, has_reason)
    none = {1: "Its only source", 2: "Neither of its two sources"}.get(n, f"None of its {in_words(n)} sources")
    some = first_upper(in_words(hidden)) if hidden < n else none
    lit = Lit(some, key, f"Sources not named: {hidden}", VOICES)
    if hidden == n:
        return (lit, f" is {'not ' if n == 1 else ''}named{reason}")
    return (lit, " of ", of_all(f"{in_words(n)} sources"), f" {'is' if hidden == 1 else 'are'} not named{reason}")


def _reason(hidden: int, has_reason: int) -> str:
    if not has_reason:
        return ", and the text gives no reason why."
    if has_reason == hidden:
        return ", and the text says why."
    return f", and the text says why for {in_words(has_reason)}."


def _through(page: Page, text: MarkedText, voices: Voices) -> Sentence:
    """Through which other outlets words came."""
    outlets, words = voices.outlets(), voices.words
    if not outlets:
        return ("No other outlet is credited.",)
    came = words["through"].notna()
    n, key = int(came.sum()), text.key("via", spans_of(words, came))
    shown = fraction(n, len(words)) if n >= FEW * len(words) else first_upper(count(n, "word"))
    share = Lit(shown, key, f"Came through another outlet: {n:,} of {len(words):,} words", VOICES)
    names = [voices.name(s) for s in outlets]
    if len(names) == 1:
        return (share, f" came through one other outlet, {names[0]}", *_credits(page, text, next(iter(outlets))), ".")
    which = f": {listed(names)}" if len(names) <= 3 else f", among them {listed(names[:2])}"
    return (share, f" came through {in_words(len(names))} other outlets{which}.")


def _credits(page: Page, text: MarkedText, outlet: int) -> Sentence:
    """How often the text says that an outlet reported something."""
    keys = []
    for a in page.analysis.sourcing.statements:
        if outlet in a.source_ids and (a.source or a.cue) and text.key(f"c{a.id}", (*a.source, *a.cue)):
            keys.append(f"c{a.id}")
    if not keys:
        return ()
    lit, says = " ".join(keys), f"Credited {times(len(keys))}"
    return (", which it credits ", Lit(times(len(keys)), lit, says, VOICES, lit))


def _most(voices: Voices) -> Sequence[str | Lit]:
    """Whom it quotes at length."""
    if not voices.words["own_marks"].any():
        return ()
    own = voices.words[voices.words["own_marks"]]["source"].value_counts()
    most = min(own.index, key=lambda s: (-own[s], s))
    if own[most] < max(AT_LENGTH[0], AT_LENGTH[1] * len(voices.words)):
        return ()
    words, name = count(int(own[most]), "word"), voices.name(most)
    return (f" It quotes {name} at length: ", Lit(words, f"q{most}", f"Quoted from {name}: {words}", VOICES), ".")
