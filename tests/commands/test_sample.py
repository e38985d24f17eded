"""The sample event: whole, true, and plainly marked."""

from sqlalchemy import func, select

from attendance.commands.sample import create_sample
from attendance.queries import delegates, delegations, listing
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
