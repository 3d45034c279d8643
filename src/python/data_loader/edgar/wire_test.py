import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from data_loader.edgar.answer import Kind
from data_loader.edgar.errors import Trouble
from data_loader.edgar.wire import CONNECTION, Wire

WORDS = b"We make lanterns.\n" * 500


class Handler(BaseHTTPRequestHandler):
    """Answers with words; keeps a connection for one request when asked for /once, without saying so."""

    protocol_version = "HTTP/1.1"
    connections: set[object]

    def do_GET(self) -> None:
        self.connections.add(self.client_address)
        self.send_response(200)
        self.send_header("Content-Length", str(len(WORDS)))
        self.end_headers()
        self.wfile.write(WORDS)
        self.close_connection = self.path == "/once"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Handler.connections = set()
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
    wire = Wire("a@b.co", connections=2, timeout=5, start=starts)
    assert [get(wire, address(server) + "/x") for _ in range(3)] == [WORDS] * 3
    assert starts.count == 3
    assert len(Handler.connections) == 1


def test_a_connection_that_dies_while_a_request_is_held_back_is_renewed(
    server: ThreadingHTTPServer,
) -> None:
    starts = Starts()
    wire = Wire("a@b.co", connections=2, timeout=5, start=starts)
    for _ in range(3):
        assert get(wire, address(server) + "/once") == WORDS
    assert starts.count == 3
    assert len(Handler.connections) == 3


def test_a_server_without_tls_is_not_trusted_with_https(server: ThreadingHTTPServer) -> None:
    starts = Starts()
    wire = Wire("a@b.co", connections=2, timeout=5, start=starts)
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
