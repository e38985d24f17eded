"""What every test may use: a display of its own, a Qt application without warnings, absent helpers told."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

# Windows opened in this process are never shown; a test that types keys starts a program on `display`.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

import hypothesis
import pytest

pytest_plugins = ["tests.meeting"]

ROOT = Path(__file__).resolve().parent.parent
NOT_HERE = "is not here"

# The same examples on every computer; HYPOTHESIS_PROFILE=search looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", deadline=None, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues that are newer than their compiled form, as the program's start does."""
    gc.disable()
    for catalogue in (ROOT / "resources" / "i18n").rglob("*.po"):
        compiled = catalogue.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            subprocess.run([sys.executable, ROOT / "packaging" / "catalogues.py", "compile"], check=True)
            return


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for helper in mark.args:
            if shutil.which(helper) is None:
                pytest.skip(f"{helper} {NOT_HERE}")


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect garbage here, as the window does: the threads of a test must not collect another's widgets."""
    from attendance.ui.sweeping import sweep

    sweep()


def pytest_terminal_summary(terminalreporter) -> None:
    reasons = Counter(map(skipped_why, terminalreporter.stats.get("skipped", [])))
    for reason, n in sorted(reasons.items()):
        terminalreporter.write_line(f"skipped because {reason}: {n}")


def skipped_why(report: pytest.TestReport) -> str:
    """The reason of a skipped test without the word pytest puts before it."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")


@pytest.fixture(scope="session")
def display():
    """The name of an X display of the tests' own, 1366 × 768, to be set as DISPLAY of a started program."""
    if shutil.which("Xvfb") is None:
        pytest.skip(f"Xvfb {NOT_HERE}")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    if not number:
        pytest.fail("Xvfb did not start")
    yield f":{number}"
    server.terminate()
    server.wait(timeout=10)


@pytest.fixture(scope="session", autouse=True)
def qt_application():
    """The one QApplication of this process, before a report asks for a smaller one to draw with."""
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication(["attendance"])


@pytest.fixture
def application(qt_application, monkeypatch):
    """The application; the test fails on a warning of Qt, on an uncaught error, and on a dialog left open."""
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler
    from PySide6.QtWidgets import QDialog

    warnings: list[str] = []
    uncaught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: uncaught.append(error))

    def heard(kind: QtMsgType, _context: object, text: str) -> None:
        # The off-screen platform says what it cannot do; that is not about our windows.
        ours = not text.startswith("This plugin does not support")
        if ours and kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            warnings.append(text)

    before = qInstallMessageHandler(heard)
    yield qt_application
    qInstallMessageHandler(before)
    left = [w for w in qt_application.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    for dialog in left:
        dialog.close()
    assert not warnings, "Qt warned: " + "; ".join(warnings)
    assert not uncaught, f"uncaught: {uncaught}"
    assert not left, f"dialogs left open: {left}"
