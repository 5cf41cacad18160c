"""The first screen: what the text says of itself, and three sentences on how the article is made."""

from collections.abc import Sequence

import pandas as pd

from analysis.article import Page
from analysis.frames import printed
from analysis.report.page.parts import VOICES, Lit, Sentence
from analysis.report.page.sources import OWN, QUOTED, RETOLD, Voices, spans_of
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import FEW, count, day, first_upper, fraction, in_words, listed, times

AT_LENGTH = 30, 0.1  # a source is quoted at length from so many words, and this share of the body


def about_itself(page: Page) -> list[tuple[str, str]]:
    """What the text says of itself: outlet, author, dates, who took the photo; and what of these it does not say. Each
    in words for all screens and words that a phone leaves out."""
    article, credit = page.article, page.article.span("credit")
    told = [(" ".join(said.split()), "") for said in (article.outlet, article.byline) if said]
    if article.published:
        told.append((f"published {day(article.published)}", ""))
    if article.photo_date or credit:
        by = f"({printed(article, [credit])})" if credit else ""
        told.append((f"photo of {day(article.photo_date)}" if article.photo_date else "undated photo", by))
    asked = {"outlet": article.outlet, "author": article.byline, "date": article.published, "link": article.url}
    missing = listed([name for name, value in asked.items() if not value]).replace(" and ", " or ")
    return [*told, (f"no {missing} found", "")] if missing else told


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
    whose = Lit(fraction(quoted + retold, total), f"{QUOTED} {RETOLD}", others, VOICES)
    ways = (
        (quoted, QUOTED, "Words in quotation marks", "in quotation marks"),
        (retold, RETOLD, "Retold words", "retold"),
    )
    told = [(Lit(f"{n:,}", key, f"{says}: {n:,}", VOICES), f" {how}") for n, key, says, how in ways if n]
    joined = (*told[0], " and ", *told[1]) if len(told) == 2 else told[0]
    rest = (". The other ", of_own, f" {'is' if own == 1 else 'are'} the article’s own.") if own else (".",)
    return (whose, " are someone else’s: ", *joined, *rest)


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
    every, says = first_mentions(page, text, "sources", sources), f"Sources: {n}"
    many = Lit(f"{in_words(n)} sources", every, says, VOICES)
    if not hidden and n == 1:
        return ("Its only source is ", Lit(voices.name(sources["source"][0]), every, says, VOICES), ".")
    if not hidden and sources["named"].all():
        return (Lit("Both sources" if n == 2 else f"All {many.words}", every, says, VOICES), " are named.")
    if not hidden:
        return (f"{'Neither' if n == 2 else 'None'} of its ", many, " is an unnamed person or group.")
    why = {0: "gives no reason", hidden: "says why"}.get(has_reason, f"says why for {in_words(has_reason)}")
    none = {1: "Its only source", 2: "Neither of its two sources"}.get(n, f"None of its {many.words}")
    some = first_upper(in_words(hidden)) if hidden < n else none
    not_named = f" {'is' if hidden == 1 else 'are'} not named"
    told = (f" is {'not ' if n == 1 else ''}named",) if hidden == n else (" of ", many, not_named)
    lit = Lit(some, first_mentions(page, text, "unnamed", unnamed), f"Sources not named: {hidden}", VOICES)
    return (lit, *told, f", and the text {why}.")


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
    credits = [a for a in page.analysis.sourcing.statements if outlet in a.source_ids and (a.source or a.cue)]
    keys = [key for a in credits if (key := text.key(f"c{a.id}", (*a.source, *a.cue)))]
    often, lit = times(len(keys)), " ".join(keys)
    return (", which it credits ", Lit(often, lit, f"Credited {often}", VOICES, lit)) if keys else ()


def _most(voices: Voices) -> Sequence[str | Lit]:
    """Whom it quotes at length; the number is that of the card."""
    own = voices.words[voices.words["own_marks"]]["source"].value_counts()
    most = min(own.index, key=lambda s: (-own[s], s), default=None)
    if most is None or own[most] < max(AT_LENGTH[0], AT_LENGTH[1] * len(voices.words)):
        return ()
    quoted = voices.sources.set_index("source")["quoted"]
    words, name = count(int(quoted[most]), "word"), voices.name(most)
    return (f" It quotes {name} at length: ", Lit(words, f"q{most}", f"Quoted from {name}: {words}", VOICES), ".")
