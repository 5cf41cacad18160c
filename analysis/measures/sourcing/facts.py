"""The mentions of an article and what is known of each: names, noun phrases, pronouns and the phrases of its sources.

The pipeline has no parser, so phrases are read off the word classes. All facts are arrays with a row for each mention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.article import Article, Parse, Span
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.names import GENITIVE, LABELS, find_names

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME, DESCRIPTION, PRONOUN = 0, 1, 2
PERSON, ORGANIZATION, PLACE = 1, 2, 3  # what a name is to the pipeline
CLASSES = tuple(lists.PRONOUNS)
HE, SHE, THEY, IT, WHO, WHICH, SOME = range(len(CLASSES))
PRONOUNS = {form: n for n, forms in enumerate(lists.PRONOUNS.values()) for form in forms.split()}
FUNCTION = {*"the a an of and for former this that his her their its our my mr mrs ms miss sir".split(), *GENITIVE}
INDEFINITE = set("a an one another some two three several many".split())
OTHERS = set("another other others second one some many several most two three former".split())
COPULAS = set("is was are were became as".split())
INSIDE = set("from by at of in".split())
PARTS = {"DET", "ADJ", "NOUN", "PROPN", "NUM"}
PLURALS = set("they them their those these some others many both people police".split())
LONGEST_PHRASE = 25  # words behind a head that may belong to it
WORDS = 8  # of a mention that are compared


class Mention(NamedTuple):
    """Words of an article, by number: from `start` up to `end`, with the one that the others belong to."""

    start: int
    end: int
    head: int


class Words:
    """The words of body, headline and captions: whoever stands in a byline, a credit or a sign-off is not among them,
    so that no "he" of the body can mean them."""

    def __init__(self, article: Article, parse: Parse):
        kept = [*article.paragraphs, *(z.span for z in article.zones if z.kind in ("headline", "caption"))]
        lost = [z.span for z in article.zones if z.kind in ("credit", "byline", "outlet", "dateline", "photo_date")]
        at = np.array([t.idx for t in parse.doc], int)
        inside = _holding(kept, at) & ~_holding(lost, at) & np.array([not t.is_space for t in parse.doc], bool)
        self.tokens: list[Token] = [t for t, here in zip(parse.doc, inside.tolist(), strict=True) if here]
        self.at = at[inside]
        self.low = [t.lower_ for t in self.tokens]
        self.pos, self.tag = [t.pos_ for t in self.tokens], [t.tag_ for t in self.tokens]
        starts = np.array([t.is_sent_start is True for t in self.tokens], int)
        self.sentence = starts.cumsum()
        self.paragraph = np.searchsorted(sorted(s for s, _ in kept), self.at, "right")
        self.quoted = _holding([*parse.quotations, *parse.headline_quotations], self.at)
        headline = article.span("headline")
        self.headline = _holding([headline] if headline else [], self.at)
        self.number = {t.i: n for n, t in enumerate(self.tokens)}
        names = [(self.number.get(s), self.number.get(e - 1), kind) for s, e, kind in find_names(parse.doc)]
        self.names = [(s, e + 1, LABELS[kind]) for s, e, kind in names if s is not None and e is not None]
        self.name_at = {k: n for n, (s, e, _) in enumerate(self.names) for k in range(s, e)}

    def __len__(self) -> int:
        return len(self.tokens)

    def is_part(self, k: int, first: int) -> bool:
        """Whether the word `k` may stand in a noun phrase that begins with the word `first`."""
        if self.tag[k] in ("PDT", "WDT"):
            return False
        if self.pos[k] in PARTS or self.tag[k] in ("PRP$", "POS", "VBN", "VBG") or k in self.name_at:
            return True
        modified = k + 1 < len(self) and (self.pos[k + 1] in ("ADJ", "NUM") or self.tag[k + 1] in ("VBN", "VBG"))
        return k > first and (self.low[k] in ("-", "&") or (self.pos[k] == "ADV" and modified))

    def pronoun(self, k: int) -> int | None:
        """The class of a word that is a pronoun: neither "WHO" nor "one official"."""
        if k in self.name_at or (self.tokens[k].is_upper and len(self.low[k]) > 1):
            return None
        which = PRONOUNS.get(self.low[k])
        alone = which == SOME or self.tag[k] in ("PRP", "PRP$", "WP", "WP$", "WDT")
        return which if alone else None

    def goes_on(self, k: int, first: int) -> bool:
        """Whether the phrase that begins with `first` goes on with the word `k`."""
        if k >= len(self) or not self.is_part(k, first) or self.sentence[k] != self.sentence[first]:
            return False
        opens = self.pos[k] == "DET" and self.tag[k - 1] != "POS" and k not in self.name_at
        behind_noun = self.tag[k] in ("VBN", "VBG") and self.pos[k - 1] in ("NOUN", "PROPN")  # "the public regarding"
        here, before = self.name_at.get(k), self.name_at.get(k - 1)
        two = here is not None and before is not None and here != before
        people = two and self.names[here][2] == PERSON == self.names[before][2]
        return (
            not (opens or people or behind_noun or self.tag[k] == "PRP$") and self.paragraph[k] == self.paragraph[first]
        )


def _holding(spans: Sequence[Span], at: np.ndarray) -> np.ndarray:
    """Which of the positions are in one of these disjoint spans."""
    if not spans:
        return np.zeros(len(at), bool)
    starts, ends = np.array(sorted(spans)).T
    n = np.searchsorted(starts, at, "right") - 1
    return (n >= 0) & (at < ends[np.maximum(n, 0)])


def base_phrases(words: Words) -> dict[int, Mention]:
    """Noun phrases without what follows their head, owners inside them, names and pronouns, by head."""
    found: dict[int, Mention] = {}
    i = 0
    while i < len(words):
        if not words.is_part(i, i) or words.tag[i] in ("VBN", "VBG", "POS"):
            i += 1
            continue
        behind = i + 1
        while words.goes_on(behind, i):
            behind += 1
        end = behind
        while end > i and not (words.pos[end - 1] in ("NOUN", "PROPN") or end - 1 in words.name_at):
            end -= 1
        owners = [k for k in range(i + 1, end) if words.tag[k] == "POS"]
        found |= {k - 1: Mention(i, k, k - 1) for k in owners if k - 1 not in found}
        if end > i and words.tag[end - 1] != "POS":
            found[end - 1] = Mention(i, end, end - 1)
        i = behind
    for start, end, _ in words.names:
        found.setdefault(end - 1, Mention(start, end, end - 1))
    for k, word in enumerate(words.low):
        if word in PRONOUNS and (
            words.tag[k] in ("PRP", "PRP$", "WP", "WP$") or (word, words.tag[k]) == ("which", "WDT")
        ):
            found[k] = Mention(k, k + 1, k)
    return found


def _of_phrase(words: Words, found: dict[int, Mention], phrase: Sequence[int]) -> Mention:
    """The mention that a source phrase is: the first of those inside it, or a new one."""
    first, last = phrase[0], phrase[-1]
    inside = [found[k] for k in range(first, last + 1) if k in found and found[k].start <= first + 1]
    if inside:
        return min(inside, key=lambda m: (max(m.start, first), -m.head))
    nouns = [k for k in phrase if words.pos[k] in ("NOUN", "PROPN", "PRON")]
    stop = next((k for k in phrase[1:] if words.tag[k] in ("IN", "TO", "WDT", "WP", "WRB")), last + 1)
    head = max((k for k in nouns if k < stop), default=stop - 1)
    return Mention(first, head + 1, head)


class Facts:
    """Arrays over the mentions of an article. `phrases`: its source phrases, as numbers of tokens; `of_phrase`: the
    mention of each, None where it has no words here; `contents` and `cues`: what each phrase's source says, and the
    lemmas of the words that say so."""

    def __init__(
        self,
        article: Article,
        parse: Parse,
        phrases: Sequence[Sequence[int]] = (),
        contents: Sequence[Sequence[Span]] = (),
        cues: Sequence[set[str]] = (),
    ):
        self.words = words = Words(article, parse)
        found, reach = base_phrases(words), {}
        heads: list[int | None] = []
        for phrase in phrases:
            here = [words.number[i] for i in phrase if i in words.number]
            heads.append(None)
            if here:
                mention = _of_phrase(words, found, here)
                heads[-1] = mention.head
                found[mention.head] = mention
                reach[mention.head] = min(max(here[-1], reach.get(mention.head, 0)), mention.head + LONGEST_PHRASE)
        # A source's phrase comes behind the names inside it: "a letter from the bank" may be the bank's.
        self.mentions = sorted(found.values(), key=lambda m: (reach.get(m.head, m.head), m.head in reach))
        place = {m.head: n for n, m in enumerate(self.mentions)}
        self.of_phrase = [None if h is None else place[h] for h in heads]
        self.start, self.end, self.head = np.array(self.mentions, int).reshape(-1, 3).T
        self.reach = np.array([reach.get(m.head, m.end - 1) for m in self.mentions], int)
        self.speaks = np.array([m.head in reach for m in self.mentions], bool)
        self._classes()
        self._surroundings()
        self._strings()
        self._vectors(parse)
        self.contents = np.zeros((len(self), 2, 2), int)
        self.cues: defaultdict[int, set[str]] = defaultdict(set)  # by mention, lemmas
        for n, spans, cue in zip(self.of_phrase, contents, cues, strict=True):
            if n is not None:
                self.cues[n] |= cue
                for k, span in enumerate(sorted(spans, key=lambda s: s[0] - s[1])[:2]):
                    self.contents[n, k] = span

    def __len__(self) -> int:
        return len(self.mentions)

    def span(self, n: int) -> Span:
        """Where a mention stands in the text."""
        last = self.words.tokens[self.end[n] - 1]
        return self.words.tokens[self.start[n]].idx, last.idx + len(last)

    def name_text(self, n: int) -> str:
        """The name that a mention ends with, without titles; all of it where the pipeline saw no name."""
        at = self.words.name_at.get(self.head[n])
        start = self.start[n] if at is None else self.words.names[at][0]
        return self.words.tokens[0].doc[self.words.tokens[start].i : self.words.tokens[self.head[n]].i + 1].text

    def _classes(self) -> None:
        words, ms = self.words, self.mentions
        low = words.low
        named = [words.names[words.name_at[m.head]][2] if m.head in words.name_at else 0 for m in ms]
        self.name = np.array(named, int)
        alone = [words.pronoun(m.head) if m.end - m.start == 1 else None for m in ms]
        self.pronoun = np.array([-1 if which is None else which for which in alone], int)
        proper = (self.name > 0) | np.array([words.pos[m.head] == "PROPN" for m in ms], bool)
        pronoun = (self.pronoun >= 0) & (self.pronoun != SOME)
        self.form = np.where(pronoun, PRONOUN, np.where(proper, NAME, DESCRIPTION))
        self.lemma = [
            low[m.head] if form == NAME else words.tokens[m.head].lemma_.lower()
            for m, form in zip(ms, self.form.tolist(), strict=True)
        ]
        nouns = lists.PERSON_NOUNS, lists.ORGANIZATION_NOUNS, lists.DOCUMENT_NOUNS, lists.OUTLET_NOUNS
        self.nouns = np.array([[lemma in own for own in nouns] for lemma in self.lemma], bool).reshape(-1, 4)
        self.plural = np.array([words.tag[m.head] in ("NNS", "NNPS") or low[m.head] in PLURALS for m in ms], bool)
        first = [low[m.start] for m in ms]
        self.definite = np.array([w in ("the", "this", "that", "these", "those") for w in first], bool)
        self.indefinite = np.array([w in INDEFINITE for w in first], bool)
        self.other = np.array([not OTHERS.isdisjoint(low[m.start : m.head + 1]) for m in ms], bool)
        tags = [words.tag[m.start : m.end - 1] for m in ms]
        self.owned = np.array([tag[:1] == ["PRP$"] or "POS" in tag for tag in tags], bool)
        self.gender = np.array([self._gender(m) for m in ms])  # 1 for "he", -1 for "she", 0 where no word says it

    def _gender(self, m: Mention) -> float:
        """Told by a pronoun, a title before a name ("Mr.") or a role ("spokeswoman"), also one behind a comma."""
        low = self.words.low
        form = self.words.pronoun(m.head)
        if form in (HE, SHE):
            return 1.0 if form == HE else -1.0
        apposed = low[m.end + 1 : m.end + 7] if low[m.end : m.end + 1] == [","] else []
        for words, sure in ((low[max(0, m.start - 1) : m.end], 1.0), (apposed, 0.5)):
            said = {lists.GENDERED[w] for w in words if w in lists.GENDERED}
            if len(said) == 1:
                return sure if said == {"he"} else -sure
        return 0.0

    def _surroundings(self) -> None:
        words, ms = self.words, self.mentions
        self.sentence, self.paragraph = words.sentence[self.head], words.paragraph[self.head]
        self.quoted, self.headline, self.at = words.quoted[self.head], words.headline[self.head], words.at[self.head]
        self.subject = np.array([self._acts(m.end) for m in ms], bool)
        before = [words.low[m.start - 1] if m.start else "" for m in ms]
        self.after_adposition = np.array([m.start > 0 and words.pos[m.start - 1] == "ADP" for m in ms], bool)
        self.belongs = np.array([w in INSIDE for w in before], bool)  # "of the bank", "by officials"
        self.comma_before = np.array([w == "," for w in before], bool)
        behind = [words.low[m.end] if m.end < len(words) else "" for m in ms]
        self.comma_behind = np.array([w in (",", "(") for w in behind], bool)
        self.copula_behind = np.array([w in COPULAS for w in behind], bool)
        self.joined = np.array(["and" in words.low[m.start : m.end] for m in ms], bool)
        first = np.unique(self.sentence, return_index=True)[1]
        self.first = np.zeros(len(ms), bool)
        self.first[first] = True

    def _acts(self, end: int) -> bool:
        """Does a verb follow?"""
        words = self.words
        k = next((k for k in range(end, min(end + 3, len(words))) if words.pos[k] != "ADV"), None)
        return k is not None and words.pos[k] in ("VERB", "AUX") and words.sentence[k] == words.sentence[end - 1]

    def _strings(self) -> None:
        """Words, names and heads as codes, so that many pairs are compared at once."""
        words, codes = self.words, defaultdict[object, int]()
        codes.default_factory = codes.__len__
        plain = [w.replace(".", "") or w for w in words.low]
        plain = [lists.ROLE_OF_TITLE.get(w, w) for w in plain]
        told = [w not in FUNCTION and pos not in ("PUNCT", "DET") for w, pos in zip(plain, words.pos, strict=True)]
        self.tokens = [tuple(plain[k] for k in range(m.start, m.end) if told[k]) for m in self.mentions]
        self.core = []  # the name alone, or all words of the phrase
        for m, tokens in zip(self.mentions, self.tokens, strict=True):
            name = words.name_at.get(m.head)
            start = m.start if name is None else words.names[name][0]
            self.core.append(tuple(plain[k] for k in range(start, m.head + 1) if told[k]) or tokens)
        self.initials = ["".join(w[0] for w in core) for core in self.core]
        self.text_code = np.array([codes[t] if t else -1 for t in self.tokens], int)
        whole = [tuple(plain[m.start : end + 1]) for m, end in zip(self.mentions, self.reach.tolist(), strict=True)]
        self.phrase_code = np.array([codes["phrase", *own] for own in whole], int)
        self.core_code = np.array([codes[c] if c else -1 for c in self.core], int)
        self.lemma_code = np.array([codes[lemma] for lemma in self.lemma], int)
        self.word_codes = _padded([[codes[w] for w in t] for t in self.tokens])
        self.core_codes = _padded([[codes[w] for w in c] for c in self.core])
        letters = [c[0] if len(c) == 1 else first for c, first in zip(self.core, self.initials, strict=True)]
        self.acronym_code = np.array([codes["initials", w] if len(w) > 1 else -1 for w in letters], int)
        self.n_words = np.array([len(set(t)) for t in self.tokens], int)
        self.n_core = np.array([len(c) for c in self.core], int)

    def _vectors(self, parse: Parse) -> None:
        """Of each mention the encoder's vectors: that of its head, and the mean of its words'."""
        own = parse.doc.tensor[[t.i for t in self.words.tokens]].astype(np.float32, copy=False)
        sums = [own[m.start] if m.end - m.start == 1 else own[m.start : m.end].sum(0) for m in self.mentions]
        mean = np.array(sums, np.float32).reshape(len(self), own.shape[1]) / (self.end - self.start)[:, None]
        self.vectors = np.concatenate([own[self.head], mean], 1).astype(np.float32)
        self.norm = np.linalg.norm(mean, axis=1) + 1e-6


def _padded(rows: list[list[int]]) -> np.ndarray:
    """The last codes of each row, each once, filled up with -1."""
    out = np.full((len(rows), WORDS), -1)
    for n, row in enumerate(rows):
        own = list(dict.fromkeys(row))[-WORDS:]
        out[n, : len(own)] = own
    return out
