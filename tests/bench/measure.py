"""Floors and ours, turn by turn, so that a noisy computer disturbs both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any, NamedTuple

ROUNDS = 5


class Measured(NamedTuple):
    """One line of the table.

    Attributes:
        ratio: median of ours over median of the floor.
        goal: what the ratio should reach, or None where only the first honest run tells.
        growth: cost per row of the large data over that of data a tenth as large; 1 is proportional.
        note: what else was seen.
    """

    work: str
    ratio: float
    goal: float | None
    growth: float | None = None
    note: str = ""


def seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median(times: list[float]) -> float:
    return statistics.median(times)


def in_turn(
    floor: Callable[[], Any], ours: Callable[[], Any], rounds: int = ROUNDS
) -> tuple[list[float], list[float]]:
    """Seconds of ``rounds`` runs of each, alternating; the first run of both is not counted."""
    floor(), ours()
    floors: list[float] = []
    mine: list[float] = []
    for _ in range(rounds):
        floors.append(seconds(floor))
        mine.append(seconds(ours))
    return floors, mine


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def growth(large: float, small: float, times_larger: float) -> float:
    return large / small / times_larger
