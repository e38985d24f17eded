"""The report dialog over the sample event: real workbooks, by keyboard and mouse."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QListWidget

from attendance.commands.delegates import add_delegate
from attendance.domain.kinds import Audience
from attendance.reports.audience import SENSITIVE
from attendance.ui.chooser import Chooser
from attendance.ui.dialogs.report_dialog import ReportDialog
from attendance.ui.dialogs.report_words import FIELDS, left_out
from tests.ui.conftest import Owner, live, wait_until


@pytest.fixture
def dialog(window):
    """The dialog with the event's delegations in it."""
    window.write_report()
    made = window.findChild(ReportDialog)
    wait_until(lambda: made.form._choices)
    return made


def save_as(dialog, target: Path):
    """Answer the file dialog as a person does: a name, then the button."""
    wait_until(lambda: dialog.findChild(QFileDialog) is not None)
    chooser = dialog.findChild(QFileDialog)
    chooser.setDirectory(str(target.parent))
    chooser.selectFile(str(target))
    chooser.accept()
    wait_until(lambda: not dialog._waiting.running, 60)


def press(dialog, key):
    QTest.keyClick(dialog.focusWidget() or dialog, key)


def findings(dialog):
    area = dialog.form._findings
    return [label.text() for n in range(area.count()) for label in said(area.itemAt(n).widget())]


def said(widget):
    from PySide6.QtWidgets import QLabel

    labels = [widget] if isinstance(widget, QLabel) else widget.findChildren(QLabel)
    return [label for label in labels if label.text()]


def test_the_list_of_participants_is_written_by_keyboard(window, dialog, tmp_path):
    target = tmp_path / "out" / "list.xlsx"
    target.parent.mkdir()
    press(dialog, Qt.Key.Key_Return)
    save_as(dialog, target)
    wait_until(lambda: dialog.page is dialog._done)
    assert dialog._done.accessibleName() == "List of participants is written."
    book = load_workbook(target)
    assert any(window.desk.event.title in str(cell) for row in book.worksheets[0].values for cell in row)
    dialog.close()


def test_the_arrow_keys_walk_through_the_reports(dialog):
    first = dialog.choices[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert dialog.report.name == "attendance-matrix"
    QTest.keyClick(dialog.choices[1], Qt.Key.Key_Down)
    assert dialog.report.name == "delegation-report"
    assert "each delegation" in dialog.hint.text()
    dialog.close()


def test_two_delegations_are_two_workbooks_in_a_folder(dialog, tmp_path):
    QTest.mouseClick(dialog.choices[2], Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.form._delegations, Qt.MouseButton.LeftButton)
    choices = dialog.form.findChild(Chooser).findChild(QListWidget)
    for place in (0, 1):
        choices.item(place).setCheckState(Qt.CheckState.Checked)
    dialog.form.findChild(Chooser).close()
    codes = [code for code, _ in dialog.form._choices[:2]]
    assert dialog.form.codes == tuple(codes)
    folder = tmp_path / "reports"
    folder.mkdir()
    dialog.primary.click()
    save_as(dialog, folder)
    wait_until(lambda: dialog.page is dialog._done)
    assert dialog._done.accessibleName() == "2 reports are written."
    assert {path.name for path in folder.iterdir()} == {f"delegation-report-{code}.xlsx" for code in codes}
    dialog.close()


def test_the_report_speaks_its_own_language(dialog, tmp_path):
    lao = next(b for b in dialog.form.findChildren(QAbstractButton) if b.text() == "ລາວ")
    QTest.mouseClick(lao, Qt.MouseButton.LeftButton)
    assert dialog.form.language == "lo"
    dialog._write(str(tmp_path / "lo.xlsx"))
    wait_until(lambda: dialog.page is dialog._done, 60)
    text = " ".join(
        str(cell) for row in load_workbook(tmp_path / "lo.xlsx").worksheets[0].values for cell in row
    )
    assert "ບັນຊີລາຍຊື່" in text
    dialog.close()


def test_what_a_reader_does_not_get_is_said_before(window, dialog):
    texts = window.desk.texts
    assert dialog.form._left_out.text() == left_out(texts, Audience.PUBLIC)
    assert "e-mail addresses" in dialog.form._left_out.text()
    host = next(b for b in dialog.form.findChildren(QAbstractButton) if b.text() == "Host")
    QTest.mouseClick(host, Qt.MouseButton.LeftButton)
    assert dialog.form.audience is Audience.HOST
    assert "e-mail addresses" not in dialog.form._left_out.text()
    assert "birth dates" in dialog.form._left_out.text()
    dialog.close()


def test_what_does_not_agree_is_listed_before_anything_is_written(window):
    desk, asker = window.desk, Owner()

    def add_two_heads(db, stamp, event):
        home = db.exec_driver_sql("SELECT id FROM delegation WHERE code = 'KAZ'").scalar()
        from uuid import UUID

        for name in ("Extra Head", "Another Head"):
            add_delegate(db, stamp, UUID(bytes=home), name=name, capacity="head")

    desk.work.write(asker, add_two_heads, desk.stamp(), desk.event.id, then=asker.take, failed=asker.fail)
    wait_until(lambda: asker.answers or asker.errors)
    assert not asker.errors
    window.write_report()
    dialog = window.findChild(ReportDialog)
    wait_until(lambda: any("heads of delegation" in finding for finding in findings(dialog)), 30)
    assert any(finding.startswith("KAZ") for finding in findings(dialog))
    dialog.close()


def test_the_sample_event_has_nothing_to_mend(dialog):
    wait_until(lambda: findings(dialog) == ["Nothing to mend was found."], 30)
    dialog.close()


def test_a_file_that_is_in_use_is_written_beside_it(dialog, tmp_path):
    code = dialog.form._choices[0][0]
    # A folder of that name stands for a workbook another program holds open.
    (tmp_path / f"delegation-report-{code}.xlsx").mkdir()
    dialog.choices[2].click()
    dialog.form._chose((code,))
    dialog._write(str(tmp_path))
    wait_until(dialog._errors.isVisible, 60)
    beside = f"delegation-report-{code} (2).xlsx"
    assert dialog.primary.text() == f"Save as “{beside}”"
    assert dialog.back.text() == "Choose another name…"
    dialog.primary.click()
    wait_until(lambda: dialog.page is dialog._done, 60)
    assert (tmp_path / beside).is_file()
    dialog.close()


def test_a_folder_that_takes_nothing_is_a_sentence(dialog, tmp_path):
    (tmp_path / "letter").write_text("no folder")
    dialog._write(str(tmp_path / "letter" / "list.xlsx"))
    wait_until(dialog._errors.isVisible, 60)
    assert "Choose another folder" in dialog._errors.accessibleName()
    assert dialog.page is not dialog._done
    dialog.close()


def test_the_dialog_fits_a_small_screen_and_holds_nobody_up(window, dialog):
    dialog.resize(1000, 550)
    live(50)
    assert dialog.minimumSizeHint().width() <= 1000
    assert dialog.minimumSizeHint().height() <= 550
    assert QGuiApplication.modalWindow() is None
    named = [b for b in dialog.findChildren(QAbstractButton) if b.isVisibleTo(dialog)]
    assert [b for b in named if not b.accessibleName()] == []
    dialog.close()


def test_every_sensitive_field_has_a_word():
    assert set(FIELDS) == set(SENSITIVE)
