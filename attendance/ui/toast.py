"""What was just done, at the foot of the window, with Undo beside it."""

import time
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from attendance.language import Texts
from attendance.ui.parts import button, lay, words
from attendance.ui.theme import Theme

AT_LEAST = 20.0
MOST = 3
GAP = 8


class Toast(QFrame):
    """One line and its Undo.

    Attributes:
        undo_asked: the action to take back.
        born: when it came (monotonic seconds).
    """

    undo_asked = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, said: str, action: UUID | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.action, self.born = action, time.monotonic()
        row = lay(QHBoxLayout(self), margins=(16, 6, 8 if action else 16, 6), spacing=12)
        label = words(said)
        label.setMaximumWidth(560)
        row.addWidget(label)
        if action is not None:
            undo = button(theme, texts("Undo"), pressed=self._undo)
            row.addWidget(undo)
        self.setAccessibleName(said)

    @Slot()
    def _undo(self) -> None:
        self.undo_asked.emit(self.action)


class Toasts(QObject):
    """Keeps the newest toast until the next action, and every toast for at least twenty seconds.

    Attributes:
        undo_asked: the action to take back.
    """

    undo_asked = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._texts, self._over = theme, texts, over
        self._shown: list[Toast] = []
        self.lift = 48
        over.installEventFilter(self)

    def show(self, said: str, action: UUID | None = None) -> None:
        """Add one; those that had their time go."""
        now = time.monotonic()
        young = [toast for toast in self._shown if now - toast.born < AT_LEAST]
        for toast in self._shown:
            if toast not in young[1 - MOST :]:
                toast.deleteLater()
                toast.hide()
        fresh = Toast(self._theme, self._texts, said, action, self._over)
        fresh.undo_asked.connect(self._undo)
        self._shown = [*young[1 - MOST :], fresh]
        fresh.show()
        fresh.raise_()
        self._place()

    def forget(self, action: UUID) -> None:
        """Its action was taken back, so its Undo is of no more use."""
        for toast in [one for one in self._shown if one.action == action]:
            self._shown.remove(toast)
            toast.hide()
            toast.deleteLater()
        self._place()

    def clear(self) -> None:
        """Take all of them away."""
        for toast in self._shown:
            toast.hide()
            toast.deleteLater()
        self._shown = []

    @Slot(object)
    def _undo(self, action: UUID) -> None:
        self.forget(action)
        self.undo_asked.emit(action)

    def _place(self) -> None:
        bottom = self._over.height() - self.lift
        for toast in reversed(self._shown):
            toast.adjustSize()
            bottom -= toast.height()
            toast.move((self._over.width() - toast.width()) // 2, bottom)
            bottom -= GAP

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
