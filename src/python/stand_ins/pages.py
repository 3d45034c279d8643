"""What a test asks of an HTML page: that it is whole, and needs and runs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "hr"})
_FOREIGN = frozenset({"script", "iframe", "object", "link", "img", "a", "form", "base"})


def elements_of(markup: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return the elements in order, each with its attributes; raises AssertionError where one is not closed in turn."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    assert reader.open == [], f"not closed: {reader.open}"
    return reader.elements


def words_of(markup: str) -> str:
    """Return the text of a page, a line for each piece, without its style."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return "\n".join(piece for piece in reader.texts if piece.strip())


def check_page(page: str) -> None:
    """Raise AssertionError unless ``page`` is well-formed, has one title, and neither loads nor runs anything."""
    tags = [tag for tag, _ in elements_of(page)]
    assert tags.count("h1") == tags.count("main") == tags.count("title") == 1
    assert "default-src 'none'" in page
    assert "url(" not in page.partition("</style>")[0]
    assert "@import" not in page.partition("</style>")[0]
    for tag, attributes in elements_of(page):
        assert tag not in _FOREIGN, tag
        assert not any(name.startswith("on") for name in attributes), attributes
        assert not {"src", "href"} & attributes.keys(), attributes


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)
