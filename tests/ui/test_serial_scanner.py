"""A scanner on a serial port, over a real pair of terminals."""

import contextlib
import os

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
pytest.importorskip("serial", reason="pyserial is not here")

from attendance.domain.scan import Word  # noqa: E402 - after what may skip the file
from attendance.ui import serial_scanner  # noqa: E402
from attendance.ui.serial_scanner import Line, SerialScanner, ports  # noqa: E402
from tests.ui.conftest import wait_until  # noqa: E402

CODE = "000000005724"


class Cable:
    """A pseudo-terminal: what is written at one end, the program reads from a port at the other."""

    def __init__(self, name):
        self.name = name
        self.end, self._other = pty.openpty()
        name.unlink(missing_ok=True)
        name.symlink_to(os.ttyname(self._other))

    def send(self, data):
        os.write(self.end, data)

    def pull_out(self):
        self.name.unlink()
        os.close(self.end)
        os.close(self._other)


@pytest.fixture
def cable(tmp_path):
    made = Cable(tmp_path / "port")
    yield made
    with contextlib.suppress(OSError):
        made.pull_out()


@pytest.fixture
def scanner(window, monkeypatch):
    monkeypatch.setattr(serial_scanner, "AGAIN", 0.05)
    made = SerialScanner(window.desk)
    made.codes, made.said = [], []
    made.scanned.connect(made.codes.append)
    window.desk.said.connect(lambda words, action: made.said.append(words))
    yield made
    made.close()


def test_codes_are_read_whatever_ends_them(scanner, cable):
    scanner.listen(str(cable.name))
    wait_until(lambda: scanner.line is Line.OPEN)
    cable.send(f"{CODE}\r\n4006381333931\t".encode())
    wait_until(lambda: len(scanner.codes) == 2)
    cable.send(b"00000000")
    cable.send(b"5724")
    wait_until(lambda: len(scanner.codes) == 3)
    assert scanner.codes == [CODE, "4006381333931", CODE]


def test_a_scanner_that_was_unplugged_is_told_and_heard_again_when_it_is_back(scanner, cable, tmp_path):
    scanner.listen(str(cable.name))
    wait_until(lambda: scanner.line is Line.OPEN)
    cable.pull_out()
    wait_until(lambda: scanner.line is Line.GONE)
    back = Cable(tmp_path / "port")
    wait_until(lambda: scanner.line is Line.OPEN)
    back.send(CODE.encode() + b"\r")
    wait_until(lambda: scanner.codes == [CODE])
    assert [said.rsplit(maxsplit=2)[-1] for said in scanner.said] == ["again.", "again."]
    assert "Plug it in" in scanner.said[0]
    scanner.close()
    back.pull_out()


def test_no_port_is_heard_after_it_was_given_up(scanner, cable):
    scanner.listen(str(cable.name))
    wait_until(lambda: scanner.line is Line.OPEN)
    thread = scanner._thread
    scanner.listen("")
    thread.join(2)
    assert (thread.is_alive(), scanner.line, scanner.codes) == (False, Line.OFF, [])


def test_the_ports_of_this_computer_can_be_listed():
    assert isinstance(ports(), list)


def test_a_code_from_the_port_is_booked_by_the_window_and_the_port_remembered(window, cable):
    door = window.pages["checkin"]
    told = []
    door.verdict_shown.connect(told.append)
    window.inputs.serial.listen(str(cable.name))
    wait_until(lambda: window.inputs.serial.line is Line.OPEN)
    cable.send(CODE.encode() + b"\r")
    wait_until(lambda: told)
    assert told[0].word is Word.UNKNOWN
    assert window.desk.settings.get("serial_port") == str(cable.name)
    window.desk.go("settings", "scanner")
    cable.send(CODE.encode() + b"\r")
    panel = window.pages["settings"].shown.panel
    wait_until(lambda: CODE in panel.facts[0].text())
    assert len(told) == 1
