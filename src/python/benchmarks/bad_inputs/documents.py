"""Hostile documents through ``python -m docai.tenk``, each beside a good one whose Items must be printed."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from benchmarks.bad_inputs.answers import WHOLE
from benchmarks.bad_inputs.programs import Seen, run
from benchmarks.bad_inputs.site import a_lake
from docai.runtime.exit_codes import ExitCode
from docai.runtime.printable import UNPRINTABLE
from docai.tenk.__main__ import main

GOOD = (
    b"<html><p>Item 1. Business</p><p>We make lanterns.</p><p>Item 1A. Risk Factors</p><p>Lanterns may go out.</p>"
    b"<p>Item 8. Financial Statements</p><p>See page F-1.</p></html>"
)

Make = Callable[[], bytes]

DOCUMENTS: dict[str, Make] = {
    "elements nested deep": lambda: b"<div>" * 100_000 + GOOD,
    "tables nested deep": lambda: b"<table><tr><td>" * 20_000 + GOOD,
    "one tag of 2 MB": lambda: b"<p " + b"a=b " * 500_000 + b">" + GOOD,
    "2 MB of entities": lambda: b"&amp;" * 400_000 + GOOD,
    "numbers of characters that are none": lambda: b"&#9999999999;&#xD800;&#0;" * 1000 + GOOD,
    "entities of itself": lambda: b'<!DOCTYPE a [<!ENTITY b "&b;&b;">]>&b;' + GOOD,
    "an entity of a file": lambda: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>&b;' + GOOD,
    "20,000 headings": lambda: b"<p>Item 1A. Risk Factors</p>" * 20_000,
    "headings in a circle": lambda: b"<p>Item 1. See Item 1A.</p><p>Item 1A. See Item 1.</p>" * 500,
    "spaces": lambda: b" " * 2_000_000 + GOOD,
    "line ends": lambda: b"\n" * 2_000_000 + GOOD,
    "tabs after Item": lambda: b"Item" + b"\t" * 500_000 + b"1." + GOOD,
    "open comments": lambda: b"<!--" * 100_000 + GOOD,
    "lone <": lambda: b"<" * 500_000 + GOOD,
    "lone &": lambda: b"&" * 500_000 + GOOD,
    "dots of a contents page": lambda: b"Item 1. Business " + b". " * 300_000 + b"7\n" + GOOD,
    "escapes": lambda: GOOD.replace(b"Business", b"Business \x1b]0;X\x07\x1b[31m"),
    "bidi controls": lambda: GOOD.replace(b"Business", "Business \u202e\u2066".encode()),
    "C1 in Latin-1": lambda: GOOD.replace(b"Business", b"Business \x9b2J"),
    "NUL between letters": lambda: b"\x00".join(GOOD[n : n + 1] for n in range(len(GOOD))),
    "UTF-16": lambda: GOOD.decode().encode("utf-16"),
    "a charset that is none": lambda: b"<meta charset=lantern>" + GOOD,
    "a charset of codes": lambda: b"<meta charset=idna>" + GOOD,
    "a charset that packs": lambda: b"<meta charset=zip>" + GOOD,
    "numbers of 5,000 digits in headings": lambda: b"<p>Item %s. Business</p><p>Part %s</p><p>Note %s. Lamps</p>" % ((b"7" * 5000,) * 3) + GOOD,
    "numbers of 5,000 digits in tags": lambda: b"<font size=%s><p style='font-size:%spt;margin-left:%spt'><table><tr><td colspan=%s rowspan=%s>1</table>" % ((b"7" * 5000,) * 5) + GOOD,
    "numbers of 5,000 digits on pages": lambda: (b"<p>- %s -</p><p>Page %s of %s</p><hr>" % ((b"7" * 5000,) * 3)) * 9 + GOOD,
    "an entity of 5,000 digits": lambda: b"&#%s;&#x%s;" % ((b"7" * 5000,) * 2) + GOOD,
    "surrogates in UTF-8": lambda: b"<meta charset=utf-8>\xed\xa0\x80" + GOOD,
    "a submission of 3,000 documents": lambda: b"<DOCUMENT>\n<TYPE>EX-1\n<TEXT>\nx\n</TEXT>\n</DOCUMENT>\n" * 3000,
    "documents that never end": lambda: b"<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n" * 3000 + GOOD,
    "a PDF": lambda: b"%PDF-1.4\n" + bytes(1000),
    "uuencoded": lambda: b"<DOCUMENT>\n<TYPE>10-K\n<TEXT>\nbegin 644 x.htm\n" + b"M" * 60 + b"\nend\n</TEXT>",
    "gzip of gzip": lambda: gzip.compress(gzip.compress(GOOD)),
    "a bomb": lambda: gzip.compress(bytes(200_000_000), 9),
}  # fmt: skip


def _main(argv: Sequence[str]) -> ExitCode:
    return ExitCode(main(argv))


def documents() -> Iterator[Seen]:
    """Yield what each document came to; a control character on stdout or stderr counts as a defect."""
    cases: dict[str, Make] = {
        **DOCUMENTS,
        **{name: partial(bytes, body) for name, body in WHOLE.items()},
    }
    for name, make in cases.items():
        with a_lake() as folder:
            (folder / "bad.txt").write_bytes(make())
            (folder / "good.htm").write_bytes(GOOD)
            ended = run(_main, [str(folder / "bad.txt"), str(folder / "good.htm")])
            shown = (ended.stdout + ended.stderr).replace("\n", "")
            lost = "" if "good.htm" in ended.stdout else "the good document was not read"
            if UNPRINTABLE.search(shown):
                lost = "a control character was printed"
            yield Seen("a document", name, ended, lost)
