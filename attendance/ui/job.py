"""One long piece of work, as the window sees it: how far it is, and a way to stop it."""

import threading

from PySide6.QtCore import QObject, Signal

from attendance.domain.errors import Refused


class Job(QObject):
    """Made on the window's thread, ticked on another.

    Attributes:
        title: what is being done, already in the reader's language.
        progressed: done, total (0 = not known), label.
        ended: it is over, well or not.
    """

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.over = False
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Ask it to end at its next stopping point; what it had begun to write is rolled back."""
        self._stopped.set()

    def tick(self, done: int, total: int, label: str = "") -> None:
        """Called by the work itself.

        Raises:
            Refused: ``stopped``.
        """
        if self._stopped.is_set():
            raise Refused("stopped")
        self.progressed.emit(done, total, label)

    def end(self) -> None:
        """Told by ``Work`` when the answer is in."""
        self.over = True
        self.ended.emit()
        self.deleteLater()
