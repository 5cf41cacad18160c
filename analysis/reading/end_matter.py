"""Lines around paragraphs that are no article: corrections, sign-offs, contact and reprint lines, and a site's own."""

import re

from analysis.article import HASHTAG, LINK, WORD, Zone, blanked, word_set
from analysis.reading.line_patterns import RecognizedLine, recognize_publication, recognized
from analysis.reading.words import LISTS, PARTICLES, patterns

# In characters; longer lines are paragraphs.
LONGEST_CORRECTION, LONGEST_END_MATTER, LONGEST_BOILERPLATE = 800, 500, 200

_CORRECTION, _VERSION, _ERROR, _WRONG, _REGRETS, _UPDATE, _THIS_REPORT = patterns(
    "end_matter", "corrections version error wrong regrets updates this_report"
)
_ANYWHERE, _BEFORE_NAMES, _CONTRIBUTED, _CONTACT, _BELOW, _ABOUT = patterns(
    "end_matter", "anywhere before_names contributed contact below about"
)
_SIGNATURE, _NAME = patterns("end_matter", "signature name_first", re.NOFLAG)
(_OF_SITE,) = patterns("boilerplate", "openings")
_BETWEEN_NAMES = word_set(LISTS["end_matter"]["between_names"]) | PARTICLES
_MARKS = re.compile(r"[\W_]{0,5}")
_EMAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}|(?<!\w)@\w{2,30}")
_PHONE = re.compile(r"(?<!\d)\d{3}[-. ]\d{4}(?!\d)|\+\d[\d ().-]{7,18}\d")
_QUESTION = re.compile(r"[^.?!]{3,200}\?\s.{2,200}\Z")
_SPEECH = re.compile(r"\b(?:said|says|told|asked)\b|[“”\"]")


def recognize_boilerplate(line: str) -> RecognizedLine | None:
    """A line of the site's own or of links and hashtags alone, or a correction or end matter between paragraphs."""
    own = len(line) <= LONGEST_BOILERPLATE and _OF_SITE.match(line, _MARKS.match(line).end())
    if own or not WORD.search(blanked(line, HASHTAG)):
        return recognized("boilerplate", line)
    return recognize_end_matter(line)


def recognize_end_matter(
    line: str, below: bool = False, above: str = "", author: str | None = None
) -> RecognizedLine | None:
    """A correction or editor's note (`correction`), or a sign-off, contact or reprint line (`end_matter`): what is
    certain, and more where nothing of the body follows (`below`). `above` is the line before, `author` the byline."""
    at = len(line) - len(line.lstrip(" ([*_•·—–-"))
    if len(line) > LONGEST_CORRECTION or at == len(line) or line[at] in "“\"‘'":
        return None
    label_above = above.endswith(":") and len(above.split()) <= 4 and _CORRECTION.match(above)
    if label_above or _is_correction(line, at) or (below and _UPDATE.match(line, at)):
        return recognized("correction", line)
    about = _ABOUT.match(line) if below and author else None  # the writer, in the present or perfect tense
    known = about and about["who"] in author and about["who"].split()[-1] in author.split()
    sure = known or _is_end_matter(line, at) or (below and _is_below(line, at, above))
    if not sure or len(line) > LONGEST_END_MATTER:
        return None
    inner = recognize_publication(line) or recognize_publication(line.partition(". ")[0])
    if inner and inner.kind == "date":
        return None
    return RecognizedLine("end_matter", (Zone("end_matter", (0, len(line))), *(inner.zones if inner else ())))


def _is_correction(line: str, at: int) -> bool:
    if _CORRECTION.match(line, at) or _REGRETS.search(line, max(0, len(line) - 120)):
        return not _THIS_REPORT.match(line, at) or bool(_WRONG.search(line))
    version = _VERSION.search(line, at, at + 200) or _ERROR.match(line, at)
    if not version or _SPEECH.search(line, at, version.start()):
        return False
    return bool(_WRONG.search(line)) or not (_THIS_REPORT.search(line) or _ANYWHERE.match(line, at))


def _is_end_matter(line: str, at: int) -> bool:
    if _ANYWHERE.match(line, at) or _CONTRIBUTED.search(line):
        return True
    if found := _BEFORE_NAMES.match(line, at):
        behind = re.findall(r"[\w.’'-]+", line[found.end() :])
        return all(w[0].isupper() or w in _BETWEEN_NAMES or "." in w for w in behind)
    details = _EMAIL.search(line) or ("?" in line and _PHONE.search(line))
    return bool(details and _CONTACT.match(line, at)) and not _SPEECH.search(line)


def _is_below(line: str, at: int, above: str) -> bool:
    """What is taken below the body only."""
    if _SPEECH.search(line):
        return False
    last = line.split()[-1]
    asks = _QUESTION.match(line) and any(address.search(last) for address in (_EMAIL, _PHONE, LINK))
    if asks or _BELOW.match(line, at) or (_CONTACT.match(line, at) and _PHONE.search(line)):
        return True
    if _EMAIL.search(line):
        bare = _PHONE.sub("", _EMAIL.sub("", line)).split()
        return bool(_NAME.match(line)) or (len(bare) <= 6 and not any(w.islower() for w in bare))
    return bool(_SIGNATURE.match(line)) and not above.endswith(("”", '"', "’", "»"))
