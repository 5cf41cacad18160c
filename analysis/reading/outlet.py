"""The outlet of a page: of the names that the page gives, the one that its address or most of its places agree on."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from analysis.reading.byline import letters
from analysis.reading.words import DOMAINS, OUTLET, SECTIONS, WORDS

_DECORATION = re.compile(
    r"\A(?:copyright|©|\(c\)|(?:19|20)\d\d|[-–—,\s]|by\b|visit|go to|home(?: ?page)?\b|logo\b(?: for| of)?:?)+"
    r"|(?:'s|’s)? (?:home ?page|logo|home)\Z|[-–—|:, ]+(?:home ?page|logo|home)\Z|,? (?:llc|inc|ltd|corp|plc)\b\.?\Z",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?(?:www\d?\.)?([a-z0-9][a-z0-9.-]{0,80}\.[a-z]{2,12})/?", re.IGNORECASE)
_SECOND_LEVEL = ("co", "com", "org", "net", "ac", "gov", "edu")
_SMALL = ("the", "of", "and", "for", "in", "by", "on", "at", "to", "a", "de", "la")


def clean_outlet(name: str | None) -> str | None:
    """A name without words such as "logo" or "Inc." around it; None for a section, a handle, a link or a sentence."""
    for _ in range(3):
        name = _DECORATION.sub("", (name or "").strip(" .|»›<>-–—"))
    name = re.split(r"\s[|–—»•·-]\s|\s?[:|]\s", name)[0].strip(" .,")
    host = _HOST.fullmatch(name)
    name = host[1] if host else name
    words = name.split()
    bad = name.startswith("@") or "://" in name or "_" in name or not 1 <= len(words) <= 7 or letters(name) in SECTIONS
    return None if bad or not letters(name) or letters(name).isdigit() else name


def is_title_case(name: str) -> bool:
    """Whether all its words are capitalized, apart from small ones, or it is a domain."""
    words = name.split()
    return bool(_HOST.fullmatch(name)) or all(w[0].isupper() or w[0].isdigit() or w in (*_SMALL, "&") for w in words)


def choose_outlet(said: Iterable[str | None], link: str | None) -> str | None:
    """The outlet's name. `said`: what the page calls itself, the most trusted place first."""
    names = [name for each in said if (name := clean_outlet(each))]
    host, domain = _domain(link)

    def key(name: str) -> str:
        return domain if name.lower() == host else letters(name)

    def score(name: str) -> float:
        own = share_of_domain(key(name), name, domain)
        others = sum(key(name) == key(other) for other in names)
        foreign = OUTLET.fullmatch(name) and re.fullmatch(r"[A-Z]{2,4}|.*(?:Press|Reuters|AFP)", name)
        company = not WORDS.companies.isdisjoint(w.strip(",.") for w in name.lower().split())
        return 3 * own + others + (name == names[0]) - (0 if own else 2 * bool(foreign) + 2 * company)

    best = max(names, key=score, default=None)
    own = best and share_of_domain(key(best), best, domain)
    if best is None or (domain and not own and (domain in DOMAINS or score(best) <= 0)):
        return DOMAINS.get(domain) or host or None
    if score(best) < 0:
        return None
    same = [name for name in names if key(name) == key(best)]
    return max(same, key=lambda n: (" " in n, not n.islower(), "." not in n or n.islower(), not n.isupper()))


def _domain(link: str | None) -> tuple[str, str]:
    """The host of a link without "www", and the part of it that a site chooses: "bbc" of www.bbc.co.uk."""
    try:
        host = (urlsplit(link or "").hostname or "").removeprefix("www.")
    except ValueError:
        return "", ""
    parts = host.split(".")
    n = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND_LEVEL else 2
    return (host, parts[-n].replace("-", "")) if len(parts) >= n and not parts[-1].isdigit() else ("", "")


def share_of_domain(own: str, name: str, domain: str) -> float:
    """How much of a domain is made of a name (`own`: its letters), 0 to 1: of all its letters, or of the beginnings of
    its words in their order, as nytimes is of "The New York Times"."""
    if len(domain) < 2 or not own:
        return 0
    if own in domain or (domain in own and len(domain) > 2):
        return min(len(own), len(domain)) / max(len(own), len(domain))
    at = {0}
    for word in re.findall(r"[^\W_]+", name.casefold())[:8]:
        further = {p + n for p in at for n in range(1, len(word) + 1) if domain.startswith(word[:n], p)}
        at = further | (at if word in _SMALL else set())
        if len(domain) in at:
            return 1
    return 0
