import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, unquote_to_bytes

import pytest

from data_loader.edgar.answer import Kind
from data_loader.edgar.errors import Trouble, WrongEdgar
from data_loader.edgar.wire import CONNECTION, PROXY_LOGIN, Wire
from stand_ins.adls.identity.tls import make_certificates

WORDS = b"We make lanterns.\n" * 500


class Handler(BaseHTTPRequestHandler):
    """Answers with words; keeps a connection for one request when asked for /once, without saying so.

    Who asks for /to/... is led to what follows; /raw/... is answered with what follows, and nothing else.
    """

    protocol_version = "HTTP/1.1"
    connections: set[object]
    asked: list[tuple[str, str | None]]

    def do_GET(self) -> None:
        self.connections.add(self.client_address)
        self.asked.append((self.path, self.headers.get("Authorization")))
        if self.path.startswith("/raw/"):
            self.wfile.write(unquote_to_bytes(self.path.removeprefix("/raw/")))
            self.close_connection = True
            return
        leads = self.path.startswith("/to/")
        self.send_response(302 if leads else 200)
        if leads:
            self.send_header("Location", unquote(self.path.removeprefix("/to/")))
        self.send_header("Content-Length", str(len(WORDS)))
        self.end_headers()
        self.wfile.write(WORDS)
        self.close_connection = self.path == "/once"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Handler.connections, Handler.asked = set(), []
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


class Starts:
    """Counts the requests that are let through, and does something before each."""

    def __init__(self) -> None:
        self.count = 0
        self.before = threading.Event()

    def __call__(self) -> None:
        self.count += 1
        self.before.wait(0.2)


def address(server: ThreadingHTTPServer, scheme: str = "http") -> str:
    return f"{scheme}://127.0.0.1:{server.server_address[1]}"


def get(wire: Wire, url: str) -> bytes:
    with wire.get(url, {}) as answer:
        return b"".join(answer.pieces)


def test_each_request_is_let_through_once_and_connections_are_kept(
    server: ThreadingHTTPServer,
) -> None:
    starts = Starts()
    wire = Wire("a@b.co", connections=2, timeout=60, start=starts)
    assert [get(wire, address(server) + "/x") for _ in range(3)] == [WORDS] * 3
    assert starts.count == 3
    assert len(Handler.connections) == 1


def test_a_connection_that_dies_while_a_request_is_held_back_is_renewed(
    server: ThreadingHTTPServer,
) -> None:
    starts = Starts()
    wire = Wire("a@b.co", connections=2, timeout=60, start=starts)
    for _ in range(3):
        assert get(wire, address(server) + "/once") == WORDS
    assert starts.count == 3
    assert len(Handler.connections) == 3


@pytest.mark.parametrize("place", ["http://[", "//[::1", "http://a:b:c/", "file:///etc/passwd"])
def test_an_answer_that_leads_elsewhere_is_an_answer(
    server: ThreadingHTTPServer, place: str
) -> None:
    wire = Wire("a@b.co", connections=2, timeout=60, start=Starts())
    with wire.get(f"{address(server)}/to/{place}", {}) as answer:
        assert (answer.status, answer.headers["Location"]) == (302, place)
    assert len(Handler.asked) == 1


def test_a_server_without_tls_is_not_trusted_with_https(server: ThreadingHTTPServer) -> None:
    starts = Starts()
    wire = Wire("a@b.co", connections=2, timeout=60, start=starts)
    with pytest.raises(Trouble) as caught:
        get(wire, address(server, "https"))
    assert caught.value.kind is Kind.UNREACHABLE
    assert starts.count == 0


def test_the_reason_is_told_without_the_connection_it_happened_to() -> None:
    wire = Wire("a@b.co", connections=1, timeout=1, start=Starts())
    with pytest.raises(Trouble, match=r"^Failed to establish a new connection: .*refused"):
        get(wire, "http://127.0.0.1:9/")
    assert CONNECTION.sub("", "HTTPConnection(host='x', port=80): Failed") == "Failed"
    assert CONNECTION.sub("", "<urllib3.Connection object at 0x7f>: Failed") == "Failed"
    assert CONNECTION.sub("", "Read timed out: (x): y") == "Read timed out: (x): y"


def test_what_stands_in_netrc_is_not_sent(
    server: ThreadingHTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("default login canary password canary-of-netrc\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    wire = Wire("a@b.co", connections=1, timeout=60, start=Starts())
    assert get(wire, address(server) + "/x") == WORDS
    assert Handler.asked == [("/x", None)]


def test_a_proxy_of_the_environment_is_used(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", address(server))
    monkeypatch.setenv("no_proxy", "")
    wire = Wire("a@b.co", connections=1, timeout=60, start=Starts())
    assert get(wire, "http://edgar.invalid/x") == WORDS
    assert Handler.asked == [("http://edgar.invalid/x", None)]


def test_a_certificate_that_is_not_trusted_is_for_the_caller_to_change(
    server: ThreadingHTTPServer, tmp_path: Path
) -> None:
    certificates = make_certificates(tmp_path)
    server.socket = certificates.context.wrap_socket(server.socket, server_side=True)
    wire = Wire("a@b.co", connections=1, timeout=60, start=Starts())
    with pytest.raises(
        WrongEdgar, match=r"not trusted .*; name a file of authorities in REQUESTS_CA"
    ):
        get(wire, address(server, "https"))


@pytest.mark.parametrize(
    ("text", "login"),
    [
        ("Tunnel connection failed: 407 Proxy Authentication Required", True),
        ("HTTP 407 Proxy Authentication Required", True),
        ("Tunnel connection failed: 502 Bad Gateway", False),
        ("answer of 4070 bytes", False),
    ],
)
def test_a_proxy_that_wants_a_password_is_told_from_one_that_fails(text: str, login: bool) -> None:
    assert (PROXY_LOGIN.search(text) is not None) is login


@pytest.mark.parametrize(
    "url", ["http://a..b/", "nothing://x/", f"http://{'a' * 80}.example/", "http://[::1/", "//x"]
)
def test_an_address_to_which_nothing_can_be_sent_is_for_the_caller_to_change(url: str) -> None:
    wire = Wire("a@b.co", connections=1, timeout=60, start=Starts())
    with pytest.raises(WrongEdgar, match=r"no request can be sent there: .*; look at --edgar-url"):
        get(wire, url)


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"lanterns",
        OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nx",
        OK + b"Content-Length: 5\r\n\r\nx",
        CHUNKED + b"-5\r\nlanterns",
        CHUNKED + b"f" * 400 + b"\r\nlanterns",
        CHUNKED + b"lanterns\r\n",
        OK + b"Content-Encoding: br\r\n\r\nx",
        OK + b"".join(b"X-%d: y\r\n" % n for n in range(101)) + b"\r\n",
    ],
)
def test_an_answer_that_is_no_http_is_trouble(server: ThreadingHTTPServer, raw: bytes) -> None:
    wire = Wire("a@b.co", connections=1, timeout=60, start=Starts())
    with pytest.raises(Trouble):
        get(wire, f"{address(server)}/raw/{quote(raw)}")
