"""The numbers of the overview, against what was done."""

from attendance.commands.checkin import check_in_delegate
from attendance.commands.delegates import add_delegate, add_delegation, change_delegates, set_status
from attendance.commands.events import set_quorum
from attendance.commands.undo import undo
from attendance.domain.kinds import Direction, Source, Status, new_id
from attendance.domain.quorum import Quorum, Standing, Threshold, Unit
from attendance.queries.delegates import delegates
from attendance.queries.delegation_board import Wanting, board
from attendance.queries.listing import Question, ids
from attendance.queries.overview import here
from attendance.queries.overview_lists import lists
from attendance.queries.quorum import quorum_now
from attendance.store import tables as t
from attendance.store.journal import Action
from tests.meeting import Meeting


def enter(meeting: Meeting, name: str, session: int = 0, direction: Direction = Direction.ENTRY):
    who, where = meeting.delegates[name], meeting.sessions[session].id
    return meeting.do(check_in_delegate, where, who, direction, Source.LIST)


def stands(meeting: Meeting, session: int = 0):
    found = meeting.ask(lists, meeting.event)
    heads = [head.id for head in found.heads]
    return meeting.ask(here, meeting.event, meeting.sessions[session].id, heads, found.gone)


def write(meeting: Meeting, table, rows):
    def verb(db, stamp):
        with Action(db, stamp, "test", event=meeting.event) as action:
            action.insert(table, [{c.name: None for c in table.c if c.name != "n"} | row for row in rows])

    meeting.do(verb)


def group(meeting: Meeting, code: str):
    return next(one for one in meeting.ask(lists, meeting.event).groups if one.code == code)


def test_each_delegation_tells_what_it_holds_and_lacks(meeting):
    meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"sex": None})
    meeting.do(change_delegates, [meeting.delegates["Aigerim Sample"]], {"position_official": "ຫົວໜ້າກົມ"})
    lao, kaz = group(meeting, "LAO"), group(meeting, "KAZ")
    assert (lao.people, lao.women, lao.heads, lao.without_sex) == (2, 1, 1, 1)
    assert (kaz.people, kaz.women, kaz.heads, kaz.without_english) == (1, 1, 0, 1)
    assert lao.registered == 2
    assert lao.without_badge == 2
    assert lao.headed
    assert lao.waited_for


def test_each_gap_counts_the_people_the_delegates_page_will_show(meeting):
    meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"sex": None, "badge_printed": 1})
    meeting.do(change_delegates, [meeting.delegates["Aigerim Sample"]], {"name_official": "Aigerim Sample"})
    meeting.do(change_delegates, [meeting.delegates["Somphone Sample"]], {"organisation_official": "ອົງການ"})
    groups = meeting.ask(lists, meeting.event).groups
    listing = delegates(meeting.event)
    for field, name in (
        ("without_sex", "missing_sex"),
        ("without_english", "english_missing"),
        ("without_badge", "badge_not_printed"),
    ):
        shown = meeting.ask(ids, listing, Question(conditions=(name,)))
        assert sum(getattr(one, field) for one in groups) == len(shown) > 0


def test_each_warning_counts_the_delegations_the_board_will_show(meeting):
    meeting.do(add_delegation, meeting.event, code="MMR", name="Myanmar", state="declined")
    meeting.do(add_delegation, meeting.event, code="UNDP", name="UNDP", section="un", state="confirmed")
    meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"capacity": "head"})
    groups = meeting.ask(lists, meeting.event).groups
    tiles = meeting.ask(board, meeting.event, None).tiles
    for mine, theirs in (
        (lambda one: one.headless, Wanting.HEAD),
        (lambda one: one.waited_for, Wanting.LIST),
        (lambda one: one.heads > 1, Wanting.SEVERAL_HEADS),
    ):
        told = {one.code for one in groups if mine(one)}
        assert told == {tile.code for tile in tiles if tile.wants(theirs)}
        assert told


def test_people_who_are_no_longer_expected_count_nowhere(meeting):
    enter(meeting, "Khamla Sample")
    meeting.do(set_status, [meeting.delegates["Khamla Sample"]], Status.WITHDRAWN)
    found = meeting.ask(lists, meeting.event)
    assert group(meeting, "LAO").people == 1
    assert found.came == 0
    assert found.gone == [meeting.delegates["Khamla Sample"]]
    assert stands(meeting).unlisted == 1


def test_a_delegation_without_people_is_there_too(meeting):
    meeting.do(add_delegation, meeting.event, code="UZB", name="Uzbekistan")
    assert group(meeting, "UZB").people == 0


def test_came_and_inside_and_women_follow_every_entry_exit_and_undo(meeting):
    entered = enter(meeting, "Somphone Sample")
    enter(meeting, "Khamla Sample")
    lao = meeting.delegations["LAO"]
    found = stands(meeting)
    assert found.groups[lao] == (2, 2, 1)
    assert not found.exits
    enter(meeting, "Khamla Sample", direction=Direction.EXIT)
    found = stands(meeting)
    assert found.groups[lao] == (2, 1, 1)
    assert found.exits
    meeting.do(undo, entered.action)
    assert stands(meeting).groups[lao] == (1, 0, 0)


def test_a_head_is_named_with_every_title(meeting):
    head = meeting.delegates["Somphone Sample"]
    meeting.do(change_delegates, [head], {"courtesy": "H.E.", "academic": "Dr."})
    found = meeting.ask(lists, meeting.event).heads
    assert [(one.title, one.name) for one in found] == [("H.E. Dr.", "Somphone Sample")]


def test_a_head_is_here_once_entered(meeting):
    assert stands(meeting).heads == frozenset()
    enter(meeting, "Somphone Sample")
    assert stands(meeting).heads == {meeting.delegates["Somphone Sample"]}
    assert stands(meeting, session=1).heads == frozenset()


def test_somebody_who_came_twice_is_one_person_and_two_arrivals(meeting):
    enter(meeting, "Somphone Sample", session=0)
    enter(meeting, "Somphone Sample", session=1)
    found = stands(meeting)
    assert meeting.ask(lists, meeting.event).came == 1
    assert meeting.ask(lists, meeting.event).came_women == 1
    assert found.arrivals.total == 1
    assert found.day.total == 2
    assert [found.totals[session.id] for session in meeting.sessions[:2]] == [(1, 1), (1, 1)]


def test_the_curve_adds_up_to_who_came(meeting):
    for name in meeting.delegates:
        enter(meeting, name)
    found = stands(meeting)
    assert found.arrivals.total == sum(counted.came for counted in found.groups.values()) == 3
    assert found.arrivals.day == "2024-05-29"


def test_a_person_on_the_list_twice_is_named(meeting):
    somebody = meeting.delegates["Khamla Sample"]
    with meeting.database.read() as db:
        person = db.execute(t.delegate.select().where(t.delegate.c.id == somebody)).one().person
    meeting.do(add_delegate, meeting.delegations["KAZ"], name="Khamla Sample", person=person)
    found = meeting.ask(lists, meeting.event)
    assert [(twice.name, twice.times) for twice in found.twice] == [("Khamla Sample", 2)]
    assert found.twice_in_all == 1


def test_deadlines_come_in_order_and_only_while_they_matter(meeting):
    lao, kaz = meeting.delegations["LAO"], meeting.delegations["KAZ"]
    common, is_open = {"event": meeting.event}, {"state": "open"}
    send = {"delegation": kaz, "action": "Send", "deadline": "2024-06-30"}
    write(
        meeting,
        t.letter,
        [{**common, "id": new_id(), "delegation": lao, "number": "7", "deadline": "2024-05-02"}],
    )
    write(
        meeting,
        t.follow_up,
        [
            {**common, "id": new_id(), **send, **is_open},
            {**common, "id": new_id(), "action": "Done", "deadline": "2024-06-01", "state": "done"},
            {**common, "id": new_id(), "action": "Some day", **is_open},
        ],
    )  # fmt: skip

    def deadline(db, stamp):
        with Action(db, stamp, "test", event=meeting.event) as action:
            action.update(t.event, [(meeting.event, {"nomination_deadline": "2024-05-10"})])

    meeting.do(deadline)
    due = meeting.ask(lists, meeting.event).due
    assert [(one.kind, one.deadline) for one in due] == [
        ("letter", "2024-05-02"), ("nomination", "2024-05-10"), ("follow_up", "2024-06-30"),
    ]  # fmt: skip
    assert due[0].code == "LAO"
    assert due[2].code == "KAZ"

    def received(db, stamp):
        with Action(db, stamp, "test", event=meeting.event) as action:
            action.update(t.delegation, [(lao, {"state": "received"})])

    meeting.do(received)
    assert "letter" not in {one.kind for one in meeting.ask(lists, meeting.event).due}


def test_the_counts_name_this_desk(meeting):
    desks = stands(meeting).desks
    assert [(desk.name, desk.own) for desk in desks] == [("Desk 1", True)]
    assert desks[0].at == meeting.now


def test_an_event_where_nothing_takes_attendance_still_tells_its_list(meeting):
    found = meeting.ask(here, meeting.event, None)
    assert found.groups == {}
    assert found.arrivals.counts == ()


def quorum(meeting: Meeting, session: int = 0):
    return meeting.ask(quorum_now, meeting.event, meeting.sessions[session].id)


def test_the_quorum_counts_delegations_with_somebody_who_counts_in_the_room(meeting):
    assert quorum(meeting) is None
    meeting.do(set_quorum, meeting.event, Quorum())
    assert quorum(meeting) == Standing(Unit.DELEGATIONS, 0, 2, 2)
    enter(meeting, "Somphone Sample")
    enter(meeting, "Khamla Sample")
    assert quorum(meeting).present == 1
    enter(meeting, "Aigerim Sample")
    assert quorum(meeting).reached
    enter(meeting, "Aigerim Sample", direction=Direction.EXIT)
    assert not quorum(meeting).reached
    assert stands(meeting).quorum == quorum(meeting)
    assert quorum(meeting, 1).present == 0


def test_observers_and_other_organisations_stand_outside_the_quorum(meeting):
    meeting.do(change_delegates, [meeting.delegates["Aigerim Sample"]], {"capacity": "observer"})
    un = meeting.do(add_delegation, meeting.event, code="UNDP", name="UNDP", section="un")
    guest = meeting.do(add_delegate, un, name="Observer Sample")
    meeting.do(check_in_delegate, meeting.sessions[0].id, guest, Direction.ENTRY, Source.LIST)
    enter(meeting, "Aigerim Sample")
    meeting.do(set_quorum, meeting.event, Quorum(Unit.PERSONS, threshold=Threshold.NUMBER, number=1))
    assert quorum(meeting) == Standing(Unit.PERSONS, 0, 2, 1)
    enter(meeting, "Khamla Sample")
    assert quorum(meeting) == Standing(Unit.PERSONS, 1, 2, 1)


def test_another_quorum_is_taken_back_like_any_change(meeting):
    action = meeting.do(set_quorum, meeting.event, Quorum(Unit.PERSONS))
    assert quorum(meeting).unit is Unit.PERSONS
    meeting.do(undo, action)
    assert quorum(meeting) is None
