"""What the worker process runs to keep a backup; imports no Qt."""

from pathlib import Path

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.store.backup import back_up


def keep(path: Path, folder: Path, at: int, second: Path | None, tick: Tick = no_tick) -> int:
    """Back the file up and return when it was known to be safe (ms UTC).

    Raises:
        Refused: what ``back_up`` raises, and the reason why there is none at the second place.
    """
    made = back_up(path, folder, at, second=second, tick=tick)
    if made is not None and made.problem is not None:
        raise Refused(made.problem.code, **made.problem.details)
    return at
