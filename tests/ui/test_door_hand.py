"""What the desk can do about a verdict: by keyboard, in its place, and never in the next scan's way."""

import subprocess
import sys
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from sqlalchemy import select

from attendance.commands.custom_fields import add_custom_field
from attendance.commands.operators import add_operator
from attendance.commands.session_rules import set_rules
from attendance.domain.kinds import Direction, FieldKind, Role, SessionEntry, Stamp, new_id
from attendance.domain.rules import Question, Rules
from attendance.domain.scan import ACCEPTED, Admit, Asked, Holder, Reason, Verdict, Why, Word
from attendance.store import tables as t
from attendance.ui.pages.checkin.admit_panel import AdmitPanel
from attendance.ui.pages.checkin.answer import sound_of
from attendance.ui.pages.checkin.attempt import scanned
from attendance.ui.pages.checkin.panel import CandidatesPanel, ConfirmPanel, RetryPanel, SparePanel
from attendance.ui.pages.checkin.question_panel import QuestionPanel
from attendance.ui.pages.checkin.said import CALM, DISCREET, ICONS, TONES, said_of
from attendance.ui.pages.checkin.taking_back import UndoPanel
from attendance.ui.sounds import Sound
from tests.ui.conftest import wait_until
from tests.ui.test_door_refused import HOLD

RETURN, ESCAPE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


class Door:
    """The check-in page at an event session nobody has come to, and a hand on its keys."""

    def __init__(self, window, owner):
        self.window, self.owner, self.desk = window, owner, window.desk
        window.show_page("checkin")
        self.page = window.pages["checkin"]
        wait_until(lambda: self.desk.sessions)
        self.desk.choose_session(self.desk.sessions[2].id)
        self.told = []
        self.page.verdict_shown.connect(self.told.append)

    def do(self, verb, *args, **kwargs):
        count = len(self.owner.answers)
        stamp = Stamp("Noy", time.time_ns() // 1_000_000)
        self.desk.work.write(
            self.owner,
            lambda db: verb(db, stamp, *args, **kwargs),
            then=self.owner.take,
            failed=self.owner.fail,
        )
        wait_until(lambda: len(self.owner.answers) > count or self.owner.errors)
        assert not self.owner.errors, self.owner.errors
        return self.owner.answers[-1]

    def ask(self, question):
        count = len(self.owner.answers)
        self.desk.work.read(self.owner, question, then=self.owner.take, failed=self.owner.fail)
        wait_until(lambda: len(self.owner.answers) > count or self.owner.errors)
        assert not self.owner.errors, self.owner.errors
        return self.owner.answers[-1]

    def rule(self, rules):
        self.do(set_rules, [self.desk.session.id], rules)

    def scan(self, code):
        before = len(self.told)
        self.page.scan(code)
        return self.next_one(before)

    def next_one(self, before):
        wait_until(lambda: len(self.told) > before)
        return self.told[-1]

    def enter(self):
        """Enter in the empty field."""
        QTest.keyClick(self.page.field, RETURN)

    def type(self, text, then=RETURN):
        """Letters and a key to wherever the keyboard is."""
        where = self.window.focusWidget()
        if text:
            QTest.keyClicks(where, text)
        QTest.keyClick(where, then)

    @property
    def panel(self):
        return self.page.answer.hand.panel

    def facts(self):
        return self.ask(facts_of_today)


def facts_of_today(db):
    f = t.attendance_fact.c
    columns = (f.kind, f.reason, f.waived, f.approved_by, f.answers)
    return db.execute(select(*columns).order_by(f.n.desc()).limit(5)).all()


@pytest.fixture
def door(window, owner):
    window.activateWindow()
    return Door(window, owner)


def test_every_verdict_has_an_icon_of_its_own_and_only_an_entry_is_green():
    assert set(ICONS) == set(TONES) == set(Word)
    assert len(set(ICONS.values())) == len(Word)
    assert {word for word, tone in TONES.items() if tone == "green"} == {Word.IN, Word.OUT}


def test_somebody_already_in_is_admitted_again_by_enter_a_reason_and_enter(door):
    door.scan("22")
    assert door.panel is None
    assert door.scan("22").word is Word.ALREADY_IN
    assert isinstance(door.panel, AdmitPanel)
    assert (door.panel.go.text(), door.page.field.hasFocus()) == ("Admit again", True)
    before = len(door.told)
    door.enter()
    assert door.panel.reason.hasFocus()
    door.type("")
    assert door.panel.reason.property("wrong") == "true"
    door.type("left without a scan")
    assert door.next_one(before).word is Word.IN
    kept = door.facts()[0]
    assert (kept.reason, kept.waived) == ("left without a scan", "ALREADY_IN")
    assert door.panel is None
    assert door.page.field.hasFocus()


def test_a_ready_reason_admits_with_one_press(door):
    door.scan("22")
    door.scan("22")
    chip = door.panel.findChildren(type(door.panel.go), "chip")[0]
    before, words = len(door.told), chip.text()
    chip.click()
    assert door.next_one(before).word is Word.IN
    assert door.facts()[0].reason == words


def test_a_coordinator_types_a_pin_in_place_and_what_was_allowed_before_is_not_asked_again(door):
    door.do(add_operator, name="Lan", role=Role.COORDINATOR, pin="4711")
    door.page.refresh()
    wait_until(lambda: door.page.answer.supervision.with_pin)
    door.do(set_rules, [door.desk.session.id], Rules(max_entries=1), SessionEntry.MANY)
    door.scan("22")
    refused = door.scan("22")
    assert (refused.word, refused.admit) == (Word.RULE, Admit.SUPERVISOR)
    before = len(door.told)
    door.enter()
    door.type("minister's wish")
    assert door.panel.pin.hasFocus()
    door.type("0000")
    wait_until(lambda: "not the PIN" in door.panel._about.text())
    assert (len(door.told), door.panel.pin.text()) == (before, "")
    door.type("4711")
    assert door.next_one(before).word is Word.IN
    kept = door.facts()[0]
    assert (kept.waived, kept.approved_by, kept.reason) == ("RULE", "Lan", "minister's wish")


def test_questions_are_answered_in_a_row_and_a_wrong_kind_is_asked_again(door):
    event = door.desk.event.id
    arrival = door.do(add_custom_field, event, title="Arrival", kind=FieldKind.DATE).id
    hotel = door.do(add_custom_field, event, title="Hotel").id
    door.rule(Rules(questions=(Question(arrival), Question(hotel, required=False))))
    assert door.scan("22").word is Word.QUESTION
    assert isinstance(door.panel, QuestionPanel)
    assert door.panel.controls[arrival].hasFocus()
    before = len(door.told)
    door.type("tomorrow")
    door.type("")
    assert (door.panel.controls[arrival].property("wrong"), len(door.told)) == ("true", before)
    assert door.panel.controls[arrival].hasFocus()
    door.panel.controls[arrival].selectAll()
    door.type("29.05.2024")
    assert door.panel.controls[hotel].hasFocus()
    door.type("")
    assert door.next_one(before).word is Word.IN
    assert "2024-05-29" in door.facts()[0].answers


def test_a_scan_takes_a_half_filled_form_away(door):
    arrival = door.do(add_custom_field, door.desk.event.id, title="Arrival", kind=FieldKind.DATE).id
    door.rule(Rules(questions=(Question(arrival),)))
    door.scan("22")
    first = door.panel
    door.panel.controls[arrival].setText("29.05")
    assert door.scan("23").word is Word.QUESTION
    assert door.panel is not first
    assert door.panel.controls[arrival].text() == ""


def holder_like(holder, **more):
    return Holder(**{name: getattr(holder, name) for name in Holder.__dataclass_fields__} | more)


def test_of_several_people_the_arrows_and_enter_take_one(door):
    one, two = door.scan("22").holder, door.scan("23").holder
    door.desk.choose_session(door.desk.sessions[3].id)
    attempt = scanned("400638133393", door.desk.session.id, Direction.ENTRY)
    several = Verdict(Word.AMBIGUOUS, "400638133393", 0, candidates=(one, two))
    door.page.answer.show_verdict(attempt, several)
    assert isinstance(door.panel, CandidatesPanel)
    wait_until(door.panel.rows.hasFocus)
    before = len(door.told)
    QTest.keyClick(door.panel.rows, DOWN)
    QTest.keyClick(door.panel.rows, RETURN)
    told = door.next_one(before)
    assert (told.word, told.holder.id) == (Word.IN, two.id)


def test_where_the_desk_is_asked_first_nothing_is_green_or_written_before_a_key(door):
    door.rule(Rules(confirm=True))
    before = door.facts()
    told = door.scan("22")
    assert (told.word, told.fact, door.page.verdict.said.tone) == (Word.IN, None, "blue")
    assert isinstance(door.panel, ConfirmPanel)
    assert door.facts() == before
    count = len(door.told)
    door.enter()
    assert door.next_one(count).fact is not None
    assert door.page.verdict.said.tone == "green"


def test_the_same_badge_again_books_another_one_does_not_and_escape_drops(door):
    door.rule(Rules(confirm=True))
    first = door.scan("22")
    assert door.scan("23").fact is None
    assert door.scan("23").fact is not None
    door.scan("24")
    QTest.keyClick(door.page.field, ESCAPE)
    assert (door.panel, door.page.verdict.said.tone) == (None, "")
    door.enter()
    assert first.holder.id not in [told.holder.id for told in door.told if told.fact]
    assert len([told for told in door.told if told.fact]) == 1


def test_what_could_not_be_written_is_written_again_by_one_key(door):
    command = [sys.executable, "-c", HOLD, str(door.desk.work.database.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        door.page.scan("22")
        wait_until(lambda: len(door.desk.unwritten) == 1)
        other.stdin.close()
    assert door.page.verdict.said.word == "Error"
    assert isinstance(door.panel, RetryPanel)
    door.enter()
    wait_until(lambda: door.told)
    assert [(told.code, told.word) for told in door.told] == [("22", Word.IN)]
    assert door.desk.unwritten == []


def test_without_an_event_session_scans_wait_for_one_and_keep_their_order(door):
    chosen = door.desk.session
    door.desk.session = None
    for number in ("22", "23", "24"):
        door.page.scan(number)
    assert door.panel.accessibleName() == "3 scans are not written"
    assert not door.page.answer.unwritten.isVisible()
    assert (door.page.verdict.said.word, len(door.desk.unwritten)) == ("Error", 3)
    assert "event session" in door.page.verdict.said.reason
    door.desk.session = chosen
    door.page.retry()
    wait_until(lambda: len(door.told) == 3)
    assert [(told.code, told.word) for told in door.told] == [(n, Word.IN) for n in ("22", "23", "24")]


def test_in_discreet_mode_no_guest_sees_red_and_the_operator_reads_why(door):
    door.desk.settings.put(DISCREET, True)
    told = door.scan("4006381333931")
    said = door.page.verdict.said
    assert (told.word, said.tone, said.word) == (Word.UNKNOWN, CALM, "Please ask the protocol officer")
    assert "4006381333931" in said.aside
    picture = QImage(door.page.verdict.size(), QImage.Format.Format_RGB32)
    door.page.verdict.render(picture)
    red = door.desk.theme.palette.red.lower()
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, 200, 3)
    }
    assert red not in colours


def test_attention_is_marked_and_a_warning_stands_on_green(door):
    holder = holder_like(door.scan("22").holder, attention=True, note="Sits by the chair")
    double = Reason(Why.DOUBLE_SCAN, {"seconds": 4})
    said = said_of(door.desk, Verdict(Word.IN, "22", 0, holder, fact=holder.id, note=double))
    assert (said.tone, said.mark, said.reason) == ("green", "Attention", "Sits by the chair")
    assert "4 s" in said.note


def test_what_somebody_may_not_do_is_told_and_not_kept_for_another_try(door, monkeypatch):
    reader = Stamp("Noy", time.time_ns() // 1_000_000, Role.READER)
    monkeypatch.setattr(door.desk, "stamp", lambda: reader)
    door.page.scan("22")
    wait_until(lambda: door.page.verdict.said.word == "Error")
    assert (door.panel, door.desk.unwritten, door.told) == (None, [], [])


def test_an_error_stays_in_sight_after_the_next_scan_until_it_is_written(door):
    chosen = door.desk.session
    door.desk.session = None
    door.page.scan("22")
    door.desk.session = chosen
    assert door.scan("23").word is Word.IN
    assert (door.panel, door.page.answer.unwritten.retry.isVisible()) == (None, True)
    before = len(door.told)
    door.page.answer.unwritten.retry.click()
    assert door.next_one(before).code == "22"
    assert not door.page.answer.unwritten.retry.isVisible()


@pytest.mark.parametrize(
    ("word", "more", "sound"),
    [
        (Word.IN, {}, Sound.IN),
        (Word.OUT, {}, Sound.OUT),
        (Word.IN, {"attention": True}, Sound.ATTENTION),
        (Word.QUESTION, {}, Sound.ATTENTION),
        (Word.ALREADY_IN, {}, Sound.ERROR),
        (Word.BARRED, {}, Sound.ERROR),
    ],
)
def test_a_verdict_has_its_sound(door, word, more, sound):
    holder = holder_like(door.scan("22").holder, **more)
    verdict = Verdict(word, "22", 0, holder, fact=holder.id if word in ACCEPTED else None)
    assert sound_of(verdict, said_of(door.desk, verdict)) is sound


def test_in_discreet_mode_nothing_buzzes(door):
    door.desk.settings.put(DISCREET, True)
    verdict = Verdict(Word.BARRED, "22", 0, door.scan("22").holder)
    assert sound_of(verdict, said_of(door.desk, verdict)) is Sound.ATTENTION


def test_a_spare_badge_leads_to_the_search(door):
    attempt = scanned("400638133393", door.desk.session.id, Direction.ENTRY)
    door.page.answer.show_verdict(attempt, Verdict(Word.UNKNOWN, "400638133393", 0, reason=Reason(Why.SPARE)))
    assert isinstance(door.panel, SparePanel)
    door.window.rail.take_focus()
    door.panel.enter()
    assert door.page.field.hasFocus()


def test_a_question_of_every_kind_has_a_control(door):
    holder = door.scan("22").holder
    asked = tuple(Asked(new_id(), kind, None, kind, ("a", "b"), True) for kind in FieldKind)
    attempt = scanned("22", door.desk.session.id, Direction.ENTRY)
    door.page.answer.show_verdict(attempt, Verdict(Word.QUESTION, "22", 0, holder, asked=asked))
    assert len(door.panel.controls) == len(asked)


def test_undo_of_the_last_entry_needs_no_word_and_an_old_one_asks_why_in_place(door, monkeypatch):
    told = door.scan("22")
    wait_until(lambda: door.page.last._lines and door.page.last._lines[0].undo.isVisible())
    undone = []
    door.page.taken_back.connect(undone.append)
    door.page.last._lines[0].undo.click()
    wait_until(lambda: undone == [told.action])
    older = door.scan("23")
    later = Stamp("Noy", older.at + 3_600_000)
    monkeypatch.setattr(door.desk, "stamp", lambda: later)
    door.page.undoing.ask(older.action, older.holder.name)
    wait_until(lambda: isinstance(door.panel, UndoPanel))
    assert door.panel.reason.hasFocus()
    door.type("wrong person")
    wait_until(lambda: undone[-1] == older.action)
    assert door.panel is None
    assert door.facts()[0].reason == "wrong person"


def test_the_log_is_reached_by_a_key_narrowed_and_left_by_a_scan(door):
    door.scan("22")
    door.scan("22")
    action = next(one for one in door.page.actions() if one.shortcut == "Ctrl+L")
    action.do()
    log = door.page.log
    wait_until(lambda: log.model.lines)
    assert [line.word for line in log.model.lines[:2]] == ["ALREADY_IN", "IN"]
    log.narrow(verdict=Word.IN.value)
    wait_until(lambda: {line.word for line in log.model.lines} == {"IN"})
    assert log.undo.isEnabled()
    first = log.model.lines[0]
    undone = []
    door.page.taken_back.connect(undone.append)
    QTest.keyClick(log.lines, Qt.Key.Key_Delete)
    wait_until(lambda: undone == [first.action])
    assert door.scan("23").word is Word.IN
    assert door.page.verdict.isVisible()
    assert not log.isVisible()
