"""The whole window over the sample event: pages, ticks, undo, language, keyboard, errors."""

import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView, QWidget

from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction
from attendance.domain.scan import Word
from attendance.ui.dialogs.new_event_dialog import NewEventDialog
from attendance.ui.places import places
from attendance.ui.toast import Toast
from tests.ui.conftest import live, wait_until


@pytest.fixture
def delegates(window):
    """The delegates page with its rows on screen."""
    window.show_page("delegates")
    page = window.pages["delegates"]
    wait_until(lambda: page.table is not None and page.table.model().rowCount() == 57)
    wait_until(lambda: page.table.model().row(0) is not None)
    return page


@pytest.fixture
def door(window):
    """The check-in page and the verdicts it has shown."""
    window.show_page("checkin")
    page = window.pages["checkin"]
    page.told = []
    page.verdict_shown.connect(page.told.append)
    return page


def toasts(window):
    return [toast.accessibleName() for toast in window.findChildren(Toast) if toast.isVisible()]


def ticks(page):
    model = page.table.model()
    return [model.row(place)[2] for place in range(model.rowCount()) if model.row(place)]


def absent(page):
    """The place of somebody who has not come to the chosen event session."""
    return ticks(page).index(None)


def test_the_first_start_opens_the_sample_event(window):
    assert window.desk.event.sample
    assert window.desk.event.title in window.windowTitle()


def test_every_page_is_reached_by_its_number_under_any_layout(window):
    for number, key in enumerate((place.key for place in places(window.desk.texts)), start=1):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_0 + number, Qt.KeyboardModifier.ControlModifier, str(number)
        )
        QApplication.sendEvent(window, event)
        assert window._shown() == key


def test_search_finds_people_in_either_script(delegates):
    for typed, name in (("manodham", "Thavisack"), ("ທະວິສັກ", None), ("ທະວີສັກ", "Thavisack")):
        counts = []
        delegates._model.found.connect(counts.append)
        delegates.search.setText(typed)
        wait_until(lambda counts=counts: counts)
        if name:
            wait_until(lambda: delegates.table.model().row(0) is not None)
            assert (counts[-1], name in delegates.table.model().row(0)[1]) == (1, True)


def test_a_tick_checks_somebody_in_and_undo_takes_it_back(window, delegates):
    place = absent(delegates)
    delegates.table.selectRow(place)
    delegates.table.setFocus()
    QTest.keyClick(delegates.table, Qt.Key.Key_Space)
    wait_until(lambda: toasts(window))
    assert "checked in" in toasts(window)[0]
    wait_until(lambda: ticks(delegates)[place] == "inside")
    window.toasts._shown[-1].findChild(QAbstractButton).click()
    wait_until(lambda: ticks(delegates)[place] in (None, "none"))
    wait_until(lambda: toasts(window) == ["Taken back."])


def test_not_here_yet_narrows_the_list_and_ticking_takes_the_person_off_it(window, delegates):
    delegates._filters._absent.click()
    wait_until(lambda: delegates.table.model().rowCount() < 57)
    before = delegates.table.model().rowCount()
    wait_until(lambda: delegates.table.model().row(0) is not None)
    delegates._tick_number(delegates.table.model().number_at(0))
    wait_until(lambda: delegates.table.model().rowCount() == before - 1)
    assert f"{before - 1} of 57" in delegates._filters._count.text()


def test_the_selected_person_stays_selected_when_the_list_is_sorted_anew(delegates):
    delegates.table.selectRow(10)
    number = delegates.table.current_number()
    found = []
    delegates._model.found.connect(found.append)
    delegates.table._sort(2)
    wait_until(lambda: found)
    assert delegates.table.current_number() == number


def test_the_first_column_never_scrolls_away(delegates):
    bar = delegates.table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.maximum() > 0
    assert delegates.table._frozen.isVisible()
    assert delegates.table._frozen.horizontalScrollBar().value() == 0
    assert delegates.table._frozen.width() == delegates.table.columnWidth(0)


def test_details_show_one_person_with_attendance_and_history(window, delegates):
    window.resize(1500, 800)
    delegates.table.selectRow(0)
    wait_until(lambda: delegates._pane.seen is not None)
    seen = delegates._pane.seen
    assert "Thavisack" in seen.fields["name"]
    assert len(seen.attended) == 4
    assert seen.steps


def test_every_model_of_the_window_passes_qts_own_tester(window, delegates):
    assert all(window.pages.values())  # asking for them builds them
    testers = [
        QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
        for view in window.findChildren(QTableView)
    ]
    delegates.search.setText("a")
    live(300)
    assert len(testers) >= 3


def test_a_scan_is_heard_on_every_page_and_shown_at_the_door(window, delegates, door):
    window.show_page("delegates")
    wait_until(lambda: delegates.table.model().row(0) is not None)
    delegates.table.selectRow(absent(delegates))
    window.resize(1500, 800)
    wait_until(lambda: delegates._pane.seen is not None)
    window.scanner.scanned.emit(delegates._pane.seen.fields["badge_code"])
    wait_until(lambda: door.told)
    assert door.told[0].word is Word.IN
    assert window._shown() == "checkin"
    assert door.verdict.said.tone == "green"


def test_the_next_scan_replaces_the_last_verdict(window, door):
    door.scan("1")
    wait_until(lambda: len(door.told) == 1)
    door.scan("4006381333931")
    wait_until(lambda: len(door.told) == 2)
    assert door.verdict.said.tone == "red"
    assert "4006381333931" in door.verdict.accessibleName()


def test_already_in_names_the_first_time_and_desk(window, door):
    door.direction.choose(Direction.EXIT)
    door.scan("1")
    wait_until(lambda: len(door.told) == 1)
    door.direction.choose(Direction.ENTRY)
    door.scan("1")
    wait_until(lambda: len(door.told) == 2)
    door.scan("1")
    wait_until(lambda: len(door.told) == 3)
    assert [verdict.word for verdict in door.told] == [Word.OUT, Word.IN, Word.ALREADY_IN]
    assert window.desk.name in door.verdict.said.reason


def test_case_57_a_typed_name_and_enter_books_the_person_and_is_never_unknown(window, door):
    door.field.setText("thavisack")
    QTest.keyClick(door.field, Qt.Key.Key_Return)
    wait_until(lambda: door.told)
    assert door.told[0].holder.name.endswith("MANODHAM")
    assert door.field.text() == ""


def test_arrows_choose_among_the_people_found(window, door):
    door.field.setText("sample")
    wait_until(lambda: door.search._table.model().rowCount() > 2 and door.search._table.model().row(0))
    QTest.keyClick(door.field, Qt.Key.Key_Down)
    QTest.keyClick(door.field, Qt.Key.Key_Down)
    wanted = door.search._table.model().row(2)[1]
    QTest.keyClick(door.field, Qt.Key.Key_Return)
    wait_until(lambda: door.told)
    assert wanted.split()[0] in door.told[0].holder.name


def test_nobody_found_is_said_and_nothing_is_booked(window, door):
    door.field.setText("zzzz")
    QTest.keyClick(door.field, Qt.Key.Key_Return)
    wait_until(lambda: door.search._stack.currentWidget() is door.search._none)
    live(100)
    assert door.told == []


def test_the_last_twenty_each_have_their_undo(window, door):
    door.direction.choose(Direction.EXIT)
    door.scan("1")
    wait_until(lambda: door.told)
    wait_until(lambda: door.last._lines)
    first = door.last._lines[0]
    wait_until(lambda: first.undo.isVisible() and first.undo.property("action") == door.told[0].action)
    first.undo.click()
    wait_until(lambda: "taken back" in first.below.text())


def test_case_78_a_scan_during_a_dialog_is_booked_shown_over_it_and_not_typed_into_it(window, door):
    window.show_page("delegates")
    window.new_event()
    dialog = window.findChild(NewEventDialog)
    window.scanner.scanned.emit("4006381333931")
    wait_until(lambda: door.told)
    assert door.told[0].word is Word.UNKNOWN
    assert window.flash.isVisible()
    assert window.flash.area.said.tone == "red"
    assert (dialog.isVisible(), dialog.form.part("title").text()) == (True, "")
    assert window._shown() == "delegates"
    dialog.reject()
    wait_until(lambda: not window._dialog_is_open())
    window.scanner.scanned.emit("4006381333931")
    assert window._shown() == "checkin"


def test_a_new_event_gets_its_half_days_and_is_opened(window):
    window.new_event()
    dialog = window.findChild(NewEventDialog)
    dialog.form.part("title").setText("Workshop")
    wait_until(lambda: dialog.form.part("zone").text())
    dialog.form.part("zone").setText("Asia/Vientiane")
    dialog.ask()
    wait_until(lambda: window.desk.event is not None and window.desk.event.title == "Workshop")
    assert [session.title for session in window.desk.sessions] == ["Morning", "Afternoon"]
    assert window._shown() == "overview"


def test_a_day_half_typed_does_not_keep_the_time_zone_from_a_new_event(window):
    window.new_event()
    dialog = window.findChild(NewEventDialog)
    dialog.form.part("starts").setText("12.")
    wait_until(lambda: dialog.form.part("zone").text())
    dialog.reject()


def test_a_refusal_stays_in_the_form_with_its_sentence(window):
    window.new_event()
    dialog = window.findChild(NewEventDialog)
    dialog.form.part("title").setText("Workshop")
    dialog.form.part("zone").setText("Nowhere/Land")
    dialog.ask()
    wait_until(lambda: "Nowhere/Land" in dialog.form.problem("zone"))
    assert any("Nowhere/Land" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    dialog.reject()


def test_an_event_is_opened_from_the_list_with_enter(window):
    window.show_page("events")
    page = window.pages["events"]
    wait_until(lambda: page.table.current() is not None)
    opened = []
    page.opened.connect(opened.append)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [window.desk.event.id]
    assert window._shown() == "overview"


def test_another_language_rebuilds_the_window_and_keeps_the_page(window, delegates):
    window.speak("lo")
    wait_until(lambda: window.pages["delegates"].table is not None)
    assert window._shown() == "delegates"
    assert window.desk.theme.row == 36
    assert window.windowTitle().startswith("ກອງປະຊຸມ")
    assert "ຜູ້ເຂົ້າຮ່ວມ" in [
        label.text() for label in window.pages["delegates"].findChildren(QWidget) if hasattr(label, "text")
    ]


def test_an_error_is_one_sentence_with_details_to_copy(window):
    window.show_error(Refused("disk_full", path="/media/stick/a.db"))
    assert window.errors.isVisible()
    assert "full" in window.errors._sentence.text()
    window.errors._copy()
    copied = QApplication.clipboard().text()
    assert "disk_full" in copied
    assert "Traceback" not in window.errors._sentence.text()


def test_nothing_is_wider_than_the_small_screen(window):
    for key in window.pages:
        window.show_page(key)
        live(30)
        assert window.width() == 1093, key
        assert window.height() == 614, key
    window.speak("lo")
    for key in window.pages:
        window.show_page(key)
        live(30)
        assert (window.width(), window.height()) == (1093, 614), key


def test_cells_are_told_to_screen_readers_in_words(delegates):
    model = delegates.table.model()
    told = [model.data(model.index(0, column), Qt.ItemDataRole.AccessibleTextRole) for column in range(5)]
    assert told[0].startswith("Dr. Thavisack MANODHAM")
    assert told[1:] == ["In the room", "LAO", "Head of delegation", "Registered"]


def test_long_work_is_shown_after_a_while_and_can_be_stopped(window):
    from tests.ui.test_work import slowly

    began = time.monotonic()
    job = window.desk.work.write(window, slowly, title="Counting")
    assert not window.foot._bar.isVisible()
    wait_until(lambda: window.foot._bar.isVisible())
    assert time.monotonic() - began > 0.25
    assert "Counting" in window.foot._doing.text()
    window.foot._stop.click()
    ended = []
    job.ended.connect(lambda: ended.append(True))
    wait_until(lambda: ended)
    assert not window.foot._bar.isVisible()
    assert not window.errors.isVisible()


def test_a_young_toast_stays_beside_the_next_one_and_an_old_one_goes(window):
    window.desk.say("first")
    window.desk.say("second")
    assert toasts(window) == ["first", "second"]
    for toast in window.toasts._shown:
        toast.born -= 30
    window.desk.say("third")
    assert toasts(window) == ["third"]


def test_widths_are_remembered_when_a_hand_changed_them(window, delegates):
    delegates.table._laying = False
    delegates.table.setColumnWidth(3, 177)
    delegates.table.widths_changed.emit()
    assert window.desk.settings.get("widths.delegates")["capacity"] == 177
    delegates._another()
    assert delegates.table.columnWidth(3) == 177


def test_dark_and_light_rebuild_the_window_where_it_stands(window, delegates):
    from attendance.ui.theme import Scheme

    window.desk.theme.force(Scheme.DARK)
    assert window.desk.theme.dark
    assert window._shown() == "delegates"
    window.desk.theme.force(Scheme.LIGHT)


def test_undo_with_nothing_to_undo_says_so_without_an_error(window):
    window.undo()
    wait_until(lambda: toasts(window))
    window.undo()
    wait_until(lambda: "There is nothing to undo on this desk." in toasts(window))
    assert not window.errors.isVisible()


def test_a_file_that_will_not_open_is_said_in_the_window(application, tmp_path):
    from attendance import app

    path = tmp_path / "letter.db"
    path.write_text("Dear Sir or Madam, this is no database, and it is long enough to be read as one.")
    made, behind = app.open_window(application, path, None)
    made.show()
    behind.start()
    wait_until(lambda: made.errors.isVisible())
    assert str(path) in made.errors._sentence.text()
    made.close()
    behind.close()


def test_settings_outlive_the_program(tmp_path):
    from attendance.ui import settings

    kept = settings.Settings(tmp_path / "settings.json")
    kept.put("language", "lo")
    kept.flush()
    assert settings.load(tmp_path / "settings.json") == {"language": "lo"}
    (tmp_path / "settings.json").write_text("{broken", "utf-8")
    assert settings.load(tmp_path / "settings.json") == {}


def test_letters_go_into_the_scan_field_whatever_was_clicked_last(window, door):
    door.direction.setFocus()
    first = door.direction.findChild(QAbstractButton)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_M, Qt.KeyboardModifier.NoModifier)
    assert door.field.text() == "m"


def test_a_defect_in_the_window_is_told_and_logged(window, caplog):
    from attendance import app

    try:
        raise ZeroDivisionError("one line of ours was wrong")
    except ZeroDivisionError as error:
        app._mishap(window, type(error), error, error.__traceback__)
    assert window.errors.isVisible()
    assert "ZeroDivisionError" not in window.errors._sentence.text()
    assert "ZeroDivisionError" in window.errors._details
    assert "the window failed" in caplog.text


def test_a_report_is_asked_for_by_its_name(window):
    window.show_page("delegates")
    window.write_report("attendance-matrix")
    wait_until(lambda: window.page.key == "reports")
    assert window.pages["reports"].needs.need.name == "attendance-matrix"
