import pytest

from docai.filing.errors import UnknownForm
from docai.filing.forms import (
    ALL_FORMS,
    NOT_TEN_KS,
    ORIGINAL_FORMS,
    begins_as_ten_k,
    is_amendment,
    is_small_business,
    is_ten_k,
    select_forms,
)


def test_without_a_name_every_original_form_is_meant_and_no_amendment() -> None:
    assert select_forms() == frozenset(ORIGINAL_FORMS)
    assert not any(map(is_amendment, select_forms()))


def test_amendments_are_added_on_request_or_by_name() -> None:
    assert select_forms(["10-k"], amendments=True) == {"10-K", "10-K/A"}
    assert select_forms(["10-KT/A"]) == {"10-KT/A"}
    assert select_forms(["all"]) == frozenset(ALL_FORMS)


@pytest.mark.parametrize("form", ["10-K", "10-K405", "10KSB40", "10-KT405/A", " 10-k "])
def test_every_variant_since_1993_is_a_ten_k(form: str) -> None:
    assert is_ten_k(form)


@pytest.mark.parametrize("form", ["10-Q", "NT 10-K", "10-KX", "", "8-K"])
def test_other_forms_are_not(form: str) -> None:
    assert not is_ten_k(form)


@pytest.mark.parametrize("form", [*ALL_FORMS, "10-KD", " 10-k405/a/a ", "10KX", "10-K/A/A"])
def test_forms_that_nobody_knows_may_begin_as_a_ten_k(form: str) -> None:
    assert begins_as_ten_k(form)


@pytest.mark.parametrize("form", [*NOT_TEN_KS, "10-Q", "10-D", "110-K", "8-K", ""])
def test_other_forms_do_not_begin_as_one(form: str) -> None:
    assert not begins_as_ten_k(form)
    assert not is_ten_k(form)


@pytest.mark.parametrize("form", NOT_TEN_KS)
def test_a_notice_that_is_asked_for_is_refused_with_what_it_is(form: str) -> None:
    with pytest.raises(UnknownForm, match=f"{form} is a .* late.*, and no 10-K: docai does not"):
        select_forms([form.lower()])


def test_small_business_forms_are_told_apart() -> None:
    assert is_small_business("10KSB")
    assert is_small_business("10-KSB40/A")
    assert not is_small_business("10-K405")


def test_an_unknown_form_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(
        UnknownForm, match=r"not a 10-K form: '10-K404'; did you mean 10-K4.*10-K405"
    ):
        select_forms(["10-K404"])
