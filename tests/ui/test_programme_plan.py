"""Where the items of a programme stand: days, hours, lanes, half-days, and what overlaps."""

import time

from attendance.domain.kinds import SessionKind, new_id
from attendance.queries.programme import Item, Programme
from attendance.ui.pages.programme.drag import beside, shifted, standing, stretched
from attendance.ui.pages.programme.plan import LEAST_DAY, LEAST_LANE, card_height, plan
from attendance.ui.pages.programme.times import clashes, days_of, free_time, neighbours

EVENT, LINE = new_id(), 20
DAY, NEXT = "2024-05-29", "2024-05-30"


def item(starts=None, ends=None, day=DAY, kind=SessionKind.SESSION, room=None):
    return Item(new_id(), "Talk", None, day, starts, ends, kind, room, None, False, "once", 0, ())


def programme(*items, starts=DAY, ends=NEXT):
    return Programme(EVENT, starts, ends, list(items), 0, 0)


def laid_out(*items, width=800, height=500, **event):
    return plan(programme(*items, **event), width, height, LINE)


def test_days_of_the_event_are_there_before_anything_is_planned_and_share_the_width():
    made = laid_out()
    assert [(column.day, column.left, column.width) for column in made.columns] == [
        (DAY, 0, 400),
        (NEXT, 400, 400),
    ]


def test_an_item_on_another_day_adds_it_and_says_that_it_is_outside():
    made = laid_out(item("19:00", day="2024-05-28"))
    assert [(column.day, column.outside) for column in made.columns] == [
        ("2024-05-28", True), (DAY, False), (NEXT, False),
    ]  # fmt: skip
    assert days_of(programme(item("19:00"), starts=None, ends=None)) == [(DAY, False)]


def test_items_without_a_day_stand_first_one_below_the_other():
    first, second = item(day=None), item("09:00", day=None)
    made = laid_out(first, item("09:00"), second)
    assert made.columns[0].day is None
    tops = [made.areas[0].top(), made.areas[2].top()]
    assert tops[1] - tops[0] > card_height(LINE)
    assert made.areas[0].left() == made.areas[2].left() < made.areas[1].left()


def test_an_event_with_open_dates_has_one_column_without_a_day():
    made = laid_out(starts=None, ends=None)
    assert ([column.day for column in made.columns], made.height) == ([None], 0)
    assert neighbours(programme(starts=None, ends=None)) == []


def test_height_is_time_and_short_items_can_still_be_read():
    hour, short = item("09:00", "10:00"), item("10:00", "10:05")
    made = laid_out(hour, short)
    assert abs(made.areas[0].height() - 60 * made.scale) < 3
    assert made.areas[1].height() > LINE
    assert made.areas[0].top() == made.top_of(540)
    assert made.minute_at(made.top_of(545) + 1) == 545


def test_items_at_one_time_stand_side_by_side_and_make_the_day_wider():
    many = [item("09:00", "10:00") for _ in range(5)]
    made = laid_out(*many, item("11:00", "12:00"), width=420)
    lefts = [area.left() for area in made.areas[:5]]
    assert lefts == sorted(set(lefts))
    assert all(not made.areas[n].intersects(made.areas[n + 1]) for n in range(4))
    assert made.columns[0].width >= 5 * LEAST_LANE * LINE
    assert made.columns[1].width == max(LEAST_DAY * LINE, 210)
    assert made.areas[5].width() > 4 * LEAST_LANE * LINE


def test_a_half_day_is_a_narrow_band_beside_its_items_and_whole_without_any():
    morning = item("08:30", "12:00", kind=SessionKind.HALF_DAY)
    afternoon = item("13:30", "17:00", kind=SessionKind.HALF_DAY)
    made = laid_out(morning, afternoon, item("09:00", "10:00"), item("10:30", "11:00"))
    assert made.strips == {0}
    assert made.areas[0].right() < min(made.areas[2].left(), made.areas[3].left())
    assert made.areas[2].width() == made.areas[3].width() == made.areas[1].width()


def test_items_without_a_time_stand_above_the_hours():
    made = laid_out(item(), item(), item("00:10", "00:40"))
    assert made.areas[1].bottom() < made.hours_top < made.areas[2].top()


def test_five_hundred_items_are_laid_out_at_once():
    items = [
        item(
            f"{8 + n % 9:02d}:{n % 12 * 5:02d}",
            f"{9 + n % 9:02d}:30",
            f"2024-05-{10 + n % 10}",
            room=f"R{n % 7}",
        )
        for n in range(500)
    ]
    began = time.thread_time()
    made = laid_out(*items, starts="2024-05-10", ends="2024-05-19")
    clashes(items)
    assert time.thread_time() - began < 0.5
    days = {column.day: column for column in made.columns}
    assert all(days[i.day].left <= area.left() for i, area in zip(items, made.areas, strict=True))


def test_only_items_in_one_room_at_one_time_clash():
    one, other = item("09:00", "10:00", room="Hall A"), item("09:30", "11:00", room="hall a ".strip())
    after, elsewhere = item("11:00", "12:00", room="Hall A"), item("09:00", "10:00", room="Hall B")
    frame = item("08:30", "12:00", room="Hall A", kind=SessionKind.HALF_DAY)
    found = clashes([one, other, after, elsewhere, frame, item("09:00", "10:00")])
    assert {key: [i.id for i in found[key]] for key in found} == {one.id: [other.id], other.id: [one.id]}


def test_free_time_is_the_first_gap_after_an_item_and_no_longer_than_the_gap():
    first, second = item("09:00", "09:30"), item("10:00", "12:00")
    frame = item("08:30", "12:00", kind=SessionKind.HALF_DAY)
    assert free_time([frame, first, second], DAY, first) == {"starts": 570, "ends": 600}
    assert free_time([frame, first, second], DAY, second) == {"starts": 720, "ends": 780}
    assert free_time([frame, first, second], DAY, frame) == {"starts": 510, "ends": 540}
    assert free_time([], DAY, None) == {"starts": 540, "ends": 600}
    late = item("23:00", "23:59")
    assert free_time([late], DAY, late)["ends"] <= 24 * 60 - 1


def test_steps_by_keys_stay_in_the_day_and_leave_five_minutes():
    where = standing(item("09:00", "10:00"))
    assert shifted(where, 5).told() == "09:05–10:05"
    assert shifted(where, -10_000).told() == "00:00–01:00"
    assert shifted(where, 10_000).told() == "22:59–23:59"
    assert stretched(where, -10_000).told() == "09:00–09:05"
    assert stretched(standing(item("09:00")), 5).told() == "09:00–10:05"
    untimed = standing(item())
    assert shifted(untimed, 5) == untimed == stretched(untimed, 5)
    made = laid_out(item("09:00"))
    assert beside(made, where, 1).day == beside(made, where, 9).day == NEXT
    assert beside(made, where, -1).day == DAY
