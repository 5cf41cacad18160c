"""Whatever a text holds, it is read or refused in one line, and what is measured of it adds up.

A longer run, as before a release (some minutes, both cores): EXAMPLES=5000 pytest tests/test_properties.py
"""

from __future__ import annotations

import json
import math
import os
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from unicodedata import is_normalized

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import json_output
from analysis import workbook as wb
from analysis.article import ZONES, Article, ArticleError, Page, as_given
from analysis.nlp import text_type
from analysis.nlp.quotations import broken_marks, find_quotations
from analysis.reading import explain, markdown, plain_text, web_page
from analysis.reading.corrections import FIELDS, correct_fields
from analysis.reading.encoding import decode
from analysis.reading.printed import as_printed, printed
from analysis.views.base.html import INVISIBLE

EXAMPLES = int(os.environ.get("EXAMPLES", "60"))
FUZZ = settings(max_examples=EXAMPLES)

TELLING = """
the mayor said “ ” " ' ( ) - – , . ? ! ; : Marta Vell Mr. Gov. U.S. told reporters that an official who asked not to be
named By Published: Photo: REUTERS/ Getty Images Updated Read more 2 comments March 12, 2024 2024-03-12 10:30 LOWFIELD
(AP) — according to the report. He she they it A B Q: A: • 1. | $x_1$ <b> & &amp; =1+1 http://a.b/c
"""
WORDS = st.sampled_from(TELLING.split())
ODD = st.sampled_from(
    [
        "\x00",
        "\x1b[31m",
        "\u202e",
        "\u200b",
        "\u2028",
        "\x85",
        "\ufeff",
        "\xa0",
        "\u0301",
        "\t",
        "\U0001f600",
        "ß",
        "İ",
        "ﬁ",
        "Ａ",
        "١",
        "中文",
        "\ud800",
        "'" * 9,
        "“" * 9,
    ]
)
LINE = st.lists(st.one_of(WORDS, WORDS, WORDS, ODD), max_size=25).map(" ".join)
TEXT = st.one_of(
    st.lists(LINE, max_size=12).flatmap(
        lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\r"]).map(lambda e: e.join(lines))
    ),
    st.text(max_size=300),
)
TAGS = """
p div article h1 h2 a span b br figure figcaption ul li table tr td script style title time meta blockquote section
aside header footer nav
"""
TAG = st.sampled_from(TAGS.split())
ATTRIBUTES = (
    "",
    ' class="byline"',
    ' class="caption credit"',
    " hidden",
    ' itemprop="author"',
    ' href="javascript:x"',
    ' property="og:title" content="A <b>"',
    ' datetime="2024-03-12"',
    " class='",
)
HTML = st.recursive(
    LINE | st.just("<!-- x -->"),
    lambda inner: st.builds(
        lambda tag, attribute, children: f"<{tag}{attribute}>{''.join(children)}</{tag}>",
        TAG,
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=5),
    ),
    max_leaves=25,
)


def sound(article: Article) -> None:
    """What every Article promises."""
    n, last = len(article.text), 0
    for start, end in article.paragraphs:
        assert last <= start < end <= n
        last = end
    for zone in article.zones:
        assert zone.kind in ZONES
        assert 0 <= zone.span[0] < zone.span[1] <= n
    assert all(note and "\n" not in note for note in article.notes)


def read_or_refused(read, *given) -> Article | None:
    try:
        article = read(*given)
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1
        return None
    sound(article)
    text_type.find_limits(article)
    for line in explain.outline(article):
        assert line.isprintable()
    return article


@FUZZ
@given(TEXT, st.none() | LINE)
@example("\ud800 word", None)
@example("By\n\n“", "‘")
def test_plain_text(text, headline):
    article = read_or_refused(plain_text.from_text, text, headline)
    if article and headline is None:
        whole = re.sub("[\ud800-\udfff]", "\ufffd", text)
        whole = whole.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert as_given(article, article.given).text == whole
        assert article.text == printed(whole)


# Words, and what looks the same or shows nothing: each with what is printed.
SHOWN = st.sampled_from(
    [(w, w) for w in ("the", "well-known", "café", "office", "U.S.", "“No,”", "don’t", "É", "\n\n")]
    + [("cafe\u0301", "café"), ("o\ufb03ce", "office"), ("gov\u00adern\u00adment", "government")]
    + [("govern-\nment", "government"), ("well-\nknown", "well-known"), ("E\u0301", "É"), ("don\u02bct", "don’t")]
    + [("w\u200bord", "word"), ("\uff21b", "Ab"), ("co\u2011op", "co-op"), ("Kovalen\u00ad\nko", "Kovalenko")]
)


@FUZZ
@given(st.lists(SHOWN, max_size=30))
@example([("govern-\nment", "government"), ("o\ufb03ce", "office")])
def test_words_are_printed_and_lead_to_those_given(pairs):
    text, shown = " ".join(g for g, _ in pairs), " ".join(w for _, w in pairs)
    now, there = as_printed(text)
    assert now.split() == shown.split()
    assert printed(now) is now
    if there is None:
        assert now is text
        return
    at = 0
    for as_it_was, word in pairs:  # in their order, without anything between
        start = now.index(word, at)
        at = start + len(word)
        if word.strip():
            a, b = there.span((start, at))
            assert text[a:b] == as_it_was
            assert there.printed((a, b)) == (start, at)


@FUZZ
@given(TEXT)
@example("a\u200d\u0301b")
@example("x-\ny- \u00ad\nz")
def test_what_is_printed_is_printed_once_and_in_order(text):
    now, there = as_printed(text)
    assert printed(now) is now
    assert is_normalized("NFC", now)
    if there is None:
        assert now is text
    else:
        assert len(now) == len(there.starts) == len(there.ends)
        assert list(there.starts) == sorted(there.starts) and list(there.ends) == sorted(there.ends)
        assert all(0 <= a < b <= len(text) for a, b in zip(there.starts, there.ends, strict=True))


MARKED = st.text(alphabet="aB1 .,s“”„«»\"'‘’`\n-", max_size=80)


@FUZZ
@given(MARKED)
@example("“A.\n“B, said C. “D” e” he said.\n‘F.")
def test_quotations_are_in_order_and_inside_paragraphs(text):
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    spans = find_quotations(text, paragraphs)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert all(any(s <= a and b <= e for s, e in paragraphs) for a, b in spans)
    assert all(1 <= n <= len(paragraphs) for found in broken_marks(text, paragraphs).values() for n in found)


@FUZZ
@given(HTML)
@example("<p>" * 300 + "x")
def test_web_pages(source):
    read_or_refused(web_page.from_html, f"<html><body>{source}</body></html>")


@FUZZ
@given(TEXT, LINE)
def test_markdown(text, title):
    read_or_refused(markdown.from_markdown, f"---\ntitle: {title}\n---\n{text}")


@FUZZ
@given(
    st.binary(max_size=400), st.none() | st.sampled_from(["utf-8", "utf-16", "latin-1", "idna", "nonsense", "\ud800"])
)
def test_bytes(data, charset):
    try:
        text = decode(data, charset)
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1
    else:
        read_or_refused(plain_text.from_text, text)


@FUZZ
@given(TEXT, st.dictionaries(st.sampled_from(FIELDS), LINE, max_size=3))
def test_corrections(text, said):
    if article := read_or_refused(plain_text.from_text, text):
        read_or_refused(correct_fields, article, said)


@settings(max_examples=max(20, EXAMPLES // 4))
@given(TEXT)
@example("“”\n\n“a” said b “c” d")
def test_measures(text):
    article = read_or_refused(plain_text.from_text, text)
    if article is None or wb.not_measurable(article):
        return
    first, second = wb.page_of("x", article), wb.page_of("x", article)
    adds_up(first)
    shown = [json.dumps(json_output.page_to_dict(p), allow_nan=False) for p in (first, second)]
    assert shown[0] == shown[1]
    for section in (
        wb.article,
        wb.tone_by_sentence,
        wb.parts_of_article,
    ):
        html = "".join(block.html() for block in section(first).blocks)
        assert not INVISIBLE.search(html)
        assert "<b>" not in html


def adds_up(found: Page) -> None:
    """Voices part the body among them; shares are shares; every span lies in the text."""
    article, voices = found.article, found.analysis.sourcing.voices
    words = article.body_words()
    covered = Counter(w for v in voices for s in v.spans for w in article.words(s))
    assert [covered[w] for w in words] == [1] * len(words)
    assert sum(v.words for v in voices) == len(words)
    assert not words or math.isclose(sum(v.share for v in voices), 1)
    assert all(v.quoted_words + v.retold_words == v.words for v in voices if v.source_id is not None)
    marked = [w for v in voices for s in (*v.quoted, *(q.span for q in v.quoted_from)) for w in article.words(s)]
    inside = [w for w in words if any(a <= w[0] and w[1] <= b for a, b in found.analysis.parse.quotations)]
    assert sorted(marked) == inside
    for start, end in spans(found):
        assert 0 <= start < end <= len(article.text)
    for m in found.measured:
        assert m.note or not math.isnan(m.value)
        assert not m.unit.startswith("share") or math.isnan(m.value) or 0 <= m.value <= 1


def spans(found: Page) -> Iterator[tuple[int, int]]:
    sourcing = found.analysis.sourcing
    yield from found.analysis.parse.sentences
    yield from found.analysis.parse.quotations
    for a in sourcing.attributions:
        yield from (*a.source, *a.cue, *a.content)
    for v in sourcing.voices:
        yield from (*v.spans, *v.quoted, *v.retold, *(q.span for q in v.quoted_from))
    for s in sourcing.sources:
        yield from (*s.mentions, *s.position_to_know, *s.reason_for_anonymity)
    for w in found.analysis.headline_words:
        yield from (w.span, *w.evidence)
    for m in found.measured:
        yield from m.evidence


@FUZZ
@given(st.text(max_size=80))
@example("../../etc/passwd")
@example("..\\..\\x.html")
@example("https://a.b/../..%2f..%2fx")
@example("\x00\u202e.txt")
def test_names_of_files_stay_in_their_folder(name):
    from analysis.report.article_page import file_name

    made = file_name(name)
    assert Path(made).name == made
    assert made.isascii() and made.replace("-", "").isalnum() and len(made) <= 60


def test_the_sound_check_can_fail():
    with pytest.raises(AssertionError):
        sound(Article("ab", (), ((0, 3),)))
