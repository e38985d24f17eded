"""The places of the window: their words for the rail, and their pages, tied to what the window does."""

from typing import TYPE_CHECKING

from attendance.language import Texts
from attendance.ui.page_stack import PageStack
from attendance.ui.pages.checkin import CheckinPage
from attendance.ui.pages.delegates import DelegatesPage
from attendance.ui.pages.delegations import DelegationsPage
from attendance.ui.pages.events import EventsPage
from attendance.ui.pages.overview import OverviewPage
from attendance.ui.pages.programme import ProgrammePage
from attendance.ui.pages.reports import ReportsPage
from attendance.ui.pages.settings import SettingsPage
from attendance.ui.rail import Place

if TYPE_CHECKING:
    from attendance.ui.main_window import MainWindow


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


def build_pages(window: "MainWindow") -> PageStack:
    """All pages anew, in the order of the rail."""
    desk = window.desk
    events, delegates = EventsPage(desk), DelegatesPage(desk)
    checkin, reports = CheckinPage(desk), ReportsPage(desk)
    events.new_wanted.connect(window.new_event)
    events.import_wanted.connect(window.import_list)
    events.opened.connect(window.open_event)
    delegates.import_wanted.connect(window.import_list)
    delegates.report_wanted.connect(window.write_report)
    delegates.rows_pasted.connect(window.import_list)
    checkin.undo_asked.connect(window.undo)
    checkin.verdict_shown.connect(window.flash_verdict)
    reports.report_wanted.connect(window.write_report)
    overview, programme = OverviewPage(desk), ProgrammePage(desk)
    delegations, settings = DelegationsPage(desk), SettingsPage(desk)
    settings.language_chosen.connect(window.speak)
    return PageStack(desk, (events, overview, programme, delegations, delegates, checkin, reports, settings))
