"""Lists in which a line does not say all: names without a place, the registrant's own line, rows over two lines, lists side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from docai.document.scan import scan
from docai.document.submission import Document
from docai.exhibits.indents import FOUR_SIDES, LENGTH
from docai.exhibits.lines import LEADS
from docai.exhibits.rows import COMPANY, FORM_FIRST, OWNED, TITLE, WHICH_OWNS
from docai.exhibits.subsidiaries import LONGEST, ONLY_BRACKETS, THE_REGISTRANT, subsidiaries

Row = tuple[str, str | None, str | None, int | None]


def read(text: str, *registrants: str) -> list[Row]:
    found = subsidiaries(scan(Document("EX-21", 2, "ex21", "", text.encode())), registrants)
    assert [each.n for each in found] == list(range(1, len(found) + 1))
    return [(each.name, each.jurisdiction, each.share, each.parent_n) for each in found]


def places(rows: Sequence[Row]) -> list[tuple[str, str | None]]:
    return [row[:2] for row in rows]


PLACES = """
    Wick One Inc. (DELAWARE)
    Wick Two B.V.B.A.  (BELGIUM)
    Wick Three GmbH (GERMANY)
    Wick Four S.A. (FRANCE)
    Wick Five B.V. (THE NETHERLANDS)
"""


def test_in_a_list_with_brackets_a_name_that_says_its_place_needs_none() -> None:
    found = read(f"""
    Exhibit 21
    Subsidiaries
    Lantern Corporation
    One Lantern Way
    {PLACES}
    Wick de Argentina S.A.
    Wick Bulgaria EOOD
    PT. Wick Indonesia
    <PAGE>
    Wick Kuwait Representative Office
    Wick (Thailand) Limited
    Wick AG (SWITZERLAND)
    Wick Corporation, Lamp Yard Branch Office
""")
    assert places(found)[:5] == [
        ("Wick One Inc.", "DELAWARE"),
        ("Wick Two B.V.B.A.", "BELGIUM"),
        ("Wick Three GmbH", "GERMANY"),
        ("Wick Four S.A.", "FRANCE"),
        ("Wick Five B.V.", "THE NETHERLANDS"),
    ]
    assert places(found)[5:] == [
        ("Wick de Argentina S.A.", None),
        ("Wick Bulgaria EOOD", None),
        ("PT. Wick Indonesia", None),
        ("Wick Kuwait Representative Office", None),
        ("Wick (Thailand) Limited", None),
        ("Wick AG", "SWITZERLAND"),
        ("Wick Corporation, Lamp Yard Branch Office", None),
    ]


def test_names_without_a_place_before_and_behind_the_few_that_have_one() -> None:
    found = read(
        "<html><p>SUBSIDIARIES OF LANTERN MOTORS, INC.</p><p>Lantern Australia, Pty Ltd.</p><p>Lantern Canada Inc. (Ontario)</p>"
        "<p>Lantern France SARL</p><p>Lantern Limited (United Kingdom)</p><p>Lantern Taiwan Limited</p><p>None is significant.</p></html>"
    )
    assert places(found) == [
        ("Lantern Australia, Pty Ltd.", None),
        ("Lantern Canada Inc.", "Ontario"),
        ("Lantern France SARL", None),
        ("Lantern Limited", "United Kingdom"),
        ("Lantern Taiwan Limited", None),
    ]


def test_in_columns_a_name_without_a_place_is_a_heading() -> None:
    found = read(
        "Wick One Inc.            Delaware\n\n   LANTERN CORP\n\nWick Two Inc.            Maine\n"
    )
    assert [name for name, *_ in found] == ["Wick One Inc.", "Wick Two Inc."]


@pytest.mark.parametrize(
    ("said", "place", "share"),
    [
        ("SAUDI ARABIA, 60% owned", "SAUDI ARABIA", "60"),
        ("DELAWARE, owned by Wick One, Inc.", "DELAWARE", None),
        ("Maine, 51.5%", "Maine", "51.5"),
        ("Maine; 100% owned by Wick", "Maine", "100"),
    ],
)
def test_a_share_and_an_owner_in_the_brackets_are_no_place(
    said: str, place: str, share: str | None
) -> None:
    assert read(f"{PLACES}\n    Wick Six Inc. ({said})\n")[5] == (
        "Wick Six Inc.",
        place,
        share,
        None,
    )


COLUMNS = """
Wick One Inc.            Delaware     100
   Wick Two Inc.         Maine         80
Wick Three Inc.          Ohio         100
"""


def test_a_first_line_without_a_share_where_all_others_have_one_is_the_registrant() -> None:
    found = read(f"The Lantern Company      Delaware\n{COLUMNS}")
    assert [(name, parent) for name, *_, parent in found] == [
        ("Wick One Inc.", None),
        ("Wick Two Inc.", 1),
        ("Wick Three Inc.", None),
    ]


def test_a_line_under_the_heading_registrant_is_no_subsidiary() -> None:
    found = read(
        "Registrant:\nLantern Machines Corporation............  New York\nSubsidiaries:\n"
        "  Wick Credit Corporation...............  Delaware\n  Wick Japan K.K........................  Japan\n"
    )
    assert places(found) == [("Wick Credit Corporation", "Delaware"), ("Wick Japan K.K.", "Japan")]


@pytest.mark.parametrize(
    ("conformed", "dropped"),
    [("LANTERN CO /DE/", True), ("LANTERN COMPANY, THE", True), ("LANTERN INC", False)],
)
def test_the_filers_own_name_at_the_head_of_the_list_is_no_subsidiary(
    conformed: str, dropped: bool
) -> None:
    found = read("The Lantern Company    Delaware\nWick One Inc.    Maine\n", conformed)
    assert (found[0][0] == "Wick One Inc.") is dropped


def test_a_branch_of_the_filer_further_down_is_a_row() -> None:
    found = read("Wick One Inc.    Maine\nLantern Co.    United Arab Emirates\n", "LANTERN CO")
    assert [name for name, *_ in found] == ["Wick One Inc.", "Lantern Co."]


def test_a_name_goes_on_in_the_line_below_its_columns() -> None:
    found = read(
        "Arrendadora de Lamparas, S.A., Organizacion   Mexico      99(C)\n  Auxiliar del Credito.......................\n"
        "Servicios Integrados de Wick                  Mexico     100\n  y Alta Lampara, S.A. de C.V.\n"
    )
    assert [name for name, *_ in found] == [
        "Arrendadora de Lamparas, S.A., Organizacion Auxiliar del Credito",
        "Servicios Integrados de Wick y Alta Lampara, S.A. de C.V.",
    ]


def test_a_name_does_not_go_on_for_ever() -> None:
    found = read("Wick Inc.   Maine   100\n" + "   x\n" * 20_000)
    assert len(found) == 1
    assert len(found[0][0]) <= LONGEST


def test_name_and_place_go_on_together() -> None:
    found = read(
        "Harbor Lamp and Wick Co. Ltd.        People's Republic\n  (Oil Division)                     of China          100\n"
        "Wick Two Inc.                        Maine              80\n"
    )
    assert found[0] == ("Harbor Lamp and Wick Co. Ltd. (Oil Division)", "People's Republic of China", "100", None)  # fmt: skip


def test_two_lists_side_by_side_are_read_one_after_the_other() -> None:
    left = ["Antura S.A.R.L.", "Dram Realty, Inc.", "Fox Lamp GmbH (Germany)", "Wick Research and Development, Inc.", "     (Canada)", "HomeLamp, Inc."]  # fmt: skip
    right = ["Lantern Mexico, S.A. de C.V.", "Lantern Oy (Finland)", "Lantern Israel Ltd.", "Lantern N.V. (Belgium)", "", "NRI Lamp, Inc."]  # fmt: skip
    typed = "\n".join(f"     {a:48}{b}".rstrip() for a, b in zip(left, right, strict=True))
    assert places(read(f"     EXHIBIT 21.\n\n{typed}\n     Last Wick Corp.\n")) == [
        ("Antura S.A.R.L.", None),
        ("Dram Realty, Inc.", None),
        ("Fox Lamp GmbH", "Germany"),
        ("Wick Research and Development, Inc.", "Canada"),
        ("HomeLamp, Inc.", None),
        ("Last Wick Corp.", None),
        ("Lantern Mexico, S.A. de C.V.", None),
        ("Lantern Oy", "Finland"),
        ("Lantern Israel Ltd.", None),
        ("Lantern N.V.", "Belgium"),
        ("NRI Lamp, Inc.", None),
    ]


def test_in_a_column_of_places_one_that_nobody_knows_is_one_too() -> None:
    known = "".join(f"Wick {n} Inc.            Delaware\n" for n in range(8))
    found = read(f"{known}Wick Canada Ltd.            Canada (Federal)\nWick Oil Ltd.            Lampstad, P.R.C.\n")  # fmt: skip
    assert places(found)[8:] == [
        ("Wick Canada Ltd.", "Canada (Federal)"),
        ("Wick Oil Ltd.", "Lampstad, P.R.C."),
    ]


@pytest.mark.parametrize("form", ["Wick Italia S.p.A", "Wick Gesellschaft m.b.H", "Wick Brasil Ltda"])  # fmt: skip
def test_the_dot_of_an_abbreviation_before_a_line_of_dots_is_kept(form: str) -> None:
    assert read(f"{form}.....................   Italy\n")[0][0] == f"{form}."


OWNERS = """
    EXHIBIT 21
    SUBSIDIARIES OF THE REGISTRANT
Wick U.K. Limited which owns                      United Kingdom      100.00%
   Wick Lamps Limited                             United Kingdom       90.00%

Wick Safety Inc. which owns:                      Delaware            100.00%
   Wick Safety de Mexico,                         Mexico              100.00%
     S.A. de C.V.
   Wick Occupant Restraints
     de Chihuahua S.A. de C.V.                    Mexico              100.00%

Wick Automotive Inc. which, together
   with Wick Holding Corporation,
   directly or indirectly owns                    Delaware            100.00%
     Wick GmbH fur industrielle Beteiligungen
     which, in turn (in some cases with
     Lantern Inc.), directly or indirectly owns   Germany             100.00%
       Wick Elektronika  s.r.o.                   Czechoslovakia      100.00%
Wick Export Corporation                           Delaware             51.00%
"""


def test_what_an_owner_owns_is_no_part_of_its_name() -> None:
    assert read(OWNERS) == [
        ("Wick U.K. Limited", "United Kingdom", "100.00", None),
        ("Wick Lamps Limited", "United Kingdom", "90.00", 1),
        ("Wick Safety Inc.", "Delaware", "100.00", None),
        ("Wick Safety de Mexico, S.A. de C.V.", "Mexico", "100.00", 3),
        ("Wick Occupant Restraints de Chihuahua S.A. de C.V.", "Mexico", "100.00", 3),
        ("Wick Automotive Inc.", "Delaware", "100.00", None),
        ("Wick GmbH fur industrielle Beteiligungen", "Germany", "100.00", 6),
        ("Wick Elektronika s.r.o.", "Czechoslovakia", "100.00", 7),
        ("Wick Export Corporation", "Delaware", "51.00", None),
    ]


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (LEADS, "Wick . . . . ", "Wick Inc."),
        (FOUR_SIDES, "padding: 2px 1pt", "padding-left: 1pt"),
        (OWNED, "Maine, 60% owned", "Maine"),
        (FORM_FIRST, "PT. Wick", "PTARMIGAN Wick"),
        (TITLE, "WICK INC. SUBSIDIARIES", "Wick Inc."),
        (WHICH_OWNS, "Wick Inc., which owns", "Wick Inc. which is owned"),
        (WHICH_OWNS, "Wick Inc. which, with us, own:", "Whichowns"),
        (COMPANY, "Wick d.o.o., Ljubljana", "Wick of Maine"),
        (COMPANY, "Wick Danmark ApS", "Wick Danmark"),
    ],
)
def test_patterns(pattern: re.Pattern[str], good: str, bad: str) -> None:
    assert pattern.search(good)
    assert not pattern.search(bad)


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (LENGTH, "7.75pt", "auto"),
        (THE_REGISTRANT, "Registrant:", "Registrant of Maine"),
        (ONLY_BRACKETS, "(Maine)", "Wick (Maine)"),
    ],
)
def test_patterns_of_whole_lines(pattern: re.Pattern[str], good: str, bad: str) -> None:
    assert pattern.fullmatch(good)
    assert not pattern.fullmatch(bad)
