from datetime import UTC, date, datetime

import pytest

from docai.filing.clock import today_at_edgar


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # winter: midnight in New York is 05:00 UTC
        (datetime(2024, 1, 1, 4, 59, 59, tzinfo=UTC), date(2023, 12, 31)),
        (datetime(2024, 1, 1, 5, 0, 0, tzinfo=UTC), date(2024, 1, 1)),
        # summer: 04:00 UTC
        (datetime(2024, 7, 1, 3, 59, 59, tzinfo=UTC), date(2024, 6, 30)),
        (datetime(2024, 7, 1, 4, 0, 0, tzinfo=UTC), date(2024, 7, 1)),
        # 29 February is still 28 February there
        (datetime(2024, 2, 29, 0, 30, 0, tzinfo=UTC), date(2024, 2, 28)),
    ],
)
def test_the_day_at_edgar_is_that_of_new_york(moment: datetime, day: date) -> None:
    assert today_at_edgar(moment) == day
