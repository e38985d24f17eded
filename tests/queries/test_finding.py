"""What the command palette finds, of the open event first."""

from attendance.commands.delegates import add_delegate, add_delegation
from attendance.commands.events import new_event
from attendance.domain.kinds import Stamp
from attendance.queries.finding import ELSEWHERE, PEOPLE, find, matches

STAMP = Stamp("Operator", 1_716_948_000_000)


def test_words_begin_words_in_latin_and_may_stand_anywhere_in_lao():
    assert matches("add del", "Add delegate")
    assert not matches("dd", "Add delegate")
    assert matches("ເຂົ້າຮ່ວມ", "ຜູ້ເຂົ້າຮ່ວມ")
    assert matches("", "anything")


def test_people_delegations_and_people_of_other_events_are_told_apart(meeting):
    with meeting.database.write() as db:
        other = new_event(db, STAMP, title="Earlier", zone="Asia/Almaty", year=2023)
        home = add_delegation(db, STAMP, other, code="QQA", name="Quietland")
        for number in range(ELSEWHERE + 3):
            add_delegate(db, STAMP, home, name=f"Quorum Earlier {number}")
        here = add_delegation(db, STAMP, meeting.event, code="QQB", name="Quorumland")
        for number in range(PEOPLE + 3):
            add_delegate(db, STAMP, here, name=f"Quorum Person {number}", name_official=f"ກວຣຳ {number}")
    with meeting.database.read() as db:
        found = find(db, meeting.event, "quorum")
        assert len(found.people) == PEOPLE
        assert {one.place for one in found.people} == {"QQB"}
        assert [one.code for one in found.delegations] == ["QQB"]
        assert len(found.elsewhere) == ELSEWHERE
        assert {one.event for one in found.elsewhere} == {other}
        assert {one.place for one in find(db, meeting.event, "ກວລຳ").people} == {"QQB"}
        assert find(db, meeting.event, " …, ") == ([], [], [])
        assert len(find(db, None, "quorum").elsewhere) == ELSEWHERE
