"""Desk work in the window: forms over a person, the whole delegation, walk-ins, undo that asks why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from attendance.commands.badge_codes import make_spares
from attendance.store import tables as t
from attendance.ui.ask import Ask
from attendance.ui.pages.person.desk_work import Who
from tests.ui.conftest import wait_until


def asked(window, question):
    """Rows of the file, read on a reader's thread."""
    found = []
    window.desk.work.read(window, lambda db: db.execute(question).all(), then=found.append)
    wait_until(lambda: found)
    return found[0]


def done(window, verb, *args):
    found = []
    window.desk.work.write(window, verb, window.desk.stamp(), *args, then=found.append)
    wait_until(lambda: found)
    return found[0]


def row(window, delegate):
    return asked(window, select(t.delegate).where(t.delegate.c.id == delegate))[0]


def enter(widget, text):
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Return)


def opened(window):
    wait_until(lambda: any(ask.isVisible() for ask in window.findChildren(Ask)))
    return next(ask for ask in window.findChildren(Ask) if ask.isVisible())


@pytest.fixture
def pane(window):
    """The pane of somebody on the list."""
    window.show_page("delegates")
    page = window.pages["delegates"]
    wait_until(lambda: page.table is not None and page.table.model().rowCount() > 0)
    page.table.selectRow(3)
    if page.pane.isHidden():
        page._turn_pane()
    wait_until(lambda: page.pane.seen is not None)
    return page.pane


def act(pane, words):
    next(action for action in pane.actions() if action.words == words).do()


def said(window):
    return [toast.accessibleName() for toast in window.toasts._shown]


def test_somebody_else_comes_in_a_delegates_place_and_undo_brings_the_first_back(window, pane):
    old = row(window, pane.seen.id)
    act(pane, "Replace…")
    ask = opened(window)
    QTest.keyClicks(ask.fields["name"], "Dr. Mali SAMPLE")
    enter(ask.fields["letter"], "No. 7")
    wait_until(lambda: row(window, old.id).status == "replaced")
    new = asked(window, select(t.delegate).where(t.delegate.c.replaces == old.id))[0]
    assert (new.name, new.short_number, new.remarks) == ("Mali SAMPLE", old.short_number, "No. 7")
    window.undo()
    wait_until(lambda: row(window, old.id) == old)


def test_a_form_keeps_what_is_typed_while_it_says_what_is_missing(window, pane):
    act(pane, "New badge…")
    ask = opened(window)
    QTest.keyClick(ask.fields["reason"], Qt.Key.Key_Return)
    wait_until(lambda: ask._problem.isVisible())
    assert "reason" in ask._problem.text().lower()
    before = row(window, pane.seen.id).badge_code
    enter(ask.fields["reason"], "lost")
    wait_until(lambda: row(window, pane.seen.id).badge_code != before)
    wait_until(lambda: any("New badge" in words for words in said(window)))


def test_a_spare_badge_is_scanned_into_the_form_and_not_at_the_door(window, pane):
    spare = done(window, make_spares, window.desk.event.id, 1).codes[0]
    act(pane, "Tie a spare badge…")
    opened(window)
    window.scan(spare)
    wait_until(lambda: row(window, pane.seen.id).badge_code == spare)
    assert window.desk.scan_wanted is None
    assert window._shown() == "delegates"


def test_somebody_is_excused_and_somebody_else_of_the_delegation_stands_in(window, pane):
    pane._tabs.choose("attendance")
    pane._turn("attendance")
    session = window.desk.sessions[-1]
    pane._doors.work.excuse(pane._attended._who, session)
    ask = opened(window)
    stand_in = ask.fields["by"]
    assert stand_in.count() > 1
    stand_in.setCurrentIndex(1)
    enter(ask.fields["reason"], "ill")
    facts = select(t.attendance_fact).where(t.attendance_fact.c.delegate == pane.seen.id)
    wait_until(lambda: [f.reason for f in asked(window, facts) if f.kind == "excused"] == ["ill"])
    wait_until(lambda: any(one.facts and one.facts[-1].stands_in for one in pane.seen.attended))


def test_a_person_came_late_by_minutes_and_the_time_is_put_right_with_a_reason(window, pane):
    session = next(one for one in window.desk.sessions if one.starts)
    who = pane._doors.work
    wait_until(lambda: pane._attended is not None)
    person = Who(pane.seen.id, "Somebody")
    who.late(person, session)
    ask = opened(window)
    QTest.keyClicks(ask.fields["minutes"], "20")
    enter(ask.fields["reason"], "traffic")

    def entry():
        here = next(one for one in pane.seen.attended if one.session.id == session.id)
        return next((fact for fact in here.facts if fact.kind == "in"), None)

    wait_until(lambda: entry() is not None and entry().reason == "traffic")
    wait_until(lambda: who.asking.ask is None)
    who.correct(person, session, entry())
    ask = opened(window)
    ask.fields["time"].setText("09:05")
    ask.fields["time"].setModified(True)
    enter(ask.fields["reason"], "saw him come")
    wait_until(lambda: entry() is not None and entry().reason == "saw him come")
    assert window.desk.texts.time(entry().at, window.desk.event.zone) == "09:05"
