"""How hard an article is to read, by six formulas and a list of easy words: from our counts, beside textstat's answer.

Every formula takes a `Counts` and nothing else. Words are `Article.words`, sentences the pipeline's; letters include
digits. Syllables are those of `measures.syllables`, of compounds part by part; a figure such as 2025 has one.

textstat's answer ("what an online calculator says") differs for known reasons: it ends a sentence at every period, so
at each `U.S.`, and drops sentences of one or two words; joins `self-governing` and `U.S.` into one word each; drops
curly apostrophes; and counts punctuation in the automated readability index. The range of each of our numbers
includes both answers.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from analysis.article import WORD, Analysis, Span, Value, scope_spans
from analysis.measures.syllables import load_textstat, n_syllables
from analysis.nlp.spans import DisjointSpans, is_inside, spans_overlapping

POLYSYLLABLE = 3  # syllables
SMOG_SENTENCES = 30  # what McLaughlin's formula was fitted to
MOST_WORDS = 8_192  # that are remembered: more are hardly met again, and memory should not grow from article to article
ROUNDING = 1e-9  # from terms added in another order: no difference
SHORTEST_OF_TEXTSTAT = 2  # words: it counts no sentence as short as that
FEW_SENTENCES = 5  # a voice with fewer is said to be short
DALE_CHALL_DIFFICULT = 0.05  # share of words off the list above which the formula adds a constant

Function = Callable[[Analysis, str], Value]


class Counts(NamedTuple):
    """What the formulas take, of a text or of one word.

    `polysyllables` have three syllables or more. `difficult` words are not in the Dale-Chall list of easy words, as
    written: inflected forms and names that the list does not have count as difficult. `complex` words are both.
    """

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    letters: int = 0
    polysyllables: int = 0
    difficult: int = 0
    complex: int = 0


Formula = Callable[[Counts], float]


# Higher is harder, in years of US schooling, where nothing else is said; `data/measures.toml` names the works.
def flesch_reading_ease(counts: Counts) -> float:
    """Higher is easier: 60-70 is plain English, news mostly 30-61; can leave 0-100 at both ends."""
    return 206.835 - 1.015 * counts.words / counts.sentences - 84.6 * counts.syllables / counts.words


def flesch_kincaid_grade(counts: Counts) -> float:
    """News mostly 9-16."""
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def gunning_fog(counts: Counts) -> float:
    """News mostly 11-19. Complex words: three syllables or more and not in the Dale-Chall list, as textstat has it.
    Gunning left out names, compounds and -es, -ed endings, so that a count by hand is lower."""
    return 0.4 * (counts.words / counts.sentences + 100 * counts.complex / counts.words)


def smog_index(counts: Counts) -> float:
    """News mostly 11-17. Fitted to samples of 30 sentences."""
    return 3.1291 + 1.043 * math.sqrt(counts.polysyllables * 30 / counts.sentences)


def coleman_liau_index(counts: Counts) -> float:
    """News mostly 9-14. Takes letters, no syllables; the two factors as usually rounded."""
    return (5.8 * counts.letters - 29.6 * counts.sentences) / counts.words - 15.8


def automated_readability_index(counts: Counts) -> float:
    """News mostly 9-17. Takes letters, no syllables."""
    return 4.71 * counts.letters / counts.words + 0.5 * counts.words / counts.sentences - 21.43


def dale_chall(counts: Counts) -> float:
    """4.9 and below is grade 4, 9-9.9 college, news mostly 9-12; 3.6365 is added when more than 5 in 100 words are off
    the list. The list is textstat's; the original also counts regular inflections and names as easy."""
    share = counts.difficult / counts.words
    adjustment = 3.6365 if share > DALE_CHALL_DIFFICULT else 0.0
    return 15.79 * share + 0.0496 * counts.words / counts.sentences + adjustment


TEXTSTAT_COUNTS = "the calculator (textstat) counts"
_SYLLABLES_DIFFER = f"{TEXTSTAT_COUNTS} the syllables of some words differently"
# Our formula -> textstat's function, and why it differs where textstat counts as many sentences and words.
TEXTSTAT = {
    flesch_reading_ease: ("flesch_reading_ease", _SYLLABLES_DIFFER),
    flesch_kincaid_grade: ("flesch_kincaid_grade", _SYLLABLES_DIFFER),
    gunning_fog: ("gunning_fog", f"{TEXTSTAT_COUNTS} other words as long and uncommon"),
    smog_index: ("smog_index", f"{TEXTSTAT_COUNTS} other words as having three or more syllables"),
    coleman_liau_index: ("coleman_liau_index", f"{TEXTSTAT_COUNTS} the letters of some words differently"),
    automated_readability_index: ("automated_readability_index", f"{TEXTSTAT_COUNTS} punctuation marks as letters"),
    dale_chall: ("dale_chall_readability_score", f"{TEXTSTAT_COUNTS} other words as easy"),
}
FORMULAS = tuple(TEXTSTAT)


def measure(formula: Formula) -> Function:
    """The measure of a formula: its value by our counts, the range to textstat's answer; evidence: the sentences.

    For a voice (`narrator`, `voice:N`) these are `voice_sentences`. NaN where there are no words or sentences.
    """

    def measured(analysis: Analysis, scope: str) -> Value:
        of_voice = scope == "narrator" or scope.startswith("voice:")
        spans = voice_sentences(analysis, scope) if of_voice else scope_spans(analysis, scope)
        evidence, counts = sentences_in(analysis, spans), count_spans(analysis, spans)
        if not counts.words or not counts.sentences:
            note = "no sentence is mostly in this voice" if of_voice else "no words and sentences to count"
            return Value(math.nan, note=note)
        text = _text(analysis, spans)
        value, theirs = formula(counts), _answers(text)[formula]
        notes = []
        if math.isclose(value, theirs, abs_tol=ROUNDING):
            theirs = value
        else:
            notes.append(_disagreement(formula, counts, text, analysis.article.prose, evidence))
        if formula is smog_index and counts.sentences < SMOG_SENTENCES:
            found = _number(counts.sentences, "sentence")
            notes.append(f"made for samples of {SMOG_SENTENCES} sentences; with {found} it is rough")
        if of_voice and counts.sentences < FEW_SENTENCES:
            notes.append(f"only {_number(counts.sentences, 'sentence')}: another one would move it much")
        return Value(value, evidence, min(value, theirs), max(value, theirs), "; ".join(notes))

    return measured


def textstat_measure(formula: Formula) -> Function:
    """textstat's own answer for the same text, its paragraphs joined by line ends. Evidence: the paragraphs."""

    def measured(analysis: Analysis, scope: str) -> Value:
        spans = scope_spans(analysis, scope)
        if not count_spans(analysis, spans).words:
            return Value(math.nan, note="no words to count")
        return Value(_answers(_text(analysis, spans))[formula], spans)

    return measured


def count_spans(analysis: Analysis, spans: tuple[Span, ...]) -> Counts:
    """The counts of the text inside some spans, with the sentences that lie wholly in one of them."""
    return _count_words(analysis.article.prose, spans)._replace(sentences=len(sentences_in(analysis, spans)))


def sentences_in(analysis: Analysis, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The sentences that lie wholly in one of these spans, which are sorted."""
    sentences = analysis.parse.sentences
    return tuple(s for span in spans for s in spans_overlapping(sentences, span) if is_inside(s, span))


def voice_sentences(analysis: Analysis, scope: str) -> tuple[Span, ...]:
    """The sentences of the body most of whose words are in one voice: `narrator`, or source N of `voice:N`.

    Whole sentences, with "said" and the speaker's name: a formula needs sentences, and voices end inside them.
    """
    number = None if scope == "narrator" else int(scope.removeprefix("voice:"))
    spans = tuple(sorted(analysis.sourcing.voice(number).spans))
    near = dict.fromkeys(s for span in spans for s in spans_overlapping(analysis.parse.sentences, span))
    return _mostly_in(analysis.article.prose, tuple(near), spans)


@lru_cache(maxsize=512)
def _mostly_in(text: str, sentences: tuple[Span, ...], spans: tuple[Span, ...]) -> tuple[Span, ...]:
    spoken, found = DisjointSpans(spans), []
    for sentence in sentences:
        words = [spoken.around(m.span()) is not None for m in WORD.finditer(text, *sentence)]
        if 2 * sum(words) > len(words):
            found.append(sentence)
    return tuple(found)


def textstat_sentences(analysis: Analysis, span: Span) -> int:
    """How many sentences textstat counts in a span."""
    return load_textstat().sentence_count(_text(analysis, (span,)))


def syllables(word: str) -> int:
    """The syllables of one word, by the CMU dictionary or, for other words, by rule."""
    return _count_word(word).syllables


@lru_cache(maxsize=512)  # each of seven formulas asks for the same spans
def _count_words(text: str, spans: tuple[Span, ...]) -> Counts:
    counted = [_count_word(m.group()) for span in spans for m in WORD.finditer(text, *span)]
    return Counts(*map(sum, zip(*counted, strict=True))) if counted else Counts()


@lru_cache(maxsize=MOST_WORDS)
def _count_word(word: str) -> Counts:
    """A word out of context. The parts of a compound are looked up one by one; so is a possessive without its 's."""
    textstat, word = load_textstat(), word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")
    parts = word.split("-")
    spoken = sum(map(n_syllables, parts))
    easy = all(not textstat.is_difficult_word(p.removesuffix("'s"), 0) for p in parts)
    long, difficult = spoken >= POLYSYLLABLE, not easy and textstat.is_difficult_word(word, 0)
    return Counts(1, 0, spoken, sum(c.isalnum() for c in word), long, difficult, long and difficult)


@lru_cache(maxsize=512)
def _answers(text: str) -> dict[Formula, float]:
    """All formulas in a row: what they have in common textstat counts once, while it remembers the text."""
    return {formula: float(getattr(load_textstat(), name)(text)) for formula, (name, _) in TEXTSTAT.items()}


def _text(analysis: Analysis, spans: tuple[Span, ...]) -> str:
    return "\n".join(analysis.article.prose[slice(*s)] for s in spans)


def _disagreement(formula: Formula, counts: Counts, text: str, prose: str, own: tuple[Span, ...]) -> str:
    """Why textstat's answer differs: the number of sentences, else of words, else what else the formula takes."""
    sentences, words = load_textstat().sentence_count(text), load_textstat().lexicon_count(text)
    if sentences != counts.sentences:
        told = f"{TEXTSTAT_COUNTS} {_number(sentences, 'sentence')}, and our program counts {counts.sentences}"
        return f"{told}{_where(prose, own)}"
    if words != counts.words and formula is not smog_index:  # which takes no number of words
        return f"{TEXTSTAT_COUNTS} {_number(words, 'word')}, and our program counts {counts.words}"
    return TEXTSTAT[formula][1]


@lru_cache(maxsize=512)
def _where(text: str, sentences: tuple[Span, ...]) -> str:
    """The first sentence that textstat cuts in two or does not count, by its first words."""
    for start, end in sentences:
        sentence = text[start:end]
        found = load_textstat().sentence_count(sentence)
        dropped = len(sentence.split()) <= SHORTEST_OF_TEXTSTAT
        if found > 1 or dropped:
            opening = " ".join(sentence.split()[:4]).strip("\"'“”‘’.,;:")
            return f": it {'leaves out' if dropped else 'splits'} the one that begins “{opening}”"
    return ""


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
