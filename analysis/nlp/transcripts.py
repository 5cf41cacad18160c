"""Where in a text people talk in turns: behind their names, behind Q and A, or after bare questions.

Items of a list begin with a word and a colon too ("When: Friday"). Speakers come again, and what follows them is talk:
it asks, or says "I" and "you" outside of quotation marks.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from analysis.article import WORD, word_set

TURNS, QUESTIONS = 4, 3  # the fewest that make an interview
LONGEST_QUESTION = 60  # words
LABEL = 140  # characters that a speaker's name with its title and time stamp may take

_STAMP = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?"
_NAME = r"[A-Z][\w.'’&-]{0,20}(?: (?:[A-Z\d][\w.'’&-]{0,20}|de|da|van|von|of|the|(?:fe)?male|speaker)){0,4}"
_ROLE = r"(?:interviewe[re]|participant|respondent|moderator|host|guest|reporter|speaker|caller)(?: ?\d{1,2})?"
# "JANE ROE, HOST (voice-over): ", "[00:12] Roe: ", "Q. ", "Mr. REED. ", "[Roe] ", or a name that is the whole line.
_TURN = re.compile(
    rf"[*_]{{0,2}}(?:>>\s?)?(?:{_STAMP}\s+)?(?:(?:(?P<letter>Q|A)\d{{0,2}}(?:[.:)]|\s?[—–-])|Q)[*_]{{0,2}}\s+(?=\S)"
    rf"|M(?:r|s|rs|x)\. (?P<capitals>[A-Z]{{3,20}})\.\s+(?=[A-Z])"
    rf"|[\[<](?P<bracketed>{_NAME}|\w{{2,20}})[\]>]:?\s+(?=\S)"
    rf"|(?P<name>{_NAME}|{_ROLE})(?:, [^:,]{{1,40}})?(?:\s?\([^()]{{1,30}}\))?(?:\s+{_STAMP})?[*_]{{0,2}}"
    r"(?:\s?:[*_]{0,2}(?:\s+|\Z)|\s[—–]\s|\t|\Z))"
)
# Labels of items that come again, as in lists of arguments or events: nobody's names.
_ITEMS = word_set(
    "yes no pro pros con cons for against when where what who why how which claim fact facts true false "
    "verdict cost price time date place note update monday tuesday wednesday thursday friday saturday sunday"
)
_PROMPT = re.compile(r"(?:Tell|Give|Walk|Take) (?:me|us)\b|(?:Describe|Explain)\b|Talk about (?:your|the|how|what)\b")
_TALK = re.compile(r"\?|\b(?:I|you|your|my|we|our|me|[Tt]hanks?|[Yy]es|[Nn]o)\b")
_YOU = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
_WE = re.compile(r"\b(?:I|[Mm]y|me|[Ww]e|[Oo]ur|us)\b")
_I = re.compile(r"\b(?:I|[Mm]y|me)\b")
_QUOTED = re.compile(r"“[^“”]{1,2000}”|\"[^\"]{1,2000}\"")
_AROUND = " *_“”\"'’‘"
_WITH = re.compile(
    r"(?:[Ii]nterview(?:ed|s)?(?: with)?|spoke (?:with|to)|[Tt]alk(?:s|ed|ing)? (?:with|to)|[Ss]at down with"
    r"|Q&A(?: with|:)|[Cc]onversation with|[Qq]uestions (?:for|to)) "
    r"([A-Z][\w’'-]{1,20}(?: [A-Z][\w.’'-]{0,20}){1,3})"
)


@dataclass(frozen=True, slots=True)
class Talk:
    """The lines from the first turn to the last (`first` to `end`, half open), and who talks, as far as it is told."""

    first: int
    end: int
    names: tuple[str, ...]


def find_talk(lines: list[str], headline: str) -> Talk | None:
    """Where in these lines of the body people talk in turns, if they do."""
    return _labeled(lines) or _asked(lines, headline)


def _labeled(lines: list[str]) -> Talk | None:
    found = {n: m for n, line in enumerate(lines) if (m := _TURN.match(line[:LABEL]))}
    turns: dict[int, tuple[str, str]] = {}  # line -> speaker, what is said
    for n, m in found.items():
        said = lines[n][m.end() :]
        if not said and (n + 1 == len(lines) or n + 1 in found or "," in m[0] or " the " in m[0]):
            continue  # a heading, or furniture of a page
        who = m["capitals"] or m["bracketed"] or m["name"] or m["letter"] or "Q"
        if _key(who) not in _ITEMS:
            turns[n] = (who, said or lines[n + 1])
    many = Counter(_key(who) for who, _ in turns.values())
    often = {key for key, n in many.items() if n > 1}
    turns = {n: turn for n, turn in turns.items() if _key(turn[0]) in often or turn[0].isupper()}
    only_asked = often == {"q"} and many["q"] >= QUESTIONS
    if not only_asked and (len(often) < 2 or len(turns) < TURNS):
        return None
    if sum(bool(_TALK.search(_outside_marks(said))) for _, said in turns.values()) < 0.4 * len(turns):
        return None
    names: dict[str, str] = {}
    for who, _ in turns.values():
        if len(who) > 1 and _key(who) in often:
            names.setdefault(_key(who), who)
    last = max(turns)
    return Talk(min(turns), last + (1 if lines[last][found[last].end() :] else 2), tuple(names.values()))


def _key(name: str) -> str:
    """What stays the same where "Jane Roe" is "Roe" later."""
    return name.split()[-1].lower()


def _asked(lines: list[str], headline: str) -> Talk | None:
    """Bare questions, some of them to "you", answered by "I" or "we"."""
    asks = [n for n, line in enumerate(lines) if _is_question(line)]
    turns = [(a, b) for a, b in pairwise([*asks, len(lines)]) if b > a + 1]
    if len(turns) < QUESTIONS or 4 * len(turns) < len(lines) - asks[0]:
        return None  # a column that asks now and then
    if sum(bool(_YOU.search(lines[a]) or _PROMPT.match(lines[a])) for a, _ in turns) < max(2, len(turns) / 3):
        return None
    answers = [" ".join(map(_unquoted, lines[a + 1 : b])) for a, b in turns]
    ours, mine = (sum(bool(words.search(a)) for a in answers) for words in (_WE, _I))
    if 2 * ours < len(turns) or 3 * mine < len(turns):
        return None
    names = tuple(dict.fromkeys(_WITH.findall("\n".join([headline, *lines[: asks[0]]]))))
    return Talk(turns[0][0], len(lines), names if len(names) == 1 else ())


def _is_question(line: str) -> bool:
    asks = line.rstrip(_AROUND).endswith("?") or bool(_PROMPT.match(line.lstrip(_AROUND)))
    return asks and len(WORD.findall(line)) <= LONGEST_QUESTION


def _outside_marks(said: str) -> str:
    """Without what somebody else said, but for a turn that is all in quotation marks."""
    return said if _QUOTED.fullmatch(said) else _QUOTED.sub("", said)


def _unquoted(paragraph: str) -> str:
    """Nothing of a paragraph that quotes somebody: the reporter's, as in any article."""
    return paragraph if _QUOTED.fullmatch(paragraph) or not _QUOTED.search(paragraph) else ""
