from datetime import date

import pytest

from data_loader.selection.tenure import Tenure, remark

OLD = date(2010, 1, 1)


@pytest.mark.parametrize(
    ("tenure", "since", "says"),
    [
        (Tenure(date(2019, 11, 20)), OLD, "X has 10-Ks since 2019-11-20 only, and --from asks for 2010-01-01"),
        (Tenure(date(2010, 3, 1)), OLD, None),
        (Tenure(date(2011, 2, 4)), OLD, None),
        (Tenure(date(2019, 11, 20)), None, None),
        (Tenure(None, {"20-F": 22}), None, "X files no 10-K; its annual reports are 20-F (22 of them)"),
        (Tenure(None, {"40-F": 3, "20-F": 2}), OLD, "annual reports are 20-F (2 of them) and 40-F (3 of them)"),
        (Tenure(), None, "X has no 10-K"),
        (Tenure(), OLD, "X has no 10-K filed since 2010-01-01"),
    ],
)  # fmt: skip
def test_missing_years_and_other_annual_forms_are_told(
    tenure: Tenure, since: date | None, says: str | None
) -> None:
    said = remark("X", tenure, since)
    assert said == says if says is None else says in (said or "")


def test_pages_add_up() -> None:
    tenure = Tenure().with_days([date(2020, 3, 1), date(2019, 3, 1)], {"20-F": 1})
    tenure = tenure.with_days([], {"20-F": 2}).with_days([date(2018, 3, 1)], {"40-F": 1})
    assert tenure == Tenure(date(2018, 3, 1), {"20-F": 3, "40-F": 1})
