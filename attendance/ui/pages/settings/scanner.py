"""The scanner: a place to try it out, and the other ways a code may come in."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent

from attendance.ui.desk import Desk
from attendance.ui.pages.settings.camera_row import CameraRow
from attendance.ui.pages.settings.parts import Section
from attendance.ui.pages.settings.scan_panel import ScanPanel
from attendance.ui.pages.settings.serial_row import SerialRow

TICK = "scanner"
"""Its line on the overview's list for the evening before."""


class ScannerSection(Section):
    """While it is in sight, scans are only looked at."""

    key = "scanner"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.texts("Scanner"))
        self.panel = ScanPanel(desk)
        self.panel.works.connect(self._tick)
        self.add(self.panel)
        if desk.scanner is not None:
            desk.scanner.key_heard.connect(self.panel.hear)
        self.column.addSpacing(8)
        if desk.inputs is not None:
            self.serial = SerialRow(self, desk.inputs.serial)
            self.camera = CameraRow(self, desk.inputs.camera)
        self.column.addStretch(1)

    def take_scan(self, code: str, source: str = "") -> bool:
        """A scan that arrived while this is in sight: nobody is checked in.

        One that was typed the panel has heard key by key; ``source`` names any other way.
        """
        if source:
            self.panel.show_code(code, source)
        return True

    def take_focus(self) -> None:
        """Keys go to the panel, where they do nothing."""
        self.panel.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.take_focus()

    @Slot()
    def _tick(self) -> None:
        """The open event's list for the evening before knows it from now on, on this computer."""
        event, settings = self.desk.event, self.desk.settings
        if event is None:
            return
        key = f"ready.{event.id}"
        ticked = set(settings.get(key, ()))
        if TICK not in ticked:
            settings.put(key, sorted(ticked | {TICK}))
            self.panel.add_note(self.desk.texts("“Scanner tested” is ticked on the overview."))
