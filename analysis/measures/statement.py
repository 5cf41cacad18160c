"""A named voice at length: the longest statement of an article, and which of the article's subjects it takes up."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.article import Analysis, Span
from analysis.measures.headline import Form, same_word

SUBJECTS = {"NOUN", "PROPN"}
OFTEN = 2  # times in the rest of the body that make a word one of its subjects
MOST = 8  # such subjects shown; those that the statement takes up come on top
MOSTLY = 0.5  # of a paragraph's words: then the statement goes on in it


@dataclass(frozen=True, slots=True)
class Statement:
    """What one named person says in a row. `spans` are the person's own words, without "she said"; `share` is theirs of
    all body words."""

    source_id: int
    spans: tuple[Span, ...]
    sentences: tuple[Span, ...]
    paragraphs: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun or name of the rest of the body, with its places there and those of its forms in the statement."""

    word: str
    outside: tuple[Span, ...]
    inside: tuple[Span, ...]


def longest_statement(analysis: Analysis) -> Statement | None:
    """The named person's stretch with most words, over paragraphs that are mostly theirs; None where nobody speaks."""
    article, sourcing = analysis.article, analysis.sourcing
    people = {s.id for s in sourcing.sources if s.named and s.kind == "person"}
    best: tuple[int, int, list[int]] | None = None  # words, source, paragraphs
    for voice in sourcing.voices:
        if voice.source_id not in people:
            continue
        counts = [_words(analysis, voice.spans, p) for p in article.paragraphs]
        for run in _runs(counts, [sum(1 for _ in article.words(p)) for p in article.paragraphs]):
            words = sum(counts[i] for i in run)
            best = max(best or (0, 0, []), (words, voice.source_id, run), key=lambda b: b[0])
    if best is None or not best[0]:
        return None
    words, source, run = best
    within = [article.paragraphs[i] for i in run]
    voice = next(v for v in sourcing.voices if v.source_id == source)
    spans = tuple(s for s in voice.spans if any(a <= s[0] < b for a, b in within))
    sentences = tuple(s for s in analysis.parse.sentences if any(_overlap(s, t) for t in spans))
    return Statement(source, spans, sentences, len(run), words, words / len(article.body_words()))


def find_subjects(analysis: Analysis, statement: Statement) -> list[Subject]:
    """Nouns and names of the rest of the body, in whoever's voice: those that it has most often, then those that it has
    once and the statement has, too. The speaker's name is none."""
    speaker = analysis.sourcing.source(statement.source_id).name.lower().split()
    found: list[tuple[Form, str, list[Span], list[Span]]] = []
    for token in analysis.parse.doc:
        span = (token.idx, token.idx + len(token.text))
        if token.pos_ not in SUBJECTS or not token.text[0].isalpha() or token.text.lower() in speaker:
            continue
        if not any(a <= span[0] < b for a, b in analysis.article.paragraphs):
            continue
        form = Form.of(token)
        inside = any(_overlap(span, s) for s in statement.spans)
        group = next((g for g in found if same_word(g[0], form)), None)
        if group is None:
            found.append(group := (form, token.text, [], []))
        group[3 if inside else 2].append(span)
    every = [Subject(word, tuple(out), tuple(within)) for _, word, out, within in found if out]
    ranked = sorted(every, key=lambda s: (-len(s.outside), s.outside[0]))
    often = [s for s in ranked if len(s.outside) >= OFTEN][:MOST]
    return often + [s for s in ranked if s.inside and s not in often]


def _runs(counts: list[int], lengths: list[int]) -> list[list[int]]:
    """Each paragraph with words of the voice, joined with its neighbors where both are mostly that voice."""
    runs: list[list[int]] = []
    for i, (count, length) in enumerate(zip(counts, lengths, strict=True)):
        mostly = length and count >= MOSTLY * length
        before = runs[-1][-1] if runs else None
        if mostly and before == i - 1 and counts[before] >= MOSTLY * lengths[before]:
            runs[-1].append(i)
        elif count:
            runs.append([i])
    return runs


def _words(analysis: Analysis, spans: tuple[Span, ...], within: Span) -> int:
    cut = [(max(a, within[0]), min(b, within[1])) for a, b in spans if _overlap((a, b), within)]
    return sum(1 for s in cut for _ in analysis.article.words(s))


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
