"""A report reaches its place whole or not at all: written beside it, flushed, then moved over it."""

import errno
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from attendance.domain.errors import Refused

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def free_name(path: Path) -> Path:
    """The first of "name (2).xlsx", "name (3).xlsx" … that does not exist yet."""
    number = 2
    while (candidate := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return candidate


@contextmanager
def written_whole(target: Path) -> Generator[BinaryIO]:
    """A file that becomes ``target`` when the block ends well; the folder is made if it is missing.

    Raises ``Refused``: disk_full, report_folder_closed (no right to write there), report_file_in_use
    (open in another program; ``suggestion`` is a free name beside it). On any error nothing is left behind.
    """
    partial = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _move(partial, target)
    except OSError as error:
        raise _refusal(error, target) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def _move(partial: Path, target: Path) -> None:
    try:
        partial.replace(target)
    except (PermissionError, IsADirectoryError) as error:
        raise Refused("report_file_in_use", path=str(target), suggestion=str(free_name(target))) from error
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _refusal(error: OSError, target: Path) -> Refused:
    if error.errno in _FULL:
        return Refused("disk_full", path=str(target.parent))
    if error.errno in _CLOSED or isinstance(error, NotADirectoryError | FileExistsError):
        return Refused("report_folder_closed", path=str(target.parent))
    return Refused("report_not_written", path=str(target), reason=error.strerror or str(error))
