"""Collects Python's cyclic garbage on the window's thread only: a widget must not die on another one."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY = 1000
ENOUGH = (700, 10, 10)
"""Objects, then sweeps of the younger generation, after which a generation is swept."""


class Sweeper(QObject):
    """Takes the place of Python's own collector, which runs on whatever thread happens to allocate."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        if not gc.get_freeze_count():
            gc.freeze()  # what the program itself is made of never dies: sweeping it would hold the window
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._sweep)
        self._timer.start()

    @Slot()
    def _sweep(self) -> None:
        sweep()


def sweep() -> None:
    """Sweep the oldest generation that has waited long enough, if any."""
    waiting = [age for age, count in enumerate(gc.get_count()) if count > ENOUGH[age]]
    if waiting:
        gc.collect(waiting[-1])
