"""What each role may do, and whom a desk takes somebody for."""

from typing import NamedTuple

import pytest

from attendance.domain import roles
from attendance.domain.errors import Refused
from attendance.domain.kinds import Role
from attendance.domain.roles import Act
from attendance.language.sentences import SENTENCES


class Person(NamedTuple):
    name: str
    role: str
    has_pin: bool = False
    active: bool = True


NOY, KHAM = Person("Noy", "coordinator"), Person("Kham", "usher")
LOCKED = Person("Noy", "coordinator", has_pin=True)


@pytest.mark.parametrize(
    ("role", "verbs", "refused"),
    [
        (None, ("check_in", "add_delegate", "change_event", "add_operator"), ()),
        (Role.COORDINATOR, ("check_in", "add_delegate", "change_event", "add_operator"), ()),
        (
            Role.DESK,
            ("check_in", "add_delegate", "mark_typed"),
            ("change_event", "import_list", "add_operator"),
        ),
        (
            Role.USHER,
            ("check_in", "check_out", "refused_scan", "print_badges"),
            ("add_delegate", "change_event"),
        ),
        (Role.READER, (), ("check_in", "refused_scan", "undo", "add_delegate", "new_event")),
    ],
)
def test_a_role_may_what_its_table_says_and_a_verb_nobody_listed_is_for_coordinators(role, verbs, refused):
    for verb in verbs:
        roles.check(role, verb)
    for verb in refused:
        with pytest.raises(Refused) as said:
            roles.check(role, verb)
        assert said.value.code == f"role_{role}"
        assert said.value.code in SENTENCES


def test_everybody_may_look():
    assert all(roles.may(role, Act.LOOK) for role in Role)


@pytest.mark.parametrize(
    ("people", "name", "proven", "role"),
    [
        ([], "Noy", False, None),
        ([NOY._replace(active=False)], "Noy", False, None),
        ([NOY], "Noy", False, Role.COORDINATOR),
        ([NOY], "somebody", False, None),  # no PIN of a coordinator: nobody is kept from anything
        ([NOY, KHAM], "Kham", False, Role.USHER),
        ([LOCKED], "Noy", True, Role.COORDINATOR),
        ([LOCKED], "Noy", False, Role.USHER),  # remembered after a power cut: the door goes on
        ([LOCKED], "somebody", False, Role.USHER),
        ([LOCKED, KHAM._replace(active=False)], "Kham", False, Role.USHER),
        ([Person("Bounmy", "reader", has_pin=True)], "Bounmy", False, Role.READER),
    ],
)
def test_a_name_stands_for_what_it_was_set_up_and_proven_for(people, name, proven, role):
    assert roles.standing(people, name, proven) is role


def test_the_pause_after_wrong_pins_grows_and_ends():
    assert [roles.pause_after(wrong) for wrong in range(8)] == [0, 0, 0, 5, 10, 20, 40, 60]
    assert roles.pause_after(1_000) == 60
