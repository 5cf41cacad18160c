"""Where quotation marks open and close, in sentences of our own."""

import pytest

from analysis.nlp.quotations import find_quotations

CASES = {
    "straight": ('She said "no" and left.', ['"no"']),
    "curly": ("She said “no” and left.", ["“no”"]),
    "two apostrophes": ("She said ''no way'' and left.", ["''no way''"]),
    "TeX marks": ("She said ``no way'' and left.", ["``no way''"]),
    "curly opens, straight closes": ('She said “no" and left.', ['“no"']),
    "two in a row": ('"One," he said, "two."', ['"One,"', '"two."']),
    "apostrophes are no marks": ("The voters' choice isn't the dogs' choice.", []),
    "curly apostrophes are no marks": ("The voters’ choice isn’t the dogs’ choice.", []),
    "single marks": ("He called it ‘a disgrace,’ and left.", ["‘a disgrace,’"]),
    "single marks with an apostrophe inside": ("It is ‘the people’s will,’ she said.", ["‘the people’s will,’"]),
    "straight single marks": ("It is 'the people's will,' she said.", ["'the people's will,'"]),
    "decades are no marks": ("In the '90s and the '80s.", []),
    "inches are no marks": ('He is 6\' 2" tall and "fine" with it.', ['"fine"']),
    "single inside double": ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
    "never closed: to the paragraph's end": ("“We will see, he said.", ["“We will see, he said."]),
    "never opened: no mark": ("We will see,” he said.", []),
    "low opening mark": ("He said „nein” and left.", ["„nein”"]),
    "no quotation": ("Nothing here.", []),
    "empty": ("", []),
}


@pytest.mark.parametrize("text, expected", CASES.values(), ids=CASES)
def test_marks_in_one_paragraph(text, expected):
    assert [text[s:e] for s, e in find_quotations(text, [(0, len(text))])] == expected


def test_a_quotation_over_paragraphs_is_one_span_in_each():
    text = "“One.\n“Two.\n“Three,” she said."
    paragraphs = [(0, 5), (6, 11), (12, 29)]
    assert [text[s:e] for s, e in find_quotations(text, paragraphs)] == ["“One.", "“Two.", "“Three,”"]


def test_an_open_mark_does_not_swallow_the_next_paragraph():
    text = "“One, he said.\nTwo, she said."
    assert find_quotations(text, [(0, 14), (15, 29)]) == ((0, 14),)
