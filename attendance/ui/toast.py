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
NARROW = 180
EDGE = 24
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
        self._label = words(said, wrap=True)
        self._row.addWidget(self._label)
        self.setAccessibleName(said)

    def fit(self, widest: int) -> None:
        """As wide as its words on one line, or broken at this width."""
        # A wrapping label has no width of its own.
        needed = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 12
        self._label.setFixedWidth(min(widest, needed))
        self.adjustSize()

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
        self._beside: QWidget | None = None
        over.installEventFilter(self)

    def keep_to(self, column: QWidget | None) -> None:
        """While this column at the right is in sight, stand at its foot and leave the page beside it free."""
        self._beside = column
        if column is not None:
            column.installEventFilter(self)
        self._place()

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
        if not self._shown:
            return
        bottom, width = self._over.height() - self.lift, self._over.width()
        beside = self._beside is not None and self._beside.isVisible()
        for toast in reversed(self._shown):
            toast.fit(NARROW if beside else WIDEST)
            bottom -= toast.height()
            toast.move(width - toast.width() - EDGE if beside else (width - toast.width()) // 2, bottom)
            bottom -= GAP

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return False
