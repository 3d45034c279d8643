"""The options of the local pipeline: the loader's own, and where EDGAR and the lake are."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from data_loader.audit.options import AuditSettings, audit_settings
from data_loader.options import (
    add_edgar_options,
    add_run_options,
    add_selection_options,
    loader_settings,
)
from data_loader.settings import LoaderSettings
from data_loader.watch.options import Pace, add_watch_options, pace_of
from docai.filing.clock import today_at_edgar
from docai.runtime.options import OptionParser
from docai.runtime.tolerance import Tolerance
from local_pipeline.choices import DEFAULT_LAKE, SAMPLE_LAKE
from local_pipeline.sample import USER_AGENT, Sample

DESCRIPTION = """\
Run the whole pipeline on this machine: filings from EDGAR into a lake, and from there into Delta tables. Rerun it at any
time: nothing is fetched or written twice."""

EPILOG = """\
examples:
  python -m local_pipeline.run --sample
  python -m local_pipeline.run --tickers AAPL,MSFT --from 2020-01-01 \\
      --user-agent "Your Name you@example.com"
  python -m local_pipeline.run --tickers AAPL,MSFT --from 30d --watch \\
      --user-agent "Your Name you@example.com"

exit codes: 0 done; 2 change something (option, name, Java); 3 EDGAR, the lake or Spark failed; 4 more filings failed than
--tolerate allows; 143 stopped."""


@dataclass(frozen=True, slots=True)
class PipelineOptions:
    """What the command line asks for. ``values`` are the loader's options, which a sample completes."""

    values: argparse.Namespace
    sample: bool
    lake: str
    tolerate: Tolerance
    watch: Pace | None = None

    def loader(self, sample: Sample | None) -> LoaderSettings:
        """Return the loader's settings; ``sample`` says where EDGAR is and who filed there. Raises CallerError."""
        return loader_settings(self._completed(sample))

    def audit(self, sample: Sample | None) -> AuditSettings | None:
        """Return what to check at the end, None when nothing is to be; raises CallerError."""
        if self.values.no_coverage or self.values.refetch:
            return None
        values = self._completed(sample)
        values.lake = self.lake
        return audit_settings(values, today_at_edgar())

    def _completed(self, sample: Sample | None) -> argparse.Namespace:
        values = argparse.Namespace(**vars(self.values))
        if sample is not None:
            values.edgar_url = sample.url
            values.user_agent = values.user_agent or USER_AGENT
            values.forms = values.forms or ("all",)
            if not (
                values.tickers or values.ciks or values.companies or values.index or values.all
            ):
                values.ciks = sample.ciks
        return values


def parser() -> OptionParser:
    """Return the program's options: its own, and those of the loader."""
    made = OptionParser("local_pipeline.run", DESCRIPTION, EPILOG)
    made.flag(
        "--sample", help="use the built-in sample: 10-Ks of fictional companies, served on loopback"
    )
    made.option(
        "--lake", help=f"lake to fill; default: {SAMPLE_LAKE} for the sample, else {DEFAULT_LAKE}"
    )
    made.flag("--no-coverage", help="do not check at the end whether anything is missing")
    add_selection_options(made)
    add_edgar_options(made)
    add_run_options(made)
    add_watch_options(made)
    return made


def parse_options(argv: Sequence[str]) -> PipelineOptions:
    """Return what ``argv`` and the environment ask for; raises CallerError."""
    options = parser()
    values = options.parse(argv)
    if values.sample and values.watch:
        options.error(
            "--sample is an EDGAR in which nothing new comes; give either --sample or --watch"
        )
    if values.sample and values.edgar_url:
        options.error("--sample brings its own EDGAR; give either --sample or --edgar-url")
    found = PipelineOptions(
        values=values,
        sample=values.sample,
        lake=values.lake or (SAMPLE_LAKE if values.sample else DEFAULT_LAKE),
        tolerate=values.tolerate,
        watch=None if values.sample else pace_of(values),
    )
    if not values.sample:
        found.loader(None)  # a wrong selection is said before anything begins
    return found
