"""What the tests of pointers share: documents of fictional words, and what a pointer leads to in them."""

from __future__ import annotations

from dataclasses import replace

from docai.tenk import open_scans
from docai.tenk.pointers.follow import Found, follow
from docai.tenk.pointers.pointer import Pointer
from docai.tenk.pointers.report_notes import Stretch
from docai.tenk.pointers.target import Target

NOWHERE = Pointer(False, False, (), False, (), (), False)
NO_ITEM = (0, 1)


def target_in(text: str) -> Target:
    scans = open_scans(f"FORM 10-K\n\n{text}".encode(), file_name="a.txt")
    scan = scans.of(scans.submission.documents[0])
    return Target(scan.text, "a.txt", html=scan.html)


def followed(
    text: str, kind: str, *, own: Stretch = NO_ITEM, exhibits: tuple[str, ...] = (),
    borders: tuple[int, ...] = (), **says: object,
) -> Found | None:  # fmt: skip
    pointer = replace(NOWHERE, **says)  # type: ignore[arg-type]
    others = [target_in(one) for one in exhibits]
    return follow(pointer, kind, own, target_in(text), others, list(borders), {})


def section(head: str, words: str) -> str:
    return f"\n\n{head}\n\n{words}\n"


END = section("END OF IT", "We wove.")
ASSETS, MOVES, SUIT = "Total assets 9. ", "increased " * 6, "A suit. "


def filled(head: str, start: str, length: int) -> str:
    """Return a section that has ``length`` characters, its heading among them."""
    return section(head, (start + "w " * length)[: length - len(head) - 3] + ".")


def paged(pages: dict[str, str]) -> str:
    return "".join(f"\n\n{words}\n\n{page}\n<PAGE>\n" for page, words in pages.items())


WORDS = "We wove cloth of wool in the long sheds by the water and sold it. " * 8
PAGES = paged({str(page): f"Mark{page}x. {WORDS}{ASSETS}" for page in range(2, 14)})


BOUND = (
    "\n\nWe wove.\n\nSIGNATURES\n\nJ. Weaver\n\n" + filled("MANAGEMENT'S DISCUSSION AND ANALYSIS", "increased " * 13, 9000)
    + section("CONSOLIDATED BALANCE SHEETS", "Total assets 9\nTotal liabilities 3\n" + "w " * 4500)
)  # fmt: skip
