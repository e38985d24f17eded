"""What the door says when an entry could not be written."""

import subprocess
import sys

from attendance.domain.scan import Word
from tests.ui.conftest import wait_until

HOLD = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_green_goes_when_the_next_entry_cannot_be_written(window):
    window.show_page("checkin")
    door, told = window.pages["checkin"], []
    door.verdict_shown.connect(told.append)
    wait_until(lambda: window.desk.sessions)
    window.desk.choose_session(window.desk.sessions[2].id)
    door.field.setText("22")
    door._entered()
    wait_until(lambda: told)
    assert (told[-1].word, door.verdict.said.tone) == (Word.IN, "green")
    command = [sys.executable, "-c", HOLD, str(window.desk.work.database.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        door.field.setText("23")
        door._entered()
        wait_until(lambda: door.verdict.said.tone != "green")
        other.stdin.close()
    assert (door.verdict.said.tone, door.verdict.said.word) == ("red", "Error")
    assert "Another program is writing" in door.verdict.said.reason
    assert len(told) == 1
