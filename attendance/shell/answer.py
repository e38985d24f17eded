"""What a command answers, and the small things every command needs."""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.language import Texts
from attendance.language.sentences import sentence
from attendance.queries import events

WIDEST = 42
"""Characters of one column on a terminal; JSON has everything."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON contract of a command, the lines a person reads, and whether the answer is no."""

    content: dict[str, Any]
    lines: Sequence[str] = ()
    refused: bool = field(default=False)


def own_place(place: Callable[[], Path]) -> Path:
    """A place of this person's own; an account without a home has none."""
    try:
        return place()
    except OSError as error:
        raise Refused("report_folder_closed", path=str(error.filename)) from error


def stamp_of(options: argparse.Namespace) -> Stamp:
    """Who acts, and now."""
    return Stamp(options.operator, time.time_ns() // 1_000_000)


def told_of(problem: Refused, texts: Texts) -> dict[str, str]:
    """A refusal as JSON."""
    return {"code": problem.code, "message": sentence(texts, problem)}


def check_known(db: Any, event: Any) -> None:
    """Refuse an event that is not there (no_such_event)."""
    if events.event(db, event) is None:
        raise Refused("no_such_event")


def table(rows: Sequence[Sequence[Any]]) -> list[str]:
    """Rows as lines with even columns; the first row is the head."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)] if cells else []
    return ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]


def _cell(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
