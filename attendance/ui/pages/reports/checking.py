"""What does not agree in the event, looked for again when the file has changed."""

from PySide6.QtCore import QObject

from attendance.ui.desk import Desk
from attendance.ui.dialogs.report_form import ReportForm
from attendance.ui.error_bar import told
from attendance.ui.pages.reports.latest import Latest

CHECK = "attendance.reports.consistency:check_file"


class Checking(QObject):
    """Shows its findings on a form.

    Attributes:
        wanted: something has changed since it looked.
    """

    def __init__(self, desk: Desk, form: ReportForm) -> None:
        super().__init__(form)
        self._desk, self._form, self.wanted = desk, form, True
        self._latest = Latest(self)

    def look(self) -> None:
        """Look, where that is wanted."""
        desk = self._desk
        if not self.wanted or desk.event is None:
            return
        self.wanted = False
        self._latest.stop()
        job = desk.work.heavy(
            self, CHECK, str(desk.work.database.path), desk.event.id, desk.texts.language,
            then=self._form.show_findings, failed=self._not_looked,
            title=desk.texts("Looking for what does not agree"),
        )  # fmt: skip
        self._latest.hold(job)

    def _not_looked(self, error: Exception) -> None:
        if getattr(error, "code", "") != "stopped":
            self._form.show_findings([told(self._desk.texts, error)])
