"""What stands at which path: both EDGAR hosts under one address, whose paths do not meet."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from stand_ins.edgar.content import company_json, index_files, latest, pages
from stand_ins.edgar.content.bodies import Body, BytesBody, CutBody
from stand_ins.edgar.content.catalogue import Catalogue, Listed
from stand_ins.edgar.content.documents import documents_in
from stand_ins.edgar.content.index_files import KINDS, Kind, Line, index_file, quarter_of
from stand_ins.edgar.content.tickers import Ticker, all_tickers

JSON = "application/json"
TEXT = "text/plain"
SUBMISSION = re.compile(
    r"^/Archives/edgar/data/(\d{1,10})/(?:(\d{18})/)?(\d{10}-\d{2}-\d{6})\.txt$"
)
FOLDER_FILE = re.compile(r"^/Archives/edgar/data/(\d{1,10})/(\d{18})/([\w.,-]{1,120})$")
FULL_INDEX = re.compile(
    r"^/Archives/edgar/full-index/(?:(\d{4})/QTR([1-4])/)?(company|form|master|crawler)\.(idx|gz)$"
)
DAILY_INDEX = re.compile(r"^/Archives/edgar/daily-index/(\d{4})/QTR([1-4])/([\w.]{1,40})$")
DIRECTORY = re.compile(
    r"^/Archives/edgar/(full|daily)-index/(?:(\d{4})/(?:QTR([1-4])/)?)?index\.json$"
)
LARGEST_FOLDER = 64 << 20


@dataclass(frozen=True)
class Answer:
    """An honest answer. `validated` ones carry ETag and Last-Modified; `accession` names a submission."""

    status: int
    content_type: str
    body: Body
    validated: bool = False
    accession: str = ""


class Site:
    """EDGAR as of day `today` over one catalogue. `page_size` is the number of filings on a page of submissions.

    The indexes hold filings up to day `indexed_to`, None for all.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        listed: list[Ticker],
        page_size: int,
        today: date,
        indexed_to: date | None = None,
    ) -> None:
        self.catalogue, self.page_size, self.today = catalogue, page_size, today
        self.indexed_to = indexed_to
        names = {cik: filings[0].name_for(cik) for cik, filings in catalogue.by_cik.items()}
        self.tickers = all_tickers(listed, names)
        self._made: dict[str, Answer] = {}

    def answer(self, path: str) -> Answer:
        """What EDGAR answers to GET `path`."""
        if match := SUBMISSION.match(path):
            return self._submission(path, match)
        known = self._made.get(path)
        if known is None:
            known = self._make(path)
            if known.status == 200 and not FOLDER_FILE.match(path):
                self._made[path] = known
        return known

    def feed(self, query: str, now: datetime | None, faults: latest.FeedFaults) -> Answer:
        """The feed of the latest filings at `now`; None: when the newest one was accepted."""
        filings = self.catalogue.filings.values()
        moment = now or latest.latest_acceptance(filings)
        body = latest.feed(filings, query, moment, faults)
        return Answer(200, latest.CONTENT_TYPE, BytesBody(body))

    def other_than(self, accession: str) -> Listed | None:
        """A filing that is not the one asked for, the next by number."""
        others = sorted(each for each in self.catalogue.filings if each != accession)
        later = [each for each in others if each > accession]
        return self.catalogue.filings[(later or others)[0]] if others else None

    def _make(self, path: str) -> Answer:
        fixed: dict[str, tuple[str, Callable[[list[Ticker]], bytes]]] = {
            "/files/company_tickers.json": (JSON, company_json.tickers_json),
            "/files/company_tickers_exchange.json": (JSON, company_json.tickers_exchange_json),
            "/include/ticker.txt": (TEXT, company_json.tickers_txt),
        }
        if path in fixed:
            kind, make = fixed[path]
            return Answer(200, kind, BytesBody(make(self.tickers)))
        if path.startswith("/submissions/"):
            name = path.removeprefix("/submissions/")
            body = company_json.submissions_json(
                self.catalogue, self._tickers_by_cik, name, self.page_size
            )
            if body is None:
                return Answer(404, pages.XML, BytesBody(pages.no_such_key(path)))
            return Answer(200, JSON, BytesBody(body))
        if path.startswith("/Archives/"):
            return self._archived(path) or self._denied(path)
        return Answer(404, pages.HTML, BytesBody(pages.NOT_FOUND))

    @cached_property
    def _tickers_by_cik(self) -> dict[str, list[Ticker]]:
        found: dict[str, list[Ticker]] = defaultdict(list)
        for ticker in self.tickers:
            found[ticker.cik].append(ticker)
        return found

    def _denied(self, path: str) -> Answer:
        return Answer(403, pages.XML, BytesBody(pages.access_denied(path)))

    def _submission(self, path: str, match: re.Match[str]) -> Answer:
        cik, folder, accession = match.groups()
        listed = self.catalogue.filings.get(accession)
        named = folder is None or folder == accession.replace("-", "")
        if listed is None or not named or cik not in {str(int(c)) for c in listed.header.ciks}:
            return self._denied(path)
        return Answer(200, TEXT, listed.body, validated=True, accession=accession)

    def _archived(self, path: str) -> Answer | None:
        if match := FULL_INDEX.match(path):
            return self._full_index(match)
        if match := DAILY_INDEX.match(path):
            answer = self._daily_index(match)
            if answer is not None:
                return answer
        if match := DIRECTORY.match(path):
            return self._directory(match)
        if match := FOLDER_FILE.match(path):
            return self._folder(match)
        return None

    @cached_property
    def _quarters(self) -> dict[tuple[int, int], list[Line]]:
        quarters: dict[tuple[int, int], list[Line]] = defaultdict(list)
        for line in index_files.lines_of(self.catalogue):
            if self.indexed_to is not None and line.filed > self.indexed_to:
                continue
            quarters[quarter_of(line.filed)].append(line)
        return quarters

    def _full_index(self, match: re.Match[str]) -> Answer | None:
        """Every quarter since 1993 has one, be it empty; without a quarter in the path it is today's."""
        year, number, kind, suffix = match.groups()
        quarter = (int(year), int(number)) if year else quarter_of(self.today)
        if not (index_files.FIRST_YEAR, 1) <= quarter <= quarter_of(self.today):
            return None
        lines = self._quarters.get(quarter, [])
        body = index_file(_kind(kind), lines, self._last_day(quarter), daily=False)
        modified = max((each.modified for each in lines), default=self._midnight(quarter))
        if suffix == "gz":
            packed = gzip.compress(body, mtime=0)
            return Answer(200, "application/x-gzip", BytesBody(packed, modified), validated=True)
        return Answer(200, TEXT, BytesBody(body, modified), validated=True)

    def _last_day(self, quarter: tuple[int, int]) -> date:
        ends = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
        return min(self.indexed_to or self.today, date(quarter[0], *ends[quarter[1]]))

    def _midnight(self, quarter: tuple[int, int]) -> float:
        return (self._last_day(quarter) - date(1970, 1, 1)).total_seconds()

    def _daily_index(self, match: re.Match[str]) -> Answer | None:
        """One for each day on which something was filed."""
        quarter = (int(match[1]), int(match[2]))
        name = index_files.DAILY_NAME.match(match[3])
        if name is None:
            return None
        lines = [
            each for each in self._quarters.get(quarter, []) if f"{each.filed:%Y%m%d}" == name[2]
        ]
        if not lines:
            return None
        body = index_file(_kind(name[1]), lines, lines[0].filed, daily=True)
        modified = max(each.modified for each in lines)
        return Answer(200, TEXT, BytesBody(body, modified), validated=True)

    def _directory(self, match: re.Match[str]) -> Answer:
        which, year, number = match.groups()
        entries: list[tuple[str, str, int, str]] = []
        if year is None:
            years = range(index_files.FIRST_YEAR, self.today.year + 1)
            entries = [(str(each), "dir", 0, "") for each in years]
        elif number is None:
            last = quarter_of(self.today)
            entries = [(f"QTR{n}", "dir", 0, "") for n in (1, 2, 3, 4) if (int(year), n) <= last]
        elif which == "full":
            entries = [(f"{kind}.{end}", "file", 0, "") for kind in KINDS for end in ("gz", "idx")]
        else:
            lines = self._quarters.get((int(year), int(number)), [])
            days = sorted({f"{each.filed:%Y%m%d}" for each in lines})
            entries = [(f"{kind}.{day}.idx", "file", 0, "") for kind in KINDS for day in days]
        name = "/".join(
            part for part in (f"{which}-index", year, number and f"QTR{number}") if part
        )
        return Answer(200, JSON, BytesBody(index_files.directory_json(f"{name}/", entries)))

    def _folder(self, match: re.Match[str]) -> Answer | None:
        """A filing's folder: index.json, and each document by its file name."""
        cik, digits, name = match.groups()
        accession = f"{digits[:10]}-{digits[10:12]}-{digits[12:]}"
        listed = self.catalogue.filings.get(accession)
        if listed is None or cik not in {str(int(c)) for c in listed.header.ciks}:
            return None
        whole = CutBody(listed.body, min(listed.body.size, LARGEST_FOLDER))
        documents = documents_in(b"".join(whole.chunks()))
        if name == "index.json":
            filed = f"{listed.header.filed.isoformat()} 00:00:00"
            entries = [
                (f"{accession}.txt", "file", listed.body.size, filed),
                *((each.name, "file", len(each.data), filed) for each in documents),
            ]
            folder = f"/Archives/edgar/data/{cik}/{digits}"
            return Answer(200, JSON, BytesBody(index_files.directory_json(folder, entries)))
        for document in documents:
            if document.name == name:
                body = BytesBody(document.data, listed.body.modified)
                return Answer(200, document.content_type, body, validated=True)
        return None


def _kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind == name)


def control(value: object, status: int = 200) -> Answer:
    """An answer of the control endpoints."""
    return Answer(status, JSON, BytesBody(json.dumps(value).encode()))
