"""Readers of the public sets, in the formats of their data folder; no text is kept."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, Span
from spacy.util import get_words_and_spaces

# The genres of GUM whose texts carry no non-commercial license.
GUM_GENRES = {"academic", "bio", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"}
CHUNK = 250  # tokens to a training document: sentence boundaries are learned from what surrounds them
ENTITY_LABELS = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "LOC": "LOC",
    "LOCATION": "LOC",
}
LABELS = Path(__file__).parent / "labels"  # of our own: spans and ids, and texts of our own writing
BLANK = spacy.blank("en")


class SetError(Exception):
    """A set that cannot be read: one line that names the file and the mend."""


def open_text(path: Path):
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def json_lines(path: Path) -> Iterator[dict]:
    with open_text(path) as lines:
        yield from map(json.loads, lines)


# --- treebanks ---------------------------------------------------------------------------------------


def conllu_documents(path: Path) -> Iterator[tuple[str, list[tuple[bool, list[dict]]]]]:
    """(document id, [(starts a paragraph, tokens)]) in file order."""
    name, sentences, rows, paragraph = None, [], [], False
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if sentences:
                    yield name, sentences
                name, sentences = line.split("=", 1)[1].strip(), []
            elif line.startswith("# newpar"):
                paragraph = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                sentences.append((paragraph, tokens_of(rows)))
                rows, paragraph = [], False
    if sentences:
        yield name, sentences


def tokens_of(rows: list[list[str]]) -> list[dict]:
    """Syntactic words with the spaces of the surface text ("don't" is two words without a space)."""
    tokens, joined_until, space_after_joined = [], 0, True
    for row in rows:
        if "." in row[0]:
            continue
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            joined_until, space_after_joined = int(row[0].split("-")[1]), space
            continue
        number = int(row[0])
        if number <= joined_until:
            space = number == joined_until and space_after_joined
        head = int(row[6]) - 1 if row[6] != "0" else number - 1
        tokens.append(
            {
                "word": row[1],
                "space": space,
                "lemma": row[2],
                "pos": row[3],
                "tag": row[4],
                "morph": "" if row[5] == "_" else row[5],
                "head": head,
                "dep": "ROOT" if row[6] == "0" else row[7],
                "entity": next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), ""),
            }
        )
    return tokens


def make_doc(sentences: list[tuple[bool, list[dict]]]) -> Doc:
    """One document of several sentences; spaCy derives their starts from the heads."""
    rows: list[dict] = []
    for n, (paragraph, tokens) in enumerate(sentences):
        if n and paragraph:
            rows[-1]["space"] = False
            rows.append(
                {
                    "word": "\n\n",
                    "space": False,
                    "lemma": "\n\n",
                    "pos": "SPACE",
                    "tag": "_SP",
                    "morph": "",
                    "head": len(rows) - 1,
                    "dep": "dep",
                }
            )
        offset = len(rows)
        rows += [{**t, "head": t["head"] + offset} for t in tokens]
    names = {
        "words": "word",
        "spaces": "space",
        "lemmas": "lemma",
        "pos": "pos",
        "tags": "tag",
        "morphs": "morph",
        "heads": "head",
        "deps": "dep",
    }
    return Doc(BLANK.vocab, **{column: [r[name] for r in rows] for column, name in names.items()})


def curly(doc_sentences: list[tuple[bool, list[dict]]]) -> list[tuple[bool, list[dict]]]:
    """The same sentences with typographic marks: the treebanks have few, news sites many."""
    out, inside = [], False
    for paragraph, tokens in doc_sentences:
        inside = inside and not paragraph
        new = []
        for t in tokens:
            word = t["word"]
            if word == '"':
                word, inside = ("”" if inside else "“"), not inside
            new.append({**t, "word": word.replace("'", "’")})
        out.append((paragraph, new))
    return out


def chunks(sentences, size: int) -> Iterator[list]:
    current, count = [], 0
    for paragraph, tokens in sentences:
        full = count + len(tokens) > size
        if current and full and (paragraph or count + len(tokens) > 1.6 * size):
            yield current
            current, count = [], 0
        current.append((paragraph, tokens))
        count += len(tokens)
    if current:
        yield current


def kept(name: str) -> bool:
    """Documents of EWT, and of GUM those of the genres that may be used."""
    return not name.startswith("GUM_") or name.split("_")[1] in GUM_GENRES


# --- entities ----------------------------------------------------------------------------------------


def bio_sentences(path: Path, word: int, tag: int) -> Iterator[tuple[list[str], list[str]]]:
    words, tags = [], []
    with open_text(path) as lines:
        for line in [*lines, ""]:
            fields = line.split()
            if line.startswith("#") or (fields and "-DOCSTART-" in fields):
                continue
            if len(fields) > tag:
                words.append(fields[word])
                tags.append(fields[tag])
            elif words:
                yield words, tags
                words, tags = [], []


def bio_spans(tags: list[str], labels: dict[str, str] = ENTITY_LABELS) -> list[tuple[int, int, str]]:
    """Spans of BIO tags; an I- that continues nothing opens a span (CoNLL-2003 as published has 173)."""
    spans, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag == "O" or tag[0] == "B" or tag[2:] != tags[start][2:]):
            spans.append((start, i, tags[start][2:]))
            start = None
        if tag != "O" and start is None:
            start = i
    return [(s, e, labels[kind]) for s, e, kind in spans if kind in labels]


def bio_docs(path: Path, word: int, tag: int, group: int) -> list[Doc]:
    docs, words, spans = [], [], []
    for n, (sentence, tags) in enumerate(bio_sentences(path, word, tag), 1):
        spans += [(s + len(words), e + len(words), kind) for s, e, kind in bio_spans(tags)]
        words += sentence
        if n % group == 0:
            docs.append(entity_doc(words, spans))
            words, spans = [], []
    return docs + ([entity_doc(words, spans)] if words else [])


def entity_doc(words: list[str], spans: list[tuple[int, int, str]]) -> Doc:
    words, spaces = get_words_and_spaces(words, " ".join(words))
    doc = Doc(BLANK.vocab, words=words, spaces=spaces)
    doc.set_ents([Span(doc, s, e, label=kind) for s, e, kind in spans])
    return doc


# --- our own labels ------------------------------------------------------------------------------------

MARKED = re.compile(r"\{([sct])(\d+) ([^{}]*)\}")
ROLE = {"s": "source", "c": "cue", "t": "content"}


def marked_articles(path: Path) -> Iterator[tuple[str, list[dict]]]:
    """Texts with their attributions from `{s1 source} {c1 cue} {t1 content}`; articles stand between lines of ===."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for marked in "\n".join(lines).split("\n===\n"):
        text, labels, at = "", {}, 0
        marked = marked.strip()
        for m in MARKED.finditer(marked):
            text += marked[at : m.start()]
            role, number, words = m.groups()
            attribution = labels.setdefault(int(number), {r: [] for r in ROLE.values()})
            attribution[ROLE[role]].append([len(text), len(text) + len(words)])
            text, at = text + words, m.end()
        yield text + marked[at:], [labels[n] for n in sorted(labels)]


def marked_sentences(path: Path) -> list[list[str]]:
    """Lines of sentences with ` | ` between them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]
