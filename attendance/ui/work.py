"""Everything that may take longer than a frame: one writer, two readers, one worker process."""

import itertools
import logging
import queue
import threading
import weakref
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from attendance.domain.errors import Refused
from attendance.ui.job import Job
from attendance.ui.task import Task, is_newest, matters

log = logging.getLogger("attendance")

EVENTS, PROGRAMME, DELEGATIONS = "events", "programme", "delegations"
DELEGATES, PRESENCE = "delegates", "presence"
EVERYTHING = frozenset({EVENTS, PROGRAMME, DELEGATIONS, DELEGATES, PRESENCE})

READERS = 2
POLL_EVERY = 1000

Line = queue.Queue[int | None]
"""Tasks by their numbers; None ends the thread."""


class Worker(Protocol):
    """The worker process, made by whoever stands above the window (``attendance.worker``)."""

    def run(self, function: str, /, *args: Any, tick: Any) -> Any: ...

    def stream(self, function: str, /, *args: Any, tick: Any) -> Any: ...

    def close(self) -> None: ...


class Work(QObject):
    """The one door between the window and the file; answers arrive on the window's thread.

    ``open_database`` runs on the writer's thread, so that the window can show before the file is open;
    ``worker`` runs what burns CPU in another process.

    Attributes:
        worker: for a verb on the writer's thread that takes its rows from there.
        changed: something in the file is new: a frozenset of ``events``, ``programme``, ``delegations``,
            ``delegates``, ``presence``.
        failed: an exception nobody asked about.
        began: a ``Job`` somebody may want to watch or stop.
        opened: the database, once.
        refused: the exception that kept the file closed, once.
    """

    changed = Signal(object)
    failed = Signal(object)
    began = Signal(object)
    opened = Signal(object)
    refused = Signal(object)
    _answered = Signal(object, object, object)

    def __init__(
        self, open_database: Callable[[], Any], worker: Worker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.database: Any = None
        self.worker = worker
        # Tasks live and die on the window's thread: with the last word on one a widget may go. What waits
        # in the lines are their numbers.
        self._tasks: dict[int, Task] = {}
        self._numbers = itertools.count()
        self._reads: Line = queue.Queue()
        self._writes: Line = queue.Queue()
        self._heavy: Line = queue.Queue()
        self._open = threading.Event()
        self._open_database = open_database
        self._turns = threading.Semaphore(READERS)
        self._closing = False
        self._version: int | None = None
        self._asked: weakref.WeakKeyDictionary[QObject, dict[Any, int]] = weakref.WeakKeyDictionary()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(target=self._write_loop, name="writer", daemon=True),
            *(
                threading.Thread(target=self._loop, args=(self._reads,), name=f"reader {n + 1}", daemon=True)
                for n in range(READERS)
            ),
            threading.Thread(target=self._loop, args=(self._heavy,), name="worker's ear", daemon=True),
        ]
        self._poll = QTimer(self, interval=POLL_EVERY)
        self._poll.timeout.connect(self._look_for_others)

    def start(self) -> None:
        """Open the file and take up work; what was asked for before waits in line."""
        for thread in self._threads:
            thread.start()

    def read(
        self,
        owner: QObject,
        fn: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        only_newest: bool = False,
    ) -> None:
        """``fn(db, *args)`` on a reader; dropped unread when ``owner`` is gone by then.

        With ``only_newest`` an answer is dropped when the owner has asked ``fn`` again meanwhile: there are
        two readers, and the older answer may come last.
        """
        task = Task(owner, partial(self._in_snapshot, fn, args), then, failed)
        if only_newest:
            asked = self._asked.setdefault(owner, {})
            number = asked[fn] = asked.get(fn, 0) + 1
            task.newest = partial(is_newest, asked, fn, number)
        self._put(self._reads, task)

    def write(
        self,
        owner: QObject,
        fn: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        touches: frozenset[str] = EVERYTHING,
        title: str | None = None,
    ) -> Job | None:
        """``fn(db, *args)`` in one transaction; with a ``title`` it is given ``tick=`` and can be stopped."""
        job = Job(title, self) if title else None
        extra = {"tick": job.tick} if job else {}
        call = partial(self._in_transaction, fn, args, extra)
        self._put(self._writes, Task(owner, call, then, failed, touches, job))
        return self._announced(job)

    def heavy(
        self,
        owner: QObject,
        function: str,
        *args: Any,
        then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
        touches: frozenset[str] = frozenset(),
    ) -> Job:
        """``"module:function"`` in the worker process; the job tells how far it is."""
        job = Job(title, self)
        call = partial(self.worker.run, function, *args, tick=job.tick)
        self._put(self._heavy, Task(owner, call, then, failed, touches, job))
        self._announced(job)
        return job

    def aside(
        self,
        owner: QObject,
        fn: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """``fn(*args)`` on a reader's thread, without the database: files, folders, settings."""
        self._put(self._reads, Task(owner, partial(fn, *args), then, failed))

    def replace_file(
        self,
        owner: QObject,
        fn: Callable[..., Any],
        *args: Any,
        title: str,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """``fn(*args, tick=)`` while nobody here has the file open; then it is opened, come what may.

        What is asked or written meanwhile waits its turn and meets the file that is there afterwards.
        """
        job = Job(title, self)
        call = partial(self._while_closed, fn, args, job)
        self._put(self._writes, Task(owner, call, then, failed, EVERYTHING, job))
        self._announced(job)
        return job

    def close(self) -> None:
        """Finish what was asked to be written, then close the file; what can be stopped is rolled back."""
        if self._closing:
            return
        self._closing = True
        for job in self.findChildren(Job):
            job.stop()
        self._poll.stop()
        self._open.set()
        for line in (self._writes, self._heavy, *[self._reads] * READERS):
            line.put(None)
        for thread in self._threads:
            if thread.is_alive():
                thread.join(10)
        self.worker.close()  # after its thread, which may just be starting it
        if self.database is not None:
            self.database.close()

    # -- on the threads --------------------------------------------------------------------------------

    def _write_loop(self) -> None:
        try:
            self.database = self._open_database()
        except Exception as error:
            log.warning("the file stays closed", exc_info=not isinstance(error, Refused))
            self.refused.emit(error)
        else:
            self._answered.emit(None, self.database, None)
        finally:
            self._open.set()
        self._loop(self._writes)  # without a file too: a backup may be put in its place

    def _loop(self, line: Line) -> None:
        self._open.wait()
        while (number := line.get()) is not None:
            # A write is carried out whoever waits for it; a read nobody waits for is not.
            unread = line is self._reads and self._tasks[number].gone
            answer, error = (None, None) if unread else _called(self._tasks[number].call)
            if isValid(self):
                self._answered.emit(number, answer, error)
            del answer, error  # or they would stay until the next task, pages and all

    def _in_snapshot(self, fn: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        with self._turns, self._ready().read() as db:
            return fn(db, *args)

    def _while_closed(self, fn: Callable[..., Any], args: tuple[Any, ...], job: Job) -> Any:
        """On the writer's thread, so nobody writes; with every reader's turn, so nobody reads."""
        for _ in range(READERS):
            self._turns.acquire()
        try:
            before, self._version = self.database, None
            if before is not None:
                before.close()
            try:
                return fn(*args, tick=job.tick)
            finally:
                self.database = self._open_database()
                if before is None:
                    self._answered.emit(None, self.database, None)
        finally:
            self._turns.release(READERS)

    def _in_transaction(self, fn: Callable[..., Any], args: tuple[Any, ...], extra: dict[str, Any]) -> Any:
        with self._ready().write() as db:
            return fn(db, *args, **extra)

    def _ready(self) -> Any:
        if self.database is None:
            raise Refused("file_not_open")
        return self.database

    # -- on the window's thread ------------------------------------------------------------------------

    def _put(self, line: Line, task: Task) -> None:
        number = next(self._numbers)
        self._tasks[number] = task
        line.put(number)

    def _announced(self, job: Job | None) -> Job | None:
        if job is not None:
            self.began.emit(job)
        return job

    @Slot(object, object, object)
    def _deliver(self, number: int | None, answer: Any, error: Exception | None) -> None:
        if number is None:
            self._poll.start()
            self.opened.emit(answer)
            return
        task = self._tasks.pop(number)
        if task.newest is not None and not task.newest():
            return
        if task.job is not None:
            task.job.end()
        if error is None and task.touches:
            self.changed.emit(task.touches)
        callback = (task.then if error is None else task.failed)() if task.awaited() else None
        if callback is not None:
            callback(answer if error is None else error)
        elif error is not None and matters(task, error):
            self.failed.emit(error)

    @Slot()
    def _look_for_others(self) -> None:
        if self._writes.empty():
            self._put(self._writes, Task(self, self._others_wrote, self._others_looked, None))

    def _others_wrote(self) -> bool:
        before, self._version = self._version, self.database.version()
        return before not in (None, self._version)

    def _others_looked(self, wrote: bool) -> None:
        if wrote:
            self.changed.emit(EVERYTHING)


def _called(call: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        return call(), None
    except Exception as error:
        if not isinstance(error, Refused):
            log.exception("work failed")
        return None, error
