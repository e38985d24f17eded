"""Programmes come in from calendars, schedules and sheets; a newer version updates, nothing used is lost."""

from pathlib import Path

import pytest
from sqlalchemy import select

from attendance.commands import checkin, delegates, events, undo
from attendance.commands.programme import add_session, change_session
from attendance.commands.programme_files import Entry, take_programme
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.imports.calendar_file import read_calendar
from attendance.imports.programme_importing import import_programme
from attendance.imports.programme_plan import Days, prepare
from attendance.imports.programme_sheet import read_programme_sheet
from attendance.imports.schedule_file import read_schedule
from attendance.store import tables as t
from attendance.store.verify import verify

from .conftest import STAMP

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
real = pytest.mark.skipif(not DATA.is_dir(), reason="the collection of real lists is not here")
HERE = "Asia/Vientiane"


class Here:
    """Runs what the worker would run, in this process."""

    def run(self, function, *args, tick=None):
        assert function == "attendance.imports.programme_plan:prepare"
        return prepare(*args)


@pytest.fixture
def seminar(database):
    with database.write() as db:
        event = events.new_event(
            db, STAMP, title="Seminar", zone=HERE, starts="2024-05-29", ends="2024-05-30"
        )
        event = getattr(event, "id", event)
        lao = delegates.add_delegation(db, STAMP, event, code="LAO", name="Lao PDR")
        who = delegates.add_delegate(db, STAMP, lao, name="Thavisack Manodham")
    return database, event, getattr(who, "id", who)


def bring(seminar, path, **more):
    database, event, _ = seminar
    return import_programme(database, Here(), STAMP, path, event, **more)


def rows(database, *columns, table=t.event_session, keyed=True):
    with database.read() as db:
        query = select(*(table.c[name] for name in columns))
        if keyed:
            query = query.where(t.event_session.c.source_key.is_not(None))
        return [tuple(row) for row in db.execute(query.order_by(table.c.n))]


def calendar(folder, *entries, name="programme.ics"):
    path = folder / name
    body = "".join(f"BEGIN:VEVENT\r\n{entry}\r\nEND:VEVENT\r\n" for entry in entries)
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n", encoding="utf-8")
    return path


def entry(uid, start, end, title, *more):
    return "\r\n".join([f"UID:{uid}", f"DTSTART{start}", f"DTEND{end}", f"SUMMARY:{title}", *more])


def test_times_of_any_zone_become_the_wall_time_of_the_event(tmp_path):
    path = calendar(
        tmp_path,
        entry("utc", ":20240529T020000Z", ":20240529T033000Z", "Opening"),
        entry("far", ";TZID=Asia/Almaty:20240529T140000", ";TZID=Asia/Almaty:20240529T150000", "Panel"),
        entry("floating", ":20240530T090000", ":20240530T100000", "Workshop"),
    )
    found = [(i.title, i.day, i.starts, i.ends) for i in read_calendar(path, HERE, None).items]
    assert found == [
        ("Opening", "2024-05-29", "09:00", "10:30"),
        ("Panel", "2024-05-29", "16:00", "17:00"),
        ("Workshop", "2024-05-30", "09:00", "10:00"),
    ]


def test_a_repeating_entry_is_told_within_the_days_of_the_event_and_its_moved_times_once(seminar, tmp_path):
    path = calendar(
        tmp_path,
        entry("d", ":20240501T083000", ":20240501T090000", "Stand-up", "RRULE:FREQ=DAILY"),
        entry("d", ":20240530T110000", ":20240530T113000", "Stand-up late", "RECURRENCE-ID:20240530T083000"),
        entry("h", ":20240529T080000", ":20240529T081000", "Ticker", "RRULE:FREQ=SECONDLY"),
        entry("x", ":20240529T120000", ":20240529T130000", "Lunch", "STATUS:CANCELLED"),
    )
    result = bring(seminar, path)
    assert rows(seminar[0], "title", "day", "starts") == [
        ("Stand-up", "2024-05-29", "08:30"),
        ("Stand-up late", "2024-05-30", "11:00"),
        ("Ticker", "2024-05-29", "08:00"),
    ]
    assert [row.code for row in result.preview.rows if row.code] == ["rule_too_fine", "cancelled"]


def test_a_newer_version_updates_by_uid_and_never_removes_what_was_used(seminar, tmp_path):
    database, _, who = seminar
    first = calendar(
        tmp_path,
        entry("a", ":20240529T090000", ":20240529T100000", "Opening"),
        entry("b", ":20240529T100000", ":20240529T110000", "Panel"),
        entry("c", ":20240530T100000", ":20240530T110000", "Dinner"),
    )
    bring(seminar, first)
    with database.write() as db:
        (b,) = db.scalars(select(t.event_session.c.id).where(t.event_session.c.title == "Panel"))
        change_session(db, STAMP, b, {"takes_attendance": True})
        checkin.check_in_delegate(db, STAMP, b, who)
    second = calendar(tmp_path, entry("a", ":20240529T093000", ":20240529T100000", "Opening ceremony"))
    shown = bring(seminar, second, dry_run=True).preview
    assert [(row.verdict, row.fields) for row in shown.rows] == [("updated", ("title", "starts"))]
    assert [(one.title, one.used) for one in shown.vanished] == [("Panel", True), ("Dinner", False)]
    taken = bring(seminar, second, drop=True).taken
    assert (taken.added, taken.changed, taken.removed) == (0, 1, 1)
    assert rows(database, "title", "starts") == [("Opening ceremony", "09:30"), ("Panel", "10:00")]
    assert bring(seminar, second).taken.action is None
    with database.write() as db:
        undo.undo(db, Stamp("Noy", STAMP.at + 1000), taken.action)
    assert rows(database, "title", "starts") == [
        ("Opening", "09:00"),
        ("Panel", "10:00"),
        ("Dinner", "10:00"),
    ]
    assert not verify(database)


def test_other_days_are_asked_about_and_can_be_kept_or_moved(seminar, tmp_path):
    path = calendar(tmp_path, entry("a", ":20230901T090000", ":20230901T100000", "Opening"))
    with pytest.raises(Refused) as refused:
        bring(seminar, path)
    assert refused.value.code == "programme_other_days"
    assert rows(seminar[0], "day") == []
    bring(seminar, path, days=Days.MOVE)
    assert rows(seminar[0], "day", "starts") == [("2024-05-29", "09:00")]
    bring(seminar, path, days=Days.OWN)
    assert rows(seminar[0], "day", "starts") == [("2023-09-01", "09:00")]


def test_speakers_on_the_list_become_contributions_once_and_others_are_named(seminar, tmp_path):
    path = tmp_path / "schedule.xml"
    path.write_text(
        """<?xml version='1.0'?><schedule><conference><title>S</title></conference>
        <day date='2024-05-29'><room name='Hall A'>
        <event guid='g1'><start>09:00</start><duration>00:30</duration><title>Digital government</title>
        <persons><person>Dr. MANODHAM Thavisack</person><person>Nobody Known</person></persons></event>
        <event guid='g2'><start>23:30</start><duration>01:00</duration><title>Late show</title></event>
        <event guid='g3'><start>01:00</start><duration>00:30</duration><title>After midnight</title></event>
        </room></day></schedule>""",
        encoding="utf-8",
    )
    result = bring(seminar, path)
    assert rows(seminar[0], "title", "day", "starts", "ends", "room") == [
        ("Digital government", "2024-05-29", "09:00", "09:30", "Hall A"),
        ("Late show", "2024-05-29", "23:30", "23:59", "Hall A"),
        ("After midnight", "2024-05-30", "01:00", "01:30", "Hall A"),
    ]
    assert dict(result.preview.unknown) == {"Nobody Known": 1}
    assert rows(seminar[0], "title", "delegate", table=t.contribution, keyed=False) == [
        ("Digital government", seminar[2])
    ]
    assert bring(seminar, path).taken.action is None


def test_a_sheet_has_days_in_rows_of_their_own_and_does_not_double_what_was_made_by_hand(seminar, tmp_path):
    database, event, _ = seminar
    with database.write() as db:
        add_session(db, STAMP, event, title="Opening", day="2024-05-29", starts="09:00", ends="10:00")
    path = tmp_path / "p.csv"
    path.write_text(
        "Seminar,,\nTime,Activity,Room\nDay 1,,\n09:00-10:30,Opening,Hall A\n10:30 – 10:45,Coffee break,\n"
        "30 ພຶດສະພາ,,\n9h00,ພິທີປິດ,ຫ້ອງ ກ\n,Without a time,\n",
        encoding="utf-8",
    )
    assert read_programme_sheet(path, "2024-05-29").skipped[0].where == 8
    taken = bring(seminar, path).taken
    assert (taken.added, taken.changed) == (2, 1)
    found = rows(database, "title", "title_official", "day", "starts", "ends", "room", "kind")
    assert found == [
        ("Opening", None, "2024-05-29", "09:00", "10:30", "Hall A", "session"),
        ("Coffee break", None, "2024-05-29", "10:30", "10:45", None, "other"),
        (None, "ພິທີປິດ", "2024-05-30", "09:00", None, None, "plenary"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<!DOCTYPE s [<!ENTITY a 'b'>]><schedule>&a;</schedule>", "schedule_hostile"),
        ("<schedule>\n<day>", "schedule_damaged"),
        ("<html></html>", "schedule_other"),
    ],
)
def test_xml_that_is_hostile_damaged_or_something_else_is_refused(tmp_path, text, code):
    path = tmp_path / "s.xml"
    path.write_text(text)
    with pytest.raises(Refused) as refused:
        read_schedule(path, HERE)
    assert refused.value.code == code


def test_an_event_session_of_another_event_is_not_changed(seminar):
    database, event, _ = seminar
    with database.write() as db:
        other = events.new_event(db, STAMP, title="Other", zone=HERE, starts="2024-06-01")
        other = getattr(other, "id", other)
        theirs = db.scalar(select(t.event_session.c.id).where(t.event_session.c.event == other))
    with pytest.raises(Refused) as refused, database.write() as db:
        take_programme(db, STAMP, event, [Entry(theirs, "ics:a", {"title": "Mine"})])
    assert refused.value.code == "row_gone"


@real
def test_the_schedule_of_a_large_conference_is_whole(seminar, tmp_path):
    reading = read_schedule(DATA / "programmes" / "fosdem-2024-frab.xml", "Europe/Brussels")
    assert (len(reading.items), len(reading.skipped)) == (876, 0)
    assert len({item.room for item in reading.items}) == 29
    assert {item.day for item in reading.items} == {"2024-02-03", "2024-02-04"}
    reading = read_schedule(DATA / "programmes" / "31c3-frab.xml", "Europe/Berlin")
    assert len(reading.items) == 138


def test_an_entry_that_is_still_in_the_file_but_broken_is_not_taken_out(seminar, tmp_path):
    opening = entry("a", ":20240529T090000", ":20240529T100000", "Opening")
    talk = entry("b", ":20240529T110000", ":20240529T120000", "Talk")
    bring(seminar, calendar(tmp_path, opening, talk))
    for broken in (talk.replace("20240529T11", "soon"), talk.replace("SUMMARY:Talk", "SUMMARY:")):
        result = bring(seminar, calendar(tmp_path, opening, broken), drop=True)
        assert result.preview.vanished == ()
    result = bring(seminar, calendar(tmp_path, opening, f"{talk}\r\nSTATUS:CANCELLED"), drop=True)
    assert [one.title for one in result.preview.vanished] == ["Talk"]
    assert rows(seminar[0], "title") == [("Opening",)]


@real
@pytest.mark.parametrize(
    ("name", "zone", "items", "skipped"),
    [
        ("pyconuk-2015", "Europe/London", 158, 4),
        ("pyconau-2023", "Australia/Adelaide", 94, 0),
        ("leap-festival-2025", "Europe/London", 21, 0),
    ],
)
def test_the_programmes_of_real_conferences(name, zone, items, skipped):
    reading = read_calendar(DATA / "programmes" / f"{name}.ics", zone, None)
    assert (len(reading.items), len(reading.skipped)) == (items, skipped)


@real
def test_no_broken_calendar_stops_the_import_and_every_entry_is_accounted_for():
    files = sorted((DATA / "calendars").glob("*.ics"))
    taken = left_out = 0
    for path in files:
        reading = read_calendar(path, "Europe/London", None)
        taken, left_out = taken + len(reading.items), left_out + len(reading.skipped)
        entries = {one.entry for one in (*reading.items, *reading.skipped)}
        assert entries == set(range(1, len(entries) + 1)), path.name
    assert len(files) > 110
    assert (taken, left_out) == (172, 107)
