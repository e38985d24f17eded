"""All events as a person looks through them."""

from datetime import UTC, datetime

from attendance.commands.checkin import check_in
from attendance.commands.delegates import set_status
from attendance.commands.events import archive_event, new_event
from attendance.queries.event_cards import DETAILS, came_to, event_cards, event_details, event_pairs


def at(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def listed(meeting, when):
    return [(card.title, card.phase, card.days_away) for card in meeting.ask(event_cards, at(when))]


def test_what_is_on_comes_first_then_the_nearest_then_the_past_newest_first(meeting):
    for title, starts, more in (
        ("Far", "2024-09-01", {}),
        ("Near", "2024-06-03", {}),
        ("Old", "2019-01-01", {}),
        ("Older", None, {"year": 2018}),
        ("Open", None, {}),
    ):
        meeting.do(new_event, title=title, zone="UTC", starts=starts, **more)
    away = meeting.do(new_event, title="Put away", zone="UTC", starts="2024-07-01")
    meeting.do(archive_event, away)
    assert listed(meeting, "2024-05-30T09:00") == [
        ("Seminar", "now", -1),
        ("Near", "coming", 4),
        ("Far", "coming", 94),
        ("Open", "coming", None),
        ("Old", "past", -1976),
        ("Older", "past", None),
        ("Put away", "archived", 32),
    ]


def test_today_is_the_events_own_local_day(meeting):
    # Almaty is five hours ahead of UTC: its 30 May ends at 19:00.
    assert listed(meeting, "2024-05-30T18:30")[0][1] == "now"
    assert listed(meeting, "2024-05-30T19:30")[0][1] == "past"
    assert listed(meeting, "2024-05-28T18:30")[0][1] == "coming"
    assert listed(meeting, "2024-05-28T19:30")[0][1] == "now"


def test_people_who_have_gone_are_not_counted_and_who_came_is_counted_once(meeting):
    meeting.do(set_status, [meeting.delegates["Khamla Sample"]], "withdrawn")
    for session in meeting.sessions[:2]:
        meeting.do(check_in, session.id, "1")
    (card,) = meeting.ask(event_cards, at("2024-05-30T09:00"))
    assert (card.delegations, card.delegates) == (2, 2)
    assert meeting.ask(came_to) == {meeting.event: 1}


def test_a_place_once_typed_is_offered_again_with_its_other_form(meeting):
    for title in ("One", "Two"):
        meeting.do(new_event, title=title, zone="UTC", place="Vientiane", place_official="ວຽງຈັນ")
    meeting.do(new_event, title="Three", zone="UTC", place="Astana", organisers="Ministry")
    assert meeting.ask(event_pairs) == {
        "place": [("Astana", None), ("Vientiane", "ວຽງຈັນ")],
        "organisers": [("Ministry", None)],
        "supporters": [],
    }


def test_the_details_of_an_event_hold_every_field(meeting):
    seen = meeting.ask(event_details, meeting.event)
    assert set(seen) == set(DETAILS)
    assert (seen["title"], seen["zone"]) == ("Seminar", "Asia/Almaty")
