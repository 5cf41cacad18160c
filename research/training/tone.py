"""Rates words for the tone of headlines and sentences and writes analysis/data/tone_ratings.tsv.

    python -m research.training.tone DATA

A linear model with one rating a word, so that each word's contribution can be shown. A rating is made of VADER's and
TextBlob's; for words that VADER lacks of what words used alike are rated (a support vector regression on MiniLM's
vectors of single words); and of what ridge regression adds on three sets that people labeled: NewsMTSC, sentences of
NYT editorials, and the SemEval-2007 trial headlines. Words mostly written with a capital in running text (names) and
words for groups of people get none. Besides, `research/validation/tone_transfer.json`: how the model does on each set
when trained on the two others only.

Needs scikit-learn and the start weights of the pipeline (README).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold
from sklearn.svm import SVR
from vaderSentiment.vaderSentiment import NEGATE, SentimentIntensityAnalyzer

from analysis.article import WORD
from analysis.measures.tone import lexicons
from research.training.word_vectors import vectors
from research.validation.bootstrap import macro_f1, pearson, resampled
from research.validation.formats import json_lines

ROOT = Path(__file__).parents[2]
FUNCTION_WORDS = frozenset(
    """a an the this that these those my your his her its our their i you he she it we they me him us them who whom
    which what and or but nor so yet if as in on at by for from to of off up down out over under with into be am is are
    was were been being do does did have has had will would shall should can could may might must said says""".split()
)
# Who somebody is has no rating: people of whatever group must sound the same. Names of nations and parties are names.
GROUPS = frozenset(
    """woman women man men girl girls boy boys female females male males lady ladies gentleman gentlemen guy guys wife
    wives husband husbands mother mothers father fathers mom dad son sons daughter daughters brother sister child
    children kid kids baby babies teen teens teenager teenagers youth young old older elderly senior seniors
    black blacks white whites brown asian asians hispanic hispanics latino latinos latina latinas arab arabs african
    jew jews jewish muslim muslims islam islamic christian christians catholic catholics evangelical evangelicals
    hindu hindus buddhist sikh atheist atheists religious secular mormon protestant
    gay gays lesbian lesbians bisexual transgender trans queer lgbt lgbtq straight heterosexual homosexual homosexuals
    same-sex non-white nonwhite african-american african-americans mexican-american
    immigrant immigrants migrant migrants refugee refugees alien aliens foreigner foreigners foreign native natives
    disabled blind deaf autistic poor rich wealthy homeless unemployed worker workers farmer farmers
    liberal liberals conservative conservatives progressive progressives leftist leftists left-wing right-wing
    moderate moderates centrist centrists socialist socialists communist communists libertarian libertarians
    democrat democrats democratic republican republicans gop independent independents""".split()
)
FILES = {"newsmtsc": "newsmtsc_train", "nyt_snippets": "nyt_snippets", "semeval2007": "semeval2007_headlines"}
SEEN = 60  # times in the reference articles, for a word that no labeled set has
NAME = 0.5  # share of capitals inside sentences from which on a word is a name
NEUTRALS = 3000  # frequent words that VADER lacks, taken as 0 when the ratings of others are learned
SMALLEST = 0.05  # ratings nearer to 0 are left out of the file
# What vectors and single words may add, and how freely: by how the model does on sets that it was not trained on.
VECTORS, SINGLE, ALPHA, SEMEVAL_WEIGHT = 0.1, 0.5, 3.0, 4.0


@dataclass(frozen=True, slots=True)
class Labeled:
    texts: list[str]
    gold: np.ndarray
    groups: list[str]  # of one article: never in two folds
    file: str  # its name, without endings
    sha256: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    sets = labeled(data)
    words = vocabulary(data, sets)
    parts = Parts(words)
    features = {name: parts.features(s.texts) for name, s in sets.items()}
    crossed = cross_validated(parts, features, sets)
    report = {}
    for name, own in sets.items():
        others = {k: v for k, v in features.items() if k != name}
        transfer = figures(own, parts.ratings(fitted(others, sets), others))
        report[own.file] = {"sha256": own.sha256, "trained_on_the_others": transfer, "cross_validated": crossed[name]}
    ratings = parts.ratings(fitted(features, sets), features)
    write(ratings, ROOT / "analysis" / "data" / "tone_ratings.tsv")
    out = ROOT / "validation" / "tone_transfer.json"
    out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(report, indent=1))


def labeled(data: Path) -> dict[str, Labeled]:
    gold = next(p for p in (data / "gold", data) if p.is_dir())
    files = {n: gold / f"{f}.jsonl.gz" for n, f in FILES.items()}
    judged = [
        (r["sentence_normalized"], float(np.sign(t["polarity"] - 4)), r["primary_gid"].rsplit("_", 3)[0])
        for r in json_lines(files["newsmtsc"])
        for t in r["targets"]
    ]
    rated = [(r["text"], r["mean"], r["art"]) for r in json_lines(files["nyt_snippets"])]
    heads = [(r["headline"], r["valence"] / 100, r["id"]) for r in json_lines(files["semeval2007"])]
    out = {}
    for name, rows in zip(FILES, (judged, rated, heads), strict=True):
        texts, values, groups = zip(*rows, strict=True)
        sha256 = hashlib.sha256(files[name].read_bytes()).hexdigest()
        out[name] = Labeled([*texts], np.array(values, float), [*map(str, groups)], FILES[name], sha256)
    return out


def tokens(text: str) -> list[str]:
    return [lexicons.plain(m.group()).lower() for m in WORD.finditer(text)]


def vocabulary(data: Path, sets: dict[str, Labeled]) -> list[str]:
    """Words of the sets, of VADER and of the reference articles, without names and function words."""
    counts, inside, capital = Counter(), Counter(), Counter()
    for row in json_lines(data / "reference-articles.jsonl.gz"):
        text = row["body"]
        for m in WORD.finditer(text):
            word = lexicons.plain(m.group()).lower()
            counts[word] += 1
            if text[max(0, m.start() - 2) : m.start()].strip(" ").isalnum() or text[m.start() - 2 : m.start()] == ", ":
                inside[word] += 1
                capital[word] += m.group()[0].isupper()
    of_sets = {w for s in sets.values() for t in s.texts for w in tokens(t)}
    of_vader = {w for w in SentimentIntensityAnalyzer().lexicon if w.isalpha()}
    frequent = {w for w, n in counts.items() if n >= SEEN}
    names = {w for w in inside if capital[w] >= NAME * inside[w]} - of_vader
    unseen = {w for w in of_sets if not inside[w]} - of_vader  # nothing tells whether these are names
    kept = (of_sets | of_vader | frequent) - names - unseen - FUNCTION_WORDS - GROUPS
    return sorted((w for w in kept if w[0].isalpha()), key=lambda w: (-counts[w], w))


class Parts:
    """What a rating is made of: columns for VADER, words alike, TextBlob; vectors; single words."""

    def __init__(self, words: list[str]):
        self.words, self.at = words, {w: i for i, w in enumerate(words)}
        found = vectors(words)
        self.vectors = found - found.mean(0)
        vader = SentimentIntensityAnalyzer().lexicon
        known = np.array([w in vader for w in words])
        rated = np.array([vader.get(w, 0.0) for w in words])
        neutral = np.flatnonzero(~known)[:NEUTRALS]  # words are in the order of their frequency
        rows = np.concatenate([np.flatnonzero(known), neutral])
        alike = SVR(kernel="rbf", C=3, gamma=1.0, epsilon=0.3).fit(self.vectors[rows], rated[rows])
        guessed = np.where(known, 0.0, alike.predict(self.vectors))
        textblob = np.array([3 * lexicons.by_name("textblob").score(w) for w in words])
        self.columns = np.column_stack([rated, guessed, textblob, VECTORS * self.vectors])

    def counts(self, texts: list[str]) -> csr_matrix:
        """Texts x words: each word once, turned after a negation, over the root of the number of words."""
        cells = []
        for row, text in enumerate(texts):
            found = tokens(text)
            for i, word in enumerate(found):
                if word in self.at:
                    before = found[max(0, i - lexicons.REACH) : i]
                    turned = any(w in NEGATE or w.endswith("n't") for w in before)
                    cells.append((row, self.at[word], (lexicons.TURNED if turned else 1.0) / len(found) ** 0.5))
        rows, columns, values = zip(*cells, strict=True)
        return csr_matrix((values, (rows, columns)), shape=(len(texts), len(self.words)))

    def features(self, texts: list[str]) -> csr_matrix:
        counted = self.counts(texts)
        return hstack([csr_matrix(counted @ self.columns), SINGLE * counted]).tocsr()

    def ratings(self, model: Ridge, fitted_on: dict[str, csr_matrix]) -> dict[str, float]:
        """The model is linear in the counts of words: one rating each."""
        wide = self.columns.shape[1]
        seen = vstack(list(fitted_on.values()))[:, wide:]
        often = np.asarray((seen != 0).sum(0)).ravel() >= 3
        rated = self.columns @ model.coef_[:wide] + SINGLE * model.coef_[wide:] * often
        return dict(zip(self.words, rated.round(3), strict=True))


def fitted(features: dict[str, csr_matrix], sets: dict[str, Labeled], rows: dict[str, np.ndarray] | None = None):
    """Ridge regression on sets of equal spread around their means; the few headlines weigh more."""
    chosen = {k: rows[k] if rows else np.arange(len(sets[k].gold)) for k in features}
    gold = {k: (sets[k].gold - sets[k].gold.mean()) / sets[k].gold.std() for k in features}
    weights = {k: SEMEVAL_WEIGHT if k == "semeval2007" else 1.0 for k in features}
    return Ridge(alpha=ALPHA, solver="lsqr").fit(
        vstack([features[k][chosen[k]] for k in features]),
        np.concatenate([gold[k][chosen[k]] for k in features]),
        sample_weight=np.concatenate([np.full(len(chosen[k]), weights[k]) for k in features]),
    )


def scores(texts: list[str], ratings: dict[str, float]) -> np.ndarray:
    """As the workbook scores a text, by other ratings than those that ship."""
    out = []
    for text in texts:
        found, total = tokens(text), 0.0
        for i, word in enumerate(found):
            if abs(rating := ratings.get(word, 0.0)) >= SMALLEST:
                turned = any(w in NEGATE or w.endswith("n't") for w in found[max(0, i - lexicons.REACH) : i])
                total += rating * lexicons.TURNED if turned else rating
        out.append(np.tanh(total / max(1, len(found)) ** 0.5))
    return np.array(out)


def figures(found: Labeled, ratings: dict[str, float]) -> dict:
    return told(scores(found.texts, ratings), found)


def told(predicted: np.ndarray, found: Labeled) -> dict:
    vader = np.array([lexicons.VADER.score(t) for t in found.texts])
    rows = np.column_stack([predicted, found.gold])
    out = {"pearson": resampled(rows, pearson)}
    both = np.column_stack([predicted, vader, found.gold])
    out["pearson_more_than_vader"] = resampled(both, lambda r: pearson(r[:, [0, 2]]) - pearson(r[:, [1, 2]]))
    if set(found.gold) <= {-1.0, 0.0, 1.0}:
        out["macro_f1"] = resampled(np.column_stack([sides(predicted), found.gold]), macro_f1)
    return out


def sides(predicted: np.ndarray, bound: float = lexicons.NEUTRAL) -> np.ndarray:
    return np.sign(predicted) * (np.abs(predicted) >= bound)


def cross_validated(parts: Parts, features: dict[str, csr_matrix], sets: dict[str, Labeled]) -> dict:
    """Five folds over articles, all three sets in training."""
    predicted = {name: np.zeros(len(s.gold)) for name, s in sets.items()}
    names = list(sets)
    folds = {n: list(GroupKFold(5).split(np.zeros(len(sets[n].gold)), groups=sets[n].groups)) for n in names}
    for fold in range(5):
        rows = {n: folds[n][fold][0] for n in names}
        used = {n: features[n][rows[n]] for n in names}
        rated = parts.ratings(fitted(features, sets, rows), used)
        for n in names:
            out = folds[n][fold][1]
            predicted[n][out] = scores([sets[n].texts[i] for i in out], rated)
    return {n: told(predicted[n], sets[n]) for n in names}


def write(ratings: dict[str, float], path: Path) -> None:
    head = (
        "# Ratings of words by which the tone of a headline or sentence is counted: above 0 pleasant-sounding.\n"
        "# Made by training/tone.py; sources and licences: README.md of this folder. Words nearer to 0 are left out.\n"
    )
    rows = sorted((w, r) for w, r in ratings.items() if abs(r) >= SMALLEST)
    path.write_text(head + "".join(f"{w}\t{r:.2f}\n" for w, r in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
