"""Functions the worker's tests call in the other process."""

import os
import time

from attendance.domain.errors import Refused


def add(a, b):
    return a + b


def refuse(name):
    raise Refused("unknown_file", name=name)


def fail():
    raise KeyError("a defect")


def die():
    os.abort()


def process_id():
    return os.getpid()


def count_to(n, tick=None):
    for i in range(n):
        tick(i, n, "counting")
        time.sleep(0.01)
    return n


def deaf():
    time.sleep(60)


def chunks(n, size):
    for i in range(n):
        yield [i] * size


def devour():
    return len(bytearray(64 * 1024**3))
