"""The machine as one more coder: what the pipeline and a word list would put into the sheet.

It answers what it has a measure for and leaves the rest empty, as an honest coder would: no program here tells facts
from judgements, and none answers the questions on the whole article.
"""

from __future__ import annotations

from analysis.article import Analysis, Span
from analysis.classroom.filled import Coding
from analysis.measures.tone import gap
from analysis.measures.tone.lexicons import VADER

NAME = "the machine"


def coding(analysis: Analysis) -> Coding:
    answers, text = {}, gap.nameless(analysis)
    for n, sentence in enumerate(analysis.parse.sentences, 1):
        row = f"S{n}"
        speaker, named = _voice(analysis, sentence)
        answers[row, "speaker"] = speaker
        if named:
            answers[row, "named"] = named
        rated = VADER.rated(text, sentence)
        answers[row, "loaded"] = "yes" if rated else "no"
    return Coding(NAME, answers)


def _voice(analysis: Analysis, sentence: Span) -> tuple[str, str | None]:
    """(speaker, named) by most of the sentence's words; "Trump said" around a quotation counts for nobody."""
    words = list(analysis.article.words(sentence))
    framing = [s for a in analysis.sourcing.attributions for s in (*a.source, *a.cue)]
    counts: dict[int | None, int] = {}
    for voice in analysis.sourcing.voices:
        inside = sum(any(a <= w[0] and w[1] <= b for a, b in voice.spans) for w in words)
        if voice.source_id is None:
            inside -= sum(
                any(a <= w[0] and w[1] <= b for a, b in framing)
                for w in words
                if any(a <= w[0] and w[1] <= b for a, b in voice.spans)
            )
        counts[voice.source_id] = inside
    own = counts.pop(None, 0)
    if not counts or sum(counts.values()) <= own:
        return "article", None
    most = max(counts, key=lambda source: (counts[source], -source))
    return "other", "named" if analysis.sourcing.source(most).named else "unnamed"
