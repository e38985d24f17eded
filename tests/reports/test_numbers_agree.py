"""Whatever happened: every sheet, the overview, the minutes and the pack give the same numbers."""

import random
import re

import pytest
from python_calamine import CalamineWorkbook

from attendance.commands.by_hand import excuse
from attendance.commands.checkin import check_in_delegate
from attendance.commands.delegates import add_delegate, add_delegation, change_delegates, set_status
from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE, AgeGroup, Audience, Disability, Section, Sector, Sex, Source, Status
from attendance.language import texts_for
from attendance.queries import overview, overview_lists
from attendance.queries.participants import event_facts
from attendance.reports.catalogue import write_report
from attendance.reports.disaggregated import summarise
from attendance.reports.matrix_grid import ABSENT, ATTENDED, EXCUSED, EXPECTED
from attendance.reports.minutes import minutes
from attendance.reports.no_shows import no_shows
from attendance.reports.people import listed
from attendance.reports.request import Request
from attendance.reports.whole import whole

DAY = 86_400_000


def happened(meeting, chance):
    """Two dozen people of five delegations come, come late, are excused, withdraw and come back."""
    groups = [*meeting.delegations.values()]
    for code, section in (("UND", Section.UN), ("NGO", Section.NGO), ("MED", Section.MEDIA)):
        groups.append(meeting.do(add_delegation, meeting.event, code=code, name=code, section=section))
    people = [*meeting.delegates.values()]
    for number in range(chance.randint(8, 24)):
        fields = {
            "sex": chance.choice([*Sex, None]),
            "sector": chance.choice([*Sector, None, None]),
            "age_group": chance.choice([*AgeGroup, None]),
            "disability": chance.choice([*Disability, None]),
            "participation": chance.choice(["online", None, None]),
            "status": chance.choice([*Status, Status.REGISTERED, Status.REGISTERED]),
            "publish": chance.random() < 0.8,
        }
        people.append(meeting.do(add_delegate, chance.choice(groups), name=f"Person {number}", **fields))
    for _ in range(4 * len(people)):
        session, who = chance.choice(meeting.sessions).id, chance.choice(people)
        try:
            match chance.randrange(5):
                case 0:
                    meeting.do(excuse, session, [who], "illness", None)
                case 1:
                    meeting.do(set_status, [who], chance.choice([*Status]))
                case 2:
                    meeting.do(change_delegates, [who], {"sex": chance.choice([*Sex, None])})
                case _:
                    meeting.do(check_in_delegate, session, who, source=Source.LIST)
        except Refused:
            continue
    meeting.now += 30 * DAY


@pytest.fixture(params=[7, 530])
def told(request, meeting, tmp_path):
    """The event, everything counted of it, and the cells of its pack."""
    happened(meeting, random.Random(request.param))

    def asked(db):
        about = event_facts(db, meeting.event)
        request = Request(db, about, texts_for("en"), Audience.INTERNAL, meeting.now, "Desk 1")
        found = whole(request)
        (path,) = write_report(
            db, "report-pack", event_id=meeting.event, texts=texts_for("en"), audience=Audience.INTERNAL,
            target=tmp_path / "pack", at=meeting.now, desk="Desk 1",
        )  # fmt: skip
        return found, summarise(request, found), path

    found, summary, path = meeting.ask(asked)
    book = CalamineWorkbook.from_path(path)
    return (
        meeting,
        found,
        summary,
        {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names},
    )


def row_of(rows, *starts):
    """The last row that begins with these words, without what is empty."""
    (*_, row) = [row for row in rows if [cell for cell in row if cell != ""][: len(starts)] == [*starts]]
    return [cell for cell in row if cell != ""][len(starts) :]


def test_present_and_absent_make_the_expected_in_every_sheet(told):
    _, found, summary, pack = told
    lines = [line for _, line in found.lines()]
    columns = [[line.codes[place] for line in lines] for place in range(len(found.shown))]
    present, absent, excused, expected = (
        [sum(code in of for code in column) for column in columns]
        for of in (ATTENDED, (ABSENT, EXCUSED), (EXCUSED,), EXPECTED)
    )
    assert [a + b for a, b in zip(present, absent, strict=True)] == expected
    assert sum(line.attended for line in lines) == sum(present) == summary.heads.person_sessions
    assert sum(line.expected for line in lines) == sum(expected) == summary.heads.expected
    matrix = pack["Attendance matrix"]
    assert row_of(matrix, "In all", "Present")[:6] == [*present, sum(present), sum(expected)]
    assert row_of(matrix, "In all", "Absent") == absent
    assert row_of(matrix, "In all", "of whom excused") == excused
    assert row_of(matrix, "In all", "Expected") == expected
    assert row_of(pack["By delegation"], "All delegations")[1:5] == present
    sessions = pack["By event session"]
    for column, *numbers in zip(found.shown, present, absent, excused, expected, strict=True):
        row = next(row for row in sessions if row[0] == column.key)
        assert [row[6], row[7], row[8], row[9]] == numbers
        assert sum(row[3:6]) == row[6]
    assert row_of(sessions, "Person-sessions")[3:7] == [*map(sum, (present, absent, excused, expected))]
    assert row_of(pack["Arrivals"], "Total") == [*present, sum(present)]


def test_the_overview_and_the_minutes_count_the_same_people(told):
    meeting, found, summary, _ = told
    lines = [line for _, line in found.lines()]
    for place, session in enumerate(meeting.sessions):
        codes = [line.codes[place] for line in lines]
        now = meeting.ask(overview.here, meeting.event, session.id)
        present = sum(code in ATTENDED for code in codes)
        assert sum(group.came for group in now.groups.values()) == present
        assert sum(group.women for group in now.groups.values()) == summary.sessions[place].present.women
        paragraph = meeting.ask(minutes, session.id, "en", meeting.now, "Desk 1")
        said = {word: int(n) for word, n in re.findall(r"^(Present|Excused|Absent) \((\d+)", paragraph, re.M)}
        counted = {"Present": present, "Excused": codes.count(EXCUSED), "Absent": codes.count(ABSENT)}
        assert said == {word: n for word, n in counted.items() if n}
    lists = meeting.ask(overview_lists.lists, meeting.event)
    gone = sum(line.person.status in GONE for line in lines if line.attended)
    assert lists.came == summary.heads.attended - gone
    assert sum(group.people for group in lists.groups) == summary.heads.invited - summary.heads.gone


def test_people_are_counted_once_and_person_sessions_stand_beside_them(told):
    _, found, summary, pack = told
    came = [line for _, line in found.lines() if line.attended]
    assert summary.heads.attended == len(came) == summary.people.total
    for part in (*summary.parts, summary.disability):
        assert sum(count.total for _, count in part.rows) == len(came)
    first = pack["Disaggregated summary"]
    numbers = row_of(first, "Whole event")
    assert (numbers[3], numbers[8]) == (len(came), sum(line.attended for line in came))
    registered = row_of(pack["By delegation"], "All delegations")[0]
    assert registered == numbers[2] == summary.heads.registered


def test_days_no_shows_and_the_flat_list_hold_the_same_people(told):
    _, found, _, pack = told
    everybody = [line.person for _, line in found.lines()]
    days = row_of(pack["Participation days"], "In all")[-1]
    assert days == sum(person.half_days for person in everybody) / 2
    matrix_days = [row[12] for row in pack["Attendance matrix"] if isinstance(row[0], float)]
    assert days == sum(matrix_days)
    missing = [row for row in pack["No-shows"] if isinstance(row[0], float)]
    assert len(missing) == len(no_shows(found))
    on_list = [person for person in everybody if listed(person)]
    expected = sum(line.expected > 0 for _, line in found.lines() if listed(line.person))
    assert expected == len(on_list)
    assert len(missing) + sum(person.came for person in on_list) == expected
    assert len(pack["Flat list"]) - 1 == len(on_list)
