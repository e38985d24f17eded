"""The scanner tried out in the settings: nobody is booked, and what to change is said."""

import pytest

from attendance.domain.badge_code import new_code
from tests.ui.conftest import live, wait_until
from tests.ui.test_scanner_in_window import press, scan

CODE = new_code(lambda below: 2_938_475_610)


@pytest.fixture
def section(window):
    window.desk.go("settings", "scanner")
    made = window.pages["settings"].shown
    wait_until(lambda: made.panel.hasFocus())
    return made


def facts(section):
    return [value.text() for value in section.panel.facts]


def test_a_scan_is_explained_nobody_is_booked_and_the_list_for_tomorrow_is_ticked(window, section):
    scan(window.windowHandle(), "".join("ຂຢຟໂຖຸູຄຕຈ"[int(digit)] for digit in CODE))
    wait_until(lambda: section.panel.facts[1].text())
    assert facts(section)[1:] == ["0293 8475 6100", "right", "Lao", "Enter", "6 ms per key"]
    assert "over a remote desktop" in section.panel.advice.text()
    assert window._shown() == "settings"
    assert window.desk.settings.get(f"ready.{window.desk.event.id}") == ["scanner"]
    assert "ticked on the overview" in section.panel.advice.text()
    window.show_page("overview")
    board = window.pages["overview"].board
    wait_until(lambda: any(line.tick == "scanner" and line.done for line in lines_of(board.ready)))


def lines_of(card):
    return [row.line for row in card._rows]


def test_a_slow_scanner_is_told_what_to_change_and_nothing_is_ticked(window, section):
    for place, digit in enumerate(CODE):
        press(window.windowHandle(), digit, at=1_000 + 60 * place)
    wait_until(lambda: section.panel.facts[1].text())
    assert "too slow: up to 60 ms" in section.panel.advice.text()
    assert window.desk.settings.get(f"ready.{window.desk.event.id}") is None


def test_a_code_from_elsewhere_is_shown_with_its_source(window, section):
    assert window.pages["settings"].tries_scan("]Q1" + CODE, "COM3")
    assert facts(section)[0] == f"]Q1{CODE} (COM3)"
    assert facts(section)[1] == "0293 8475 6100"


def test_outside_the_section_scans_are_booked(window, section):
    window.desk.go("settings", "look")
    scan(window.windowHandle(), CODE)
    wait_until(lambda: window._shown() == "checkin")


def test_keys_on_the_panel_do_nothing_and_tab_leaves_it(window, section):
    window.scanner.listen()
    press(window.windowHandle(), "k", at=5_000)
    live(600)
    assert section.panel.hasFocus()
    assert "No digits came" in section.panel.advice.text()
