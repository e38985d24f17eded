"""Functions the import tests call in the worker process."""

import os
from pathlib import Path

from attendance.imports.reading import read_list


def warm_up():
    import python_calamine  # noqa: F401


def process_id():
    return os.getpid()


def rows(path):
    return read_list(Path(path))[0].rows


def filled_rows(path):
    return sum(len(sheet.rows) for sheet in read_list(Path(path)))


def peak_megabytes():
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
