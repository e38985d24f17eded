"""Paper typed in: a signature becomes an entry once, and what the desk saw is not doubled."""

from itertools import chain

import pytest
from sqlalchemy import select

from attendance.commands import undo
from attendance.commands.checkin import check_in_delegate
from attendance.commands.delegates import set_status
from attendance.commands.delegations import remove_delegation
from attendance.commands.letters import Scan
from attendance.commands.operators import add_operator
from attendance.commands.programme import change_session, remove_sessions
from attendance.commands.sheets import (
    Line,
    NewSheet,
    attach_scan,
    mark_returned,
    mark_typed,
    print_sheets,
    take_back,
    type_lines,
    type_walk_in,
)
from attendance.domain.errors import Refused
from attendance.domain.kinds import Mark, Role, SheetState, Source, Status
from attendance.domain.local_time import instant
from attendance.domain.paper import Marked
from attendance.domain.rules import Rules, written
from attendance.queries import sheets
from attendance.store import tables as t
from attendance.store.verify import verify

DAY = "2024-05-29"
HEAD, KHAMLA, AIGERIM = "Somphone Sample", "Khamla Sample", "Aigerim Sample"


def local(time):
    return instant(DAY, time, "Asia/Almaty")


@pytest.fixture
def lao(meeting):
    """The meeting, and the sheet of the Lao delegation with its head and Khamla."""
    people = (meeting.delegates[HEAD], meeting.delegates[KHAMLA])
    (meeting.sheet,) = meeting.do(
        print_sheets, meeting.event, DAY, [NewSheet(meeting.delegations["LAO"], people)]
    )
    meeting.am, meeting.pm = (s.id for s in meeting.sessions[:2])
    return meeting


def put(meeting, name, mark, minutes=None, reason=None, session=None):
    line = Line(meeting.delegates[name], session or meeting.am, mark and Marked(mark, minutes, reason))
    return meeting.do(type_lines, meeting.sheet, [line])


def facts(meeting, name, session=None):
    """Kind and time of what stands, in order of time."""
    pair = (meeting.delegates[name], session or meeting.am)
    found = meeting.ask(lambda db: sheets._stand(db, [pair[0]], [pair[1]]))
    return [(fact.kind, fact.at, fact.source) for fact in found.get(pair, [])]


def shown(meeting):
    return meeting.ask(sheets.sheet, meeting.sheet)


def test_a_sheet_keeps_its_order_and_counts_within_its_run(lao):
    people = [lao.delegates[name] for name in (AIGERIM, HEAD, KHAMLA)]
    lao.do(print_sheets, lao.event, DAY, [NewSheet(None, tuple(people[:2])), NewSheet(None, (people[2],))])
    rows = lao.ask(sheets.sheets, lao.event)
    assert [(r.code, r.position, r.of, r.people, r.state) for r in rows] == [
        ("", 1, 2, 2, "printed"),
        ("", 2, 2, 1, "printed"),
        ("LAO", 1, 1, 2, "printed"),
    ]
    first = lao.ask(sheets.sheet, rows[0].id)
    assert [line.name for line in first.lines] == [AIGERIM, HEAD]
    assert [s.id for s in first.sessions] == [lao.am, lao.pm]


def test_nobody_is_not_printed_and_a_wrong_day_is_refused(lao):
    with pytest.raises(Refused, match="nobody_to_print"):
        lao.do(print_sheets, lao.event, DAY, [])
    with pytest.raises(Refused, match="bad_date"):
        lao.do(print_sheets, lao.event, "29 May", [NewSheet(None, ())])


@pytest.mark.parametrize(
    ("mark", "minutes", "reason", "expected"),
    [
        (Mark.PRESENT, None, None, [("in", "08:30")]),
        (Mark.LATE, 20, None, [("in", "08:50")]),
        (Mark.LEFT_EARLY, 30, None, [("in", "08:30"), ("out", "11:30")]),
        (Mark.EXCUSED, None, "ill", [("excused", "08:30")]),
        (Mark.ABSENT, None, None, []),
    ],
)
def test_a_mark_is_what_happened_at_its_time(lao, mark, minutes, reason, expected):
    typed = put(lao, HEAD, mark, minutes, reason)
    assert facts(lao, HEAD) == [(kind, local(time), "paper") for kind, time in expected]
    assert (typed.outcomes[0].facts, typed.outcomes[0].seen) == (len(expected), None)
    cell = shown(lao).lines[0].cells[0]
    assert (cell.mark, cell.minutes, cell.reason) == (mark, minutes, reason)
    assert verify(lao.database) == []


def test_somebody_scanned_is_not_doubled_and_the_scan_is_told(lao):
    entered = lao.do(check_in_delegate, lao.am, lao.delegates[HEAD], source=Source.SCAN)
    typed = put(lao, HEAD, Mark.PRESENT)
    assert facts(lao, HEAD) == [("in", entered.at, "scan")]
    assert typed.outcomes[0].seen[:3] == ("in", entered.at, "scan")
    put(lao, HEAD, Mark.LATE, 20)
    put(lao, HEAD, Mark.EXCUSED, reason="ill")
    put(lao, HEAD, Mark.ABSENT)
    assert facts(lao, HEAD) == [("in", entered.at, "scan")]


def test_of_somebody_scanned_who_left_early_only_the_exit_is_written(lao):
    entered = lao.do(check_in_delegate, lao.am, lao.delegates[HEAD], at=local("08:31"))
    put(lao, HEAD, Mark.LEFT_EARLY, 30)
    assert facts(lao, HEAD) == [("in", entered.at, "list"), ("out", local("11:30"), "paper")]


def test_another_mark_takes_back_what_the_one_before_wrote_and_typing_twice_writes_once(lao):
    put(lao, HEAD, Mark.LEFT_EARLY, 30)
    assert put(lao, HEAD, Mark.LEFT_EARLY, 30).action is None
    put(lao, HEAD, Mark.PRESENT)
    assert facts(lao, HEAD) == [("in", local("08:30"), "paper")]
    put(lao, HEAD, Mark.ABSENT)
    assert facts(lao, HEAD) == []
    put(lao, HEAD, None)
    assert shown(lao).lines[0].cells[0].mark is None


def test_undo_takes_one_row_back_and_redo_brings_it_again(lao):
    put(lao, HEAD, Mark.PRESENT)
    changed = put(lao, HEAD, Mark.LATE, 20)
    put(lao, KHAMLA, Mark.PRESENT)
    lao.do(undo.undo, changed.action)
    assert facts(lao, HEAD) == [("in", local("08:30"), "paper")]
    assert [line.cells[0].mark for line in shown(lao).lines] == ["P", "P"]
    lao.do(undo.redo)
    assert facts(lao, HEAD) == [("in", local("08:50"), "paper")]
    assert verify(lao.database) == []


def test_a_mark_taken_back_can_be_typed_again(lao):
    first = put(lao, HEAD, Mark.PRESENT)
    lao.do(undo.undo, first.action)
    assert shown(lao).lines[0].cells[0].mark is None
    put(lao, HEAD, Mark.LATE, 5)
    assert facts(lao, HEAD) == [("in", local("08:35"), "paper")]
    assert shown(lao).lines[0].cells[0].minutes == 5


def test_rules_of_the_door_do_not_refuse_a_signature(lao):
    closed = written(Rules(places=0, opens_before=0))
    with lao.database.write() as db:
        from attendance.store.journal import Action

        with Action(db, lao.stamp(), "change_session", event=lao.event) as action:
            action.update(t.event_session, [(lao.am, {"rules": closed})])
    put(lao, HEAD, Mark.LATE, 60)
    assert facts(lao, HEAD) == [("in", local("09:30"), "paper")]


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.BARRED])
def test_of_somebody_no_longer_expected_the_signature_is_kept_and_no_entry_is_written(lao, status):
    lao.do(set_status, [lao.delegates[KHAMLA]], status)
    typed = put(lao, KHAMLA, Mark.PRESENT)
    assert typed.outcomes[0].gone == status
    assert facts(lao, KHAMLA) == []
    assert shown(lao).lines[1].cells[0].mark is Mark.PRESENT


@pytest.mark.parametrize(
    ("mark", "minutes", "code"),
    [
        (Mark.LATE, None, "mark_needs_minutes"),
        (Mark.LATE, 0, "minutes_out_of_range"),
        (Mark.LEFT_EARLY, 211, "minutes_out_of_range"),
        (Mark.EXCUSED, None, "reason_missing"),
    ],
)
def test_a_mark_that_lacks_something_is_refused(lao, mark, minutes, code):
    with pytest.raises(Refused, match=code):
        put(lao, HEAD, mark, minutes)


def test_without_an_end_nobody_left_early(lao):
    lao.do(change_session, lao.am, {"ends": None})
    with pytest.raises(Refused, match="mark_needs_end"):
        put(lao, HEAD, Mark.LEFT_EARLY, 10)


def test_a_handwritten_line_is_a_new_delegate_who_was_there_in_one_action(lao):
    walk_in = lao.do(
        type_walk_in,
        lao.sheet,
        lao.delegations["KAZ"],
        "Mr. Dauren EXAMPLE",
        [(lao.am, Marked(Mark.PRESENT))],
    )
    found = shown(lao).lines
    assert [(line.name, line.code, line.walk_in) for line in found][2:] == [
        ("Mr. Dauren EXAMPLE", "KAZ", True)
    ]
    lao.delegates["Dauren"] = walk_in.delegate
    assert facts(lao, "Dauren") == [("in", local("08:30"), "paper")]
    lao.do(undo.undo, walk_in.action)
    assert facts(lao, "Dauren") == []
    assert len(shown(lao).lines) == 2
    assert verify(lao.database) == []
    with pytest.raises(Refused, match="name_missing"):
        lao.do(type_walk_in, lao.sheet, lao.delegations["KAZ"], " ", [])


def test_a_sheet_is_printed_then_returned_then_typed(lao):
    state = lambda: lao.ask(sheets.sheets, lao.event)[0].state  # noqa: E731
    assert state() is SheetState.PRINTED
    lao.do(mark_returned, [lao.sheet])
    assert state() is SheetState.RETURNED
    done = lao.do(mark_typed, [lao.sheet])
    assert state() is SheetState.TYPED
    assert lao.do(mark_typed, [lao.sheet]) is None
    lao.do(undo.undo, done)
    assert state() is SheetState.RETURNED


def test_a_picture_of_the_sheet_is_kept_with_it(lao):
    lao.do(attach_scan, lao.sheet, Scan("lao.pdf", b"one"))
    lao.do(attach_scan, lao.sheet, Scan("lao-2.pdf", b"two"))
    (row,) = lao.ask(sheets.sheets, lao.event)
    assert (row.scan, row.state) == ("lao-2.pdf", "returned")
    assert lao.ask(lambda db: db.scalars(select(t.attachment.c.name)).all()) == ["lao-2.pdf"]
    lao.do(attach_scan, lao.sheet, None)
    assert lao.ask(sheets.sheets, lao.event)[0].scan is None


def test_who_signed_unseen_and_who_was_seen_unsigned_are_listed_until_they_are_settled(lao):
    lao.do(check_in_delegate, lao.am, lao.delegates[KHAMLA], source=Source.SCAN)
    lao.do(check_in_delegate, lao.am, lao.delegates[AIGERIM], source=Source.SCAN)
    put(lao, HEAD, Mark.PRESENT)
    told = lambda: [(u.name, u.signed) for u in lao.ask(sheets.differences, lao.event, DAY)]  # noqa: E731
    assert told() == [(HEAD, True)]  # the others may still sign
    lao.do(mark_typed, [lao.sheet])
    assert told() == [(KHAMLA, False), (HEAD, True)]  # the sheet of the other delegation is not back
    (other,) = lao.do(print_sheets, lao.event, DAY, [NewSheet(lao.delegations["KAZ"], ())])
    lao.do(mark_typed, [other])
    assert told() == [(AIGERIM, False), (KHAMLA, False), (HEAD, True)]
    assert next(row for row in lao.ask(sheets.sheets, lao.event) if row.id == lao.sheet).unlike == 2
    put(lao, KHAMLA, Mark.PRESENT)
    lao.do(take_back, lao.delegates[AIGERIM], lao.am, "did not sign")
    lao.do(check_in_delegate, lao.am, lao.delegates[HEAD], source=Source.SCAN, at=local("08:29"))
    assert told() == [(HEAD, True)]  # a scan after the paper says: already in
    put(lao, HEAD, Mark.ABSENT)
    assert told() == []


def test_a_mark_keeps_its_event_session_and_its_delegation_in_the_file(lao):
    put(lao, HEAD, Mark.ABSENT)
    with pytest.raises(Refused, match="session_was_used"):
        lao.do(remove_sessions, [lao.am])
    empty = next(iter(chain(lao.delegations.values())))
    lao.do(print_sheets, lao.event, DAY, [NewSheet(empty, ())])
    with pytest.raises(Refused, match="delegation_in_use"):
        lao.do(remove_delegation, empty)


def test_where_pins_are_in_use_an_old_scan_is_taken_back_by_a_coordinator(lao):
    lao.do(add_operator, name="Boss", role=Role.COORDINATOR, pin="1234")
    lao.do(add_operator, name="Kham", role=Role.DESK, operator="Boss")
    lao.do(check_in_delegate, lao.am, lao.delegates[HEAD], source=Source.SCAN)
    lao.now += 20 * 60_000
    asked = (lao.delegates[HEAD], lao.am, "did not sign")
    with pytest.raises(Refused, match="supervisor_needed"):
        lao.do(take_back, *asked, operator="Kham")
    lao.do(take_back, *asked, "Boss", operator="Kham")
    assert facts(lao, HEAD) == []
    voids = select(t.attendance_fact.c.approved_by).where(t.attendance_fact.c.kind == "void")
    assert lao.ask(lambda db: db.scalars(voids).all()) == ["Boss"]
