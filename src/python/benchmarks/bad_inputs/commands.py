"""docai's own commands on hostile files and lakes: figures, tables of figures, one document cut out, passages found."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.bad_inputs.answers import WHOLE
from benchmarks.bad_inputs.documents import DOCUMENTS, GOOD, Make
from benchmarks.bad_inputs.programs import Seen, run
from benchmarks.bad_inputs.site import a_lake
from docai.cutting import main as cut
from docai.document.tables.__main__ import main as tables
from docai.filing.layout import RAW
from docai.runtime.exit_codes import ExitCode
from docai.runtime.printable import UNPRINTABLE
from docai.xbrl.__main__ import main as figures

Main = Callable[[Sequence[str]], int]

NUMBER = "0000990002-24-000002"
PLACE = f"{RAW}/0000990002/{NUMBER}.txt.gz"
SUBMISSION = (
    b"<SEC-DOCUMENT>\n<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<FILENAME>x.htm\n<TEXT>\nlanterns\n</TEXT>\n</DOCUMENT>\n"
    b"<DOCUMENT>\n<TYPE>EX-21\n<SEQUENCE>2\n<FILENAME>ex21.htm\n<TEXT>\nWick LLC\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
)
XBRL = b'<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:g="http://fasb.org/us-gaap/2023">'
CONTEXT = (
    b'<context id="c"><entity><identifier scheme="x">1</identifier></entity><period><instant>2023-12-31</instant></period></context>'
    b'<unit id="u"><measure>iso4217:USD</measure></unit>'
)
FACT = b'<g:Assets contextRef="c" unitRef="u" decimals="0">1</g:Assets>'
TABLE = b"<html><table>%s</table></html>"


def _instance(facts: bytes, contexts: bytes = CONTEXT) -> Make:
    data = XBRL + contexts + facts + b"</xbrl>"
    return lambda: b"<DOCUMENT>\n<TYPE>EX-101.INS\n<FILENAME>x.xml\n<TEXT>\n<XBRL>\n" + data + b"\n</XBRL>\n</TEXT>\n</DOCUMENT>\n"  # fmt: skip


def _schedule(lines: bytes) -> Make:
    return lambda: b"<DOCUMENT>\n<TYPE>EX-27\n<TEXT>\n" + lines + b"\n</TEXT>\n</DOCUMENT>\n"


INSTANCES: Mapping[str, Make] = {
    "300,000 facts": _instance(FACT * 300_000),
    "50,000 contexts": _instance(FACT, CONTEXT * 50_000),
    "a value of 5 MB": _instance(FACT.replace(b">1<", b">" + b"9" * 5_000_000 + b"<")),
    "a value of 1e400": _instance(FACT.replace(b">1<", b">1e400<")),
    "a value of infinity": _instance(FACT.replace(b">1<", b">INF<")),
    "a value that is none": _instance(FACT.replace(b">1<", b">NaN<")),
    "decimals of 400 digits": _instance(FACT.replace(b'"0"', b'"' + b"9" * 400 + b'"')),
    "decimals of minus 10^9": _instance(FACT.replace(b'"0"', b'"-1000000000"')),
    "a period of the year 9999": _instance(FACT, CONTEXT.replace(b"2023-12-31", b"9999-12-31T24:00:00")),
    "a period of the year 1": _instance(FACT, CONTEXT.replace(b"2023-12-31", b"0001-01-01T00:00:00")),
    "a period before Christ": _instance(FACT, CONTEXT.replace(b"2023-12-31", b"-0044-03-15")),
    "no context": _instance(FACT, b""),
    "a context of itself": _instance(FACT, CONTEXT.replace(b'id="c"', b'id="c" contextRef="c"')),
    "5,000 dimensions": _instance(FACT, CONTEXT.replace(b"</entity>", b"<segment>" + b'<x:m xmlns:x="http://xbrl.org/2006/xbrldi" dimension="g:A">g:B</x:m>' * 5000 + b"</segment></entity>")),
    "elements nested deep": _instance(b"<g:a>" * 100_000),
    "an entity of itself": lambda: b'<!DOCTYPE x [<!ENTITY b "&b;&b;">]>' + XBRL + b"&b;</xbrl>",
    "escapes in a value": _instance(FACT.replace(b">1<", "> \u202e\u009b31m <".encode())),
    "100,000 attributes": _instance(b"<g:Assets " + b"".join(b'a%d="" ' % n for n in range(100_000)) + b"/>"),
}  # fmt: skip

SCHEDULES: Mapping[str, Make] = {
    "a multiplier of 400 digits": _schedule(b"<ARTICLE> 5\n<MULTIPLIER> 1" + b"0" * 400 + b"\n<CASH> 1"),
    "a multiplier of infinity": _schedule(b"<ARTICLE> 5\n<MULTIPLIER> Infinity\n<CASH> 1"),
    "a value of 1e400": _schedule(b"<ARTICLE> 5\n<CASH> 1e400"),
    "a value of 5,000 digits": _schedule(b"<ARTICLE> 5\n<CASH> " + b"7" * 5000),
    "100,000 tags": _schedule(b"<ARTICLE> 5\n" + b"<CASH> 1\n" * 100_000),
    "2,000 columns": _schedule(b"<ARTICLE> 5\n<CASH> " + b"1 " * 2000),
    "an end in the year 9999": _schedule(b"<ARTICLE> 5\n<PERIOD-END> DEC-31-9999\n<CASH> 1"),
    "an end on 99 Foo": _schedule(b"<ARTICLE> 5\n<PERIOD-END> FOO-99-1997\n<CASH> 1"),
    "brackets without an end": _schedule(b"<ARTICLE> 5\n<CASH> " + b"(" * 100_000),
    "no article": _schedule(b"<CASH> 1"),
}  # fmt: skip

GRIDS: Mapping[str, Make] = {
    "a span of 10^9": lambda: TABLE % b'<tr><td colspan="1000000000">1</td></tr>' * 3,
    "rows that span 10^9": lambda: TABLE % (b'<tr><td rowspan="1000000000">1</td><td>2</td></tr>' * 50),
    "a span of minus 5": lambda: TABLE % b'<tr><td colspan="-5" rowspan="0">1</td></tr>',
    "a span of letters": lambda: TABLE % b'<tr><td colspan="lantern">1</td></tr>',
    "3,000 columns": lambda: TABLE % (b"<tr>" + b"<td>1</td>" * 3000 + b"</tr>") * 5,
    "50,000 rows": lambda: TABLE % (b"<tr><td>Lamps</td><td>1</td><td>2</td></tr>" * 50_000),
    "spans that cross": lambda: TABLE % (b'<tr><td rowspan=300 colspan=300>1</td></tr>' * 300),
    "cells of 400 digits": lambda: TABLE % (b"<tr><td>Lamps</td><td>" + b"9" * 400 + b"</td></tr>") * 9,
    "tables without an end": lambda: b"<table><tr><td>1" * 5000,
}  # fmt: skip

LAKES: Mapping[str, Callable[[Path], object]] = {
    "nothing": lambda lake: None,
    "a raw file of letters": lambda lake: _put(lake, b"lanterns"),
    "a raw file cut short": lambda lake: _put(lake, gzip.compress(SUBMISSION)[:-9]),
    "a raw file of nothing": lambda lake: _put(lake, b""),
    "a raw file that is no submission": lambda lake: _put(lake, gzip.compress(b"lanterns")),
    "a raw file of zeros": lambda lake: _put(lake, gzip.compress(bytes(1_000_000))),
    "3,000 documents": lambda lake: _put(lake, gzip.compress(SUBMISSION * 3000)),
    "a folder in its place": lambda lake: (lake / PLACE).mkdir(parents=True),
    "a link out of the lake": lambda lake: _link(lake, "/etc/passwd"),
    "a folder of notes": lambda lake: (lake / RAW / "notes").mkdir(parents=True),
    "a folder of escapes": lambda lake: (lake / RAW / "\x1b[31m").mkdir(parents=True),
    "a log of letters": lambda lake: _log(lake, b"lanterns"),
    "a log without a table": lambda lake: _log(lake, b"{}"),
    "a protocol of the future": lambda lake: _log(lake, b'{"protocol":{"minReaderVersion":99,"minWriterVersion":99}}'),
}  # fmt: skip


def commands() -> Iterator[Seen]:
    """Yield what each command made of each file; a control character on stdout or stderr counts as a defect."""
    whole: Mapping[str, Make] = {name: partial(bytes, body) for name, body in WHOLE.items()}
    yield from _on_files("figures", figures, {**INSTANCES, **SCHEDULES, **whole})
    yield from _on_files("tables of a document", tables, {**GRIDS, **DOCUMENTS, **whole})
    for name, make in LAKES.items():
        with a_lake() as lake:
            make(lake)
            for wanted in ("EX-21", "7", "../x"):
                ended = run(cut, [str(lake), NUMBER, wanted])
                shown = UNPRINTABLE.search(ended.stderr.replace("\n", ""))
                lost = "a control character was printed" if shown else ""
                yield Seen("a document, cut out", f"{name}, {wanted}", ended, lost)


def _on_files(kind: str, main: Main, cases: Mapping[str, Make]) -> Iterator[Seen]:
    def coded(argv: Sequence[str]) -> ExitCode:
        return ExitCode(main(argv))

    for name, make in cases.items():
        with a_lake() as folder:
            (folder / "bad.txt").write_bytes(make())
            (folder / "good.htm").write_bytes(GOOD)
            ended = run(coded, [str(folder / "bad.txt"), str(folder / "good.htm")])
            shown = (ended.stdout + ended.stderr).replace("\n", "").replace("\t", "")
            lost = "a control character was printed" if UNPRINTABLE.search(shown) else ""
            yield Seen(kind, name, ended, lost)


def _put(lake: Path, data: bytes) -> None:
    (lake / PLACE).parent.mkdir(parents=True)
    (lake / PLACE).write_bytes(data)


def _link(lake: Path, to: str) -> None:
    (lake / PLACE).parent.mkdir(parents=True)
    (lake / PLACE).symlink_to(to)


def _log(lake: Path, line: bytes) -> None:
    _put(lake, gzip.compress(SUBMISSION))
    log = lake / "delta/filings/_delta_log"
    log.mkdir(parents=True)
    (log / f"{0:020}.json").write_bytes(line + b"\n")
    shutil.copy(log / f"{0:020}.json", log / "_last_checkpoint")
