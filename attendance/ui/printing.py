"""Printing on a thread of its own: a printer that is slow or off holds neither the window nor a scan."""

import contextlib
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from attendance.commands.badges import Printed, log_printing
from attendance.domain.errors import Refused
from attendance.language.sentences import sentence
from attendance.reports.pages.badge_sheets import Layout, draw_pages
from attendance.reports.pages.badges import Face
from attendance.reports.pages.canvas import Canvas
from attendance.reports.pages.pdf import Pages, PageSize, laid_out
from attendance.ui.badge_loading import Loaded, first_entry, kept_layout
from attendance.ui.desk import Desk
from attendance.ui.settings import BADGE_AT_ENTRY, BADGE_LANGUAGE, BADGE_PRINTER
from attendance.ui.work import DELEGATES

log = logging.getLogger("attendance")

Device = Callable[[], QPagedPaintDevice]
"""Makes the printer, on the thread that prints."""

PATIENCE = 2
"""Seconds the end of the program waits for a printer."""


class Paper(NamedTuple):
    """The paper of pages that need no more said about them."""

    size: PageSize


class Sheets(NamedTuple):
    """What goes to the printer in one piece.

    Attributes:
        draw: draws every page.
        then: told the problem on the window's thread, None where all came out.
    """

    device: Device
    layout: Layout | Paper
    draw: Callable[[Pages], None]
    then: Callable[[Refused | None], None]


def printer_named(name: str) -> QPrinter:
    """The printer with this name. Raises ``Refused`` printer_missing."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise Refused("printer_missing", printer=name)
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def printers() -> tuple[list[str], str]:
    """The names of all printers here, and of the usual one; asking a network of them may take long."""
    return list(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName()


def itself(printer: QPrinter) -> QPrinter:
    """A device that was made before, as ``Device`` makes one."""
    return printer


class Printing(QObject):
    """One line for everything that is printed, in order.

    Attributes:
        named: makes a printer from its name.
    """

    _ended = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.named: Callable[[str], QPagedPaintDevice] = printer_named
        self._line: queue.Queue[Sheets | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    # -- what is printed -------------------------------------------------------------------------------

    def print_badges(self, device: Device, layout: Layout, loaded: Loaded, *, quiet: bool = False) -> None:
        """Print badges and note them; ``quiet`` says nothing while all goes well."""
        event = self._desk.event
        if event is None or not loaded.faces:
            return
        faces = loaded.faces
        self.send(
            device,
            layout,
            _Badges(layout, faces),
            _Noting(self, event.id, loaded.sent, quiet),
        )

    def note(self, event: Any, sent: Sequence[Printed], problem: Refused | None, quiet: bool = False) -> None:
        """Put badges into the print log, and say how it went."""
        desk = self._desk
        if problem is not None:
            desk.say(self._problem_said(sent, problem))
        done = None if quiet or problem is not None else _Saying(desk, len(sent))
        desk.work.write(
            self, log_printing, desk.stamp(), event, sent, problem.code if problem else None, then=done,
            touches=frozenset({DELEGATES}),
        )  # fmt: skip

    def _problem_said(self, sent: Sequence[Printed], problem: Refused) -> str:
        texts = self._desk.texts
        said = texts.plural("{n} badge was not printed.", "{n} badges were not printed.", len(sent))
        return f"{said} {sentence(texts, problem)}"

    @Slot(object)
    def came(self, verdict: Any) -> None:
        """A verdict was shown: a first entry prints the badge, where this computer is to do that."""
        desk, name = self._desk, self._desk.settings.get(BADGE_PRINTER)
        wanted = desk.settings.get(BADGE_AT_ENTRY) and name
        if not wanted or desk.event is None or getattr(verdict, "fact", None) is None:
            return
        language = desk.settings.get(BADGE_LANGUAGE) or desk.texts.language
        desk.work.read(self, first_entry, desk.event.id, verdict.fact, language, then=self._print_entry)

    def _print_entry(self, found: Loaded | None) -> None:
        if found is not None:
            settings = self._desk.settings
            name = settings.get(BADGE_PRINTER)
            self.print_badges(_Named(self, name), kept_layout(settings), found, quiet=True)

    # -- the thread ------------------------------------------------------------------------------------

    def send(
        self,
        device: Device,
        layout: Layout | Paper,
        draw: Callable[[Pages], None],
        then: Callable[[Refused | None], None],
    ) -> None:
        """Print pages after whatever is being printed; ``then`` is told on the window's thread."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._print_all, name="printer", daemon=True)
            self._thread.start()
        self._line.put(Sheets(device, layout, draw, then))

    def close(self) -> None:
        """Finish what is being printed, as far as the printer is not stuck."""
        if self._thread is not None:
            self._line.put(None)
            self._thread.join(PATIENCE)

    def _print_all(self) -> None:
        while (sheets := self._line.get()) is not None:
            problem = _printed(sheets)
            with contextlib.suppress(RuntimeError):  # the window went meanwhile
                self._ended.emit(sheets.then, problem)

    @Slot(object, object)
    def _tell(self, then: Callable[[Refused | None], None], problem: Refused | None) -> None:
        then(problem)


def _printed(sheets: Sheets) -> Refused | None:
    """Print; the problem, None where there was none."""
    try:
        device = sheets.device()
        if isinstance(device, QPrinter):
            device.setFullPage(True)
        laid_out(device, sheets.layout.size)
        pages = Pages(device, sheets.layout.size)
        try:
            sheets.draw(pages)
            pages.close()
        finally:
            pages.give_up()
    except Refused as refused:
        return refused
    except Exception:
        log.exception("printing failed")
        return Refused("not_printed")
    return None


class _Badges(NamedTuple):
    """Draws badges."""

    layout: Layout
    faces: Sequence[Face]

    def __call__(self, pages: Pages) -> None:
        draw_pages(pages, self.layout, self.faces)


class OnePage(NamedTuple):
    """Draws one page."""

    draw: Callable[[Canvas], None]

    def __call__(self, pages: Pages) -> None:
        self.draw(pages.next())


class _Named(NamedTuple):
    """Makes the printer with a name."""

    printing: Printing
    name: str

    def __call__(self) -> QPagedPaintDevice:
        return self.printing.named(self.name)


class _Noting(NamedTuple):
    """Notes what became of badges."""

    printing: Printing
    event: Any
    sent: Sequence[Printed]
    quiet: bool

    def __call__(self, problem: Refused | None) -> None:
        self.printing.note(self.event, self.sent, problem, self.quiet)


class _Saying(NamedTuple):
    """Says that badges are printed, with what takes it back should they not have come out."""

    desk: Desk
    count: int

    def __call__(self, done: Any) -> None:
        texts = self.desk.texts
        self.desk.say(texts.plural("{n} badge printed.", "{n} badges printed.", self.count), done.action)
