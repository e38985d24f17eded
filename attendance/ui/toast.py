"""What was just done, at the foot of the window, with Undo beside it, or Redo after an undo."""

import time
from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from attendance.language import Texts
from attendance.ui.parts import button, lay, words
from attendance.ui.theme import Theme

AT_LEAST = 20.0
WIDEST = 560
MOST = 3
GAP = 8


class Toast(QFrame):
    """One line and its Undo or Redo.

    Attributes:
        undo_asked: the action to take back; redo_asked: what was taken back shall hold again.
        born: when it came (monotonic seconds).
    """

    undo_asked = Signal(object)
    redo_asked = Signal()

    def __init__(self, theme: Theme, said: str, action: UUID | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.action, self.born = action, time.monotonic()
        self._theme = theme
        self._row = lay(QHBoxLayout(self), margins=(16, 6, 16, 6), spacing=12)
        label = words(said, wrap=True)
        # A wrapping label has no width of its own; one line keeps what it needs, more are broken here.
        label.setFixedWidth(min(WIDEST, label.fontMetrics().horizontalAdvance(said) + 12))
        self._row.addWidget(label)
        self.setAccessibleName(said)

    def offer(self, text: str, pressed: Callable[[], None]) -> None:
        """The one button beside the words."""
        self._row.setContentsMargins(16, 6, 8, 6)
        self._row.addWidget(button(self._theme, text, pressed=pressed))

    @Slot()
    def undo(self) -> None:
        self.undo_asked.emit(self.action)

    @Slot()
    def redo(self) -> None:
        self.redo_asked.emit()


class Toasts(QObject):
    """Keeps the newest toast until the next action, and every toast for at least twenty seconds.

    Attributes:
        undo_asked: the action to take back; redo_asked: what was taken back last shall hold again.
    """

    undo_asked = Signal(object)
    redo_asked = Signal()

    def __init__(self, theme: Theme, texts: Texts, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._texts, self._over = theme, texts, over
        self._shown: list[Toast] = []
        self.lift = 48
        over.installEventFilter(self)

    def show(self, said: str, action: UUID | None = None, *, redo: bool = False) -> None:
        """Add one, with Undo of the action or with Redo; those that had their time go."""
        now = time.monotonic()
        young = [toast for toast in self._shown if now - toast.born < AT_LEAST]
        for toast in self._shown:
            if toast not in young[1 - MOST :]:
                toast.deleteLater()
                toast.hide()
        fresh = Toast(self._theme, said, action, self._over)
        if redo:
            fresh.offer(self._texts("Redo"), fresh.redo)
            fresh.redo_asked.connect(self._redo)
        elif action is not None:
            fresh.offer(self._texts("Undo"), fresh.undo)
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

    @Slot()
    def _redo(self) -> None:
        self.clear()
        self.redo_asked.emit()

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
