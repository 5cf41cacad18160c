"""What teachers find in articles without labels: more text for the small network to learn from.

    python -m research.training.silver DATA OUT.jsonl.gz PIPELINE NETWORK.pt [NETWORK.pt ...] [--of FILE]
        [--processes 1]

The teachers (`train --teacher`) read the reference articles, without those of research/validation/labels; the mean of
their scores decides who says what (distillation, Hinton et al. 2015, here by labels). Names and sentence starts are
those of PIPELINE, an assembled one: teachers do them no better. Writes one article a line: its id and character spans
of attributions, attributions inside others, names and sentence starts; no text. With `--of` the articles of another
file with `id` and `text`: for a look at how well the teachers do.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import spacy
import torch
from spacy.tokens import Doc
from torch import Tensor

from analysis.nlp.parsing import READER
from analysis.nlp.pipeline.encoding import Inputs, Window, WordPiece, inputs, paragraphs, windows
from analysis.nlp.pipeline.linking import Tagged
from analysis.nlp.pipeline.reader import NewsReader, Read, spans
from analysis.nlp.pipeline.sentence_rules import sentence_rules
from research.training.examples import LONGEST_WINDOW, reference_text
from research.training.network import SHIPPED, TEACHER, Network, start_folder
from research.validation.formats import BLANK, LABELS, json_lines

ARTICLES = 16  # read together
WINDOWS = 64  # on the GPU at once
NO_VECTORS = np.zeros((0, 0), dtype=np.float32)  # those of the teachers are not kept
READ = ("attribution", "nested")
ROLES = ("source", "cue", "content")


class Teachers(NewsReader):
    """The component of the pipeline, but for the mean of what several networks say."""

    def __init__(self, pipeline: Path, paths: list[Path]):
        super().__init__()
        self.words: NewsReader = spacy.load(pipeline).get_pipe(READER)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        states = [torch.load(path, map_location="cpu") for path in paths]
        self.labels = {task: states[0]["labels"][task] for task in READ}
        self.wordpiece = WordPiece.from_file(start_folder() / "vocab.txt")
        self.networks = []
        for state in states:
            size = TEACHER if any(name.startswith("distances.") for name in state["network"]) else SHIPPED
            network = Network(state["labels"], size)
            network.load_state_dict(state["network"])
            self.networks.append(network.eval().to(self.device))
        self.chains = {}
        for task in self.networks[0].chains:
            both = [[s.detach().cpu().numpy() for s in n.chains[task].scores()] for n in self.networks]
            mean = [np.mean(part, axis=0) for part in zip(*both, strict=True)]
            self.chains[task] = dict(zip(("transitions", "start"), mean, strict=True))
        self.alone = np.concatenate([n.links.alone.detach().cpu().numpy() for n in self.networks])

    @torch.inference_mode()
    def scores(self, found: list[Inputs]) -> Iterator[dict[str, np.ndarray]]:
        """Of each window, the mean over the networks. The links' vectors stand side by side, so that their products
        are means as well."""
        order = sorted(range(len(found)), key=lambda n: len(found[n].pieces))
        out: list[dict] = [{}] * len(found)
        for some in cut(order, WINDOWS):
            batch = {
                name: self._padded([getattr(found[n], name) for n in some])
                for name in ("pieces", "shapes", "quotes", "first")
            }
            batch["mask"] = self._padded([[1] * len(found[n].pieces) for n in some])
            with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device == "cuda"):
                words = [network.words(batch) for network in self.networks]
            pairs = list(zip(self.networks, (w.float() for w in words), strict=True))
            heads = {task: torch.stack([n.heads[task](w) for n, w in pairs]).mean(0) for task in READ}
            heads["part"] = torch.cat([n.links.dependent(w) for n, w in pairs], 2) / len(pairs) ** 0.5
            heads["cue"] = torch.cat([n.links.head(w) for n, w in pairs], 2)
            arrays = {name: own.cpu().numpy() for name, own in heads.items()}
            for row, n in enumerate(some):
                out[n] = {name: own[row, : len(found[n].first)] for name, own in arrays.items()}
        return iter(out)

    def _padded(self, rows: list[list[int]]) -> Tensor:
        longest = max(map(len, rows))
        return torch.tensor([[*r, *[0] * (longest - len(r))] for r in rows], device=self.device)

    def label(self, rows: list[dict]) -> list[dict]:
        """Each with `id` and `text` -> what stands in the file."""
        docs = [sentence_rules(BLANK.make_doc(row["text"])) for row in rows]
        parts = [paragraphs(doc, self.wordpiece) for doc in docs]
        seen = [list(windows(own, LONGEST_WINDOW)) for own in parts]
        fed = [[inputs(window) for window in own] for own in seen]
        scores = self.scores([f for own in fed for f in own])
        out = []
        for row, doc, whole, own, read in zip(rows, docs, parts, seen, fed, strict=True):
            found = [Read(w, i, next(scores), NO_VECTORS) for w, i in zip(own, read, strict=True)]
            outer = self._attributions(found)
            inner = self._nested(found, outer)
            told = {task: [_spans(a) for a in own] for task, own in zip(READ, (outer, inner), strict=True)}
            out.append({"id": row["id"], **told, **_words(doc, whole, self.words)})
        return out


def _words(doc: Doc, parts: Window, reader: NewsReader) -> dict[str, list]:
    """Names of all kinds and where sentences begin, as a pipeline sees them."""
    found = reader._read(parts)
    tagged = zip(found, reader._chain("entity", found), strict=True)
    names = [run for r, (tags, _) in tagged for run in spans(tags, [w.token for w in r.words])]
    sure = [r.scores["starts"][:, 1] - r.scores["starts"][:, 0] > reader.start_margin for r in found]
    starts = {w.start for r, own in zip(found, sure, strict=True) for w, y in zip(r.words, own, strict=True) if y}
    return {
        "entity": [[doc[s].idx, doc[e - 1].idx + len(doc[e - 1]), kind] for s, e, kind in names],
        "starts": sorted(starts | {t.idx for t in doc if t.is_sent_start}),
    }


def _spans(found: Tagged) -> dict[str, list]:
    return {role: [list(span) for span in getattr(found, role)] for role in ROLES}


def cut(found: list, size: int) -> list[list]:
    return [found[n : n + size] for n in range(0, len(found), size)]


def unlabeled(data: Path) -> Iterator[dict]:
    """The reference articles without those of research/validation/labels."""
    held = {row["id"] for path in LABELS.glob("*.json") for row in json.loads(path.read_text("utf-8"))["articles"]}
    for row in json_lines(data / "reference-articles.jsonl.gz"):
        if row["ID"] not in held:
            yield {"id": row["ID"], "text": reference_text(row)}


TEACHERS: list[Teachers] = []  # one in each process


def _begin(pipeline: Path, paths: list[Path]) -> None:
    torch.set_num_threads(1)
    TEACHERS.append(Teachers(pipeline, paths))


def _label(rows: list[dict]) -> list[dict]:
    return TEACHERS[0].label(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "out", "pipeline"):
        parser.add_argument(name, type=Path)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--of", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    args = parser.parse_args()
    chunks = cut(list(json_lines(args.of) if args.of else unlabeled(args.data)), ARTICLES)
    with ProcessPoolExecutor(args.processes, initializer=_begin, initargs=(args.pipeline, args.networks)) as pool:
        found = [row for some in pool.map(_label, chunks) for row in some]
    with gzip.GzipFile(args.out, "wb", mtime=0) as out:
        out.write("".join(json.dumps(row, separators=(",", ":")) + "\n" for row in found).encode())


if __name__ == "__main__":
    main()
