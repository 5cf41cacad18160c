"""What an article is: frozen records over one text. Imports nothing of ours.

Every span is a half-open pair of character offsets (start, end) into `Article.text`.
A field that the text does not give is None: "not in the text", never "" or 0.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]
Record = TypeVar("Record")

Manner = Literal["direct", "indirect", "mixed"]
Type = Literal["statement", "thought", "deed"]
TYPES: tuple[Type, ...] = get_args(Type)
Heard = Literal["quoted", "retold", "told about"]
Place = Literal["body", "headline", "post"]
PLACES: tuple[Place, ...] = get_args(Place)
State = Literal["met", "not stated", "cannot tell"]
Side = Literal["negative", "neutral", "positive"]
SIDES: tuple[Side, ...] = get_args(Side)
Kind = Literal["person", "group", "organization", "outlet", "document"]
KINDS: tuple[Kind, ...] = get_args(Kind)

OWN_VOICE = "the article's own voice"  # what readers see for the voice of no source

# A word is a maximal run of letters, digits and inner apostrophes or hyphens (DESIGN: voices, shares). Accents that no
# letter is composed with stand between its letters.
WORD = re.compile(r"[^\W_]+(?:(?:[\u0300-\u036f]*['’\-‐‑]|[\u0300-\u036f]+)[^\W_]+)*")

# Links and e-mail addresses. A domain without https:// or www. is a link where a path follows: "Amazon.com" is a name.
_DOMAINS = "com|org|net|gov|edu|mil|int|info|biz|co|io|ai|app|dev|tv|news|uk|au|ca|de|fr|ie|nz|eu|ly|gl|ms|gd"
LINK = re.compile(
    rf"""(?<![\w.@])(?:
        (?:(?:https?|ftp)://|www\.(?=\w)|(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{_DOMAINS})/(?=\w)|(?:youtu\.be|(?:fb|t)\.me)/)
        [^\s<>"“”«»]{{0,2000}}[\w/=&%~+-]
      | (?:mailto:)?[\w.+-]{{1,64}}+@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}}
    )""",
    re.VERBOSE,
)
HASHTAG = re.compile(r"(?<![\w&/#])[#＃](?=\w{0,99}?[^\W\d_]{2})\w+(?:['’-]\w+)*")  # "#5" and "Unit #4B" are numbers


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written with blanks between them."""
    return frozenset(text.split())


class ArticleError(ValueError):
    """Something about one input that a person can mend. The message is one line: what, and how to mend it."""


def no_such(what: str, name: str, known: Iterable[str]) -> str:
    """An error message for a name that does not exist, with the names that the caller may have meant.

    >>> no_such("measure", "flesch", ["textstat_flesch", "flesch_reading_ease", "body_tone"])
    "no measure 'flesch'; did you mean flesch_reading_ease?"
    """
    from difflib import get_close_matches

    known = list(dict.fromkeys(known))
    likely = [k for k in known if name and k.startswith(name)] or [k for k in known if name and name in k]
    if likely := likely[:4] or get_close_matches(name, known, 3):
        return f"no {what} {name!r}; did you mean {', '.join(likely)}?"
    return f"no {what} {name!r}; there are {', '.join(known)}"


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the text that is not body: `kind` is one of `ZONES`."""

    kind: str
    span: Span

    def shifted(self, by: int) -> Zone:
        """The same zone, this many characters later."""
        return Zone(self.kind, (self.span[0] + by, self.span[1] + by))


@dataclass(frozen=True, slots=True)
class Given:
    """The text as it was given, where that is not in the characters of `Article.text`.

    `starts` and `ends`: where each character of `Article.text` begins and ends in it. What is not printed, such as a
    soft hyphen, belongs to no character.
    """

    text: str
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def span(self, printed: Span) -> Span:
        """Where the words of a span of `Article.text` are in the text as given."""
        return self.starts[printed[0]], self.ends[printed[1] - 1]

    def printed(self, span: Span) -> Span:
        """The span of `Article.text` that has the words of a span of the text as given."""
        return bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])

    def below(self, line: str) -> Given:
        """The same below one more line, which is printed as it is given."""
        by = len(line)
        starts, ends = (tuple(n + by for n in offsets) for offsets in (self.starts, self.ends))
        return Given(line + self.text, (*range(by), *starts), (*range(1, by + 1), *ends))


# Kinds of zones: those that an article has once, and those that it may have many of.
SINGLE = tuple("headline credit photo_date byline dateline published outlet url".split())
REPEATED = tuple("caption boilerplate pull_quote post post_author correction end_matter".split())
ZONES = SINGLE + REPEATED


def _words_of_zone(kind: str) -> property:
    return property(lambda article: article.field(kind), doc=f"The words of the zone {kind}, or None.")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text as printed (`reading.printed`), and where each part of it is.

    `given` is the text of a plain file as decoded (LF line ends, no BOM, nothing else changed), None where that is the
    same; the text of a web page or a Markdown file is made from what the page shows. `paragraphs` are the body's, in
    order, without the dateline that may open the first. `credit` and `photo_date` may lie inside `caption`, `outlet`
    inside `dateline` or `byline`. `boilerplate` is what the site puts between and around the paragraphs ("Read more",
    comment counts), `pull_quote` words of the body shown again in large type, `post` an embedded post of a social
    network with its `post_author` inside, `correction` a correction or editor's note, `end_matter` a sign-off, contact
    or reprint line. `notes` say what a reader should know of the reading, in plain sentences; `limits` are those of a
    web page that is no article.
    """

    text: str
    zones: tuple[Zone, ...]
    paragraphs: tuple[Span, ...]
    published: date | None = None
    photo_date: date | None = None
    notes: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    given: Given | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"<Article {self.headline!r}: {len(self.text):,} characters, {len(self.paragraphs)} paragraphs>"

    def span(self, kind: str) -> Span | None:
        """The span of the zone of this kind, or None."""
        return next((z.span for z in self.zones if z.kind == kind), None)

    def field(self, kind: str) -> str | None:
        """The words of the zone of this kind, or None."""
        span = self.span(kind)
        return None if span is None else self.text[slice(*span)]

    headline, caption, credit, byline = map(_words_of_zone, ("headline", "caption", "credit", "byline"))
    dateline, outlet, url = map(_words_of_zone, ("dateline", "outlet", "url"))

    @property
    def prose(self) -> str:
        """The text with blanks for links, e-mail addresses and hashtags: what words are counted in."""
        return blanked(self.text, HASHTAG)

    def words(self, span: Span) -> Iterator[Span]:
        """The words inside a span."""
        return (m.span() for m in WORD.finditer(self.prose, *span))

    def body_words(self) -> tuple[Span, ...]:
        return _words_of(self.prose, self.paragraphs)


@lru_cache(maxsize=8)
def blanked(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with a blank for each character of its links and e-mail addresses, and of what the patterns find.

    >>> blanked("#Vote by 5, see a.com/b.", HASHTAG)
    '      by 5, see        .'
    """
    for pattern in (LINK, *patterns):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return text


@lru_cache(maxsize=8)  # one article's are asked for again and again
def _words_of(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(m.span() for start, end in spans for m in WORD.finditer(text, start, end))


@dataclass(frozen=True, slots=True)
class Parse:
    """The pipeline's reading of an article.

    `doc` is spaCy's Doc over the whole text, white space inside paragraphs as plain spaces: `token.idx` is an offset
    into `Article.text`.
    `sentences` are the body's; none crosses a paragraph. `quotations` are the body's too, marks included;
    `headline_quotations` those of the headline.
    """

    doc: Doc = field(repr=False)
    sentences: tuple[Span, ...] = field(repr=False)
    quotations: tuple[Span, ...] = field(repr=False)
    pipeline: str
    headline_quotations: tuple[Span, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, once (Pareti 2015; PolNeAR): spans of the source, the cue and the content.

    `source` and `cue` are empty when nothing is written beside the content. `parent` is the `id` of the
    attribution inside whose content this one is. `source_ids` name one or more `Source` records.
    `type`: `statement` (words were said, written or made known), `thought` (feelings, hopes, plans told of somebody) or
    `deed` (an act without reported words; what somebody did not say, or might say).
    `score` in 0..1 is the chance that trained annotators would mark it too.
    """

    id: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    manner: Manner
    type: Type
    parent: int | None
    source_ids: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Check:
    """One agency's rule on unnamed sources, compared with the text. `says`: the rule in our words; `publisher` and
    `url`: whose text has it; `date` (ISO): the last day for which that is known; `state`: "cannot tell" where no text
    could show it."""

    rule: str
    says: str
    state: State
    evidence: tuple[Span, ...]
    publisher: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One whom the body names and of whom it tells no words, thoughts or deeds. `acting`: how many mentions a verb
    follows. `other_mentions`: where the headline names a person, and where they are called "he" or "she"."""

    name: str
    kind: Kind
    mentions: tuple[Span, ...]
    acting: int
    other_mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Something to check: the place, the words that it is listed for, and why."""

    span: Span
    words: Span
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """One to whom the article attributes something, over all mentions as a source.

    `named`: a reader could find out who this is from the article. `second_hand_via`: the id of the outlet
    through which the article has at least half of its statements. Spans that the text does not give are empty tuples.
    `heard`: `quoted` where some of its words are inside its own quotation marks or in a post of its own, `retold` where
    its statements are in others' words only, `told about` where it makes no statement. `pronouns`: those that the
    article uses for it ("she"), never guessed from a name; `pronoun_mentions` are where a person is called by them.
    """

    id: int
    name: str
    kind: Kind
    named: bool
    second_hand_via: int | None
    position_to_know: tuple[Span, ...]
    reason_for_anonymity: tuple[Span, ...]
    mentions: tuple[Span, ...]
    attributions: tuple[int, ...]
    words: int
    heard: Heard
    pronouns: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    pronoun_mentions: tuple[Span, ...] = ()

    @property
    def speaks(self) -> bool:
        """Whether it makes a statement."""
        return self.heard != "told about"

    @property
    def unnamed(self) -> bool:
        """A person or group that the article describes and does not name: nobody hides a document."""
        return not self.named and self.kind in ("person", "group")


@dataclass(frozen=True, slots=True)
class QuotedFrom:
    """Words inside quotation marks that are not the marks of their voice. `source_id`: whose marks these are, None
    where no statement tells."""

    span: Span
    source_id: int | None


@dataclass(frozen=True, slots=True)
class Voice:
    """The body words that belong to one source, or to the article's own voice (`source_id` None).

    A source's words are `quoted` inside its own quotation marks and `retold` elsewhere; the article's own words are
    neither. `quoted_from` are those inside the marks of somebody else.
    """

    source_id: int | None
    spans: tuple[Span, ...]
    words: int
    share: float
    quoted: tuple[Span, ...] = ()
    retold: tuple[Span, ...] = ()
    quoted_words: int = 0
    retold_words: int = 0
    quoted_from: tuple[QuotedFrom, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person corrects in the sources and statements that were found (`measures.sourcing.by_hand`).

    `text` and `places` are a statement's words and the spans of its content and cue, `names` sources as the person
    calls them. `fits`: False where the article has nothing like it.
    """

    what: str
    text: str = ""
    places: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    named: bool | None = None
    kind: Kind | None = None
    type: Type | None = None
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Sourcing:
    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]
    voices: tuple[Voice, ...]
    mentioned: tuple[Mentioned, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def statements(self) -> tuple[Attribution, ...]:
        """The attributions that are no thought and no deed."""
        return tuple(a for a in self.attributions if a.type == "statement")

    @property
    def speaking(self) -> tuple[Source, ...]:
        """The sources that make a statement."""
        return tuple(s for s in self.sources if s.speaks)

    def source(self, source_id: int) -> Source:
        return self.sources[source_id]

    def voice(self, source_id: int | None) -> Voice:
        """A source's voice, or the article's own; without words where it has none in the body."""
        return next((v for v in self.voices if v.source_id == source_id), Voice(source_id, (), 0, 0.0))


@dataclass(frozen=True, slots=True)
class HeadlineWord:
    """A content word of the headline and the words of the body that match it, each with its voice.

    `near`: where nothing matches, words of the body that may mean the same, and `near_why` says how they were
    found: for a person to judge.
    """

    span: Span
    match: Literal["same_word", "none"]
    evidence: tuple[Span, ...]
    voices: tuple[int | None, ...]
    near: tuple[Span, ...] = ()
    near_why: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """A verb or noun on one of the ladders of `data/verb_ladders.toml`, in the headline or in the body.

    `force`: how hard somebody presses another to act; `attack`: how hard somebody goes at another; `commitment`: how
    firmly somebody promises; `stance`: whether the writer takes what is said for true. `step` counts from 0, the
    lowest. `whole` goes on to the act ("told ... to back off"). `shares`: the headline's words that have a match in the
    same sentence, so that it may be the same act. `voice` as of a word: None is the article's own.
    """

    span: Span
    whole: Span
    ladder: Literal["attack", "commitment", "force", "stance"]
    step: int
    name: str
    in_headline: bool
    negated: bool
    voice: int | None
    shares: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Pressing:
    """A word of the headline that presses ("slams", "vows", "demand"), and how the body tells the same deed.

    `ladder` and `step`: its place in `data/verb_ladders.toml`; "deeds" and "" where it is on no ladder ("blindsides").
    `who`: the headline's words for who does it, `source_id` the source of the body whose words these may be. `verbs`:
    the body's verbs of the same person that may tell of it, `told` each with who and what goes with it. `quoted`: that
    person's own words in sentences that share a word with the headline. Nothing found is a question to the reader.
    """

    span: Span
    ladder: Literal["attack", "commitment", "force", "deeds"]
    step: str
    who: tuple[Span, ...]
    source_id: int | None
    verbs: tuple[Span, ...] = ()
    told: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What a measure finds in one scope. NaN: undefined, and `note` says why.

    `low` and `high` are the range over the choices that `note` names (a word left out, the quotations left
    out), not a margin of error; NaN where nothing was varied.
    """

    value: float
    evidence: tuple[Span, ...] = ()
    low: float = math.nan
    high: float = math.nan
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One `Value` under the name, scope and unit that the catalogue declares."""

    name: str
    scope: str
    unit: str
    value: float
    low: float
    high: float
    evidence: tuple[Span, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The gap between headline and body as it would be by another choice: `kind` is a constant of
    `measures.tone.leave_out`, `name` says which."""

    kind: str
    name: str
    gap: float


@dataclass(frozen=True, slots=True)
class Toward:
    """The tone toward a person where one sentence speaks of them.

    `person` counts the people of `Tone`; `sentence` those of the body, None is the headline; `span` is the mention.
    `score`: the chance that readers find the sentence positive toward the person minus the chance of negative, -1 to 1;
    `label`: the likeliest of the three.
    """

    person: int
    sentence: int | None
    span: Span
    score: float
    label: Side


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom headline or body name. `source_id`: None where nothing is attributed to them."""

    name: str
    source_id: int | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """`chance` that readers would find a sentence loaded, 0 to 1; NaN without the model. `words`: by how much it is
    higher with each word than without it."""

    chance: float
    words: tuple[tuple[Span, float], ...]


@dataclass(frozen=True, slots=True)
class Tone:
    """What the tone network reads in an article, people's names hidden.

    `headline` and `sentences` (one for each of the body): -1 (unpleasant) to 1 (pleasant), NaN where there is no word
    or no headline. `words`: for each word of the headline, how much higher its tone is with it than without it.
    `choices`: the gap with one thing left out. `loaded`: one for each sentence; empty
    without the model.
    """

    headline: float
    sentences: tuple[float, ...]
    words: tuple[tuple[Span, float], ...] = ()
    choices: tuple[Choice, ...] = ()
    people: tuple[Person, ...] = ()
    toward: tuple[Toward, ...] = ()
    loaded: tuple[Loaded, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a category of `data/wording.toml`, or a passive verb with its auxiliary.

    `place`: `own` (the article's own voice), `retold` (what a source says, in the article's words), `quoted` (inside
    quotation marks), or `headline`. `why`: the reason for which its group of words is listed.
    """

    span: Span
    category: str
    why: str
    place: Literal["headline", "own", "retold", "quoted"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is known of one article before its measurements: what measures take."""

    article: Article
    parse: Parse
    sourcing: Sourcing = field(repr=False)
    headline_words: tuple[HeadlineWord, ...] = field(repr=False)
    to_check: tuple[Line, ...] = field(default=(), repr=False)
    wording: tuple[Wording, ...] = field(default=(), repr=False)
    ladder: tuple[Rung, ...] = field(default=(), repr=False)
    pressing: tuple[Pressing, ...] = field(default=(), repr=False)
    tone: Tone | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Limit:
    """Why a text is not what the workbook was made for.

    `text` is for readers. `without` are the questions (modules of `measures`) that it leaves unmeasured, and `reason`
    says why in a few words.
    """

    kind: str
    text: str
    reason: str
    without: frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """One article with everything that the workbook shows of it. `file` is "" for a text that is in no file."""

    file: str
    analysis: Analysis
    measured: tuple[Measurement, ...] = field(repr=False)
    limits: tuple[Limit, ...] = field(default=(), repr=False)

    @property
    def article(self) -> Article:
        return self.analysis.article

    def measurement(self, name: str, scope: str | None = None) -> Measurement:
        """Of this measure in this scope, or in its first. Raises KeyError, with likely names, when there is none."""
        by_scope = {m.scope: m for m in self.measured if m.name == name}
        if not by_scope:
            raise KeyError(no_such("measure", name, (m.name for m in self.measured)))
        scope = next(iter(by_scope)) if scope is None else scope
        if scope not in by_scope:
            raise KeyError(no_such(f"scope of {name}", scope, by_scope))
        return by_scope[scope]


def scope_spans(analysis: Analysis, scope: str) -> tuple[Span, ...]:
    """The spans of a scope: `body`, `headline`, `paragraph:N` (from 0), `quoted` or `narrator`.

    Empty when the article has no such part. Raises ValueError for any other scope.
    """
    article = analysis.article
    kind, _, index = scope.partition(":")
    if kind == "paragraph" and index.isdecimal():
        return article.paragraphs[int(index) : int(index) + 1]
    if scope == "body":
        return article.paragraphs
    if scope == "headline":
        span = article.span("headline")
        return () if span is None else (span,)
    if scope == "quoted":
        return analysis.parse.quotations
    if scope == "narrator":
        return tuple(s for v in analysis.sourcing.voices if v.source_id is None for s in v.spans)
    raise ValueError(f"{scope}: no such scope")


def as_given(record: Record, given: Given | None) -> Record:
    """The record, and those inside it, with every span in the text as given: for whatever leaves the program.

    Goes by the declared types of fields: two numbers may be a span, or the ids of two sources.
    """
    if given is None:
        return record
    if isinstance(record, Article):
        record = replace(record, text=given.text, given=None)
    of_any: Any = record  # what a TypeVar of all data classes is called differs between checkers
    changed = {f.name: _as_given(f.type, getattr(record, f.name), given) for f in fields(of_any)}
    return replace(of_any, **changed)


def _as_given(declared: Any, value: Any, given: Given) -> Any:
    if declared == "Span":
        return given.span(value)
    if declared == "tuple[Span, ...]":
        return tuple(map(given.span, value))
    if declared == "tuple[tuple[Span, float], ...]":
        return tuple((given.span(span), number) for span, number in value)
    if isinstance(value, tuple):
        return tuple(_as_given("", v, given) for v in value)
    return as_given(value, given) if hasattr(value, "__dataclass_fields__") else value
