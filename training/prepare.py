"""Turn the treebanks and entity sets of a data folder into spaCy's binary corpora.

    python prepare.py DATA CORPORA

Reads `ud-ewt-*`, `ud-gum-*`, `conll2003-*`, `wikigold`, `polnear-train*` and `uner-ewt-dev` from DATA, in
their own formats, and writes `language_train`, `language_dev`, `entities_train`, `entities_dev` and
`entities_ewt` (`.spacy`) to CORPORA. No text from DATA is kept anywhere else.
"""

import random
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from validation.formats import (
    BLANK,
    CHUNK,
    ENTITY_LABELS,
    bio_docs,
    bio_spans,
    chunks,
    conllu_documents,
    curly,
    json_lines,
    kept,
    make_doc,
)  # fmt: skip

# --- treebanks ---------------------------------------------------------------------------------------


def language(data: Path, split: str) -> list[Doc]:
    rng, docs = random.Random(0), []
    for path in (data / f"ud-ewt-{split}.conllu.gz", data / f"ud-gum-{split}.conllu.gz"):
        for name, sentences in conllu_documents(path):
            if not kept(name):
                continue
            if split == "train" and rng.random() < 0.4:
                sentences = curly(sentences)
            docs += [make_doc(part) for part in chunks(sentences, CHUNK if split == "train" else 10**9)]
    return docs


# --- entities ----------------------------------------------------------------------------------------


def silver_docs(data: Path, every: int) -> list[Doc]:
    """CoreNLP's entities on PolNeAR's training articles: not gold, but the names of political news."""
    texts = {row["id"]: row["text"] for row in json_lines(data / "polnear-train.jsonl.gz")}
    docs = []
    for row in islice(json_lines(data / "polnear-train-corenlp.jsonl.gz"), 0, None, every):
        doc = BLANK.make_doc(texts[row["id"]])
        spans = [doc.char_span(s, e, label=kind, alignment_mode="expand") for s, e, kind in silver_spans(row)]
        doc.set_ents(filter_spans([s for s in spans if s is not None and not s.text.isspace()]))
        docs.append(doc)
    return docs


def silver_spans(row: dict) -> Iterator[tuple[int, int, str]]:
    for sentence in row["sentences"]:
        tags, last = [], "O"
        for token in sentence:
            label = token[3] if token[3] in ENTITY_LABELS else "O"
            tags.append("O" if label == "O" else f"{'I' if label == last else 'B'}-{label}")
            last = label
        for s, e, kind in bio_spans(tags):
            yield sentence[s][0], sentence[e - 1][1], kind


def entities(data: Path) -> dict[str, list[Doc]]:
    train = bio_docs(data / "conll2003-train.conll.gz", 1, 2, 10) + bio_docs(data / "wikigold.conll.gz", 0, 1, 10)
    train += silver_docs(data, every=3)
    random.Random(0).shuffle(train)
    return {
        "entities_train": train,
        "entities_dev": bio_docs(data / "conll2003-dev.conll.gz", 1, 2, 10),
        "entities_ewt": bio_docs(data / "uner-ewt-dev.iob2", 1, 2, 10),
    }


def main() -> None:
    data, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    corpora = {"language_train": language(data, "train"), "language_dev": language(data, "dev"), **entities(data)}
    for name, docs in corpora.items():
        DocBin(docs=docs, store_user_data=False).to_disk(out / f"{name}.spacy")
        print(f"{name}: {len(docs)} documents, {sum(map(len, docs))} tokens")


if __name__ == "__main__":
    main()
