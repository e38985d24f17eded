import pytest

from attendance.commands.delegates import add_delegate
from attendance.queries.pairs import pairs


def test_a_pair_once_typed_is_offered_again_the_most_used_first(meeting):
    home = meeting.delegations["LAO"]
    typed = (
        ("Deputy", "ຮອງ"),
        ("Director General", "ຫົວໜ້າກົມ"),
        ("Director General", "ຫົວໜ້າກົມ"),
        ("Director General", None),
        (None, "ພະນັກງານ"),
    )
    for number, (latin, official) in enumerate(typed):
        forms = {"position": latin, "position_official": official}
        meeting.do(add_delegate, home, name=f"Person {number}", courtesy="H.E.", **forms)
    assert meeting.ask(pairs, "position") == [
        ("Director General", "ຫົວໜ້າກົມ"),
        (None, "ພະນັກງານ"),
        ("Deputy", "ຮອງ"),
    ]
    assert meeting.ask(pairs, "courtesy") == [("H.E.", None)]
    with pytest.raises(KeyError):
        meeting.ask(pairs, "passport_no")
