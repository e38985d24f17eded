"""Where a report goes: a printer of this computer, and the note that it left the program."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QImage, QPagedPaintDevice, QTransform
from PySide6.QtWidgets import QMenu

from attendance.commands.exports import log_export
from attendance.domain.kinds import Stamp
from attendance.reports.pages.pdf import Pages
from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.parts import PushButton
from attendance.ui.printing import printers


class Saved(NamedTuple):
    """What left the program: a report or a set, of which event, how."""

    report: str
    event: UUID
    language: str
    audience: str
    delegations: tuple[str, ...] | None


def noted(db: Any, stamp: Stamp, saved: Saved, names: Sequence[str], sha256: Sequence[str]) -> None:
    """Put it into the log of exports."""
    log_export(
        db, stamp, saved.event, report=saved.report, language=saved.language, audience=saved.audience,
        delegations=saved.delegations, files=names, sha256=sha256,
    )  # fmt: skip


class PrinterMenu(PushButton):
    """Asks which printer; the usual one stands first.

    Attributes:
        chosen: the name of a printer.
    """

    chosen = Signal(str)

    def __init__(self, desk: Desk, words: str) -> None:
        super().__init__(f" {words}")
        self._desk = desk
        self.setIcon(icons.icon("print", desk.theme.palette.ink))
        self.setAccessibleName(words)
        self.clicked.connect(self.ask)

    @Slot()
    def ask(self) -> None:
        """Look which printers there are, which may take a moment, and show them."""
        self._desk.work.aside(self, printers, then=self._show)

    def _show(self, found: tuple[list[str], str]) -> None:
        names, usual = found
        if not names:
            self._desk.say(
                self._desk.texts(
                    "No printer is set up on this computer. Save the report and print it elsewhere."
                )
            )
            return
        menu = QMenu(self)
        for name in sorted(names, key=usual.__ne__):
            action = QAction(name, menu)
            action.setData(name)
            menu.addAction(action)
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self.chosen.emit(action.data())


class Named(NamedTuple):
    """Makes the printer of a name, on the thread that prints."""

    make: Callable[[str], QPagedPaintDevice]
    name: str

    def __call__(self) -> QPagedPaintDevice:
        return self.make(self.name)


class Images(NamedTuple):
    """Draws pages that are pictures; a lying one is turned."""

    pages: Sequence[QImage]

    def __call__(self, pages: Pages) -> None:
        for image in self.pages:
            canvas = pages.next()
            lying = image.width() > image.height()
            canvas.image(canvas.box, image.transformed(QTransform().rotate(90)) if lying else image)
