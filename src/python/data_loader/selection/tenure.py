"""Since when a company files 10-Ks, and what it files instead: what a person has to know when years are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

OTHER_ANNUAL_FORMS = ("20-F", "40-F", "18-K", "1-K", "N-CSR")
"""Annual reports of those who file no 10-K: foreign companies, Canadian ones, foreign governments, small offerings, funds."""

A_YEAR = timedelta(days=400)
"""Two 10-Ks are a year apart, and one may be late."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """``first`` is the day of the oldest 10-K on the pages that were read; ``annual`` counts other annual reports by form."""

    first: date | None = None
    annual: Mapping[str, int] = field(default_factory=dict)

    def with_days(self, days: Iterable[date], annual: Mapping[str, int]) -> Tenure:
        """Return it with another page's 10-Ks and other annual reports."""
        counts = dict(self.annual)
        for form, count in annual.items():
            counts[form] = counts.get(form, 0) + count
        first = min((*days, *([self.first] if self.first else [])), default=None)
        return replace(self, first=first, annual=counts)


def remark(company: str, tenure: Tenure, since: date | None) -> str | None:
    """Return a sentence when ``company`` has no 10-K, or none for years that ``since`` asks for; else None."""
    if tenure.first is None:
        if tenure.annual:
            forms = " and ".join(
                f"{form} ({count} of them)" for form, count in sorted(tenure.annual.items())
            )
            return f"{company} files no 10-K; its annual reports are {forms}, which docai does not load"
        return f"{company} has no 10-K" + (f" filed since {since}" if since else "")
    if since is not None and tenure.first - since > A_YEAR:
        return (
            f"{company} has 10-Ks since {tenure.first} only, and --from asks for {since}; earlier ones may stand under another "
            "filer, such as the company before a merger: look it up with --companies and its name then, or give its --ciks"
        )
    return None
