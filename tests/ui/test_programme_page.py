"""The programme page as a person uses it: mouse, keys, pane, contributions, undo."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from attendance.domain.kinds import Stamp
from attendance.ui.toast import Toast
from tests.ui.conftest import live, wait_until

LEFT = Qt.MouseButton.LeftButton
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
WEDNESDAY, THURSDAY = "2024-05-29", "2024-05-30"


@pytest.fixture
def page(window):
    """The page with the sample's programme on it."""
    window.show_page("programme")
    made = window.pages["programme"]
    wait_until(lambda: made.board.rows.items)
    made.grab()  # everything is where it will be
    return made


def item(page, title):
    """The item with this English title, as it is now."""
    return next((i for i in page.board.rows.items if (i.title or "").startswith(title)), None)


def choose(page, title):
    page.board.choose(item(page, title).id)
    wait_until(lambda: page.pane.currentWidget() is page.pane.item)


def area(page, title):
    return page.board.visualRect(page.board.rows.index(page.board.rows.place_of(item(page, title).id), 0))


def mouse(widget, kind, point, button=LEFT):
    where = QPointF(point)
    QApplication.sendEvent(
        widget,
        QMouseEvent(kind, where, widget.mapToGlobal(where), button, button, Qt.KeyboardModifier.NoModifier),
    )


def drag(widget, start, end):
    """Press, move in two steps, let go."""
    mouse(widget, QEvent.Type.MouseButtonPress, start)
    mouse(widget, QEvent.Type.MouseMove, (start + end) / 2)
    mouse(widget, QEvent.Type.MouseMove, end)
    mouse(widget, QEvent.Type.MouseButtonRelease, end)


def told(window):
    return [toast.accessibleName() for toast in window.findChildren(Toast) if toast.isVisible()]


def test_the_rows_are_a_model_qt_accepts_and_every_item_is_read_out(page):
    QAbstractItemModelTester(page.board.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(page.pane.open_ones.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    board = QAccessible.queryAccessibleInterface(page.board)
    names = [board.child(n).text(QAccessible.Text.Name) for n in range(board.childCount())]
    plenary = next(name for name in names if name.startswith("Opening plenary"))
    assert "Wednesday 29 May 2024" in plenary
    assert "09:00–09:30" in plenary


def test_an_item_dragged_to_another_day_and_time_goes_there_and_undo_brings_it_back(window, page):
    start = area(page, "Opening plenary").center()
    column = page.board.plan.columns[1]
    end = QPoint(page.board.gutter - page.board.horizontalOffset() + column.left + 80,
                 round(start.y() + 62 * page.board.plan.scale))  # fmt: skip
    drag(page.board.viewport(), start, end)
    wait_until(lambda: item(page, "Opening plenary").day == THURSDAY)
    found = item(page, "Opening plenary")
    assert (found.starts, found.ends) == ("10:00", "10:30")
    assert "Moved: Opening plenary (sample) · Thursday 10:00–10:30" in told(window)
    window.undo()
    wait_until(lambda: item(page, "Opening plenary").day == WEDNESDAY)


def test_a_drag_of_the_lower_edge_makes_an_item_longer(page):
    before = area(page, "Achievements and plans, part 1")
    edge = QPoint(before.center().x(), before.bottom() - 2)
    drag(page.board.viewport(), edge, edge + QPoint(0, round(30 * page.board.plan.scale)))
    wait_until(lambda: item(page, "Achievements and plans, part 1").ends == "12:30")
    assert item(page, "Achievements and plans, part 1").starts == "10:00"


def test_escape_lets_go_of_what_is_dragged(page):
    start = area(page, "Opening plenary").center()
    viewport = page.board.viewport()
    mouse(viewport, QEvent.Type.MouseButtonPress, start)
    mouse(viewport, QEvent.Type.MouseMove, start + QPoint(0, 120))
    QTest.keyClick(page.board, Qt.Key.Key_Escape)
    mouse(viewport, QEvent.Type.MouseButtonRelease, start + QPoint(0, 120))
    live(60)
    assert item(page, "Opening plenary").starts == "09:00"


def test_many_steps_by_keys_are_one_move_and_one_undo(window, page):
    page.board.setFocus()
    choose(page, "Opening plenary")
    for _ in range(3):
        QTest.keyClick(page.board, Qt.Key.Key_Down, ALT)
    QTest.keyClick(page.board, Qt.Key.Key_Down, ALT | SHIFT)
    QTest.keyClick(page.board, Qt.Key.Key_Right, ALT)
    page.board.settle()
    wait_until(lambda: item(page, "Opening plenary").day == THURSDAY)
    assert (item(page, "Opening plenary").starts, item(page, "Opening plenary").ends) == ("09:15", "09:50")
    assert page.board.current() == item(page, "Opening plenary").id
    window.undo()
    wait_until(lambda: item(page, "Opening plenary").day == WEDNESDAY)
    assert item(page, "Opening plenary").starts == "09:00"


def test_arrows_go_through_the_day_and_to_the_next(page):
    page.board.setFocus()
    choose(page, "Opening plenary")
    QTest.keyClick(page.board, Qt.Key.Key_Down)
    assert page.board.current() == item(page, "Achievements and plans, part 1").id
    QTest.keyClick(page.board, Qt.Key.Key_Right)
    assert page.board.rows.item(page.board.current()).day == THURSDAY
    QTest.keyClick(page.board, Qt.Key.Key_Home)
    assert page.board.current() == page.board.rows.items[0].id


def test_a_new_item_is_named_where_it_stands(page):
    page.board.setFocus()
    choose(page, "Opening plenary")
    page.add()
    assert page.board.title.isVisible()
    QTest.keyClicks(page.board.title, "Coffee")
    QTest.keyClick(page.board.title, Qt.Key.Key_Return)
    wait_until(lambda: item(page, "Coffee"))
    made = item(page, "Coffee")
    assert (made.day, made.starts, made.ends, made.takes_attendance) == (WEDNESDAY, "09:30", "10:00", False)
    wait_until(lambda: page.board.current() == made.id)


def test_a_lao_title_is_the_official_one(page):
    page.add()
    page.board.title.setText("ພັກດື່ມກາເຟ")
    QTest.keyClick(page.board.title, Qt.Key.Key_Return)
    wait_until(lambda: any(i.title_official == "ພັກດື່ມກາເຟ" for i in page.board.rows.items))
    assert next(i for i in page.board.rows.items if i.title_official == "ພັກດື່ມກາເຟ").title is None


def test_a_double_click_on_an_empty_place_makes_an_item_there_and_escape_none(page):
    board, count = page.board, len(page.board.rows.items)
    column = board.plan.columns[0]
    place = QPoint(board.gutter + column.left + 120, board.plan.top_of(12 * 60 + 30)) + QPoint(
        0, board.origin().y()
    )
    QTest.mouseDClick(board.viewport(), LEFT, pos=place)
    QTest.keyClicks(board.title, "Lunch")
    QTest.keyClick(board.title, Qt.Key.Key_Escape)
    live(60)
    assert len(board.rows.items) == count
    QTest.mouseDClick(board.viewport(), LEFT, pos=place)
    QTest.keyClicks(board.title, "Lunch")
    QTest.keyClick(board.title, Qt.Key.Key_Return)
    wait_until(lambda: item(page, "Lunch"))
    assert item(page, "Lunch").starts == "12:30"


def test_a_title_being_typed_survives_news_from_elsewhere(page):
    page.add()
    QTest.keyClicks(page.board.title, "Cof")
    page.refresh(frozenset())
    live(120)
    QTest.keyClicks(page.board.title, "fee")
    QTest.keyClick(page.board.title, Qt.Key.Key_Return)
    wait_until(lambda: item(page, "Coffee"))


def test_f2_renames_in_place_and_delete_removes_until_undo(window, page):
    page.board.setFocus()
    choose(page, "Dinner")
    QTest.keyClick(page.board, Qt.Key.Key_F2)
    page.board.title.setText("Reception")
    QTest.keyClick(page.board.title, Qt.Key.Key_Return)
    wait_until(lambda: item(page, "Reception"))
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_Delete)
    wait_until(lambda: not item(page, "Reception"))
    wait_until(lambda: page.pane.currentWidget() is page.pane.summary)
    window.undo()
    wait_until(lambda: item(page, "Reception"))


def test_where_people_were_checked_in_the_item_stays_and_a_sentence_says_why(window, page):
    choose(page, "Morning")
    count = len(page.board.rows.items)
    page.remove()
    wait_until(lambda: any("somebody was checked in there" in said for said in told(window)))
    assert len(page.board.rows.items) == count


def test_the_pane_changes_an_item_in_place_and_explains_what_cannot_be(window, page):
    choose(page, "Opening plenary")
    pane = page.pane.item
    ends = pane._of["ends"].part("ends")
    ends.setFocus()
    ends.setText("8.00")
    ends.setModified(True)
    QTest.keyClick(ends, Qt.Key.Key_Return)
    wait_until(lambda: "ends (08:00) before it starts (09:00)" in ends.accessibleDescription())
    assert item(page, "Opening plenary").ends == "09:30"
    ends.setText("945")
    QTest.keyClick(ends, Qt.Key.Key_Return)
    wait_until(lambda: item(page, "Opening plenary").ends == "09:45")
    takes = pane._of["takes_attendance"].part("takes_attendance")
    QTest.mouseClick(takes, LEFT, pos=QPoint(8, takes.height() // 2))
    wait_until(lambda: item(page, "Opening plenary").takes_attendance)
    wait_until(lambda: any(s.title.startswith("Opening") for s in window.desk.sessions))


def test_a_contribution_is_added_named_and_carried_to_another_session(window, page):
    choose(page, "Opening plenary")
    page.pane.add_speech()
    form = page.pane.form
    wait_until(lambda: form._form is not None)
    group = form._form.part("delegation")
    group.setCurrentIndex(group.findText("LAO", Qt.MatchFlag.MatchStartsWith))
    group.activated.emit(group.currentIndex())
    wait_until(lambda: form._form.part("delegate").count() > 2)
    form._form.part("title").setText("Welcome words")
    form._take()
    wait_until(lambda: item(page, "Opening plenary").codes == ("LAO",))
    wait_until(lambda: page.pane.item.speeches.rows.rowCount() == 1)
    listed = page.pane.item.speeches
    page.pane.item._area.ensureWidgetVisible(listed)
    start = listed.visualRect(listed.rows.index(0, 0)).center()
    target = page.board.viewport().mapToGlobal(area(page, "Achievements and plans, part 2").center())
    drag(listed.viewport(), start, listed.viewport().mapFromGlobal(target))
    wait_until(lambda: item(page, "Opening plenary").codes == ())
    assert len(item(page, "Achievements and plans, part 2").codes) == 6
    window.undo()
    wait_until(lambda: item(page, "Opening plenary").codes == ("LAO",))


def test_a_contribution_goes_to_the_next_session_by_keys_and_is_removed(page):
    choose(page, "Achievements and plans, part 1")
    listed = page.pane.item.speeches
    wait_until(lambda: listed.rows.rowCount() == 5)
    listed.setCurrentIndex(listed.rows.index(0, 0))
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down, ALT)
    wait_until(lambda: len(item(page, "Achievements and plans, part 1").codes) == 4)
    wait_until(lambda: listed.rows.rowCount() == 4)
    listed.setCurrentIndex(listed.rows.index(0, 0))
    QTest.keyClick(listed, Qt.Key.Key_Return)
    wait_until(lambda: page.pane.currentWidget() is page.pane.form)
    QTest.keyClick(page.pane.form, Qt.Key.Key_Escape)
    assert page.pane.currentWidget() is page.pane.item
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    wait_until(lambda: len(item(page, "Achievements and plans, part 1").codes) == 3)


def test_a_removed_session_leaves_its_contributions_in_the_summary(page):
    choose(page, "Achievements and plans, part 3")
    page.remove()
    wait_until(lambda: page.pane.summary.open_ones.rows.rowCount() == 4)
    assert page.pane.currentWidget() is page.pane.summary


def test_what_looks_odd_is_counted_and_leads_there(page):
    choose(page, "Achievements and plans, part 1")
    page.board.moved.emit(item(page, "Achievements and plans, part 2").id, {"starts": "11:00"})
    wait_until(lambda: page.board.rows.clashing)
    page.board.choose(None)
    wait_until(lambda: page.pane.currentWidget() is page.pane.summary)
    (link,) = page.pane.summary._odd
    assert link.text().strip() == "Room taken twice: 2 items"
    link.click()
    assert page.board.current() in page.board.rows.clashing
    wait_until(lambda: "At the same time in" in page.pane.item._told.text())


def test_find_lets_items_stand_out_and_enter_goes_from_one_to_the_next(page):
    page.search.setText("achiev")
    assert len(page.board.found) == 3
    page._find_next()
    first = page.board.current()
    page._find_next()
    assert page.board.current() != first
    page.search.setText("ພິທີເປີດ")
    page._find_next()
    assert page.board.current() == item(page, "Opening plenary").id
    page.search.clear()
    assert page.board.found is None


def test_an_item_pointed_at_from_elsewhere_is_shown(window, page):
    wanted = item(page, "Dinner").id
    window.show_page("events")
    window.desk.go("programme", wanted)
    wait_until(lambda: page.board.current() == wanted)
    assert page.board.viewport().rect().contains(area(page, "Dinner").topLeft())


def test_the_page_offers_what_can_be_done_with_the_current_item(page):
    page.board.choose(None)
    assert page.actions()[0].words == "Add item"
    choose(page, "Morning")
    words = [action.words for action in page.actions()]
    assert {"Duplicate item", "Remove item", "Open check-in"} <= set(words)
    next(action for action in page.actions() if action.words == "Duplicate item").do()
    wait_until(lambda: sum(i.title == "Morning" for i in page.board.rows.items) == 3)


def test_nothing_of_the_page_becomes_a_window_of_its_own(window, page):
    for title in ("Morning", "Opening plenary"):
        choose(page, title)
        page.pane.add_speech()
        live(60)
        page.pane._leave_form()
    page.board.choose(None)
    live(60)
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window]


def test_a_line_tells_where_the_day_stands_now(window, page, monkeypatch):
    board = page.board
    noon = datetime(2024, 5, 29, 11, 40, tzinfo=ZoneInfo("Asia/Almaty"))
    column, red = board.plan.columns[0], QColor(window.desk.theme.palette.red)
    place = QPoint(column.left + column.width - 3, board.plan.top_of(12 * 60 + 40)) + board.origin()
    shades = []
    for when in (noon, noon + timedelta(hours=1)):
        monkeypatch.setattr(
            window.desk, "stamp", lambda when=when: Stamp("Noy", int(when.timestamp() * 1000))
        )
        shades.append(board.viewport().grab().toImage().pixelColor(place).name())
    assert (shades[0] == red.name(), shades[1] == red.name()) == (False, True)
