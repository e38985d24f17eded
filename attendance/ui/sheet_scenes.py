"""The scenes of the sheets to sign: none yet, the list, one being typed in, what differs, printing."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from attendance.commands.checkin import check_in
from attendance.commands.sheets import Line, NewSheet, mark_typed, print_sheets, type_lines
from attendance.domain.kinds import Mark
from attendance.domain.paper import Marked
from attendance.queries import sheets
from attendance.queries.delegates import delegates
from attendance.queries.listing import EVERYTHING, ids, page
from attendance.queries.programme import presenters
from attendance.ui.keeper import SECOND_PLACE
from attendance.ui.main_window import MainWindow
from attendance.ui.pages.sheets.grid import Draft
from attendance.ui.pages.sheets.page import UNLIKE
from attendance.ui.staging import rest, settle, wait_for


def sheet_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Every state of the sheets page over the sample event."""
    shown, done = window.pages["sheets"], list[object]()
    window.show_page("sheets")
    settle(window)
    yield "sheets-none", window
    if not shown.rows:  # else another language has prepared them
        window.desk.work.write(shown, partial(_prepared, window), then=done.append)
        wait_for(lambda: bool(done))
    wait_for(lambda: bool(shown.rows))
    settle(window)
    yield "sheets-list", window
    shown.show_target(UNLIKE)
    settle(window)
    yield "sheets-unlike", window
    shown.view.choose("sheets")
    shown.open_sheet(next(row.id for row in shown.rows if row.code == "LAO"))
    wait_for(lambda: shown.typing.sheet is not None)
    settle(window)
    grid = shown.typing.grid
    grid.go(3, 0)
    grid.lines.write(3, 0, Draft(Mark.LATE, "20"))
    rest(50)
    yield "sheets-typing", window
    grid.lines.write(3, 0, None)
    shown.show_list()
    window.openings.print_sheets()
    rest(300)
    settle(window)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    yield "dialog-print-sheets", dialog
    dialog.close()
    yield from _list_lost(window)


def _list_lost(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The overview and the settings while the stick is gone."""
    desk, kept = window.desk, window.desk.fallback
    before = desk.settings.get(SECOND_PLACE)
    desk.settings.put(SECOND_PLACE, "/media/STICK")
    kept.write()
    wait_for(lambda: kept.problem is not None)
    window.show_page("overview")
    settle(window)
    yield "overview-list-lost", window
    desk.go("settings", "backups")
    settle(window)
    yield "settings-list-lost", window
    desk.settings.put(SECOND_PLACE, before)
    kept.problem = None
    kept.changed.emit()


def _prepared(window: MainWindow, db: Any) -> None:
    """Sheets of the first day, two of them typed in part, and somebody the desk saw."""
    desk = window.desk
    event, stamp = desk.event.id, desk.stamp()
    listing = delegates(event)
    people: dict[str, list[UUID]] = {}
    for _, who, code in page(db, listing, ids(db, listing, EVERYTHING), ("id", "delegation")):
        people.setdefault(code, []).append(who)
    groups = {one.code: one.id for one in presenters(db, event)}
    day = sheets.days(db, event)[0]
    chosen = [code for code in ("LAO", "KAZ", "VNM", "UZB") if code in groups]
    new = [NewSheet(groups[code], tuple(people[code])) for code in chosen]
    first, second, *_ = print_sheets(db, stamp, event, day, new)
    morning, afternoon = sheets.columns(db, event, day)
    lao = people["LAO"]
    lines = [Line(lao[0], morning.id, Marked(Mark.PRESENT)), Line(lao[0], afternoon.id, Marked(Mark.PRESENT))]
    lines += [Line(lao[1], morning.id, Marked(Mark.LEFT_EARLY, 30))]
    lines += [Line(lao[2], morning.id, Marked(Mark.EXCUSED, None, desk.texts("ill")))]
    type_lines(db, stamp, first, lines)
    check_in(db, stamp, morning.id, "1")
    kaz = people["KAZ"]
    type_lines(db, stamp, second, [Line(who, morning.id, Marked(Mark.PRESENT)) for who in kaz[1:]])
    mark_typed(db, stamp, [second])
