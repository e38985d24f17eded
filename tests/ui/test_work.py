"""The door between window and file: answers on the window's thread, errors told, nothing lost."""

import threading
import time
from functools import partial

from PySide6.QtCore import QEvent
from shiboken6 import delete

from attendance.commands.delegates import add_delegation
from attendance.domain.errors import Refused
from attendance.queries import events
from attendance.store.database import Database
from attendance.ui.work import EVERYTHING, Work
from attendance.worker import Worker
from tests.ui.conftest import STAMP, live, wait_until


def thread_name(db):
    return threading.current_thread().name


def slowly(db, tick):
    for step in range(500):
        tick(step, 500, "step")
        time.sleep(0.01)


def refuse(db):
    raise Refused("no_such_session")


def test_reads_and_writes_run_on_their_own_threads(work, owner):
    work.read(owner, thread_name, then=owner.take)
    work.write(owner, thread_name, then=owner.take)
    wait_until(lambda: len(owner.answers) == 2)
    assert {name.split()[0] for name in owner.answers} == {"reader", "writer"}


def test_an_answer_to_a_widget_that_is_gone_is_dropped(work, owner):
    heard = []
    work.failed.connect(heard.append)
    work.read(owner, refuse, then=owner.take, failed=owner.fail)
    delete(owner)
    live(100)
    assert heard == []


def test_no_task_is_kept_once_it_is_answered_refused_or_dropped(work, owner):
    gone = type(owner)()
    work.read(owner, thread_name, then=owner.take)
    work.read(owner, refuse, then=owner.take, failed=owner.fail)
    work.read(gone, thread_name, then=gone.take)
    del gone
    wait_until(lambda: not work._tasks)
    assert (len(owner.answers), len(owner.errors)) == (1, 1)


def test_a_refusal_goes_to_whoever_asked_and_else_to_everybody(work, owner):
    heard = []
    work.failed.connect(heard.append)
    work.read(owner, refuse, then=owner.take, failed=owner.fail)
    wait_until(lambda: owner.errors)
    work.read(owner, refuse, then=owner.take)
    wait_until(lambda: heard)
    assert [error.code for error in (*owner.errors, *heard)] == ["no_such_session"] * 2


def test_a_write_tells_what_it_touched(work, owner, seminar):
    heard = []
    work.changed.connect(heard.append)
    touched = frozenset({"delegations"})
    add = partial(add_delegation, code="MNG", name="Mongolia")
    work.write(owner, add, STAMP, seminar[1], then=owner.take, touches=touched)
    wait_until(lambda: owner.answers)
    assert heard == [touched]


def test_what_another_program_writes_is_noticed(work, owner, seminar):
    heard = []
    work.changed.connect(heard.append)
    wait_until(lambda: work._version is not None)  # it looked a first time
    threading.window_is_open = False
    other = Database.open(seminar[0])
    with other.write() as db:
        add_delegation(db, STAMP, seminar[1], code="MNG", name="Mongolia")
    other.close()
    threading.window_is_open = True
    wait_until(lambda: heard)
    assert heard == [EVERYTHING]


def test_what_the_window_writes_is_not_taken_for_somebody_elses(work, owner, seminar):
    wait_until(lambda: work._version is not None)
    heard = []
    work.changed.connect(heard.append)
    add = partial(add_delegation, code="MNG", name="Mongolia")
    work.write(owner, add, STAMP, seminar[1], then=owner.take, touches=frozenset({"delegations"}))
    live(2300)
    assert heard == [frozenset({"delegations"})]


def test_a_stopped_write_says_nothing_and_leaves_nothing(work, owner):
    heard, steps, ended = [], [], []
    work.failed.connect(heard.append)
    job = work.write(owner, slowly, then=owner.take, title="Slow")
    job.progressed.connect(lambda done, total, label: steps.append((done, total, label)))
    job.ended.connect(lambda: ended.append(True))
    wait_until(lambda: len(steps) > 3)
    job.stop()
    wait_until(lambda: ended)
    assert (owner.answers, heard) == ([], [])
    # The writer may have taken its first steps before anybody could listen.
    assert {(total, label) for _, total, label in steps} == {(500, "step")}
    assert [done for done, _, _ in steps] == sorted({done for done, _, _ in steps})


def test_long_work_runs_in_another_process(work, owner):
    import os

    work.heavy(owner, "os:getpid", then=owner.take, title="Asking")
    wait_until(lambda: owner.answers)
    assert owner.answers[0] != os.getpid()


def test_a_file_that_will_not_open_is_told(application, tmp_path, owner):
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir or Madam, this is no database, and it is long enough to be read as one.")
    work = Work(partial(Database.open, path), Worker())
    work.refused.connect(owner.fail)
    work.start()
    wait_until(lambda: owner.errors)
    work.close()
    assert isinstance(owner.errors[0], Refused)


def test_closing_finishes_what_was_asked_to_be_written(application, seminar, owner):
    work = Work(partial(Database.open, seminar[0]), Worker())
    work.start()
    for number in range(20):
        add = partial(add_delegation, code=f"X{number}", name="X")
        work.write(owner, add, STAMP, seminar[1])
    work.close()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    database = Database.open(seminar[0])
    with database.read() as db:
        row = events.events(db)[0]
        from attendance.queries.delegations import delegations
        from attendance.queries.listing import ids

        assert len(ids(db, delegations(row.id))) == 23
    database.close()


def after(db, seconds):
    time.sleep(seconds)
    return seconds


def test_an_older_answer_that_comes_last_is_dropped_where_only_the_newest_counts(work, owner):
    for seconds in (0.3, 0.0):
        work.read(owner, after, seconds, then=owner.take, only_newest=True)
    wait_until(lambda: owner.answers)
    live(500)
    assert owner.answers == [0.0]
    for seconds in (0.2, 0.0):
        work.read(owner, after, seconds, then=owner.take)
    wait_until(lambda: len(owner.answers) == 3)
    assert owner.answers == [0.0, 0.0, 0.2]
