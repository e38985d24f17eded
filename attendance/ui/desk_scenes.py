"""What a desk does beside scanning, as scenes: walk-ins, forms over a person, a whole delegation."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from attendance.ui.main_window import MainWindow
from attendance.ui.pages.person.desk_work import PersonDeskWork, Who
from attendance.ui.staging import rest, settle, wait_for

Scenes = Iterator[tuple[str, QWidget]]


def desk_scenes(window: MainWindow) -> Scenes:
    """Each state of the desk's work."""
    yield from _walk_ins(window)
    yield from _forms(window)
    yield from _whole(window)


def _whole(window: MainWindow) -> Scenes:
    window.show_page("delegations")
    page = window.pages["delegations"]
    session = window.desk.session
    window.desk.choose_session(window.desk.sessions[2].id)
    settle(window)
    page.all_present(next(tile.id for tile in page.board.grid.tiles if tile.members > 2))
    wait_for(lambda: page.whole.card is not None)
    yield "delegation-whole", page.whole.card
    page.whole.card.close()
    window.desk.choose_session(session.id)


def _walk_ins(window: MainWindow) -> Scenes:
    window.show_page("checkin")
    page = window.pages["checkin"]
    page.field.setText("Bat Newcomer")
    rest(300)
    settle(window)
    yield "checkin-nobody", window
    page.begin_walk_in("sample sam")
    card = page.walk_in
    wait_for(lambda: card.rows.count() > 0)
    card.delegation.setText("kaz")
    settle(window)
    yield "checkin-walk-in", window
    card.left.emit()


def _forms(window: MainWindow) -> Scenes:
    window.show_page("delegates")
    page = window.pages["delegates"]
    wait_for(lambda: page.table is not None and page.table.model().rowCount() > 0)
    page.table.selectRow(2)
    narrow = page.pane.isHidden()
    if narrow:
        page._turn_pane()
    wait_for(lambda: page.pane.seen is not None)
    settle(window)
    seen, work = page.pane.seen, page.pane._doors.work
    page.pane._tabs.choose("attendance")
    page.pane._turn("attendance")
    settle(window)
    yield "person-attendance", window
    who = Who(seen.id, seen.fields["name"])
    work.replace(who)
    yield from _asked(work, "replace")
    work.tie_spare(who)
    yield from _asked(work, "spare")
    work.mark(who)
    wait_for(lambda: work.asking.ask is not None)
    yield from _asked(work, "mark")
    work.excuse(who, window.desk.sessions[0])
    wait_for(lambda: work.asking.ask is not None)
    work.asking.ask.give()
    rest(150)
    settle(window)
    yield from _asked(work, "excuse")
    work.late(who, window.desk.sessions[0])
    yield from _asked(work, "late")
    page.pane._tabs.choose("fields")
    page.pane._turn("fields")
    if narrow:
        page._turn_pane()


def _asked(work: PersonDeskWork, name: str) -> Scenes:
    rest(120)
    yield f"ask-{name}", work.asking.ask
    work.asking.ask.close()
