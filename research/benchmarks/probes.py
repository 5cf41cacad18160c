"""What `run.py` times, each in a process of its own: `python probes.py PROGRAM PIPELINE TEXTS`.

The process loads what it needs, says so, and then answers each number that it reads with the seconds that it took for
the articles of that number: so several programs can take turns over the same texts. The peers have another environment
than ours: nothing is imported up here but what Python brings.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from typing import Any

CHUNK = 10  # articles that are timed together
Article = tuple[str, str]  # headline, body


def bare(pipeline: str) -> Callable[[Article], None]:
    """The shipped pipeline and nothing else."""
    import spacy

    nlp = spacy.load(pipeline)
    return lambda article: nlp("\n\n".join(article)) and None


def full(pipeline: str) -> Callable[[Article], None]:
    """What `measure` does for one article, from its text to the line of JSON."""
    from analysis import analyze, json_output
    from analysis.reading import plain_text

    def measure(article: Article) -> None:
        page = analyze.page_of("x", plain_text.from_text(article[1], article[0]))
        json.dumps(json_output.page_to_dict(page), allow_nan=False)

    return measure


def staged(pipeline: str) -> Callable[[Article], dict[str, float]]:
    """The same, with the seconds of each stage."""
    from analysis import analyze, catalogue, json_output
    from analysis.nlp import parsing, text_type
    from analysis.reading import plain_text

    spent: dict[str, float] = {}

    def timed(function: Callable, stage: str) -> Callable:
        @wraps(function)
        def run(*arguments, **options):
            began = time.perf_counter()
            found = function(*arguments, **options)
            spent[stage] = spent.get(stage, 0.0) + time.perf_counter() - began
            return found

        return run

    parsing.parse = timed(parsing.parse, "pipeline, sentences, quotation marks")
    plain_text.from_text = timed(plain_text.from_text, "reading")
    analyze.sourcing.find_sourcing = timed(analyze.sourcing.find_sourcing, "who says what: sources and voices")
    analyze.headline.match_words = timed(analyze.headline.match_words, "words of the headline in the body")
    analyze.lines_to_check.find_lines = timed(analyze.lines_to_check.find_lines, "lines to check")
    analyze.learned.read_tone = timed(analyze.learned.read_tone, "the network for tone")
    text_type.find_limits = timed(text_type.find_limits, "what kind of text")
    json_output.page_to_dict = timed(json_output.page_to_dict, "JSON, places, validity")
    catalogue.MEASURES = tuple(
        replace(m, function=timed(m.function, f"measures: {m.question}")) for m in catalogue.MEASURES
    )
    measure = full(pipeline)

    def stages(article: Article) -> dict[str, float]:
        spent.clear()
        began = time.perf_counter()
        measure(article)
        whole = time.perf_counter() - began
        return {**spent, "the rest": whole - sum(spent.values())}

    return stages


# What TextDescriptives computes without a dependency parse and without word vectors.
DESCRIPTIVES = ("descriptive_stats", "readability", "pos_proportions", "quality", "information_theory")


def peers(pipeline: str) -> Callable[[Article], list[str]]:
    """textstat, TextDescriptives and textacy after the shipped pipeline; what of them fails on the article."""
    import spacy
    import textacy
    import textacy.extract
    import textdescriptives
    from textacy.text_stats import readability

    from analysis.measures.syllables import load_textstat  # by itself it would download a dictionary

    nlp, lacking, textstat = spacy.load(pipeline), [], load_textstat()
    for name in DESCRIPTIVES:
        try:
            nlp.add_pipe(f"textdescriptives/{name}")
            nlp("A word, she said.")
        except Exception as error:
            lacking.append(f"TextDescriptives' {name}: {type(error).__name__}: {error}")
            if f"textdescriptives/{name}" in nlp.pipe_names:
                nlp.remove_pipe(f"textdescriptives/{name}")
    formulas = """flesch_reading_ease flesch_kincaid_grade gunning_fog smog_index coleman_liau_index
    automated_readability_index dale_chall_readability_score""".split()
    of_textacy = """automated_readability_index coleman_liau_index flesch_kincaid_grade_level flesch_reading_ease
    gunning_fog_index lix smog_index wiener_sachtextformel""".split()
    theirs = [getattr(readability, name) for name in of_textacy if hasattr(readability, name)]
    parsed = nlp("A word, she said.").has_annotation("DEP")
    if not parsed:  # without it textacy 0.13 does not raise, but brings Python down
        lacking.append("textacy's direct_quotations: needs a dependency parse, and the shipped pipeline has none")

    def measure(article: Article) -> list[str]:
        text, failed = "\n\n".join(article), list(lacking)
        doc = nlp(text)
        textdescriptives.extract_dict(doc)
        for name in formulas:
            getattr(textstat, name)(text)
        for formula in theirs:
            formula(doc)
        try:
            list(textacy.extract.direct_quotations(doc) if parsed else ())
        except Exception as error:
            failed.append(f"textacy's direct_quotations: {type(error).__name__}: {error}")
        return failed

    return measure


def chunks(path: str) -> list[list[Article]]:
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = [(row["headline"], row["text"]) for row in rows]
    return [articles[i : i + CHUNK] for i in range(0, len(articles), CHUNK)]


def main(program: str, pipeline: str, path: str) -> None:
    sys.stdin.reconfigure(encoding="utf-8")
    measure, parts = globals()[program](pipeline), chunks(path)
    with suppress(StopIteration):
        measure(parts[0][0])  # whatever is loaded at the first article
    answer({"ready": True})
    for number in requests():
        began = time.perf_counter()
        said = [measure(article) for article in parts[number]]
        answer({"seconds": time.perf_counter() - began, "said": said})


def requests() -> Iterator[int]:
    for line in sys.stdin:
        yield int(line)


def answer(found: dict[str, Any]) -> None:
    print(json.dumps(found), file=OUT, flush=True)


if __name__ == "__main__":
    OUT, sys.stdout = sys.stdout, sys.stderr  # whatever a library prints is no answer
    main(*sys.argv[1:])
