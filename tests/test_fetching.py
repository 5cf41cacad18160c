"""Links: a server on the loopback only. What may be asked for, what robots.txt allows, and every limit."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import made_pages as pages
import processor
import pytest
from hypothesis import given
from hypothesis import strategies as st
from urllib3.util import connection

from analysis.article import ArticleError
from analysis.reading import fetch as fetching
from analysis.reading.fetch import AGENT, LARGEST, MOST_REDIRECTS, PRODUCT, fetch, is_link, robots_rules
from analysis.reading.read import read_article

HTML = {"Content-Type": "text/html; charset=utf-8"}
Answer = tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server on 127.0.0.1: what it answers at each path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                answer = site.answers.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

            def handle(self) -> None:
                with contextlib.suppress(OSError):  # the reader left, as it should
                    super().handle()

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def link(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site()
    yield one
    one.server.shutdown()
    one.server.server_close()


def refused(link: str, what: str, allow_local: bool = True) -> None:
    with pytest.raises(ArticleError, match=what) as caught:
        fetch(link, allow_local)
    assert len(str(caught.value).splitlines()) == 1 and ";" in str(caught.value)


def test_an_article_at_a_link(site):
    site.answers["/bridge?a=b"] = (200, HTML, pages.WORDPRESS.encode())
    link = site.link("/bridge?a=b#comments")
    article = read_article(link, allow_local=True)
    assert (article.headline, article.url) == (pages.HEADLINE, link)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/bridge?a=b"]
    sent = site.asked[1][1]
    assert sent["User-Agent"] == AGENT and "media-analysis-workbook/" in AGENT
    assert sent["Host"] == f"127.0.0.1:{site.port}"
    assert not {"Cookie", "Authorization", "Referer"} & sent.keys()


def test_nothing_is_asked_at_a_private_address_unless_allowed(site):
    for host in ("127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433"):
        refused(site.link("/", host), "private address; --allow-local", allow_local=False)
    assert site.asked == []
    with pytest.raises(ArticleError, match=r"^http://127\.0\.0\.1:\d+/x: leads to a private address"):
        read_article(site.link("/x"))


@pytest.mark.parametrize(
    ("address", "public", "local"),
    [
        ("93.184.215.14", True, False),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True, False),
        ("127.0.0.1", False, True),
        ("10.1.2.3", False, True),
        ("192.168.0.1", False, True),
        ("172.16.0.1", False, True),
        ("::1", False, True),
        ("fd00::1", False, True),
        ("169.254.169.254", False, False),
        ("fe80::1%eth0", False, False),
        ("0.0.0.0", False, False),
        ("224.0.0.1", False, False),
        ("ff02::1", False, False),
        ("::", False, False),
        ("255.255.255.255", False, False),
        ("100.64.0.1", False, False),
        ("::ffff:127.0.0.1", False, False),
        ("::ffff:8.8.8.8", False, False),
        ("64:ff9b::7f00:1", False, False),
        ("2002:7f00:1::", False, False),
        ("2001:0:7f00:1::", False, False),
        ("2001:db8::1", False, False),
        ("192.0.2.1", False, False),
        ("240.0.0.1", False, False),
    ],
)
def test_addresses(address, public, local):
    assert (fetching._is_public(address), fetching._is_local(address)) == (public, local)


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    answer = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    refused("http://news.example/", "private address", allow_local=False)


def test_the_connection_goes_to_the_address_that_was_checked(site, monkeypatch):
    """A name server that answers another address the second time (DNS rebinding) is not asked a second time."""
    site.answers["/robots.txt"] = (200, {}, b"")
    site.answers["/"] = (200, HTML, b"<p>words")
    real, names, connected = socket.getaddrinfo, [], []

    def answer(host, port, *args, **kwargs):
        if host == "rebinding.example":
            names.append(host)
            address = "127.0.0.1" if len(names) == 1 else "127.0.0.2"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]
        connected.append(host)
        return real(host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    assert fetch(site.link("/", "rebinding.example"), True).data == b"<p>words"
    assert names == ["rebinding.example"]  # for robots.txt and the page together
    assert set(connected) == {"127.0.0.1"}
    assert site.asked[1][1]["Host"] == f"rebinding.example:{site.port}"


def test_a_public_page_must_not_lead_into_the_local_network(site, monkeypatch):
    """Not even with --allow-local: that is for a link that a person named."""
    site.answers["/"] = (302, {"Location": site.link("/admin")}, b"")
    addresses, connect = fetching._checked_addresses, connection.create_connection

    def known(parts, allow_local):
        return ["93.184.215.14"] if parts.hostname == "public.example" else addresses(parts, allow_local)

    def to_loopback(address, *args, **kwargs):
        assert address[0] == "93.184.215.14"
        return connect(("127.0.0.1", address[1]), *args, **kwargs)

    monkeypatch.setattr(fetching, "_checked_addresses", known)
    monkeypatch.setattr(connection, "create_connection", to_loopback)
    refused(site.link("/", "public.example"), "private address")
    assert site.paths() == ["/robots.txt", "/"]


@pytest.mark.parametrize(
    ("location", "what"),
    [
        ("file:///etc/passwd", "leads to file:, not http or https"),
        ("ftp://127.0.0.1/x", "leads to ftp:"),
        ("http://user:word@127.0.0.1/", "user name"),
        ("http://169.254.169.254/latest/meta-data", "private address"),
        ("http://[::ffff:127.0.0.1]/", "private address"),
        ("http://[not an address", "no link"),
        ("http://a b/", "not a link"),
        ("//0.0.0.0:80/", "private address"),
        ("/again", "more than 5 redirects"),
    ],
)
def test_redirects_are_checked_again(site, location, what):
    site.answers["/again"] = (302, {"Location": location}, b"")
    refused(site.link("/again"), what)
    assert site.paths().count("/again") <= MOST_REDIRECTS + 1


def test_a_redirect_is_followed_and_its_link_kept(site):
    site.answers["/old"] = (301, {"Location": "new?x=1"}, b"")
    site.answers["/new?x=1"] = (200, HTML, b"<p>words")
    assert fetch(site.link("/old"), True).link == site.link("/new?x=1")


@pytest.mark.parametrize(
    "link",
    [
        "http://",
        "https://",
        "http:///path",
        "http://a b/",
        "http://[::1",
        "http://x:99999/",
        "http://x:y/",
        "http://%20/",
        "http://" + "a" * 300 + ".example/",
        "http://x/" + "a" * 2_000,
        "http://\u2024/",
        "http://..",
        "http://x\\y/",
    ],
)
def test_what_is_no_link(link):
    refused(link, "not a link|no such site")


@pytest.mark.parametrize(
    ("name", "yes"), [("http://x", True), ("HTTPS://x", True), ("ftp://x", False), ("a.txt", False)]
)
def test_is_link(name, yes):
    assert is_link(name) is yes


def test_another_scheme_is_refused_and_not_looked_for_as_a_file():
    with pytest.raises(ArticleError, match=r"^ftp://x/y: neither a file nor an http or https link;"):
        read_article("ftp://x/y")


def test_line_ends_in_a_link_do_not_reach_the_request(site):
    site.answers["/a%0D%0AX:%20y"] = (200, HTML, b"<p>words")
    assert fetch(site.link("/a%0D%0AX:%20y"), True).data == b"<p>words"
    fetch_quietly(site.link("/a\r\nX-Evil: 1\r\n"))
    assert all("X-Evil" not in headers for _, headers in site.asked)


def fetch_quietly(link: str) -> None:
    try:
        fetch(link, True)
    except ArticleError:
        return


# robots.txt ----------------------------------------------------------------------------------------------


def test_robots_are_respected(site):
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    site.answers["/private/x"] = (200, HTML, b"<p>words")
    refused(site.link("/private/x"), "robots.txt")
    assert site.paths() == ["/robots.txt"]


def test_robots_are_asked_again_behind_a_redirect(site):
    site.answers["/robots.txt"] = (200, {}, b"User-agent: media-analysis-workbook\nDisallow: /b\n")
    site.answers["/a"] = (302, {"Location": "/b"}, b"")
    refused(site.link("/a"), "robots.txt")
    assert "/b" not in site.paths()


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (410, True), (429, False), (500, False)])
def test_robots_that_cannot_be_read(site, status, allowed):
    site.answers["/robots.txt"] = (status, {}, b"")
    site.answers["/"] = (200, HTML, b"<p>words")
    if allowed:
        assert fetch(site.link("/"), True).data == b"<p>words"
    else:
        refused(site.link("/"), "robots.txt")


def test_robots_under_the_same_limits(site):
    rules = b"User-agent: *\nDisallow: /x\n" + b"# " + b"a" * 2_000_000
    site.answers["/robots.txt"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(rules))
    site.answers["/"] = (200, HTML, b"<p>words")
    assert fetch(site.link("/"), True).data == b"<p>words"  # cut, and read as far as it goes
    refused(site.link("/x"), "robots.txt")
    site.answers["/robots.txt"] = (302, {"Location": "http://169.254.169.254/robots.txt"}, b"")
    refused(site.link("/"), "private address")


RULES = """\
User-agent: foobot
User-agent: Media-Analysis-Workbook/1.0
Disallow: /
Allow: /$
Allow: /news/
Disallow: /news/*.pdf$
Disallow: /*?print=
Allow: /caf%C3%A9

User-agent: *
Allow: /
"""


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("/", True),
        ("/x", False),
        ("/news/a", True),
        ("/news/a.pdf", False),
        ("/news/a.pdf?x", True),
        ("/news/a?print=1", False),
        ("/news/", True),
        ("/caf%c3%a9/x", True),
        ("/café/x", True),
    ],
)
def test_rules(target, allowed):
    assert allows(RULES, target) is allowed
    assert allows(RULES.replace("Media-", "Another-"), target) is True


def allows(rules: str, target: str) -> bool:
    return robots_rules(rules).can_fetch(f"http://site.example{target}", PRODUCT)


@pytest.mark.parametrize(
    "rules",
    [
        *("", "Disallow: /", "User-agent: *\nDisallow:", "User-agent: other\nDisallow: /", "\0"),
        "User-agent: media\nDisallow: /",  # the beginning of our name is another's name
    ],
)
def test_no_rule_for_us(rules):
    assert allows(rules, "/x")


def test_two_rules_as_long_allow():
    assert allows("User-agent: *\nDisallow: /ab\nAllow: /a*", "/abc")


def test_rules_that_would_explode_as_a_regular_expression():
    with processor.within(5):
        assert allows("User-agent: *\n" + ("Disallow: /" + "*a" * 500 + "b\n") * 300, "/" + "a" * 1_900)


def test_many_agents_with_many_rules():
    """Protego by itself would keep 15,000 times 15,000 rules."""
    agents = "".join(f"{('User-agent:', 'useragent', 'USER  AGENT')[n % 3]} a{n}\x0b" for n in range(15_000))
    with processor.within(5):
        assert allows(agents + "Disallow: /x\n" * 15_000, "/x")


@given(st.text(alphabet="/*$ab%?:\nUser-agentDisallow ", max_size=80), st.text(max_size=20))
def test_any_rules(rules, target):
    path = fetching._target(urlsplit("http://site.example")._replace(path=f"/{target}"))
    assert allows("User-agent: *\n" + rules, path) in (True, False)


# Limits --------------------------------------------------------------------------------------------------


def test_a_page_that_is_too_large(site):
    site.answers["/plain"] = (200, HTML, b"a" * (LARGEST + 1))
    site.answers["/bomb"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"\0" * 200_000_000))
    refused(site.link("/plain"), "more than 5 MB")
    refused(site.link("/bomb"), "more than 5 MB")


def test_a_packed_page_and_one_packed_otherwise(site):
    site.answers["/gzip"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"<p>words"))
    site.answers["/br"] = (200, {**HTML, "Content-Encoding": "br"}, b"x")
    site.answers["/broken"] = (200, {**HTML, "Content-Encoding": "gzip"}, b"x")
    assert fetch(site.link("/gzip"), True).data == b"<p>words"
    refused(site.link("/br"), "packed in a way")
    site.answers["/cut"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"<p>words" * 1000)[:-20])
    refused(site.link("/broken"), "no web page")
    refused(site.link("/cut"), "no web page")


def chunked(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    handler.wfile.write(b"5\r\n<p>wo\r\n3\r\nrds\r\n0\r\n\r\n")


def test_a_page_in_chunks(site):
    site.answers["/"] = chunked
    assert fetch(site.link("/"), True).data == b"<p>words"


def test_no_proxy_is_asked(site, monkeypatch):
    site.answers["/"] = (200, HTML, b"<p>words")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://192.0.2.1:9/")
    assert fetch(site.link("/"), True).data == b"<p>words"


GONE = threading.Event()  # nobody waits for an answer any more


def drip(handler: BaseHTTPRequestHandler) -> None:
    """One byte at a time, without an end: no single read ever waits long."""
    while not GONE.wait(0.05):
        handler.wfile.write(b"H")
        handler.wfile.flush()


def drip_body(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
    drip(handler)


@pytest.mark.parametrize("slow", [drip, drip_body, lambda handler: GONE.wait()], ids=["headers", "body", "silence"])
@pytest.mark.parametrize("path", ["/", "/robots.txt"])
def test_a_slow_site(site, monkeypatch, slow, path):
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    site.answers["/"] = (200, HTML, b"<p>words")
    site.answers[path] = slow
    GONE.clear()
    refused(site.link("/"), "no whole answer within")
    GONE.set()


def broken_off(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<p>words")


def endless_chunk_size(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"0" * 1_000_000)


def endless_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"Name: value\r\n" * 100_000)


def no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")


@pytest.mark.parametrize("answer", [broken_off, no_http, endless_chunk_size, endless_headers, lambda _: None])
def test_what_is_no_whole_answer(site, answer):
    site.answers["/"] = answer
    refused(site.link("/"), "cannot be read")


@pytest.mark.parametrize(
    ("status", "what"), [(404, "no such page"), (410, "no such page"), (403, "does not hand"), (503, "does not hand")]
)
def test_other_answers(site, status, what):
    site.answers["/"] = (status, HTML, b"<p>words")
    refused(site.link("/"), what)


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    refused(f"http://127.0.0.1:{port}/", "cannot be read")


def test_a_name_that_does_not_exist():
    refused("http://nowhere.invalid/", "no such site, or no network")


@pytest.mark.parametrize(
    ("kind", "path", "body", "headline"),
    [
        ("text/plain", "/a.txt", b"Bridge closed\n\nThe council voted.", "Bridge closed"),
        ("text/markdown", "/a", b"# Bridge *closed*\n\nThe council voted.", "Bridge closed"),
        ("text/plain", "/a.md", b"# Bridge *closed*\n\nThe council voted.", "Bridge closed"),
        ("text/html; charset=windows-1252", "/a", b"<h1>A \x93bridge\x94</h1><p>The council voted.", "A “bridge”"),
    ],
)
def test_kinds(site, kind, path, body, headline):
    site.answers[path] = (200, {"Content-Type": kind}, body)
    assert read_article(site.link(path), allow_local=True).headline == headline


@pytest.mark.parametrize(
    ("kind", "what"), [("application/pdf", "a PDF, not text; save"), ("image/png", "no article but image/png;")]
)
def test_kinds_that_are_no_article(site, kind, what):
    site.answers["/"] = (200, {"Content-Type": kind}, b"%PDF-1.7")
    with pytest.raises(ArticleError, match=what):
        read_article(site.link("/"), allow_local=True)


# TLS -----------------------------------------------------------------------------------------------------


def test_https_to_what_speaks_http(site):
    refused(site.link("/").replace("http:", "https:"), "no safe connection")


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs the program openssl to make a certificate")
def test_certificates_are_checked_against_the_name(tmp_path, monkeypatch):
    import ssl

    made = tmp_path / "both.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            made,
            "-out",
            tmp_path / "cert.pem",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", made)
    site = Site()
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.answers["/"] = (200, HTML, b"<p>words")
    try:
        secure = site.link("/", "localhost").replace("http:", "https:")
        refused(secure, "no safe connection")  # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        assert fetch(secure, True).data == b"<p>words"
        refused(secure.replace("localhost", "127.0.0.1"), "no safe connection")  # another name
    finally:
        site.server.shutdown()
        site.server.server_close()
