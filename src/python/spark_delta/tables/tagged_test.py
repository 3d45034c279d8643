from docai.document.scan import scan
from docai.document.submission import Document
from docai.xbrl import Context, Fact, Figures
from spark_delta.tables.tagged import Tagged

SOURCE = (
    '<html><p><ix:nonFraction id="a" name="x:One" contextRef="c">1,250</ix:nonFraction> and '
    '<ix:nonFraction id="b" name="x:Two" contextRef="c"><ix:nonFraction id="c" name="x:Three" contextRef="c">75</ix:nonFraction></ix:nonFraction> to '
    '<ix:nonFraction name="x:Four" contextRef="c">9</ix:nonFraction></p></html>'
)


def fact(name: str, place: tuple[int, int] | None = None) -> Fact:
    start, end = place or (None, None)
    context = Context("c", instant="2024-12-31")
    return Fact(f"x:{name}", "1", "USD", "0", context, False, True, name, "k.htm", start, end)


def place(words: str) -> tuple[int, int]:
    at = SOURCE.index(f">{words}<") + 1
    return at, at + len(words)


def test_facts_of_inline_documents_are_found_by_their_places() -> None:
    read = scan(Document("10-K", 1, "k.htm", "", SOURCE.encode()))
    one, two, three = (SOURCE.index(f'<ix:nonFraction id="{name}"') for name in "abc")
    end = SOURCE.index("</ix:nonFraction></ix:nonFraction>")
    facts = (
        fact("One", (one, SOURCE.index("</ix"))),
        fact("Two", (two, end + 20)),
        fact("Three", (three, end)),
    )
    tagged = Tagged(Figures("inline", facts))
    found = tagged.within(read, [place("1,250"), place("75"), place("9")])
    assert [one and one.concept for one in found] == ["x:One", "x:Two", None]
    assert tagged.within(read, [(place("1,250")[0], place("75")[1])]) == [None]


def test_facts_of_an_extraction_are_found_by_the_ids_of_the_elements() -> None:
    read = scan(Document("10-K", 1, "k.htm", "", SOURCE.encode()))
    facts = tuple(fact(name) for name in "ab")
    tagged = Tagged(Figures("extracted", facts))
    found = tagged.within(read, [place("1,250"), place("75"), place("9")])
    assert [one and one.concept for one in found] == ["x:a", "x:b", None]


def test_instances_beside_a_document_say_no_places() -> None:
    read = scan(Document("10-K", 1, "k.htm", "", SOURCE.encode()))
    assert Tagged(Figures("instance", (fact("One"),))).within(read, [place("1,250")]) == [None]
