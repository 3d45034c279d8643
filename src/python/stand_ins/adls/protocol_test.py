"""What no SDK shows: signatures, methods in disguise, names of hosts, expressions, and requests that are none."""

from __future__ import annotations

import email.utils
import http.client
import io
import json
import socket
from collections.abc import Iterator

import pytest

from stand_ins.adls import AdlsEmulator, Fault, FaultKind
from stand_ins.adls.blob.batch import BOUNDARY
from stand_ins.adls.blob.xml import DOCTYPE, METADATA_NAME, block_list
from stand_ins.adls.errors import StorageError
from stand_ins.adls.faults import FaultPlan
from stand_ins.adls.identity.directory_service import TOKEN_PATH
from stand_ins.adls.identity.shared_key import signature, string_to_sign
from stand_ins.adls.identity.tokens import BadToken, Identity, Tokens
from stand_ins.adls.state.acl import ACL_ENTRY, OCTAL, SYMBOLIC, masked, permissions
from stand_ins.adls.state.leases import LEASE_ID
from stand_ins.adls.wire import Body, Request, Resource, query_pairs, read_request, resource_of


def request_of(text: str) -> Request:
    request = read_request(io.BytesIO(text.replace("\n", "\r\n").encode()), secure=False)
    assert request is not None
    return request


@pytest.fixture(scope="module")
def emulator() -> Iterator[AdlsEmulator]:
    with AdlsEmulator() as running:
        running.create_filesystem("lake")
        yield running


def ask(
    emulator: AdlsEmulator,
    method: str,
    path: str,
    headers: dict[str, str] | None = None,
    body: bytes = b"",
) -> http.client.HTTPResponse:
    """Send a request as it stands, signed as the reference says: the verb of the wire, the path with the account twice."""
    sent = {
        "x-ms-version": "2023-11-03",
        "x-ms-date": email.utils.formatdate(usegmt=True),
        "content-length": str(len(body)),
        **(headers or {}),
    }
    raw_path, _, raw_query = path.partition("?")
    request = Request(
        method, raw_path, raw_query, sent, Body(io.BytesIO(body).read, len(body)), secure=False
    )
    text = string_to_sign(request, emulator.account)
    sent["authorization"] = f"SharedKey {emulator.account}:{signature(emulator.key, text)}"
    connection = http.client.HTTPConnection("127.0.0.1", emulator.port)
    connection.request(method, path, body, sent)
    return connection.getresponse()


def test_the_string_to_sign_is_that_of_the_reference() -> None:
    request = request_of(
        "PUT /acc/fs/a%20b?resource=file&TIMEOUT=30&empty= HTTP/1.1\n"
        "Content-Length: 0\nDate: ignored\nx-ms-version: 2020\nX-MS-Date: Fri\nIf-None-Match: *\n"
        "Content-Type: text/plain\n\n"
    )
    assert string_to_sign(request, "acc") == (
        "PUT\n\n\n\n\ntext/plain\n\n\n\n*\n\n\nx-ms-date:Fri\nx-ms-version:2020\n/acc/acc/fs/a%20b\nresource:file\ntimeout:30"
    )


def test_a_patch_in_disguise_is_signed_by_the_verb_on_the_wire(emulator: AdlsEmulator) -> None:
    path = f"/{emulator.account}/lake/disguised"
    assert ask(emulator, "PUT", f"{path}?resource=file").status == 201
    override = {"x-http-method-override": "PATCH"}
    assert ask(emulator, "PUT", f"{path}?action=append&position=0", override, b"data").status == 202
    assert ask(emulator, "PUT", f"{path}?action=flush&position=4", override).status == 200
    assert ask(emulator, "GET", path, {"accept": "application/json"}).read() == b"data"


def test_an_old_request_is_refused(emulator: AdlsEmulator) -> None:
    old = {"x-ms-date": email.utils.formatdate(0, usegmt=True)}
    answer = ask(emulator, "HEAD", f"/{emulator.account}/lake?resource=filesystem", old)
    assert (answer.status, answer.headers["x-ms-error-code"]) == (403, "AuthenticationFailed")


def test_the_error_of_each_endpoint_has_its_form(emulator: AdlsEmulator) -> None:
    path = f"/{emulator.account}/lake/absent"
    dfs = ask(emulator, "GET", path, {"accept": "application/json"})
    assert json.loads(dfs.read())["error"]["code"] == "PathNotFound"
    blob = ask(emulator, "GET", path)
    assert b"<Error><Code>BlobNotFound</Code>" in blob.read()
    head = ask(emulator, "HEAD", path)
    assert (head.status, head.read(), head.headers["x-ms-error-code"]) == (404, b"", "BlobNotFound")


def test_a_wrong_md5_leaves_nothing(emulator: AdlsEmulator) -> None:
    path = f"/{emulator.account}/lake/md5"
    ask(emulator, "PUT", f"{path}?resource=file")
    wrong = {"content-md5": "AAAAAAAAAAAAAAAAAAAAAA=="}
    answer = ask(emulator, "PATCH", f"{path}?action=append&position=0", wrong, b"data")
    assert (answer.status, answer.headers["x-ms-error-code"]) == (400, "Md5Mismatch")
    flush = ask(emulator, "PATCH", f"{path}?action=flush&position=4")
    assert flush.headers["x-ms-error-code"] == "InvalidFlushPosition"


def test_a_transaction_id_is_kept_with_the_file(emulator: AdlsEmulator) -> None:
    path = f"/{emulator.account}/lake/transaction"
    ask(emulator, "PUT", f"{path}?resource=file", {"x-ms-client-transaction-id": "t-1"})
    found = ask(emulator, "HEAD", f"{path}?action=getStatus")
    assert found.headers["x-ms-client-transaction-id"] == "t-1"


def test_the_account_may_stand_in_the_hosts_name(emulator: AdlsEmulator) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", emulator.port)
    connection.request(
        "HEAD",
        "/lake?resource=filesystem",
        headers={"Host": f"{emulator.account}.dfs.core.windows.net"},
    )
    assert (
        connection.getresponse().headers["x-ms-error-code"] == "ResourceNotFound"
    )  # known, but not anonymously
    request = request_of("GET /lake/a//b%2Fc HTTP/1.1\nHost: acc.dfs.core.windows.net\n\n")
    assert resource_of(request) == Resource("acc", "lake", "a/b/c")
    assert resource_of(request_of("GET /acc/lake/ HTTP/1.1\nHost: 127.0.0.1:1\n\n")) == Resource(
        "acc", "lake", ""
    )


def test_an_operation_that_nobody_knows_is_told(emulator: AdlsEmulator) -> None:
    answer = ask(emulator, "PUT", f"/{emulator.account}/lake/a?comp=page")
    assert (answer.status, answer.headers["x-ms-error-code"]) == (501, "UnsupportedOperation")


@pytest.mark.parametrize(
    "text",
    [b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"\x16\x03\x01\r\n"],
)
def test_what_is_no_request_is_refused_and_the_connection_ended(
    emulator: AdlsEmulator, text: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", emulator.port)) as connection:
        connection.sendall(text)
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")


def test_a_token_is_not_taken_over_plain_http(emulator: AdlsEmulator) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", emulator.port)
    headers = {"Authorization": f"Bearer {emulator.access_token()}", "x-ms-version": "2023-11-03"}
    connection.request("HEAD", f"/{emulator.account}/lake?resource=filesystem", headers=headers)
    answer = connection.getresponse()
    assert answer.status == 401
    assert "authorization_uri=" in answer.headers["WWW-Authenticate"]


def test_faults_the_clock_and_the_log_are_at_hand_for_other_processes(
    emulator: AdlsEmulator,
) -> None:
    def control(method: str, what: str, body: object = None) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", emulator.port)
        connection.request(method, f"/_docai/{what}", None if body is None else json.dumps(body))
        return connection.getresponse()

    assert (
        control(
            "POST", "faults", [{"kind": "server-busy", "times": 1, "operation": "dfs.*"}]
        ).status
        == 204
    )
    assert ask(emulator, "HEAD", f"/{emulator.account}/lake?resource=filesystem").status == 503
    assert control("POST", "faults", [{"kind": "nonsense"}]).status == 400
    assert control("POST", "faults", [{"kind": "reset", "often": 1}]).status == 400
    assert control("DELETE", "faults").status == 204
    assert control("DELETE", "requests").status == 204
    ask(emulator, "HEAD", f"/{emulator.account}/lake?resource=filesystem")
    assert json.loads(control("GET", "counts").read()) == {"dfs.get-filesystem": 1}
    assert control("POST", "clock", {"advance": 1}).status == 204
    assert control("GET", "nonsense").status == 404


def test_throttling_lets_so_many_requests_a_second_pass() -> None:
    plan = FaultPlan()
    plan.add(Fault(FaultKind.THROTTLED, rate=3))
    assert [plan.next("dfs.head", "a") is None for _ in range(5)] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_fault_may_be_for_one_path_and_every_other_request() -> None:
    plan = FaultPlan()
    plan.add(Fault(FaultKind.RESET, path="raw/*", every=2, times=1))
    asked = ["raw/a", "other", "raw/b", "raw/c", "raw/d"]
    assert [plan.next("dfs.create", path) is not None for path in asked] == [
        False,
        False,
        True,
        False,
        False,
    ]


def test_a_token_that_was_touched_is_none() -> None:
    tokens = Tokens({"client": Identity("tenant", "client")})
    token = tokens.access(tokens.identities["client"], now=0)
    assert tokens.verify_access(token, 1, "").client_id == "client"
    with pytest.raises(StorageError):
        tokens.verify_access(token, 4000, "")
    for wrong in (token[:-2] + "xx", "a.b", "", "a.b.c", token + ".x"):
        with pytest.raises(BadToken):
            tokens.claims(wrong)


def test_a_plus_in_a_query_is_a_space() -> None:
    assert query_pairs("a=b+c&d=%2B&e") == [("a", "b c"), ("d", "+"), ("e", "")]


def test_an_entity_in_a_block_list_is_refused() -> None:
    assert block_list(b"<BlockList><Latest>YQ==</Latest></BlockList>") == [("Latest", "YQ==")]
    for wrong in (
        b"<!DOCTYPE x><BlockList/>",
        b"<BlockList>",
        b"<Other/>",
        b"<BlockList><X/></BlockList>",
    ):
        with pytest.raises(StorageError):
            block_list(wrong)


def test_permissions_are_read_in_octal_and_in_symbols() -> None:
    assert permissions("0750") == "rwxr-x---"
    assert permissions("1777") == "rwxrwxrwt"
    assert permissions("rw-r-----+") == "rw-r-----"
    assert masked("rwxrwxrwx", "0027") == "rwxr-x---"


@pytest.mark.parametrize(
    ("expression", "fitting", "others"),
    [
        (
            SYMBOLIC,
            ["rwxr-x---", "rwxrwxrwt", "---------+"],
            ["rwx", "rwxr-x--", "wrxr-x---", "rwxr-x---\n"],
        ),
        (OCTAL, ["750", "0750", "1777"], ["75", "2777", "0800", "07500"]),
        (
            ACL_ENTRY,
            ["user::rwx", "default:group:x:r--", "mask::rwx", "user:x"],
            ["nobody::rwx", "user", "user:a:b:rwx", "user::rwxx"],
        ),
        (
            LEASE_ID,
            ["11111111-2222-4333-8444-555555555555"],
            ["11111111222243338444555555555555", "1", "11111111-2222-4333-8444-55555555555g"],
        ),
        (
            TOKEN_PATH,
            ["/tenant/oauth2/v2.0/token", "/tenant/oauth2/token"],
            ["/oauth2/v2.0/token", "/a/b/oauth2/token", "/tenant/oauth2/v2.0/token/"],
        ),
        (
            BOUNDARY,
            ["multipart/mixed; boundary=batch_1", 'Multipart/Mixed;boundary="x"'],
            ["multipart/mixed", "multipart/mixed; boundary=", "multipart/form-data; boundary=x"],
        ),
        (METADATA_NAME, ["a", "_x9"], ["9a", "a-b", "", "a>b"]),
    ],
)
def test_expressions_match_what_they_must_and_no_more(
    expression: object, fitting: list[str], others: list[str]
) -> None:
    import re

    assert isinstance(expression, re.Pattern)
    assert all(expression.fullmatch(text) for text in fitting)
    assert not any(expression.fullmatch(text) for text in others)


def test_a_document_type_is_found_wherever_it_stands() -> None:
    assert DOCTYPE.search(b"<?xml?> <!doctype x>")
    assert DOCTYPE.search(b"<!ENTITY x>")
    assert not DOCTYPE.search(b"<BlockList><!-- DOCTYPE --></BlockList>")
