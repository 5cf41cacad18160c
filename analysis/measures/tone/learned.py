"""The tone of headline, sentences and toward people, by the network that was trained on how people judge them.

It reads one sentence at a time, with people's names hidden, and knows nothing of the article around it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from statistics import fmean
from typing import TYPE_CHECKING

from analysis.article import SIDES, WORD, Analysis, Choice, Loaded, Person, Span, Tone, Toward, Value, word_set
from analysis.measures import word_forms
from analysis.measures.tone import leave_out
from analysis.measures.tone.gap import COMMON, PEOPLE
from analysis.measures.tone.sentence import NOTHING, SentenceRead, has_words, read
from analysis.measures.tone.sentence import load as head
from analysis.nlp.spans import DisjointSpans

if TYPE_CHECKING:
    from spacy.tokens import Doc

FEWEST = 4  # words: what is left of a sentence without somebody's words, "Quill said", is no sentence to read
MOVES = 0.05  # a word that moves the headline's tone by less is no evidence
TITLES = word_set(word_forms.load("source_words")["titles"])  # before names
_LETTERS = re.compile(r"[^\W\d_]+")
NO_HEADLINE, NO_BODY = "no headline in the text", "no sentence in the body has a word, names aside"
NO_HEADLINE_WORD = "no word in the headline, names aside"
LEFT_OUT = "the network for tone was left out"


def read_tone(analysis: Analysis) -> Tone:
    """Every sentence once, the headline also without each of its words, and what is left without each voice."""
    article, sentences = analysis.article, analysis.parse.sentences
    people = tuple(find_people(analysis))
    reading = Reading(analysis, people)
    found = {n: reading.read((s,), loaded=True) for n, s in enumerate(sentences) if reading.has_words(s)}
    scores = tuple(found[n].tone if n in found else math.nan for n in range(len(sentences)))
    toward = [t for n, own in found.items() for t in reading.toward(sentences[n], own, n)]
    chances = (_moved_words(found[n].loaded, s) if n in found else NOTHING for n, s in enumerate(sentences))
    loaded = tuple(chances) if head() else ()
    headline = article.span("headline")
    if headline is None or not reading.has_words(headline):
        return Tone(math.nan, scores, people=people, toward=tuple(toward), loaded=loaded)
    whole = reading.read((headline,))
    words = tuple(m.span() for m in WORD.finditer(article.prose, *headline))
    rests = {w: leave_out.kept(headline, (w,)) for w in words if not reading.hides(w)}
    free = [w for w, rest in rests.items() if reading.has_words(*rest)]
    without = [(w, whole.tone - reading.score(rests[w])) for w in free]
    choices: tuple[Choice, ...] = ()
    if not math.isnan(body := _mean(scores)):
        choices = (
            *leave_out.without_headline_word(analysis, free, body, reading.score),
            *leave_out.without_parts(analysis, whole.tone, scores, reading.score, FEWEST),
        )
    toward = [*reading.toward(headline, whole, None), *toward]
    return Tone(whole.tone, scores, tuple(without), choices, people, tuple(toward), loaded)


class Reading:
    """Reads parts of one article's sentences."""

    def __init__(self, analysis: Analysis, people: Iterable[Person]) -> None:
        self._text = analysis.article.prose
        by_span = {span: n for n, person in reversed([*enumerate(people)]) for span in person.mentions}
        self._person = {s: by_span[s] for s in _apart(by_span)}
        self._mentions = DisjointSpans([*self._person])
        self._names = DisjointSpans(find_names(analysis))
        self._scores: dict[tuple[Span, ...], float] = {}

    def read(self, kept: tuple[Span, ...], loaded: bool = False) -> SentenceRead:
        """What the network says of these parts of a sentence, with a blank between them."""
        text, at, names = " ".join(self._text[slice(*s)] for s in kept), 0, []
        for span in kept:
            names += _moved(self._names, span, at)
            at += span[1] - span[0] + 1
        return read(text, names, names, loaded)

    def score(self, kept: tuple[Span, ...]) -> float:
        """The tone alone, kept: several choices leave the same words of a sentence."""
        if kept not in self._scores:
            self._scores[kept] = self.read(kept).tone
        return self._scores[kept]

    def hides(self, word: Span) -> bool:
        """Whether a word is in a person's name."""
        return bool(self._names.overlapping(word))

    def has_words(self, *kept: Span) -> bool:
        """Whether a word is left in these parts, names aside."""
        return any(has_words(self._text[slice(*span)], self.names_in(span)) for span in kept)

    def names_in(self, part: Span) -> list[Span]:
        """The names in a part of the text, as offsets into it."""
        return [*_moved(self._names, part, 0)]

    def toward(self, sentence: Span, found: SentenceRead, number: int | None) -> Iterator[Toward]:
        """The tone toward each person of a sentence, where it names them; else at "she" or "the mayor", which takes
        another reading. The tone of the sentence itself depends on no finding of who is meant."""
        mentions = [self._mentions.spans[n] for n in self._mentions.overlapping(sentence)]
        inside = self._names.overlapping(sentence)  # a mention may go on in the next one
        named = {m: n for m in mentions for n in [n for n in self._names.overlapping(m) if n in inside][:1]}
        done = {self._person[m] for m in named}
        others = [m for m in mentions if self._person[m] not in done]
        sides = {m: found.sides[n - inside.start] for m, n in named.items()}
        if others:
            start, end = sentence
            again = [(max(a, start) - start, min(b, end) - start) for a, b in others]
            sides |= zip(others, read(self._text[start:end], self.names_in(sentence), again).sides, strict=True)
        for mention, chances in sorted(sides.items()):
            if chances is not None:
                score, label = chances[2] - chances[0], SIDES[chances.index(max(chances))]
                yield Toward(self._person[mention], number, mention, score, label)


def find_people(analysis: Analysis) -> Iterator[Person]:
    """The persons that headline or body name: those to whom something is attributed, then those only mentioned."""
    people = [(s, s.id, s.pronoun_mentions) for s in analysis.sourcing.sources if s.named and s.mentions]
    people += [(m, None, m.other_mentions) for m in analysis.sourcing.mentioned]
    for who, source_id, others in people:
        if who.kind == "person":
            yield Person(who.name, source_id, tuple(sorted({*who.mentions, *others})))


def find_names(analysis: Analysis) -> list[Span]:
    """Where people's names are: what the pipeline takes for one, and each further place that has a word of it.

    A name that is found in one sentence and missed in another ("the Quill campaign") would be hidden in one only. Words
    that the article also has in lower case stay.
    """
    text = analysis.article.prose
    people = names_of(analysis.parse.doc, text)
    inside, common = DisjointSpans(people), set(COMMON.findall(text))
    found = [m for m in _LETTERS.finditer(text) if m[0][0].isupper() and len(m[0]) > 1]
    known = {m[0] for m in found if inside.around(m.span()) and m[0].lower() not in common}
    out: list[Span] = []
    for start, end in _apart([*people, *(m.span() for m in found if m[0] in known)]):
        if out and text[out[-1][1] : start] == " ":
            out[-1] = (out[-1][0], end)  # two words of a name
        else:
            out.append((start, end))
    return out


def names_of(doc: Doc, text: str) -> list[Span]:
    """The people's names that the pipeline found, without titles."""
    found = (_without_title(text, e.start_char, e.end_char) for e in doc.ents if e.label_ in PEOPLE)
    return _apart(span for spans in found for span in spans)


def _without_title(text: str, start: int, end: int) -> list[Span]:
    """The name without "Sen." before it and "'s" behind it, which the pipeline now takes as part of it, now not."""
    words = [m for m in _LETTERS.finditer(text, start, end) if m[0] != "s"]
    names = words[next((n for n, m in enumerate(words) if m[0].lower() not in TITLES), len(words)) :]
    return [(names[0].start(), names[-1].end())] if names else []


def _moved_words(found: Loaded, sentence: Span) -> Loaded:
    """With the words' places in the article."""
    words = (((start + sentence[0], end + sentence[0]), by) for (start, end), by in found.words)
    return Loaded(found.chance, tuple(words))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Sorted, without those that another one before them, or a longer one at the same place, overlaps."""
    out: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not out or span[0] >= out[-1][1]:
            out.append(span)
    return out


def _moved(found: DisjointSpans, part: Span, at: int) -> Iterator[Span]:
    """The spans in a part of the text, cut at its ends, as offsets into a text in which the part begins at `at`."""
    for n in found.overlapping(part):
        start, end = found.spans[n]
        yield max(start, part[0]) - part[0] + at, min(end, part[1]) - part[0] + at


def _mean(scores: Iterable[float]) -> float:
    """Of the sentences that have words; NaN without any."""
    known = [score for score in scores if not math.isnan(score)]
    return fmean(known) if known else math.nan


def headline_valence(analysis: Analysis, scope: str) -> Value:
    """The tone of the headline as readers would judge it, -1 (unpleasant) to 1 (pleasant).

    The range: one word left out. Evidence: the words that move it by `MOVES` or more.
    """
    tone = analysis.tone
    if tone is None or math.isnan(tone.headline):
        missing = NO_HEADLINE if analysis.article.headline is None else NO_HEADLINE_WORD
        return Value(math.nan, note=LEFT_OUT if tone is None else missing)
    scores = [tone.headline, *(tone.headline - by for _, by in tone.words)]
    moving = tuple(word for word, by in tone.words if abs(by) >= MOVES)
    return Value(tone.headline, moving, min(scores), max(scores), "the range: one word left out")


def body_valence(analysis: Analysis, scope: str) -> Value:
    """Mean over the body's sentences of their tone as readers would judge each, -1 to 1. Evidence: the sentences."""
    tone = analysis.tone
    if tone is None or math.isnan(mean := _mean(tone.sentences)):
        return Value(math.nan, note=LEFT_OUT if tone is None else NO_BODY)
    with_words = zip(analysis.parse.sentences, tone.sentences, strict=True)
    return Value(mean, tuple(sentence for sentence, score in with_words if not math.isnan(score)))


def valence_gap(analysis: Analysis, scope: str) -> Value:
    """Headline minus the mean of the body's sentences, -2 to 2; the range and the note are over what is left out."""
    headline, body = headline_valence(analysis, scope), body_valence(analysis, scope)
    for one in (headline, body):
        if math.isnan(one.value):
            return one
    evidence = headline.evidence + body.evidence
    return leave_out.gap(headline.value - body.value, evidence, list(analysis.tone.choices))
