"""Where EDGAR serves what: two hosts, or one address for both."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from data_loader.edgar.errors import WrongEdgar
from docai.filing.identity import submission_url


@dataclass(frozen=True, slots=True)
class Hosts:
    """``www`` serves the archives, the indexes and the tickers, ``data`` the lists of submissions; no final slash."""

    www: str = "https://www.sec.gov"
    data: str = "https://data.sec.gov"

    @classmethod
    def at(cls, address: str | None) -> Hosts:
        """Return the SEC's own hosts, or with ``address`` one server for both; raises WrongEdgar."""
        if not address:
            return cls()
        parts = urlsplit(address.strip())
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
            raise WrongEdgar(
                f"--edgar-url is {address!r}; give the address of a server, such as http://127.0.0.1:8080"
            )
        if parts.username or parts.password:
            raise WrongEdgar("--edgar-url holds a user or a password; EDGAR takes none")
        base = address.strip().rstrip("/")
        return cls(base, base)

    def submission(self, cik: str, accession: str) -> str:
        """Return the address of a complete submission."""
        return submission_url(self.www, cik, accession)

    def nothing(self, url: str) -> str:
        """Return an address on the host of ``url`` where there is nothing: EDGAR says so for as long as that host answers."""
        if url.startswith(f"{self.data}/submissions/"):
            return self.filings_of("0" * 10)
        return self.submission("0", "0000000000-00-000000")

    def filings_of(self, cik: str) -> str:
        """Return the address of a filer's list of submissions; ``cik`` has ten digits."""
        return f"{self.data}/submissions/CIK{cik}.json"

    def older_filings(self, page: str) -> str:
        """Return the address of an older page of such a list, by the name the list gives it."""
        return f"{self.data}/submissions/{page}"

    def tickers(self) -> str:
        """Return the address of the list of ticker symbols."""
        return f"{self.www}/files/company_tickers.json"

    def latest(self, form: str, *, start: int, count: int) -> str:
        """Return the address of a page of the feed of the latest filings, of forms whose name begins with ``form``."""
        return (
            f"{self.www}/cgi-bin/browse-edgar?action=getcurrent&type={form}&company=&dateb=&owner=include"
            f"&start={start}&count={count}&output=atom"
        )

    def names(self) -> str:
        """Return the address of the list of all names of filers, present and former."""
        return f"{self.www}/Archives/edgar/cik-lookup-data.txt"

    def archive(self, path: str) -> str:
        """Return the address of a file below EDGAR's archive, such as ``full-index/2024/QTR1/master.idx``."""
        return f"{self.www}/Archives/edgar/{path}"
