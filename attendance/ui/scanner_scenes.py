"""The scanner in the settings: waiting, content with a scan, and telling what to change."""

from collections.abc import Iterator, Mapping

import segno
from PySide6.QtCore import QRect, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QWidget

from attendance.domain.badge_code import new_code
from attendance.domain.burst import Ending, Press, examine
from attendance.ui.camera import Eye
from attendance.ui.main_window import MainWindow
from attendance.ui.serial_scanner import Line
from attendance.ui.staging import settle

LAO = dict(zip("1234567890", "ຢຟໂຖຸູຄຕຈຂ", strict=True))
PLAIN = {digit: digit for digit in LAO}
_CODE = new_code(lambda below: 52_938_475_610)


def scanner_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The section in its states; waiting is among the settings' own."""
    window.desk.go("settings", "scanner")
    panel = window.pages["settings"].shown.panel
    panel.show_finding(examine(_keys(LAO, 7, Ending.NONE)))
    settle(window)
    yield "settings-scanner-works", window
    panel.show_finding(examine(_keys(PLAIN, 64, Ending.TAB)))
    settle(window)
    yield "settings-scanner-slow", window
    panel.wait()
    serial, camera = window.inputs.serial, window.inputs.camera
    serial.port, serial.line = "COM3", Line.GONE
    serial.changed.emit()
    camera.stand(Eye.OPEN)
    camera.show(_badge())
    switch = window.pages["settings"].shown.camera.switch
    with QSignalBlocker(switch):
        switch.setChecked(True)
    settle(window)
    yield "settings-scanner-devices", window
    with QSignalBlocker(switch):
        switch.setChecked(False)
    window.show_page("checkin")
    settle(window)
    camera.show(_badge())
    settle(window)
    yield "checkin-camera", window
    serial.port, serial.line = "", Line.OFF
    camera.stand(Eye.NO_LIBRARY)
    window.desk.go("settings", "scanner")
    settle(window)
    yield "settings-scanner-absent", window
    camera.stand(Eye.OFF)
    serial.changed.emit()


def _badge() -> QImage:
    """What a webcam may see: somebody holds a badge before it."""
    made = QImage(640, 480, QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    light = QLinearGradient(0, 0, 640, 480)
    light.setColorAt(0, QColor("#8ea3ad"))
    light.setColorAt(1, QColor("#4d5c66"))
    painter.fillRect(made.rect(), light)
    painter.rotate(-4)
    painter.setBrush(QColor("white"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRect(220, 120, 200, 260), 12, 12)
    painter.setBrush(QColor("#20262d"))
    for y, row in enumerate(segno.make(_CODE, micro=False).matrix_iter(border=0)):
        for x, dark in enumerate(row):
            if dark:
                painter.drawRect(246 + 7 * x, 170 + 7 * y, 7, 7)
    painter.end()
    return made


def _keys(row: Mapping[str, str], pace: int, ending: Ending) -> list[Press]:
    made = [Press(pace * n, row[digit], digit=digit) for n, digit in enumerate(_CODE)]
    return [*made, Press(pace * len(_CODE), "", ending=ending)] if ending is not Ending.NONE else made
