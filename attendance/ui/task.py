"""One function on its way to a thread of ``Work``, and who hears its answer."""

import weakref
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from attendance.domain.errors import Refused
from attendance.ui.job import Job


class Task:
    """One function on its way to a thread, and who waits for its answer.

    Attributes:
        gone: not empty once the owner is no more; to be asked on any thread, where ``owner`` is not: whoever
            holds a widget for a moment may be the last to let go of it.
    """

    __slots__ = ("call", "failed", "gone", "job", "newest", "owner", "then", "touches")

    def __init__(
        self,
        owner: QObject,
        call: Callable[[], Any],
        then: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        touches: frozenset[str] = frozenset(),
        job: Job | None = None,
    ) -> None:
        self.gone: list[object] = []
        self.owner = weakref.ref(owner, self.gone.append)
        self.call, self.then, self.failed = call, _loose(then), _loose(failed)
        self.touches, self.job = touches, job
        self.newest: Callable[[], bool] | None = None

    def awaited(self) -> bool:
        owner = self.owner()
        return owner is not None and isValid(owner)


def _loose(method: Callable[..., None] | None) -> Callable[[], Callable[..., None] | None]:
    """A reference to a callback that does not keep its widget alive."""
    if method is None:
        return lambda: None
    if hasattr(method, "__func__"):
        return weakref.WeakMethod(method)
    return lambda: method


def is_newest(asked: dict[Any, int], fn: Any, number: int) -> bool:
    return asked[fn] == number


def matters(task: Task, error: Exception) -> bool:
    """Whether somebody must hear of it: not of a wished-for end, nor of a question nobody asks any more."""
    stopped = isinstance(error, Refused) and error.code == "stopped"
    return not stopped and (task.awaited() or bool(task.touches))
