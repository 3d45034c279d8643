"""The user agent: the SEC asks that it names a contact (https://www.sec.gov/os/accessing-edgar-data)."""

from __future__ import annotations

import re

from data_loader.edgar.errors import WrongEdgar

EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}")
"""An e-mail address, as it stands inside a user agent."""

WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
"""The address of a page that says whom to ask."""

PHONE = re.compile(r"\+\d{1,3}(?:[ ().-]{0,2}\d){7,12}(?!\d)", re.ASCII)
"""A telephone number with its country code."""

PRINTABLE = re.compile(r"[\x20-\x7e\xa0-\xff]{1,300}")
"""What can stand in a header field: no line end, nothing outside Latin-1."""


def check_user_agent(user_agent: str | None) -> str:
    """Return ``user_agent`` when it names a contact; raises WrongEdgar."""
    right = "such as --user-agent 'Example Corp data-team@example.com' (or DOCAI_USER_AGENT)"
    text = (user_agent or "").strip()
    if not text:
        raise WrongEdgar(f"no user agent: EDGAR wants one that names whom to contact, {right}")
    if PRINTABLE.fullmatch(text) is None:
        raise WrongEdgar(
            f"the user agent {text[:60]!r} has characters that no header can hold, or more than 300; give one {right}"
        )
    if not any(contact.search(text) for contact in (EMAIL, WEB_ADDRESS, PHONE)):
        raise WrongEdgar(
            f"the user agent {text!r} names no contact; EDGAR wants a name and an e-mail address in it, {right}"
        )
    return text
