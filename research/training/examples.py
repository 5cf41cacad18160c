"""Training windows from the sets of the data folder, each with the labels that its set has."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, Token

from analysis.nlp.pipeline.encoding import (
    CLOSING,
    MAX_PIECES,
    OPENING,
    Inputs,
    Window,
    Word,
    WordPiece,
    inputs,
    paragraphs,
    shown,
    windows,
)
from analysis.nlp.pipeline.sentence_rules import sentence_rules
from research.training.nesting import outermost, put_inside
from research.validation.formats import (
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
    marked_articles,
)


def edit(word: str, lemma: str) -> str:
    """The edit that makes `lemma` of `word`, as `reader.apply_edit` reads it."""
    word = word.replace("’", "'")
    case, base = ("keep", word) if lemma != lemma.lower() or word == word.lower() else ("lower", word.lower())
    common = next((n for n, (a, b) in enumerate(zip(base, lemma, strict=False)) if a != b), min(len(base), len(lemma)))
    return f"{case} {len(base) - common} {lemma[common:]}"


ATTRIBUTION = ["O", *(f"{b}-{role}" for role in ("SOURCE", "CUE", "CONTENT") for b in "BI")]
ENTITY = ["O", *(f"{b}-{kind}" for kind in ("PERSON", "ORG", "LOC", "MISC") for b in "BI")]
WITH_MISC = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
RAREST_LEMMA_EDIT = 3  # times in training
RENAMED, UNMARKED = 0.4, 0.08  # shares of PolNeAR's articles: people get other names, quotation marks are left out
SHORTEST_WINDOW, LONGEST_WINDOW = 120, 250
PUT_INSIDE = 0.3  # share of PolNeAR's articles in which sentences are put into somebody's mouth (nesting.py)
SILVER = 1 / 3  # share of the articles with a teacher's labels in each epoch
OWN, NESTED = (Path(__file__).parent / name for name in ("own.txt", "nested.json"))
FREE = (None, "O")
NAMED = {"person": "PERSON", "organization": "ORG", "place": "LOC"}  # GUM's kinds of mentions
TITLES = {
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Prof",
    "Professor",
    "President",
    "Sen",
    "Senator",
    "Rep",
    "Gov",
    "Governor",
    "Sir",
    "Lord",
    "Lady",
    "King",
    "Queen",
    "Prince",
    "Princess",
    "Pope",
    "Minister",
    "Mayor",
    "General",
    "Gen",
    "Captain",
    "Judge",
    "Justice",
    "Secretary",
    "Chancellor",
}
MENTION = re.compile(r"(\(?)(\d+)(?:-([a-z]+)[^()]*)?(\)?)")


@dataclass
class Example:
    """One window; `gold` has a label for each word and task that the set knows, None where a word has none.

    `cues`, by task: for each word of a source or content the positions of its cues' first words in the window, () where
    none stands there; None for other words.
    """

    read: Inputs
    gold: dict[str, list] = field(default_factory=dict)
    cues: dict[str, list[tuple[int, ...] | None]] = field(default_factory=dict)


Cues = dict[str, dict[int, set[int]]]  # by task: source and content token -> the first tokens of its cues


def examples(
    found: Window, gold: dict[str, list], cues: Cues | None = None, limit: int = LONGEST_WINDOW
) -> Iterator[Example]:
    """`gold` holds a label for every token."""
    for window in windows(found, limit):
        words = [w for part in window for w in part]
        read = inputs(window)
        labels = {}
        for task, all_labels in gold.items():
            own = [all_labels[w.token] for w in words]
            labels[task] = begun(own, read.opens) if task in ("attribution", "nested", "entity") else own
        at = {w.token: n for n, w in enumerate(words)}
        linked = {
            task: [tuple(sorted(at[c] for c in own[w.token] if c in at)) if w.token in own else None for w in words]
            for task, own in (cues or {}).items()
        }
        yield Example(read, labels, linked)


def begun(tags: list[str | None], opens: list[bool]) -> list[str | None]:
    """BIO tags in which no span goes on that did not begin: before the window or paragraph, or with a mark left out."""
    out = list(tags)
    for n, (tag, opening) in enumerate(zip(tags, opens, strict=True)):
        before = tags[n - 1] if n else "O"
        if tag and tag[0] == "I" and before and (opening or before[2:] != tag[2:]):
            out[n] = f"B{tag[1:]}"
    return out


@dataclass(frozen=True, slots=True)
class Labeled:
    """An article, and what is known of who says what in it."""

    words: Window
    doc: Doc
    gold: dict[str, list]
    cues: Cues
    names: frozenset[str] = frozenset()


class Silver:
    """Windows of the reference articles as teachers labeled them (silver.py), another share of them in each epoch."""

    def __init__(self, data: Path, path: Path, wordpiece: WordPiece):
        texts = {r["ID"]: reference_text(r) for r in json_lines(data / "reference-articles.jsonl.gz")}
        self.articles = [self._labeled(texts[row["id"]], row, wordpiece) for row in json_lines(path)]

    def _labeled(self, text: str, row: dict, wordpiece: WordPiece) -> tuple[Window, dict[str, list], Cues]:
        doc = sentence_rules(BLANK.make_doc(text))
        parts, starts = paragraphs(doc, wordpiece), set(row["starts"])
        tags, cues = {"starts": [str(int(t.idx in starts)) for t in doc], "entity": ["O"] * len(doc)}, {}
        for task in ("attribution", "nested"):
            tags[task], owners = attribution_tags(doc, row[task])
            cues[task] = _cues(row[task], doc, tags[task], owners)
        for start, end, kind in row["entity"]:
            for n, token in enumerate(doc.char_span(start, end, alignment_mode="expand")):
                tags["entity"][token.i] = f"{'I' if n else 'B'}-{kind}"
        return parts, tags, cues

    def windows(self, rng: random.Random) -> Iterator[Example]:
        for parts, gold, cues in rng.sample(self.articles, int(SILVER * len(self.articles))):
            yield from examples(parts, gold, cues, rng.randint(SHORTEST_WINDOW, LONGEST_WINDOW))


class Attributions:
    """PolNeAR's windows, another variation each time: windows cut elsewhere, people renamed, marks left out, sentences
    put into somebody's mouth."""

    def __init__(self, data: Path, wordpiece: WordPiece):
        self.wordpiece, self.articles, self.inner, self.rows = wordpiece, [], [], []
        people = {r["id"]: r["sentences"] for r in json_lines(data / "polnear-train-corenlp.jsonl.gz")}
        texts = {}
        for row in json_lines(data / "polnear-train.jsonl.gz"):
            text, gold, found = row["text"], row["annotations"][0]["attributions"], people.get(row["id"], [])
            texts[row["id"]] = text
            self.rows.append((text, gold, [(s[0][0], s[-1][1]) for s in found if s]))
            self.articles.append(self._labeled(text, {"attribution": gold}, _people(text, found)))
        self.own = [self._labeled(text, {"attribution": gold}) for text, gold in marked_articles(OWN)]
        self.pool = sorted({name for article in self.articles for name in article.names})
        reference = data / "reference-articles.jsonl.gz"
        if reference.exists():
            texts |= {r["ID"]: reference_text(r) for r in json_lines(reference)}
        for row in json.loads(NESTED.read_text(encoding="utf-8"))["articles"]:
            if row["id"] in texts:
                self.inner.append(self._labeled(texts[row["id"]], {"nested": outermost(row["nested"])}))

    def _labeled(self, text: str, gold: dict[str, list[dict]], names: Iterable[str] = ()) -> Labeled:
        doc = sentence_rules(BLANK.make_doc(text))
        tags, cues = {}, {}
        for task, found in gold.items():
            tags[task], owners = attribution_tags(doc, found)
            cues[task] = _cues(found, doc, tags[task], owners)
        return Labeled(paragraphs(doc, self.wordpiece), doc, tags, cues, frozenset(names))

    def _put_inside(self, number: int, rng: random.Random) -> Labeled:
        """PolNeAR's article with sentences in somebody's mouth; what its other contents hold is not known."""
        made = put_inside(*self.rows[number], rng)
        names = self.articles[number].names
        article = self._labeled(made.text, {"attribution": made.outer, "nested": made.inner}, names)
        for span in made.unknown:
            for token in article.doc.char_span(*span, alignment_mode="expand") or ():
                article.gold["nested"][token.i] = None
        return article

    def windows(self, rng: random.Random, own: int = 0) -> Iterator[Example]:
        """All of PolNeAR's articles. With `own`: each of our own texts that often, those with labels of what is inside
        others' contents half as often, and a share of PolNeAR's with sentences put into a mouth."""
        inside = PUT_INSIDE if own else 0.0
        articles = [self._put_inside(n, rng) if rng.random() < inside else a for n, a in enumerate(self.articles)]
        for article in (*articles, *own * self.own, *(own // 2) * self.inner):
            read = article.words
            if rng.random() < RENAMED:
                others = {name: rng.choice(self.pool) for name in sorted(article.names)}
                read = [[self._renamed(w, others.get(article.doc[w.token].text)) for w in part] for part in read]
            if rng.random() < UNMARKED:
                read = [[w.unquoted() for w in part if w.quote not in (OPENING, CLOSING)] for part in read]
            limit = rng.randint(SHORTEST_WINDOW, LONGEST_WINDOW)
            yield from examples([p for p in read if p], article.gold, article.cues, limit)

    def _renamed(self, word: Word, name: str | None) -> Word:
        return word._replace(pieces=self.wordpiece.pieces(shown(name))[:MAX_PIECES]) if name else word


def reference_text(row: dict) -> str:
    return f"{row['title']}\n\n{row['body']}"


def _people(text: str, sentences: list) -> set[str]:
    """Capitalized words in names of people, as CoreNLP found them."""
    found = (text[t[0] : t[1]] for sentence in sentences for t in sentence if t[3] == "PERSON")
    return {name for name in found if name.istitle() and name.isalpha()}


def _cues(gold: list[dict], doc: Doc, tags: list[str], owners: list[set[int]]) -> dict[int, set[int]]:
    """Source and content token -> the first tokens of the cues of its attributions."""
    first: dict[int, int] = {}
    for i, (tag, own) in enumerate(zip(tags, owners, strict=True)):
        for n in own if tag.endswith("CUE") else ():
            first.setdefault(n, i)
    return {
        i: {first[n] for n in owners[i] if n in first}
        for i, tag in enumerate(tags)
        if tag.endswith(("SOURCE", "CONTENT"))
    }


def attribution_tags(doc: Doc, gold: list[dict]) -> tuple[list[str], list[set[int]]]:
    """A tag and the attributions it belongs to for each token. Where spans overlap, the shorter one wins."""
    tags, owners = ["O"] * len(doc), [set() for _ in doc]
    spans: dict[tuple, set[int]] = {}
    for n, a in enumerate(gold):
        for role in ("source", "cue", "content"):
            for s, e in a[role]:
                spans.setdefault((s - e, s, e, role.upper()), set()).add(n)
    for (_, start, end, role), own in sorted(spans.items(), key=lambda item: item[0][:2]):
        for n, token in enumerate(doc.char_span(start, end, alignment_mode="expand") or ()):
            tags[token.i], owners[token.i] = f"{'I' if n else 'B'}-{role}", own
    for i, tag in enumerate(tags):  # a span that a shorter one cut in two goes on as a new one
        before = tags[i - 1] if i else "O"
        if tag[0] == "I" and before[2:] != tag[2:] and not doc[i - 1].is_space:
            tags[i] = f"B{tag[1:]}"
    return tags, owners


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
            if name.startswith("GUM_"):
                gold["entity"] = names_in(doc, part)
            yield from examples(paragraphs(doc, wordpiece), gold)


def names_in(doc: Doc, sentences: list[tuple[bool, list[dict]]]) -> list[str]:
    """BIO tags of the names in GUM's mentions of people, organizations and places.

    GUM marks every mention ("the mayor of Dover"), not names: a mention's name is the run of proper nouns around its
    head, without titles. Other proper nouns may be MISC or no name: None, which teaches nothing.
    """
    tags: list[str | None] = [None if _proper(t) else "O" for t in doc]
    rows = [t for n, (paragraph, tokens) in enumerate(sentences) for t in ([{}] if n and paragraph else []) + tokens]
    for start, end, kind in _mentions(rows):
        heads = [i for i in range(start, end) if not start <= doc[i].head.i < end or doc[i].head.i == i]
        if kind not in NAMED or not heads or not _proper(doc[heads[0]]) or tags[heads[0]] is not None:
            continue
        first = last = heads[0]
        while first > start and _proper(doc[first - 1]) and tags[first - 1] is None:
            first -= 1
        while last + 1 < end and (_proper(doc[last + 1]) or _joins(doc, last + 1, end)) and tags[last + 1] in FREE:
            last += 1
        while first <= last and doc[first].text.rstrip(".") in TITLES:
            first += 1
        plural = kind == "person" and doc[last].tag_ == "NNPS"  # peoples and parties are no persons
        if first <= last and _proper(doc[first]) and not plural:
            tags[first : last + 1] = [f"{'I' if i > first else 'B'}-{NAMED[kind]}" for i in range(first, last + 1)]
    return tags


def _proper(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS")


def _joins(doc: Doc, i: int, end: int) -> bool:
    """ "of", "and", "the" between the parts of one name: "University of the Arts"."""
    rest = i
    while rest < end and doc[rest].lower_ in ("of", "the", "and", "&", "for", "-"):
        rest += 1
    return i < rest < end and _proper(doc[rest]) and doc[i].lower_ != "the"


def _mentions(rows: list[dict]) -> Iterator[tuple[int, int, str]]:
    """(first token, token behind the last, kind) from GUM's brackets, the shortest first."""
    found, opened = [], {}
    for i, row in enumerate(rows):
        for opening, number, kind, closing in MENTION.findall(row.get("entity", "")):
            if opening:
                opened.setdefault(number, []).append((i, kind))
            if (closing or not opening) and opened.get(number):
                start, kind = opened[number].pop()
                found.append((start, i + 1, kind))
    return iter(sorted(found, key=lambda m: m[1] - m[0]))


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
        yield from examples(paragraphs(doc, wordpiece), {"entity": tags})


def others(data: Path, wordpiece: WordPiece) -> list[Example]:
    """Windows for all tasks but attribution."""
    out = list(treebank(data / "ud-ewt-train.conllu.gz", wordpiece))
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
    return {"attribution": ATTRIBUTION, "nested": ATTRIBUTION, "entity": ENTITY, "starts": ["0", "1"], **ranked}
