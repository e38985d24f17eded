"""A signed sheet is typed in by keyboard alone, row by row, and what the desk saw is not doubled."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester, QTest

from attendance.commands.checkin import check_in_delegate
from attendance.commands.sheets import NewSheet, print_sheets
from attendance.domain.kinds import Mark, Source
from attendance.queries import sheets
from attendance.queries.delegates import delegates
from attendance.queries.listing import EVERYTHING, ids, page
from attendance.queries.programme import presenters
from tests.ui.conftest import wait_until

KEY = Qt.Key


def _prepare(db, event, stamp):
    """One sheet of eighteen people over all delegations; two of them were seen at the desk."""
    listing = delegates(event)
    people = [who for _, who in page(db, listing, ids(db, listing, EVERYTHING), ("id",))][:18]
    (made,) = print_sheets(db, stamp, event, sheets.days(db, event)[1], [NewSheet(None, tuple(people))])
    morning = sheets.columns(db, event, sheets.days(db, event)[1])[0]
    seen = check_in_delegate(db, stamp, morning.id, people[1], source=Source.SCAN)
    return made, people, morning.id, seen


@pytest.fixture
def typing(window):
    """The window with the sheet of the second day lying open; ``window.facts()`` is what stands."""
    answers = []
    desk = window.desk
    desk.work.write(window, _prepare, desk.event.id, desk.stamp(), then=answers.append)
    wait_until(lambda: answers)
    window.made, window.people, window.morning, window.seen = answers[0]
    window.show_page("sheets")
    window.sheets = window.pages["sheets"]
    window.sheets.show_target(window.made)
    wait_until(
        lambda: window.sheets.typing.sheet is not None and window.focusWidget() is window.sheets.typing.grid
    )
    return window


def asked(window, fn, *args):
    answers = []
    window.desk.work.read(window, fn, *args, then=answers.append)
    wait_until(lambda: answers)
    return answers[0]


def marks(window):
    """What is typed in the first column, as it is in the file."""
    found = asked(window, sheets.sheet, window.made)
    return [line.cells[0] for line in found.lines]


def press(window, *keys):
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(window.sheets.typing.grid, key)
        else:
            QTest.keyClick(window.sheets.typing.grid, key)


def test_eighteen_people_are_typed_in_well_under_a_minute(typing):
    began = time.monotonic()
    for _ in range(18):
        press(typing, "p", KEY.Key_Return)
    wait_until(lambda: typing.sheets.typing.sheet.row.marked == 18)
    assert time.monotonic() - began < 20
    assert {cell.mark for cell in marks(typing)} == {Mark.PRESENT}
    assert typing.focusWidget() is typing.sheets.typing.walk_in.name
    stand = asked(typing, sheets._stand, typing.people, [typing.morning])
    assert [[fact.source for fact in facts] for facts in stand.values()].count(["paper"]) == 17
    assert [fact.at for fact in stand[(typing.people[1], typing.morning)]] == [typing.seen.at]


def test_letters_digits_and_words_are_a_mark_each_and_backspace_clears_it(typing):
    press(typing, "l20", KEY.Key_Return, "A", KEY.Key_Return, "E", "305", KEY.Key_Backspace, KEY.Key_Return)
    press(typing, "xill, at home", KEY.Key_Return, "p", KEY.Key_Return)
    wait_until(lambda: typing.sheets.typing.sheet.row.marked == 5)
    told = [(cell.mark, cell.minutes, cell.reason) for cell in marks(typing)[:5]]
    assert told == [
        ("L", 20, None), ("A", None, None), ("E", 30, None), ("X", None, "ill, at home"), ("P", None, None),
    ]  # fmt: skip
    press(typing, KEY.Key_Up, KEY.Key_Backspace)
    wait_until(lambda: typing.sheets.typing.sheet.row.marked == 4)
    assert marks(typing)[4].mark is None


def test_a_mark_that_cannot_be_is_told_and_not_shown_as_typed(typing):
    said = []
    typing.desk.said.connect(lambda words, _: said.append(words))
    press(typing, "L", "999", KEY.Key_Return)
    wait_until(lambda: said)
    assert said[0].startswith("999 minutes cannot be.")
    assert typing.sheets.typing.grid.lines.index(0, 3).data() in (None, "")


def test_all_present_leaves_what_is_typed_and_one_line_is_taken_back(typing):
    press(typing, "A", KEY.Key_Return)
    wait_until(lambda: typing.sheets.typing.sheet.row.marked == 1)
    typing.sheets.typing.all_present()
    wait_until(lambda: typing.sheets.typing.sheet.row.marked == 18)
    assert marks(typing)[0].mark is Mark.ABSENT
    typing.sheets.typing.grid.go(0, 0)
    typing.sheets.typing.undo_line()
    wait_until(lambda: typing.sheets.typing.sheet.row.marked == 17)
    assert marks(typing)[0].mark is None


def test_a_handwritten_line_is_added_in_place_and_enter_does_it(typing):
    group = asked(typing, presenters, typing.desk.event.id)[0]
    row = typing.sheets.typing.walk_in
    row.name.setFocus()
    QTest.keyClicks(row.name, "Ms. Given WALKIN")
    row.group.setText(group.code)
    QTest.keyClick(row.name, KEY.Key_Return)
    wait_until(lambda: len(typing.sheets.typing.sheet.lines) == 19)
    line = typing.sheets.typing.sheet.lines[-1]
    assert (line.name, line.code, line.walk_in, line.cells[0].mark) == (
        "Ms. Given WALKIN",
        group.code,
        True,
        "P",
    )
    assert row.name.text() == ""


def test_ctrl_enter_finishes_the_sheet_and_the_list_says_so(typing):
    QTest.keyClick(typing.sheets.typing.grid, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    actions = {action.shortcut: action for action in typing.sheets.actions()}
    if typing.sheets.typing.sheet.row.typed_at is None:
        actions["Ctrl+Enter"].do()
    wait_until(lambda: typing.sheets.rows and typing.sheets.rows[0].typed_at is not None)
    state = typing.sheets.list.list.index(0, 3)
    assert state.data() == "Typed in"
    typing.sheets.show_target("unlike")
    wait_until(lambda: typing.sheets.unlike)
    assert {one.signed for one in typing.sheets.unlike} == {False}
    one = next(one for one in typing.sheets.unlike if one.delegate == typing.people[1])
    typing.sheets.differ.go_to(one)
    typing.sheets.sign.click()
    wait_until(lambda: one.delegate not in {row.delegate for row in typing.sheets.unlike})
    assert marks(typing)[1].mark is Mark.PRESENT


def test_a_scan_is_kept_with_its_sheet_and_opened_from_the_list(typing, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    shown = typing.sheets
    shown.show_list()
    wait_until(lambda: shown.rows)
    assert shown.look.isHidden()
    (tmp_path / "signed.pdf").write_bytes(b"%PDF-signed")
    shown._scan_chosen(str(tmp_path / "signed.pdf"))
    wait_until(lambda: shown.rows[0].scan == "signed.pdf" and not shown.look.isHidden())
    assert shown.list.list.index(0, 3).data() == "Returned · scan kept"
    shown.look.click()
    wait_until(lambda: opened)
    assert Path(opened[0]).read_bytes() == b"%PDF-signed"


def test_the_models_are_in_order_while_they_change(typing):
    strict = QAbstractItemModelTester.FailureReportingMode.Fatal
    shown = typing.sheets
    testers = [QAbstractItemModelTester(m, strict) for m in (shown.typing.grid.lines, shown.list.list)]
    press(typing, "p", KEY.Key_Return, "l5", KEY.Key_Return)
    wait_until(lambda: shown.typing.sheet.row.marked == 2)
    shown.show_list()
    wait_until(lambda: shown.rows)
    assert len(testers) == 2
