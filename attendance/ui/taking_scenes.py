"""The scenes of a programme and of attendance coming in: what is asked, the preview, the end."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from attendance.commands.programme_files import Taken as Programmed
from attendance.commands.taking import Taken
from attendance.domain.kinds import new_id
from attendance.domain.local_time import instant
from attendance.imports.attendance_answers import Options
from attendance.imports.attendance_importing import PREPARE
from attendance.imports.deciding import SAME, SKIP
from attendance.ui.dialogs.attendance_dialog import AttendanceDialog
from attendance.ui.dialogs.programme_dialog import ProgrammeDialog
from attendance.ui.dialogs.taking_dialog import TakingDialog
from attendance.ui.main_window import MainWindow
from attendance.ui.staging import rest, settle, wait_for

DURING = instant("2024-05-29", "15:00", "Asia/Almaty") or 0
PROGRAMME = """Programme of the seminar (sample)
Time,Activity,Room,Speaker
29 May 2024,,,
09:00-09:30,Opening plenary (sample),Hall A,Thavisack Manodham
10:30-10:45,Coffee break,Foyer,
23:30-00:30,Evening on the river,,Somebody Else
30 May 2024,,,
,Farewell,,
31 May 2024,,,
09:00-12:00,Excursion,,
"""
ATTENDANCE = """Attendance (sample)
No,Name,29 May 2024 AM,29 May 2024 PM,30 May 2024,31 May 2024
1,Thavisack Manodham,A,P,L15,P
2,Aigerim Sample,P,E30,P,P
3,Somebody Else,P,P,X,P
4,Khamla Sampel,P,P,P,
5,A Guest,P,,P,
"""


def taking_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """A programme and a grid over the sample event; neither is written."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _programme(window, Path(folder))
        yield from _attendance(window, Path(folder))


def _programme(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    path = folder / "Programme.csv"
    path.write_text(PROGRAMME, encoding="utf-8-sig")
    elsewhere = folder / "Other days.csv"
    elsewhere.write_text("Time,Activity\n1 June 2023,\n09:00,Opening\n2 June 2023,\n09:00,Closing\n", "utf-8")
    window.openings.import_programme(path)
    dialog = window.findChild(ProgrammeDialog)
    _wait(dialog, dialog.rows)
    settle(window)
    yield "dialog-programme-preview", dialog
    dialog.look_at(elsewhere)
    wait_for(lambda: dialog.preview is not None and dialog.preview.name == elsewhere.name)
    _wait(dialog, dialog.rows)
    settle(window)
    yield "dialog-programme-other-days", dialog
    dialog._written(Programmed(4, 1, 0, 1, 0, new_id()))
    settle(window)
    yield "dialog-programme-done", dialog
    dialog.close()


def _attendance(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    path = folder / "Attendance.csv"
    path.write_text(ATTENDANCE, encoding="utf-8-sig")
    window.openings.import_attendance(path)
    dialog = window.findChild(AttendanceDialog)
    _wait(dialog, dialog.targets)
    settle(window)
    yield "dialog-attendance-sessions", dialog
    dialog.primary.click()
    _wait(dialog, dialog.people_page)
    settle(window)
    yield "dialog-attendance-people", dialog
    _decide(dialog)
    rest(50)
    yield "dialog-attendance-people-decided", dialog
    dialog.primary.click()
    _wait(dialog, dialog.rows)
    settle(window)
    yield "dialog-attendance-preview", dialog
    dialog.preview = None
    dialog.ask_worker(PREPARE, DURING, Options(), then=dialog._prepared)
    wait_for(lambda: dialog.preview is not None and bool(dialog.preview.ahead))
    settle(window)
    yield "dialog-attendance-still-to-come", dialog
    twofold = folder / "Sign-in.csv"
    twofold.write_text("Name,05/06/2024,05/07/2024\nThavisack Manodham,P,P\n", encoding="utf-8-sig")
    dialog.look_at(twofold)
    _wait(dialog, dialog.targets)
    settle(window)
    yield "dialog-attendance-dates", dialog
    dialog._written(Taken(5, 1, 0, 0, new_id()))
    settle(window)
    yield "dialog-attendance-done", dialog
    dialog.close()


def _decide(dialog: AttendanceDialog) -> None:
    """One who looks alike is the same, one is left out."""
    page = dialog.people_page
    for place, choice in enumerate((SKIP, SAME)):
        page.table.selectRow(place)
        page.pane.buttons[choice].click()


def _wait(dialog: TakingDialog, page: QWidget) -> None:
    wait_for(lambda: dialog.page is page and not dialog._waiting.running)
