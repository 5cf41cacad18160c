"""The labeled sets that the measures are compared with: how each is read, and what is compared.

Every function takes a file of its set and returns `items`, `ours` and `baselines`: figures by measure (a name of the
catalogue) or component (`language.…`), each with its interval.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc
from tqdm import tqdm

from analysis import catalogue, workbook
from analysis.article import SIDES, Analysis, Article, Attribution, Sourcing, as_given
from analysis.measures import readability
from analysis.measures.tone import lexicons
from analysis.measures.tone.sentence_tone import toward, valence
from analysis.nlp import parsing
from analysis.nlp.quotations import find_quotations
from analysis.reading import plain_text
from analysis.report.page.sentences import DIFFICULT
from analysis.views.readability import MARKS, WHOLE
from research.validation import attribution, ledger, renaming, wording
from research.validation.bootstrap import f_score, macro_f1, mean, of_two_in_order, pearson, ratio, resampled
from research.validation.formats import (
    BLANK,
    CHUNK,
    LABELS,
    SetError,
    bio_docs,
    chunks,
    conllu_documents,
    json_lines,
    kept,
    make_doc,
    marked_articles,
    marked_sentences,
)

TONE_TRANSFER = Path(__file__).parent / "tone_transfer.json"  # written by research/training/tone.py
TONE_NETWORK = Path(__file__).parent / "tone_network.json"  # written by research/training/tone_folds.py
TOWARD = "language.toward"  # the tone toward a person
SEED_ARTICLE = Path(__file__).parents[2] / "seeds" / "trump-takaichi-call.txt"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """`prefix` starts the file's name; `trained_on`: the parts that shipped weights have seen."""

    prefix: str
    title: str
    people: str  # who labeled what
    run: Callable[[Path], dict] | None  # None: no measure of ours answers its question yet
    item: str
    trained_on: tuple[str, ...] = ()


# --- who says what ---------------------------------------------------------------------------------------------------


def polnear(path: Path) -> dict:
    rows = list(json_lines(path))
    return _attributions([(r["text"], r["annotations"][0]["attributions"], r.get("publisher", "")) for r in rows])


def reference_articles(path: Path) -> dict:
    """Our own labels on articles of other topics and years, and on the seed; the first pass is the gold."""
    texts = {_id(r): _text(r) for r in json_lines(path)}
    texts["seed"] = SEED_ARTICLE.read_text(encoding="utf-8")
    labeled = json.loads((LABELS / "attributions.json").read_text(encoding="utf-8"))["articles"]
    missing = [a["id"] for a in labeled if a["id"] not in texts]
    if missing:
        raise SetError(f"{path}: lacks the labeled article {missing[0]}; use the whole set")
    out = _attributions([(texts[a["id"]], a["first"], "") for a in labeled])
    both = [(texts[a["id"]], a["second"], a["first"]) for a in labeled]
    return {**out, "self_agreement": attribution.figures(both)}


def attributions_in(text: str) -> tuple[Attribution, ...]:
    """Who says what in a text, by spans of the text as given: people's labels are."""
    article = plain_text.from_text(text)
    return as_given(workbook.analyze(article).sourcing, article.given).attributions


def nested(path: Path) -> dict:
    """Our own labels of attributions inside the contents of others, those of this file's articles."""
    texts = {_id(r): _text(r) for r in json_lines(path)}
    labeled = json.loads((LABELS / "nested.json").read_text(encoding="utf-8"))["articles"]
    rows, again = [], []
    for row in (r for r in labeled if r["id"] in texts):
        text = texts[row["id"]]
        found = attributions_in(text)
        inner = [{r: getattr(a, r) for r in attribution.ROLES} for a in found if a.parent is not None]
        rows.append(attribution.matched(inner, row["first"]))
        again.append(attribution.matched(row["second"], row["first"]))
    names = {"precision": lambda r: (r[0], r[1]), "recall": lambda r: (r[0], r[2])}
    shares = {name: resampled([part(r) for r in rows], ratio) for name, part in names.items()}
    return {
        "items": len(rows),
        "labels": sum(r[2] for r in rows),
        "ours": {"language.nested": {"f": resampled(rows, f_score), **shares}},
        "baselines": {},
        "self_agreement": {"language.nested": {"f": resampled(again, f_score)}},
    }


def _id(row: dict) -> str:
    return row.get("id") or row["ID"]


def _text(row: dict) -> str:
    return row["text"] if "text" in row else f"{row['title']}\n\n{row['body']}"


def _attributions(rows: list[tuple[str, list, str]]) -> dict:
    articles, quoted, nested, total, outlets, counts, sure = [], [], 0, 0, [], [], []
    for text, gold, outlet in tqdm(rows, unit="article", desc="who says what"):
        found = attributions_in(text)
        scores = [a.score for a in found if a.parent is None]
        outer = [{r: getattr(a, r) for r in attribution.ROLES} for a in found if a.parent is None]
        nested, total = nested + len(found) - len(outer), total + len(found)
        hit = {i for i, _ in attribution.matches(outer, gold)}
        sure += [(score, i in hit) for i, score in enumerate(scores)]
        articles.append((text, outer, gold))
        quoted.append((text, _quotations(text), gold))
        outlets.append(outlet)
        counts.append((len(outer), len(gold)))
    by_kind = attribution.recalls(articles, attribution.kinds)
    by_outlet = {
        o: attribution.figures(a for a, own in zip(articles, outlets, strict=True) if own == o)["overlap_f"]
        for o in sorted(set(outlets) - {""})
    }
    off = resampled([[abs(a - b)] for a, b in counts], mean)
    return {
        "items": len(rows),
        "labels": sum(len(gold) for _, _, gold in articles),
        "ours": {
            "attributions": {**attribution.figures(articles), "count_r": resampled(counts, pearson), "count_off": off},
            **{kind: {"recall": by_kind[kind]} for kind in ("direct", "indirect", "mixed") if kind in by_kind},
        },
        "recall_without_source": by_kind.get("no source"),
        "by_outlet": by_outlet,
        "reliability": attribution.reliability(sure),
        "nested_share": round(nested / total, 4) if total else None,
        "baselines": {"quotation marks alone": {"attributions": attribution.figures(quoted)}},
    }


def _quotations(text: str) -> list[dict]:
    marks = find_quotations(text, attribution.paragraphs(text, 0, len(text)))
    return [{"source": [], "cue": [], "content": [span]} for span in marks]


def own_articles(path: Path) -> dict:
    return _attributions([(text, gold, "") for text, gold in marked_articles(path)])


# --- language --------------------------------------------------------------------------------------------------------


def treebank(path: Path) -> dict:
    """Sentences, word classes and lemmas, the paragraph breaks given; GUM's non-commercial genres left out."""
    nlp, bare = parsing.load(), BLANK.from_config(BLANK.config)
    bare.add_pipe("sentencizer")
    rows: dict[str, list] = {"sentences": [], "news": [], "upos": [], "lemma": [], "baseline": []}
    documents = [(name, s) for name, s in conllu_documents(path) if kept(name)]
    for name, sentences in tqdm(documents, unit="document", desc=path.name):
        for part in chunks(sentences, 4 * CHUNK):
            gold = make_doc(part)
            found = nlp(_bare(nlp, gold))
            row = _overlap(_sentences(found), _sentences(gold))
            rows["sentences"].append(row)
            if "_news_" in name:
                rows["news"].append(row)
            rows["baseline"].append(_overlap(_sentences(bare(gold.text)), _sentences(gold)))
            ours = {(t.idx, len(t)): t for t in found}
            words = [(t, ours.get((t.idx, len(t)))) for t in gold if not t.is_space]
            rows["upos"].append((sum(o is not None and o.pos_ == t.pos_ for t, o in words), len(words)))
            same = sum(o is not None and o.lemma_.lower() == t.lemma_.lower() for t, o in words)
            rows["lemma"].append((same, len(words)))
    ours = {
        "language.sentences": {"f": resampled(rows["sentences"], f_score)},
        "language.word_classes": {"accuracy": resampled(rows["upos"], ratio)},
        "language.lemmas": {"accuracy": resampled(rows["lemma"], ratio)},
    }
    if rows["news"]:
        ours["language.sentences"]["f_news"] = resampled(rows["news"], f_score)
    baseline = {"language.sentences": {"f": resampled(rows["baseline"], f_score)}}
    return {"items": len(rows["upos"]), "ours": ours, "baselines": {"spaCy's sentencizer": baseline}}


def own_sentences(path: Path) -> dict:
    """`right`: the share of lines with every sentence right, as one paragraph each; `failures` are the others."""
    rows, failures, baseline = [], [], []
    bare = BLANK.from_config(BLANK.config)
    bare.add_pipe("sentencizer")
    for gold in marked_sentences(path):
        line = " ".join(gold)
        found = [s.text.strip() for s in parsing.load()(line).sents]
        rows.append((found == gold, 1))
        baseline.append(([s.text.strip() for s in bare(line).sents] == gold, 1))
        failures += [] if found == gold else [" | ".join(found)]
    ours, theirs = ({"language.sentences": {"right": resampled(r, ratio)}} for r in (rows, baseline))
    return {"items": len(rows), "ours": ours, "baselines": {"spaCy's sentencizer": theirs}, "failures": failures}


def entities(path: Path) -> dict:
    """Persons, organizations and places, exact spans and kinds, in groups of ten sentences."""
    nlp, rows = parsing.load(), []
    for gold in tqdm(bio_docs(path, 1, 2, 10), unit="group", desc=path.name):
        found = nlp(_bare(nlp, gold))
        ours, theirs = ({(e.start_char, e.end_char, e.label_) for e in d.ents} for d in (found, gold))
        rows.append(_overlap({e for e in ours if e[2] in {"PERSON", "ORG", "LOC"}}, theirs))
    return {"items": len(rows), "ours": {"language.entities": {"f": resampled(rows, f_score)}}, "baselines": {}}


def _bare(nlp, gold: Doc) -> Doc:
    """The text alone: none of the gold's words, sentences or tags."""
    return nlp.make_doc(gold.text)


def _sentences(doc: Doc) -> set[tuple[int, int]]:
    texts = ((s.start_char, s.text) for s in doc.sents)
    return {(at + len(t) - len(t.lstrip()), at + len(t.rstrip())) for at, t in texts if t.strip()}


def _overlap(found: set, gold: set) -> tuple[int, int, int]:
    return len(found & gold), len(found), len(gold)


# --- tone ------------------------------------------------------------------------------------------------------------


def headlines(path: Path) -> dict:
    return _tone(path, [(r["headline"], float(r["valence"])) for r in json_lines(path)], "headline_tone", pearson)


def editorial_sentences(path: Path) -> dict:
    return _tone(path, [(r["text"], float(r["mean"])) for r in json_lines(path)], "body_tone", pearson)


def news_sentences(path: Path) -> dict:
    """NewsMTSC: what a sentence says of one person or group; sentences about several are counted for each."""
    rows = [(r["sentence_normalized"], t["polarity"]) for r in json_lines(path) for t in r["targets"]]
    steps = sorted({p for _, p in rows})
    classes = {p: np.sign(p - np.median(steps)) for p in steps}
    return _tone(path, [(text, classes[p]) for text, p in rows], "body_tone", macro_f1)


def learned_headlines(path: Path) -> dict:
    return _learned(path, "headline_valence", pearson, lambda r: [(valence(r["headline"]), float(r["valence"]))])


def learned_sentences(path: Path) -> dict:
    return _learned(path, "body_valence", pearson, lambda r: [(valence(r["text"]), float(r["mean"]))])


def learned_sides(path: Path) -> dict:
    return _learned(path, TOWARD, macro_f1, _sides)


def _sides(row: dict) -> list[tuple[float, float]]:
    text, targets = row["sentence_normalized"], row["targets"]
    found = (SIDES.index(toward(text, t["from"], t["to"]).label or "neutral") - 1 for t in targets)
    return [(side, float(np.sign(t["polarity"] - 4))) for side, t in zip(found, targets, strict=True)]


def _learned(path: Path, measure: str, statistic: Callable, told: Callable[[dict], list[tuple[float, float]]]) -> dict:
    """By the tone network. On a file that it was trained on: by networks that the item's article was left out of."""
    if folds := _told_of(path, TONE_NETWORK):
        own = folds["articles_left_out"]
        return {"items": own["items"], "ours": {measure: {statistic.__name__: own[statistic.__name__]}}, **folds}
    rows = [pair for row in json_lines(path) for pair in told(row) if not math.isnan(pair[0])]
    return {"items": len(rows), "ours": {measure: {statistic.__name__: resampled(rows, statistic)}}}


def _tone(path: Path, rows: list[tuple[str, float]], measure: str, statistic: Callable) -> dict:
    """By each list of words; `coverage`: the share of the items' words that it rates.

    On a set that our own list was made from, its figure is that of a list made from the two other sets only.
    """
    ours, coverage, seen = {}, {}, _told_of(path, TONE_TRANSFER)
    for lexicon in lexicons.LEXICONS.values():
        name = measure if lexicon is lexicons.VADER else f"{measure}_{lexicon.name}"
        if seen and lexicon.name == lexicons.OWN:
            ours[name] = {statistic.__name__: seen["trained_on_the_others"][statistic.__name__]}
        else:
            told = [(_side(lexicon, text, statistic), gold) for text, gold in rows]
            ours[name] = {statistic.__name__: resampled(told, statistic)}
        coverage[name] = resampled([[lexicons.coverage(text, ((0, len(text)),), lexicon)] for text, _ in rows], mean)
    found = {"items": len(rows), "ours": ours, "coverage": coverage, "baselines": {}}
    return {**found, "own_list": seen} if seen else found


def _told_of(path: Path, written: Path) -> dict | None:
    """What training wrote of a file that it learned from; None of any other file."""
    found = json.loads(written.read_text(encoding="utf-8")).get(path.name.split(".")[0])
    same = found and found["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    return found if same else None


def _side(lexicon: lexicons.Lexicon, text: str, statistic: Callable) -> float:
    """As it is for a correlation; below, within or above neutral for classes."""
    value = lexicon.score(text)
    return value if statistic is pearson else float(np.sign(value) * (abs(value) >= lexicon.neutral))


# --- readability -----------------------------------------------------------------------------------------------------


def easiness(path: Path) -> dict:
    """CLEAR: how easy teachers found an excerpt. Signs turned so that 1 is agreement.

    `without_marks`: excerpts in which the article page marks no sentence as difficult; two of them are no pair."""
    rows = [(r["Excerpt"], float(r["BT_easiness"])) for r in json_lines(path)]
    parsed = [_parsed(text) for text, _ in tqdm(rows, unit="excerpt", desc=path.name)]
    values, hard = [_formulas(a) for a in parsed], [-easiness for _, easiness in rows]

    def agreeing(name: str, side: int) -> dict:
        return resampled([(v[name][side] * -_easier(name), h) for v, h in zip(values, hard, strict=True)], pearson)

    found = _ruled(values[0], agreeing, "pearson", len(rows))
    marked = list(zip(map(_marked, parsed), hard, strict=True))
    figures = {"harder_of_two": resampled(marked, of_two_in_order), "pearson": resampled(marked, pearson)}
    by_grade = [(v["flesch_kincaid_grade"][0], h) for v, h in zip(values, hard, strict=True)]
    whole = {MARKS: {"harder_of_two": resampled(by_grade, of_two_in_order)}}
    return {
        "items": len(rows),
        "without_marks": sum(not share for share, _ in marked),
        "ours": {**found["ours"], MARKS: figures},
        "baselines": {**found["baselines"], WHOLE: whole},
    }


def _marked(analysis: Analysis) -> float:
    """The share of the words that are in sentences that the article page marks as difficult."""
    words, lowest = DIFFICULT
    each = [readability.count_spans(analysis, (span,)) for span in analysis.parse.sentences]
    hard = [c.words for c in each if c.words > words and readability.flesch_kincaid_grade(c) >= lowest]
    return sum(hard) / sum(c.words for c in each)


def levels(path: Path) -> dict:
    """OneStopEnglish: how often elementary < intermediate < advanced is the order of difficulty."""
    rows = [[r[level] for level in ("ele", "int", "adv")] for r in json_lines(path)]
    values = [[_formulas(_parsed(text)) for text in texts] for texts in tqdm(rows, unit="text", desc=path.name)]

    def ordered(name: str, side: int) -> dict:
        told = [[v[name][side] * -_easier(name) for v in three] for three in values]
        return resampled([(t[0] < t[1] < t[2], 1) for t in told], ratio)

    return _ruled(values[0][0], ordered, "in_order", len(rows))


def _ruled(formulas: dict, figure: Callable, name: str, items: int) -> dict:
    ours, theirs = ({m: {name: figure(m, side)} for m in formulas} for side in (0, 1))
    return {"items": items, "ours": ours, "baselines": {"textstat": theirs}}


def _formulas(analysis: Analysis) -> dict[str, tuple[float, float]]:
    """By formula: ours and textstat's answer."""
    out = {}
    for formula in readability.FORMULAS:
        counts = readability.count_spans(analysis, analysis.article.paragraphs)
        textstat = readability.textstat_measure(formula)(analysis, "body").value
        out[formula.__name__] = (formula(counts), textstat)
    return out


def _parsed(text: str) -> Analysis:
    """A text without a headline, parsed as far as sentences."""
    article = Article(text=text, zones=(), paragraphs=tuple(attribution.paragraphs(text, 0, len(text))))
    return Analysis(article, parsing.parse(article), Sourcing((), (), ()), ())


def _easier(formula: str) -> int:
    return 1 if catalogue.by_name(formula).unit == catalogue.EASE else -1


# ---------------------------------------------------------------------------------------------------------------------

SETS = (
    GoldSet(
        "polnear-",
        "PolNeAR",
        "trained readers marked who says what in U.S. political news of 2015-16",
        polnear,
        "articles",
        ("train",),
    ),
    GoldSet(
        "ledger-",
        "ledgers",
        "a reader listed every source and its words",
        ledger.figures_of,
        "articles",
        ("train",),
    ),
    GoldSet(
        "polnear-",
        "sources inside what others say, PolNeAR",
        "maintainers marked attributions inside others, in two passes",
        nested,
        "articles",
    ),
    GoldSet(
        "reference-articles",
        "sources inside what others say, other topics and years",
        "maintainers marked attributions inside others, in two passes",
        nested,
        "articles",
    ),
    GoldSet(
        "reference-articles",
        "other topics and years",
        "maintainers marked who says what, in two passes",
        reference_articles,
        "articles",
    ),
    GoldSet(
        "reference-articles",
        "the same with other names",
        "a program replaced the names of people",
        renaming.same_name,
        "articles",
    ),
    GoldSet("own", "articles of our own", "maintainers marked who says what", own_articles, "articles"),
    GoldSet("sentences", "sentences of our own", "maintainers marked where sentences end", own_sentences, "lines"),
    GoldSet("ud-gum-", "GUM", "linguists marked sentences, word classes and lemmas", treebank, "documents", ("train",)),
    GoldSet(
        "ud-ewt-",
        "EWT",
        "linguists marked sentences, word classes and lemmas of web texts",
        treebank,
        "documents",
        ("train",),
    ),
    GoldSet("conll2003-", "CoNLL-2003", "names marked in Reuters news of 1996", entities, "groups", ("train",)),
    GoldSet("uner-ewt-", "UNER EWT", "names marked in web texts", entities, "groups"),
    GoldSet("semeval2007_", "SemEval-2007 headlines", "people rated how pleasant each one is", headlines, "headlines"),
    GoldSet(
        "nyt_snippets",
        "NYT editorials",
        "20 people rated the feeling of each sentence",
        editorial_sentences,
        "sentences",
    ),
    GoldSet(
        "newsmtsc_",
        "NewsMTSC",
        "people judged what each sentence says about a person or group",
        news_sentences,
        "judgements",
    ),
    GoldSet(
        "semeval2007_",
        "SemEval-2007 headlines, left out of training",
        "people rated how pleasant each one is",
        learned_headlines,
        "headlines",
    ),
    GoldSet(
        "nyt_snippets",
        "NYT editorials, left out of training",
        "20 people rated the feeling of each sentence",
        learned_sentences,
        "sentences",
    ),
    GoldSet(
        "newsmtsc_",
        "NewsMTSC, left out of training",
        "people judged what each sentence says about a person or group",
        learned_sides,
        "judgments",
    ),
    GoldSet("clear", "CLEAR", "teachers compared how easy they are to read", easiness, "excerpts"),
    GoldSet("onestop", "OneStopEnglish", "teachers wrote each text at three levels", levels, "texts"),
    GoldSet("babe_", "BABE", "experts marked each news sentence as biased or not", wording.babe, "sentences"),
    GoldSet("basil", "BASIL", "annotators marked slanted words in news", wording.basil, "sentences"),
    GoldSet(
        "clickbait16",
        "clickbait 2016",
        "clickbait or not by the outlet they came from, not by readers",
        wording.clickbait,
        "headlines",
    ),
    GoldSet(
        "ud-gum-", "GUM, passives", "linguists marked passive verbs", wording.passive_verbs, "documents", ("train",)
    ),
    GoldSet(
        "ud-ewt-",
        "EWT, passives",
        "linguists marked passive verbs of web texts",
        wording.passive_verbs,
        "documents",
        ("train",),
    ),
)
