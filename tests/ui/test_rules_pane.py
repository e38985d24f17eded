"""Who may enter, as a coordinator sets it beside the programme."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from attendance.commands.custom_fields import add_custom_field
from attendance.commands.people import add_tag
from attendance.domain.kinds import Capacity, Guard, SessionEntry, Stamp
from attendance.domain.rules import OPEN, Condition, ConditionKind, Question, Rules
from attendance.queries.rules import session_rules
from attendance.ui.toast import Toast
from tests.ui.conftest import wait_until

OPEN_SENTENCE = "Everyone on the list, at any time, once, and again after an exit."


class Asker:
    """What stands in the file, read as pages read it."""

    def __init__(self, window):
        self.window, self.answers = window, []

    def take(self, answer):
        self.answers.append(answer)

    def __call__(self, question, *args):
        before = len(self.answers)
        self.window.desk.work.read(self.window, question, *args, then=self.take)
        wait_until(lambda: len(self.answers) > before)
        return self.answers[-1]


@pytest.fixture
def pane(window):
    """The rules of the first half-day, open."""
    window.show_page("programme")
    page = window.pages["programme"]
    wait_until(lambda: page.board.rows.items)
    morning = next(item for item in page.board.rows.items if item.takes_attendance)
    page.board.choose(morning.id)
    wait_until(lambda: page.pane.item.rules.sentence.text())
    QTest.mouseClick(page.pane.item.rules.change, Qt.MouseButton.LeftButton)
    assert page.pane.currentWidget() is page.pane.rules
    page.pane.rules.page, page.pane.rules.session, page.pane.rules.ask = page, morning.id, Asker(window)
    return page.pane.rules


def kept(pane):
    """The rules in the file once everything that was changed is there."""
    wait_until(lambda: not pane._waiting)
    found = pane.ask(session_rules, pane.session)
    return found.rules, found.entry


def type_into(pane, key, text):
    field = pane.form.part(key)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_new_item_shows_one_line_and_nothing_set(window, pane):
    assert pane.sentence.text() == OPEN_SENTENCE
    assert pane.page.pane.item.rules.sentence.text() == OPEN_SENTENCE
    assert pane.form.capacities.values == frozenset()
    assert kept(pane) == (OPEN, SessionEntry.ONCE)


def test_each_field_is_saved_by_itself_and_the_sentence_follows(window, pane):
    QTest.mouseClick(pane.form.capacities.chip(Capacity.HEAD), Qt.MouseButton.LeftButton)
    assert pane.sentence.text().startswith("Only heads of delegation, at any time")
    type_into(pane, "opens_before", "15")
    type_into(pane, "places", "56")
    pane.form.part("confirm").click()
    rules = Rules(frozenset({Capacity.HEAD}), opens_before=15, places=56, confirm=True)
    assert kept(pane) == (rules, SessionEntry.ONCE)
    assert "from 15 minutes before the start" in pane.sentence.text()
    wait_until(lambda: pane.page.pane.item.rules.sentence.text() == pane.sentence.text())


def test_undo_of_the_toast_takes_one_change_back(window, pane):
    type_into(pane, "places", "56")
    type_into(pane, "max_entries", "2")
    assert kept(pane)[0] == Rules(places=56, max_entries=2)
    wait_until(lambda: len(window.findChildren(Toast)) >= 2)
    window.undo()
    wait_until(lambda: pane.form.part("max_entries").text() == "")
    assert kept(pane)[0] == Rules(places=56)


def test_what_cannot_be_kept_to_is_told_at_the_field_and_not_written(window, pane):
    type_into(pane, "places", "0")
    assert "cannot be kept to" in pane.form.problem("places")
    assert pane.form.part("places").text() == ""
    assert kept(pane)[0] == OPEN
    type_into(pane, "places", "4")
    assert pane.form.problem("places") == ""


def test_a_rule_that_contradicts_the_entry_says_so(window, pane):
    type_into(pane, "max_entries", "3")
    entry = pane.form.part("entry")
    entry.setCurrentIndex(entry.findText("Each person once, and not again"))
    entry.activated.emit(entry.currentIndex())
    assert "Change one of the two" in pane.form.problem("entry")
    assert kept(pane) == (Rules(max_entries=3), SessionEntry.ONCE)


def test_conditions_are_added_overridden_and_taken_away(window, pane):
    wait_until(lambda: window.desk.event is not None)
    window.desk.work.write(window, _tag, window.desk.event.id, then=pane.ask.take)
    wait_until(lambda: pane.ask.answers)
    tag = pane.ask.answers[-1].id
    wait_until(lambda: tag in pane._found.tag_names)
    conditions = pane.form.conditions
    offered = {text: value for value, text in conditions._offered()}
    assert {"Credentials letter is in", "With the tag “VIP”", "Without the tag “VIP”"} <= offered.keys()
    conditions._chose(offered["Credentials letter is in"])
    conditions._chose(offered["Without the tag “VIP”"])
    conditions._turn(0, True)
    first = Condition(ConditionKind.CREDENTIALS, admit_anyway=True)
    assert kept(pane)[0].conditions == (first, Condition(ConditionKind.NO_TAG, tag))
    assert "not with the tag “VIP”" in pane.sentence.text()
    conditions._away(0)
    assert kept(pane)[0].conditions == (Condition(ConditionKind.NO_TAG, tag),)


def test_questions_are_chosen_from_the_fields_of_the_event(window, pane):
    window.desk.work.write(window, _field, window.desk.event.id, then=pane.ask.take)
    wait_until(lambda: pane.ask.answers)
    field = pane.ask.answers[-1].id
    wait_until(lambda: field in pane._found.field_titles)
    questions = pane.form.questions
    assert [text for _, text in questions._offered()][-2:] == ["Meal", "Make a new field…"]
    questions._chose(field)
    questions._turn(0, False)
    questions._asking = 0
    questions._chose_whom(("head",))
    asked = Question(field, False, frozenset({Capacity.HEAD}))
    assert kept(pane)[0].questions == (asked,)
    assert "asked at the door: “Meal”" in pane.sentence.text()


def test_a_ready_set_replaces_what_was_there(window, pane):
    type_into(pane, "places", "9")
    bus = pane.form.sets._chips
    QTest.mouseClick(next(chip for one, chip in bus.items() if one.name == "Bus"), Qt.MouseButton.LeftButton)
    assert kept(pane) == (OPEN, SessionEntry.MANY)
    assert pane.form.sets.values == frozenset(one for one in bus if one.name == "Bus")


def test_the_same_rules_go_to_all_of_the_kind_as_one_action(window, pane):
    type_into(pane, "places", "9")
    others = pane._alike("kind")
    assert len(others) == 3
    QTest.mouseClick(pane.same_kind, Qt.MouseButton.LeftButton)
    assert kept(pane)[0].places == 9
    assert {pane.ask(session_rules, one).rules.places for one in others} == {9}
    window.undo()
    wait_until(lambda: pane.ask(session_rules, others[0]).rules == OPEN)
    assert kept(pane)[0].places == 9


def test_the_guard_is_off_until_it_has_seconds(window, pane):
    assert not pane.form.part("guard").isEnabled()
    type_into(pane, "guard_seconds", "5")
    guard = pane.form.part("guard")
    assert guard.isEnabled()
    guard.setCurrentIndex(list(Guard).index(Guard.BLOCK))
    guard.activated.emit(guard.currentIndex())
    assert kept(pane)[0] == Rules(guard_seconds=5, guard=Guard.BLOCK)


def test_the_desk_reads_the_rules_under_its_session_unless_everyone_may_enter(window, pane):
    window.show_page("checkin")
    scope = window.pages["checkin"].scope
    wait_until(lambda: window.desk.session.id == pane.session and scope.rules.toolTip())
    assert scope.rules.isHidden()
    type_into(pane, "places", "56")
    wait_until(lambda: "at most 56 people in the room" in scope.rules.toolTip())
    assert not scope.rules.isHidden()


def test_many_rules_take_one_line_at_the_desk_and_leave_the_verdict_its_room(window, pane):
    window.show_page("checkin")
    rules = window.pages["checkin"].scope.rules
    type_into(pane, "places", "56")
    wait_until(lambda: not rules.isHidden())
    one_line = rules.height()
    pane.form.changed.emit("capacities", frozenset(Capacity))
    wait_until(lambda: "interpreter" in rules.toolTip())
    wait_until(lambda: rules.text().endswith("…"))
    assert rules.height() == one_line


def test_back_goes_to_the_item_and_keeps_the_keyboard(window, pane):
    pane.left.emit()
    assert pane.page.pane.currentWidget() is pane.page.pane.item


def _tag(db, event):
    return add_tag(db, Stamp("Noy", 1_716_948_000_000), event, name="VIP")


def _field(db, event):
    return add_custom_field(db, Stamp("Noy", 1_716_948_000_000), event, title="Meal")
