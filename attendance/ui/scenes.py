"""Every page and dialog of the window over the sample event, one after the other, each settled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.domain.quorum import Quorum
from attendance.ui.badge_scenes import badge_scenes
from attendance.ui.certificate_scenes import certificate_scenes
from attendance.ui.chooser import Chooser
from attendance.ui.command_palette import CommandPalette
from attendance.ui.desk_scenes import desk_scenes
from attendance.ui.dialogs.restore_dialog import RestoreDialog
from attendance.ui.door_scenes import door_scenes
from attendance.ui.edited_scenes import edited_scenes
from attendance.ui.first_start import FirstStart
from attendance.ui.import_scenes import import_scenes
from attendance.ui.letterhead_scenes import letterhead_scenes
from attendance.ui.list_scenes import list_scenes
from attendance.ui.main_window import MainWindow
from attendance.ui.pages.delegations.filters import View
from attendance.ui.report_scenes import report_scenes
from attendance.ui.rules_scenes import rules_scenes
from attendance.ui.scanner_scenes import scanner_scenes
from attendance.ui.scenes_crew import clock_scenes, crew_scenes, practice_scenes, view_scenes
from attendance.ui.sheet_scenes import sheet_scenes
from attendance.ui.staging import rest, settle, wait_for
from attendance.ui.taking_scenes import taking_scenes

Scenes = Iterator[tuple[str, QWidget]]


def scenes(window: MainWindow) -> Scenes:
    """Everything the window over the sample event can show."""
    for key in window.pages:
        window.show_page(key)
        settle(window)
        yield key, window
    yield from _events(window)
    yield from _overview(window)
    yield from _programme(window)
    yield from rules_scenes(window)
    yield from _delegations(window)
    yield from _delegates(window)
    yield from _settings(window)
    yield from door_scenes(window)
    yield from sheet_scenes(window)
    yield from desk_scenes(window)
    yield from _over(window)
    yield from dialogs(window)
    yield from import_scenes(window)
    yield from edited_scenes(window)
    yield from list_scenes(window)
    yield from taking_scenes(window)
    yield from badge_scenes(window)
    yield from certificate_scenes(window)
    yield from report_scenes(window)
    yield from crew_scenes(window)
    yield from practice_scenes(window)
    yield from view_scenes(window)
    yield from clock_scenes(window)
    yield from _first_minutes(window)


def empty_scenes(window: MainWindow) -> Scenes:
    """Every page while there is no event."""
    for key in window.pages:
        window.show_page(key)
        settle(window)
        yield f"{key}-empty", window


def _overview(window: MainWindow) -> Scenes:
    window.show_page("overview")
    board = window.pages["overview"].board
    board.span.choose("day")
    board.span.chosen.emit("day")
    board.verticalScrollBar().setValue(board.verticalScrollBar().maximum())
    settle(window)
    yield "overview-below", window


def _programme(window: MainWindow) -> Scenes:
    window.show_page("programme")
    page = window.pages["programme"]
    wait_for(lambda: page.board.rows.items)
    page.board.choose(next(item.id for item in page.board.rows.items if len(item.codes) > 1))
    settle(window)
    yield "programme-item", window
    page.pane.open_speech(page.pane.item.speeches.rows.speeches[0].id)
    settle(window)
    yield "programme-contribution", window
    page.board.choose(None)
    page.add()
    yield "programme-adding", window
    page.board.title.hide()
    page.board.put_back()


def _delegates(window: MainWindow) -> Scenes:
    window.show_page("delegates")
    page = window.pages["delegates"]
    wait_for(lambda: page.table is not None and page.table.model().rowCount() > 0)
    wait_for(lambda: page.table.model().row(0) is not None)
    page.table.selectRow(min(4, page.table.model().rowCount() - 1))
    page.table.setFocus()
    settle(window)
    yield "delegates-chosen", window
    page.search.setText("kaz")
    page.search.setFocus()
    rest(200)
    settle(window)
    yield "delegates-search", window
    page.search.clear()
    wait_for(lambda: page.filters.words.choices.delegations)
    settle(window)
    page.filters._open("delegation")
    rest(150)
    chooser = page.filters.findChild(Chooser)
    yield "delegates-choice", chooser
    chooser.close()
    page.filters.choose("delegation", ("KAZ", "LAO"))
    page.filters.require("missing_sex")
    settle(window)
    yield "delegates-narrowed", window
    page.filters.clear()
    settle(window)
    page.table.selectAll()
    settle(window)
    yield "delegates-many", window
    page.table.clearSelection()
    page.adding.open()
    settle(window)
    yield "delegates-adding", window
    page.adding.hide()
    page.table.selectRow(0)
    narrow = page.pane.isHidden()
    if narrow:
        page._turn_pane()
    settle(window)
    yield "delegates-pane", window
    page.pane.turn_wide()
    settle(window)
    yield "delegates-wide", window
    page.pane.turn_wide()
    if narrow:
        page._turn_pane()
    settle(window)


def _delegations(window: MainWindow) -> Scenes:
    window.show_page("delegations")
    page = window.pages["delegations"]
    for view in (View.LIST, View.FOLLOW_UPS, View.TILES):
        page.show_view(view)
        settle(window)
        yield f"delegations-{view.value.replace('_', '-')}", window
    page.show_target(page.board.grid.tiles[0].id)
    for number in range(6):
        page.detail.show_tab(number)
        settle(window)
        yield f"delegation-{number + 1}", window
    page.detail.back_wanted.emit()


def _settings(window: MainWindow) -> Scenes:
    keeper = window.desk.keeper
    keeper.keep()
    wait_for(lambda: keeper.minutes() is not None)
    window.show_page("settings")
    for key in window.pages["settings"].sections:
        window.desk.go("settings", key)
        settle(window)
        yield f"settings-{key}", window
    yield from scanner_scenes(window)
    yield from letterhead_scenes(window)


def _first_minutes(window: MainWindow) -> Scenes:
    first = FirstStart(window)
    settle(window)
    yield "first-start", window
    first.ask_beginning()
    settle(window)
    yield "first-start-beginning", window
    first.leave()


def _over(window: MainWindow) -> Scenes:
    """What comes over any page: toasts, an error, the palette, a file held over it."""
    window.show_page("delegates")
    window.desk.say(window.desk.texts("Taken back."))
    window.desk.say(f"Ms. Aigerim SAMPLE · {window.desk.session_title(window.desk.session)}", new_id())
    window.show_error(Refused("disk_full", path="/media/stick/attendance.db"))
    rest(100)
    yield "said", window
    window.errors.hide()
    window.toasts.clear()
    window.openings.show_palette()
    palette = next(one for one in window.findChildren(CommandPalette) if one.isVisible())
    rest(60)
    yield "palette", window
    palette.field.setText("la")
    rest(150)
    settle(window)
    yield "palette-typed", window
    palette.close()
    brought = QMimeData()
    for name in ("list of participants.xlsx", "talk.mp3"):
        brought.setUrls([QUrl.fromLocalFile(name)])
        window.drop.cover(brought)
        yield f"drop-{Path(name).suffix[1:]}", window
        window.drop.hide()


def _events(window: MainWindow) -> Scenes:
    window.show_page("events")
    page = window.pages["events"]
    page.show_details(window.desk.event.id)
    settle(window)
    yield "events-details", window
    page.details.letters.begin()
    rest(50)
    page.details.show_letters()
    settle(window)
    yield "events-letter", window
    page.show_list()
    yield from _quorum(window)


def _quorum(window: MainWindow) -> Scenes:
    """The rule among the event's details, and what the overview says of it."""
    page = window.pages["events"]
    page.show_details(window.desk.event.id)
    settle(window)
    page.details.quorum.edited.emit(Quorum())
    wait_for(lambda: page.details.quorum.threshold.isVisible())
    area = page.details.findChild(QScrollArea)
    area.ensureWidgetVisible(page.details.quorum)
    settle(window)
    yield "events-quorum", window
    window.show_page("overview")
    wait_for(lambda: window.pages["overview"].board.quorum.isVisible())
    settle(window)
    yield "overview-quorum", window
    page.details.quorum.edited.emit(None)
    wait_for(lambda: not window.pages["overview"].board.quorum.isVisible())
    window.show_page("events")
    page.show_list()
    window.toasts.clear()


def dialogs(window: MainWindow) -> Scenes:
    """Every dialog as it opens."""
    events, doors = window.pages["events"], window.pages["delegates"].pane._doors
    for name, opening in (
        ("new-event", window.new_event),
        ("duplicate-event", partial(events.duplicate, window.desk.event.id)),
        ("invite", partial(events.invite, new_id())),  # to an event nobody of the sample is at
        ("delegations", window.pages["delegations"].add),
        ("fields", doors.open_fields),
        ("doubles", doors.open_all_doubles),
        ("companion", doors.choose_companion),
        ("restore", partial(_restore, window)),
        ("import", window.import_list),
        ("shortcuts", window.openings.show_shortcuts),
    ):
        with _dialog(window, opening) as dialog:
            yield f"dialog-{name}", dialog


def _restore(window: MainWindow) -> None:
    newest = max(window.desk.keeper.folder.glob("*.db"))
    RestoreDialog(window.desk, newest, window).show()


@contextmanager
def _dialog(window: MainWindow, opening: Callable[[], object]) -> Iterator[QWidget]:
    opening()
    rest(200)
    settle(window)
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    dialog = next(shown, None)
    if dialog is None:
        raise TimeoutError("no dialog opened")
    try:
        yield dialog
    finally:
        dialog.close()
        rest(50)
