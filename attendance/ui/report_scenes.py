"""States of the reports page, one after the other, each settled."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from attendance.domain.errors import Refused
from attendance.reports.missing import Missing
from attendance.ui.main_window import MainWindow
from attendance.ui.pages.reports.needs import ELSEWHERE, REPORT
from attendance.ui.staging import settle, wait_for


def report_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """One report with its preview, something done on another page, and a report that was saved."""
    window.show_page("reports")
    page = window.pages["reports"]
    page.needs.choose(REPORT, "attendance-matrix")
    wait_for(lambda: page.paper.pages > 0)
    settle(window)
    yield "reports-matrix", window
    page.needs.choose(REPORT, "list-of-participants")
    none = Missing("signed-sheets", Refused("no_scans"))
    full = Refused("report_disk_full", name="nomination-list-KAZ.docx", path="/media/stick/for-the-host")
    page.done.tell(["list-of-participants.xlsx"], [Missing("nomination-list", full, 13), none])
    settle(window)
    yield "reports-saved", window
    page.done.tell([], [Missing("certificates", Refused("nobody_certified")), none])
    settle(window)
    yield "reports-nothing-saved", window
    page.needs.choose(ELSEWHERE, "badges")
    settle(window)
    yield "reports-badges", window
