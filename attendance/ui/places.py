"""The places of the window: their words for the rail, and their pages, tied to what the window does."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from attendance.language import Texts
from attendance.ui.camera_view import CameraView
from attendance.ui.page_stack import PageStack
from attendance.ui.pages.checkin.page import CheckinPage
from attendance.ui.pages.delegates.page import DelegatesPage
from attendance.ui.pages.delegations.page import DelegationsPage
from attendance.ui.pages.events.page import EventsPage
from attendance.ui.pages.overview.page import OverviewPage
from attendance.ui.pages.programme.page import ProgrammePage
from attendance.ui.pages.reports.page import ReportsPage
from attendance.ui.pages.settings.page import SettingsPage
from attendance.ui.pages.sheets.page import SheetsPage
from attendance.ui.rail import Place

if TYPE_CHECKING:
    from attendance.ui.main_window import MainWindow


RAIL_OF = {"sheets": "reports"}
"""The place that is marked while a page is shown that has none of its own."""


def places(texts: Texts) -> tuple[Place, ...]:
    """The places of the rail, in order."""
    return (
        Place("events", texts("Events"), "events"),
        Place("overview", texts("Overview"), "overview"),
        Place("programme", texts("Programme"), "programme"),
        Place("delegations", texts("Delegations"), "delegations"),
        Place("delegates", texts("Delegates"), "delegates"),
        Place("checkin", texts("Check-in"), "checkin"),
        Place("reports", texts("Reports"), "reports"),
        Place("settings", texts("Settings"), "settings"),
    )


def title_of(texts: Texts, key: str) -> str:
    """What a page is called, with a place of the rail or without."""
    titles = {place.key: place.words for place in places(texts)}
    return titles.get(key) or texts("Sheets to sign")


def build_pages(window: "MainWindow") -> PageStack:
    """All pages anew, in the order of the rail; each is built when it is first seen."""
    desk = window.desk
    makers = {
        "events": partial(_events, window),
        "overview": partial(OverviewPage, desk),
        "programme": partial(_programme, window),
        "delegations": partial(DelegationsPage, desk),
        "delegates": partial(_delegates, window),
        "checkin": partial(_checkin, window),
        "reports": partial(_reports, window),
        "settings": partial(_settings, window),
        "sheets": partial(_sheets, window),  # no place of the rail: reached from check-in and reports
    }
    return PageStack(desk, makers, RAIL_OF)


def _events(window: "MainWindow") -> EventsPage:
    made = EventsPage(window.desk)
    made.new_wanted.connect(window.new_event)
    made.import_wanted.connect(window.import_list)
    made.opened.connect(window.open_event)
    return made


def _programme(window: "MainWindow") -> ProgrammePage:
    made = ProgrammePage(window.desk)
    made.import_wanted.connect(window.openings.import_programme)
    return made


def _delegates(window: "MainWindow") -> DelegatesPage:
    made = DelegatesPage(window.desk)
    made.import_wanted.connect(window.import_list)
    made.report_wanted.connect(window.write_report)
    made.rows_pasted.connect(window.import_list)
    return made


def _checkin(window: "MainWindow") -> CheckinPage:
    made = CheckinPage(window.desk)
    made.taken_back.connect(window.tell_undone)
    made.verdict_shown.connect(window.flash_verdict)
    made.verdict_shown.connect(window.openings.badge_at_entry)
    view = CameraView(window.desk, window.inputs.camera)
    made.last.layout().addWidget(view, alignment=Qt.AlignmentFlag.AlignHCenter)
    return made


def _reports(window: "MainWindow") -> ReportsPage:
    made = ReportsPage(window.desk)
    made.print_wanted.connect(window.openings.print_pages)
    return made


def _sheets(window: "MainWindow") -> SheetsPage:
    made = SheetsPage(window.desk)
    made.print_wanted.connect(window.openings.print_sheets)
    made.import_wanted.connect(window.openings.import_attendance)
    made.undo_asked.connect(window.undo)
    return made


def _settings(window: "MainWindow") -> SettingsPage:
    made = SettingsPage(window.desk)
    made.language_chosen.connect(window.speak)
    return made
