"""What a report will look like: the very file, written aside, read back and drawn as pictures."""

import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.domain.progress import Tick, no_tick
from attendance.language import texts_for
from attendance.queries.participants import event_facts
from attendance.reports import evidence
from attendance.reports.catalogue import write_report_file
from attendance.reports.pages.canvas import Box, Type
from attendance.reports.pages.document_pages import draw_document
from attendance.reports.pages.pdf import A4, Enough, Pictures, as_pictures
from attendance.reports.pages.workbook_pages import draw_workbook
from attendance.reports.people import first_of_many
from attendance.reports.pictured import Pictured
from attendance.reports.request import Request
from attendance.store.database import Database

SHARP = 92
"""Dots to the inch of a preview; a printer gets ``PRINTED``."""

PRINTED = 200
MOST_SHOWN, MOST_PRINTED = 6, 80
MOST_PEOPLE = 600
"""A preview writes the first delegations that come to so many: the worker is others' too."""

MOST_CELLS = 6_000
"""A page of a wide table is drawn alone: the next ones when somebody turns to them."""

_LINES = 60
_NAMED: Mapping[str, Callable[[Request], Sequence[str]]] = {"evidence-pack": evidence.contents}
"""What is shown by the names in it, because checking a large file to show them takes too long."""


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
    first: int = 0,
    tick: Tick = no_tick,
) -> Pictured:
    """For the worker process: a few pages of a report, of one delegation where each has its own.

    Args:
        printed: for a printer: more of them, and finer.
        first: how many pages are there already.

    Raises:
        Refused: what ``catalogue.write_report`` raises.
    """
    dpi, most = (PRINTED, MOST_PRINTED) if printed else (SHARP, MOST_SHOWN)
    with as_pictures(dpi, most, first, None if printed else MOST_CELLS) as made:
        made.begin(A4, tick)
        database = Database.open(Path(path), create=False)
        try:
            with database.read() as db:
                if (facts := event_facts(db, event)) is None:
                    raise Refused("no_such_event")
                wanted = tuple(codes) if codes is not None else None
                about = Request(
                    db, facts, texts_for(language), audience, at, "", wanted, tick, choices=choices
                )
                if (names := _NAMED.get(name)) is not None:
                    _drawn(lambda: _draw_lines(names(about), made), made)
                    return _pictured(made)
                enough = None if printed else _first(about)
        finally:
            database.close()
        if enough is not None:
            codes = enough
            if "issue" in choices:  # a part of a list is never issued
                choices = {**choices, "issue": "draft"}
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "preview"
            target.mkdir()
            files = write_report_file(
                path, name, event, codes, language, audience, str(target), at, extension, choices, False, tick
            )
            if files and Path(files[0]).exists():  # pages that were drawn at once left no file
                _drawn(lambda: _draw(Path(files[0]), made), made)
            made.more = made.more or len(files) > 1
            return _pictured(made, enough is not None)


def _pictured(made: Pictures, part: bool = False) -> Pictured:
    made.close()
    return Pictured(tuple(map(_png, made.images)), made.more, part, made.total)


def _first(about: Request) -> Sequence[str] | None:
    """The delegations that are enough to show; None for all that were asked for."""
    alone = about.codes is not None and len(about.codes) == 1
    return None if alone else first_of_many(about, MOST_PEOPLE)


def _drawn(draw: Callable[[], object], made: Pictures) -> None:
    try:
        draw()
    except Enough:
        made.more = True


def _draw(file: Path, made: Pictures) -> None:
    if file.suffix == ".xlsx":
        draw_workbook(file, made)
    elif file.suffix == ".docx":
        draw_document(file, made)
    elif file.suffix == ".zip":
        with zipfile.ZipFile(file) as package:
            _draw_lines(package.namelist(), made)
    else:
        _draw_lines(file.read_text("utf-8", "replace").splitlines(), made)


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
