"""The sample event: whole, true, and plainly marked."""

from sqlalchemy import func, select

from attendance.commands.checkin import check_in
from attendance.commands.sample import create_sample
from attendance.domain.kinds import Direction
from attendance.queries import delegates, delegations, listing
from attendance.queries.history import last_facts
from attendance.queries.programme import sessions
from attendance.store import tables as t
from attendance.store.verify import verify


def test_the_sample_event_has_fourteen_countries_and_one_real_person(meeting):
    event = meeting.do(create_sample)
    groups = delegations.delegations(event)
    rows = meeting.ask(lambda db: listing.page(db, groups, listing.ids(db, groups), ["section", "heads"]))
    assert [row[1] for row in rows].count("countries") == 14
    assert all(heads == 1 for _, section, heads in rows if section == "countries")
    people = delegates.delegates(event)
    names = meeting.ask(lambda db: listing.page(db, people, listing.ids(db, people), ["name"]))
    assert [name for _, name in names if "Sample" not in name] == ["Thavisack Manodham"]
    assert verify(meeting.database) == []


def test_the_sample_event_has_people_who_came_and_a_day_to_try(meeting):
    event = meeting.do(create_sample)
    came = meeting.ask(
        lambda db: db.execute(
            select(t.event_session.c.day, func.sum(t.tally.c.came))
            .join(t.tally, t.tally.c.event_session == t.event_session.c.id)
            .where(t.event_session.c.event == event)
            .group_by(t.event_session.c.day)
        ).all()
    )
    assert [day for day, _ in came] == ["2024-05-29"]
    assert came[0][1] > 80


def test_an_entry_of_the_sample_event_offers_no_undo_and_one_of_the_door_does(meeting):
    event = meeting.do(create_sample)
    first = meeting.ask(sessions, event)[0]
    assert not any(row.can_be_undone() for row in meeting.ask(last_facts, first.id))
    meeting.do(check_in, first.id, "12", Direction.EXIT)
    assert meeting.ask(last_facts, first.id)[0].can_be_undone()
