"""Desk work in the window: forms over a person, the whole delegation, walk-ins, undo that asks why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from attendance.commands.badge_codes import make_spares
from attendance.commands.checkin import check_in_delegate
from attendance.commands.operators import add_operator
from attendance.commands.people import add_companion
from attendance.domain.kinds import Direction, Role, new_id
from attendance.store import tables as t
from attendance.ui.ask import Ask
from attendance.ui.pages.checkin.companions import CompanionsPanel
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


def test_attention_and_a_note_for_the_desk_are_set_in_one_form(window, pane):
    act(pane, "Attention and note…")
    ask = opened(window)
    ask.fields["attention"].click()
    enter(ask.fields["note"], "Speaks Lao only")
    wait_until(lambda: row(window, pane.seen.id).note == "Speaks Lao only")
    assert row(window, pane.seen.id).attention
    window.undo()
    wait_until(lambda: row(window, pane.seen.id).note is None)


# -- at the door ---------------------------------------------------------------------------------------


@pytest.fixture
def door(window):
    window.show_page("checkin")
    page = window.pages["checkin"]
    page.told = []
    page.verdict_shown.connect(page.told.append)
    page.take_focus()
    return page


def name_of(window, name):
    found = asked(window, select(t.delegate).where(t.delegate.c.name == name))
    return found[0] if found else None


def test_a_walk_in_takes_a_name_a_delegation_and_enter(window, door):
    QTest.keyClick(door.field, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    card = door.walk_in
    wait_until(lambda: card.isVisible() and card._groups)
    enter(card.name, "Ms. Zarina SAMPLE-NEW")
    wait_until(lambda: card.delegation.hasFocus())
    enter(card.delegation, "kaz")
    wait_until(lambda: door.told)
    assert (door.told[0].word, door.told[0].holder.delegation_code) == ("IN", "KAZ")
    assert door.answer.isVisible()
    assert door.field.hasFocus()
    assert name_of(window, "Zarina SAMPLE-NEW").salutation == "Ms."
    window.undo()
    wait_until(lambda: name_of(window, "Zarina SAMPLE-NEW").status == "withdrawn")


def test_a_name_nobody_has_becomes_a_walk_in_of_a_country_that_was_not_there(window, door):
    QTest.keyClicks(door.field, "Bat Newcomer")
    wait_until(lambda: door.search._none.isVisible() and door.search._none.action.isVisible())
    QTest.keyClick(door.field, Qt.Key.Key_Return)
    card = door.walk_in
    wait_until(lambda: card.isVisible() and card._groups and card.delegation.hasFocus())
    assert card.name.text() == "Bat Newcomer"
    enter(card.delegation, "New Zealand")
    wait_until(lambda: door.told)
    made = asked(window, select(t.delegation).where(t.delegation.c.country == "NZ"))
    assert [one.name for one in made] == ["New Zealand"]
    assert door.told[0].holder.delegation_name == "New Zealand"


def test_whom_it_may_be_is_shown_while_typing_and_arrow_and_enter_check_them_in(window, door):
    door.begin_walk_in()
    card = door.walk_in
    QTest.keyClicks(card.name, "manodham thavi")
    wait_until(lambda: card.rows.count() == 1)
    QTest.keyClick(card.name, Qt.Key.Key_Down)
    assert card.rows.hasFocus()
    QTest.keyClick(card.rows, Qt.Key.Key_Return)
    wait_until(lambda: door.told)
    assert "MANODHAM" in door.told[0].holder.name
    assert door.answer.isVisible()


def test_a_spare_badge_is_tied_to_whoever_is_chosen_then(window, door):
    spare = done(window, make_spares, window.desk.event.id, 1).codes[0]
    door.scan(spare)
    wait_until(lambda: door.told)
    assert (door.told[0].word, door.told[0].reason.why) == ("UNKNOWN", "spare")
    QTest.keyClicks(door.field, "57")
    QTest.keyClick(door.field, Qt.Key.Key_Return)
    wait_until(lambda: len(door.told) > 1)
    holder = door.told[1].holder
    assert row(window, holder.id).badge_code == spare
    assert holder.short_number == 57


def test_undo_of_older_attendance_asks_why_and_a_coordinator_for_the_pin(window, door):
    door.scan("11")
    wait_until(lambda: door.told)
    action = door.told[0].action or done(window, check_out_of, door.told[0].holder.id, window.desk.session.id)
    done(window, add_dara)
    done(window, move_desk)
    window.undo(action)
    ask = opened(window)
    enter(ask.fields["reason"], "scanned for the brother")
    wait_until(lambda: ask.pin is not None)
    enter(ask.pin, "1111")
    wait_until(lambda: "PIN" in ask._problem.text() and not ask.pin.text())
    enter(ask.pin, "4711")
    facts = select(t.attendance_fact).where(t.attendance_fact.c.kind == "void")
    wait_until(lambda: [f.reason for f in asked(window, facts)] == ["scanned for the brother"])
    assert asked(window, facts)[0].approved_by == "Dara"
    wait_until(lambda: any("Taken back" in words for words in said(window)))


def check_out_of(db, stamp, delegate, session):
    return check_in_delegate(db, stamp, session, delegate, Direction.EXIT).action


def add_dara(db, stamp):
    add_operator(db, stamp, name="Dara", role=Role.COORDINATOR, pin="4711")


def move_desk(db, stamp):
    """What is in the file was written at another desk."""
    db.execute(t.own_desk.update().values(id=new_id(), name="Desk 2"))


# -- a whole delegation --------------------------------------------------------------------------------


def test_space_on_a_tile_makes_all_present_but_those_who_are_unticked(window):
    window.show_page("delegations")
    page = window.pages["delegations"]
    wait_until(lambda: page.board.grid.tiles and window.desk.sessions)
    window.desk.choose_session(window.desk.sessions[2].id)
    tile = next(one for one in page.board.grid.tiles if one.members > 2)
    page.board.go_to(tile.id)
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_Space)
    wait_until(lambda: page.whole.card is not None)
    card = page.whole.card
    assert card.rows.count() == tile.members
    QTest.keyClick(card.rows, Qt.Key.Key_Space)
    assert len(card.chosen()) == tile.members - 1
    QTest.keyClick(card.rows, Qt.Key.Key_Return)

    def came():
        return next(one.came for one in page.board.grid.tiles if one.id == tile.id)

    wait_until(lambda: came() == tile.members - 1)
    assert any(tile.code in words for words in said(window))
    window.undo()
    wait_until(lambda: came() == 0)


def test_who_comes_along_is_offered_and_checked_in_with_one_key(window, door):
    host = asked(window, select(t.delegate).where(t.delegate.c.short_number == 9))[0]
    done(window, add_mali, host.id)
    window.desk.choose_session(window.desk.sessions[2].id)
    door.scan(host.badge_code)
    wait_until(lambda: isinstance(door.answer.hand.panel, CompanionsPanel))
    QTest.keyClick(door.field, Qt.Key.Key_Return)
    wait_until(lambda: any("Mali" in words for words in said(window)))
    here = select(t.presence).where(t.presence.c.event_session == window.desk.session.id)
    assert len(asked(window, here)) == 2


def add_mali(db, stamp, host):
    add_companion(db, stamp, host, name="Mali Sample")
