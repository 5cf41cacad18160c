"""Trains which mentions are the same source, of what kind it is and whether it is named: analysis/data/sources.npz.

    python -m research.training.identity DATA                         all of ledger-train
    python -m research.training.identity DATA --folds 3 --out FOLDER  sources-N.npz: without the articles N, N + 3, ...

First the ranker learns from GUM's coreference (without genres under non-commercial licenses) and from the chains that
CoreNLP made for PolNeAR; then from the hand labels, on their own mentions and on those that the pipeline finds. No
article of the hand-labeled sets is among the first ones. About eight minutes on one core.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from analysis.article import KINDS, Article, Parse, Span
from analysis.measures.sourcing import identity
from analysis.measures.sourcing.attributions import find_attributions
from analysis.measures.sourcing.entities import Draft
from analysis.measures.sourcing.facts import DESCRIPTION, NAME, PRONOUN, Facts
from analysis.measures.sourcing.identity import WEIGHTS
from analysis.measures.sourcing.pairs import Pairs, batches
from analysis.measures.sourcing.resolve import Phrases
from analysis.nlp.parsing import parse
from analysis.reading.plain_text import from_text
from research.training.ledger import labeled
from research.validation.formats import json_lines, kept

NO_SOURCES = {"event", "time", "quantity"}  # types of GUM's entities
UNKNOWN, NONE = -1, -2  # clusters of mentions without a label, and of those that surely have no other mention
EVERY = 3  # of PolNeAR's articles, and of its names
SILVER, HAND = 0.3, 3.0  # weights of silver chains and of hand labels
KEPT = 0.06  # of the first corpora, while the hand labels are learned
HIDDEN, SECOND, VECTOR = 128, 64, 64
BATCH = 192  # mentions
Labeled = list[tuple[Span, int]]


@dataclass
class Document:
    """What the ranker learns from in one text. Each row of `items`: mention, candidates, features of the pairs, and
    which of the candidates are the same (1), another (0) or not known (-1)."""

    own: np.ndarray
    vectors: np.ndarray
    names: np.ndarray
    weight: float
    items: list[tuple[int, np.ndarray, np.ndarray, np.ndarray]] = field(default_factory=list)


# --- texts with labels --------------------------------------------------------------------------------------------


def gum(path: Path, without: set[str]) -> Iterator[tuple[str, Labeled]]:
    """GUM's texts with their clusters of mentions."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("# newdoc id = ")[1:]:
            name = block.split("\n", 1)[0]
            if name not in without and kept(name):
                yield _gum_text(block)


def _gum_text(block: str) -> tuple[str, Labeled]:
    text, found, types = "", [], {}
    opened: list[tuple[str, int]] = []
    for line in block.split("\n")[1:]:
        if line.startswith("# newpar") and "newpar_block" not in line:
            text = text.rstrip() + "\n\n"
        elif line.startswith("# sent_id"):
            text = text if text.endswith("\n\n") else f"{text.rstrip()} "
        cells = line.split("\t")
        if not cells[0].isdigit():
            continue
        start = len(text)
        text += cells[1]
        end = len(text)
        text += "" if "SpaceAfter=No" in cells[9] else " "
        marks = re.search(r"(?:^|\|)Entity=([^|]*)", cells[9])
        for mark in re.findall(r"\(\d+-[^()]*\)?|\d+\)", marks[1]) if marks else ():
            number = re.match(r"\(?(\d+)", mark)[1]
            if mark[0] == "(":
                types.setdefault(number, re.match(r"\(\d+-(\w+)", mark)[1])
                opened.append((number, start))
            if mark[-1] == ")":
                n = max(n for n, (own, _) in enumerate(opened) if own == number)
                found.append(((opened.pop(n)[1], end), int(number)))
    first = len(text) - len(text.lstrip())
    kept = [(s, n) for s, n in found if types[str(n)] not in NO_SOURCES]
    return text.strip(), [((s - first, e - first), n) for (s, e), n in kept]


def polnear(data: Path) -> Iterator[tuple[str, Labeled]]:
    """Every third text of PolNeAR train with CoreNLP's chains."""
    texts = {row["id"]: row["text"] for row in json_lines(data / "polnear-train.jsonl.gz")}
    for row in list(json_lines(data / "polnear-train-corenlp.jsonl.gz"))[::EVERY]:
        words = row["sentences"]
        chains = [
            ((words[s - 1][a - 1][0], words[s - 1][b - 2][1]), n)
            for n, chain in enumerate(row["coreference"])
            for s, a, b in chain
            if b - 2 < len(words[s - 1])
        ]
        yield texts[row["id"]], chains


# --- labels of mentions -------------------------------------------------------------------------------------------


def clusters_of(facts: Facts, spans: Labeled, strict: bool) -> np.ndarray:
    """For each mention the number of its cluster, or UNKNOWN. `strict`: it begins where the span does."""
    out = np.full(len(facts), UNKNOWN)
    starts = np.array([t.idx for t in facts.words.tokens])
    place = {m.head: n for n, m in enumerate(facts.mentions)}
    for (start, end), cluster in sorted(spans, key=lambda x: x[0][0] - x[0][1]):  # the tightest has the last word
        first, behind = np.searchsorted(starts, (start, end)).tolist()
        inside = [facts.mentions[place[k]] for k in range(first, behind) if k in place]
        inside = [m for m in inside if first - 1 <= m.start <= first + 1 or (not strict and m.start <= first + 1)]
        if inside:
            best = min(inside, key=lambda m: (max(m.start, first), -m.head))
            out[place[best.head]] = cluster
    return out


def read_text(text: str) -> tuple[Article, Parse]:
    """A text as an article, and what the pipeline makes of it."""
    article = from_text(text)
    return article, parse(article)


def printed(article: Article, spans: Labeled) -> Labeled:
    """Spans of the text as given -> spans of the text as printed."""
    return [(article.given.printed(s), n) for s, n in spans] if article.given else spans


def hand_clusters(facts: Facts, article: Article, row: dict) -> np.ndarray:
    """The source of each mention by hand; other mentions of its name too. What has no word in common with any source is
    none."""
    spans = [(tuple(s), n) for n, source in enumerate(row["sources"]) for s in (source["name"], *source["other"])]
    spans += [(tuple(c["mention"]), c["source"]) for c in row["credits"] if c["mention"] and c["source"] is not None]
    out = clusters_of(facts, printed(article, spans), strict=False)
    cores: defaultdict[tuple, set[int]] = defaultdict(set)
    for n in np.flatnonzero((out >= 0) & (facts.form == NAME)):
        cores[facts.core[n]].add(int(out[n]))
    known = {word for n in np.flatnonzero(out >= 0) for word in facts.tokens[n]}
    for n in np.flatnonzero((out == UNKNOWN) & (facts.form != PRONOUN)):
        own = cores.get(facts.core[n], ())
        if facts.form[n] == NAME and len(own) == 1:
            out[n] = next(iter(own))
        elif not known & set(facts.tokens[n]):
            out[n] = NONE
    return out


def drafts_by_hand(article: Article, row: dict) -> list[Draft]:
    """The hand labels as attributions."""
    parts = ([c[part] for part in ("mention", "cue", "content")] for c in row["credits"])
    spans = ([tuple(s for s, _ in printed(article, [(tuple(p), 0)])) if p else () for p in own] for own in parts)
    return [Draft(source, cue, content, 1.0) for source, cue, content in spans if source]


def facts_of(article: Article, read: Parse, found: Sequence[Draft]) -> Facts:
    """The article's mentions, with the source phrases of these attributions."""
    return Phrases(read, found).facts(article, read)


def document(facts: Facts, cluster: np.ndarray, weight: float, used: np.ndarray) -> Document:
    """What is learned from one text: the `used` mentions."""
    pairs = Pairs(facts)
    out = Document(pairs.of_mentions().astype(np.float16), facts.vectors.astype(np.float16), facts.form == NAME, weight)
    for members, candidates, place in batches(facts):
        features = pairs.of_pairs(members[place], candidates).astype(np.float16)
        for n, i in enumerate(members.tolist()):
            rows = slice(*np.searchsorted(place, (n, n + 1)))
            c = candidates[rows]
            same = np.where(cluster[c] == UNKNOWN, -1, (cluster[c] == cluster[i]) & (cluster[i] >= 0))
            if used[i] and (same >= 0).any():
                out.items.append((i, c, features[rows], same.astype(np.int8)))
    return out


def first_documents(data: Path) -> Iterator[Document]:
    """GUM and PolNeAR."""
    hand = {row["id"] for part in ("train", "dev") for row in json_lines(data / f"ledger-{part}.jsonl")}
    for text, spans in gum(data / "ud-gum-train.conllu.gz", hand):
        article, read = read_text(text)
        facts = facts_of(article, read, find_attributions(article, read))
        cluster = clusters_of(facts, printed(article, spans), strict=True)
        cluster[cluster == UNKNOWN] = NONE
        yield document(facts, cluster, 1.0, (facts.form != DESCRIPTION) | (cluster >= 0))
    for text, spans in polnear(data):
        article, read = read_text(text)
        facts = facts_of(article, read, find_attributions(article, read))
        cluster = clusters_of(facts, printed(article, spans), strict=True)
        names = (facts.form == NAME) & np.isin(facts.name, (1, 2)) & (np.arange(len(facts)) % EVERY == 0)
        used = (facts.speaks | np.isin(facts.pronoun, (0, 1, 2)) | names) & (cluster >= 0)
        yield document(facts, cluster, SILVER, used)


@dataclass
class ByHand:
    """One hand-labeled article: what the ranker learns from, and the rows of kinds."""

    documents: list[Document]
    rows: list[tuple[list[int], np.ndarray, str, bool]]


def by_hand(data: Path) -> list[ByHand]:
    """The articles of ledger-train, in order."""
    out = []
    for text, row in labeled(data):
        article, read = read_text(text)
        own = ByHand([], [])
        for found in (drafts_by_hand(article, row), find_attributions(article, read)):
            facts = facts_of(article, read, found)
            cluster = hand_clusters(facts, article, row)
            own.documents.append(document(facts, cluster, HAND, cluster >= 0))
            for n, source in enumerate(row["sources"]):
                members = np.flatnonzero(cluster == n).tolist()
                if members:
                    own.rows.append((*identity.features(facts, members), source["kind"], source["named"]))
        out.append(own)
    return out


# --- the ranker ---------------------------------------------------------------------------------------------------


class Ranker(nn.Module):
    """The network of `analysis.measures.sourcing.identity`, with the same names for its weights."""

    def __init__(self, n_pair: int, n_own: int, n_vector: int):
        super().__init__()
        sizes = {
            "pair": (n_pair, HIDDEN),
            "mine": (n_own, HIDDEN),
            "theirs": (n_own, HIDDEN),
            "vector_mine": (n_vector, VECTOR),
            "vector_theirs": (n_vector, VECTOR),
            "vectors": (3 * VECTOR, HIDDEN),
            "second": (HIDDEN, SECOND),
            "last": (SECOND,),
            "new_own": (n_own, SECOND),
            "new_pair": (n_pair, SECOND),
            "new_last": (SECOND,),
        }
        inputs = {"pair": n_pair + 2 * n_own, "mine": n_pair + 2 * n_own, "theirs": n_pair + 2 * n_own}
        for name, size in sizes.items():
            width = inputs.get(name, size[0] if len(size) > 1 else SECOND)
            self.register_parameter(name, nn.Parameter(torch.randn(size) * (1 / width) ** 0.5))
        for name, size in {"bias": HIDDEN, "second_bias": SECOND, "new_bias": SECOND, "new_last_bias": 1}.items():
            self.register_parameter(name, nn.Parameter(torch.zeros(size)))
        self.drop, self.blur = nn.Dropout(0.15), nn.Dropout(0.3)

    def forward(
        self, pair: Tensor, own: Tensor, theirs: Tensor, mine: Tensor, other: Tensor, named: Tensor, at: Tensor
    ):
        """Scores of pairs and of "new". `own`, `mine`, `named` have a row for each mention, the others for each pair;
        `at` is the row of each pair's mention."""
        a, b = (self.blur(mine) @ self.vector_mine)[at], self.blur(other) @ self.vector_theirs
        read = torch.cat([a * b, (a - b).abs(), b], 1) @ self.vectors * (~named[at])[:, None]
        hidden = torch.relu(pair @ self.pair + (own @ self.mine + self.bias)[at] + theirs @ self.theirs + read)
        scores = torch.relu(self.drop(hidden) @ self.second + self.second_bias) @ self.last
        best = torch.full((len(own), pair.shape[1]), -10.0).scatter_reduce(0, at[:, None].expand_as(pair), pair, "amax")
        new = torch.relu(own @ self.new_own + best @ self.new_pair + self.new_bias)
        return scores, self.drop(new) @ self.new_last + self.new_last_bias


class Examples:
    """The items of several documents, in one row."""

    def __init__(self, documents: Sequence[Document]):
        base = np.cumsum([0, *(len(d.own) for d in documents)])
        items = [(b, d.weight, item) for b, d in zip(base, documents, strict=False) for item in d.items]
        self.own = torch.from_numpy(np.concatenate([d.own for d in documents]))
        self.vectors = torch.from_numpy(np.concatenate([d.vectors for d in documents]))
        self.names = torch.from_numpy(np.concatenate([d.names for d in documents]))
        self.mention = torch.tensor([b + i for b, _, (i, *_) in items])
        self.weight = torch.tensor([w for _, w, _ in items])
        self.candidate = torch.from_numpy(np.concatenate([b + c for b, _, (_, c, *_) in items]))
        self.pair = torch.from_numpy(np.concatenate([p for *_, (_, _, p, _) in items]))
        self.same = torch.from_numpy(np.concatenate([s for *_, (*_, s) in items]))
        self.ends = np.cumsum([0, *(len(c) for *_, (_, c, *_) in items)])

    def __len__(self) -> int:
        return len(self.mention)

    def loss(self, ranker: Ranker, chosen: np.ndarray) -> Tensor:
        """Minus the logarithm of what the right candidates, or "new", get of the chance together."""
        rows = torch.from_numpy(np.concatenate([np.arange(self.ends[k], self.ends[k + 1]) for k in chosen]))
        at = torch.from_numpy(np.repeat(np.arange(len(chosen)), np.diff(self.ends)[chosen]))
        i, c, same = self.mention[chosen], self.candidate[rows], self.same[rows]
        floats = (self.pair[rows], self.own[i], self.own[c], self.vectors[i], self.vectors[c])
        scores, new = ranker(*(x.float() for x in floats), self.names[i], at)
        scores = scores.masked_fill(same < 0, -30.0)
        top = torch.full((len(chosen),), -1e4).scatter_reduce(0, at, scores, "amax").maximum(new).detach()
        shares, rest = torch.exp(scores - top[at]), torch.exp(new - top)
        zeros = torch.zeros(len(chosen))
        right = zeros.scatter_add(0, at, shares * (same == 1))
        has = zeros.scatter_add(0, at, (same == 1).float()) > 0
        chance = torch.where(has, right, rest) / (zeros.scatter_add(0, at, shares) + rest)
        weight = self.weight[chosen]
        return -(weight * torch.log(chance + 1e-6)).sum() / weight.sum()


def fit(examples: Examples, epochs: int, rate: float, start: Ranker | None = None) -> Ranker:
    """Train from scratch or from another ranker."""
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    ranker = Ranker(examples.pair.shape[1], examples.own.shape[1], examples.vectors.shape[1])
    if start is not None:
        ranker.load_state_dict(start.state_dict())
    steps = epochs * (len(examples) // BATCH)
    optimizer = torch.optim.AdamW(ranker.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(epochs):
        shuffled, total = order.permutation(len(examples)), 0.0
        for n in range(len(examples) // BATCH):
            loss = examples.loss(ranker, np.sort(shuffled[n * BATCH : (n + 1) * BATCH]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(ranker.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"  epoch {epoch}: loss {total / max(1, len(examples) // BATCH):.3f}", flush=True)
    return ranker.eval()


# --- kinds --------------------------------------------------------------------------------------------------------


def fit_kinds(rows: Sequence[tuple[list[int], np.ndarray, str, bool]], penalty: float = 1e-3) -> dict[str, np.ndarray]:
    """Two linear models over the same features: of kinds (the first columns) and of being named (the last)."""
    torch.manual_seed(0)
    words = torch.zeros(len(rows), identity.BUCKETS)
    for n, (buckets, *_) in enumerate(rows):
        words[n, buckets] = 1.0
    vectors = torch.from_numpy(np.stack([vector for _, vector, *_ in rows]))
    kind = torch.tensor([KINDS.index(k) for *_, k, _ in rows])
    named = torch.tensor([float(n) for *_, n in rows])
    spread = float(vectors.std())
    own = {
        "words": torch.zeros(identity.BUCKETS, len(KINDS) + 1),
        "vector": torch.zeros(vectors.shape[1], len(KINDS) + 1),
        "bias": torch.zeros(len(KINDS) + 1),
    }
    for weights in own.values():
        weights.requires_grad_()
    optimizer = torch.optim.LBFGS(own.values(), max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        scores = words @ own["words"] + vectors / spread / 4 @ own["vector"] + own["bias"]
        loss = nn.functional.cross_entropy(scores[:, :-1], kind)
        loss = loss + nn.functional.binary_cross_entropy_with_logits(scores[:, -1], named)
        loss = loss + penalty * (own["words"].square().sum() + own["vector"].square().sum()) / 2
        loss.backward()
        return loss

    optimizer.step(closure)
    own["vector"] = own["vector"] / spread / 4
    return {f"kinds_{name}": weights.detach().numpy() for name, weights in own.items()}


# --- all of it ----------------------------------------------------------------------------------------------------


def train(first: Sequence[Document], start: Ranker, articles: Sequence[ByHand], path: Path) -> None:
    """Learn from these hand-labeled articles and write all weights."""
    some = random.Random(0).sample(first, round(KEPT * len(first)))
    examples = Examples([*some, *(d for a in articles for d in a.documents)])
    ranker = fit(examples, epochs=8, rate=1e-3, start=start)
    weights = {name: value.detach().numpy() for name, value in ranker.named_parameters()}
    weights |= fit_kinds([row for a in articles for row in a.rows])
    np.savez_compressed(path, **{name: value.astype(np.float16) for name, value in weights.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    first = list(first_documents(args.data))
    articles = by_hand(args.data)
    print(f"{len(first)} and {len(articles)} texts", flush=True)
    start = fit(Examples(first), epochs=5, rate=2e-3)
    for fold in range(args.folds):
        args.out.mkdir(parents=True, exist_ok=True)
        train(
            first,
            start,
            [a for n, a in enumerate(articles) if n % args.folds != fold],
            args.out / f"sources-{fold}.npz",
        )
    if not args.folds:
        train(first, start, articles, WEIGHTS)


if __name__ == "__main__":
    main()
