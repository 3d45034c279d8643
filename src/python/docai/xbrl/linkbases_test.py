"""Statements from linkbases and schemas, together or apart."""

from __future__ import annotations

import itertools

import pytest

from docai.document.submission import open_submission
from docai.xbrl import Figures, read_figures

_NS = (
    'xmlns="http://www.w3.org/2001/XMLSchema" xmlns:link="http://www.xbrl.org/2003/linkbase" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:acme="http://www.acme.example/2012"'
)
_ROLE = "http://www.acme.example/role/Balance"
_TOTAL = "http://www.xbrl.org/2003/role/totalLabel"
_DEFINED = f"""<annotation><appinfo><link:roleType roleURI="{_ROLE}" id="r"><link:definition> 0002 - Statement - Balance Sheet - Parent </link:definition></link:roleType></appinfo></annotation>
<element id="own_Rockets" name="Rockets"/>"""


def _locator(label: str, concept: str) -> str:
    return f'<link:loc xlink:href="http://x/us-gaap.xsd#{concept}" xlink:label="{label}"/>'


def _arc(above: str, below: str, order: str, more: str = "") -> str:
    return f'<link:presentationArc xlink:from="{above}" xlink:to="{below}" order="{order}" {more}/>'


_PRESENTED = (
    f'<link:presentationLink xlink:role="{_ROLE}">'
    + _locator("a", "us-gaap_AssetsAbstract")
    + _locator("t", "us-gaap_Assets")
    + _arc("a", "t", "10", f'preferredLabel="{_TOTAL}"')
    + _locator("c", "us-gaap_Cash")
    + _locator("a2", "us-gaap_AssetsAbstract")
    + _arc("a2", "c", "2")
    + _arc("a2", "c", "2")
    + _locator("r", "own_Rockets")
    + _arc("a", "r", "9.5")
    + _arc("r", "a", "1", 'use="prohibited"')
    + "</link:presentationLink>"
)


def _label(concept: str, text: str, role: str = "label", language: str = "en-US") -> str:
    return (
        f'<link:loc xlink:href="x#us-gaap_{concept}" xlink:label="{concept}{role}{language}"/>'
        f'<link:labelArc xlink:from="{concept}{role}{language}" xlink:to="lab{concept}{role}{language}"/>'
        f'<link:label xlink:label="lab{concept}{role}{language}" xlink:role="http://www.xbrl.org/2003/role/{role}" xml:lang="{language}">{text}</link:label>'
    )


_LABELS = (
    "<link:labelLink>"
    + _label("Assets", "Actifs", language="fr")
    + _label("Assets", "Assets")
    + _label("Assets", "Total assets", "totalLabel")
    + _label("Cash", "Cash")
    + "</link:labelLink>"
)


def _submission(**documents: str) -> Figures:
    parts = (
        f"<DOCUMENT>\n<TYPE>EX-101.{kind}\n<SEQUENCE>1\n<FILENAME>a.xml\n<TEXT>\n<XBRL>\n{body}\n</XBRL>\n</TEXT>\n</DOCUMENT>\n"
        for kind, body in documents.items()
    )
    text = "<SEC-HEADER>\n</SEC-HEADER>\n" + "".join(parts)
    return read_figures(open_submission(text.encode()))


def _schema(inner: str) -> str:
    return f'<schema {_NS} targetNamespace="http://www.acme.example/2012">{inner}</schema>'


def _linkbase(inner: str) -> str:
    return f"<link:linkbase {_NS}>{inner}</link:linkbase>"


APART = {"PRE": _linkbase(_PRESENTED), "LAB": _linkbase(_LABELS), "SCH": _schema(_DEFINED)}
TOGETHER = {"SCH": _schema(_DEFINED + _linkbase(_PRESENTED + _LABELS))}


@pytest.mark.parametrize("documents", [APART, TOGETHER], ids=["apart", "together"])
def test_lines_stand_down_the_tree_by_order(documents: dict[str, str]) -> None:
    lines = _submission(**documents).lines
    assert [(line.position, line.depth, line.concept, line.parent) for line in lines] == [
        (1, 0, "us-gaap:AssetsAbstract", None),
        (2, 1, "us-gaap:Cash", "us-gaap:AssetsAbstract"),
        (3, 1, "acme:Rockets", "us-gaap:AssetsAbstract"),
        (4, 1, "us-gaap:Assets", "us-gaap:AssetsAbstract"),
    ]
    assert [line.label for line in lines] == [None, "Cash", None, "Total assets"]
    assert lines[3].preferred_label == _TOTAL
    role = lines[0].role
    assert (role.number, role.kind, role.title) == ("0002", "Statement", "Balance Sheet - Parent")


def test_a_label_that_is_not_there_is_the_standard_one_and_english_goes_first() -> None:
    labels = _label("Assets", "Actifs", language="fr") + _label("Assets", "Assets")
    figures = _submission(
        PRE=APART["PRE"], LAB=_linkbase(f"<link:labelLink>{labels}</link:labelLink>")
    )
    line = figures.lines[-1]
    assert (line.label, line.label_role_found) == ("Assets", False)
    assert figures.labels == (("us-gaap:Assets", "Assets"),)


def test_a_role_that_no_schema_defines_has_no_kind() -> None:
    assert _submission(PRE=APART["PRE"]).lines[0].role.kind is None


def test_a_tree_that_would_grow_without_end_costs_the_statements_only() -> None:
    names = [f"us-gaap_C{number}" for number in range(25)]
    arcs = "".join(
        _arc(above, below, order)
        for above, below in itertools.pairwise(names)
        for order in ("1", "2")
    )
    places = "".join(_locator(name, name) for name in names)
    link = f'<link:presentationLink xlink:role="r">{places}{arcs}</link:presentationLink>'
    figures = _submission(PRE=_linkbase(link), LAB=APART["LAB"])
    assert figures.lines == ()
    assert [problem.reason for problem in figures.problems] == ["limits"]


def test_a_circle_ends() -> None:
    places = _locator("a", "x_A") + _locator("b", "x_B") + _locator("c", "x_C")
    arcs = _arc("a", "b", "1") + _arc("b", "c", "1") + _arc("c", "b", "1")
    link = f'<link:presentationLink xlink:role="r">{places}{arcs}</link:presentationLink>'
    assert [line.concept for line in _submission(PRE=_linkbase(link)).lines] == [
        "x:A",
        "x:B",
        "x:C",
    ]
