"""What a report will look like: the very file, written aside, read back and drawn as pictures."""

import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from attendance.domain.kinds import Audience
from attendance.domain.progress import Tick, no_tick
from attendance.reports.catalogue import write_report_file
from attendance.reports.pages.canvas import Box, Type
from attendance.reports.pages.document_pages import draw_document
from attendance.reports.pages.pdf import A4, Enough, Pictures, as_pictures
from attendance.reports.pages.workbook_pages import draw_workbook

SHARP = 92
"""Dots to the inch of a preview; a printer gets ``PRINTED``."""

PRINTED = 200
MOST_SHOWN, MOST_PRINTED = 6, 80
_LINES = 60


class Pictured(NamedTuple):
    """Pages as PNG files' contents, and whether there are more than these."""

    pages: tuple[bytes, ...]
    more: bool


def pictures(
    path: str,
    name: str,
    event: UUID,
    codes: Sequence[str] | None,
    language: str,
    audience: Audience,
    at: int,
    extension: str,
    choices: Mapping[str, str],
    printed: bool,
    tick: Tick = no_tick,
) -> Pictured:
    """For the worker process: the first pages of a report, of one delegation where each has its own.

    Args:
        printed: for a printer: more of them, and finer.

    Raises:
        Refused: what ``catalogue.write_report`` raises.
    """
    dpi, most = (PRINTED, MOST_PRINTED) if printed else (SHARP, MOST_SHOWN)
    with tempfile.TemporaryDirectory() as folder, as_pictures(dpi, most) as made:
        target = Path(folder) / "preview"
        target.mkdir()
        files = write_report_file(
            path, name, event, codes, language, audience, str(target), at, extension, choices, False, tick
        )
        if files and not made.images:
            _draw(Path(files[0]), made)
        made.close()
        return Pictured(tuple(map(_png, made.images)), made.more or len(files) > 1)


def _draw(file: Path, made: Pictures) -> None:
    try:
        if file.suffix == ".xlsx":
            draw_workbook(file, made)
        elif file.suffix == ".docx":
            draw_document(file, made)
        elif file.suffix == ".zip":
            with zipfile.ZipFile(file) as package:
                _draw_lines(package.namelist(), made)
        else:
            _draw_lines(file.read_text("utf-8", "replace").splitlines(), made)
    except Enough:
        made.more = True


def _draw_lines(lines: Sequence[str], made: Pictures) -> None:
    made.begin(A4)
    for first in range(0, max(1, len(lines)), _LINES):
        canvas = made.next()
        for place, line in enumerate(lines[first : first + _LINES]):
            canvas.text(Box(18, 16 + place * 4.4, A4.width - 36, 4.2), line, Type(9, least=6))


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
