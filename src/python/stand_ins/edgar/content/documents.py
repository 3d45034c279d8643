"""The documents inside a submission, each as EDGAR serves it in the filing's folder."""

from __future__ import annotations

import binascii
import mimetypes
import re
from dataclasses import dataclass

DOCUMENT = re.compile(rb"<DOCUMENT>\n(.*?)</DOCUMENT>", re.DOTALL)
FILE_NAME = re.compile(rb"^<FILENAME>([^\n]+)$", re.MULTILINE)
TEXT = re.compile(rb"<TEXT>\n(.*)</TEXT>", re.DOTALL)
WRAPPER = re.compile(rb"\A<(XBRL|XML|PDF)>\n(.*?)</\1>\s*\Z", re.DOTALL)
UUENCODED = re.compile(rb"\A\s*begin [0-7]{3} [^\n]+\n(.*?)^`?\s*\nend", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class ServedDocument:
    name: str
    content_type: str
    data: bytes


def documents_in(submission: bytes) -> list[ServedDocument]:
    """Those documents of a submission that have a file name, unwrapped and decoded, in their order."""
    found = []
    for match in DOCUMENT.finditer(submission):
        name, text = FILE_NAME.search(match[1]), TEXT.search(match[1])
        if name is None or text is None:
            continue
        file_name = name[1].decode("latin-1").strip()
        kind = mimetypes.guess_type(file_name)[0] or "text/plain"
        found.append(ServedDocument(file_name, kind, _unwrapped(text[1])))
    return found


def _unwrapped(text: bytes) -> bytes:
    if wrapper := WRAPPER.match(text):
        text = wrapper[2]
    if encoded := UUENCODED.match(text):
        return b"".join(binascii.a2b_uu(line) for line in encoded[1].splitlines() if line.strip())
    return text
