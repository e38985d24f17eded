from attendance.commands.delegates import add_delegate, set_status
from attendance.commands.merging import merge_delegates
from attendance.domain.kinds import Status
from attendance.domain.likeness import Reason
from attendance.queries.doubles import doubles, find_doubles


def named(pairs):
    return [(pair.one.name, pair.other.name, pair.reasons) for pair in pairs]


def test_pairs_are_found_over_the_whole_list_and_for_one_delegate(meeting):
    double = meeting.do(add_delegate, meeting.delegations["KAZ"], name="Sample Khamla")
    meeting.do(add_delegate, meeting.delegations["KAZ"], name="ຄຳລາ ຊຳເປີລ")
    pairs = meeting.ask(doubles, meeting.event)
    assert named(pairs) == [
        ("Khamla Sample", "Sample Khamla", (Reason.SAME_NAME,)),
        ("Khamla Sample", "ຄຳລາ ຊຳເປີລ", (Reason.SIMILAR_SOUND,)),
        ("Sample Khamla", "ຄຳລາ ຊຳເປີລ", (Reason.SIMILAR_SOUND,)),
    ]
    number = pairs[0].other.n
    assert meeting.ask(doubles, meeting.event, number)[0].other.name == "Khamla Sample"
    assert find_doubles(str(meeting.database.path), meeting.event) == pairs
    keep = meeting.delegates["Khamla Sample"]
    meeting.do(merge_delegates, keep, double, {})
    assert len(meeting.ask(doubles, meeting.event)) == 1


def test_people_who_are_not_expected_are_no_doubles(meeting):
    double = meeting.do(add_delegate, meeting.delegations["KAZ"], name="Khamla Sample")
    meeting.do(set_status, [double], Status.WITHDRAWN)
    assert meeting.ask(doubles, meeting.event) == []
