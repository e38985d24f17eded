"""What the window shows of the people at this desk, and what it shows them."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from attendance.commands.operators import add_operator, change_operator
from attendance.commands.undo import undo
from attendance.domain.kinds import Direction, Role
from attendance.domain.local_time import instant
from attendance.ui.main_window import MainWindow
from attendance.ui.pages.checkin.views import View
from attendance.ui.sign_in import SignIn
from attendance.ui.staging import rest, settle, wait_for
from attendance.ui.work import EVENTS

PEOPLE = (
    ("Noy SAMPLE", Role.COORDINATOR, "4711"),
    ("ຄຳຫຼ້າ ຕົວຢ່າງ", Role.DESK, None),
    ("Aigerim SAMPLE", Role.USHER, None),
    ("Bounmy SAMPLE", Role.READER, None),
)

Scenes = Iterator[tuple[str, QWidget]]


def crew_scenes(window: MainWindow) -> Scenes:
    """The settings, the choice of a name, a wrong PIN; afterwards nobody is set up, as before."""
    crew, before = window.desk.crew, window.desk.operator
    crew.become(PEOPLE[0][0])
    actions = [_write(window, _add, *one) for one in PEOPLE]
    wait_for(lambda: len(crew.people) == len(PEOPLE))
    actions.append(_write(window, change_operator, crew.people[3].id, {"active": False}))
    wait_for(lambda: not crew.people[3].active)
    window.desk.go("settings", "people")
    settle(window)
    yield "settings-people-set-up", window
    crew.become(PEOPLE[1][0])
    settle(window)
    yield "settings-people-desk", window
    window.openings.sign_in()
    popup = next(one for one in window.findChildren(SignIn) if one.isVisible())
    popup.list.setCurrentRow(0)
    popup.pin.setText("0000")
    popup.enter()
    wait_for(popup.problem.isVisible)
    rest(50)
    yield "sign-in", popup
    popup.close()
    crew.become(PEOPLE[0][0])
    for action in reversed(actions):
        _write(window, undo, action)
    wait_for(lambda: not crew.people)
    window.desk.operator = before
    window.desk.settings.put("operator", before)
    crew.changed.emit()


def practice_scenes(window: MainWindow) -> Scenes:
    """The window as it is over a copy to practise on."""
    desk = window.desk
    window.show_page("checkin")
    desk.practising = True
    desk.theme.practise(True)
    settle(window)
    yield "practice", window
    desk.practising = False
    desk.theme.practise(False)
    settle(window)


def view_scenes(window: MainWindow) -> Scenes:
    """The door for ushers and for guests: ready, somebody in, somebody who may not, the way out."""
    desk = window.desk
    for view in View:
        window.views.enter(view)
        door = window.views.door
        if door is None:
            continue
        settle(window)
        yield f"{view}-ready", window
        told: list[object] = []
        door.verdict_shown.connect(told.append)
        for name, code, direction in (
            ("out", "11", Direction.EXIT),
            ("in", "11", Direction.ENTRY),
            ("already-in", "11", Direction.ENTRY),
            ("unknown", "4006381333931", Direction.ENTRY),
        ):
            door.direction.choose(direction)
            told.clear()
            door.scan(code)
            wait_for(lambda told=told: bool(told))
            rest(100)
            yield f"{view}-{name}", window
        if view is View.KIOSK:
            door.ask_to_leave()
            yield "kiosk-leaving", window
    window.views.leave()
    desk.settings.put("page", "checkin")
    settle(window)


def clock_scenes(window: MainWindow) -> Scenes:
    """The check-in page on the day of the event: following the clock, and chosen by hand."""
    following, before = window.desk.following, window.desk.following.now
    zone = window.desk.event.zone
    first, second = window.desk.sessions[:2]
    window.show_page("checkin")
    start = [instant(one.day, one.starts, zone) or 0 for one in (first, second)]
    following.now = lambda: start[0]
    following.look()
    following.now = lambda: start[1]
    following.look()
    settle(window)
    yield "checkin-followed", window
    window.desk.choose_session(first.id)
    settle(window)
    yield "checkin-by-hand", window
    following.turn(True)
    following.now = before
    window.desk.follow(first.id)
    following.look()
    settle(window)


def _add(db: Any, stamp: Any, name: str, role: Role, pin: str | None) -> Any:
    return add_operator(db, stamp, name=name, role=role, pin=pin).action


def _write(window: MainWindow, verb: Any, *args: Any) -> Any:
    answers: list[Any] = []
    desk = window.desk
    desk.work.write(
        window, verb, desk.stamp(), *args, then=answers.append, failed=answers.append,
        touches=frozenset({EVENTS}),
    )  # fmt: skip
    wait_for(lambda: bool(answers))
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]
