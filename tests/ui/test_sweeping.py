"""Garbage with a widget in it is collected, and only on the window's thread."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from attendance.ui import sweeping


class Circle(QWidget):
    """A widget that holds itself."""

    died_on = ""

    def __init__(self):
        super().__init__()
        self.me = self
        weakref.finalize(self, Circle.gone)

    @classmethod
    def gone(cls):
        cls.died_on = threading.current_thread().name


def test_other_threads_may_allocate_as_they_like_and_widgets_die_on_the_windows_thread(application):
    keeper = QObject()
    sweeping.Sweeper(keeper)
    Circle()
    busy = threading.Thread(target=lambda: [{"n": [n]} for n in range(200_000)], name="busy")
    busy.start()
    busy.join()
    assert Circle.died_on == ""
    things = [[n] for n in range(2 * sweeping.ENOUGH[0])]
    for _ in range(sum(sweeping.ENOUGH[1:]) * 3):
        things += [[n] for n in range(2 * sweeping.ENOUGH[0])]
        sweeping.sweep()
    assert Circle.died_on == threading.main_thread().name
    assert not gc.isenabled()
