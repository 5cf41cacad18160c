"""The headline against the body: which words the body has and in whose voice, how strong its verbs are, clickbait."""

from collections import Counter
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

from analysis import frames
from analysis.article import HeadlineWord, Page, Pressing, Rung, Span
from analysis.measures.headline.clickbait import find_cues
from analysis.measures.word_forms import load
from analysis.nlp.spans import DisjointSpans
from analysis.report.page import headline_chart
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
COUNTED = ("Counted", "Forms of one word match, and so do words derived from each other. A synonym doesn’t.")
# The ladder on whether the writer takes what is said as true is left out: the body of every article has "said".
QUESTIONS = {
    "force": "How hard does someone push others to act? From mild to strong",
    "attack": "How hard does someone attack someone else? From mild to strong",
    "commitment": "How firmly does someone promise something? From mild to strong",
}
NO_MATCH = "no matching word in the body"
ON_STEP, TOLD = 4, 2  # words on a step, and places of the body beside a pressing word: others are counted, or left out
VERB, QUOTED = 44, 90  # characters of a place, and of a person's own words
SUBTITLE = "Where the body has each, and who says it. Main words are names, nouns, verbs, adjectives, and adverbs."


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
    shown |= {"ladders": _ladders(page, text), "pressing": _pressings(page, text)}
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
    return f"{often}, in {where}{as_what}. Said by: {', '.join(whose).removesuffix('.')}."


def _near(page: Page, text: MarkedText, n: int, word: HeadlineWord) -> Iterator[str | Lit]:
    """Places of the body that may mean the same, for a person to judge."""
    says = f"Close to {quote(frames.printed(page.article, [word.span]))}: {word.near_why}"
    for i, span in enumerate(word.near[:MOST_NEAR]):
        yield "; " if i else " Closest words, for you to judge: "
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
        none = f"{'has' if n == 1 else 'have'} no matching word in the body. A paraphrase doesn’t count as a match."
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
    told = f" of a headline written to get clicks: {listed(said)}. Many good headlines have such signs."
    many = lit(text, found, spelled(len(cues), "sign"), f"Signs of clickbait: {len(cues)}", HEADLINE)
    return Fact((many, told), how_sure(page, found), "clickbait")


def _ladders(page: Page, text: MarkedText) -> list[SimpleNamespace]:
    """The ladders with a word on them, those of the headline first: their steps from mild to strong that have one."""
    made = []
    for name, question in QUESTIONS.items():
        if found := comparable(page.analysis.ladder, name):
            names = [step["name"] for step in load("verb_ladders")[name]["steps"]]
            by_step = {n: [r for r in found if r.step == n] for n in sorted({r.step for r in found})}
            steps = [_step(page, text, names[n], own) for n, own in by_step.items()]
            is_head = any(r.in_headline for r in found)
            made.append(SimpleNamespace(question=question, point=point(found), in_headline=is_head, steps=steps))
    return sorted(made, key=lambda ladder: not ladder.in_headline)


def point(found: Sequence[Rung]) -> str:
    """Whether the headline's words on a ladder are stronger than those of the body that may tell of the same act."""
    head = {r.step for r in found if r.in_headline}
    body = {r.step for r in found if not r.in_headline and not r.negated}
    same_act = "that may be about the same act."
    if not head:
        return "The headline has no such word."
    if not body and any(r.negated for r in found if not r.in_headline):
        return "The body says only that this was not done."
    if not body:
        return "The body has no such word in a sentence that shares a word with the headline."
    if max(head) > max(body):
        return f"The headline’s word is stronger than any in the body {same_act}"
    if min(head) < min(body):
        return f"The headline’s word is milder than all those in the body {same_act}"
    if max(head) in body:
        return f"The body has a word of the same strength {same_act}"
    return f"The body has both milder and stronger words {same_act}"


def comparable(found: Sequence[Rung], ladder: str) -> list[Rung]:
    """The headline's words on a ladder, and the body's that share a sentence with a match of a headline word. Where the
    headline has nothing on the ladder, all of the body's."""
    found = [r for r in found if r.ladder == ladder]
    of_headline = any(r.in_headline for r in found)
    return [r for r in found if r.in_headline or r.shares or not of_headline]


def _step(page: Page, text: MarkedText, name: str, found: Sequence[Rung]) -> SimpleNamespace:
    """A step of a ladder with its words; `more` are those beyond the first `ON_STEP`."""
    ordered = sorted(found, key=lambda r: (not r.in_headline, -len(r.shares), r.span))
    words, rest, more = [_on_step(page, text, r) for r in ordered[:ON_STEP]], ordered[ON_STEP:], None
    if rest:
        key = text.key(f"rungs{rest[0].ladder}{rest[0].step}", [r.whole for r in rest])
        more = Lit(f"{len(rest)} more", key, f"More words on “{name}”: {len(rest)}", HEADLINE)
    return SimpleNamespace(name=name, words=words, more=more)


def _on_step(page: Page, text: MarkedText, rung: Rung) -> SimpleNamespace:
    """A word on a step. `denied`: the text says that it was not done; `who`: in whose voice it is."""
    words = quote(frames.printed(page.article, [rung.whole]).rstrip(" ,;:"), VERB)
    says = f"{words}{', negated' if rung.negated else ''}: {rung.name}"
    shown = Lit(words, text.key(f"rung{rung.ladder}{rung.span[0]}", [rung.whole]), says, HEADLINE)
    who = "the article" if rung.voice is None else frames.source_names(page)[rung.voice]
    sentence = (DisjointSpans(page.analysis.parse.sentences).at(rung.span[0]) or 0) + 1
    where = "the headline" if rung.in_headline else f"{who}, sentence {sentence}"
    return SimpleNamespace(words=shown, denied=rung.negated, who=where)


def _pressings(page: Page, text: MarkedText) -> list[Sequence[Sentence]]:
    """Rows of a table: the headline's word that presses, and how the body tells the same deed."""
    return [list(_pressing(page, text, n, p)) for n, p in enumerate(page.analysis.pressing)]


def _pressing(page: Page, text: MarkedText, n: int, p: Pressing) -> Iterator[Sentence]:
    def place(key: str, span: Span, says: str, most: int = QUOTED) -> Lit:
        words = quote(frames.printed(page.article, [span]), most)
        return Lit(words, text.key(f"press{n}{key}", [span]), says, HEADLINE)

    word = place("", p.span, "In the headline", VERB)
    yield (word,)
    says = f"{word.words} in the headline; in"
    told = [x for i, span in enumerate(p.told[:TOLD]) for x in ("; ", place(f"told{i}", span, f"{says} the body"))]
    yield told[1:] or (NO_MATCH,)
