"""Scans in the whole window: over menus, and with what the scanner was seen to add."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from attendance.domain.badge_code import new_code
from attendance.domain.scan import Word
from tests.ui.conftest import wait_until

CODE = new_code(lambda below: 2_938_475_610)


@pytest.fixture
def door(window):
    """The check-in page with what it was told."""
    page = window.pages["checkin"]
    page.told = []
    page.verdict_shown.connect(page.told.append)
    return page


def press(window, text, key=Qt.Key.Key_unknown, at=1):
    """One key whose position nobody tells, pressed and let go at ``at`` ms."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 0, 0, 0, text)
        event.setTimestamp(at)
        QCoreApplication.sendEvent(window, event)


def scan(window, text, at=1_000):
    for place, sign in enumerate(text):
        press(window, sign, at=at + 6 * place)
    press(window, "\r", Qt.Key.Key_Return, at + 6 * len(text))


def test_a_menu_that_is_open_closes_over_the_verdict_and_nothing_in_it_is_chosen(window, door):
    window.show_page("delegates")
    menu, chosen = QMenu(window), []
    menu.triggered.connect(chosen.append)
    for number in range(10):
        menu.addAction(f"{number} of it")
    menu.popup(window.mapToGlobal(QPoint(200, 200)))
    window.scanner._hear(menu.windowHandle())
    scan(menu.windowHandle(), CODE)
    wait_until(lambda: door.told)
    assert door.told[0].word is Word.UNKNOWN
    assert (menu.isVisible(), chosen, window._shown()) == (False, [], "checkin")


def test_letters_of_the_open_layout_are_booked_where_no_position_is_told(window, door):
    wait_until(lambda: window.desk.session is not None)
    scan(window.windowHandle(), "".join("ຂຢຟໂຖຸູຄຕຈ"[int(digit)] for digit in CODE))
    wait_until(lambda: door.told)
    assert (door.told[0].word, door.told[0].code) == (Word.UNKNOWN, CODE)


def test_what_the_scanner_adds_is_remembered_for_the_next_start(window, door):
    press(window.windowHandle(), "k", at=990)
    scan(window.windowHandle(), CODE)
    wait_until(lambda: door.told)
    assert tuple(window.desk.settings.get("scanner_prefix")) == ("k",)
