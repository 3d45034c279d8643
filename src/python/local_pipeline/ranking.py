"""Which passages answer some words best: BM25 over the stems of words, in memory."""

from __future__ import annotations

import logging
from typing import Any

import bm25s
import pyarrow as pa
import Stemmer

_STEMMER = Stemmer.Stemmer("english")

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it tells of its own steps


def best(passages: pa.Table, words: str, top: int) -> pa.Table:
    """Return at most ``top`` of ``passages`` (columns ``heading_path``, ``text``) and their BM25 ``score``, best first.

    A passage is found by its headings too; those that have none of the words are left out.
    """
    asked = _tokens([words], return_ids=False)
    known = [f"{path}\n{text}" for path, text in zip(*_texts(passages), strict=True)]
    if not known or not asked[0]:
        return passages.slice(0, 0)
    index = bm25s.BM25()
    index.index(_tokens(known), show_progress=False)
    scores = index.get_scores(asked[0])
    order = [int(row) for row in (-scores).argsort(kind="stable")[:top] if scores[row] > 0]
    ranked = pa.array([round(float(scores[row]), 2) for row in order], pa.float64())
    rows = [passages.slice(0, 0), *(passages.slice(row, 1) for row in order)]
    return pa.concat_tables(rows).add_column(0, "score", ranked)


def _tokens(texts: list[str], **how: bool) -> Any:
    """Return the stems of the words that say something: "suppliers" is found by "supplier"."""
    return bm25s.tokenize(texts, stopwords="en", stemmer=_STEMMER, show_progress=False, **how)


def _texts(passages: pa.Table) -> tuple[list[str], list[str]]:
    return passages["heading_path"].to_pylist(), passages["text"].to_pylist()
