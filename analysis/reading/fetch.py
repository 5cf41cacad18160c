"""A link that a person named -> the bytes of that page. The only place that asks the network for anything.

Only http and https; never a private address unless the person allows it, wherever a redirect leads: the name is
looked up once for each connection, each address is checked, and the connection goes to the address that was checked,
so that a second answer of the name server cannot lead elsewhere. The site's robots.txt is asked first, under the same
limits. No cookies, no proxy, no password, no retries. Standard library only.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from analysis import __version__
from analysis.article import ArticleError
from analysis.reading import robots

PRODUCT = "media-analysis-workbook"
AGENT = f"{PRODUCT}/{__version__} (reads one article when a person asks for it)"
LARGEST = 5_000_000  # bytes, unpacked; news pages have some 100,000 to 2,000,000
SECONDS = 20.0  # for everything: redirects, robots.txt and the page
MOST_REDIRECTS = 5
LONGEST_LINK = 2_000
_SAVE = "open it in a browser, save the page and give the file"
_PORTS = {"http": 80, "https": 443}
# IPv6 that is sent on to an IPv4 address or stands for no single machine (6to4, Teredo and its neighbours, examples).
_WRAPPED = tuple(map(ipaddress.ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_UNICAST = ipaddress.ip_network("2000::/3")
_LOCAL = tuple(
    map(ipaddress.ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"))
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: `link` is where it was found in the end, `kind` and `charset` what the server says it is."""

    data: bytes
    link: str
    kind: str
    charset: str | None


@dataclass(slots=True)
class _Answer:
    status: int
    headers: Message
    data: bytes


def is_link(name: str) -> bool:
    return name[:8].lower().startswith(("http://", "https://"))


def fetch(link: str, allow_local: bool = False) -> Fetched:
    """The page at a link. Raises ArticleError, with what to do instead."""
    ends = time.monotonic() + SECONDS
    local: bool | None = None if allow_local else False
    asked: dict[str, str | None] = {}
    for _ in range(MOST_REDIRECTS + 1):
        parts = _split(link)
        addresses = _addresses(parts, allow_local=local is not False)
        if local is None:
            # A public page must not lead into the local network, even where that is allowed.
            local = not _is_public(addresses[0])
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in asked:
            asked[site] = _robots(parts, addresses, ends, bool(local))
        rules = asked[site]
        if rules is None or not robots.allows(rules, PRODUCT, _target(parts)):
            raise ArticleError(f"the site asks programs not to fetch this page (robots.txt); {_SAVE}")
        answer = _ask(parts, addresses, ends, LARGEST)
        if answer.status not in (301, 302, 303, 307, 308):
            return _fetched(answer, link)
        link = _next(link, answer)
    raise ArticleError(f"more than {MOST_REDIRECTS} redirects; give the link that the browser shows in the end")


def _fetched(answer: _Answer, link: str) -> Fetched:
    if answer.status in (404, 410):
        raise ArticleError(f"no such page there ({answer.status}); check the link")
    if answer.status != 200:
        raise ArticleError(f"the site does not hand the page out ({answer.status}); {_SAVE}")
    stated = "Content-Type" in answer.headers
    return Fetched(
        answer.data, link, answer.headers.get_content_type() if stated else "", answer.headers.get_content_charset()
    )


def _next(link: str, answer: _Answer) -> str:
    target = answer.headers.get("Location", "")
    try:
        return urljoin(link, target.strip())
    except ValueError:
        raise ArticleError(f"redirected to what is no link; {_SAVE}") from None


def _split(link: str) -> SplitResult:
    """The parts of a link that may be asked for."""
    parts, host = None, ""
    try:
        parts = urlsplit(link)
        parts.port  # noqa: B018 raises ValueError
        host = (parts.hostname or "").encode("idna").decode("ascii") if not _literal(parts.hostname) else parts.hostname
    except ValueError:  # also UnicodeError
        pass
    if parts is not None and parts.scheme not in _PORTS:
        raise ArticleError(f"leads to {parts.scheme[:20]}:, not http or https; {_SAVE}")
    if len(link) > LONGEST_LINK or not host or not host.isprintable() or set(host) & set(" /\\?#%"):
        raise ArticleError("not a link that can be fetched; copy it from the browser's address line")
    if parts.username is not None or parts.password is not None:
        raise ArticleError(f"a link with a user name in it; {_SAVE}")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if parts.port in (None, _PORTS[parts.scheme]) else f"{shown}:{parts.port}"
    return parts._replace(netloc=netloc)


def _literal(host: str | None) -> bool:
    return bool(host) and ":" in host


def _target(parts: SplitResult) -> str:
    """Path and query as they are sent: printable ASCII only, so that no line end gets into the request."""
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe="/?&=;:@+,!~*'()$-._%[]")


# Addresses -----------------------------------------------------------------------------------------------


def _addresses(parts: SplitResult, allow_local: bool) -> list[str]:
    """The numbers behind a name, if all of them may be asked."""
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


def _address(text: str) -> Address:
    return ipaddress.ip_address(text.partition("%")[0])  # without an interface's name, as in fe80::1%eth0


def _is_public(text: str) -> bool:
    address = _address(text)
    if isinstance(address, ipaddress.IPv6Address):
        return address in _UNICAST and address.is_global and not any(address in net for net in _WRAPPED)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _is_local(text: str) -> bool:
    """This machine or its private network; never link-local, where clouds keep their keys."""
    return any(_address(text) in net for net in _LOCAL)


# Asking --------------------------------------------------------------------------------------------------


def _robots(parts: SplitResult, addresses: list[str], ends: float, local: bool) -> str | None:
    """The text of a site's robots.txt, "" where it has none, None where it could not be read: then nothing is fetched.

    Redirects of it are followed as those of the page are.
    """
    link = f"{parts.scheme}://{parts.netloc}/robots.txt"
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(
            parts._replace(path=urlsplit(link).path, query=urlsplit(link).query),
            addresses,
            ends,
            robots.LARGEST,
            cut=True,
        )
        if answer.status not in (301, 302, 303, 307, 308):
            break
        link = _next(link, answer)
        parts = _split(link)
        addresses = _addresses(parts, local)
    if answer.status == 200:
        return answer.data.decode("utf-8", "replace")
    return "" if 400 <= answer.status < 500 and answer.status != 429 else None


def _ask(parts: SplitResult, addresses: list[str], ends: float, most: int, cut: bool = False) -> _Answer:
    """One request. `cut`: what is longer than `most` is cut there and not refused."""
    connection = _connection(parts, addresses, ends)
    headers = {
        "Host": parts.netloc,
        "User-Agent": AGENT,
        "Accept": "text/html, text/plain;q=0.9, text/markdown;q=0.9",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    # A server that sends a byte a second stays below every limit for one read: so the connection is cut from outside.
    watch = threading.Timer(max(0.0, ends - time.monotonic()), _cut, [connection])
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", _target(parts), headers=headers)
        response = connection.getresponse()
        data = _body(response, most, cut)
    except (OSError, http.client.HTTPException, zlib.error) as error:
        raise _failed(error, ends) from None
    finally:
        watch.cancel()
        connection.close()
    if time.monotonic() > ends:
        raise _failed(TimeoutError(), ends)
    return _Answer(response.status, response.headers, data)


def _failed(error: Exception, ends: float) -> ArticleError:
    if isinstance(error, TimeoutError) or time.monotonic() > ends - 0.05:
        return ArticleError(f"no whole answer within {SECONDS:.0f} seconds; {_SAVE}")
    if isinstance(error, ssl.SSLError):
        return ArticleError(f"no safe connection ({error.reason or 'TLS'}); {_SAVE}")
    what = "what it answered is no web page" if not isinstance(error, OSError) else error.strerror or "cut off"
    return ArticleError(f"the site cannot be read ({what}); try again later, or save the page in a browser")


class _Pinned(http.client.HTTPConnection):
    """A connection to addresses that were checked, whatever the name server would answer now."""

    def __init__(self, open_socket: Callable[[], socket.socket], *args: object) -> None:
        super().__init__(*args)
        self.open_socket = open_socket
        self.raw: socket.socket | None = None  # kept: http.client lets go of `sock` before the body is read

    def connect(self) -> None:
        self.sock = self.open_socket()


def _connection(parts: SplitResult, addresses: list[str], ends: float) -> _Pinned:
    port = parts.port or _PORTS[parts.scheme]

    def open_socket() -> socket.socket:
        connection.raw = sock = _connected(addresses, port, ends)
        if parts.scheme == "http":
            return sock
        connection.raw = ssl.create_default_context().wrap_socket(
            sock, server_hostname=parts.hostname, do_handshake_on_connect=False
        )
        connection.raw.do_handshake()
        return connection.raw

    connection = _Pinned(open_socket, parts.hostname, port)
    return connection


def _connected(addresses: list[str], port: int, ends: float) -> socket.socket:
    """A socket to the first address that answers."""
    for number, address in enumerate(addresses[:4], 1):
        left = ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            return socket.create_connection((address, port), left if number == len(addresses[:4]) else min(left, 5))
        except OSError:
            if number == len(addresses[:4]):
                raise
    raise TimeoutError


def _cut(connection: _Pinned) -> None:
    if connection.raw is not None:
        try:
            socket.socket.shutdown(connection.raw, socket.SHUT_RDWR)  # not TLS's own: another thread is reading
        except OSError:
            return


def _body(response: http.client.HTTPResponse, most: int, cut: bool) -> bytes:
    """The body, unpacked, as far as it is allowed to grow: what a few bytes would unpack to is never made."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise ArticleError(f"packed in a way that was not asked for ({packing[:20]}); {_SAVE}")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packing else None
    pieces, length, read = [], 0, 0
    while length <= most and (piece := response.read1(65_536)):
        read += len(piece)
        while piece and length <= most:
            pieces.append(unpack.decompress(piece, 1_000_000) if unpack else piece)
            piece = unpack.unconsumed_tail if unpack else b""
            length += len(pieces[-1])
        if read > most:
            break
    if (length > most or read > most) and not cut:
        raise ArticleError(f"a page of more than {most // 1_000_000} MB; {_SAVE}, without its pictures")
    whole = not response.length and (unpack is None or unpack.eof or not read)
    if not whole and length <= most and read <= most:
        raise http.client.IncompleteRead(b"")
    return b"".join(pieces)[:most]
