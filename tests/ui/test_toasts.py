"""Where toasts stand."""

import pytest
from PySide6.QtCore import QPoint, QRect

from attendance.domain.kinds import new_id
from attendance.ui.toast import Toast
from tests.ui.conftest import wait_until
from tests.ui.test_door_hand import Door


@pytest.mark.parametrize("width", [1093, 1366])
def test_no_toast_stands_over_what_a_verdict_asks_for(window, owner, width):
    window.resize(width, 614)
    door = Door(window, owner)
    door.scan("5")
    window.toasts.show("Said before the next scan, in many words: " * 3, new_id())
    door.scan("5")
    toast = window.findChild(Toast)
    wait_until(lambda: door.panel.isVisible() and door.panel.height() > 40)
    over = QRect(door.panel.mapToGlobal(QPoint(0, 0)), door.panel.size())
    assert not over.intersects(QRect(toast.mapToGlobal(QPoint(0, 0)), toast.size()))
    assert toast.mapTo(window, toast.rect().bottomRight()).x() < window.width()
    window.show_page("events")
    wait_until(lambda: toast.geometry().center().x() < window.width() * 0.6)
