"""A link that a person gave -> the bytes of that page. The only place that asks the network for anything.

Never a private address unless the person allows it, wherever a redirect leads. The connection goes to an address that
was checked, so that a second answer of the name server cannot lead elsewhere (DNS rebinding). robots.txt is asked
first, under the same limits. No cookies, no proxy, no password, no retries.
"""

import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import urllib3
from protego import Protego
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from analysis import __version__
from analysis.article import ArticleError

PRODUCT = "media-analysis-workbook"
AGENT = f"{PRODUCT}/{__version__} (reads one article when a person asks for it)"
LARGEST = 5_000_000  # bytes, unpacked; news pages have some 100,000 to 2,000,000
LARGEST_ROBOTS = 500 * 1024  # bytes; RFC 9309 asks for at least as many
SECONDS = 20.0  # for everything: redirects, robots.txt and the page
MOST_REDIRECTS = 5
MOST_ADDRESSES = 4  # of one host, tried one after the other
LONGEST_LINK = 2_000
_SAVE = "open it in a browser, save the page and give the file"
_PORTS = {"http": 80, "https": 443}
_HEADERS = {"User-Agent": AGENT, "Accept": "text/html, text/plain;q=0.9, text/markdown;q=0.9"}
_HEADERS |= {"Accept-Encoding": "gzip", "Connection": "close"}
_AGENT_LINE = re.compile(r"\s*user[-\s]*agent\b[\s:]*([^\s/#]*)", re.IGNORECASE)
# IPv6 that is sent on to an IPv4 address or belongs to no single machine (6to4, Teredo and its neighbors, examples).
_WRAPPED = [ipaddress.ip_network(n) for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
_UNICAST = ipaddress.ip_network("2000::/3")
_LOCAL = "127.0.0.0/8 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 ::1/128 fc00::/7"
_LOCAL_NETWORKS = [ipaddress.ip_network(n) for n in _LOCAL.split()]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came. `link`: where it was found in the end; `kind` and `charset`: what the server says it is."""

    data: bytes
    link: str
    kind: str
    charset: str | None


def is_link(name: str) -> bool:
    """Whether a name begins as the links do that `fetch` takes."""
    return name[:8].lower().startswith(("http://", "https://"))


def fetch(link: str, allow_local: bool = False) -> Fetched:
    """The page at a link, within `SECONDS`. Raises ArticleError, with what to do instead."""
    # In a thread of its own: a server that sends a byte a second stays below every limit for one read.
    future: Future[Fetched] = Future()

    def work() -> None:
        try:
            future.set_result(_Visit(allow_local).page(link))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        return future.result(SECONDS)
    except TimeoutError:
        raise ArticleError(f"no whole answer within {SECONDS:.0f} seconds; {_SAVE}") from None


class _Visit:
    """One call of `fetch`: until when it may last, and what it knows of the hosts on its way."""

    def __init__(self, allow_local: bool):
        self.ends = time.monotonic() + SECONDS
        self.local = None if allow_local else False  # None: the first address decides
        self.addresses: dict[str, list[str]] = {}
        self.robots: dict[str, Protego | None] = {}

    def page(self, link: str) -> Fetched:
        link, status, headers, data = self.answer(link, LARGEST)
        if status in (404, 410):
            raise ArticleError(f"no such page there ({status}); check the link")
        if status != 200:
            raise ArticleError(f"the site does not hand the page out ({status}); {_SAVE}")
        kind = Message()
        kind["Content-Type"] = headers.get("Content-Type", "")
        return Fetched(data, link, kind["Content-Type"] and kind.get_content_type(), kind.get_content_charset())

    def answer(self, link: str, most: int, robots: bool = False) -> tuple[str, int, Mapping[str, str], bytes]:
        """The last link, status, headers and body behind all redirects; each link on the way is checked. `robots`: a
        robots.txt, for which none is asked; one that is longer than `most` is cut and not refused."""
        for _ in range(MOST_REDIRECTS + 1):
            parts = _split(link)
            if parts.netloc not in self.addresses:
                self.addresses[parts.netloc] = _checked_addresses(parts, allow_local=self.local is not False)
            addresses = self.addresses[parts.netloc]
            if self.local is None:
                # A public page must not lead into the local network, even where that is allowed.
                self.local = not _is_public(addresses[0])
            if not (robots or self.is_allowed(parts)):
                raise ArticleError(f"the site asks programs not to fetch this page (robots.txt); {_SAVE}")
            status, headers, data = _ask(parts, addresses, self.ends, most, cut=robots)
            if status not in (301, 302, 303, 307, 308):
                return link, status, headers, data
            try:
                link = urljoin(link, headers.get("Location", "").strip())
            except ValueError:
                raise ArticleError(f"redirected to what is no link; {_SAVE}") from None
        raise ArticleError(f"more than {MOST_REDIRECTS} redirects; give the link that the browser shows in the end")

    def is_allowed(self, parts: SplitResult) -> bool:
        """By the robots.txt of the site; where it cannot be read, nothing is."""
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.robots:
            _, status, _, data = self.answer(f"{site}/robots.txt", LARGEST_ROBOTS, robots=True)
            absent = 400 <= status < 500 and status != 429
            text = data.decode("utf-8", "replace") if status == 200 else ""
            self.robots[site] = robots_rules(text) if status == 200 or absent else None
        rules = self.robots[site]
        return rules is not None and rules.can_fetch(site + _target(parts), PRODUCT)


def _split(link: str) -> SplitResult:
    """The parts of a link that may be asked for; `netloc` in ASCII, without the port that its scheme has anyway."""
    parts, host = None, ""
    with suppress(ValueError):  # also UnicodeError
        parts = urlsplit(link)
        parts.port  # noqa: B018 raises ValueError
        host = parts.hostname or ""
        host = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    if parts is not None and parts.scheme not in _PORTS:
        raise ArticleError(f"leads to {parts.scheme[:20]}:, not http or https; {_SAVE}")
    unfit = not host or not host.isprintable() or set(host) & set(" /\\?#%")
    if unfit or len(link) > LONGEST_LINK or not link.isprintable():
        raise ArticleError("not a link that can be fetched; copy it from the browser's address line")
    if parts.username is not None or parts.password is not None:
        raise ArticleError(f"a link with a user name in it; {_SAVE}")
    return parts._replace(netloc=host if parts.port in (None, _PORTS[parts.scheme]) else f"{host}:{parts.port}")


def _target(parts: SplitResult) -> str:
    """Path and query as they are sent: printable ASCII only, so that no line end gets into the request."""
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe="/?&=;:@+,!~*'()$-._%[]")


def _checked_addresses(parts: SplitResult, allow_local: bool) -> list[str]:
    """The IP addresses of the link's host. Raises ArticleError unless every one of them may be asked."""
    port = parts.port or _PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ArticleError("no such site, or no network; check the link and the connection") from None
    addresses = list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
    public = [_is_public(a) for a in addresses]
    if not all(p or (allow_local and _is_local(a)) for a, p in zip(addresses, public, strict=True)):
        raise ArticleError("leads to a private address; --allow-local permits this for a link into your own network")
    if all(public) and port not in _PORTS.values():
        raise ArticleError(f"port {port} is not one for web pages; {_SAVE}")
    return addresses


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])  # without an interface's name, as in fe80::1%eth0
    if isinstance(address, ipaddress.IPv6Address):
        return address in _UNICAST and address.is_global and not any(address in net for net in _WRAPPED)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _is_local(text: str) -> bool:
    """This machine or its private network; never link-local, where clouds keep their keys."""
    return any(ipaddress.ip_address(text.partition("%")[0]) in net for net in _LOCAL_NETWORKS)


def robots_rules(text: str) -> Protego:
    """The rules of a robots.txt (RFC 9309) for `PRODUCT`; for other agents they mean nothing."""
    # Other agents become one: Protego would keep the rules of each, which in a file made to harm are millions, and
    # takes the beginning of a product's name for the name.
    lines = []
    for line in text.removeprefix("\ufeff").splitlines():
        agent = _AGENT_LINE.match(line)
        ours = agent and agent[1].lower() in ("*", PRODUCT)
        lines.append(line if not agent else f"User-agent: {agent[1] if ours else 'another'}")
    return Protego.parse("\n".join(lines))


def _ask(
    parts: SplitResult, addresses: list[str], ends: float, most: int, cut: bool
) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and body of the first address that answers. `cut`: more than `most` bytes are cut there."""
    failure: Exception = TimeoutError()
    for left_over, address in zip(range(min(len(addresses), MOST_ADDRESSES) - 1, -1, -1), addresses, strict=False):
        left = max(0.01, ends - time.monotonic())
        wait = urllib3.Timeout(connect=min(left, 5) if left_over else left, read=left)
        once = {"timeout": wait, "retries": False, "redirect": False, "preload_content": False}
        once["headers"] = {"Host": parts.netloc, **_HEADERS}
        try:
            with _pool(parts, address) as pool, pool.urlopen("GET", _target(parts), **once) as response:
                return response.status, response.headers, _body(response, ends, most, cut)
        except (NewConnectionError, ConnectTimeoutError) as error:
            failure = error
        except (HTTPError, OSError, zlib.error) as error:
            raise _failed(error) from None
    raise _failed(failure)


def _pool(parts: SplitResult, address: str) -> urllib3.HTTPConnectionPool:
    """Connections to this address and no other; the certificate must be the host's."""
    host, port = f"[{address}]" if ":" in address else address, parts.port
    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(host, port)
    context, name = ssl.create_default_context(), parts.hostname
    return urllib3.HTTPSConnectionPool(host, port, ssl_context=context, server_hostname=name, assert_hostname=name)


def _body(response: urllib3.BaseHTTPResponse, ends: float, most: int, cut: bool) -> bytes:
    """The body, unpacked, as far as it is allowed to grow: what a few bytes would unpack to is never made."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise ArticleError(f"packed in a way that was not asked for ({packing[:20]}); {_SAVE}")
    unpack, data = zlib.decompressobj(wbits=31) if "gzip" in packing else None, bytearray()
    while piece := response.read1(65_536, decode_content=False):
        data += unpack.decompress(piece, most + 1 - len(data)) if unpack else piece
        if max(len(data), response.tell()) > most:
            if not cut:
                raise ArticleError(f"a page of more than {most // 1_000_000} MB; {_SAVE}, without its pictures")
            return bytes(data[:most])
        if time.monotonic() > ends:
            raise TimeoutError
        if unpack and unpack.eof:
            break
    if unpack and response.tell() and not unpack.eof:
        raise zlib.error("ends too early")
    return bytes(data)


def _failed(error: Exception) -> ArticleError:
    refused = isinstance(error, NewConnectionError)  # to urllib3 a kind of timeout
    if isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError) and not refused:
        return ArticleError(f"no whole answer within {SECONDS:.0f} seconds; {_SAVE}")
    if isinstance(error, ssl.SSLError | urllib3.exceptions.SSLError):
        cause = error.args[0] if error.args else None
        return ArticleError(f"no safe connection ({getattr(cause, 'reason', None) or 'TLS'}); {_SAVE}")
    causes = (error, error.__cause__, error.__context__)
    said = [e.strerror for e in causes if isinstance(e, OSError) and e.strerror] or ["what it answered is no web page"]
    return ArticleError(f"the site cannot be read ({said[0]}); try again later, or save the page in a browser")
