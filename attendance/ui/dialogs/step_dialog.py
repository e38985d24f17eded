"""One window for a work of several steps: head, page, foot; never in the way of the other windows."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from attendance.domain.errors import Refused
from attendance.ui.desk import Desk
from attendance.ui.dialogs.step_trail import StepTrail
from attendance.ui.dialogs.waiting import Waiting
from attendance.ui.error_bar import ErrorBar
from attendance.ui.job import Job
from attendance.ui.parts import button, hairline, lay, words

SIZE = QSize(1000, 640)
AROUND = QSize(40, 64)
SHOWN_AFTER = 300


class StepDialog(QDialog):
    """Pages are shown one at a time; the primary button is the same one throughout.

    Escape stops work that is under way, and closes the window when there is none.

    Attributes:
        back, primary: the buttons of the foot; pages say what they do.
    """

    def __init__(self, desk: Desk, title: str, steps: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.setModal(False)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.desk = desk
        self.resize(SIZE.boundedTo(self.screen().availableSize() - AROUND))
        self._trail = StepTrail(desk.texts, steps)
        self._about = words("", "muted")
        self._errors = ErrorBar(desk.theme, desk.texts)
        self._pages = QStackedWidget()
        self._waiting = Waiting(desk)
        self._pages.addWidget(self._waiting)
        self._left: QWidget | None = None
        self._closing = False
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._patience.timeout.connect(self._show_waiting)
        column = lay(QVBoxLayout(self))
        column.addLayout(self._head(title))
        column.addWidget(hairline())
        column.addWidget(self._errors)
        column.addWidget(self._pages, 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())

    def _head(self, title: str) -> QHBoxLayout:
        row = lay(QHBoxLayout(), margins=(24, 16, 24, 16), spacing=12)
        row.addWidget(words(title, "title"))
        row.addWidget(self._about)
        row.addStretch()
        row.addWidget(self._trail)
        return row

    def _foot(self) -> QHBoxLayout:
        theme, texts = self.desk.theme, self.desk.texts
        row = self.foot_row = lay(QHBoxLayout(), margins=(24, 12, 24, 12), spacing=8)
        self.hint = words("", "muted")
        self.back = button(theme, texts("Back"))
        self.dismiss = button(theme, texts("Close"), pressed=self.reject)
        self.primary = button(theme, "", kind="primary")
        self.primary.setDefault(True)
        row.addWidget(self.hint, 1)
        for part in (self.back, self.dismiss, self.primary):
            row.addWidget(part)
        return row

    def tell_about(self, text: str, whole: str = "") -> None:
        """What the work is about, beside the title."""
        room = max(120, self.width() - 640)
        self._about.setText(self._about.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        self._about.setToolTip(whole)

    def add_page(self, page: QWidget) -> None:
        self._pages.addWidget(page)

    def go(self, page: QWidget, place: int, primary: str = "", *, back: bool = False) -> None:
        """Show a page as the step with this place (from 0); "" hides the primary button."""
        self._patience.stop()
        self._left = None
        self._pages.setCurrentWidget(page)
        self._trail.go(place)
        self.back.setVisible(back)
        self.hint.setText("")
        for part in (self.back, self.dismiss, self.primary):
            part.setEnabled(True)
        self.primary.setVisible(bool(primary))
        self.primary.setText(primary)
        self.primary.setAccessibleName(primary)

    @property
    def page(self) -> QWidget:
        """The page shown, or the one that will be back when the work has ended."""
        return self._left or self._pages.currentWidget()

    # -- work under way --------------------------------------------------------------------------------

    def watch(self, job: Job) -> None:
        """Nothing can be pressed but Stop until the job's answer is in."""
        self._leave()
        self._waiting.watch(job)

    def hold(self, said: str) -> None:
        """The same for work that is short and cannot be stopped, until ``rest``."""
        self._leave()
        self._waiting.say(said)

    def _leave(self) -> None:
        self._errors.hide()
        self._left = self._pages.currentWidget()
        self._left.setEnabled(False)
        for part in (self.back, self.primary):
            part.setEnabled(False)
        self._patience.start()

    @Slot()
    def _show_waiting(self) -> None:
        self._pages.setCurrentWidget(self._waiting)
        if self._waiting.running:
            self._waiting.stop.setFocus()

    def rest(self) -> None:
        """The work has ended: the page it was asked from is back."""
        self._patience.stop()
        self.hint.setText("")
        if self._left is not None:
            self._left.setEnabled(True)
            self._pages.setCurrentWidget(self._left)
            self._left = None
        for part in (self.back, self.primary):
            part.setEnabled(True)
        if self._closing:
            super().reject()

    def tell_error(self, error: Exception) -> None:
        """Back to the page, with the sentence above it; a wished-for end needs none."""
        self.rest()
        if not (isinstance(error, Refused) and error.code == "stopped"):
            self._errors.show_error(error)

    def forget_error(self) -> None:
        self._errors.hide()

    # -- the end ---------------------------------------------------------------------------------------

    def open(self) -> None:
        """Never modal: badges are scanned while a list comes in."""
        self.show()

    @Slot()
    def reject(self) -> None:
        """Escape and Close: stop what is under way first."""
        if self._waiting.running:
            self._waiting.stop_job()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._waiting.running:
            # The answer has to come in before the window may go.
            self._closing = True
            self._waiting.stop_job()
            event.ignore()
        else:
            super().closeEvent(event)
