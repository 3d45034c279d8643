"""A whole page: one file that needs nothing from elsewhere and runs no script."""

from __future__ import annotations

from collections.abc import Iterable

from docai.report.elements import Html, joined, text
from docai.report.style import STYLE

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of a page: its own style, and nothing else."""


def page(title: str, parts: Iterable[Html]) -> str:
    """Return the page with ``parts`` as its content. ``title`` is what a browser's tab shows."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)}</title><style>{STYLE}</style></head>"
        f"<body><main>{joined(parts)}</main></body></html>\n"
    )
