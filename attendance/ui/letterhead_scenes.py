"""The settings of letterheads with one that is filled in; afterwards there is none, as before."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from attendance.commands.letterheads import add_letterhead, add_logo
from attendance.commands.letters import Scan
from attendance.commands.undo import undo
from attendance.domain.kinds import Stamp
from attendance.domain.letterheads import LAO_STATE
from attendance.ui.main_window import MainWindow
from attendance.ui.staging import settle, wait_for
from attendance.ui.work import EVENTS

FILLED = {
    **LAO_STATE,
    "name": "Digital Government Centre (sample)",
    "name_official": "ສູນບໍລິຫານລັດດິຈິຕອນ (ຕົວຢ່າງ)",
    "parent": "Ministry (sample)",
    "parent_official": "ກະຊວງ (ຕົວຢ່າງ)",
    "number": "…/DGC",
    "number_official": "…/ສບລດ",
    "signer_title": "Director General",
    "signer_title_official": "ຫົວໜ້າສູນ",
}


def letterhead_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The section with a letterhead and two logos, from the top and from the end."""
    desk = window.desk
    window.desk.go("settings", "letterheads")
    section = window.pages["settings"].shown
    done: list[UUID] = []
    desk.work.write(
        section, _fill, desk.stamp(), desk.event.id if desk.event else None, _disc(), then=done.append,
        touches=frozenset({EVENTS}),
    )  # fmt: skip
    wait_for(lambda: bool(done) and len(section.papers.all) == 1)
    settle(window)
    yield "settings-letterheads-filled", window
    desk.work.write(section, _empty, desk.stamp(), done[0], touches=frozenset({EVENTS}))
    wait_for(lambda: not section.papers.all)


def _fill(db: Any, stamp: Stamp, event: UUID | None, logo: bytes) -> list[UUID]:
    made = add_letterhead(db, stamp, FILLED, event=event)
    logos = [add_logo(db, stamp, made.id, Scan(f"logo {n}.png", logo)).action for n in (1, 2)]
    return [*reversed(logos), made.action]


def _empty(db: Any, stamp: Stamp, actions: list[UUID]) -> None:
    for action in actions:
        undo(db, stamp, action)


def _disc() -> bytes:
    image = QImage(160, 160, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor("#0F6E78"))
    painter.drawEllipse(QRectF(8, 8, 144, 144))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
