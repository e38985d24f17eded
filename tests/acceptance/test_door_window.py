"""The acceptance cases of the check-in page that are about the window, in a real one over a real file."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from sqlalchemy import select

from attendance.commands.checkin import check_in_delegate
from attendance.commands.delegates import delegate_row
from attendance.commands.desk import rename_desk
from attendance.commands.session_rules import set_rules
from attendance.domain.badge_code import candidates
from attendance.domain.kinds import Guard, SessionEntry, Stamp, new_id
from attendance.domain.rules import Rules
from attendance.domain.scan import Why, Word
from attendance.queries.history import last_facts
from attendance.store import tables as t
from attendance.store.journal import Action
from attendance.ui.keys import Keys, Platform
from tests.ui.conftest import wait_until

X11 = {digit: 10 + place for place, digit in enumerate("1234567890")}
ENTER = 36


class Door:
    """The check-in page with a clock of its own, and what it has shown."""

    def __init__(self, window, owner):
        self.window, self.owner, self.desk = window, owner, window.desk
        window.show_page("checkin")
        self.page = window.pages["checkin"]
        wait_until(lambda: self.desk.sessions)
        self.desk.choose_session(self.desk.sessions[2].id)
        self.told, self.shown = [], []
        self.page.verdict_shown.connect(self.told.append)
        self.now = time.time_ns() // 1_000_000

    def do(self, verb, *args, **kwargs):
        """A verb on the writer's thread, awaited."""
        count = len(self.owner.answers) + len(self.owner.errors)
        self.desk.work.write(
            self.owner, bound(verb, kwargs), *args, then=self.owner.take, failed=self.owner.fail
        )
        wait_until(lambda: len(self.owner.answers) + len(self.owner.errors) > count)
        assert not self.owner.errors, self.owner.errors
        return self.owner.answers[-1]

    def ask(self, question, *args):
        count = len(self.owner.answers)
        self.desk.work.read(self.owner, question, *args, then=self.owner.take, failed=self.owner.fail)
        wait_until(lambda: len(self.owner.answers) > count or self.owner.errors)
        assert not self.owner.errors, self.owner.errors
        return self.owner.answers[-1]

    @property
    def session(self):
        return self.desk.session.id

    def rule(self, rules, entry=SessionEntry.MANY):
        self.do(set_rules, self.desk.stamp(), [self.session], rules, entry)

    def scan(self, code):
        before = len(self.told)
        self.page.scan(code)
        wait_until(lambda: len(self.told) > before)
        return self.told[-1]

    def facts(self):
        return self.ask(last_facts, self.session)

    def refused(self):
        return self.ask(refused_scans)


def bound(verb, kwargs):
    return lambda db, *args: verb(db, *args, **kwargs)


def refused_scans(db):
    return db.execute(select(t.scan_refused.c.code, t.scan_refused.c.verdict)).all()


def people(db, session):
    """(number, code) of everybody at the event of a session who may come in."""
    d, s = t.delegate.c, t.event_session.c
    statement = select(d.short_number, d.badge_code).join_from(
        t.delegate, t.event_session, s.event == d.event
    )
    return db.execute(
        statement.where(s.id == session, d.status.in_(("confirmed", "registered"))).order_by(d.n)
    ).all()


@pytest.fixture
def door(window, owner):
    return Door(window, owner)


def burst(window, text, at=1_000, apart=4):
    """A wedge scanner's keys on the window itself: places on the keyboard, no letters of ours."""
    handle = window.windowHandle()
    for digit in text:
        at += apart
        press(handle, X11[digit], digit, Qt.Key.Key_unknown, at)
    press(handle, ENTER, "\r", Qt.Key.Key_Return, at + apart)
    return at + apart


def press(handle, place, text, key, at):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, place, 0, 0, text)
        event.setTimestamp(at)
        QCoreApplication.sendEvent(handle, event)


@pytest.mark.parametrize("typed", ["manod", "nobody is called so", "ທະວີສັກ", "4711", "!"])
def test_case_57_a_typed_name_and_enter_is_never_unknown(door, typed):
    if typed.isascii():
        QTest.keyClicks(door.page.field, typed)
    else:
        door.page.field.setText(typed)  # as an input method does
    QTest.keyClick(door.page.field, Qt.Key.Key_Return)
    found = typed in ("manod", "ທະວີສັກ")
    search = door.page.search
    wait_until(lambda: door.told if found else search._stack.currentWidget() is search._none)
    assert [verdict.holder.name for verdict in door.told] == (["Dr. Thavisack MANODHAM"] if found else [])
    assert Word.UNKNOWN not in [row.verdict for row in door.refused()]


@pytest.mark.parametrize(
    ("guard", "word", "noted"),
    [(Guard.WARN, Word.IN, True), (Guard.BLOCK, Word.ALREADY_IN, False), (Guard.SILENT, Word.IN, False)],
)
def test_case_62_a_second_scan_within_the_seconds_does_what_is_set(door, monkeypatch, guard, word, noted):
    door.rule(Rules(guard_seconds=10, guard=guard))
    monkeypatch.setattr(door.desk, "stamp", lambda: Stamp("Noy", door.now))
    assert door.scan("22").word is Word.IN
    first = door.told[-1].at
    door.now = first + 10_000  # exactly ten seconds are within
    again = door.scan("22")
    assert (again.word, again.note is not None) == (word, noted)
    said = door.page.verdict.said
    assert ("10 s" in said.note) is noted
    assert said.tone == ("amber" if word is Word.ALREADY_IN else "green")
    if word is Word.ALREADY_IN:
        assert again.reason.why is Why.DOUBLE_SCAN
        assert "10 s" in said.reason
    last = max(fact.at for fact in door.facts())
    door.now = last + 11_000
    after = door.scan("22")
    assert (after.word, after.note) == (Word.IN, None)


def test_case_63_a_blocked_double_scan_leaves_the_first_entry_as_it_was(door, monkeypatch):
    door.rule(Rules(guard_seconds=10, guard=Guard.BLOCK))
    monkeypatch.setattr(door.desk, "stamp", lambda: Stamp("Noy", door.now))
    door.scan("22")
    before = door.facts()
    door.now += 5_000
    assert door.scan("22").word is Word.ALREADY_IN
    assert door.facts() == before


@pytest.mark.parametrize("here_only", [True, False])
def test_case_64_another_desks_scan_is_a_double_only_where_every_desk_counts(door, monkeypatch, here_only):
    door.rule(Rules(guard_seconds=60, guard=Guard.BLOCK, guard_here_only=here_only))
    monkeypatch.setattr(door.desk, "stamp", lambda: Stamp("Noy", door.now))
    door.do(rename_desk, door.desk.stamp(), "Desk 2")
    one = door.scan("22")
    door.do(rename_desk, door.desk.stamp(), "Desk 1")
    door.now = one.at + 5_000
    assert door.scan("22").word is (Word.IN if here_only else Word.ALREADY_IN)


def test_case_75_the_window_stays_responsive_with_4000_people(door):
    home = door.ask(lambda db: db.scalar(select(t.delegation.c.id).order_by(t.delegation.c.n).limit(1)))
    door.do(four_thousand, home)
    gaps, last = [], [time.monotonic()]

    def tick():
        gaps.append(time.monotonic() - last[0])
        last[0] = time.monotonic()

    timer = QTimer(interval=5)
    timer.timeout.connect(tick)
    timer.start()
    for letter in "crowd":
        QTest.keyClicks(door.page.field, letter)
        wait_until(lambda: not door.page.search._model.is_asking())
    wait_until(lambda: door.page.search._model.rowCount() >= 4_000)
    QTest.keyClick(door.page.field, Qt.Key.Key_Return)
    wait_until(lambda: door.told)
    timer.stop()
    assert door.told[-1].word is Word.IN
    assert max(gaps) < 0.5, f"the window stood still for {max(gaps):.2f} s"


def four_thousand(db, home):
    event = db.scalar(select(t.delegation.c.event).where(t.delegation.c.id == home))
    people = [{"id": new_id(), "name": f"Crowd {number:04d}"} for number in range(4_000)]
    with Action(db, Stamp("Noy", 1_716_948_000_000), "import", event=event) as action:
        action.insert(t.person, people)
        action.insert(
            t.delegate,
            [
                delegate_row(
                    event, home, one["id"], name=one["name"], short_number=1_000 + place, status_at=0
                )
                for place, one in enumerate(people)
            ],
        )


def test_case_78_a_scan_over_an_open_dialog_is_neither_typed_in_nor_lost(door):
    door.window.scanner._keys = Keys(Platform.X11)
    code = next(code for _, code in door.ask(people, door.session) if candidates(code))
    door.window.new_event()
    wait_until(lambda: any(one.isVisible() for one in door.window.findChildren(QDialog)))
    dialog = next(one for one in door.window.findChildren(QDialog) if one.isVisible())
    field = dialog.findChildren(QLineEdit)[0]
    field.setText("Half a title")
    field.setFocus()
    door.window.scanner._hear(dialog.windowHandle())
    burst(dialog, code)
    wait_until(lambda: door.told)
    assert door.told[-1].holder.badge_code == code
    assert field.text() == "Half a title"
    assert dialog.isVisible()
    wait_until(lambda: door.window.flash.isVisible())
    assert door.window.flash.area.said == door.page.verdict.said
    dialog.close()
    assert len([fact for fact in door.facts() if fact.fact == door.told[-1].fact]) == 1


def test_case_79_the_next_badge_replaces_whatever_is_on_the_screen(door):
    (_, first), (_, second) = door.ask(people, door.session)[:2]
    door.scan(first)
    assert door.scan(first).word is Word.ALREADY_IN
    door.page.answer.hand.enter()
    door.page.answer.hand.panel.reason.setText("half a reason")
    assert door.scan(second).word is Word.IN
    assert door.page.verdict.said.tone == "green"
    assert door.page.answer.hand.panel is None
    assert door.page.field.text() == ""
    wait_until(lambda: not door.page.answer.hand.isVisible())


def test_a_burst_of_twenty_is_shown_and_stored_one_by_one_in_order(door, monkeypatch):
    door.window.scanner._keys = Keys(Platform.X11)
    codes = [code for _, code in door.ask(people, door.session)][:20]
    painted, real = [], door.page.verdict._paint_verdict

    def seen(painter, said, ink):
        painted.append(said.name)
        real(painter, said, ink)

    monkeypatch.setattr(door.page.verdict, "_paint_verdict", seen)
    at = 1_000
    for code in codes:
        at = burst(door.window, code, at + 40)
    assert door.page.counter.under_way + len(door.told) == 20
    wait_until(lambda: len(door.told) == 20)
    assert [verdict.code for verdict in door.told] == codes
    assert list(dict.fromkeys(painted)) == [verdict.holder.name for verdict in door.told]
    stored = [fact.fact for fact in door.facts()][:20]
    assert stored[::-1] == [verdict.fact for verdict in door.told]


def test_scans_that_come_while_the_writer_is_busy_wait_their_turn(door):
    codes = [code for _, code in door.ask(people, door.session)][:5]
    door.desk.work.write(door.owner, slow, then=door.owner.take)
    for code in codes:
        door.page.scan(code)
    assert door.told == []
    wait_until(lambda: len(door.told) == 5)
    assert [verdict.code for verdict in door.told] == codes


def slow(db):
    time.sleep(0.3)


def test_a_second_desk_may_write_between_two_scans(door):
    (_, one), (_, two) = door.ask(people, door.session)[:2]
    door.scan(one)
    holder = door.told[-1].holder.id
    door.do(check_in_delegate, Stamp("Noy", door.now), door.desk.sessions[3].id, holder)
    assert door.scan(two).word is Word.IN
