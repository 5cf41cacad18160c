"""Which lines belong to a photo: its caption, and the credit that names who took it.

Works on single lines, as `lines` does. A credit is recognized by the forms that picture desks use
("REUTERS/Jane Roe", "AP Photo/Jane Roe", "(Photo by Jane Roe/Getty Images)", "Jane Roe for The Lowfield Post").
"""

import re

from analysis.article import Span, Zone, word_set
from analysis.reading.line_patterns import AGENCY, INITIAL, PAPER, PARTICLES, RecognizedLine, find_dates

LONGEST = 800  # characters; longer lines are paragraphs
LONGEST_CREDIT = 140

_PICTURES = (
    r"(?:REUTERS|Reuters|AP|AFP|EPA(?:-EFE)?|UPI|EFE|dpa|TASS|Sputnik|Xinhua|Kyodo(?:\sNews)?|Bloomberg|Getty(?:\sImages)?"
    r"|Shutterstock|iStock(?:photo)?|Alamy|PA|SIPA(?:\sUSA)?|Sipa(?:\sUSA)?|ZUMA(?:\sPress)?|NurPhoto|Anadolu(?:\sAgency)?"
    r"|Polaris|Redux|Rex|CQ\sRoll\sCall|MediaPunch|Wikimedia\sCommons|CNN|NPR|CNBC|Pool|Handout|USA\sTODAY)"
)
_CREDIT_LABEL = re.compile(
    r"(?:(?:photo(?:graph|s)?|image|picture|pic|illustration)(?:\s(?:credit|source|copyright|illustration))?"
    r"(?:\sby\b|:|\scourtesy\sof\b|\svia\b)|credits?:|photographer:|(?:reuters|ap|afp|file)\sphoto:|(?:image|photo|picture)\s(?:copyright|source|credit)\b:?)\s?",
    re.IGNORECASE,
)
_CREDIT_SIGN = re.compile(
    rf"""(?<!\w){_PICTURES}(?:\s(?:Photo|Pool|Images|File\sPhoto|photo))?\s?/\s?(?!(?:NORC|Ipsos|Marist|YouGov|SSRS)\b)\w
      | \w\s?[/|]\s?(?:{_PICTURES}|{AGENCY}|{PAPER})(?!\w)
      | (?<!\w)via\s(?:{_PICTURES}|{AGENCY})(?!\w)
      | \w\sfor\s{PAPER}(?!\w)
      | \A(?:(?:AP|AFP|EPA|UPI|PA)\s(?:Photo|Images?)|(?:\w+\s)?Getty\sImages)(?!\w)""",
    re.VERBOSE,
)
_SMALL = word_set("via for of the and by photo file pool courtesy")
_IN_CREDITS = _SMALL | PARTICLES | word_set("dpa iStock iStockphoto")
_FRAGMENT = re.compile(r"(?<=[.?!:)\]”\"’])\s+|\s[|–—-]\s|[(\[]|\s{2,}|\n")
_CAPTION_LABEL = re.compile(
    r"(?:FILE(?:\s?PHOTO)?\s?[-–—:]|File(?:\s[Pp]hoto)?\s?[-–—:]\s|(?:Photo|Image|Picture)\s[Cc]aption\b|Caption:|Pictured\b"
    r"|\(L(?:-R)?\)|\(Left\)"
    r"|In this [^,.]{0,30}?(?:,? \d{4},?)? ?(?:file |undated |handout |combination )*(?:photo|image)\b"
    r"|This (?:[\w,. ]{0,30} )?(?:file|undated|handout|combination) (?:photo|image|picture)\b)"
)
# What people in captions do, in the present tense; a lede tells it in the past.
_POSE = re.compile(
    r"\b(?:waves?|speaks?|walks?|arrives?|looks?|listens?|gestures?|poses?|attends?|boards?|delivers?|holds?|stands?|sits?"
    r"|reacts?|greets?|shakes?|meets?|address(?:es)?|answers?|departs?|leaves?|smiles?|gathers?|march(?:es)?|watch(?:es)?"
    r"|talks?|signs|rall(?:y|ies)|protests?|rides?|runs?|is seen|are seen|participates?|takes?|shows?)\b"
)
_PAST = re.compile(r"\b(?:said|told|announced|was|were|had|voted|has|will)\b")


def _is_credit(words: str) -> bool:
    """Nothing but names, and among them the sign of a photographer or picture agency."""
    if len(words) > 110 or not _CREDIT_SIGN.search(words):
        return False
    pieces = words.replace("/", " ").split()
    if not 1 <= len(pieces) <= 12 or pieces[0] in _SMALL - {"via"}:
        return False
    bare = [word.strip(",;|©()–—") for word in pieces]
    names = all(not b or b[0].isupper() or b in _IN_CREDITS or re.fullmatch(r"(?:19|20)\d\d", b) for b in bare)
    return names and all(not b.endswith((".", "?", "!")) or INITIAL.fullmatch(b) for b in bare[:-1])


def _is_credited(words: str) -> bool:
    """After "Photo by" any few names will do."""
    pieces = words.split()
    return len(pieces) <= 8 and all(w[0].isupper() or w in _SMALL for w in pieces) and ". " not in words


def _credit(line: str) -> tuple[Span, int] | None:
    """The credit that ends the line, without label and brackets, and where all of it begins."""
    end = len(line.rstrip(" .:)]"))
    for start in (0, *(m.end() for m in _FRAGMENT.finditer(line, max(0, end - LONGEST_CREDIT)))):
        start += len(line) - start - len(line[start:].lstrip(" (["))
        label = _CREDIT_LABEL.match(line, start)
        after = label.end() if label else start
        words = line[after:end]
        if words and (_is_credit(words) or (label and _is_credited(words))):
            return (after, end), start
    return None


def credit_names(words: str) -> Span:
    """The span of the names in a credit, without "Photo by" and brackets."""
    start = len(words) - len(words.lstrip(" (["))
    label = _CREDIT_LABEL.match(words, start)
    end = len(words.rstrip(" .:)]"))
    return (label.end(), end) if label and label.end() < end else (start, max(end, start + 1))


def recognize_caption(line: str, below_headline: bool = False) -> RecognizedLine | None:
    """A photo's caption (the whole line; credit and date inside it) or a line that is a credit alone.

    `below_headline` also lets pass a line in a caption's present tense that names a full date.
    """
    if len(line) > LONGEST:
        return None
    credit = _credit(line)
    if credit and not any(c.isalnum() for c in line[: credit[1]]):
        return RecognizedLine("credit", (Zone("credit", credit[0]),))
    if credit or _CAPTION_LABEL.match(line) or (below_headline and _poses(line)):
        return as_caption(line)
    return None


def _poses(line: str) -> bool:
    full = any(day for _, day in find_dates(line))
    return full and len(line.split()) <= 60 and bool(_POSE.search(line)) and not _PAST.search(line)


def is_caption_above_credit(line: str, following: str) -> bool:
    """Is this line the caption of the photo whose credit is alone on the next?

    The next line must be that credit, and this one short, in no past tense, and posed, dated or no sentence.
    """
    if len(line.split()) > 60 or _PAST.search(line):
        return False
    credit = recognize_caption(following)
    loose = line[-1] not in '.?!:"”' and sum(w.islower() for w in line.split()) >= 4
    return (
        credit is not None
        and credit.kind == "credit"
        and (loose or bool(_POSE.search(line)) or any(day for _, day in find_dates(line)))
    )


def as_caption(line: str) -> RecognizedLine:
    """The line as a caption."""
    credit, found = _credit(line), next(((s, day) for s, day in find_dates(line) if day), None)
    zones = [Zone("caption", (0, len(line)))]
    if found:
        zones.append(Zone("photo_date", found[0]))
    if credit:
        zones.append(Zone("credit", credit[0]))
    return RecognizedLine("caption", tuple(zones), found[1] if found else None)
