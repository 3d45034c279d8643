"""Fictional 10-K filings in the shapes of every era, with the truth about their Items."""

from stand_ins.sample.corpus import SampleFiling, TrueItem, sample_filings, write_sample

__all__ = ["SampleFiling", "TrueItem", "sample_filings", "write_sample"]
