"""How the shipped pipeline does on development sets: the figures of its README.

    python evaluate.py DATA PREDICTED.jsonl

Prints sentence, tag, lemma and parse figures on the treebanks' dev parts (GUM: genres without a non-commercial
licence) and entity figures on CoNLL-2003 and UNER EWT dev. Writes the attributions that `analysis` finds in PolNeAR
dev to PREDICTED.jsonl, one article a line (`id`, `attributions` with character spans and `parent`), for a scorer of
attributions.
"""

import json
import sys
from pathlib import Path

from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from analysis import language, reading, workbook
from validation.formats import BLANK, CHUNK, bio_docs, chunks, conllu_documents, json_lines, kept, make_doc

SHOWN = ("sents_f", "tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las", "ents_p", "ents_r", "ents_f")


def main() -> None:
    data, predicted = map(Path, sys.argv[1:3])
    nlp = language.load()
    sets = {
        "GUM news dev": treebank(data / "ud-gum-dev.conllu.gz", "GUM_news"),
        "GUM dev": treebank(data / "ud-gum-dev.conllu.gz"),
        "EWT dev": treebank(data / "ud-ewt-dev.conllu.gz"),
        "CoNLL-2003 dev": bio_docs(data / "conll2003-dev.conll.gz", 1, 2, 10),
        "UNER EWT dev": bio_docs(data / "uner-ewt-dev.iob2", 1, 2, 10),
    }
    for name, gold in sets.items():
        gold = [Doc(nlp.vocab).from_bytes(doc.to_bytes()) for doc in gold]  # one store of strings for both sides
        examples = [Example(run(nlp, doc), doc) for doc in gold]
        scores = Scorer(nlp).score(examples)
        shown = {k: round(100 * scores[k], 1) for k in SHOWN if scores.get(k)}
        print(f"{name}: {sum(map(len, gold))} tokens,", ", ".join(f"{k} {v}" for k, v in shown.items()))
    with predicted.open("w", encoding="utf-8") as out:
        for row in json_lines(data / "polnear-dev.jsonl.gz"):
            found = workbook.analyse(reading.from_text(row["text"])).sourcing.attributions
            told = [{"source": a.source, "cue": a.cue, "content": a.content, "parent": a.parent} for a in found]
            print(json.dumps({"id": row["id"], "attributions": told}), file=out)


def treebank(path: Path, prefix: str = "") -> list[Doc]:
    """Documents with their paragraph breaks, in parts of whole paragraphs."""
    return [
        make_doc(part)
        for name, sentences in conllu_documents(path)
        if name.startswith(prefix) and kept(name)
        for part in chunks(sentences, 4 * CHUNK)
    ]


def run(nlp, gold: Doc) -> Doc:
    """The pipeline on the text alone, without attribution, which no treebank knows."""
    doc = BLANK.make_doc(gold.text)
    doc = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    with nlp.select_pipes(disable=[language.ATTRIBUTION]):
        return nlp(doc)


if __name__ == "__main__":
    main()
