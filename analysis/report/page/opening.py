"""The first screen: what the text says of itself, three sentences on how the article is made, and the voice ribbon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.article import Page
from analysis.report.page.parts import VOICES, Lit, Sentence, measured
from analysis.report.page.sources import OWN, QUOTED, RETOLD, Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import count, day, listed

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
WIDE, NARROW = 1120, 344  # the widths of the two drawings of the ribbon, in pixels
LETTER = 7.2  # pixels of an average letter of a label


def about_itself(page: Page) -> list[str]:
    """What the text says of itself: outlet, author, dates; and what of these it does not say."""
    article = page.article
    found = [article.outlet or "", article.byline or ""]
    found += [f"published {day(article.published)}"] if article.published else []
    found += [f"photo of {day(article.photo_date)}"] if article.photo_date else []
    asked = {"outlet": article.outlet, "author": article.byline, "date": article.published, "link": article.url}
    missing = [name for name, value in asked.items() if not value]
    found += [f"no {listed(missing).replace(' and ', ' or ')} in the text"] if missing else []
    return [" ".join(part.split()) for part in found if part]


def sentences(page: Page, text: MarkedText, voices: Voices) -> list[Sentence]:
    """Three sentences: whose words, who is not named, through whom they came. Fewer where one does not apply."""
    if voices.words.empty:
        return []
    return [_whose(voices), _named(text, voices), _through(page, text, voices)]


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
    ('About four of five words', 'Hardly any words', 'All words', 'About one of three words')
    """
    share = part / whole
    if part == whole:
        return "All words"
    if share < 0.05:
        return "Hardly any words"
    if share > 0.95:
        return "Nearly all words"
    near = {(n, of): abs(n / of - share) for of in (2, 3, 4, 5, 10) for n in range(1, of)}
    n, of = min(near, key=lambda f: (near[f], f))
    return f"About {NUMBERS[n]} of {NUMBERS[of]} words"


def in_words(n: int) -> str:
    """A small number as a word, others in digits."""
    return NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"


def _named(text: MarkedText, voices: Voices) -> Sentence:
    sources = voices.sources
    unnamed = sources[sources["unnamed"]]
    if sources.empty:
        return ("The program found nobody whose words it gives.",)
    every = count(len(sources), "source")
    of_all = Lit(in_words(len(sources)), _first_mentions(text, "sources", sources), f"Sources: {len(sources)}", VOICES)
    if unnamed.empty:
        if len(sources) == 1:
            return ("It has ", Lit("one source", of_all.keys, of_all.says, VOICES), ", which is not hidden.")
        return ("None of its ", Lit(every, of_all.keys, of_all.says, VOICES), " is a person without a name.")
    says = f"Sources not named: {len(unnamed)}"
    n = Lit(in_words(len(unnamed)).capitalize(), _first_mentions(text, "unnamed", unnamed), says, VOICES)
    verb = "is" if len(unnamed) == 1 else "are"
    reason = ", and the text gives no reason why." if unnamed["reason_for_anonymity"].isna().all() else "."
    if len(sources) == 1:
        return ("Its only ", Lit("source", n.keys, says, VOICES), f" is not named{reason}")
    return (n, " of ", of_all, f" sources {verb} not named{reason}")


def _first_mentions(text: MarkedText, key: str, sources: pd.DataFrame) -> str:
    """The key of the first mention of each of these sources."""
    found = sources.dropna(subset="start")
    return text.key(key, [(int(s), int(e)) for s, e in zip(found["start"], found["end"], strict=True)])


def _through(page: Page, text: MarkedText, voices: Voices) -> Sentence:
    """Through which other outlets it came; where through none, whose words are most of it."""
    share, sources = measured(page, "second_hand_share"), voices.sources
    carried = set(sources["via"].dropna())
    outlets = [s.name for s in sources.itertuples() if s.kind == "outlet" or s.source in carried]
    if share is not None and share.value and outlets:
        n = round(share.value * len(voices.words))
        words = Lit(
            count(n, "word"), text.key("via", share.evidence), f"Came through another outlet: {n:,} words", VOICES
        )
        return (words, f" came through {listed(outlets[:3])}.")
    if sources.empty:
        return ("It credits no other outlet.",)
    most = next(sources.itertuples())
    says = f"{most.name}: {count(most.quoted, 'word')} quoted, {most.retold:,} retold"
    return (
        "No other outlet is credited. Most words go to ",
        Lit(most.name, f"s{most.source}", says, VOICES, source=True),
        ".",
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the ribbon: where it begins and how wide it is, in pixels; its look (0: the article's own); whether it
    is quoted; whose it is, and what it lights up."""

    x: float
    width: float
    look: int
    quoted: bool
    name: str
    lit: Lit


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One drawing of the ribbon. `labels` are (x, name, how) below it; `ticks` where paragraphs begin."""

    width: int
    pieces: tuple[Piece, ...]
    labels: tuple[tuple[float, str, str], ...]
    ticks: tuple[float, ...]


def ribbon(voices: Voices, width: int) -> Ribbon:
    """The body's words in reading order, at this width in pixels."""
    words = voices.words.fillna({"source": -1}).reset_index(drop=True)
    scale, named = width / len(words), {s.source: s for s in voices.sources.itertuples()}
    runs = words[["paragraph", "source", "own_marks"]]
    pieces = []
    for _, run in words.groupby(runs.ne(runs.shift()).any(axis=1).cumsum()):
        first = run.iloc[0]
        name, lit = _whose_piece(named.get(first["source"]), first["source"] == -1, voices)
        x, wide = round(run.index[0] * scale, 1), round(len(run) * scale, 1)
        pieces.append(Piece(x, wide, int(first["look"]), bool(first["own_marks"]), name, lit))
    ticks = tuple(round(run.index[0] * scale, 1) for _, run in words.groupby("paragraph"))
    return Ribbon(width, tuple(pieces), tuple(_labels(pieces, width)), ticks)


def _whose_piece(source: object, is_own: bool, voices: Voices) -> tuple[str, Lit]:
    """The name below a piece, and what it lights up; nothing of one who speaks in a post or in the headline only."""
    if is_own:
        own = f"The article’s own words: {voices.groups.get(OWN, 0):,}"
        return "The article", Lit("", OWN, own, VOICES)
    if source is None:
        return "", Lit("")
    return voices.card_lit(source)


def _labels(pieces: list[Piece], width: int) -> Iterator[tuple[float, str, str]]:
    """Names below the largest pieces, as far as they have room beside each other."""
    taken: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda p: -p.width):
        how = "quoted" if piece.quoted else "retold" if piece.look else "own words"
        room = LETTER * max(len(piece.name), len(how)) + 10
        x = max(0.0, min(piece.x, width - room))
        if piece.name and x + room <= width and all(x + room <= a or x >= b for a, b in taken):
            taken.append((x, x + room))
            yield round(x, 1), piece.name, how


def ribbon_title(voices: Voices) -> str:
    """The point of the ribbon: who has most of the words."""
    own, total = voices.groups.get(OWN, 0), len(voices.words)
    if voices.sources.empty:
        return "All of the words are the article’s own"
    top = next(voices.sources.itertuples())
    if own > top.account:
        return f"{fraction(own, total)} are the article’s own"
    return f"{fraction(top.account, total)} are given to {top.name}"
