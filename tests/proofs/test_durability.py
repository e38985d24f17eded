"""Green is shown only after the fact is on the disk: seen from outside, in the calls to the system."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store import seminar as made

SCANS = 25
CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<number>\d+)<(?P<what>[^>]*)>(?P<rest>.*)")


def traced(seminar: made.Seminar, what: str, trace: Path) -> list[str]:
    """Scan under strace; the lines it wrote."""
    path, session = str(seminar.database.path), str(seminar.sessions[0])
    seminar.database.close()
    command = [
        *("strace", "-f", "-y", "-qq", "-e", "signal=none", "-s", "64", "-o", str(trace)),
        *("-e", "trace=write,pwrite64,pwritev,writev,fsync,fdatasync"),
        *(sys.executable, "-m", "tests.proofs.doors", what, path, session, "5", str(SCANS)),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if "Operation not permitted" in answer.stderr or "PTRACE" in answer.stderr:
        pytest.skip("strace (the right to trace) is not here")
    assert answer.returncode == 0, answer.stderr
    assert len(answer.stdout.split()) == SCANS
    return trace.read_text(errors="replace").splitlines()


def not_on_disk(lines: list[str]) -> tuple[int, int]:
    """How many scans were acknowledged, and how many of them before their log was synced."""
    written = synced = False
    acknowledged = early = 0
    for line in lines:
        if not (call := CALL.match(line)):
            continue
        writing = "write" in call["name"]
        if call["what"].endswith("-wal"):
            written, synced = (True, False) if writing else (written, written)
        elif writing and call["number"] == "1":
            acknowledged += 1
            early += not (written and synced)
            written = synced = False
    return acknowledged, early


@pytest.mark.needs("strace")
def test_every_acknowledged_scan_was_synced_to_the_disk_before(seminar, tmp_path):
    assert not_on_disk(traced(seminar, "scan", tmp_path / "trace")) == (SCANS, 0)


@pytest.mark.needs("strace")
def test_the_same_proof_fails_where_the_disk_is_not_waited_for(seminar, tmp_path):
    acknowledged, early = not_on_disk(traced(seminar, "scan-normal", tmp_path / "trace"))
    assert acknowledged == SCANS
    assert early > SCANS // 2
