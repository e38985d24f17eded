"""The time of facts that happen now: at one desk it never runs backwards, whatever its clock does."""

DAY_MS = 86_400_000


class FactClock:
    """Gives the facts of one action their times (ms UTC).

    A time more than a day ahead was written under a wrong clock and no longer binds.

    Args:
        now: what the clock of the desk shows.
        last_line: time of the desk's last line; kept: the latest fact that line does not tell of.
    """

    def __init__(self, now: int, last_line: int, kept: int) -> None:
        self._now = now
        self._floor = max((at for at in (last_line, kept) if at < now + DAY_MS), default=0)

    def next(self) -> int:
        self._floor = max(self._now, self._floor + 1)
        return self._floor

    def to_keep(self) -> int | None:
        """What the next action cannot tell from the lines, which say ``now``; nearly always nothing."""
        return self._floor if self._floor > self._now else None
