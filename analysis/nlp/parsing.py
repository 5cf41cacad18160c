"""The only place that loads spaCy: an article -> its parse."""

from __future__ import annotations

import gc
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis import PACKAGE
from analysis.article import Article, ArticleError, Parse, Span, blanked
from analysis.nlp.quotations import find_quotations
from analysis.nlp.spans import DisjointSpans, covered, stripped
from analysis.stand_ins import import_spacy

if TYPE_CHECKING:
    from spacy import Language
    from spacy.tokens import Doc

SHIPPED = PACKAGE / "en_core_news_sm"
READER = "news_reader"
# What our reader can set -> components of spaCy's that do the same; sources cannot be told apart without it.
OTHERS = {
    "sentences": {"senter", "sentencizer", "parser"},
    "tags": {"tagger", "morphologizer", "attribute_ruler"},
    "lemmas": {"lemmatizer", "trainable_lemmatizer"},
    "entities": {"ner", "beam_ner", "entity_ruler", "span_ruler"},
}
OTHER_SPACE = re.compile(r"[^\S ]")
INSIDE_OTHERS = {"credit", "photo_date", "outlet"}  # zones that may be inside a caption or a line


@lru_cache(maxsize=2)
def load(pipeline: str | None = None) -> Language:
    """The shipped pipeline, or another one by name or path, with what it lacks (`OTHERS`) and the attributions from the
    shipped one. Loaded once per process. Raises ArticleError when spaCy cannot load the pipeline."""
    spacy = import_spacy()
    shipped = spacy.load(SHIPPED, exclude=["tokenizer"])  # spaCy's own for English, which need not be made twice
    gc.freeze()  # it stays as long as the process: the garbage collector need not walk over it for every article
    if pipeline is None:
        return shipped
    try:
        other = spacy.load(pipeline)
    except Exception as error:  # a pipeline is somebody's code: anything can go wrong in it
        first = (str(error).splitlines() or [""])[0]
        raise ArticleError(f"{pipeline}: not a spaCy pipeline; give an installed one or a folder ({first})") from None
    has = set(other.pipe_names)
    if READER not in has:
        lacking = [name for name, others in OTHERS.items() if not others & has]
        settings = {**shipped.get_pipe_config(READER), "sets": [*lacking, "attributions"]}
        settings.pop("factory")
        other.add_pipe(READER, config=settings).from_bytes(shipped.get_pipe(READER).to_bytes())
    return other


def parse(article: Article, pipeline: str | None = None) -> Parse:
    """Run the pipeline over the whole text, once."""
    nlp = load(pipeline)
    doc = nlp(_with_paragraphs(nlp.make_doc(_unwrapped(article)), article))
    marks = find_quotations(article.text, article.paragraphs)
    headline = find_quotations(article.text, list(filter(None, [article.span("headline")])))
    name = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    return Parse(doc, tuple(_body_sentences(article, doc)), marks, name, headline)


def _unwrapped(article: Article) -> str:
    """The text with spaces for links, and for line ends and tabs inside paragraphs and zones: a wrapped line is no
    paragraph to the pipeline. Hashtags stay: they may be parts of sentences."""
    text = blanked(article.text)
    spans = [*article.paragraphs, *(z.span for z in article.zones)]
    inside, out, at = covered(len(text), spans), [], 0
    for end in (m.start() for m in OTHER_SPACE.finditer(text) if inside[m.start()]):
        out += [text[at:end], " "]
        at = end + 1
    return "".join([*out, text[at:]])


def _with_paragraphs(doc: Doc, article: Article) -> Doc:
    """Sentences start where the reader found a zone or a paragraph to start: later components keep to that."""
    starts = {s for s, _ in article.paragraphs} | {z.span[0] for z in article.zones if z.kind not in INSIDE_OTHERS}
    for n, token in enumerate(doc):
        if n and token.idx in starts:
            token.is_sent_start = True
    return doc


def _body_sentences(article: Article, doc: Doc) -> list[Span]:
    """The pipeline's sentences, cut at paragraph ends; those without a word do not count."""
    found = DisjointSpans([(s.start_char, s.end_char) for s in doc.sents])
    out = []
    for start, end in article.paragraphs:
        for a, b in (found.spans[n] for n in found.overlapping((start, end))):
            a, b = max(a, start), min(b, end)
            if any(c.isalnum() for c in article.prose[a:b]):
                out.append(stripped(article.text, a, b))
    return out
