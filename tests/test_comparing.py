"""Articles side by side. What the invented pair shares was decided by reading it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import processor
import pytest
from bs4 import BeautifulSoup

from analysis import cli, frames, json_output
from analysis import workbook as wb
from analysis.article import Page
from analysis.context import comparison
from analysis.reading import plain_text
from analysis.report.page import compare, compare_parts
from analysis.views import toward
from analysis.views.base.numbers_in_words import number

SEEDS = Path(__file__).parents[1] / "seeds"
PAIR = [str(SEEDS / f"invented-bridge-{name}.md") for name in ("praised", "blamed")]


@pytest.fixture(scope="module")
def pages():
    return [wb.open_article(path) for path in PAIR]


def test_the_pair_is_what_it_says(pages):
    for page in pages:
        assert 200 <= len(page.article.body_words()) <= 350
        assert "(invented for teaching)" in page.article.outlet
        assert page.limits == ()


def test_sources_in_common_and_in_one_only(pages):
    found = comparison.compared_sources(pages)
    assert [p.name for p in found if None not in p.ids] == ["Ada Holt", "Oskar Dahl"]
    only = {p.name: [i is not None for i in p.ids] for p in found if None in p.ids}
    assert only["Tomas Reyes"] == only["Lena Brandt"] == [True, False]
    assert only["Marta Vell"] == only["A town official"] == [False, True]


def test_who_is_named_in_one_and_unnamed_in_the_other(pages):
    (twin,) = comparison.named_in_one(pages, comparison.shared_statements(pages))
    names = [comparison.speakers(p, i)[0].name for p, i in zip(pages, twin.attributions, strict=True)]
    assert names == ["Tomas Reyes", "A town official"]
    assert twin.difference == comparison.SAME  # "repair was never a real choice"


def test_the_quotation_that_was_cut(pages):
    found = comparison.quoted_differently(pages, comparison.shared_statements(pages))
    holt = next(t for t in found if comparison.speakers(pages[0], t.attributions[0])[0].name == "Ada Holt")
    assert holt.difference == comparison.FIRST_LONGER
    assert " ".join(comparison.spoken(pages[1], pages[1].analysis.sourcing.attributions[holt.attributions[1]])) == (
        "it will cost more than we hoped"
    )


@pytest.fixture(scope="module")
def page(pages) -> BeautifulSoup:
    return BeautifulSoup(compare.render(pages), "html.parser")


def said(item) -> str:
    return " ".join(item.get_text().split())


def lit(page: BeautifulSoup, keys: str) -> list[str]:
    """The words that these keys light up, one text for each article that has some."""
    wanted, found = set(keys.split()), []
    for article in page.select(".texts > section"):
        words = (run.text for run in article.select("[data-k]") if wanted & set(run["data-k"].split()))
        found.append(" ".join(" ".join(words).split()))
    return [words for words in found if words]


def test_the_page_says_its_point(page):
    assert said(page.h1) == "Two articles, 10 sources: two speak in both"
    assert [said(item) for item in page.select(".sum li")] == [
        "Ada Holt and Oskar Dahl speak in both articles.",
        "One statement has a named source in one article and an unnamed one in another.",
        "Words that are the article’s own: 65% of A, 67% of B.",
    ]
    groups = [(said(h), [said(c.h3) for c in h.find_next("ul").select(".card")]) for h in page.select(".side .two")]
    assert [name for name, _ in groups] == ["In both articles (2)", "Only in A (3)", "Only in B (5)"]
    assert groups[0][1] == ["Ada Holt", "Oskar Dahl"] and "Tomas Reyes" in groups[1][1]


def test_a_source_lights_up_in_both_texts(page):
    """By hand: all that Dahl says in B is in quotation marks or after "called"; in A he is only retold."""
    (dahl,) = page.select('.card a[data-l="As1 Bs6"]')
    assert said(dahl) == "Oskar Dahl" and dahl["href"] == "#" + page.select_one('[data-k~="As1"]')["id"]
    assert [said(p) for p in dahl.find_parent("li").select(".me")][1:] == [
        "A: 0 words quoted · 11 retold",
        "B: 22 words quoted · 6 retold",
    ]
    in_a, in_b = lit(page, dahl["data-l"])
    assert in_a == "that the town should have asked the county for money first" and "Nobody has shown us" in in_b
    ids = [item["id"] for item in page.select("[id]")]
    assert len(ids) == len(set(ids))
    opened = {run["data-v"] for run in page.select(".texts [data-v]")}
    assert opened == {a["data-l"] for a in page.select(".card a")}


def test_what_is_named_and_cut_and_which_verbs(page):
    parts = {part["id"]: part for part in page.select("section.sec")}
    assert list(parts) == ["compare_named", "compare_cut", "compare_verbs", "compare_numbers"]
    titles = [said(part.h2) for part in parts.values()]
    assert titles == [
        "Tomas Reyes has a name in A; in B, the same words come from a town official",
        "Two quotations are not the same in two articles",
        "The headlines’ verbs: “keeps” and “backs” in A; “pushes” in B",
        "Some numbers, side by side",
    ]
    cut = parts["compare_cut"].select_one(".pairs > li")
    assert [said(u) for u in cut.select("u")][1:] == ["and every dollar of it will be accounted for.”"]
    assert said(cut.select("p")[-1]) == "Longer in A. Show both in the texts"
    both = lit(page, cut.a["data-l"])
    assert "every dollar" in both[0] and "It will cost more than we hoped" in both[1]
    verbs = [said(item) for item in parts["compare_verbs"].select("li li")]
    assert verbs[0] == "“keeps”: on no ladder" and verbs[2].startswith(
        "“pushes”: how hard it pushes: “urge,” step 5 of"
    )
    assert "Unnamed sources: 1 in A, 3 in B." in [said(p) for p in parts["compare_numbers"].select(".st > p")]


def test_every_trigger_leads_to_words(page):
    for item in page.select("[data-l]"):
        assert lit(page, item["data-l"]), item
        assert item.name != "a" or page.find(id=item["href"][1:]), item


def test_three_articles(pages):
    seed = wb.open_article(SEEDS / "trump-takaichi-call.txt")
    page = BeautifulSoup(compare.render([*pages, seed]), "html.parser")
    assert said(page.h1) == "Three articles, 15 sources: none speaks in all of them"
    assert [said(h) for h in page.select(".side .two")] == [
        "In A and B (2)",
        "Only in A (3)",
        "Only in B (5)",
        "Only in C (5)",
    ]
    assert said(page.select_one(".sum li")) == "No source speaks in all articles."
    assert said(page.select_one(".note")) == compare.OTHER_EVENT


def about(name: str, mood: str) -> Page:
    """An article with four sentences that speak of somebody."""
    lines = "".join(f"{name} is {word} mayor, neighbors say.\n\n" for word in mood.split(","))
    return wb.open_article(text=f"Lowfield looks at its mayor\n\n{lines}")


def test_the_tone_toward_the_same_person():
    pages = [
        about("Ada Holt", "an awful,a terrible,a corrupt,a cruel"),
        about("Ada Holt", "a great,a fine,an honest,a kind"),
    ]
    page = BeautifulSoup(compare.render(pages), "html.parser")
    part = page.find(id="compare_tone")
    assert said(part.h2) == "Toward Ada Holt, A sounds harder than B to the model"
    low, high = (number(toward.by_person(toward.by_sentence(frames.toward(p))).body[0], sign=True) for p in pages)
    assert said(part.select_one(".st > p")) == f"Toward Ada Holt: {low} in A (4 sentences), {high} in B (4 sentences)."
    assert [lit(page, a["data-l"])[0].count("mayor") for a in part.select(".st a")] == [4, 4]
    assert part.svg["aria-label"] == f"Tone toward Ada Holt, from −1 to +1: A {low}, B {high}"


@pytest.mark.parametrize(
    ("names", "points", "title"),
    [
        (["Holt"], [[("A", 0.1), ("B", 0.3)]], "Toward Holt, the articles sound much alike to the model"),
        (
            ["Holt", "Dahl"],
            [[("A", 0.1), ("B", 0.3)], [("A", 0.2), ("B", 0.2)]],
            "Toward the same people, the articles sound much alike to the model",
        ),
        (
            ["Holt", "Dahl"],
            [[("A", 0.1), ("B", 0.3)], [("A", 0.6), ("B", 0.3)]],
            "Toward Dahl, B sounds harder than A to the model",
        ),
    ],
)
def test_the_point_of_the_tone(names, points, title):
    assert compare_parts._harder(dict(zip(names, points, strict=True))) == title


def test_articles_on_other_events_are_told(pages):
    seed = wb.open_article(SEEDS / "trump-takaichi-call.txt")
    assert "Are they about the same event?" in compare.render([pages[0], seed])
    assert "Are they about the same event?" not in compare.render(pages)
    assert comparison.named_in_one([pages[0], seed], comparison.shared_statements([pages[0], seed])) == []


def test_many_statements_cost_no_square():
    """Pair by pair, thousands of statements on each side took seconds for every two articles."""
    pages = [saying(side, 4_000) for side in ("left", "right")]
    with processor.within(2):
        found = comparison.shared_statements(pages)
    assert [(t.attributions, t.difference) for t in found] == [((0, 3_999), comparison.OTHER_WORDS)]


def saying(side: str, many: int) -> Page:
    """Statements of other words in each article but for one, the first on the left and the last on the right."""
    lines = [f"{side}one{n} {side}two{n} {side}three{n}" for n in range(many)]
    lines[0 if side == "left" else -1] = f"{side} bridge closed after flood"
    article = plain_text.from_text(".\n\n".join(lines), "A headline of this text")
    said = [SimpleNamespace(id=n, content=[p]) for n, p in enumerate(article.paragraphs)]
    return SimpleNamespace(article=article, analysis=SimpleNamespace(sourcing=SimpleNamespace(statements=said)))


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        (
            "Le conseil de la ville a voté lundi : le vieux pont est fermé.\n",
            "not English",
            "Who speaks: left out. In B, the text does not read as English sentences.",
        ),
        (
            "ANNA VELL: The bridge is old.\n\nMR. DAHL: The bridge is closed, and so say all of us.\n\n",
            "transcript",
            "Who speaks: left out. In B, the text looks like a transcript, whose speakers are not read.",
        ),
    ],
)
def test_what_does_not_apply_to_one_of_them_is_left_out_of_all(line, kind, said, pages):
    article = plain_text.from_text("A headline of this text\n\n" + line * 20)
    both = [pages[0], wb.page_of("other.txt", article)]
    result = json_output.comparison_to_dict(both)
    assert [a["limits"] for a in result["articles"]] == [[], [kind]]
    assert result["sources"] == result["statements"] == []
    assert [a["headline_verbs"] for a in result["articles"]] == [[], []]
    page = BeautifulSoup(compare.render(both), "html.parser")
    assert said in [" ".join(note.text.split()) for note in page.select(".note")]
    assert page.h1.text == "Two articles, side by side"
    assert not page.select(".card, .sum, .sw, svg.wide") and len(page.select("article")) == 2


def test_json_on_the_command_line(pages, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["compare", *PAIR, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result == json.loads(json.dumps(json_output.comparison_to_dict(pages)))
    assert [a["words"] for a in result["articles"]] == [231, 224]
    assert list(tmp_path.iterdir()) == []


def test_page_and_json_in_a_folder(tmp_path, capsys):
    assert cli.main(["compare", *PAIR, "--out", str(tmp_path / "out")]) == 0
    written = sorted((tmp_path / "out").iterdir())
    assert [str(p) for p in written] == sorted(capsys.readouterr().out.split())
    first = [p.read_bytes() for p in written]
    assert cli.main(["compare", *PAIR, "--out", str(tmp_path / "out")]) == 0
    assert [p.read_bytes() for p in written] == first


@pytest.mark.parametrize("given", [PAIR[:1], PAIR * 4, [PAIR[0], "missing.txt"]])
def test_what_cannot_be_compared(given, tmp_path, capsys):
    assert cli.main(["compare", *given, "--out", str(tmp_path / "out")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "out").exists()
