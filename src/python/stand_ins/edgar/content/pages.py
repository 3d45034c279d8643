"""The bodies of EDGAR's refusals: the same structure as the real ones, in our own words where they are prose."""

from __future__ import annotations

import hashlib
from xml.sax.saxutils import escape

XML = "application/xml"
HTML = "text/html"


def _identity(path: str) -> str:
    digest = hashlib.sha256(path.encode()).hexdigest().upper()
    return f"<RequestId>{digest[:16]}</RequestId><HostId>{digest[16:]}</HostId>"


def access_denied(path: str) -> bytes:
    """What stands in for "not found" under /Archives: S3's AccessDenied, with status 403."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code>'
        f"<Message>Access Denied</Message>{_identity(path)}</Error>"
    ).encode()


def no_such_key(path: str) -> bytes:
    """What data.sec.gov says of a file that is not there: S3's NoSuchKey, with status 404."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code>'
        f"<Message>The specified key does not exist.</Message><Key>{escape(path.lstrip('/'))}</Key>{_identity(path)}</Error>"
    ).encode()


def _page(title: str, heading: str, *paragraphs: str) -> bytes:
    body = "".join(f"<p>{each}</p>\n" for each in paragraphs)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>SEC.gov | {title}</title>\n<style>body {{ font-family: sans-serif; margin: 4em }}</style>\n</head>\n"
        f"<body>\n<h1>{heading}</h1>\n{body}</body>\n</html>\n"
    ).encode()


BLOCKED = _page(
    "Request Rate Threshold Exceeded",
    "Request Rate Threshold Exceeded",
    "Requests from your address have come faster than ten in a second, and it is blocked for about ten minutes.",
    "Keep below the limit, and declare who you are in the User-Agent header. Reference ID: 0.replay",
)
UNDECLARED = _page(
    "Your Request Originates from an Undeclared Automated Tool",
    "Your Request Originates from an Undeclared Automated Tool",
    "Declare your traffic: the User-Agent header must name a contact, as in Sample Company AdminContact@example.com. "
    "Reference ID: 0.replay",
)
UNAVAILABLE = _page(
    "File Unavailable",
    "This page is temporarily unavailable.",
    "The service is undergoing maintenance. Please try again later.",
)
NOT_A_SUBMISSION = _page(
    "Filing Documents",
    "EDGAR Filing Documents",
    "This page lists documents and is not itself a submission.",
)
NOT_FOUND = _page("Page Not Found", "Page not found", "There is no page at this address.")
