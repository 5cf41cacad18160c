"""Training windows from the sets of the data folder, each with the labels that its set has."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from analysis.components.encoding import Inputs, inputs, paragraphs, windows
from analysis.components.lemmas import edit
from analysis.components.sentence_rules import sentence_rules
from analysis.components.wordpiece import WordPiece
from validation.formats import (
    BLANK,
    CHUNK,
    bio_sentences,
    bio_spans,
    chunks,
    conllu_documents,
    curly,
    json_lines,
    kept,
    make_doc,
)

ATTRIBUTION = ["O", *(f"{b}-{role}" for role in ("SOURCE", "CUE", "CONTENT") for b in "BI")]
ENTITY = ["O", *(f"{b}-{kind}" for kind in ("PERSON", "ORG", "LOC", "MISC") for b in "BI")]
WITH_MISC = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
RAREST_LEMMA_EDIT = 3  # times in training


@dataclass
class Example:
    """One window; `gold` has a label for each word and task that the set knows, None where a word has none."""

    read: Inputs
    gold: dict[str, list] = field(default_factory=dict)


def examples(doc: Doc, gold: dict[str, list], wordpiece: WordPiece) -> Iterator[Example]:
    """`gold` holds a label for every token of `doc`."""
    for window in windows(paragraphs(doc, wordpiece)):
        words = [w for part in window for w in part]
        read = inputs(window)
        labels = {}
        for task, all_labels in gold.items():
            own = [all_labels[w.token] for w in words]
            if task in ("attribution", "entity"):  # what began before the window or paragraph begins anew
                own = [f"B{y[1:]}" if o and y[0] == "I" else y for y, o in zip(own, read.opens, strict=True)]
            labels[task] = own
        yield Example(read, labels)


def attributions(path: Path, wordpiece: WordPiece) -> Iterator[Example]:
    for row in json_lines(path):
        doc = sentence_rules(BLANK.make_doc(row["text"]))
        yield from examples(
            doc, {"attribution": attribution_tags(doc, row["annotations"][0]["attributions"])}, wordpiece
        )


def attribution_tags(doc: Doc, gold: list[dict]) -> list[str]:
    """One tag a token. Where spans overlap, the shorter one wins: it is the more telling."""
    tags = ["O"] * len(doc)
    spans = [(e - s, s, e, role.upper()) for a in gold for role in ("source", "cue", "content") for s, e in a[role]]
    for _, start, end, role in sorted(spans, key=lambda s: (-s[0], s[1])):
        span = doc.char_span(start, end, alignment_mode="expand")
        for n, token in enumerate(span or ()):
            tags[token.i] = f"{'I' if n else 'B'}-{role}"
    for i, tag in enumerate(tags):  # a span that a shorter one cut in two goes on as a new one
        before = tags[i - 1] if i else "O"
        if tag[0] == "I" and before[2:] != tag[2:] and not doc[i - 1].is_space:
            tags[i] = f"B{tag[1:]}"
    return tags


def treebank(path: Path, wordpiece: WordPiece) -> Iterator[Example]:
    rng = random.Random(0)
    for name, sentences in conllu_documents(path):
        if not kept(name):
            continue
        for part in chunks(curly(sentences) if rng.random() < 0.4 else sentences, CHUNK):
            doc = make_doc(part)
            gold = {
                "upos": [t.pos_ for t in doc],
                "xpos": [t.tag_ for t in doc],
                "lemma": [edit(t.text, t.lemma_) for t in doc],
                "starts": [str(int(bool(t.is_sent_start))) for t in doc],
            }
            yield from examples(doc, gold, wordpiece)


def entities(path: Path, word: int, tag: int, wordpiece: WordPiece) -> Iterator[Example]:
    """Sentences in groups of six, by turns as one paragraph and as six: the sets do not tell paragraphs."""
    found = list(bio_sentences(path, word, tag))
    for n in range(0, len(found), 6):
        words, tags, breaks = [], [], []
        for sentence, labels in found[n : n + 6]:
            if words and n % 12:
                words, tags = [*words, "\n\n"], [*tags, "O"]
                breaks.append(len(words))
            words += sentence
            own = ["O"] * len(sentence)
            for s, e, kind in bio_spans(labels, WITH_MISC):
                own[s:e] = [f"{'I' if i else 'B'}-{kind}" for i in range(e - s)]
            tags += own
        doc = Doc(BLANK.vocab, words=words, spaces=[w != "\n\n" for w in words])
        for i in breaks:
            doc[i].is_sent_start = True
        yield from examples(doc, {"entity": tags}, wordpiece)


def training_set(data: Path, wordpiece: WordPiece) -> list[Example]:
    out = list(attributions(data / "polnear-train.jsonl.gz", wordpiece))
    out += treebank(data / "ud-ewt-train.conllu.gz", wordpiece)
    out += treebank(data / "ud-gum-train.conllu.gz", wordpiece)
    out += entities(data / "conll2003-train.conll.gz", 1, 2, wordpiece)
    out += entities(data / "wikigold.conll.gz", 0, 1, wordpiece)
    return out


def labels_of(found: list[Example]) -> dict[str, list[str]]:
    """The labels of each head, most frequent first where the set decides them."""
    counts = {task: Counter() for task in ("upos", "xpos", "lemma")}
    for example in found:
        for task in counts.keys() & example.gold.keys():
            counts[task].update(example.gold[task])
    counts["lemma"] = Counter({k: n for k, n in counts["lemma"].items() if n >= RAREST_LEMMA_EDIT})
    ranked = {
        task: [y for y, _ in sorted(c.items(), key=lambda yn: (-yn[1], yn[0])) if y] for task, c in counts.items()
    }
    return {"attribution": ATTRIBUTION, "entity": ENTITY, "starts": ["0", "1"], **ranked}
