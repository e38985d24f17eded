"""Work of which only the newest counts, and which others need not wait for."""

from PySide6.QtCore import QObject, Signal, Slot

from attendance.ui.job import Job
from attendance.ui.work import Work


class Latest(QObject):
    """Holds one job at the most.

    Attributes:
        free: other work, for which the job was stopped, is over.
    """

    free = Signal()

    def __init__(self, parent: QObject, gives_way_to: Work | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        if gives_way_to is not None:
            gives_way_to.began.connect(self._give_way)

    @property
    def busy(self) -> bool:
        """Whether the job is under way."""
        return self._job is not None

    def stop(self) -> None:
        """Nobody waits for it any more."""
        if self._job is not None:
            self._job.stop()
            self._job = None

    def hold(self, job: Job) -> None:
        """The job that was begun just now, after ``stop``."""
        self._job = job
        job.ended.connect(self._ended)

    @Slot(object)
    def _give_way(self, job: Job) -> None:
        if self._job is not None and job is not self._job:
            self.stop()
            job.ended.connect(self.free)

    @Slot()
    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
