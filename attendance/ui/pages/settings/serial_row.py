"""The setting for a scanner on a serial port: which port, and how it stands."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from attendance.ui.pages.settings.parts import Section
from attendance.ui.parts import DropButton
from attendance.ui.serial_scanner import Line, SerialScanner, ports

TONES = {Line.OPEN: "green", Line.GONE: "amber", Line.NO_LIBRARY: "amber"}


class SerialRow(QObject):
    """One row of the section; the ports are asked for each time the menu opens."""

    def __init__(self, section: Section, serial: SerialScanner) -> None:
        super().__init__(section)
        self._desk, self._serial = section.desk, serial
        texts = self._desk.texts
        self.choose = DropButton(self._desk.theme, kind="")
        self.choose.clicked.connect(self._ask)
        self._row = section.add_row(texts("Scanner on a serial port"), "", self.choose)
        self._absent = False
        serial.changed.connect(self.show_line)
        self.show_line()

    @Slot()
    def show_line(self) -> None:
        """The port chosen, and how it stands."""
        texts, serial = self._desk.texts, self._serial
        self.choose.say(serial.port or texts("None"))
        self.choose.setAccessibleName(
            texts("Scanner on a serial port: {port}", port=serial.port or texts("None"))
        )
        line = Line.NO_LIBRARY if self._absent else serial.line
        sentences = {
            Line.OFF: texts("For scanners that do not type. Most need none of this."),
            Line.WAITING: texts("The port is being opened."),
            Line.OPEN: texts("The port is open; scan something."),
            Line.GONE: texts("Nothing is plugged in there, or another program has it. It is tried again."),
            Line.NO_LIBRARY: texts(
                "It needs the package pyserial: pip install {name}", name="'attendance-manager[serial]'"
            ),
        }
        self._row.say(sentences[line], TONES.get(line, ""))

    @Slot()
    def _ask(self) -> None:
        self._desk.work.aside(self, ports, then=self._offer)

    def _offer(self, found: list[tuple[str, str]] | None) -> None:
        self._absent = found is None
        self.show_line()
        if found is None:
            return
        texts, chosen = self._desk.texts, self._serial.port
        known = dict(found)
        if chosen and chosen not in known:
            known[chosen] = texts("not plugged in")
        menu = QMenu(self.choose)
        group = QActionGroup(menu)
        for port, about in [("", texts("None")), *known.items()]:
            action = QAction(f"{port}  {about}".strip(), menu, checkable=True, checked=port == chosen)
            action.setData(port)
            group.addAction(action)
            menu.addAction(action)
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.choose.mapToGlobal(self.choose.rect().bottomLeft()))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self._serial.listen(action.data())
