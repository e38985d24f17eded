"""The scanner in the settings: waiting, content with a scan, and telling what to change."""

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QWidget

from attendance.domain.badge_code import new_code
from attendance.domain.burst import Ending, Press, examine
from attendance.ui.main_window import MainWindow
from attendance.ui.staging import settle

LAO = dict(zip("1234567890", "ຢຟໂຖຸູຄຕຈຂ", strict=True))
PLAIN = {digit: digit for digit in LAO}


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


def _keys(row: Mapping[str, str], pace: int, ending: Ending) -> list[Press]:
    code = new_code(lambda below: 52_938_475_610)
    made = [Press(pace * n, row[digit], digit=digit) for n, digit in enumerate(code)]
    return [*made, Press(pace * len(code), "", ending=ending)] if ending is not Ending.NONE else made
