"""The reports page over the sample event: real files, by keyboard and mouse."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit

from attendance.domain.kinds import Audience
from attendance.queries.exports import exports
from attendance.queries.list_issues import issues
from attendance.reports.audience import SENSITIVE
from attendance.reports.offered import BUNDLES
from attendance.ui.dialogs.report_words import FIELDS, left_out
from attendance.ui.pages.reports.checking import CHECK
from attendance.ui.pages.reports.needs import BUNDLE, ELSEWHERE, REPORT, needs
from attendance.ui.work import PRESENCE
from tests.ui.conftest import Owner, wait_until


@pytest.fixture
def page(window):
    """The page with the event's delegations in it."""
    window.write_report("attendance-matrix")
    made = window.pages["reports"]
    wait_until(lambda: made.answers.form.known)
    return made


def save_as(page, target: Path):
    """Answer the file dialog as a person does: a name, then the button."""
    wait_until(lambda: page.findChild(QFileDialog) is not None)
    chooser = page.findChild(QFileDialog)
    chooser.findChild(QLineEdit, "fileNameEdit").setText(str(target))
    chooser.accept()
    wait_until(page.done.isVisible, 60)


def read(window, fn):
    owner = Owner()
    window.desk.work.read(owner, fn, window.desk.event.id, then=owner.take, failed=owner.fail)
    wait_until(lambda: owner.answers or owner.errors)
    return owner.answers[0]


def test_a_report_is_chosen_and_saved_by_keyboard_and_the_log_knows_it(window, page, tmp_path):
    page.take_focus()
    first = window.focusWidget()
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert page.needs.need.name == "list-of-participants"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert page.needs.need.name == "attendance-matrix"
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    save_as(page, tmp_path / "matrix.xlsx")
    assert page.done.files == [str(tmp_path / "matrix.xlsx")]
    assert load_workbook(tmp_path / "matrix.xlsx").worksheets
    wait_until(lambda: read(window, exports))
    (kept,) = read(window, exports)
    assert (kept.report, kept.files) == ("attendance-matrix", ("matrix.xlsx",))


def test_the_log_names_what_was_saved_while_another_report_is_chosen_already(window, page, tmp_path):
    page._save(str(tmp_path / "matrix.xlsx"))
    page.needs.choose(REPORT, "list-of-participants")
    page._save(str(tmp_path / "list.xlsx"))
    wait_until(lambda: len(read(window, exports)) == 2)
    kept = {(one.report, one.files) for one in read(window, exports)}
    assert kept == {("attendance-matrix", ("matrix.xlsx",)), ("list-of-participants", ("list.xlsx",))}


def test_the_preview_follows_what_is_chosen(page):
    wait_until(lambda: page.paper.pages > 0, 60)
    lying = page.paper._images[0]
    assert lying.width() > lying.height()
    page.needs.choose(REPORT, "list-of-participants")
    wait_until(lambda: page.paper._images[0].width() < page.paper._images[0].height(), 60)


def test_whoever_reads_on_is_not_thrown_back_when_somebody_checks_in(page):
    wait_until(lambda: page.paper.pages > 0)
    images = list(page.paper._images)
    page.paper.show_pages(images, more=True)
    page.refresh(frozenset({PRESENCE}))
    assert page._soon.isActive()
    page._soon.stop()
    page.paper.add_pages(images, more=False)
    page.paper._show(page.paper.pages - 1)
    page.refresh(frozenset({PRESENCE}))
    assert not page._soon.isActive()


def test_a_set_goes_into_a_folder_of_its_own(page, tmp_path):
    assert page.needs.choose(BUNDLE, "for-the-donor")
    assert page.answers.form.audience is Audience.DONOR
    folder = tmp_path / "stick"
    folder.mkdir()
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    save_as(page, folder)
    assert (folder / "for-the-donor" / "attendance-matrix.xlsx").is_file()
    assert "Signed sheets" in page.done._missing.text()


def test_a_list_that_is_issued_is_kept_and_can_be_taken_back(window, page, tmp_path):
    page.needs.choose(REPORT, "list-of-participants")
    box = page.answers._asked["issue"]
    box.setCurrentIndex(box.findData("now"))
    page._save(str(tmp_path / "list.xlsx"))
    wait_until(lambda: read(window, issues), 60)
    assert (tmp_path / "list.xlsx").is_file()
    wait_until(lambda: read(window, exports))
    window.undo()
    wait_until(lambda: not read(window, issues))
    assert read(window, exports), "what left the program is not taken back"


def test_what_was_chosen_is_remembered_for_the_event(window, page):
    page.needs.choose(REPORT, "delegation-report")
    lao = next(b for b in page.answers.form.findChildren(QAbstractButton) if b.text() == "ລາວ")
    QTest.mouseClick(lao, Qt.MouseButton.LeftButton)
    page.needs.choose(REPORT, "attendance-matrix")
    page.needs.choose(REPORT, "delegation-report")
    assert page.answers.form.language == "lo"
    page._another()
    assert page.needs.need.name == "delegation-report"
    assert page.answers.form.language == "lo"


def test_what_a_reader_does_not_get_is_said_before(window, page):
    texts, form = window.desk.texts, page.answers.form
    assert form._left_out.text() == left_out(texts, Audience.PUBLIC)
    assert "e-mail addresses" in form._left_out.text()
    form._audience.setCurrentIndex(form._audience.findData(Audience.HOST))
    assert form.audience is Audience.HOST
    assert "e-mail addresses" not in form._left_out.text()


def test_a_folder_that_takes_nothing_is_a_sentence(page, tmp_path):
    (tmp_path / "letter").write_text("no folder")
    page._save(str(tmp_path / "letter" / "list.xlsx"))
    wait_until(page._errors.isVisible, 60)
    assert "Choose another folder" in page._errors.accessibleName()


def test_what_is_done_elsewhere_is_one_key_away(window, page):
    page.needs.choose(ELSEWHERE, "sheets")
    assert not page.save.isVisible()
    QTest.mouseClick(page.answers.open, Qt.MouseButton.LeftButton)
    wait_until(lambda: window.page.key == "sheets")


def test_of_a_set_the_printed_report_alone_is_logged_and_that_is_said(window, page):
    said = []
    window.desk.said.connect(lambda words, _action: said.append(words))
    page.print_wanted.disconnect()
    page.needs.choose(BUNDLE, "for-the-minister")
    page._print("any printer")
    wait_until(lambda: read(window, exports))
    (kept,) = read(window, exports)
    first = next(name for name, form in BUNDLES["for-the-minister"].parts if form != ".zip")
    assert (kept.report, len(kept.delegations)) == (first, 1)
    assert any("first pages" in words for words in said)


def test_without_a_printer_a_sentence_says_so(window, page):
    said = []
    window.desk.said.connect(lambda words, _: said.append(words))
    page.print._show(([], ""))
    assert "No printer" in said[0]


def test_every_need_has_its_line(page):
    count = sum(len(found) for _, found in needs())
    assert len(page.needs.buttons()) == count
    assert all(button.accessibleName() for button in page.needs.buttons())


def test_every_sensitive_field_has_a_word():
    assert set(FIELDS) == set(SENSITIVE)


def test_the_preview_is_made_large_by_a_button_and_small_again_by_the_same(page):
    wait_until(lambda: page.paper.pages > 0, 60)
    before = page.paper.width()
    page.paper.widen.setFocus()
    QTest.keyClick(page.paper.widen, Qt.Key.Key_Space)
    assert not page.answers.isVisible()
    wait_until(lambda: page.paper.width() > before + 200)
    assert page.paper.widen.hasFocus()
    QTest.keyClick(page.paper.widen, Qt.Key.Key_Space)
    wait_until(lambda: page.paper.width() == before)
    assert page.answers.isVisible()


def test_the_main_shortcut_leads_on_where_another_page_does_the_work(window, page):
    page.needs.choose(ELSEWHERE, "sheets")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.page.key == "sheets"


def test_the_preview_gives_way_to_other_work_and_comes_after_it(window, page):
    page.needs.choose(REPORT, "list-of-participants")
    wait_until(lambda: page._drawing._job is not None)
    drawing, over = page._drawing._job, Owner()
    window.desk.work.heavy(over, CHECK, *checked(window), then=over.take)
    assert drawing._stopped.is_set()
    wait_until(lambda: over.answers, 60)
    wait_until(lambda: page.paper.pages > 0, 60)


def test_another_choice_stops_the_preview_under_way(window, page):
    began = []
    window.desk.work.began.connect(began.append)
    for name in ("no-shows", "list-of-participants"):
        page.needs.choose(REPORT, name)
        page._draw()
    assert [job._stopped.is_set() for job in began[-2:]] == [True, False]


def checked(window):
    return str(window.desk.work.database.path), window.desk.event.id, "en"


def test_the_page_after_those_that_are_drawn_is_drawn_when_somebody_turns_to_it(page):
    page.needs.choose(REPORT, "report-pack")
    wait_until(lambda: page.paper.pages > 0 and page.paper._more and not page._drawing.busy, 60)
    drawn = page.paper.pages
    for _ in range(drawn):
        QTest.mouseClick(page.paper.after, Qt.MouseButton.LeftButton)
    wait_until(lambda: page.paper.pages > drawn, 60)
    assert page.paper._place == drawn
    assert str(drawn + 1) in page.paper._where.text()
