"""Six articles of Wikinews: their pages, their credit, and what the tasks say of them, counted by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pytest
from lxml import html

from analysis.analyze import open_article
from analysis.article import Page
from analysis.measures.sourcing.counts import sources_in_body
from analysis.report import articles
from analysis.report.page.render import Credit, render


@dataclass(frozen=True)
class ByHand:
    """What a reader finds. `named`, `unnamed`: who says something, in the reader's words. `quoted`: the words of each
    quotation that somebody says or writes, titles left out. `program`: how many sources the page counts, and how many
    of them as not named, which the answer tells where a reader finds others."""

    named: tuple[str, ...]
    unnamed: tuple[str, ...]
    quoted: tuple[int, ...]
    program: tuple[int, int]


BY_HAND = {
    "crane": ByHand(("Civil Defense Authority", "Suleiman al-Amr", "Khaled Al-Maeena"), (), (21, 12, 22), (3, 0)),
    "korea": ByHand(("KCNA", "Yonhap", "Kim Jong-un", "South Korea", "North Korea"), (), (3, 82, 5, 38, 41), (4, 0)),
    "clock": ByHand(
        (
            "Deseret News",
            "Straits Times",
            "Marc Lamont Hill",
            "Mohamed El-Hassan Mohamed",
            "Amneh Jafari",
            "Barack Obama",
            "Mark Zuckerberg",
            "Alia Salem",
            "Sehar Memon",
            "Irving Independent School District",
            "Irving Police Department",
        ),
        (),
        (2, 15, 26),
        (11, 1),
    ),
    "hackers": ByHand(
        ("Insurgency Wiki", "Gawker.com", "Matthew Ingram"),
        (
            "an Internet posting",
            "One poster",
            "an unknown author on pigmy",
            "Some individuals",
            "Posts on the message board",
            "one poster",
        ),
        (13, 6, 56, 24, 33, 24, 32, 7, 12),
        (13, 6),
    ),
    "crops": ByHand(
        ("Colette Heald", "U.S. Department of Agriculture", "AS Heagle", "U.S. Environmental Protection Agency"),
        ("The researchers",),
        (26, 6, 13, 28, 56),
        (5, 1),
    ),
    "browser": ByHand(("Microsoft", "PC World", "Secunia"), (), (30, 50, 2), (3, 0)),
}
MARKS = re.compile(r'["“](.+?)["”]', re.DOTALL)


@pytest.fixture(scope="module")
def entries() -> dict[str, dict]:
    return {each["page"].removeprefix("article_").removesuffix(".html"): each for each in articles.articles()}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return articles.files()


@pytest.fixture(scope="module")
def read(entries) -> dict[str, Page]:
    return {name: open_article(articles.SEEDS / each["file"]) for name, each in entries.items()}


def body(page: Page) -> str:
    return "\n".join(page.article.text[slice(*span)] for span in page.article.paragraphs)


def said_by(page: Page, name: str) -> list[str]:
    """What the program takes for the statements of the sources of this name."""
    named = [s for s in page.analysis.sourcing.sources if name in s.name]
    told = {i for s in named for i in s.attributions}
    found = [a for n, a in enumerate(page.analysis.sourcing.attributions) if n in told and a.type == "statement"]
    return [" ".join(page.article.text[slice(*span)] for span in a.content) for a in found]


# --- pages ------------------------------------------------------------------------------------------------------------


def test_all_pages_are_made_and_their_links_lead_somewhere(files, entries):
    assert set(files) == {articles.INDEX, *(each["page"] for each in entries.values())}
    assert len(files) == 7
    for text in files.values():
        root = html.fromstring(text)
        ids = set(root.xpath("//@id"))
        for link in root.xpath("//a/@href"):
            assert link in files or link == "index.html" or (link[:1] == "#" and link[1:] in ids) or "https://" in link


def test_each_article_has_its_credit_on_both_pages(files, entries):
    for each in entries.values():
        for text in (files[articles.INDEX], files[each["page"]]):
            root = html.fromstring(text)
            credit = next(p for p in root.xpath("//main//p[@class='self']") if each["url"] in p.xpath("a/@href"))
            assert credit.xpath("a/@href") == [each["url"], "https://creativecommons.org/licenses/by/2.5/"]
            day = f"{each['date']:%B} {each['date'].day}, {each['date'].year}"
            assert f"{each['title']}, Wikinews, {day}. License: CC BY 2.5. Pictures" in credit.text_content()


def test_the_index_has_task_and_folded_answer_as_html(files, entries):
    root = html.fromstring(files[articles.INDEX])
    assert [h.text_content() for h in root.xpath("//h2")] == [each["title"] for each in entries.values()]
    assert len(root.xpath("//section/ol")) == len(root.xpath("//section/details")) == 6
    assert all(3 <= len(steps.xpath("li")) <= 5 for steps in root.xpath("//section/ol"))
    assert "&lt;" not in files[articles.INDEX]


def test_the_files_say_the_same_as_the_entries(entries, read):
    for name, each in entries.items():
        article = read[name].article
        assert (article.headline, article.url) == (each["title"], each["url"])
        assert (article.published, article.outlet) == (each["date"], "Wikinews")
        assert f"license: {each['license']}, {each['license_url']}" in (articles.SEEDS / each["file"]).read_text(
            "utf-8"
        )


def test_a_credit_is_escaped_and_leads_to_the_web(read):
    credit = Credit("<b>x</b>", 'https://x.org/"><script>', "y", date(2020, 1, 2), "<i>", "https://x.org/l")
    shown = render(read["crane"], credit)
    assert "&lt;b&gt;x&lt;/b&gt;" in shown
    assert "<b>x" not in shown and "<i>." not in shown
    assert 'href="https://x.org/&#34;&gt;&lt;script&gt;"' in shown
    assert "License:" not in render(read["crane"])
    with pytest.raises(ValueError, match="not an address"):
        Credit("x", "javascript:alert(1)", "y", date(2020, 1, 2), "z", "https://x.org/l")


# --- by hand ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BY_HAND)
def test_sources_and_quotations_are_those_that_a_reader_counts(read, name):
    hand, text = BY_HAND[name], body(read[name])
    aliases = {"KCNA": "KCNA", "South Korea": "South Korea says", "North Korea": "North Korea stated"}
    assert [who for who in (*hand.named, *hand.unnamed) if aliases.get(who, who) not in text] == []
    titles = ("Anonymous", "Insurgency Wiki", "History", "Anon declares war on Church of Scientology")
    titles += ("The Internet Explorer 6 Countdown",)
    quoted = [q for q in MARKS.findall(text) if q not in titles]
    left_out = r"\[\.\.\.\]|#[a-z]\w+|(?<!\S)(?:-+|\.\.\.)(?!\S)"  # hashtags, dashes, dots
    assert tuple(len(re.sub(left_out, " ", q).split()) for q in quoted) == hand.quoted


@pytest.mark.parametrize("name", BY_HAND)
def test_the_program_counts_what_the_answers_say(read, name):
    found = sources_in_body(read[name].analysis)
    assert (len(found), sum(s.unnamed for s in found)) == BY_HAND[name].program


def test_what_the_program_gets_wrong_is_as_told(read):
    sources = {name: {s.name: s for s in page.analysis.sourcing.sources} for name, page in read.items()}
    crane, korea, clock, hackers = (sources[name] for name in ("crane", "korea", "clock", "hackers"))
    via = crane["Khaled Al-Maeena"].second_hand_via
    assert read["crane"].analysis.sourcing.sources[via].name == "Saudi Gazette"
    assert any("killing 107" in said for said in said_by(read["crane"], "al-Amr"))
    assert "South Korea" not in {s.name for s in korea.values() if s.speaks}
    assert "the broadcasts will continue" in said_by(read["korea"], "North Korea")
    assert [s.name for s in clock.values() if s.unnamed and s.speaks] == [n for n in clock if n.endswith("Alia Salem")]
    unnamed = {n for n, s in hackers.items() if s.unnamed and s.speaks}
    assert unnamed == {
        "a user",
        "other sites such as Gawker.com",
        "One poster",
        "Someone",
        "Some individuals",
        "one poster",
    }
    assert any("Prompted I think" in said for said in said_by(read["hackers"], "Ingram"))
    assert not any(
        "They estimated" in said or "increasing population" in said
        for n in sources["crops"]
        for said in said_by(read["crops"], n)
    )
    assert any("277 vulnerabilities" in said for said in said_by(read["browser"], "Microsoft"))
    assert any("277 vulnerabilities" in said for said in said_by(read["browser"], "Secunia"))
