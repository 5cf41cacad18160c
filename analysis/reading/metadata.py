"""What a web page says of itself: headline, byline, outlet, date, link, each from the best of several places.

docs/reading.md says which place is trusted for what, and why. Only short strings are taken, as plain words.
"""

import html
import logging
import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from analysis.reading import page_data
from analysis.reading.byline import letters, listed
from analysis.reading.line_patterns import find_dates
from analysis.reading.printed import printed
from analysis.reading.shown import UPDATED, Shown, one_line, people, read_line, shown_outlets
from analysis.reading.words import DOMAINS, LISTS, OUTLET, SECTIONS, WORDS

LONGEST = 300  # characters of one value
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(https?://[^\s<>]{3,2000}?)\s{0,9}-->")
_SITE = re.compile(r"WebSite|NewsMediaOrganization")
_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)(?:/([01]?\d)/([0-3]?\d)|([01]\d)([0-3]\d))(?=[/.]|\Z)"
    r"|[/-]((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?=[/._-]|\Z)"
)
_EARLIEST = date(1990, 1, 1)  # there were no news sites
_DECORATION = re.compile(
    r"\A(?:copyright|©|\(c\)|(?:19|20)\d\d|[-–—,\s]|by\b|visit|go to|home(?: ?page)?\b|logo\b(?: for| of)?:?)+"
    r"|(?:'s|’s)? (?:home ?page|logo|home)\Z|[-–—|:, ]+(?:home ?page|logo|home)\Z|,? (?:llc|inc|ltd|corp|plc)\b\.?\Z",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?(?:www\d?\.)?([a-z0-9][a-z0-9.-]{0,80}\.[a-z]{2,12})/?", re.IGNORECASE)
_SECOND_LEVEL = ("co", "com", "org", "net", "ac", "gov", "edu")
_SMALL = ("the", "of", "and", "for", "in", "by", "on", "at", "to", "a", "de", "la")

for _name in ("trafilatura", "htmldate", "courlan"):  # what they discard is no news to a reader
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself, None where it does not. `free` is False where it says that it is for subscribers;
    `headlines` are all that it declares, the most trusted first; `guessed` is a date that htmldate found elsewhere."""

    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    free: bool | None = None
    headlines: tuple[str, ...] = ()
    guessed: str | None = None
    notes: tuple[str, ...] = ()


def extract_metadata(root: HtmlElement, source: str, link: str | None = None) -> Metadata:
    """The metadata of a page. `source` is its HTML, `link` where it was found."""
    return _Page(root, source, link).metadata()


def metadata_from_fields(values: dict[str, list[str]]) -> Metadata:
    """The metadata of front matter, by the names of `Metadata`; several values are the names of several writers."""
    found = {kind: clean_value(" ".join(each)) for kind, each in values.items()}
    names = [name for each in values.get("byline", ()) if (name := clean_value(each))]
    byline = listed(people(names) or names)
    headlines = tuple(filter(None, [found.get("headline")]))
    return Metadata(**{**found, "byline": byline, "url": _link(found.get("url"), None), "headlines": headlines})


def clean_value(value: object, longest: int = LONGEST) -> str | None:
    """A value as plain words in one line, without tags; None for what is no string, or longer than `longest`."""
    if not isinstance(value, str) or len(value) > 20 * longest:
        return None
    plain = one_line(printed(re.sub(r"<[^<>]{0,200}>", " ", html.unescape(value))))
    return plain if 0 < len(plain) <= longest and any(c.isalnum() for c in plain) else None


def _link(value: object, base: str | None) -> str | None:
    if not isinstance(value, str) or len(value) > 2000:
        return None
    try:
        whole = urljoin(base or "", value.strip())
    except ValueError:
        return None
    return whole if re.fullmatch(r"https?://[^\s<>\"'\\\x00-\x20\x7f]{3,2000}", whole, re.IGNORECASE) else None


def plausible_day(value: str | None) -> date | None:
    """The day that a value names, unless it is before 1990 or in the future."""
    day = next((day for _, day in find_dates(value or "") if day), None)
    return day if day and _EARLIEST <= day <= date.today() + timedelta(days=1) else None


class _Page:
    """One page, and what it says in each of its places."""

    def __init__(self, root: HtmlElement, source: str, link: str | None) -> None:
        self.root = root
        self.nodes = page_data.find_objects(root)
        articles = [node for node in self.nodes if page_data.is_a(node)]
        titled = [a for a in articles if clean_value(a.get("headline"))]
        self.json: dict = next(iter(titled + articles), {})
        self.publishers = page_data.names_of(self.json.get("publisher"), self.nodes)
        self.meta = self._meta()
        title = next((e.text_content()[:2000] for e in root.iter("title")), None)
        declared = (self.json.get("headline"), *self.meta["headline"], title)
        self.titles = [t for value in declared if (t := clean_value(value))]
        url = self.json.get("url") or self.json.get("mainEntityOfPage")
        url = url.get("@id") if isinstance(url, dict) else url
        saved = _SAVED_FROM.search(source[:4000])
        canonical = (e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical")
        links = (url, *self.meta["url"], *canonical, link, saved and saved[1])
        self.url = next((good for each in links if (good := _link(each, link))), None)
        self.shown = Shown(root, [letters(t) for t in self.titles])

    def metadata(self) -> Metadata:
        outlet = self._outlet()
        called = [clean_outlet(each) for each in (outlet, *self.meta["outlet"], *self.publishers)]
        names = frozenset(letters(name) for name in called if name)  # what may stand for it in bylines and titles
        titles = tuple(dict.fromkeys(without_site(t, names) for t in self.titles))
        byline, notes = self._byline(names)
        published = self._published()
        free = {"true": True, "false": False}.get(str(self.json.get("isAccessibleForFree")).lower())
        guessed = None if published else self._guessed_date()
        return Metadata(
            _longest_form(titles), outlet, byline, published, self.url, free, titles, guessed=guessed, notes=notes
        )

    def _meta(self) -> dict[str, list]:
        """The contents of meta elements, by their names and by the kinds of `page_words.toml`."""
        said: dict[str, list] = {}
        for element in self.root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            if value := element.get("content"):
                said.setdefault(name.strip().lower()[:60], []).append(value)
        for key, value in page_data.read_object(next(iter(said.get("parsely-page", [])), "")).items():
            said.setdefault(f"parsely-{key}", []).append(value)
        lists = {kind: names.split() for kind, names in LISTS["meta"].items()}
        kinds = {kind: [v for name in names for v in said.get(name, ())] for kind, names in lists.items()}
        if "written by" in str(said.get("twitter:label1")).lower():
            kinds["byline"] += said.get("twitter:data1", [])
        return said | kinds

    def _outlet(self) -> str | None:
        sites = [name for node in self.nodes if page_data.is_a(node, _SITE) for name in page_data.names_of(node, [])]
        titles = [part for t in self.titles for part in _ends(t)]
        said = [*self.meta["outlet"][:4], *self.publishers, *sites, *(t for t in titles if is_title_case(t))]
        said += shown_outlets(self.root)
        return choose_outlet([clean_value(each, 100) for each in said], self.url)

    def _byline(self, known: frozenset[str]) -> tuple[str | None, tuple[str, ...]]:
        """The writers. Who is shown below the headline counts more than who is declared, often who put it online."""
        authors = page_data.names_of(self.json.get("author") or self.json.get("creator"), self.nodes)
        in_meta = [v for v in self.meta["byline"] if "://" not in str(v)]
        values = [v for v in map(clean_value, (*authors, *in_meta)) if v]
        declared = people(values[: len(authors)], known) or people(values, known)
        shown, near, desks = self.shown.writers(known)
        if not declared or not shown:
            desks = [d for value in (*desks, *values) if (d := _desk(value, known))]
            pen_names = [v for v in values if " " not in v and self.shown.is_signed(v) and letters(v) not in known]
            return listed(declared or shown) or next(iter((*desks, *pen_names)), None), ()
        if {letters(name.split()[-1]) for name in declared} & {letters(name.split()[-1]) for name in shown}:
            return listed(shown if len(shown) >= len(declared) else declared), ()
        if near:
            note = f"The page declares the writer “{listed(declared)}”; the writer that it shows is taken."
            return listed(shown), (note,)
        return listed(declared), ()

    def _published(self) -> str | None:
        """When the page says that it was first published; by its address if that is earlier, or all it has."""
        said = [self.json.get("datePublished"), *self.meta["published"], *self.shown.dates(0)]
        said += [self.json.get("dateCreated"), *self.shown.dates(1, 2)]
        values = [v for each in said if (v := clean_value(each)) and plausible_day(v)]
        found = _URL_DAY.search(self.url or "")
        in_url = found and "-".join(part.zfill(2) for part in found.groups() if part)
        dated = [*values[:1], *([in_url] if plausible_day(in_url) else [])]
        return min(dated, key=plausible_day, default=None)

    def _guessed_date(self) -> str | None:
        """htmldate's date of first publication, without its guesses from the whole text."""
        from htmldate import find_date

        today = date.today().isoformat()
        try:
            found = find_date(deepcopy(self.root), original_date=True, extensive_search=False, max_date=today)
        except Exception:  # a library that fails on an odd page must not keep the page from being read
            return None
        updated = [v for k, v in self.meta.items() if UPDATED.search(k)] + [self.json.get("dateModified")]
        return found if plausible_day(found) and found not in str(updated) else None


def _desk(line: str, known: frozenset[str]) -> str | None:
    """The desk, agency or pen name in a line that names no people; not the outlet itself."""
    found = read_line(line, known)
    words = line[slice(*found.desk)] if found.desk else ""
    return words if words and letters(words) not in known else None


def _longest_form(titles: tuple[str, ...]) -> str | None:
    """The first title, or the longer one of which it is the beginning."""
    first = next(iter(titles), None)
    start = letters(first or "")
    return max((t for t in titles if letters(t).startswith(start)), key=len) if start else first


_PARTS = re.compile(r"(\s+[|–—»›•·~-]+\s+|\s*[|»]\s*)")


def _ends(title: str) -> list[str]:
    """The first and the last of the parts of a title, if it has several: one may be the site's name."""
    parts = [part for part in _PARTS.split(title)[::2] if part]
    before, _, after = title.partition(": ")
    return [parts[-1], parts[0]] if len(parts) > 1 else [before] if after else []


def without_site(title: str, outlets: frozenset[str]) -> str:
    """A title without the site's name, and the section beside it, at either end."""
    parts = _PARTS.split(title)  # every second one is a separator
    for end, cut in ((-1, slice(-2, None)), (0, slice(0, 2))):
        short = 0  # words of a section
        while len(parts) > 1:
            names = {letters(parts[end]), letters(clean_outlet(parts[end]) or "")}
            if outlets.isdisjoint(names) and len(parts[end].split()) > short:
                break
            del parts[cut]
            short = 2
    kept = "".join(parts).strip()
    before, _, after = kept.partition(": ")
    return after if after and letters(before) in outlets else kept or title


# The outlet: publishing systems put sections ("Local News"), handles and owners where its name should be ---


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
