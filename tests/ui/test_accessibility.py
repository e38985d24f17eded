"""What a screen reader is told: the accessibility tree of every page and dialog, read as it stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from attendance.ui.staging import settle
from tests.ui.conftest import live, wait_until

PAGES = (
    *("events", "overview", "programme", "delegations", "delegates", "checkin", "reports", "settings"),
    "sheets",
)
SPOKEN = {
    *(QAccessible.Role.PushButton, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton),
    *(QAccessible.Role.EditableText, QAccessible.Role.ComboBox, QAccessible.Role.SpinBox),
    *(QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree, QAccessible.Role.Slider),
}
INPUTS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractItemView)


def tree(widget):
    """(role, name, path) of everything a screen reader can come to below this widget."""
    found, line = [], [(QAccessible.queryAccessibleInterface(widget), "")]
    while line:
        node, path = line.pop()
        if node is None or not node.isValid():
            continue
        state = node.state()
        if state.invisible and path:
            continue
        name = node.text(QAccessible.Text.Name)
        what = type(node.object()).__name__ if node.object() is not None else node.role().name
        found.append((node.role(), name, f"{path}/{what}", state))
        if node.role() not in (QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.ComboBox):
            line += [(node.child(place), found[-1][2]) for place in range(min(node.childCount(), 400))]
    return found


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_can_be_operated_has_a_name_in_the_tree(window, page):
    window.show_page(page)
    settle(window)
    seen = tree(window)
    nameless = [path for role, name, path, state in seen if role in SPOKEN and state.focusable and not name]
    assert nameless == []
    assert sum(role in SPOKEN for role, *_ in seen) > 8  # the rail at least, or nothing was read


@pytest.mark.parametrize("page", PAGES)
def test_every_control_that_is_seen_is_reached_with_tab(window, page):
    window.show_page(page)
    settle(window)
    shown = [
        one
        for one in window.page.findChildren(QWidget)
        if isinstance(one, INPUTS) and one.isVisible() and one.isEnabled() and _stands_alone(one)
        if not one.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # only to be read
    ]
    mouse_only = [
        f"{type(one).__name__} {one.accessibleName()!r}"
        for one in shown
        if not one.focusPolicy() & Qt.FocusPolicy.TabFocus and not _is_walked_with_arrows(one)
    ]
    assert mouse_only == []


def test_tab_walks_through_the_whole_window_and_comes_back(window):
    window.show_page("delegates")
    wait_until(lambda: window.page.table is not None)
    settle(window)
    window.rail.take_focus()
    first, walked = QApplication.focusWidget(), []
    for _ in range(200):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        live(1)
        here = QApplication.focusWidget()
        if here is first or here in walked:
            break
        walked.append(here)
    assert any(isinstance(one, QLineEdit) for one in walked)
    assert all(_told(one) for one in walked), [type(one).__name__ for one in walked if not _told(one)]


@pytest.mark.parametrize("opening", ["new_event", "import_list"])
def test_dialogs_are_told_too(window, opening):
    getattr(window, opening)()
    settle(window)
    dialog = next(
        one for one in QApplication.topLevelWidgets() if one.inherits("QDialog") and one.isVisible()
    )
    seen = tree(dialog)
    nameless = [path for role, name, path, state in seen if role in SPOKEN and state.focusable and not name]
    assert nameless == []
    dialog.close()
    wait_until(lambda: not dialog.isVisible())


def _told(widget):
    node = QAccessible.queryAccessibleInterface(widget)
    return node is not None and bool(node.text(QAccessible.Text.Name))


def _is_walked_with_arrows(widget):
    """One of a group of which one is chosen: Tab comes to the chosen one, arrows to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and group.checkedButton() not in (None, widget)


def _stands_alone(widget):
    """Not a part that Qt or a control of ours puts into another; those are reached through it."""
    above = widget.parentWidget()
    inside = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
    while above is not None and not above.isWindow():
        if isinstance(above, inside):
            return False
        above = above.parentWidget()
    return True
