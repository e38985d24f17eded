"""What the window costs: its start, its memory, and how long it ever keeps a person waiting."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from tests.bench import measure
from tests.bench.measure import Measured
from tests.bench.world import World

FLOOR = """
import os, sys
from PySide6.QtWidgets import QApplication
import sqlalchemy.orm
app = QApplication(sys.argv[:1])
from tests.bench.memory import memory
print(memory(), flush=True)
os._exit(0)
"""
FRAME = 1 / 60
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def run(*arguments: str) -> list[float]:
    """The numbers a program prints before it ends."""
    said = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=ENVIRONMENT, check=True
    )
    return [float(number) for number in said.stdout.split()]


def start_and_memory(world: World, small: World) -> list[Measured]:
    kept: dict[str, list[float]] = {"floor": [], "ours": []}

    def floor() -> Any:
        kept["floor"] += run("-c", FLOOR)

    def ours() -> Any:
        kept["ours"] += run("-m", "tests.bench.window", "start", str(world.database.path))

    floors, mine = measure.in_turn(floor, ours)
    found = [Measured("start to usable window", measure.median(mine) / measure.median(floors), 1.0)]
    if least := measure.median(kept["floor"]):
        found.append(Measured("memory after start", measure.median(kept["ours"]) / least, 1.5))
    return found


def longest_block(world: World, small: World) -> list[Measured]:
    """The longest time without a turn of the event loop, at rest and while an import and a report run."""
    found: list[Measured] = []
    for what, page in (("block", "the list searched"), ("door", "the door scanning")):
        rest, busy = zip(*[run("-m", "tests.bench.window", what, str(world.database.path))
                           for _ in range(3)], strict=True)  # fmt: skip
        least = measure.median(list(rest))
        ratio = measure.median(list(busy)) / least
        note = f"at rest {1000 * least:.0f} ms"
        found.append(Measured(f"longest block, {page}, office busy", ratio, 1.5, None, note))
    return found


def opening_pages(world: World, small: World) -> Measured:
    """The longest block while a page is opened for the first or second time, over that of a small file.

    The page that fares worst counts; blocks shorter than a frame wait for nobody and count as one.
    """
    large, little = [], []
    for _ in range(3):
        little.append(run("-m", "tests.bench.window", "pages", str(small.database.path)))
        large.append(run("-m", "tests.bench.window", "pages", str(world.database.path)))
    slow, quick = (
        [measure.median(list(times)) for times in zip(*rounds, strict=True)] for rounds in (large, little)
    )
    worst = max(max(one, FRAME) / max(other, FRAME) for one, other in zip(slow, quick, strict=True))
    note = f"longest {1000 * max(slow):.0f} ms, small file {1000 * max(quick):.0f} ms"
    return Measured("longest block, opening any page", worst, 1.5, note=note)
