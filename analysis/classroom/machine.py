"""The machine as one more coder: what the pipeline and a word list would put into the sheet.

It answers what it has a measure for and leaves the rest empty: no program here tells facts from judgments, and none
answers the questions on the whole article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.article import Analysis, Span
from analysis.classroom.read_sheets import Coding
from analysis.measures.tone import gap
from analysis.measures.tone.lexicons import VADER

NAME = "the machine"


def coding(analysis: Analysis) -> Coding:
    """For each sentence of the body: whose words most of it is, whether that source is named, whether it is loaded."""
    answers, text = {}, gap.mask_surnames(analysis)
    for n, sentence in enumerate(analysis.parse.sentences, 1):
        speaker, named = _voice(analysis, sentence)
        answers[f"S{n}", "speaker"] = speaker
        if named:
            answers[f"S{n}", "named"] = named
        answers[f"S{n}", "loaded"] = "yes" if VADER.rated(text, sentence) else "no"
    return Coding(NAME, answers)


def _voice(analysis: Analysis, sentence: Span) -> tuple[str, str | None]:
    """(speaker, named) by most of the sentence's words; "Trump said" around a quotation counts for nobody."""
    words = list(analysis.article.words(sentence))
    framing = [s for a in analysis.sourcing.attributions for s in (*a.source, *a.cue)]
    in_voice = {v.source_id: _inside(words, v.spans) for v in analysis.sourcing.voices}
    own = in_voice.pop(None, [])
    counts = {source: len(found) for source, found in in_voice.items()}
    if sum(counts.values()) <= len(own) - len(_inside(own, framing)):
        return "article", None
    most = max(counts, key=lambda source: (counts[source], -source))
    return "other", "named" if analysis.sourcing.source(most).named else "unnamed"


def _inside(words: Iterable[Span], spans: Sequence[Span]) -> list[Span]:
    return [w for w in words if any(start <= w[0] and w[1] <= end for start, end in spans)]
