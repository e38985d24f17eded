"""What is opened later is loaded before, a little at a time and on the right thread."""

import subprocess
import sys
from pathlib import Path

from attendance.ui import ahead
from tests.ui.conftest import wait_until

EACH = """
import sys
from importlib import import_module
import attendance.app
from attendance.ui import ahead

def of_qt():
    return {name for name in sys.modules if name.startswith(("attendance.ui.", "attendance.reports.pages."))}

for name in ahead.WITHOUT_QT:
    before = of_qt()
    import_module(name)
    assert of_qt() == before, f"{name} loads {of_qt() - before}"
for name in ahead.WITH_QT:
    before = of_qt()
    import_module(name)
    assert of_qt() - before == {name}, f"{name} loads {of_qt() - before}"
"""


def test_each_step_loads_one_module_of_the_window_and_the_others_none():
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", EACH], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_window_loads_them_while_it_rests(work, owner, monkeypatch):
    monkeypatch.setattr(ahead, "READY_AFTER", 1)
    monkeypatch.setattr(ahead, "WITHOUT_QT", ("colorsys",))
    monkeypatch.setattr(ahead, "WITH_QT", ("stringprep",))
    for name in ("colorsys", "stringprep"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    made = ahead.Ahead(work, owner)
    work.opened.emit(work.database)
    wait_until(lambda: {"colorsys", "stringprep"} <= set(sys.modules))
    wait_until(lambda: not made._steps.isActive())
