"""The programme as iCalendar and the people as vCards, read back by other people's programs."""

import icalendar
import pytest
import vobject

from attendance.commands import delegates, events
from attendance.commands.programme import add_session
from attendance.domain.kinds import Audience, Stamp
from attendance.imports.calendar_file import read_calendar
from attendance.reports.calendar_and_cards import people_cards, programme_calendar
from attendance.store.database import Database

STAMP = Stamp("Noy", 1_716_940_800_000)
LONG = "ກອງປະຊຸມສຳມະນາ ກ່ຽວກັບ ການປົກຄອງດິຈິຕອນ, ແລະ ການຫັນເປັນດິຈິຕອນ; ພາກທີ 1"


@pytest.fixture
def seminar(tmp_path):
    database = Database.open(tmp_path / "e.attendance")
    with database.write() as db:
        made = events.new_event(db, STAMP, title="Seminar", zone="Asia/Almaty", starts="2024-05-29")
        event = getattr(made, "id", made)
        day = {"day": "2024-05-29"}
        add_session(
            db, STAMP, event, title="Opening", title_official=LONG, starts="09:00", ends="10:30", **day
        )
        add_session(db, STAMP, event, title="Excursion", **day)
        lao = delegates.add_delegation(db, STAMP, event, code="LAO", name="Lao PDR")
        delegates.add_delegate(
            db, STAMP, lao, name="Thavisack Manodham", given="Thavisack", family="Manodham",
            academic="Dr.", name_official="ທະວີສັກ ມະໂນທັມ", organisation="Digital Government Centre, MTC",
            position="Director; General", email="t@x.la", phone="+856 20 5555 0001",
        )  # fmt: skip
        delegates.add_delegate(db, STAMP, lao, name="Not Published", publish=False)
    yield database, event
    database.close()


def test_a_calendar_program_and_our_own_import_read_the_same_times(seminar, tmp_path):
    database, event = seminar
    with database.read() as db:
        content = programme_calendar(db, event, STAMP.at)
        assert content == programme_calendar(db, event, STAMP.at)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(content)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Almaty"]
    opening = next(one for one in calendar.walk("VEVENT") if one["SUMMARY"] == "Opening")
    assert opening["DTSTART"].dt.isoformat() == "2024-05-29T09:00:00+05:00"
    assert opening["DESCRIPTION"] == LONG
    path = tmp_path / "programme.ics"
    path.write_bytes(content)
    items = {i.title: (i.day, i.starts, i.ends) for i in read_calendar(path, "Asia/Almaty", None).items}
    assert items["Opening"] == ("2024-05-29", "09:00", "10:30")
    assert items["Excursion"] == ("2024-05-29", None, None)
    assert len(items) == 4  # with the morning and the afternoon


def test_cards_hold_what_the_reader_may_see(seminar):
    database, event = seminar
    with database.read() as db:
        own = people_cards(db, event, Audience.INTERNAL, "3.0")
        public = people_cards(db, event, Audience.PUBLIC)
    first, second = vobject.readComponents(own.decode())
    assert (first.fn.value, first.n.value.family, first.n.value.prefix) == (
        "Thavisack Manodham",
        "Manodham",
        "Dr.",
    )
    assert first.org.value == ["Digital Government Centre, MTC"]
    assert first.title.value == "Director; General"
    assert (first.email.value, first.tel.value) == ("t@x.la", "+856 20 5555 0001")
    assert second.fn.value == "Not Published"
    (card,) = vobject.readComponents(public.decode())
    assert card.version.value == "4.0"
    assert {one.value for one in card.fn_list} == {"Thavisack Manodham", "ທະວີສັກ ມະໂນທັມ"}
    assert b"EMAIL" not in public
    assert b"TEL" not in public
    assert all(len(line) <= 75 for line in own.split(b"\r\n") + public.split(b"\r\n"))
