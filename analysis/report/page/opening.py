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
    (1, 4): "a quarter of the words",
    **{
        (n, of): f"{NUMBERS[n]} of {NUMBERS[of]} words"
        for of, some in ((3, (2,)), (4, (3,)), (5, (1, 2, 3, 4)), (10, (1, 3, 7, 9)))
        for n in some
    },
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
        yield f"photo of {us_date(article.photo_date)}" if article.photo_date else "photo without a date", by
    asked = {"outlet": article.outlet, "author": article.byline, "date": article.published, "link": article.url}
    if missing := [name for name, value in asked.items() if not value]:
        yield f"no {listed(missing).replace(' and ', ' or ')}", ""


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
    return [_whose(voices), _named(page, text, voices), (*_through(page, text, voices), *_most(voices))]


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
    ('About four of five words', 'Hardly any words', 'All words', 'About a third of the words')
    """
    share = part / whole
    if part == whole:
        return "All words"
    if share < FEW:
        return "Hardly any words"
    if share > 1 - FEW:
        return "Nearly all words"
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


def _named(page: Page, text: MarkedText, voices: Voices) -> Sentence:
    sources, n = voices.sources, len(voices.sources)
    if not n:
        return ("The program found no one whose words it gives.",)
    unnamed = sources[sources["unnamed"]]
    hidden, has_reason = len(unnamed), int(unnamed["reason_for_anonymity"].notna().sum())
    every, says = first_mentions(page, text, "sources", sources), f"Sources: {n}"
    if not hidden:
        if n == 1:
            return ("Its only source is ", Lit(voices.name(sources["source"][0]), every, says, VOICES), ".")
        if sources["named"].all():
            both = "Both sources" if n == 2 else f"All {in_words(n)} sources"
            return (Lit(both, every, says, VOICES), " are named.")
        return ("None of its ", Lit(f"{in_words(n)} sources", every, says, VOICES), " is an unnamed person.")
    left_out = first_mentions(page, text, "unnamed", unnamed)
    told = Lit("", left_out, f"Sources not named: {hidden}", VOICES)
    reason = _reason(hidden, has_reason)
    if n == 1:
        return ("Its only ", Lit("source", left_out, told.says, VOICES), f" is not named{reason}")
    if hidden == n:
        none = "Neither of its two sources" if n == 2 else f"None of its {in_words(n)} sources"
        return (Lit(none, left_out, told.says, VOICES), f" is named{reason}")
    some = Lit(first_upper(in_words(hidden)), left_out, told.says, VOICES)
    verb = "is" if hidden == 1 else "are"
    return (some, " of ", Lit(f"{in_words(n)} sources", every, says, VOICES), f" {verb} not named{reason}")


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
