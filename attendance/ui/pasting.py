"""What somebody copied elsewhere, as a file the import can read."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from attendance.imports.pasted import as_file


class Copied(NamedTuple):
    """A list on the clipboard: files, or contents with the ending that fits them."""

    files: tuple[Path, ...] = ()
    ending: str = ""
    contents: str = ""


class KeptList(NamedTuple):
    """A pasted list as a file; it is there as long as its folder object."""

    folder: tempfile.TemporaryDirectory[str]
    file: Path


def copied() -> Copied | None:
    """What is on the clipboard, None when it is neither files nor text."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    if data is None:  # another program holds the clipboard, or has left it
        return None
    files = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if files:
        return Copied(files)
    found = as_file(data.html() if data.hasHtml() else "", data.text() if data.hasText() else "")
    return Copied((), *found) if found else None


def keep(list_: Copied, name: str) -> KeptList:
    """Write contents into a folder of their own; not for the window's thread."""
    folder = tempfile.TemporaryDirectory(prefix="attendance-")
    file = Path(folder.name) / f"{name}{list_.ending}"
    file.write_text(list_.contents, "utf-8")
    return KeptList(folder, file)
