"""The worker process: long work in Python runs here, so that it can neither slow nor end the window."""

import contextlib
import gc
import importlib
import inspect
import multiprocessing
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick

MEMORY_LIMIT = 4 * 1024**3
"""Bytes of address space the worker may use where the system can hold it to that (Linux, macOS)."""

_HEARTBEAT = 0.1
_TICK_EVERY = 0.05
_GRACE = 3.0
_IDLE = 2.0


def _id_reduced(id_: UUID) -> tuple[type[UUID], tuple[None, bytes]]:
    """An id travels as its bytes; by itself it would as a dictionary, and lists are full of ids."""
    return UUID, (None, id_.bytes)


ForkingPickler.register(UUID, _id_reduced)


class WorkerFailedError(RuntimeError):
    """A defect in the worker's code; the text holds the traceback of the other process."""


class Worker:
    """One spawned process that runs named functions, one at a time, for any thread of this program.

    A function is named ``"package.module:function"``. If it takes a parameter ``tick`` it is given one.
    Arguments and answers are plain values. The process starts with the first call, and again with the
    call after its death.
    """

    def __init__(self, memory_limit: int = MEMORY_LIMIT) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._memory_limit = memory_limit
        self._busy = threading.Lock()
        self._process: Any = None
        self._pipe: Connection | None = None
        self._stop: Any = None

    def run(self, function: str, *args: Any, tick: Tick = no_tick) -> Any:
        """The answer of ``function(*args)``.

        Raises:
            Refused: what the function raised; ``stopped``; ``worker_died`` when the process ended without
                an answer; ``worker_out_of_memory``.
            WorkerFailedError: any other exception of the function.
        """
        answers = list(self._call(function, args, tick))
        return answers[-1] if answers else None

    def stream(self, function: str, *args: Any, tick: Tick = no_tick) -> Iterator[Any]:
        """The values a generator function yields, one by one as they come; raises what ``run`` raises.

        The worker is busy until the last value was taken or the iterator is closed.
        """
        return self._call(function, args, tick)

    def close(self) -> None:
        """Ends the process; what it kept in memory is gone."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.join(0.2)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()

    def _call(self, function: str, args: tuple[Any, ...], tick: Tick) -> Generator[Any, None, None]:
        tick(0, 0, "")  # what was stopped while it stood in line does not begin
        while not self._busy.acquire(timeout=_HEARTBEAT):
            tick(0, 0, "")
        finished = False
        try:
            pipe = self._started()
            try:
                pipe.send((function, args))
            except OSError as error:
                raise self._death(function) from error
            for kind, value in self._messages(pipe, function, tick):
                if kind == "value":
                    yield value
                elif kind == "refused":
                    finished = True
                    raise value
                elif kind == "failed":
                    finished = True
                    raise WorkerFailedError(value)
            finished = True
        finally:
            if not finished:
                self._interrupt()
            self._busy.release()

    def _messages(self, pipe: Connection, function: str, tick: Tick) -> Iterator[tuple[str, Any]]:
        progress: tuple[int, int, str] = (0, 0, "")
        while True:
            try:
                if not pipe.poll(_HEARTBEAT):
                    tick(*progress)
                    continue
                kind, value = pipe.recv()
            except (EOFError, OSError) as error:
                raise self._death(function) from error
            if kind == "tick":
                progress = value
                tick(*progress)
            elif kind == "end":
                return
            else:
                yield kind, value

    def _started(self) -> Connection:
        if self._process is not None and self._process.is_alive() and self._pipe is not None:
            self._stop.clear()
            return self._pipe
        self.close()
        self._stop = self._context.Event()
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve,
            args=(theirs, self._stop, self._memory_limit),
            name="attendance worker",
            daemon=True,
        )
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        return ours

    def _death(self, function: str) -> Refused:
        self.close()
        return Refused("worker_died", what=function.partition(":")[2])

    def _interrupt(self) -> None:
        """Brings the process back to rest after an abandoned call, by its stop flag or else by its end."""
        if (pipe := self._pipe) is None:  # held: whoever ends the program may close it meanwhile
            return
        self._stop.set()
        deadline = time.monotonic() + _GRACE
        with contextlib.suppress(EOFError, OSError):
            while time.monotonic() < deadline:
                if pipe.poll(_HEARTBEAT) and pipe.recv()[0] in ("end", "refused", "failed"):
                    return
        self.close()


def _serve(pipe: Connection, stop: Any, memory_limit: int) -> None:
    """The life of the worker process: calls come in, answers go out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Large tables of small objects: looking through them for cycles, again and again, took half the time.
    gc.disable()
    _limit_memory(memory_limit)
    with contextlib.suppress(EOFError, OSError):
        while True:
            function, args = pipe.recv()
            _answer(pipe, stop, function, args)
            if not pipe.poll(_IDLE):
                gc.collect()


def _answer(pipe: Connection, stop: Any, function: str, args: tuple[Any, ...]) -> None:
    try:
        verb = _find(function)
        wants_tick = "tick" in inspect.signature(verb).parameters
        answer = verb(*args, **({"tick": _sender(pipe, stop)} if wants_tick else {}))
        if inspect.isgenerator(answer):
            for value in answer:
                if stop.is_set():
                    raise Refused("stopped")
                pipe.send(("value", value))
        else:
            pipe.send(("value", answer))
        pipe.send(("end", None))
    except Refused as refused:
        pipe.send(("refused", refused))
    except MemoryError:
        pipe.send(("refused", Refused("worker_out_of_memory", what=function.partition(":")[2])))
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception:
        pipe.send(("failed", traceback.format_exc()))


def _find(function: str) -> Callable[..., Any]:
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)


def _sender(pipe: Connection, stop: Any) -> Tick:
    last = 0.0

    def tick(done: int, total: int, label: str) -> None:
        nonlocal last
        if stop.is_set():
            raise Refused("stopped")
        now = time.monotonic()
        if now - last >= _TICK_EVERY:
            last = now
            pipe.send(("tick", (done, total, label)))

    return tick


def _limit_memory(limit: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    # macOS knows the limit but may refuse to set it; the caps on files hold there too.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
