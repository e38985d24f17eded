"""Where a database may live: not on a network share, not in a folder that cannot be written."""

import errno
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from attendance.domain.errors import Refused

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "9p", "afs", "ncpfs"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.s3fs", "glusterfs", "ceph"}
)
_HEADER = b"SQLite format 3\0"
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_DRIVE_REMOTE = 4
_A_FEW_PAGES = 64 * 1024
_OCTAL = re.compile(r"\\([0-7]{3})")


def check(path: Path) -> None:
    """Refuse a place where SQLite cannot keep its promises.

    Raises:
        Refused: file_is_folder, file_on_share, file_read_only.
    """
    if path.is_dir():
        raise Refused("file_is_folder", path=str(path))
    if on_share(path):
        raise Refused("file_on_share", path=str(path))
    folder = _existing(path.parent)
    if path.exists() and not os.access(path, os.W_OK):
        raise Refused("file_read_only", path=str(path))
    try:
        # The journal files beside the database need the folder too; permissions alone do not tell on
        # Windows or on a stick switched to read-only, so a file is really made.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        if error.errno in DISK_FULL:
            raise Refused("disk_full", path=str(path)) from error
        raise Refused("file_read_only", path=str(path)) from error


def check_header(path: Path) -> None:
    """Refuse what is not an SQLite file of ours by its first bytes, before SQLite touches it.

    Raises:
        Refused: file_foreign, file_damaged.
    """
    with path.open("rb") as file:
        head = file.read(100)
    if not head.startswith(_HEADER):
        raise Refused("file_foreign", path=str(path))
    if len(head) < 100:
        raise Refused("file_damaged", path=str(path))


def on_share(path: Path) -> bool:
    """Whether the file would lie on a network drive."""
    if sys.platform == "win32":
        import ctypes

        drive = path.absolute().anchor
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE
    return _file_system(_existing(path.absolute()).resolve()) in _NETWORK


def is_full(path: Path) -> bool:
    """Whether the disk of ``path`` has no room for even a few pages."""
    try:
        return shutil.disk_usage(_existing(path.absolute())).free < _A_FEW_PAGES
    except OSError:
        return False


def _existing(path: Path) -> Path:
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _file_system(path: Path) -> str:
    """The type of the mount a path lies on, from the kernel's own list; empty where there is none."""
    if sys.platform == "darwin":
        import subprocess

        said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        return kind_of(path, mac_mounts(said))
    table = Path("/proc/mounts")
    return kind_of(path, linux_mounts(table.read_text(errors="replace") if table.exists() else ""))


def kind_of(path: Path, mounts: list[tuple[str, str]]) -> str:
    """The type of the nearest mount above ``path``; of two at one place the later hides the earlier."""
    on_path = [(len(where), n, kind) for n, (where, kind) in enumerate(mounts) if path.is_relative_to(where)]
    return max(on_path, default=(0, 0, ""))[2]


def linux_mounts(said: str) -> list[tuple[str, str]]:
    """Place and type of every line of ``/proc/mounts``, which writes blanks and the like in octal."""
    fields = [line.split(" ") for line in said.splitlines()]
    return [(_OCTAL.sub(lambda m: chr(int(m[1], 8)), f[1]), f[2]) for f in fields if len(f) > 2]


def mac_mounts(said: str) -> list[tuple[str, str]]:
    """Place and type of every line of macOS's ``mount``: ``//host/share on /Volumes/share (smbfs, …)``."""
    mounts: list[tuple[str, str]] = []
    for line in said.splitlines():
        where, _, options = line.partition(" on ")[2].rpartition(" (")
        mounts.append((where, options.split(",")[0].rstrip(")")))
    return mounts
