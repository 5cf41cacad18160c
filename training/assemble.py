"""Join what was trained to the pipeline that ships with the package.

    python assemble.py LANGUAGE ENTITIES ATTRIBUTION OUT

LANGUAGE and ENTITIES are spaCy's `model-best` folders; ATTRIBUTION holds `encoder.onnx`, `vocab.txt` and `crf.json`.
"""

import sys
from pathlib import Path

import spacy

VERSION = "0.1.0"
META = {
    "name": "core_news_sm",
    "version": VERSION,
    "description": "English news: sentences, tags, lemmas, parse, entities (PERSON, ORG, LOC) and attributions.",
    "author": "the media analysis workbook's authors",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
        {"name": "UD English GUM, genres without a non-commercial licence", "license": "CC BY 4.0 (annotation)"},
        {"name": "CoNLL-2003 (Reuters)", "license": "research"},
        {"name": "WikiGold", "license": "CC BY 4.0"},
        {"name": "PolNeAR", "license": "none stated for the data"},
        {"name": "all-MiniLM-L6-v2", "license": "Apache-2.0"},
    ],
}


def main() -> None:
    language, entities, attribution, out = map(Path, sys.argv[1:5])
    nlp = spacy.load(language)
    nlp.add_pipe("sentence_rules", first=True)
    nlp.add_pipe("ner", source=spacy.load(entities))
    nlp.add_pipe("news_attribution").from_disk(attribution)
    nlp.meta.update(META)
    # Training scores of one run on one subset: validity figures are computed from the shipped files instead.
    nlp.meta["performance"] = {}
    nlp.meta["spacy_version"] = ">=3.8.13,<3.9.0"
    nlp.config["paths"] = {}
    nlp.config["training"] = {}
    nlp.config["corpora"] = {}
    nlp.config["initialize"] = {}
    nlp.to_disk(out)


if __name__ == "__main__":
    main()
