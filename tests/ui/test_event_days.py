"""What setting one of the days of an event writes, and how it is told."""

import pytest

from attendance.commands.event_days import Fitted
from attendance.language import texts_for
from attendance.ui.pages.events.days import days_said, with_days

KEPT = {"starts": "2024-05-29", "ends": "2024-05-30"}
OPEN = {"starts": None, "ends": None}


@pytest.mark.parametrize(
    ("kept", "key", "value", "written"),
    [
        (KEPT, "starts", "2024-06-05", {"starts": "2024-06-05", "ends": "2024-06-06"}),
        (KEPT, "ends", "2024-05-31", {"ends": "2024-05-31"}),
        (KEPT, "ends", None, {"ends": "2024-05-29"}),
        (KEPT, "starts", None, {"starts": None, "ends": None}),
        (OPEN, "starts", "2024-06-05", {"starts": "2024-06-05", "ends": "2024-06-05"}),
        (OPEN, "ends", "2024-06-05", {"starts": "2024-06-05", "ends": "2024-06-05"}),
    ],
)
def test_the_first_day_takes_the_last_one_along(kept, key, value, written):
    assert with_days(kept, key, value) == written


def test_the_toast_says_what_came_of_it():
    said = days_said(texts_for("en"), Fitted(added=2, removed=1, kept=1))
    assert said == (
        "Days changed. 2 half-days added. 1 unused half-day removed."
        " 1 half-day outside the new days is kept, because it is used."
    )
    assert days_said(texts_for("en"), Fitted(moved=7)) == "Days changed. 7 event sessions moved along."
