"""Who can answer what: each measure goes with one indicator of a framework, or with none, and is shown once."""

from collections import Counter

from test_sourcing import SEEDS

from analysis import catalogue, workbook
from analysis.views.numbers import BOXES, groups
from research.validation.reference import unplaced

BARE = "The council met for a long while on Monday, and everybody went home because there was nothing to decide.\n"


def test_every_measure_stands_in_one_group():
    named = Counter(name for group in groups() for name in group.measures)
    names = {m.name for m in catalogue.MEASURES}
    assert set(named.values()) == {1} and named.keys() <= names
    assert names - named.keys() <= set(unplaced())  # a new measure may have no group yet


def test_a_group_has_a_box_and_an_indicator_with_its_framework_or_neither():
    for group in groups():
        assert group.box in BOXES
        assert bool(group.indicator) == bool(group.framework) == bool(group.source)


def test_on_the_seed():
    (table,) = workbook.indicators(workbook.open_article(SEEDS / "trump-takaichi-call.txt")).blocks
    rows = {row[0]: row[1:] for row in table.frame.itertuples(index=False)}
    assert rows["Reached through another outlet"][0] == "look it up"
    assert rows["Unnamed sources"][0] == "you judge" and rows["Unnamed sources"][2] == "Associated Press"
    assert rows["Claims of a cause, no source given"][1].startswith("Inference")
    assert list(dict.fromkeys(row[0] for row in rows.values())) == ["in the text", "you judge", "look it up"]


def test_what_cannot_be_measured_is_left_out(tmp_path):
    (tmp_path / "bare.txt").write_text(BARE)
    (table,) = workbook.indicators(workbook.open_article(tmp_path / "bare.txt")).blocks
    shown = "; ".join(table.frame.iloc[:, 0])
    assert "Headline" not in shown and "photo" not in shown and "Sources" in shown
