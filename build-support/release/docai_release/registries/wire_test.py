from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from docai_release.errors import RegistryFailed
from docai_release.registries.credentials import Credentials
from docai_release.registries.wire import CHALLENGE, LOOPBACK, TRIES, Answer, Wire

PERSON = Credentials("someone", "secret")


class Handler(BaseHTTPRequestHandler):
    """A registry's door; ``seen`` lists what came, with its Authorization."""

    seen: ClassVar[list[tuple[str, str, str]]] = []
    elsewhere: ClassVar[str] = ""

    def log_message(self, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.do_GET()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        given = self.headers.get("Authorization", "")
        self.seen.append((self.command, self.path, given))
        getattr(self, f"on_{path.strip('/')}")(given)

    def answer(self, status: int, body: object = None, **headers: str) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def on_open(self, given: str) -> None:
        self.answer(200, "hello")

    def on_busy(self, given: str) -> None:
        busy = sum(path == "/busy" for _, path, _ in self.seen) < 3
        self.answer(503 if busy else 200)

    def on_down(self, given: str) -> None:
        self.answer(503)

    def on_basic(self, given: str) -> None:
        if given == PERSON.basic:
            self.answer(200)
        else:
            self.answer(401, WWW_Authenticate='Basic realm="here"')

    def on_bearer(self, given: str) -> None:
        if given == "Bearer good":
            self.answer(200)
        else:
            realm = f"http://{self.headers['Host']}/token"
            self.answer(401, WWW_Authenticate=f'Bearer realm="{realm}",service="here"')

    def on_token(self, given: str) -> None:
        if given == PERSON.basic or "refresh_token=long" in getattr(self, "body", ""):
            self.answer(200, {"access_token": "good"})
        else:
            self.answer(401)

    def on_blob(self, given: str) -> None:
        self.answer(307, Location=f"{self.elsewhere}/open")

    def on_trap(self, given: str) -> None:
        self.answer(401, WWW_Authenticate='Bearer realm="http://elsewhere.example/token"')


@pytest.fixture
def server() -> Iterator[str]:
    Handler.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{made.server_port}"
        made.shutdown()


def asked(host: str, path: str, credentials: Credentials | None = PERSON) -> Answer:
    wire = Wire(host, credentials=lambda _: credentials, wait=lambda seconds: None)
    return wire.ask("GET", path, headers={}, scope="repository:x:pull")


def test_an_open_registry_is_not_told_who_we_are(server: str) -> None:
    assert asked(server, "/open").status == 200
    assert Handler.seen == [("GET", "/open", "")]


def test_a_busy_registry_is_asked_again(server: str) -> None:
    assert asked(server, "/busy").status == 200


def test_one_that_stays_down_is_given_up_with_its_answer(server: str) -> None:
    assert asked(server, "/down").status == 503
    assert len(Handler.seen) == TRIES


def test_one_that_is_not_there_is_named(server: str) -> None:
    with pytest.raises(RegistryFailed, match=r"127\.0\.0\.1:1 does not answer"):
        asked("127.0.0.1:1", "/open")


def test_a_name_and_password_are_given_where_they_are_asked_for(server: str) -> None:
    assert asked(server, "/basic").status == 200


def test_a_token_is_fetched_with_name_and_password(server: str) -> None:
    assert asked(server, "/bearer").status == 200
    assert ("GET", "/token?service=here&scope=repository%3Ax%3Apull", PERSON.basic) in Handler.seen


def test_a_token_is_fetched_with_a_refresh_token(server: str) -> None:
    assert asked(server, "/bearer", Credentials("", "long")).status == 200


def test_whoever_has_not_signed_in_is_told_how(server: str) -> None:
    with pytest.raises(RegistryFailed, match="docker login"):
        asked(server, "/basic", None)


def test_whoever_is_refused_is_told_what_is_wanted(server: str) -> None:
    with pytest.raises(RegistryFailed, match="with the right to push"):
        asked(server, "/bearer", Credentials("someone", "wrong"))


def test_a_password_never_goes_to_another_host_in_the_clear(server: str) -> None:
    with pytest.raises(RegistryFailed, match="docker login"):
        asked(server, "/trap")


def test_a_token_does_not_follow_to_the_storage_behind(server: str) -> None:
    Handler.elsewhere = f"http://localhost:{server.rpartition(':')[2]}"
    wire = Wire(server, credentials=lambda _: PERSON, wait=lambda seconds: None)
    wire.ask("GET", "/basic", headers={}, scope="one")
    assert wire.ask("GET", "/blob", headers={}, scope="one").status == 200
    assert [given for _, path, given in Handler.seen if path == "/blob"] == [PERSON.basic]
    assert [given for _, path, given in Handler.seen if path == "/open"] == [""]


def test_passwords_do_not_stand_in_what_is_printed() -> None:
    assert "secret" not in repr(PERSON)
    assert base64.b64decode(PERSON.basic.removeprefix("Basic ")) == b"someone:secret"


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:5000", "127.0.0.1:5000", "127.1.2.3", "[::1]:80"]
)
def test_this_machine_is_spoken_to_in_plain_http(host: str) -> None:
    assert LOOPBACK.fullmatch(host)


@pytest.mark.parametrize(
    "host", ["localhost.example", "127.0.0.1.example", "docaiacr.azurecr.io", "10.0.0.1"]
)
def test_any_other_host_is_not(host: str) -> None:
    assert LOOPBACK.fullmatch(host) is None


def test_a_challenge_is_read_by_its_parameters() -> None:
    given = (
        'Bearer realm="https://a.example/t",service="a",scope="repository:x:pull,push",error="no"'
    )
    assert CHALLENGE.findall(given) == [
        ("realm", "https://a.example/t"),
        ("service", "a"),
        ("scope", "repository:x:pull,push"),
    ]


@pytest.mark.parametrize("given", ["Bearer", "realm=bare", 'realm="open', 'error="realm"'])
def test_what_is_no_parameter_is_not_read_as_one(given: str) -> None:
    assert CHALLENGE.findall(given) == []
