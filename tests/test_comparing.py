"""Articles side by side. What the invented pair shares was decided by reading it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import processor
import pytest

from analysis import cli, json_output
from analysis import workbook as wb
from analysis.article import Page
from analysis.context import comparison
from analysis.reading import plain_text
from analysis.views.base import html
from analysis.views.base.html import Chart, Table

SEEDS = Path(__file__).parents[1] / "seeds"
PAIR = [str(SEEDS / f"invented-bridge-{name}.md") for name in ("praised", "blamed")]


@pytest.fixture(scope="module")
def pages():
    return [wb.open_article(path) for path in PAIR]


def words(section: html.Section) -> str:
    return "\n".join(html.plain(b.html()) for b in section.blocks)


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


def test_what_is_shown(pages):
    section = wb.compare(*pages)
    said = words(section)
    for part in (
        "Holt pushes through costly bridge",
        "“pushes”",
        "“keeps”",
        "A: Tomas Reyes",
        "B: A town official",
        "longer in A",
    ):
        assert part in said
    (chart,) = (b for b in section.blocks if isinstance(b, Chart))
    assert chart.alt.startswith("Strip charts of 2 articles") and "Marta Vell nothing of A" in chart.alt
    assert chart.png() == next(b for b in wb.compare(*pages).blocks if isinstance(b, Chart)).png()


def test_articles_on_other_events_are_told(pages):
    seed = wb.open_article(SEEDS / "trump-takaichi-call.txt")
    assert "Are they about the same event?" in words(wb.compare(pages[0], seed))
    assert "Are they about the same event?" not in words(wb.compare(*pages))
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
            [
                "Left out: in B, the text does not read as English sentences.",
                "Left out: none of the numbers applies to all of these articles.",
            ],
        ),
        (
            "ANNA VELL: The bridge is old.\n\nMR. DAHL: The bridge is closed, and so say all of us.\n\n",
            "transcript",
            ["Left out: in B, the text looks like a transcript, whose speakers are not read."],
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
    section = wb.compare(*both)
    assert [part for part in said if part not in words(section)] == []
    assert not [b for b in section.blocks if isinstance(b, Chart)]
    assert [b.caption for b in section.blocks if isinstance(b, Table) and b.caption != "The articles"] == (
        ["Numbers side by side"] if result["measurements"] else []
    )


def test_json_on_the_command_line(pages, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["compare", *PAIR, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result == json.loads(json.dumps(json_output.comparison_to_dict(pages)))
    assert [a["words"] for a in result["articles"]] == [233, 225]
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
