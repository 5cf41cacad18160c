"""A post that a page embeds is a statement of its author, and changes no count of the body."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import workbook as wb
from analysis.article import Page
from analysis.reading.read import read_article

POSTS = Path(__file__).parent / "pages" / "body" / "posts"


def page_of(name: str) -> Page:
    return wb.page_of(name, read_article(POSTS / f"{name}.html"))


@pytest.mark.parametrize(
    ("name", "author", "kind", "words"),
    [
        (
            "twitter",
            "Carla Voss",
            "person",
            "Two pages per child times 24 children. Somebody do the math for the board, please.",
        ),
        ("x-no-class", "Iris Quant", "person", "We will stand with every family at Long Tom, whatever it takes."),
        (
            "truth-social",
            "Redstone Metals",
            "organization",
            "Nobody is sorrier than we are. The price of silver did this, and nothing else!",
        ),
        (
            "mastodon",
            "@pelle@harlow.example",
            "person",
            "Saturday they cut the ribbon. I will be mending nets, on the beach, as there is no pier.",
        ),
        ("instagram", "Rolf Anders", "person", "Small brown bees, big red apples. The hedges did it, not me."),
        ("fb-post-by", "Jutta Lindqvist", "person", "The girls are flying today! Eleven hives out of twelve."),
    ],
)
def test_the_author_of_a_post_speaks(name, author, kind, words):
    found = page_of(name).analysis
    article, sourcing = found.article, found.sourcing
    (post,) = (z.span for z in article.zones if z.kind == "post")
    (said,) = (a for a in sourcing.attributions if post[0] <= a.content[0][0] < post[1])
    (source,) = (sourcing.source(i) for i in said.source_ids)
    assert (source.name, source.kind, source.named) == (author, kind, True)
    assert article.text[slice(*said.content[0])].startswith(words)
    assert (said.manner, said.cue, said.parent) == ("direct", (), None)
    assert author not in {who.name for who in sourcing.mentioned}


def test_who_speaks_in_the_body_and_in_a_post_is_one_source():
    sourcing = page_of("twitter").analysis.sourcing
    (voss,) = (s for s in sourcing.sources if s.name == "Carla Voss")
    assert len(voss.attributions) == 2  # the post, and “the price of doing it well”


def test_a_post_changes_no_count_of_the_body():
    with_post, article = page_of("mastodon"), read_article(POSTS / "mastodon.html")
    zones = tuple(z for z in article.zones if not z.kind.startswith("post"))
    without = wb.page_of("mastodon", type(article)(article.text, zones, article.paragraphs, article.published))
    assert [(m.name, m.scope, m.value) for m in with_post.measured if "voice" not in m.scope] == [
        (m.name, m.scope, m.value) for m in without.measured if "voice" not in m.scope
    ]
    assert [v.words for v in with_post.analysis.sourcing.voices] == [v.words for v in without.analysis.sourcing.voices]


def test_a_link_to_a_post_is_no_post():
    found = page_of("not-a-link-to-a-post").analysis
    assert all(a.cue for a in found.sourcing.attributions if a.source)
