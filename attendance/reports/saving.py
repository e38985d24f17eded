"""A report reaches its place whole or not at all: written beside it, flushed, then moved over it."""

import errno
import logging
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from attendance.domain.errors import Refused

log = logging.getLogger("attendance")

NOT_WRITTEN = frozenset(
    {
        "report_disk_full",
        "report_folder_closed",
        "report_folder_gone",
        "report_name_unusable",
        "report_not_written",
        "report_file_in_use",
    }
)
"""Why one file did not reach its place; others of a set may."""

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}
_GONE = {errno.ENOENT, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE}
_BAD_NAME = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}
_WINDOWS_FULL, _WINDOWS_BAD_NAME = {39, 112}, {123, 206}
_WINDOWS_GONE = {3, 15, 21, 31, 53, 59, 64, 67, 121, 433, 1117, 1167}
_UNLIKE_FILES = re.compile(
    r'[<>:"/\\|?*\x00-\x1f]|[ .]$|^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)', re.I
)
_LONGEST = 259
"""Characters Windows allows a whole path where long ones are not switched on."""

_ROOM = 1 << 20
_IN_MEMORY = 8 << 20
_LXML_FAILED: type[Exception] = import_module("lxml.etree").SerialisationError
_SHOWN = 60


def free_name(path: Path) -> Path:
    """The first of "name (2).xlsx", "name (3).xlsx" … that does not exist yet."""
    number = 2
    while os.path.exists(candidate := path.with_name(f"{path.stem} ({number}){path.suffix}")):  # noqa: PTH110
        number += 1
    return candidate


def windows_refuses(name: str) -> bool:
    """Whether a file cannot have this name on Windows, or would get another one or none at all."""
    return _UNLIKE_FILES.search(name) is not None


@contextmanager
def written_whole(target: Path) -> Generator[BinaryIO]:
    """A file that becomes ``target`` when the block ends well; the folder is made if it is missing.

    Raises ``Refused``: report_disk_full, report_folder_closed (no right to write there), report_folder_gone
    (a stick that was pulled out), report_name_unusable, report_file_in_use (open in another program;
    ``suggestion`` is a free name beside it), report_not_written. On any error nothing is left behind, but
    what was there before.
    """
    if os.name == "nt" and windows_refuses(target.name):
        raise _about("report_name_unusable", target)
    partial = target.with_name(f".{secrets.token_hex(8)}.part")
    with troubles_told(target):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _move(partial, target)
        finally:
            with suppress(OSError):
                partial.unlink()


def saved_whole(save: Callable[[BinaryIO], object], target: Path) -> Path:
    """``target``, written by a library that leaves loose ends when its file fails: it gets one that does not.

    Raises ``Refused`` as ``written_whole`` does.
    """
    with troubles_told(target), tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as content:
        save(cast("BinaryIO", content))
        content.seek(0)
        with written_whole(target) as file:
            shutil.copyfileobj(content, file, _ROOM)
    return target


@contextmanager
def troubles_told(target: Path) -> Generator[None]:
    """What a disk refuses within the block is a ``Refused`` about ``target``, as of ``written_whole``."""
    try:
        yield
    except OSError as error:
        log.warning("%s was not written", target.name, exc_info=True)
        raise _refusal(error, target) from error
    except _LXML_FAILED as error:  # how lxml, by which openpyxl writes, tells of a disk: "IO_ENOSPC"
        number = getattr(errno, str(error).removeprefix("IO_"), 0)
        raise _refusal(OSError(number, str(error)), target) from error


def _move(partial: Path, target: Path) -> None:
    try:
        partial.replace(target)
    except (PermissionError, IsADirectoryError) as error:
        raise Refused("report_file_in_use", path=str(target), suggestion=str(free_name(target))) from error
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EBADF, errno.ENOTSUP):  # shares know no such thing
                raise
        finally:
            os.close(folder)


def _refusal(error: OSError, target: Path) -> Refused:
    windows = getattr(error, "winerror", None)
    if windows in _WINDOWS_FULL or error.errno in _FULL:
        return _about("report_disk_full", target, _full(target))
    if windows in _WINDOWS_BAD_NAME or error.errno in _BAD_NAME or _too_long(target):
        return _about("report_name_unusable", target)
    if windows in _WINDOWS_GONE or error.errno in _GONE:
        return _about("report_folder_gone", target)
    if error.errno in _CLOSED:
        return _about("report_folder_closed", target)
    return Refused("report_not_written", path=str(target), reason=error.strerror or str(error))


def _too_long(target: Path) -> bool:
    return os.name == "nt" and len(str(target)) > _LONGEST


def _about(code: str, target: Path, folder: Path | None = None) -> Refused:
    return Refused(code, path=str(folder or target.parent), name=_short(target.name))


def _short(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[: _SHOWN - 12]} … {name[-8:]}"


def _full(target: Path) -> Path:
    """Which disk has no room: the target's, or the one where its parts are kept meanwhile."""
    meanwhile = Path(tempfile.gettempdir())
    with suppress(OSError):
        if shutil.disk_usage(target.parent).free > _ROOM > shutil.disk_usage(meanwhile).free:
            return meanwhile
    return target.parent
