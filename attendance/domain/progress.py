"""Progress, stopping point and pause of long work, in one call."""

from typing import Protocol


class Tick(Protocol):
    """Called often by long work; raises ``Refused("stopped")`` when the work must end, may sleep to pause it.

    ``total`` is 0 while nobody knows it; ``label`` is a msgid or empty.
    """

    def __call__(self, done: int, total: int, label: str) -> None: ...


def no_tick(done: int, total: int, label: str) -> None:
    """A tick for callers who neither watch nor stop."""
