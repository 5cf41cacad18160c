"""Join what was trained to the pipeline that ships with the package.

    python -m research.training.assemble READER OUT

READER holds `reader.onnx`, `vocab.txt` and `reader.json` (export.py).
"""

import sys
from pathlib import Path

import spacy

from analysis.nlp.parsing import READER

VERSION = "0.5.0"
META = {
    "name": "core_news_sm",
    "version": VERSION,
    "description": "English news: sentences, tags, lemmas, entities (PERSON, ORG, LOC) and attributions.",
    "author": "the media analysis workbook's authors",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.13,<3.9.0",
    "sources": [
        {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
        {"name": "UD English GUM, genres without a non-commercial licence", "license": "CC BY 4.0 (annotation)"},
        {"name": "CoNLL-2003 (Reuters)", "license": "research"},
        {"name": "WikiGold", "license": "CC BY 4.0"},
        {"name": "PolNeAR", "license": "none stated for the data"},
        {"name": "all-MiniLM-L6-v2", "license": "Apache-2.0"},
        {"name": "all-mpnet-base-v2, as a teacher", "license": "Apache-2.0"},
    ],
}


def main() -> None:
    reader, out = map(Path, sys.argv[1:3])
    nlp = spacy.blank("en")
    nlp.add_pipe("sentence_rules")
    nlp.add_pipe(READER).from_disk(reader)
    nlp.meta.update(META)
    nlp.to_disk(out)


if __name__ == "__main__":
    main()
