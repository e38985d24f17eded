"""The import dialog over the sample event: a real list goes in by keyboard and mouse, and comes out again."""

import sys
import threading
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLineEdit, QTableView

from attendance.imports.fields import IGNORE
from attendance.language import dates
from attendance.ui.dialogs.columns_model import ColumnsModel
from attendance.ui.dialogs.import_dialog import ImportDialog
from attendance.ui.dialogs.import_done import SAVE, UNDO
from attendance.ui.dialogs.import_words import FIELDS, MEANINGS
from attendance.ui.dialogs.preview_model import DELEGATION, NAME, RESULT, ROW, WHY, PreviewModel
from tests.ui.conftest import Owner, live, wait_until

HEADINGS = ("No.", "Title", "Name", "Country", "Position", "Organization", "Date of birth", "T-shirt")
ROWS = (
    (1, "Ms.", "Aruna Sample", "Lao PDR", "Director", "Ministry of Technology", "3/4/1970", "L"),
    (2, "Mr.", "Borann Sample", "Cambodia", "Officer", "Ministry of Post", "", "M"),
    (2, "Mr.", "Borann Sample", "Cambodia", "Officer", "Ministry of Post", "", "M"),
    (3, "Mr.", "Chan Dara", "Cambodia", "Head of Unit", "Ministry of Interior", "", "M"),
    (4, "Mr.", "Chan Dara", "Cambodia", "Lecturer", "University", "", "M"),
    (5, "Mr.", "", "Thailand", "Officer", "Ministry of Finance", "", "S"),
    ("", "", "Total 5", "", "", "", "", ""),
)
_opened: list[str] = []
_watching: list[Path] = []


def _listen(event: str, args: tuple) -> None:
    here = threading.current_thread() is threading.main_thread()
    if event == "open" and _watching and here and str(args[0]).startswith(str(_watching[0])):
        _opened.append(str(args[0]))


sys.addaudithook(_listen)


@pytest.fixture
def seen_on_the_windows_thread(tmp_path):
    """Every file below the test's folder that the window's own thread has opened."""
    _opened.clear()
    _watching[:] = [tmp_path]
    yield _opened
    _watching.clear()


def workbook(folder: Path, rows=ROWS, headings=HEADINGS, more=()) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "People"
    for row in (("List of participants",), headings, *rows):
        sheet.append(row)
    for name, lines in more:
        other = book.create_sheet(name)
        for line in lines:
            other.append(line)
    path = folder / "seminar list.xlsx"
    book.save(path)
    return path


def csv_of(folder: Path, count: int) -> Path:
    path = folder / "long.csv"
    lines = (f"Person Number{chr(97 + n % 26)}{n},Laos,Officer {n}" for n in range(count))
    path.write_text("Name,Country,Position\n" + "\n".join(lines), "utf-8")
    return path


def opened(window, file=None) -> ImportDialog:
    window.import_list(file)
    dialog = window.findChild(ImportDialog)
    if file is not None:
        until(dialog, dialog.columns)
    return dialog


def until(dialog, page, seconds=60.0):
    wait_until(lambda: dialog.page is page and not dialog._waiting.running, seconds)


def press(dialog, key):
    QTest.keyClick(dialog.focusWidget() or dialog, key)


def ask(window, question, *args):
    asker = Owner()
    window.desk.work.read(asker, question, *args, then=asker.take, failed=asker.fail)
    wait_until(lambda: asker.answers or asker.errors)
    assert not asker.errors
    return asker.answers[0]


def counted(db):
    return db.exec_driver_sql("SELECT count(*) FROM delegate WHERE name IS NOT NULL").scalar()


def column(model, column):
    return [model.index(row, column).data() for row in range(model.rowCount())]


def count(dialog, key):
    return dialog.rows.counts[key].accessibleName().rpartition(": ")[2]


def test_a_list_goes_in_by_keyboard_alone_and_is_taken_back(window, tmp_path, seen_on_the_windows_thread):
    path = workbook(tmp_path)
    seen_on_the_windows_thread.clear()
    before = ask(window, counted)
    dialog = opened(window, path)
    press(dialog, Qt.Key.Key_Return)
    until(dialog, dialog.rows)
    assert {key: count(dialog, key) for key in dialog.rows.counts} == {
        "all": "7",
        "added": "4",
        "updated": "0",
        "unchanged": "0",
        "merged": "1",
        "offered": "1",
        "refused": "2",
        "missing": "8",
    }
    press(dialog, Qt.Key.Key_Return)
    until(dialog, dialog.outcome)
    assert dialog.outcome.accessibleName() == "4 participants were added from seminar list.xlsx."
    assert ask(window, counted) == before + 4
    QTest.mouseClick(dialog.outcome.buttons[UNDO], Qt.MouseButton.LeftButton)
    wait_until(lambda: dialog.outcome.accessibleName() == "The import was undone.")
    assert (
        ask(window, lambda db: db.exec_driver_sql("SELECT count(*) FROM delegate_index").scalar()) == before
    )
    assert seen_on_the_windows_thread == []
    press(dialog, Qt.Key.Key_Escape)


def test_the_preview_gives_each_row_its_number_its_word_and_its_reason(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    dialog.primary.click()
    until(dialog, dialog.rows)
    model = dialog.rows.table.model()
    assert column(model, ROW) == ["3", "4", "5", "6", "7", "8", "9"]
    assert column(model, RESULT) == [
        "Added",
        "Added",
        "Same person",
        "Added",
        "Same person?",
        *["Left out"] * 2,
    ]
    assert "See row 4." in column(model, WHY)[2]
    assert "See row 6. Different: position, organisation." in column(model, WHY)[4]
    assert "no name" in column(model, WHY)[5]
    assert "is a total" in column(model, WHY)[6]
    QTest.mouseClick(dialog.rows.counts["offered"], Qt.MouseButton.LeftButton)
    assert column(model, NAME) == ["Chan Dara"]
    assert column(model, DELEGATION) == ["Cambodia"]
    dialog.close()


def test_a_second_preview_finds_everybody_unchanged(window, tmp_path):
    path = workbook(tmp_path)
    for expected in ("4", "0"):
        dialog = opened(window, path)
        dialog.primary.click()
        until(dialog, dialog.rows)
        assert count(dialog, "added") == expected
        if expected == "4":
            dialog.primary.click()
            until(dialog, dialog.outcome)
        else:
            assert not dialog.primary.isEnabled()
        dialog.close()
        wait_until(lambda: window.findChild(ImportDialog) is None)


def test_a_meaning_belongs_to_one_column(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    boxes = {box.column: box for box in dialog.columns._boxes}
    assert dialog.columns.mapping == {
        1: "honorific", 2: "name", 3: "country", 4: "position", 5: "organisation", 6: "birth_date",
    }  # fmt: skip
    assert boxes[7].property("quiet") == "true"
    shirt = boxes[7]
    shirt.setCurrentIndex(shirt.findData("position"))
    shirt.activated.emit(shirt.currentIndex())
    assert (boxes[4].meaning, boxes[7].meaning, boxes[7].property("quiet")) == (IGNORE, "position", "false")
    dialog.close()


def test_without_names_it_does_not_go_on_and_says_why(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    name = dialog.columns._boxes[2]
    name.setCurrentIndex(name.findData(IGNORE))
    name.activated.emit(name.currentIndex())
    assert not dialog.primary.isEnabled()
    assert dialog.hint.text() == "Say which column holds the names."
    dialog.close()


def test_another_sheet_shows_its_own_columns(window, tmp_path):
    more = [("Staff", [("Full name", "Ministry"), ("Dara Sample", "Finance"), ("Esi Sample", "Finance")])]
    dialog = opened(window, workbook(tmp_path, more=more))
    pane = dialog.columns.options_pane
    assert [pane.sheet.itemText(n) for n in range(pane.sheet.count())] == [
        "People · 7 rows",
        "Staff · 2 rows",
    ]
    pane.sheet.setCurrentIndex(1)
    pane.sheet.activated.emit(1)
    assert dialog.columns.mapping == {0: "name", 1: "organisation"}
    dialog.primary.click()
    until(dialog, dialog.rows)
    assert column(dialog.rows.table.model(), NAME) == ["Dara Sample", "Esi Sample"]
    dialog.close()


def test_only_the_questions_a_list_raises_are_asked(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    pane = dialog.columns.options_pane
    assert pane.event.currentData() == window.desk.event.id
    assert (pane.dates.isVisible(), pane.zone.isVisible(), pane.title.isVisible()) == (True, False, False)
    pane.event.setCurrentIndex(pane.event.findData(None))
    pane.event.activated.emit(pane.event.currentIndex())
    assert (pane.zone.isVisible(), pane.title.isVisible()) == (True, True)
    assert pane.title.text() == "seminar list"
    dialog.primary.click()
    until(dialog, dialog.rows)
    assert dialog._preview.added["events"] == 1
    assert "dates_ambiguous" in dialog._preview.notes
    dialog.back.click()
    pane.dates.setCurrentIndex(pane.dates.findData(True))
    dialog.primary.click()
    until(dialog, dialog.rows)
    assert "dates_ambiguous" not in dialog._preview.notes
    dialog.close()


def test_the_rows_left_out_are_saved_with_their_reasons(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    dialog.primary.click()
    until(dialog, dialog.rows)
    dialog.primary.click()
    until(dialog, dialog.outcome)
    dialog.outcome.buttons[SAVE].click()
    chooser = dialog.findChild(QFileDialog)
    chooser.setDirectory(str(tmp_path))
    chooser.selectFile(str(tmp_path / "left out.xlsx"))
    chooser.accept()
    wait_until(lambda: dialog.hint.text() == "Saved: left out.xlsx")
    rows = list(load_workbook(tmp_path / "left out.xlsx").active.values)
    assert rows[1][3] == "Thailand"
    assert rows[1][-2] == "8"
    assert "no name" in rows[1][-1]
    dialog.close()


def test_a_file_that_is_no_list_is_a_sentence_and_the_next_one_goes_in(window, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and nothing that follows")
    dialog = opened(window)
    dialog.look_at(broken)
    wait_until(dialog._errors.isVisible)
    said = dialog._errors.accessibleName()
    assert "broken.xlsx" in said
    assert "Traceback" not in said
    copy = next(
        b for b in dialog._errors.findChildren(QAbstractButton) if b.accessibleName() == "Copy details"
    )
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "list_" in QGuiApplication.clipboard().text()
    dialog.look_at(workbook(tmp_path))
    until(dialog, dialog.columns)
    assert not dialog._errors.isVisible()
    dialog.close()


def test_a_list_is_dropped_on_the_dialog(window, tmp_path):
    path, dialog = workbook(tmp_path), opened(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(dialog.drop, QDragEnterEvent(QPoint(40, 40), copy, data, buttons, none))
    QApplication.sendEvent(dialog.drop, QDropEvent(QPointF(40, 40), copy, data, buttons, none))
    until(dialog, dialog.columns)
    dialog.close()


def test_escape_stops_the_writing_and_leaves_nothing_behind(window, tmp_path):
    before = ask(window, counted)
    dialog = opened(window, csv_of(tmp_path, 12_000))
    dialog.primary.click()
    until(dialog, dialog.rows)
    dialog.primary.click()
    wait_until(lambda: dialog._waiting.isVisible() and "of" in dialog._waiting._doing.text())
    press(dialog, Qt.Key.Key_Escape)
    until(dialog, dialog.rows)
    assert dialog.isVisible()
    assert not dialog._errors.isVisible()
    assert ask(window, counted) == before
    press(dialog, Qt.Key.Key_Escape)
    wait_until(lambda: window.findChild(ImportDialog) is None)


def test_closing_the_window_while_it_reads_stops_the_reading(window, tmp_path):
    window.import_list(csv_of(tmp_path, 60_000))
    dialog = window.findChild(ImportDialog)
    wait_until(lambda: dialog._waiting.isVisible())
    dialog.close()
    wait_until(lambda: window.findChild(ImportDialog) is None)


def test_a_list_changed_meanwhile_is_not_written_over_it(window, tmp_path):
    from attendance.commands.delegates import add_delegation

    dialog = opened(window, workbook(tmp_path))
    dialog.primary.click()
    until(dialog, dialog.rows)
    desk, asker = window.desk, Owner()
    desk.work.write(asker, _added(add_delegation), desk.stamp(), desk.event.id, then=asker.take)
    wait_until(lambda: asker.answers)
    dialog.primary.click()
    wait_until(dialog._errors.isVisible)
    assert dialog.page is dialog.rows
    dialog.close()


def _added(verb):
    return lambda db, stamp, event: verb(db, stamp, event, code="XYZ", name="Somebody else")


def test_badges_are_heard_while_a_list_comes_in(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    assert QGuiApplication.modalWindow() is None
    window.scan("123456789012")
    assert window._shown() == "checkin"
    assert dialog.isVisible()
    dialog.close()


def test_a_long_list_asks_first_on_a_day_of_the_event(window, tmp_path, monkeypatch):
    from attendance.ui.dialogs import import_dialog

    monkeypatch.setattr(import_dialog, "MANY", 3)
    dialog = opened(window, workbook(tmp_path))
    dialog.primary.click()
    until(dialog, dialog.rows)
    assert not dialog._holds_up_desks
    today = date_here(window.desk)
    window.desk.sessions = [session._replace(day=today) for session in window.desk.sessions]
    press(dialog, Qt.Key.Key_Return)
    assert "Check-in waits" in dialog.hint.text()
    assert dialog.page is dialog.rows
    press(dialog, Qt.Key.Key_Return)
    until(dialog, dialog.outcome)
    dialog.close()


def date_here(desk):
    return dates.local(desk.stamp().at, desk.event.zone).date().isoformat()


def test_the_event_of_the_list_is_opened(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    pane = dialog.columns.options_pane
    pane.event.setCurrentIndex(pane.event.findData(None))
    dialog.primary.click()
    until(dialog, dialog.rows)
    dialog.primary.click()
    until(dialog, dialog.outcome)
    press(dialog, Qt.Key.Key_Return)
    wait_until(lambda: window.desk.event.title == "seminar list")


def test_every_control_has_a_name(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    controls = [
        part
        for kind in (QAbstractButton, QComboBox, QLineEdit, QTableView)
        for part in dialog.findChildren(kind)
        if part.isVisibleTo(dialog)
    ]
    assert [part for part in controls if not part.accessibleName()] == []
    dialog.close()


def test_tab_goes_down_the_columns_then_to_the_questions_and_the_foot(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    boxes, pane = dialog.columns._boxes, dialog.columns.options_pane
    boxes[0].setFocus()
    walked = [boxes[0]]
    for _ in range(len(boxes) + 8):
        press(dialog, Qt.Key.Key_Tab)
        walked.append(dialog.focusWidget())
    questions = [pane.headings, pane.event, pane.dates, pane.years, pane.sex, pane.identity]
    assert walked == [*boxes, *questions, dialog.back, dialog.dismiss, dialog.primary]
    dialog.close()


def test_the_dialog_fits_a_small_screen(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    dialog.resize(1000, 550)
    live(50)
    assert dialog.minimumSizeHint().width() <= 1000
    assert dialog.minimumSizeHint().height() <= 550
    dialog.close()


def test_the_models_keep_qts_rules(window, tmp_path):
    dialog = opened(window, workbook(tmp_path))
    strict = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(dialog.columns._model, strict)]
    dialog.columns.show_sheet(0)
    dialog.primary.click()
    until(dialog, dialog.rows)
    testers.append(QAbstractItemModelTester(dialog.rows._model, strict))
    for key in ("offered", "refused", "all"):
        dialog.rows._model.narrow(key)
    assert isinstance(dialog.columns._model, ColumnsModel)
    assert isinstance(dialog.rows._model, PreviewModel)
    dialog.close()


def test_every_meaning_a_column_can_have_is_offered_by_name():
    from attendance.imports.fields import KEYS, TWO_FORMS

    assert set(MEANINGS) == {*KEYS, *(f"{key}_official" for key in TWO_FORMS)}
    assert len({FIELDS[key] for key in MEANINGS}) == len(MEANINGS)


def decide(dialog, letter, shift=False):
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(dialog.rows.table, getattr(Qt.Key, f"Key_{letter}"), modifier)


def chosen(dialog):
    return {key: b.isChecked() for key, b in dialog.rows.pane.buttons.items() if b.isVisible()}


TWICE = (
    (1, "", "Souphanouvong Example", "Thailand", "Director", "Ministry of Post", "", ""),
    (2, "", "Souphanuvong Example", "Thailand", "", "Ministry of Post", "", ""),
    (3, "", "Chan Dara", "Thailand", "Head of Unit", "Ministry of Interior", "", ""),
    (4, "", "Chan Dara", "Thailand", "Lecturer", "University", "", ""),
)


def test_rows_that_may_be_one_person_are_decided_by_letters(window, tmp_path):
    dialog = opened(window, workbook(tmp_path, TWICE))
    press(dialog, Qt.Key.Key_Return)
    until(dialog, dialog.rows)
    assert "2 rows are not decided" in dialog.hint.text()
    offered = dialog.rows.counts["offered"]
    offered.setFocus()
    QTest.keyClick(offered, Qt.Key.Key_Space)
    model = dialog.rows.table.model()
    assert column(model, NAME) == ["Souphanuvong Example", "Chan Dara"]
    assert "See row 3" in dialog.rows.pane._why.text()
    decide(dialog, "S")
    assert (count(dialog, "offered"), count(dialog, "added"), count(dialog, "merged")) == ("1", "3", "1")
    assert column(model, RESULT) == ["Same person", "Same person?"]
    decide(dialog, "X")
    assert (count(dialog, "offered"), count(dialog, "added"), count(dialog, "refused")) == ("0", "2", "1")
    decide(dialog, "Backspace")
    assert count(dialog, "offered") == "1"
    decide(dialog, "O")
    assert column(model, RESULT) == ["Same person", "Added"]
    before = ask(window, counted)
    dialog.primary.setFocus()
    press(dialog, Qt.Key.Key_Return)
    until(dialog, dialog.outcome)
    assert ask(window, counted) == before + 3
    dialog.close()


def test_all_of_a_kind_are_decided_with_the_mouse_and_one_field_stays_as_it_was(window, tmp_path):
    dialog = opened(window, workbook(tmp_path, TWICE[:1]))
    dialog.primary.click()
    until(dialog, dialog.rows)
    dialog.primary.click()
    until(dialog, dialog.outcome)
    other = (1, "", "Souphanuvong Example", "Thailand", "Minister", "Ministry of Post", "", "")
    more = (2, "", "Suphanuvong Exampel", "Thailand", "", "", "", "")
    dialog.look_at(workbook(tmp_path, (other, more)))
    until(dialog, dialog.columns)
    dialog.primary.click()
    until(dialog, dialog.rows)
    pane = dialog.rows.pane
    QTest.mouseClick(dialog.rows.counts["offered"], Qt.MouseButton.LeftButton)
    assert chosen(dialog) == {"same": False, "other": False, "skip": False}
    QTest.mouseClick(pane.all, Qt.MouseButton.LeftButton, pos=QPoint(8, pane.all.height() // 2))
    QTest.mouseClick(pane.buttons["same"], Qt.MouseButton.LeftButton)
    assert count(dialog, "offered") == "0"
    assert (count(dialog, "updated"), count(dialog, "merged")) == ("1", "1")
    pick = next(
        b for b in pane.findChildren(QAbstractButton) if b.accessibleName() == "Name: Souphanouvong Example"
    )
    QTest.mouseClick(pick, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    until(dialog, dialog.outcome)
    found = ask(
        window,
        lambda db: db.exec_driver_sql(
            "SELECT name, position FROM delegate WHERE name LIKE '%Exampl%' OR name LIKE '%Exampel%'"
        ).all(),
    )
    assert found == [("Souphanouvong Example", "Minister")]
    dialog.close()


def test_who_is_no_longer_in_the_list_is_withdrawn_only_when_somebody_says_so(window, tmp_path):
    dialog = opened(window, workbook(tmp_path, ROWS[:1]))
    dialog.primary.click()
    until(dialog, dialog.rows)
    missing = dialog.rows.counts["missing"]
    assert missing.isVisible()
    QTest.mouseClick(missing, Qt.MouseButton.LeftButton)
    decide(dialog, "W")
    first = dialog.rows.table.model().at(0)
    assert column(dialog.rows.table.model(), RESULT)[:2] == ["Withdrawn", "Not in the list"]
    dialog.primary.click()
    until(dialog, dialog.outcome)
    assert "Withdrawn: 1" in dialog.outcome._lines.text()
    gone = "SELECT name FROM delegate WHERE status = 'withdrawn' ORDER BY status_at DESC LIMIT 1"
    assert ask(window, lambda db: db.exec_driver_sql(gone).scalar()) == first.name
    dialog.close()


def for_editing(window, path):
    from attendance.domain.kinds import Audience
    from attendance.language import texts_for
    from attendance.queries.participants import event_facts
    from attendance.reports.editing_workbook import editing_workbook
    from attendance.reports.request import Request

    def write(db):
        event = event_facts(db, window.desk.event.id)
        return editing_workbook(Request(db, event, texts_for("en"), Audience.INTERNAL, 0, "Desk"), path)

    ask(window, write)
    return path


def edited(path, target, **cells):
    """The workbook with these cells of Khamla's row changed."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(r for r in range(2, 200) if sheet.cell(r, columns["Full name"]).value == "Khamla Sample")
    for heading, value in cells.items():
        sheet.cell(row, columns[heading], value)
    book.save(target)
    return target


def test_two_edited_copies_are_taken_one_after_the_other_by_keyboard(window, tmp_path):
    path = for_editing(window, tmp_path / "people.xlsx")
    first = edited(path, tmp_path / "first.xlsx", Seat="A1", Position="Minister")
    second = edited(path, tmp_path / "second.xlsx", Seat="B2", Phone="020 1")
    window.import_list(first)
    dialog = window.findChild(ImportDialog)
    until(dialog, dialog.changes)
    model = dialog.changes.table.model()
    assert [column(model, n) for n in (2, 3, 4, 5)] == [
        ["Position", "Seat"],
        ["Technical officer", "empty"],
        ["Technical officer", "empty"],
        ["Minister", "A1"],
    ]
    press(dialog, Qt.Key.Key_Return)
    until(dialog, dialog.outcome)
    assert dialog.outcome.accessibleName() == "2 cells were changed from first.xlsx."
    dialog.look_at(second)
    until(dialog, dialog.changes)
    assert "1 contradiction is not decided" in dialog.hint.text()
    conflict = dialog.changes.counts["conflict"]
    conflict.setFocus()
    QTest.keyClick(conflict, Qt.Key.Key_Space)
    assert column(model, 6) == ["Changed here, too: which one?"]
    QTest.keyClick(dialog.changes.table, Qt.Key.Key_L)
    assert column(model, 6) == ["Is written"]
    assert dialog.hint.text() == ""
    dialog.primary.setFocus()
    press(dialog, Qt.Key.Key_Return)
    until(dialog, dialog.outcome)
    said = "SELECT seat, position, phone FROM delegate WHERE name = 'Khamla Sample'"
    assert tuple(ask(window, lambda db: db.exec_driver_sql(said).one())) == ("B2", "Minister", "020 1")
    QTest.mouseClick(dialog.outcome.buttons[UNDO], Qt.MouseButton.LeftButton)
    wait_until(lambda: dialog.outcome.accessibleName() == "The import was undone.")
    assert tuple(ask(window, lambda db: db.exec_driver_sql(said).one())) == ("A1", "Minister", None)
    dialog.close()


def test_keeping_birth_dates_asks_for_the_day_by_which_they_go(window, tmp_path):
    dialog = opened(window, workbook(tmp_path, ROWS[:1]))
    pane = dialog.columns.options_pane
    assert window.desk.event.personal_until is None
    assert not pane.until.isVisible()
    pane.identity.setFocus()
    QTest.keyClick(pane.identity, Qt.Key.Key_Space)
    assert pane.until.isVisible()
    dialog.primary.click()
    wait_until(dialog._errors.isVisible)
    assert "kept only up to a date" in dialog._errors.accessibleName()
    pane.until.setFocus()
    QTest.keyClicks(pane.until, "31.12.2030")
    dialog.primary.click()
    until(dialog, dialog.rows)
    dialog.primary.click()
    until(dialog, dialog.outcome)
    said = "SELECT personal_until FROM event WHERE personal_until IS NOT NULL"
    assert ask(window, lambda db: db.exec_driver_sql(said).scalar()) == "2030-12-31"
    dialog.close()
