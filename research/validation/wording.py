"""Wording, passives and headline cues against people's labels: BABE, BASIL, treebanks, clickbait 2016."""

from __future__ import annotations

import ast
import hashlib
import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Span
from tqdm import tqdm

from analysis.measures.headline.clickbait import find_cues
from analysis.measures.tone.gap import PEOPLE
from analysis.measures.tone.sentence_tone import loaded
from analysis.measures.wording.matching import find_matches
from analysis.measures.wording.passives import find_passives
from analysis.nlp import parsing
from analysis.nlp.quotations import find_quotations
from research.validation.bootstrap import f_score, macro_f1, ratio, resampled
from research.validation.formats import CHUNK, chunks, conllu_documents, json_lines, kept, make_doc

STRONG = 1.5  # of VADER's 4: the rating from which a word counts for the simple comparison
LOADED = "judgement_words"
HEAD = "language.loaded"  # the learned chance that readers find a sentence loaded
LOADED_FOLDS = Path(__file__).parent / "loaded_folds.json"  # written by research/training/loaded_head.py


def auc(rows: np.ndarray) -> float:
    """Rows of (ours, 1 or 0 by people): how often one of those with 1 has more than one with 0, ties half."""
    ours, theirs = rows.T
    yes, no = np.sort(ours[theirs == 1]), np.sort(ours[theirs == 0])
    if not len(yes) or not len(no):
        return np.nan
    below = np.searchsorted(no, yes, "left") + np.searchsorted(no, yes, "right")
    return float(below.sum() / (2 * len(yes) * len(no)))


# --- words that may carry a judgment ---------------------------------------------------------------------------------


def babe(path: Path) -> dict:
    """BABE: single sentences that experts called biased or not, and the words for which.

    On the file that the learned chance was made from, its figures are those of articles that were left out.
    """
    rows = list(json_lines(path))
    docs = (parsing.load()(r["text"]) for r in tqdm(rows, unit="sentence", desc=path.name))
    found = [(r, _judging(doc), doc) for r, doc in zip(rows, docs, strict=True)]
    labels = [int(r["label_bias"] == "Biased") for r, _, _ in found]
    counts = [len(words) for _, words, _ in found]
    quoted = [bool(find_quotations(r["text"], [(0, len(r["text"]))])) for r, _, _ in found]
    by_word = [_words_right(r, words) for r, words, _ in found]
    strong = [_strong(doc) for _, _, doc in found]
    ours = {
        **_told(counts, labels),
        "words_right": resampled([r[:2] for r in by_word], ratio),
        "words_found": resampled([(r[0], r[2]) for r in by_word], ratio),
    }
    seen = _learned_from(path)
    head = seen["articles_left_out"] if seen else by_chance([_chance(d) for _, _, d in found], labels, quoted)
    return {
        "items": len(rows),
        "ours": {LOADED: ours, HEAD: {k: v for k, v in head.items() if "value" in v}},
        "baselines": {"VADER's strongest words": {LOADED: _told(strong, labels)}},
        **_parts(counts, labels, quoted),
        "loaded": seen or head,
    }


def basil(path: Path) -> dict:
    """BASIL: whole articles; sentences with words or phrases that annotators called slanted by their wording."""
    counts, strong, labels, quoted, lengths, chances = [], [], [], [], [], []
    for article in tqdm(list(json_lines(path)), unit="article", desc=path.name):
        text = "\n".join(s["sentence"] for s in article["body"])
        ends = np.cumsum([0, *(len(s["sentence"]) + 1 for s in article["body"])])
        spans = list(zip(ends[:-1].tolist(), (ends[1:] - 1).tolist(), strict=True))
        doc = parsing.load()(text)
        marks, words = find_quotations(text, spans), _judging(doc)
        for (start, end), sentence in zip(spans, article["body"], strict=True):
            counts.append(sum(start <= a < end for a, _ in words))
            piece = doc.char_span(start, end, alignment_mode="expand")
            strong.append(_strong(piece) if piece else 0)
            lengths.append(len(piece) if piece else 0)
            chances.append(_chance(piece) if piece else 0.0)
            labels.append(int(any(a["bias"] == "Lexical" for a in sentence["annotations"])))
            quoted.append(any(start <= a < end for a, _ in marks))
    told = {"auc": _auc(counts, labels)}
    others = {"VADER's strongest words": strong, "the sentence's length": lengths}
    return {
        "items": len(labels),
        "ours": {LOADED: told, HEAD: {"auc": _auc(chances, labels)}},
        "baselines": {name: {LOADED: {"auc": _auc(v, labels)}} for name, v in others.items()},
        **_parts(counts, labels, quoted),
        "loaded": _parts(chances, labels, quoted),
    }


def by_chance(chances: Sequence[float], labels: Sequence[int], quoted: Sequence[bool]) -> dict:
    """Of all sentences (a chance above one half is "loaded" for F1), and of those without and with a quotation."""
    sides = [(int(c > 0.5), y) for c, y in zip(chances, labels, strict=True)]
    whole = {"auc": _auc(chances, labels), "macro_f1": resampled(sides, macro_f1)}
    return {**whole, **_parts(chances, labels, quoted)}


def _chance(sentence: Doc | Span) -> float:
    """The learned chance that readers find a sentence loaded; 0 where there is none."""
    first = sentence[0].idx if len(sentence) else 0
    people = [(e.start_char - first, e.end_char - first) for e in sentence.ents if e.label_ in PEOPLE]
    chance = loaded(sentence.text, people)
    return 0.0 if math.isnan(chance) else chance


def _learned_from(path: Path) -> dict | None:
    """What `research/training/loaded_head.py` says of a file that the head was learned from; None of any other."""
    told = json.loads(LOADED_FOLDS.read_text(encoding="utf-8")) if LOADED_FOLDS.exists() else {}
    found = told.get(path.name.split(".")[0])
    return found if found and found["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest() else None


def _judging(doc: Doc) -> list[tuple[int, int]]:
    """Words of the list of judgments, whoever says them."""
    sentences = ([t for t in s if not t.is_space] for s in doc.sents)
    return [m.span for s in sentences for m in find_matches(s, frozenset()) if m.entry.category == "judgement"]


def _strong(piece) -> int:
    return sum(abs(_ratings().get(t.lower_, 0)) >= STRONG for t in piece)


@lru_cache(maxsize=1)
def _ratings() -> dict[str, float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer().lexicon


def _told(counts: Sequence[int], labels: Sequence[int]) -> dict:
    any_word = [(int(c > 0), y) for c, y in zip(counts, labels, strict=True)]
    return {"auc": _auc(counts, labels), "macro_f1": resampled(any_word, macro_f1)}


def _auc(values: Sequence[float], labels: Sequence[int]) -> dict:
    return resampled(list(zip(values, labels, strict=True)), auc)


def _parts(counts: Sequence[float], labels: Sequence[int], quoted: Sequence[bool]) -> dict:
    """Sentences without and with a quotation, each for themselves."""
    out = {}
    for name, wanted in (("without_quotation", False), ("with_quotation", True)):
        rows = [(c, y) for c, y, q in zip(counts, labels, quoted, strict=True) if q is wanted]
        out[name] = {"items": len(rows), "auc": resampled(rows, auc)}
    return out


def _words_right(row: dict, found: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """How many of our words lie in words that the experts marked; ours; how many of theirs have one of ours."""
    marked = [w.lower() for w in ast.literal_eval(row["biased_words"])]
    ours = [row["text"][a:b].lower() for a, b in found]
    right = sum(any(o in m for m in marked) for o in ours)
    return right, len(ours), max(right, len(marked))


# --- passives --------------------------------------------------------------------------------------------------------


def passive_verbs(path: Path) -> dict:
    """Verbs with a passive auxiliary of their own (`aux:pass`), and those of them without `obl:agent`."""
    nlp, rows, agentless, agents = parsing.load(), [], [], []
    documents = [(name, s) for name, s in conllu_documents(path) if kept(name)]
    for _, sentences in tqdm(documents, unit="document", desc=path.name):
        for part in chunks(sentences, 4 * CHUNK):
            gold = make_doc(part)
            doc = nlp(nlp.make_doc(gold.text))
            theirs = {t.head.idx for t in gold if t.dep_ == "aux:pass"}
            by = {t.head.idx for t in gold if t.dep_ == "obl:agent"} & theirs
            ours = {
                doc[p.verb].idx: p.agent for s in doc.sents for p in find_passives([t for t in s if not t.is_space])
            }
            named = {at for at, agent in ours.items() if agent}
            rows.append((len(theirs & ours.keys()), len(ours), len(theirs)))
            agents.append((len(by & named), len(named), len(by)))
            without = (ours.keys() - named, theirs - by)
            agentless.append((len(without[0] & without[1]), len(without[0]), len(without[1])))
    ours = {"passives": _f(rows), "agentless_passives": _f(agentless), "language.passive_agents": _f(agents)}
    return {"items": len(rows), "ours": ours, "baselines": {}}


def _f(rows: Sequence[tuple[int, int, int]]) -> dict:
    parts = {"precision": [(r[0], r[1]) for r in rows], "recall": [(r[0], r[2]) for r in rows]}
    return {"f": resampled(rows, f_score), **{name: resampled(own, ratio) for name, own in parts.items()}}


# --- headlines -------------------------------------------------------------------------------------------------------


def clickbait(path: Path) -> dict:
    """None of the headlines was looked at when the cues were written. The set goes by outlet: no person judged."""
    rows = list(json_lines(path))
    counts = [(len(find_cues(r["headline"])), int(r["y"])) for r in rows]
    first = [({c.name for c in find_cues(r["headline"])}, int(r["y"])) for r in rows]
    number = [(int("number" in names), y) for names, y in first]
    told = {"auc": resampled(counts, auc), "macro_f1": resampled([(int(n > 0), y) for n, y in counts], macro_f1)}
    return {
        "items": len(rows),
        "ours": {"clickbait_cues": told},
        "baselines": {"a number at the beginning": {"clickbait_cues": {"auc": resampled(number, auc)}}},
        "by_cue": _by_cue(first),
    }


def _by_cue(rows: Sequence[tuple[set[str], int]]) -> dict[str, dict]:
    """Of the headlines with a cue, the share from the outlets that the set calls clickbait; and how many have it."""
    out = {}
    for name in sorted({n for names, _ in rows for n in names}):
        own = [(y, 1) for names, y in rows if name in names]
        out[name] = {"headlines": len(own), "share": resampled(own, ratio)}
    return out
