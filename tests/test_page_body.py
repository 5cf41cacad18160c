"""Which words of a web page are its article's, over pages of our own (tests/pages/body), one folder a kind of trouble.

Each page says what is right beside its own words, in attributes that are taken out before it is read: `data-is` marks a
paragraph of the body, a pull quote or a post, `data-post-author` names who wrote the post, `data-body` the page whose
paragraphs a script would have shown, `data-note` and `data-limit` what a reader is told, `data-error` why it is
refused. Pages that are called not-... look like the kind and are none of it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from analysis.article import Article, ArticleError
from analysis.nlp import text_type
from analysis.reading.web_page import from_html

PAGES = Path(__file__).parent / "pages" / "body"
NAMES = sorted(path.relative_to(PAGES).with_suffix("").as_posix() for path in PAGES.rglob("*.html"))
SAID = re.compile(r' data-(?:is|note|limit|error|body|post-author)="[^"]*"')
# A page that is no article as such -> what its limit is called.
KINDS = {"front page", "gallery", "video page", "paywall stub", "incomplete"}


def words(text: str) -> str:
    return " ".join(text.split())


def source_of(name: str) -> str:
    return (PAGES / f"{name}.html").read_text("utf-8")


def marked(tree: html.HtmlElement, kind: str) -> list[str]:
    """What the page marks as this, without the bubbles that open over a word."""
    found = []
    for element in tree.xpath(f"//*[@data-is='{kind}' or starts-with(@data-is, '{kind}-after:')]"):
        for card in element.xpath(".//*[@role='tooltip' or @class='tooltip-content']"):
            card.drop_tree()
        found.append(words(element.text_content()).removeprefix(element.get("data-is").partition(":")[2] + " — "))
    return found


def zones(article: Article, kind: str) -> list[str]:
    return [article.text[slice(*z.span)] for z in article.zones if z.kind == kind]


@pytest.mark.parametrize("name", NAMES)
def test_page(name):
    source = source_of(name)
    tree = html.fromstring(source)
    if refused := tree.get("data-error"):
        with pytest.raises(ArticleError, match=refused):
            from_html(SAID.sub("", source))
        return
    article = from_html(SAID.sub("", source))
    if limit := tree.get("data-limit"):
        assert limit in {found.kind for found in text_type.find_limits(article)}
        assert {found.text for found in article.limits} <= set(article.notes)
    else:
        assert KINDS.isdisjoint(found.kind for found in text_type.find_limits(article))
    if limit != "front page":
        body = [article.text[slice(*p)] for p in article.paragraphs]
        assert body == (hidden_body(name, tree) or marked(tree, "body"))
    pulled, posts = zones(article, "pull_quote"), zones(article, "post")
    assert [any(quote in found for found in pulled) for quote in marked(tree, "pull_quote")] == [True] * len(pulled)
    assert [any(post in found for found in posts) for post in marked(tree, "post")] == [True] * len(posts)
    assert zones(article, "post_author") == [author for author in [tree.get("data-post-author")] if author]
    assert any("script" in note for note in article.notes) == (tree.get("data-note") == "script")


def hidden_body(name: str, tree: html.HtmlElement) -> list[str]:
    """The paragraphs that stand on no shown part of the page: those of another page with the same story."""
    same = {"ferry": "display-none", "school": "attribute", "mine": "visibility", "bees": "template"}
    story = same.get(tree.get("data-body"))
    return marked(html.fromstring(source_of(f"hidden/{story}")), "body") if story else []
