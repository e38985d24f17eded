"""What is missing on a computer is said, and where it may not be installed, the exact command is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
LINUX_ONLY = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux is not here")


def as_a_normal_user_without_a_terminal(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code beside a copy of the set-up, as nobody when the tests run as root."""
    python = shutil.which("python3", path="/usr/bin")
    if python is None or shutil.which("apt-get") is None:
        pytest.skip("a Debian Python is not here")
    place = folder / "packaging"
    shutil.copytree(PACKAGING, place, ignore=shutil.ignore_patterns("__pycache__"))
    # One folder more when the tests run side by side; those of the system are open already.
    for path in (folder, *folder.parents[:3], place):
        if path.stat().st_uid == os.geteuid() and path.stat().st_mode & 0o077 == 0:
            path.chmod(0o755)
    user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    command = [python, "-B", "-c", f"import sys; sys.path.insert(0, {str(place)!r}); import machine; {code}"]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, cwd=place, **user
    )


@LINUX_ONLY
def test_a_missing_library_stops_with_the_exact_command(tmp_path):
    answer = as_a_normal_user_without_a_terminal(
        "machine.LIBRARIES['libnothing.so.1'] = 'libnothing1';"
        " machine.prepare(for_tests=False, agreed=False)",
        tmp_path,
    )
    assert answer.returncode != 0
    assert "libnothing.so.1" in answer.stdout
    command = next(line for line in answer.stderr.splitlines() if "apt-get install" in line)
    assert command.strip().startswith("sudo apt-get update && sudo apt-get install")
    assert "libnothing1" in command


@LINUX_ONLY
def test_a_missing_helper_of_the_tests_is_told_and_does_not_stop(tmp_path):
    answer = as_a_normal_user_without_a_terminal(
        "machine.missing_to_run = lambda: []; machine.HELPERS['no-such-helper'] = 'nothing-helper';"
        " machine.prepare(for_tests=True, agreed=False); print('went on')",
        tmp_path,
    )
    assert answer.returncode == 0, answer.stderr
    assert "Tests that need them are skipped" in answer.stdout
    assert "nothing-helper" in answer.stdout
    assert answer.stdout.endswith("went on\n")


def test_a_display_is_needed_only_on_linux(monkeypatch):
    monkeypatch.syspath_prepend(PACKAGING)
    import machine

    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert machine.has_display() is not sys.platform.startswith("linux")
    monkeypatch.setenv("DISPLAY", ":5")
    assert machine.has_display()
