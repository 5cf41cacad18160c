"""The headline against the body: which of its words the body has and in whose voice, and what it does to get clicks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis import frames
from analysis.article import HeadlineWord, Page
from analysis.measures.headline.clickbait import find_cues
from analysis.nlp.spans import DisjointSpans
from analysis.report.page import headline_chart, verbs
from analysis.report.page.parts import HEADLINE, Fact, Lit, Part, Sentence, how_sure, lit, measured
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import (
    count,
    first_lower,
    first_upper,
    in_words,
    listed,
    quote,
    spelled,
    times,
)

NAMED = 3  # sentences and voices that a line names, others are counted
MOST_NEAR = 4  # near words that are shown, others are counted
PLACE = 40  # characters of a near place
OWN_NAME = "the article"
COUNTED = ("Counted", "Forms of one word and words derived from each other match. A word of like meaning does not.")
SUBTITLE = "Where the body has each, and in whose voice. Main words are names, nouns, verbs, adjectives, and adverbs."


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """The headline's words joined to the body's sentences, its verbs beside the body's, and its clickbait cues."""
    headline, words = page.article.headline, page.analysis.headline_words
    if headline is None or voices is None:
        return None
    rows = [_row(page, text, n, word) for n, word in enumerate(words)]
    facts = [fact for fact in (_unmatched(page, text), _cues(page, text, headline)) if fact]
    if not (words or facts):
        return None
    text.mark(HEADLINE, "hm", [span for w in words if w.evidence for span in (w.span, *w.evidence)])
    text.mark(HEADLINE, "hn", [span for w in words for span in w.near])
    text.mark(HEADLINE, "h0", [w.span for w in words if not w.evidence])
    shown = {"map": headline_chart.make(page, words, [name for name, _ in rows], voices), "rows": rows}
    shown |= {"ladders": verbs.ladders(page, text), "pressing": verbs.pressing(page, text)}
    point = title(len(words), sum(not w.evidence for w in words))
    return Part("headline", point, SUBTITLE if words else "", shown, facts)


def title(words: int, unmatched: int) -> str:
    """The point: how many of the headline's main words the body does not have.

    >>> title(7, 1)
    'One of the headline’s seven main words has no match in the body'
    """
    if not words:
        return "The headline has no main word to look for in the body"
    if words == 1:
        return f"The headline’s one main word {'has no match' if unmatched else 'is'} in the body"
    if not unmatched:
        return f"{'Both' if words == 2 else f'All {in_words(words)}'} of the headline’s main words are in the body"
    if 2 * unmatched == words > 2:
        return "Half the headline’s main words have no match in the body"
    of = f"of the headline’s {in_words(words)} main words"
    if unmatched == words:
        return f"{'Neither' if words == 2 else 'None'} {of} has a match in the body"
    return f"{in_words(unmatched).capitalize()} {of} {'has' if unmatched == 1 else 'have'} no match in the body"


def _row(page: Page, text: MarkedText, n: int, word: HeadlineWord) -> tuple[Lit, Sentence]:
    """A word of the headline, which lights up its matches, or itself where it has none; and where these are."""
    name = frames.printed(page.article, [word.span])
    key = text.key(f"h{n}", word.evidence or [word.span])
    if word.evidence:
        says = f"{quote(name)} in the body: {count(len(word.evidence), 'place')}"
        return Lit(name, key, says, HEADLINE), (_places(page, name, word),)
    none = "no matching word in the body"
    return Lit(name, key, f"{quote(name)}: {none}", HEADLINE), (f"{first_upper(none)}.", *_near(page, text, n, word))


def _places(page: Page, name: str, word: HeadlineWord) -> str:
    """How often, in which sentences, in what form, and in whose voice."""
    article, often = page.article, first_upper(times(len(word.evidence)))
    sentences, names = DisjointSpans(page.analysis.parse.sentences), frames.source_names(page) | {None: OWN_NAME}
    numbers = [str(i + 1) for i in dict.fromkeys(sentences.at(start) for start, _ in word.evidence) if i is not None]
    where = f"{'sentence' if len(numbers) == 1 else 'sentences'} {listed(numbers)}"
    if len(numbers) > NAMED:
        where = f"{in_words(len(numbers))} sentences"
    forms = {article.text[slice(*span)].lower(): article.text[slice(*span)] for span in word.evidence}
    also = "also " if forms.pop(name.lower(), None) else ""
    as_what = f" ({also}{'; '.join(quote(form) for form in [*forms.values()][:NAMED])})" if forms else ""
    speakers = Counter(names[v] for v in word.voices).most_common()
    whose = [who if len(speakers) == 1 else f"{who} {n}" for who, n in speakers[:NAMED]]
    whose += [f"others {sum(n for _, n in speakers[NAMED:])}"] if len(speakers) > NAMED else []
    return f"{often}, in {where}{as_what}. Voice: {', '.join(whose).removesuffix('.')}."


def _near(page: Page, text: MarkedText, n: int, word: HeadlineWord) -> Iterator[str | Lit]:
    """Places of the body that may mean the same, for a person to judge."""
    says = f"Near {quote(frames.printed(page.article, [word.span]))}: {word.near_why}"
    for i, span in enumerate(word.near[:MOST_NEAR]):
        yield "; " if i else " Near it, for you to judge: "
        key = text.key(f"h{n}near{i}", [span])
        yield Lit(quote(frames.printed(page.article, [span]), PLACE), key, says, HEADLINE)
    if more := word.near[MOST_NEAR:]:
        yield "; "
        yield Lit(f"{len(more)} more", text.key(f"h{n}more", more), says, HEADLINE)


def _unmatched(page: Page, text: MarkedText) -> Fact | None:
    words, found = len(page.analysis.headline_words), measured(page, "headline_unmatched")
    if found is None or not words:
        return None
    n, told = round(found.value), "a match in the body."
    says = f"Headline words without a match: {n}" if n else f"Headline words: {words}"
    number = lit(text, found, in_words(n or words), says, HEADLINE)
    said: Sentence = ("All ", number, f" main words have {told}")
    if n:
        of = f" of the headline’s {in_words(words)} main words " if words > 1 else " main word of the headline "
        none = f"{'has' if n == 1 else 'have'} no matching word in the body. A paraphrase is no match."
        said = (Lit(in_words(n).capitalize(), number.keys, says, HEADLINE), f"{of}{none}")
    elif words == 1:
        said = (Lit("The one", number.keys, says, HEADLINE), f" main word of the headline has {told}")
    return Fact(said, [COUNTED, *how_sure(page, found)], "headline words without a match")


def _cues(page: Page, text: MarkedText, headline: str) -> Fact | None:
    """What the headline does to get clicks; None where it does nothing of the kind."""
    found, cues = measured(page, "clickbait_cues"), find_cues(headline)
    if found is None or not cues:
        return None
    said = [f"{quote(headline[slice(*cue.span)])} ({first_lower(cue.label)})" for cue in cues]
    told = f" of a headline made to be clicked: {listed(said)}. Many good headlines have such cues."
    many = lit(text, found, spelled(len(cues), "cue"), f"Clickbait cues: {len(cues)}", HEADLINE)
    return Fact((many, told), how_sure(page, found), "clickbait")
