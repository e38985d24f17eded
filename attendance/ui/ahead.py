"""Loads what is opened later while the window has nothing to do, so that the first press need not wait."""

from collections.abc import Iterable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Slot

from attendance.ui.work import Work

READY_AFTER, STEP = 2_000, 20
"""Milliseconds after the file is open, when the window has shown what it was opened for, and between two."""

WITHOUT_QT = (
    "attendance.queries.finding",
    "attendance.queries.former_people",
    "attendance.commands.inviting",
    "attendance.imports.importing",
    "attendance.imports.edited",
    "attendance.store.layouts",
)
"""Loaded on a reader's thread."""

WITH_QT = (
    "attendance.ui.palette_list",
    "attendance.ui.command_palette",
    "attendance.ui.dialogs.badges_form",
    "attendance.ui.dialogs.badges_dialog",
    "attendance.ui.dialogs.titled_rows",
    "attendance.ui.dialogs.columns_model",
    "attendance.ui.dialogs.import_words",
    "attendance.ui.dialogs.list_notes",
    "attendance.ui.dialogs.meaning_box",
    "attendance.ui.dialogs.options_pane",
    "attendance.ui.dialogs.columns_page",
    "attendance.ui.dialogs.differences_model",
    "attendance.ui.dialogs.count_button",
    "attendance.ui.dialogs.differences_page",
    "attendance.ui.dialogs.drop_area",
    "attendance.ui.dialogs.import_done",
    "attendance.ui.dialogs.import_left_out",
    "attendance.ui.dialogs.list_queue",
    "attendance.ui.dialogs.decisions",
    "attendance.ui.dialogs.dots",
    "attendance.ui.dialogs.preview_model",
    "attendance.ui.dialogs.row_pane",
    "attendance.ui.dialogs.deciding_rows",
    "attendance.ui.dialogs.preview_page",
    "attendance.ui.dialogs.import_dialog",
    "attendance.ui.dialogs.former_model",
    "attendance.ui.dialogs.former_pane",
    "attendance.ui.dialogs.invite_dialog",
)
"""Loaded on the window's thread, one at a time, each after those it stands on.

Never on another: Qt asks for the type of a widget without Python's lock, and PySide crashes where another
thread makes a type at that moment.
"""


def _load(names: Iterable[str]) -> None:
    for name in names:
        import_module(name)


class Ahead(QObject):
    """Loads them, once."""

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._left = work, iter(WITH_QT)
        self._soon = QTimer(self, singleShot=True, interval=READY_AFTER)
        self._soon.timeout.connect(self._begin)
        self._steps = QTimer(self, interval=STEP)
        self._steps.timeout.connect(self._step)
        work.opened.connect(self._opened)

    @Slot(object)
    def _opened(self, _database: object) -> None:
        self._soon.start()

    @Slot()
    def _begin(self) -> None:
        self._work.aside(self, _load, WITHOUT_QT, then=self._go_on)

    def _go_on(self, _loaded: None) -> None:
        self._steps.start()

    @Slot()
    def _step(self) -> None:
        name = next(self._left, None)
        if name is None:
            self._steps.stop()
        else:
            import_module(name)
