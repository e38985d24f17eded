"""Arrivals of a day."""

from attendance.domain.arrivals import arrivals, minute_of

EIGHT = 28_615_860
"""29 May 2024, 08:00 in Almaty (UTC+5), as minutes since 1970 UTC: 03:00 UTC."""


def test_minutes_are_told_on_the_clocks_of_the_event():
    found = arrivals([(EIGHT, 2), (EIGHT + 7, 3)], "Asia/Almaty", "2024-05-29")
    assert found.day == "2024-05-29"
    assert found.total == 5
    assert found.peak() == (8 * 60 + 5, 3)


def test_steps_have_no_gap_and_hold_everybody():
    found = arrivals([(EIGHT, 1), (EIGHT + 50, 1)], "Asia/Almaty", "2024-05-29", [8 * 60 + 30])
    assert found.first <= 8 * 60
    assert found.last > 8 * 60 + 50
    assert len(found.counts) == (found.last - found.first) // found.step
    assert sum(found.counts) == 2


def test_a_long_day_is_told_in_coarser_steps():
    found = arrivals([(EIGHT, 1), (EIGHT + 9 * 60, 4)], "Asia/Almaty", "2024-05-29")
    assert found.step == 15
    assert found.total == 5


def test_the_first_of_equal_peaks_is_the_peak():
    found = arrivals([(EIGHT, 3), (EIGHT + 20, 3)], "Asia/Almaty", "2024-05-29")
    assert found.peak() == (8 * 60, 3)


def test_entries_of_another_day_are_counted_beside():
    found = arrivals([(EIGHT, 5), (EIGHT + 24 * 60, 2)], "Asia/Almaty", "2024-05-29")
    assert (found.day, found.total, found.elsewhere) == ("2024-05-29", 5, 2)


def test_where_nobody_came_on_the_day_the_fullest_other_one_is_shown():
    late = EIGHT + 900 * 24 * 60
    found = arrivals([(late, 4), (late + 24 * 60, 1)], "Asia/Almaty", "2024-05-29", [8 * 60 + 30])
    assert found.day == "2026-11-15"
    assert (found.total, found.elsewhere) == (4, 1)


def test_nobody_is_no_curve_and_no_peak():
    found = arrivals([], "Asia/Almaty", "2024-05-29", [510])
    assert found.counts == ()
    assert found.peak() is None


def test_the_start_is_shown_even_when_everybody_came_later():
    found = arrivals([(EIGHT + 60, 1)], "Asia/Almaty", "2024-05-29", [7 * 60 + 30])
    assert found.first <= 7 * 60 + 30


def test_an_unknown_zone_is_told_in_utc():
    assert arrivals([(EIGHT, 1)], "Nowhere/Here").peak() == (3 * 60, 1)


def test_what_is_no_time_is_no_minute():
    assert minute_of("08:30") == 510
    assert [minute_of(text) for text in (None, "", "noon", "25:00", "8:75:1")] == [None] * 5
