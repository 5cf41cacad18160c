"""The longest statement of a named person in an article, and which of the article's subjects it mentions."""

from dataclasses import dataclass

from analysis.article import Analysis, Span
from analysis.measures.headline import Form, same_word
from analysis.nlp.spans import DisjointSpans, overlap

SUBJECTS = {"NOUN", "PROPN"}
OFTEN = 2  # times in the rest of the body that make a word one of its subjects
MOST = 8  # such subjects shown; those that the statement takes up come on top
MOSTLY = 0.5  # of a paragraph's words: then the statement goes on in it


@dataclass(frozen=True, slots=True)
class Statement:
    """What one named person says in a row. `spans`: the person's own words, without "she said"; `share`: their share of
    all body words, 0 to 1; `paragraphs`: how many it runs through."""

    source_id: int
    spans: tuple[Span, ...]
    sentences: tuple[Span, ...]
    paragraphs: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun or name of the rest of the body: where it is there, and where its forms are in the statement."""

    word: str
    outside: tuple[Span, ...]
    inside: tuple[Span, ...]


def longest_statement(analysis: Analysis) -> Statement | None:
    """The most words of one named person in paragraphs in a row that are mostly theirs; None where nobody speaks."""
    article, sourcing = analysis.article, analysis.sourcing
    people = {s.id for s in sourcing.sources if s.named and s.kind == "person"}
    words_of, found = [list(article.words(p)) for p in article.paragraphs], []
    for voice in (v for v in sourcing.voices if v.source_id in people):
        own = DisjointSpans(voice.spans)
        counts = [sum(own.around(word) is not None for word in words) for words in words_of]
        found += [(sum(counts[i] for i in run), voice, run) for run in _runs(counts, [*map(len, words_of)])]
    words, voice, run = max(found, key=lambda f: f[0], default=(0, None, []))
    if not words:
        return None
    within = [article.paragraphs[i] for i in run]
    spans = tuple(s for s in voice.spans if any(a <= s[0] < b for a, b in within))
    sentences = tuple(s for s in analysis.parse.sentences if any(overlap(s, t) for t in spans))
    return Statement(voice.source_id, spans, sentences, len(run), words, words / len(article.body_words()))


def find_subjects(analysis: Analysis, statement: Statement) -> list[Subject]:
    """Nouns and names of the rest of the body, in any voice, without the speaker's name: the most frequent, then those
    that are there once and in the statement."""
    speaker, body = analysis.sourcing.source(statement.source_id).name.lower().split(), analysis.article.paragraphs
    found: list[tuple[Form, str, list[Span], list[Span]]] = []
    for token in analysis.parse.doc:
        span = (token.idx, token.idx + len(token.text))
        named = token.pos_ in SUBJECTS and token.text[0].isalpha() and token.text.lower() not in speaker
        if not named or not any(a <= span[0] < b for a, b in body):
            continue
        form = Form.of(token)
        inside = any(overlap(span, s) for s in statement.spans)
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
