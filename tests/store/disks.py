"""Small disks of the tests' own, where this user may mount them."""

from __future__ import annotations

import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: str = "3m", *options: str) -> Generator[Path]:
    """A disk in memory, mounted at ``folder``; skips the test where this user may not mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", ",".join([f"size={size}", *options]), "tmpfs", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("a small disk of its own (the right to mount one) is not here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def write_protect(folder: Path) -> None:
    """Turn the whole disk read-only, as the switch of a stick does."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def fill(folder: Path, leave: int = 0) -> Path:
    """Take all room of a small disk but ``leave`` bytes."""
    ballast = folder / "ballast"
    block = b"\0" * 4096
    with ballast.open("ab", buffering=0) as file:
        try:
            while file.write(block) == len(block):
                pass
        except OSError:
            pass
        file.truncate(max(0, file.tell() // 4096 * 4096 - leave))
    return ballast
