import pytest

from data_loader.edgar.agent import EMAIL, PHONE, WEB_ADDRESS, check_user_agent
from data_loader.edgar.errors import WrongEdgar


@pytest.mark.parametrize(
    "text",
    [
        "Example Corp data-team@example.com",
        "  a@b.co  ",
        "Example Corp (+https://example.com/contact)",
        "Example Corp +1 202-555-0101",
        "Müller GmbH kontakt@example.de",
    ],
)
def test_a_user_agent_with_a_contact_is_taken(text: str) -> None:
    assert check_user_agent(text) == text.strip()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "no user agent"),
        ("   ", "no user agent"),
        ("docai", "names no contact"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36", "names no contact"),
        ("python-requests/2.32.3", "names no contact"),
        ("me@", "names no contact"),
        ("a@b.co\r\nX-Evil: 1", "no header can hold"),
        ("日本 a@b.co", "no header can hold"),
        ("a@b.co" + "x" * 300, "no header can hold"),
    ],
)
def test_any_other_is_refused_with_an_example(text: str | None, says: str) -> None:
    with pytest.raises(WrongEdgar, match=f"{says}.*--user-agent 'Example Corp"):
        check_user_agent(text)


def test_contacts_are_told_from_versions_and_paths() -> None:
    assert EMAIL.search("x data.team+sec@mail.example.co.uk y")
    assert not EMAIL.search("user@ host")
    assert not EMAIL.search("@example.com")
    assert WEB_ADDRESS.search("see https://example.com/x")
    assert not WEB_ADDRESS.search("http://localhost")
    assert not WEB_ADDRESS.search("AppleWebKit/537")
    assert PHONE.search("+49 (30) 1234567")
    assert PHONE.search("+12025550101")
    assert not PHONE.search("537.36 2025550101")
    assert not PHONE.search("+12")
