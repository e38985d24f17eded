import sys
import threading
import time

import pytest

from attendance.domain.errors import Refused
from attendance.worker import Worker, WorkerFailedError

VERBS = "tests.worker_verbs:"


@pytest.fixture(scope="module")
def worker():
    worker = Worker()
    yield worker
    worker.close()


def test_a_named_function_runs_in_another_process(worker):
    import os

    assert worker.run(VERBS + "add", 2, 3) == 5
    assert worker.run(VERBS + "process_id") != os.getpid()


def test_the_same_process_serves_the_next_call(worker):
    assert worker.run(VERBS + "process_id") == worker.run(VERBS + "process_id")


def test_a_refusal_arrives_with_its_code_and_details(worker):
    with pytest.raises(Refused) as caught:
        worker.run(VERBS + "refuse", "list.xlsx")
    assert (caught.value.code, caught.value.details) == ("unknown_file", {"name": "list.xlsx"})
    assert worker.run(VERBS + "add", 1, 1) == 2


def test_a_defect_arrives_with_its_traceback(worker):
    with pytest.raises(WorkerFailedError, match="a defect"):
        worker.run(VERBS + "fail")
    assert worker.run(VERBS + "add", 1, 1) == 2


def test_the_death_of_the_process_is_a_refusal_and_the_next_call_works(worker):
    with pytest.raises(Refused) as caught:
        worker.run(VERBS + "die")
    assert caught.value.code == "worker_died"
    assert worker.run(VERBS + "add", 1, 1) == 2


def test_progress_arrives_in_order(worker):
    seen = []
    assert worker.run(VERBS + "count_to", 30, tick=lambda *step: seen.append(step)) == 30
    done = [step[0] for step in seen]
    assert len(set(done)) > 3
    assert done == sorted(done)
    assert seen[-1][1:] == (30, "counting")


def stop_after(seconds):
    start = time.monotonic()

    def tick(done, total, label):
        if time.monotonic() - start > seconds:
            raise Refused("stopped")

    return tick


def test_a_stop_reaches_the_function_and_the_process_lives_on(worker):
    before = worker.run(VERBS + "process_id")
    with pytest.raises(Refused, match="stopped"):
        worker.run(VERBS + "count_to", 10_000, tick=stop_after(0.3))
    assert worker.run(VERBS + "process_id") == before


def test_what_was_stopped_while_it_stood_in_line_does_not_begin():
    idle = Worker()
    with pytest.raises(Refused, match="stopped"):
        idle.run(VERBS + "add", 1, 1, tick=stop_after(-1))
    assert idle._process is None


def test_closing_while_a_stopped_call_comes_to_rest_is_no_defect():
    closing, told = Worker(), []

    def call():
        try:
            closing.run(VERBS + "deaf", tick=stop_after(0.2))
        except Refused as refused:
            told.append(refused.code)

    thread = threading.Thread(target=call)
    thread.start()
    while closing._stop is None or not closing._stop.is_set():
        time.sleep(0.01)
    closing.close()
    thread.join()
    assert told == ["stopped"]


def test_work_that_does_not_listen_is_stopped_by_ending_the_process(worker):
    start = time.monotonic()
    with pytest.raises(Refused, match="stopped"):
        worker.run(VERBS + "deaf", tick=stop_after(0.2))
    assert time.monotonic() - start < 10
    assert worker.run(VERBS + "add", 1, 1) == 2


def test_chunks_arrive_one_by_one(worker):
    chunks = worker.stream(VERBS + "chunks", 5, 1000)
    assert [chunk[0] for chunk in chunks] == [0, 1, 2, 3, 4]


def test_an_abandoned_stream_frees_the_worker(worker):
    chunks = worker.stream(VERBS + "chunks", 100_000, 100)
    assert next(chunks)[0] == 0
    chunks.close()
    assert worker.run(VERBS + "add", 1, 1) == 2


def test_two_threads_take_turns(worker):
    answers = []

    def ask(n):
        answers.append(worker.run(VERBS + "count_to", n))

    threads = [threading.Thread(target=ask, args=(n,)) for n in (5, 6, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [5, 6, 7]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit for one process")
def test_memory_is_capped():
    worker = Worker(memory_limit=2 * 1024**3)
    try:
        with pytest.raises(Refused) as caught:
            worker.run(VERBS + "devour")
        assert caught.value.code == "worker_out_of_memory"
        assert worker.run(VERBS + "add", 1, 1) == 2
    finally:
        worker.close()
