"""What a dialog shows while its work is done elsewhere: what, how far, Stop."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from attendance.ui.desk import Desk
from attendance.ui.job import Job
from attendance.ui.parts import button, lay, words

WIDTH = 420


class Waiting(QWidget):
    """One job at a time; the window stays free for everything else."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._texts = desk.texts
        self._job: Job | None = None
        self._title = words("", "heading")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(WIDTH)
        self._doing = words("", "muted")
        self.stop = button(desk.theme, desk.texts("Stop"), pressed=self.stop_job)
        column = lay(QVBoxLayout(self), margins=(24, 24, 24, 24), spacing=16)
        column.addStretch(2)
        for part in (self._title, self._bar, self._doing):
            column.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addWidget(self.stop, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    @property
    def running(self) -> bool:
        return self._job is not None

    def watch(self, job: Job) -> None:
        """Show how far this job is, until it ends."""
        self._job = job
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)
        self.say(job.title)
        self.stop.setEnabled(True)
        self.stop.show()

    def say(self, title: str) -> None:
        """Something is done that takes a moment and cannot be stopped."""
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._doing.setText(" ")
        self._bar.setRange(0, 0)
        self.stop.hide()

    @Slot()
    def stop_job(self) -> None:
        """Ask the job to end; what it had begun to write is taken back."""
        if self._job is not None:
            self._job.stop()
            self.stop.setEnabled(False)
            self._doing.setText(self._texts("Stopping…"))

    @Slot(int, int, str)
    def _progressed(self, done: int, total: int, label: str) -> None:
        if self.sender() is not self._job or not self.stop.isEnabled():
            return
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        texts = self._texts
        if total:
            count = texts("{done} of {total}", done=texts.number(done), total=texts.number(total))
        else:
            count = texts.number(done) if done else ""
        self._doing.setText(" · ".join(part for part in (texts(label), count) if part) or " ")

    @Slot()
    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
