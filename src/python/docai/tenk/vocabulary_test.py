from docai.tenk.vocabulary import letters


def test_letters_are_compared_without_case_blanks_digits_and_punctuation() -> None:
    assert (
        letters("Item 7. Management’s\n\tDiscussion [&] “Analysis”")
        == "itemmanagementsdiscussionanalysis"
    )
    assert letters("Café, § 16") == "caf"
    assert letters("12 – 16 (é)") == ""
