"""A list goes in from the first click to the open event, by mouse alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QFileDialog

from attendance.ui.dialogs.import_dialog import ImportDialog
from tests.tours.hands import Hands
from tests.ui.conftest import wait_until


@pytest.fixture
def hands(window, application, tmp_path):
    """Hands at the window; the file dialog begins in a folder with one list in it."""
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "seminar.csv").write_text("Name,Country\nAruna Sample,Laos\nBorann Sample,Cambodia\n", "utf-8")
    window.desk.settings.put("folder", str(folder))
    window.activateWindow()
    wait_until(window.isActiveWindow)
    return Hands(application)


def dialog(window) -> ImportDialog:
    wait_until(lambda: window.findChild(ImportDialog) is not None)
    return window.findChild(ImportDialog)


def settled(found: ImportDialog, page) -> None:
    wait_until(lambda: found.page is page and not found._waiting.running, 60)


def test_with_the_mouse_alone(window, hands):
    hands.click_on(hands.find("Events", QAbstractButton))
    hands.click_on(hands.find("Import list", QAbstractButton))
    found = dialog(window)
    hands.click_on(found.drop.choose)
    chooser = hands.until(lambda: window.findChild(QFileDialog), "the file dialog")
    tree = chooser.findChild(QAbstractItemView, "treeView")
    index = hands.until(lambda: _row(tree, "seminar.csv"), "the list in its folder")
    hands.click_on(tree.viewport(), tree.visualRect(index))
    hands.click_on(next(b for b in chooser.findChildren(QAbstractButton) if b.text() == "Choose"))
    settled(found, found.columns)
    events = found.columns.options_pane.event
    hands.click_on(events)
    _pick(hands, events, "A new event")
    hands.click_on(found.primary)
    settled(found, found.rows)
    hands.click_on(found.primary)
    settled(found, found.outcome)
    hands.click_on(found.primary)
    wait_until(lambda: window.desk.event.title == "seminar")


def _row(tree: QAbstractItemView, name: str):
    model, root = tree.model(), tree.rootIndex()
    rows = (model.index(row, 0, root) for row in range(model.rowCount(root)))
    return next((index for index in rows if index.data() == name), None)


def _pick(hands: Hands, box: QComboBox, words: str) -> None:
    view = box.view()
    hands.until(view.isVisible, "the choices")
    index = next(view.model().index(row, 0) for row in range(box.count()) if box.itemText(row) == words)

    def picked() -> bool:
        if view.isVisible():  # Qt takes no click for a moment after the list has opened
            spot = view.visualRect(index).center()
            QTest.mouseMove(view.viewport(), spot)
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        return box.currentText() == words

    hands.until(picked, f"“{words}” chosen")
