"""Attendance comes in from grids and sign-in lists: as facts, once, and never over what the door recorded."""

from pathlib import Path

import pytest
from sqlalchemy import select

from attendance.commands import checkin, delegates, events, programme, undo
from attendance.commands.taking import take_attendance
from attendance.domain.errors import Refused
from attendance.domain.kinds import Source, Stamp
from attendance.domain.local_time import instant
from attendance.imports.attendance_answers import NEW, Options, Whose
from attendance.imports.attendance_importing import import_attendance, notes
from attendance.imports.attendance_plan import prepare
from attendance.imports.attendance_table import read_attendance
from attendance.imports.codes import Code, Reader, legend_in
from attendance.imports.what_is_in import Holds, guess
from attendance.language.texts import texts_for
from attendance.store import tables as t
from attendance.store.verify import verify

from .conftest import STAMP

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "attendance_grids"
real = pytest.mark.skipif(not DATA.is_dir(), reason="the collection of real lists is not here")
ZONE = "Asia/Vientiane"
AFTER = Stamp("Noy", instant("2024-06-06", "09:00", ZONE))


class Here:
    """Runs what the worker would run, in this process."""

    def run(self, function, *args, tick=None):
        assert function == "attendance.imports.attendance_plan:prepare"
        return prepare(*args)


class Seminar:
    def __init__(self, database, folder):
        self.database, self.folder = database, folder
        with database.write() as db:
            made = events.new_event(
                db, STAMP, title="Seminar", zone=ZONE, starts="2024-05-29", ends="2024-05-30"
            )
            self.event = getattr(made, "id", made)
            self.lao = delegates.add_delegation(db, STAMP, self.event, code="LAO", name="Lao PDR")
            self.kaz = delegates.add_delegation(db, STAMP, self.event, code="KAZ", name="Kazakhstan")
            self.people = {
                name: delegates.add_delegate(db, STAMP, group, name=name, **more)
                for name, group, more in (
                    ("Thavisack Manodham", self.lao, {"name_official": "ທະວີສັກ ມະໂນທັມ"}),
                    ("Aigerim Samal", self.kaz, {"email": "a@x.kz"}),
                    ("Bounmy Keo", self.lao, {}),
                )
            }

    def file(self, text, name="list.csv"):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def bring(self, path, at=None, **options):
        stamp = AFTER if at is None else Stamp("Noy", instant(*at, ZONE))
        return import_attendance(
            self.database, Here(), stamp, path, self.event, Options(**options), zone=ZONE
        )

    def facts(self):
        """(name, title of the session, its day, kind, local time, source, reason) of every fact, by time."""
        f, d, s = t.attendance_fact.c, t.delegate.c, t.event_session.c
        joined = t.attendance_fact.join(t.delegate, d.id == f.delegate)
        joined = joined.join(t.event_session, s.id == f.event_session)
        with self.database.read() as db:
            return [
                (row.name, row.title, row.day, row.kind, row.at, row.source, row.reason)
                for row in db.execute(
                    select(d.name, s.title, s.day, f.kind, f.at, f.source, f.reason)
                    .select_from(joined)
                    .order_by(f.at, f.n)
                )
            ]


@pytest.fixture
def seminar(database, tmp_path):
    return Seminar(database, tmp_path)


def at(day, clock):
    return instant(day, clock, ZONE)


GRID = (
    "Seminar,,,\nP = Present; PL: Paid leave,,,\nNo,Name,29/05/2024,30 May 2024 AM,30 May 2024 PM\n"
    "1,Dr. MANODHAM Thavisack,P,L15,E30\n2,Aigerim Samal,PL,A,WO\n3,Nobody Known,P,P,P\n"
)


def test_a_grid_becomes_facts_of_its_days_and_halves_with_minutes_and_reasons(seminar):
    result = seminar.bring(seminar.file(GRID))
    who, other, paid = "Thavisack Manodham", "Aigerim Samal", "Paid leave"
    imported = Source.IMPORT
    assert seminar.facts() == [
        (who, "Morning", "2024-05-29", "in", at("2024-05-29", "08:30"), imported, None),
        (other, "Morning", "2024-05-29", "excused", at("2024-05-29", "08:30"), imported, paid),
        (who, "Afternoon", "2024-05-29", "in", at("2024-05-29", "13:30"), imported, None),
        (other, "Afternoon", "2024-05-29", "excused", at("2024-05-29", "13:30"), imported, paid),
        (who, "Morning", "2024-05-30", "in", at("2024-05-30", "08:45"), imported, None),
        (who, "Afternoon", "2024-05-30", "in", at("2024-05-30", "13:30"), imported, None),
        (who, "Afternoon", "2024-05-30", "out", at("2024-05-30", "16:30"), imported, None),
    ]  # fmt: skip
    assert [(row.name, row.code) for row in result.preview.rows if row.verdict == "unknown"] == [
        ("Nobody Known", "unknown")
    ]
    assert result.preview.count("absent") == 2


def test_the_same_file_again_changes_nothing_and_one_undo_takes_all_of_it_back(seminar):
    path = seminar.file(GRID)
    taken = seminar.bring(path, add_to=seminar.kaz).taken
    assert (taken.people, taken.facts) == (1, 11)
    assert seminar.bring(path, add_to=seminar.kaz).taken is None
    with seminar.database.write() as db:
        undo.undo(db, Stamp("Noy", AFTER.at + 1000), taken.action)
    with seminar.database.read() as db:
        assert db.scalars(select(t.presence.c.state)).all() in ([], ["none"] * 8)
        status = db.scalar(select(t.delegate.c.status).where(t.delegate.c.name == "Nobody Known"))
    assert status == "withdrawn"
    assert not verify(seminar.database)


def test_what_the_door_recorded_is_told_and_stays(seminar):
    who = seminar.people["Thavisack Manodham"]
    with seminar.database.write() as db:
        s = t.event_session.c
        morning = db.scalar(select(s.id).where(s.day == "2024-05-29", s.title == "Morning"))
        came = at("2024-05-29", "08:41")
        checkin.check_in_delegate(db, Stamp("Noy", came), morning, who)
    path = seminar.file("Name,2024-05-29 AM,2024-05-29 PM\nThavisack Manodham,A,P\nAigerim Samal,P,P\n")
    result = seminar.bring(path)
    (row,) = [row for row in result.preview.rows if row.verdict == "contradiction"]
    assert (row.code, row.details["at"], row.details["source"]) == ("door_says", came, "list")
    mine = [fact for fact in seminar.facts() if fact[0] == "Thavisack Manodham"]
    assert [(fact[1], fact[3], fact[5]) for fact in mine] == [
        ("Morning", "in", "list"),
        ("Afternoon", "in", "import"),
    ]


def test_a_corrected_file_replaces_what_the_earlier_one_said_only_when_asked(seminar):
    seminar.bring(seminar.file("Name,2024-05-29 AM\nThavisack Manodham,P\n"))
    corrected = seminar.file("Name,2024-05-29 AM\nThavisack Manodham,A\n", "corrected.csv")
    shown = seminar.bring(corrected)
    assert (shown.preview.earlier, shown.taken) == (1, None)
    assert seminar.bring(corrected, replace=True).taken.facts == 1
    assert {fact[3] for fact in seminar.facts()} == {"in", "void"}
    assert seminar.bring(corrected, replace=True).taken is None


ZOOM = (
    "Meeting ID,Topic,Start Time,End Time\n123,Seminar,05/29/2024 08:00:00 AM,05/29/2024 05:05:00 PM\n\n"
    "Name (Original Name),User Email,Join Time,Leave Time\n"
    "Aika,a@x.kz,05/29/2024 08:21:12 AM,05/29/2024 10:00:00 AM\n"
    "Aika,a@x.kz,05/29/2024 10:05:00 AM,05/29/2024 05:01:00 PM\n"
    "ທະວີສັກ ມະໂນທັມ (Lao),,05/29/2024 01:40:00 PM,\n"
)
DOOR = (
    "Time,Card No,Name,Door,Direction\n29.05.2024 08:31,x,Bounmy Keo,Main,In\n"
    "29.05.2024 12:02,x,Bounmy Keo,Main,Out\n29.05.2024 13:20,x,Bounmy Keo,Main,In\n"
)


def test_arrivals_and_departures_keep_their_own_times_in_the_session_they_fall_into(seminar):
    seminar.bring(seminar.file(ZOOM))
    seminar.bring(seminar.file(DOOR, "door.csv"))
    told = [(name, title, kind, when) for name, title, _, kind, when, *_ in seminar.facts()]
    day = "2024-05-29"
    assert told == [
        ("Aigerim Samal", "Morning", "in", at(day, "08:21")),
        ("Bounmy Keo", "Morning", "in", at(day, "08:31")),
        ("Aigerim Samal", "Morning", "out", at(day, "10:00")),
        ("Aigerim Samal", "Morning", "in", at(day, "10:05")),
        ("Bounmy Keo", "Morning", "out", at(day, "12:02")),
        ("Bounmy Keo", "Afternoon", "in", at(day, "13:20")),
        ("Aigerim Samal", "Afternoon", "in", at(day, "13:30")),
        ("Thavisack Manodham", "Afternoon", "in", at(day, "13:40")),
        ("Aigerim Samal", "Afternoon", "out", at(day, "17:01")),
    ]
    assert seminar.bring(seminar.file(ZOOM)).taken is None


def test_grids_in_lao_and_russian_and_a_legend_on_another_sheet():
    reader = Reader(legend_in([["WFH", "Work from home"], ["HPL", "Half day PL"], ["", "Title"]]), ["P"])
    texts = ("ມ", "ຂ", "ລ", "ມາຊ້າ", "я", "н", "оп 15", "ув", "WFH", "HPL", "✓", "0", "13")
    said = {text: (cell := reader.read(text)) and (cell.code, cell.minutes) for text in texts}
    assert said == {
        "ມ": (Code.PRESENT, None), "ຂ": (Code.ABSENT, None), "ລ": (Code.EXCUSED, None),
        "ມາຊ້າ": (Code.LATE, None), "я": (Code.PRESENT, None), "н": (Code.ABSENT, None),
        "оп 15": (Code.LATE, 15), "ув": (Code.EXCUSED, None), "WFH": (Code.ONLINE, None),
        "HPL": (Code.HALF, None), "✓": (Code.PRESENT, None), "0": (Code.ABSENT, None), "13": None,
    }  # fmt: skip
    assert Reader({}, ["x", ""]).read("x").code is Code.PRESENT
    assert Reader({}, ["x", "P"]).read("x").code is Code.EXCUSED


def test_a_column_without_a_session_goes_where_the_person_says_or_gets_one_of_its_own(seminar):
    path = seminar.file("Name,Excursion 31.05.2024\nBounmy Keo,P\n")
    (target,) = seminar.bring(path).preview.targets
    assert target.why == "other_day"
    taken = seminar.bring(path, targets={target.column.key: NEW}).taken
    assert (taken.sessions, taken.facts) == (1, 1)
    assert seminar.facts()[0][1:3] == ("Excursion 31.05.2024", "2024-05-31")


def test_what_was_recorded_between_preview_and_writing_is_left_as_it_is(seminar):
    path = seminar.file("Name,2024-05-29 AM\nBounmy Keo,P\n")
    preview = prepare(str(seminar.database.path), str(path), seminar.event, AFTER.at)
    with seminar.database.write() as db:
        place = preview.entries[0].session
        checkin.check_in_delegate(db, STAMP, place, seminar.people["Bounmy Keo"])
        taken = take_attendance(db, AFTER, seminar.event, preview.entries)
    assert (taken.facts, taken.overtaken) == (0, 1)


def test_a_file_says_by_its_looks_what_it_holds(seminar):
    programme = "Time,Activity\n09:00,Opening\n"
    people = "Name,Country,Position\nBounmy Keo,Laos,Director\n"
    for text, kind in ((GRID, Holds.ATTENDANCE), (programme, Holds.PROGRAMME), (people, Holds.PEOPLE)):
        assert guess(str(seminar.file(text))) is kind


@real
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("reader_college_daily_summary", "attendance_only_counts"),
        ("uk_forum_registrations_headers_only", "attendance_no_rows"),
    ],
)
def test_a_file_without_persons_or_without_rows_is_refused_with_its_reason(name, code):
    with pytest.raises(Refused) as refused:
        read_attendance(DATA / f"{name}.xlsx")
    assert refused.value.code == code


def test_a_date_that_may_be_two_is_asked_about_and_never_guessed_nor_dropped(seminar):
    with seminar.database.write() as db:
        events.change_event(db, STAMP, seminar.event, {"starts": "2024-04-12", "ends": "2024-04-13"})
    path = seminar.file("Name,12/04/2024,13/04/2024\nBounmy Keo,P,P\n")
    preview = seminar.bring(path).preview
    assert preview.two_ways == "12/04/2024"
    assert [(one.column.day, one.why) for one in preview.targets] == [
        (None, "two_ways"), ("2024-04-13", ""),
    ]  # fmt: skip
    assert {fact[2] for fact in seminar.facts()} == {"2024-04-13"}
    preview = seminar.bring(path, day_first=True).preview
    assert (preview.two_ways, [one.why for one in preview.targets]) == ("12/04/2024", ["", ""])
    assert {fact[2] for fact in seminar.facts()} == {"2024-04-12", "2024-04-13"}
    scans = seminar.file("Name,Check in\nAigerim Samal,04/12/2024 08:31\nAigerim Samal,04/13/2024 08:40\n")
    shown = prepare(str(seminar.database.path), str(scans), seminar.event, AFTER.at)
    assert {(one.column.heading, one.why) for one in shown.targets} == {
        ("04/12/2024", "two_ways"), ("2024-04-13", ""),
    }  # fmt: skip
    seminar.bring(scans, day_first=False)
    assert [fact[2] for fact in seminar.facts() if fact[0] == "Aigerim Samal"] == [
        "2024-04-12", "2024-04-13",
    ]  # fmt: skip


def test_the_first_date_of_a_row_that_may_be_two_is_not_made_up_from_another_one(seminar):
    listed = read_attendance(
        seminar.file(
            '"Seminar, 3 April 2024",\nName,Time In\nBounmy Keo,03/04/2024 08:31\nA Samal,05/04/2024 08:40\n'
        )
    )
    assert listed.two_ways == "03/04/2024"
    assert [(one.heading, one.day) for one in listed.columns] == [("03/04/2024", None), ("05/04/2024", None)]
    night = seminar.file("Name,Time In,Time Out\nBounmy Keo,12/04/2024 22:00,13/04/2024 01:00\n")
    assert [one.day for one in read_attendance(night).columns] == [None]
    (column,) = read_attendance(night, day_first=True).columns
    assert column.day == "2024-04-12"


def test_a_date_that_decides_about_no_mark_is_not_asked_about(seminar):
    listed = read_attendance(
        seminar.file("Printed 12/11/2024,,\nName,29 May 2024 AM,30 May 2024 AM\nBounmy Keo,P,P\n")
    )
    assert listed.two_ways == ""
    second = read_attendance(seminar.file("Name,Morning,Morning\n,03/04/2024,05/04/2024\nBounmy Keo,P,P\n"))
    assert (second.two_ways, len(second.people), len(second.columns)) == ("03/04/2024", 1, 2)


def test_a_date_that_may_be_two_is_asked_about_though_a_title_fits_or_one_session_is_alone(seminar):
    with seminar.database.write() as db:
        events.change_event(db, STAMP, seminar.event, {"starts": "2024-04-03", "ends": "2024-04-03"})
    halves = seminar.file("Name,Morning 03/04/2024,Morning 05/04/2024\nBounmy Keo,P,P\n", "halves.csv")
    assert [one.why for one in seminar.bring(halves).preview.targets] == ["two_ways", "two_ways"]
    title = seminar.file("Attendance 05/04/2024,\nName,Morning\nBounmy Keo,P\n")
    preview = seminar.bring(title).preview
    assert (preview.two_ways, [one.why for one in preview.targets]) == ("05/04/2024", ["two_ways"])
    with seminar.database.write() as db:
        s = t.event_session.c
        afternoon = db.scalar(select(s.id).where(s.event == seminar.event, s.title == "Afternoon"))
        programme.change_session(db, STAMP, afternoon, {"takes_attendance": False})
    preview = seminar.bring(seminar.file("Attendance 05/04/2024,\nName,Present\nBounmy Keo,P\n")).preview
    assert (len(preview.sessions), [one.why for one in preview.targets]) == (1, ["two_ways"])
    assert seminar.facts() == []
    seminar.bring(halves, day_first=True)
    assert {fact[1:3] for fact in seminar.facts()} == {("Morning", "2024-04-03")}


@real
def test_the_grids_of_real_offices():
    atliq = read_attendance(DATA / "atliq_attendance_sheet.xlsx")
    assert (len(atliq.people), len(atliq.columns), len(atliq.marks)) == (247, 90, 6492)
    assert not atliq.unread
    assert len(atliq.legend) == 18
    other = read_attendance(DATA / "itshammad8_attendance_sheet.xlsx")
    assert (len(other.people), len(other.columns), len(other.marks)) == (15, 30, 450)
    assert other.empty == ["Sheet1"]
    assert other.columns[0].day == "2023-07-01"


def test_a_second_row_of_the_same_person_that_says_something_else_is_told(seminar):
    rows = "Aigerim Samal,P\nBounmy Keo,A\nAigerim Samal,E\nBounmy Keo,P\nAigerim Samal,P\n"
    result = seminar.bring(seminar.file(f"Name,2024-05-29 AM\n{rows}"))
    told = [(row.number, row.verdict, row.code, row.details) for row in result.preview.rows]
    assert told == [
        (2, "added", "", {}),
        (3, "absent", "absent", {}),
        (4, "skipped", "twice", {"other": 2}),
        (5, "skipped", "twice", {"other": 3}),
    ]
    assert len(seminar.facts()) == 1


def test_an_address_of_somebody_else_does_not_outweigh_the_name(seminar):
    result = seminar.bring(seminar.file("Name,Email,2024-05-29 AM\nBounmy Keo,a@x.kz,P\nA. S.,a@x.kz,P\n"))
    assert [row.verdict for row in result.preview.rows] == ["added", "added"]
    assert {fact[0] for fact in seminar.facts()} == {"Bounmy Keo", "Aigerim Samal"}


DURING = ("2024-05-29", "14:00")


def test_what_is_still_to_come_is_left_out_and_counted_by_day_until_it_is_over(seminar):
    path = seminar.file(
        "Name,29 May 2024 AM,29 May 2024 PM,30 May 2024\nBounmy Keo,P,L45,P\nAigerim Samal,E30,E30,A\n"
    )
    result = seminar.bring(path, at=DURING)
    day = "2024-05-29"
    assert seminar.facts() == [
        ("Bounmy Keo", "Morning", day, "in", at(day, "08:30"), "import", None),
        ("Aigerim Samal", "Morning", day, "in", at(day, "08:30"), "import", None),
        ("Aigerim Samal", "Morning", day, "out", at(day, "11:30"), "import", None),
        ("Aigerim Samal", "Afternoon", day, "in", at(day, "13:30"), "import", None),
    ]
    assert result.preview.ahead == {"2024-05-29": 1, "2024-05-30": 1}
    assert result.preview.notes == {"rest_ahead": 1}
    told = {(row.name, row.session, row.verdict, row.code) for row in result.preview.rows if row.code}
    assert told == {
        ("Bounmy Keo", "29 May 2024 PM", "skipped", "ahead"),
        ("Bounmy Keo", "2024-05-30", "skipped", "ahead"),
        ("Aigerim Samal", "29 May 2024 PM", "added", "rest_ahead"),
        ("Aigerim Samal", "2024-05-30", "absent", "absent"),
    }
    assert notes(texts_for("en"), result.preview) == [
        "2 marks are still to come and are left out (29 May, 30 May). Import the list again when it is over.",
        "Marks of which a part is still to come and is left out: 1.",
    ]
    later = seminar.bring(path)
    assert not later.preview.ahead
    assert later.taken.facts == 4
    assert [fact[1:5] for fact in seminar.facts()][-4:] == [
        ("Afternoon", day, "in", at(day, "14:15")),
        ("Afternoon", day, "out", at(day, "16:30")),
        ("Morning", "2024-05-30", "in", at("2024-05-30", "08:30")),
        ("Afternoon", "2024-05-30", "in", at("2024-05-30", "13:30")),
    ]


def test_an_excuse_for_what_is_to_come_counts_from_now_as_it_does_at_the_desk(seminar):
    path = seminar.file("Name,30 May 2024 AM\nBounmy Keo,PL\n")
    seminar.bring(path, at=DURING)
    (fact,) = seminar.facts()
    assert fact[1:5] == ("Morning", "2024-05-30", "excused", at(*DURING))
    assert seminar.bring(path).taken is None


def test_who_came_before_the_start_is_recorded_already_and_an_early_arrival_goes_in(seminar):
    who = seminar.people["Bounmy Keo"]
    with seminar.database.write() as db:
        s = t.event_session.c
        morning = db.scalar(select(s.id).where(s.day == "2024-05-29", s.title == "Morning"))
        checkin.check_in_delegate(db, Stamp("Noy", at("2024-05-29", "08:10")), morning, who)
    early = ("2024-05-29", "08:20")
    result = seminar.bring(seminar.file("Name,29 May 2024 AM\nBounmy Keo,P\n"), at=early)
    assert [row.verdict for row in result.preview.rows] == ["unchanged"]
    arrivals = "Name,Time In,Time Out\nAigerim Samal,29 May 2024 08:15,29 May 2024 12:00\n"
    seminar.bring(seminar.file(arrivals, "arrivals.csv"), at=early)
    assert seminar.facts()[-1][:5] == (
        "Aigerim Samal", "Morning", "2024-05-29", "in", at("2024-05-29", "08:15"),
    )  # fmt: skip


def test_nothing_that_is_still_to_come_is_ever_written(seminar):
    path = seminar.file("Name,2024-05-29 AM\nBounmy Keo,P\n")
    preview = prepare(str(seminar.database.path), str(path), seminar.event, AFTER.at)
    with seminar.database.write() as db, pytest.raises(Refused, match="attendance_ahead"):
        take_attendance(db, STAMP, seminar.event, preview.entries)
    assert seminar.facts() == []


def test_each_unknown_person_is_left_out_added_or_somebody_on_the_list_as_was_decided(seminar):
    path = seminar.file(
        "Name,Delegation,Organisation,29 May 2024 AM\nThavisak Manodam,LAO,,P\nNew Comer,KAZ,Agency,P\n"
        "Boss,,,P\nNobody,,,P\nWho Knows,,,P\n"
    )
    strangers = {one.name: one for one in seminar.bring(path).preview.strangers}
    assert list(strangers) == ["Thavisak Manodam", "New Comer", "Boss", "Nobody", "Who Knows"]
    first, second = strangers["Thavisak Manodam"], strangers["New Comer"]
    assert (first.code, first.suggested) == ("perhaps", seminar.people["Thavisack Manodham"])
    assert (second.group, second.marks) == (seminar.kaz, 1)
    assert ("organisation", "", "Agency") in second.sides
    assert seminar.facts() == []
    people = {
        first.key: Whose(delegate=first.suggested),
        second.key: Whose(delegation=second.group),
        strangers["Boss"].key: Whose(delegate=seminar.people["Bounmy Keo"]),
        strangers["Nobody"].key: Whose(),
    }
    preview = seminar.bring(path, people=people).preview
    assert {fact[0] for fact in seminar.facts()} == {"Thavisack Manodham", "New Comer", "Bounmy Keo"}
    assert [(row.name, row.verdict, row.code) for row in preview.rows if row.verdict != "added"] == [
        ("Nobody", "skipped", "left_out"), ("Who Knows", "unknown", "unknown"),
    ]  # fmt: skip
    assert (preview.added, preview.unknown, len(preview.strangers)) == (1, 1, 5)


def test_two_strangers_of_one_name_are_two_people_when_each_is_added(seminar):
    rows = "Ali Khan,Ministry A,P,\nAli Khan,Ministry B,P,\nAli Khan,Ministry A,,P\n"
    path = seminar.file(f"Name,Organisation,29 May 2024 AM,29 May 2024 PM\n{rows}")
    strangers = seminar.bring(path).preview.strangers
    result = seminar.bring(path, people={one.key: Whose(delegation=seminar.kaz) for one in strangers})
    added = [(one.name, one.fields["organisation"]) for one in result.preview.people]
    assert added == [("Ali Khan", "Ministry A"), ("Ali Khan", "Ministry B")]
    assert (result.taken.people, result.taken.facts) == (2, 3)
