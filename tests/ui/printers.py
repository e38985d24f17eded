"""Printers of a computer that has none: one whose paper is a PDF file, and which can be broken or slow."""

import threading
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from attendance.domain.errors import Refused


class Paper:
    """Makes printers as ``Printing.named`` does.

    Attributes:
        files: what came out; names: which printers were asked for.
        broken: nothing comes out; ``held``: nothing comes out until it is set.
        threads: the names of the threads that printed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.files: list[Path] = []
        self.names: list[str] = []
        self.threads: list[str] = []
        self.broken = False
        self.held: threading.Event | None = None

    def named(self, name: str) -> QPrinter:
        self.names.append(name)
        self.threads.append(threading.current_thread().name)
        if self.held is not None:
            assert self.held.wait(20)
        if self.broken:
            raise Refused("not_printed")
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        file = self._folder / f"printed-{len(self.files)}.pdf"
        self.files.append(file)
        made.setOutputFileName(str(file))
        return made
