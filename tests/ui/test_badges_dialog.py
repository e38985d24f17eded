"""Badges are chosen, looked at, printed or saved from the window, and nothing waits for a printer."""

import re
import threading

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel

from attendance.queries.badges import badges, print_log, spares
from attendance.ui.badge_choice import DELEGATION, EVERYBODY, SELECTED, SPARES, WANTING, Whose
from attendance.ui.dialogs.badges_dialog import BadgesDialog
from attendance.ui.settings import BADGE_PRINTER, BADGE_SIZE
from tests.acceptance.test_badges import ask, came, not_here, toasts
from tests.ui.conftest import wait_until
from tests.ui.printers import Paper

PRINTER = "Office"


@pytest.fixture
def paper(window, tmp_path):
    made = Paper(tmp_path)
    window.openings.printing.named = made.named
    return made


def opened(window, whose=None):
    """The dialog with its badges read and a printer chosen."""
    window.openings.print_badges(whose or Whose(EVERYBODY))
    dialog = window.findChild(BadgesDialog)
    wait_until(lambda: dialog._loaded is not None and dialog.form.printer_box.count() == 1)
    wait_until(lambda: "Looking" not in dialog.form.printer_box.itemText(0))
    dialog._show_printers(([PRINTER], PRINTER))
    return dialog


def pages_of(file):
    return len(re.findall(rb"/Type /Page\b", file.read_bytes()))


def everybody(window):
    return ask(window, badges, window.desk.event.id)


def test_badges_are_printed_on_a_thread_of_their_own_and_noted_for_each(window, paper):
    dialog = opened(window)
    dialog.form.sheet.choose(True)
    dialog.form.changed.emit()
    wait_until(lambda: dialog._layout.single)
    dialog.primary.click()
    wait_until(lambda: all(row.printed == 1 for row in everybody(window)))
    assert paper.names == [PRINTER]
    assert paper.threads == ["printer"]
    assert pages_of(paper.files[0]) == len(everybody(window))
    line = ask(window, print_log, everybody(window)[0].id)[0]
    assert (line.operator, line.problem) == (window.desk.operator, None)
    assert window.desk.settings.get(BADGE_PRINTER) == PRINTER
    wait_until(lambda: any("badges printed." in said for said in toasts(window)))
    dialog.close()


def test_a_printer_that_hangs_holds_neither_the_window_nor_a_scan(window, paper):
    paper.held = threading.Event()
    dialog = opened(window)
    dialog.primary.click()
    wait_until(lambda: paper.names)
    assert came(window, not_here(window)[0]).word == "IN"
    assert all(row.printed == 0 for row in everybody(window))
    paper.held.set()
    wait_until(lambda: all(row.printed == 1 for row in everybody(window)))
    dialog.close()


def test_whoever_prints_one_badge_again_reads_when_it_came_out(window, paper):
    row = everybody(window)[3]
    dialog = opened(window, Whose(SELECTED, row.name, (row.id,)))
    assert dialog.form.before.isHidden()
    for _ in range(2):
        dialog.primary.click()
        printed = everybody(window)[3].printed
        wait_until(lambda before=printed: everybody(window)[3].printed == before + 1)
        dialog._start()
    wait_until(lambda: "1 time before that" in dialog.form.before.text())
    assert window.desk.operator in dialog.form.before.text()
    assert dialog.form.before.isVisible()
    dialog.close()


def test_what_a_printer_does_not_take_is_said_and_counts_for_nobody(window, paper, tmp_path):
    def nowhere(name):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "no such folder" / "out.pdf"))
        return made

    window.openings.printing.named = nowhere
    dialog = opened(window)
    before = qInstallMessageHandler(None)
    qInstallMessageHandler(lambda *_: None)  # Qt warns of it too
    dialog.primary.click()
    wait_until(lambda: any("not printed." in said for said in toasts(window)))
    qInstallMessageHandler(before)
    first = everybody(window)[0]
    wait_until(lambda: ask(window, print_log, first.id))
    assert ask(window, print_log, first.id)[0].problem == "not_printed"
    assert first.printed == 0
    dialog.close()


def test_a_printer_that_was_taken_away_is_named(window):
    dialog = opened(window)
    dialog.form.test.click()
    wait_until(lambda: dialog._errors.isVisible())
    assert any(PRINTER in label.text() for label in dialog._errors.findChildren(QLabel))
    dialog.close()


def test_a_file_is_not_counted_as_printed_until_somebody_says_so(window, paper, tmp_path):
    dialog = opened(window)
    dialog.back.click()
    wait_until(lambda: dialog.findChild(QFileDialog))
    dialog.findChild(QFileDialog).close()
    dialog._write(str(tmp_path / "badges.pdf"))
    wait_until(lambda: dialog.page is dialog._done)
    assert pages_of(tmp_path / "badges.pdf") == -(-len(everybody(window)) // 4)
    assert all(row.printed == 0 for row in everybody(window))
    dialog._done.buttons[1].click()
    wait_until(lambda: all(row.printed == 1 for row in everybody(window)))
    assert dialog._done.buttons[1].isHidden()
    dialog.close()


def test_whose_badges_are_offered_with_their_number_and_some_can_be_made_without_a_name(window, paper):
    dialog = opened(window, Whose(SPARES))
    box = dialog.form.whose_box
    wait_until(lambda: box.itemText(1).endswith("57"))
    assert not dialog.primary.isEnabled()
    dialog.form.how_many.setText("5")
    dialog.form.make.click()
    wait_until(lambda: len(dialog._loaded.faces) == 5)
    assert all(face.spare and not face.names for face in dialog._loaded.faces)
    dialog.primary.click()
    wait_until(lambda: all(one.printed for one in ask(window, spares, window.desk.event.id)))
    dialog._start()
    wait_until(lambda: not dialog._loaded.faces)
    dialog.close()


def test_the_preview_turns_its_pages_and_the_answers_are_remembered(window, paper):
    dialog = opened(window)
    wait_until(dialog.preview.is_drawn)
    assert dialog.preview._where.text() == "Page 1 of 15"
    dialog.preview.after.click()
    assert dialog.preview._where.text() == "Page 2 of 15"
    dialog.form.both_sides.setChecked(True)
    dialog.form.size_box.setCurrentIndex(3)
    wait_until(lambda: dialog.preview._where.text() == "Page 1 of 12")
    assert dialog.hint.text() == "57 badges · 12 pages"
    dialog.close()
    assert window.desk.settings.get(BADGE_SIZE) == "cr80"


def test_badges_are_asked_for_where_people_are_seen(window):
    wanted = []
    window.desk.badges_wanted.disconnect()
    window.desk.badges_wanted.connect(wanted.append)
    window.show_page("reports")
    window.pages["reports"].needs.choose("elsewhere", "badges")
    window.pages["reports"].answers.open.click()
    assert wanted.pop() == Whose(WANTING)
    window.show_page("delegates")
    page = window.pages["delegates"]
    wait_until(lambda: page.table is not None and page.table.model().rowCount() == 57)
    page.table.selectAll()
    page.bulk.badges.click()
    whose = wanted.pop()
    assert (whose.kind, whose.chosen.total) == (SELECTED, 57)
    page.table.selectRow(3)
    wait_until(lambda: page.pane.seen is not None)
    page.pane._doors.print_badge()
    assert wanted.pop().people == (page.pane.seen.id,)
    window.show_page("delegations")
    board = window.pages["delegations"]
    wait_until(lambda: board.board.grid.tiles)
    board.show_target(board.board.grid.tiles[0].id)
    wait_until(lambda: board.detail.found is not None)
    board.detail.print_badges()
    assert wanted.pop().kind == DELEGATION


def test_the_rows_selected_in_a_list_are_the_badges_that_come(window, paper):
    window.show_page("delegates")
    page = window.pages["delegates"]
    wait_until(lambda: page.table is not None and page.table.model().rowCount() == 57)
    page.search.setText("lao")
    wait_until(lambda: page.table.model().rowCount() == 4)
    page.table.selectAll()
    page.hands.print_badges()
    dialog = window.findChild(BadgesDialog)
    wait_until(lambda: dialog._loaded is not None)
    assert len(dialog._loaded.faces) == 4
    assert dialog.form.whose_box.currentText() == "4 people selected"
    dialog.close()


def test_the_settings_say_when_no_printer_is_there_for_badges_at_the_entry(window):
    window.desk.go("settings", "badges")
    section = window.pages["settings"].shown
    wait_until(lambda: section.printer.count() and "Looking" not in section.printer.itemText(0))
    section.at_entry.click()
    assert window.desk.settings.get("badge_at_entry") is True
    assert "no printer" in section._entry_row._about.text()
    section._show((["Door", "Office"], "Office"))
    assert section.printer.currentText() == "Office"
    section.printer.setCurrentIndex(0)
    section.printer.activated.emit(0)
    assert window.desk.settings.get(BADGE_PRINTER) == "Door"
    assert "no printer" not in section._entry_row._about.text()
