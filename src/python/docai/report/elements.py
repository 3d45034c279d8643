"""Parts of a page. Text is escaped here: ``Html`` has been escaped, ``str`` has not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, NewType

Html = NewType("Html", str)
"""Markup that can stand in a page."""

Mood = Literal["good", "bad", "warn", ""]
"""The colour of a state: done, failed, look here, none."""

NOTHING = Html("")


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; ``kind`` is the class of its cells: ``number``, ``heat``, ``sum``."""

    name: str
    kind: str = ""


def text(value: str) -> Html:
    """Return ``value`` as text of a page; a lone surrogate, which no page can hold, becomes a question mark."""
    return Html(escape(value.encode("utf-8", "replace").decode()))


def joined(parts: Iterable[Html]) -> Html:
    """Return parts one after the other."""
    return Html("".join(parts))


def heading(
    title: str, *, state: str = "", mood: Mood = "", level: int = 2, kind: str = ""
) -> Html:
    """Return a heading, with a state beside it."""
    pill = f' <span class="state {mood}">{text(state)}</span>' if state else ""
    return Html(f"<h{level}{_class(kind)}>{text(title)}{pill}</h{level}>")


def header(title: str, about: str, *, state: str = "", mood: Mood = "") -> Html:
    """Return the head of a page: its title, and a line about it."""
    return Html(
        f"<header>{heading(title, state=state, mood=mood, level=1)}<p>{text(about)}</p></header>"
    )


def section(title: str, *content: Html, state: str = "", mood: Mood = "", wash: Mood = "") -> Html:
    """Return a card; ``wash`` colours the whole of it. Without a title it has no heading."""
    head = heading(title, state=state, mood=mood) if title else NOTHING
    return Html(f"<section{_class(wash)}>{head}{joined(content)}</section>")


def paragraph(words: str, kind: str = "") -> Html:
    """Return a paragraph, nothing for no words; ``kind`` ``lead`` is large, ``none`` is quiet."""
    return Html(f"<p{_class(kind)}>{text(words)}</p>") if words else NOTHING


def none(words: str) -> Html:
    """Return a quiet remark."""
    return paragraph(words, "none")


def log_lines(lines: Sequence[str]) -> Html:
    """Return lines of a log; they wrap."""
    return Html(f"<pre>{text(chr(10).join(lines))}</pre>") if lines else NOTHING


def figures(pairs: Iterable[tuple[str, str]]) -> Html:
    """Return figures side by side: each a name and a value."""
    tiles = "".join(
        f'<div><span class="value">{text(value)}</span><span class="name">{text(name)}</span></div>'
        for name, value in pairs
    )
    return Html(f'<div class="figures">{tiles}</div>') if tiles else NOTHING


def facts(pairs: Iterable[tuple[str, Html]]) -> Html:
    """Return a list of names and what belongs to each."""
    rows = "".join(f"<dt>{text(name)}</dt><dd>{value}</dd>" for name, value in pairs)
    return Html(f"<dl>{rows}</dl>") if rows else NOTHING


def code(words: str) -> Html:
    """Return a path or a name to be copied."""
    return Html(f'<span class="code">{text(words)}</span>')


def link(words: str, address: str) -> Html:
    """Return words that lead to ``address``; without one, or where it is no web address, the words alone."""
    if not address.startswith(("https://", "http://")):
        return text(words)
    return Html(f'<a href="{text(address)}" rel="noreferrer">{text(words)}</a>')


def table(columns: Sequence[Column], rows: Iterable[Sequence[Html]]) -> Html:
    """Return a table; what is too wide scrolls inside the page."""
    head = "".join(f"<th scope=col{_class(one.kind)}>{text(one.name)}</th>" for one in columns)
    body = "".join(f"<tr>{joined(cells)}</tr>" for cells in rows)
    return Html(
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def row_head(words: str, kind: str = "") -> Html:
    """Return the first cell of a row."""
    return Html(f"<th scope=row{_class(kind)}>{text(words)}</th>")


def cell(words: str, kind: str = "") -> Html:
    """Return a cell; ``kind`` is its class."""
    return Html(f"<td{_class(kind)}>{text(words)}</td>")


def td(content: Html, kind: str = "") -> Html:
    """Return a cell of markup."""
    return Html(f"<td{_class(kind)}>{content}</td>")


def th(content: Html, kind: str = "") -> Html:
    """Return the first cell of a row, of markup."""
    return Html(f"<th scope=row{_class(kind)}>{content}</th>")


def bar(words: str, share: float, kind: str = "") -> Html:
    """Return a cell with a bar behind its text; ``share`` is 0 to 1."""
    width = f"{100 * min(max(share, 0.0), 1.0):.0f}%"
    return Html(
        f'<td{_class(f"bar {kind}".strip())}><i style="width:{width}"></i><b>{text(words)}</b></td>'
    )


def heat(count: int, most: int) -> Html:
    """Return a cell whose colour says how much of ``most`` the count is."""
    if not count:
        return Html('<td class="heat none">·</td>')
    return Html(
        f'<td class="heat" style="--share:{0.12 + 0.88 * count / max(most, 1):.2f}">{count:,}</td>'
    )


def _class(kind: str) -> str:
    return f' class="{text(kind)}"' if kind else ""
