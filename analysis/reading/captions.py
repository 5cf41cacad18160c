"""Which lines belong to a photo: its caption, and the credit that names who took it, by the forms of picture desks."""

import re
from itertools import pairwise

from analysis.article import Span, Zone, word_set
from analysis.reading.byline import INITIAL
from analysis.reading.line_patterns import RecognizedLine, find_dates, recognized
from analysis.reading.words import LISTS, PARTICLES, patterns

LONGEST = 800  # characters; longer lines are paragraphs
LONGEST_CREDIT = 140

_CREDIT_LABEL, _IN_CAPTION, _CREDIT_FIRST, _LABELS, _LABEL_BEHIND, _SLIDE_INSIDE = patterns(
    "captions", "credit_label in_caption credit_first labels label_behind slide_inside"
)
_CREDIT_SIGN, _OPENING, _AGENCY, _AGENCY_BEHIND, _ROLE_BEHIND, _FRAGMENT, SLIDE_NUMBER, _POSE, _PAST = patterns(
    "captions", "credit_signs openings agency agency_behind role_behind fragments slide_number poses past", re.NOFLAG
)
_NAME_AND_OUTLET = re.compile(r"\w[\w.’'-]{0,20}\s[^/|]{1,60}[/|]\s?\w{3}")
_POLLS = re.compile(r"\b(?:University|College|NORC|Ipsos|Marist|YouGov|SSRS)\b")
_SMALL = word_set("for of the and by photo file pool courtesy")
_IN_CREDITS = word_set(LISTS["captions"]["small"]) | PARTICLES


def recognize_caption(line: str, below_headline: bool = False) -> RecognizedLine | None:
    """A photo's caption (the whole line; credit and date inside it), or a line that is a credit or a label alone;
    `below_headline` also a line in a caption's present tense that names a full date."""
    if len(line) > LONGEST:
        return None
    if first := _CREDIT_FIRST.match(line):
        zones = (Zone("credit", first.span("credit")), Zone("caption", (first.end(), len(line))))
        return RecognizedLine("caption", zones)
    if is_label(line):
        return recognized("boilerplate", line)
    labels = _LABELS.match(line)
    begin = labels.end() if labels else 0
    middle = (begin + len(line)) // 2
    if labels and line[begin:middle] == line[middle + 1 :]:  # the photographer is the picture's description as well
        return RecognizedLine("credit", (Zone("credit", credit_names(line[middle + 1 :])).shifted(middle + 1),))
    known = bool(labels or _OPENING.match(line)) or (below_headline and _is_posed(line) and _is_dated(line))
    credit = _credit(line, begin, known or _ends_with_agency(line))
    if credit and not any(c.isalnum() for c in line[begin : credit[1]]):
        return RecognizedLine("credit", (Zone("credit", credit[0]),))
    return as_caption(line) if credit or known else None


def recognize_agency(line: str) -> RecognizedLine | None:
    """A line that is the name of an agency: the credit of a caption above it."""
    span = credit_names(line)
    return RecognizedLine("credit", (Zone("credit", span),)) if _AGENCY.fullmatch(line[slice(*span)]) else None


def is_caption_above_credit(line: str, following: str) -> bool:
    """Is this line the caption of the photo whose credit is alone on the next: short, in no past tense, and posed,
    dated or no sentence?"""
    words = line.split()
    loose = line[-1] not in '.?!:"”' and sum(w.islower() for w in words) >= 4
    if len(words) > 60 or _PAST.search(line) or not (loose or _POSE.search(line) or _is_dated(line)):
        return False
    credit = recognize_caption(following)
    return credit is not None and credit.kind == "credit"


def is_label(line: str) -> bool:
    """Is the line nothing but labels such as "Hide caption" and "1 of 12"?"""
    return bool(_LABELS.fullmatch(line))


def as_caption(line: str) -> RecognizedLine:
    """The line as a caption, or as those of a slideshow; the credit and date are the first picture's."""
    begin = _without_labels(line, 0, len(line))[0]
    cuts = [0, *(m.start() for m in _SLIDE_INSIDE.finditer(line, begin)), len(line)]
    spans = [_without_labels(line, *cut) for cut in pairwise(cuts)]
    spans = [span for span in spans if span[0] < span[1]] or [(0, len(line))]
    first = line[: spans[0][1]]
    credit = _credit(first, spans[0][0], in_caption=True)
    dated = next((found for found in find_dates(first) if found[1]), None)
    zones = [Zone("caption", span) for span in spans]
    zones += [Zone("photo_date", dated[0])] if dated else []
    zones += [Zone("credit", credit[0])] if credit else []
    return RecognizedLine("caption", tuple(zones), dated and dated[1])


def credit_names(words: str) -> Span:
    """The span of the names in a credit, without "Photo by", brackets and what the photographer is."""
    begin = len(words) - len(words.lstrip(" (["))
    label = _CREDIT_LABEL.match(words, begin) or _IN_CAPTION.match(words, begin)
    end = _end_of_words(words)
    start = label.end() if label and label.end() < end else begin
    return (start, _end_of_names(words, start, end)) if start < end else (start, start + 1)


def _credit(line: str, begin: int, in_caption: bool) -> tuple[Span, int] | None:
    """The credit that ends the line, without label and brackets, and where all of it begins."""
    end = _end_of_words(line)
    if line.endswith(":") and not in_caption:
        return None
    for fragment in (begin, *(m.end() for m in _FRAGMENT.finditer(line, max(begin, end - LONGEST_CREDIT), end))):
        start = len(line) - len(line[fragment:].lstrip(" (["))
        label = _CREDIT_LABEL.match(line, start) or (_IN_CAPTION.match(line, start) if in_caption else None)
        after = label.end() if label else start
        words = line[after:end]
        apart = start > begin and (in_caption or line[start - 1] in "([")
        agency = in_caption and start > 0 and _AGENCY.fullmatch(words)
        if words and (_is_credit(words, apart) or agency or (label and _is_labeled(words, in_caption))):
            return (after, _end_of_names(line, after, end)), start
    return None


def _is_credit(words: str, apart: bool) -> bool:
    """Nothing but names, with the sign of a photographer or agency; `apart`, as in brackets, any name and outlet."""
    pieces = words.replace("/", " ").split()
    if len(words) > LONGEST_CREDIT or not 1 <= len(pieces) <= 16 or pieces[0] in _SMALL or _POLLS.search(words):
        return False
    sign = _CREDIT_SIGN.search(words) or _ROLE_BEHIND.search(words)
    sign = sign or ((apart or words.isupper()) and _NAME_AND_OUTLET.match(words))
    return bool(sign) and _is_names(words)


def _is_labeled(words: str, in_caption: bool) -> bool:
    """After "Photo by" any few names will do."""
    pieces = words.split()
    return len(pieces) <= 12 and not _ends_sentence(pieces) if in_caption else len(pieces) <= 9 and _is_names(words)


def _is_names(words: str) -> bool:
    """Names and the small words between them; a period ends an initial or "Jr." only."""
    bare = [w.strip(",;|()[]–—-") for w in words.replace("/", " ").split()]
    names = all(not b or b[0].isupper() or b[0] == "@" or b in _IN_CREDITS or b.isdecimal() for b in bare)
    return names and not _ends_sentence(bare)


def _ends_sentence(words: list[str]) -> bool:
    return any(w.endswith((".", "?", "!")) and not INITIAL.fullmatch(w) for w in words[:-1])


def _end_of_words(line: str) -> int:
    """Where the words end before a button and closing marks."""
    return len(_LABEL_BEHIND.sub("", line).rstrip(" .:)]"))


def _end_of_names(words: str, start: int, end: int) -> int:
    """With the period of an initial and the bracket behind an agency that lie at the end; without a role."""
    names = words[start:end]
    if role := _ROLE_BEHIND.search(names):
        return start + role.start()
    if words[end : end + 1] == "." and INITIAL.fullmatch(words[start : end + 1].split()[-1]):
        return end + 1
    return end + (words[end : end + 1] == ")" and names.count("(") > names.count(")"))


def _ends_with_agency(line: str) -> bool:
    found, words = _AGENCY_BEHIND.search(line), line.split()
    if not found or _PAST.search(line):
        return False
    posed = _is_posed(line) and 2 * sum(w.islower() for w in words) > len(words)
    return posed or (bool(found["sentence"]) and len(words) <= 15)


def _is_posed(line: str) -> bool:
    """Does it say what people do in the present tense, as captions do?"""
    return len(line.split()) <= 60 and bool(_POSE.search(line)) and not _PAST.search(line)


def _is_dated(line: str) -> bool:
    return any(day for _, day in find_dates(line))


def _without_labels(line: str, start: int, end: int) -> Span:
    words = _LABEL_BEHIND.sub("", line[start:end]).rstrip()
    labels = _LABELS.match(words) or SLIDE_NUMBER.match(words)
    return start + (labels.end() if labels else 0), start + len(words)
