"""How a name will appear: in lists, on the badge, on the certificate, while it is being typed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from attendance.domain.names import certificate_name, list_name
from attendance.language.labels import label
from attendance.ui.desk import Desk
from attendance.ui.parts import words
from attendance.ui.theme import BASE, LARGE, SMALL, font

BADGE_HEIGHT, MOST_WIDTH, INSET = 112, 320, 14


def name_parts(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What ``list_name`` and ``certificate_name`` take, from a delegate's columns."""
    parts = {key: fields.get(key) or "" for key in ("name", "given", "family")}
    return {**parts, "family_first": bool(fields.get("family_first"))}


def listed_name(fields: Mapping[str, Any]) -> str:
    """The Latin name with its titles as a list shows it."""
    titles = {key: fields.get(key) or "" for key in ("courtesy", "salutation", "academic")}
    return list_name(**name_parts(fields), **titles)


class PersonPreview(QWidget):
    """Two lines of words, and a small badge."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._listed, self._certificate = words("", wrap=True), words("", wrap=True)
        self._badge = _Badge(desk)
        told = (
            (texts("In lists"), self._listed),
            (texts("On the certificate"), self._certificate),
        )
        for line, (title, part) in enumerate(told):
            grid.addWidget(words(title, "small"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(part, line, 1)
            part.setMinimumWidth(60)
        grid.setRowMinimumHeight(2, 4)
        grid.addWidget(self._badge, 3, 0, 1, 2)

    def show_person(self, fields: Mapping[str, Any], delegation: str) -> None:
        """Show these columns, saved or just being typed."""
        official = fields.get("name_official") or ""
        plain = certificate_name(fields.get("certificate_name") or "", **name_parts(fields))
        self._listed.setText("\n".join(part for part in (listed_name(fields), official) if part))
        self._certificate.setText(plain or official)
        self._badge.show_person(fields, delegation)


class _Badge(QWidget):
    """The face of a badge, drawn small."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: tuple[str, str, str, str] = ("", "", "", "")
        self._foot = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(MOST_WIDTH)

    def sizeHint(self) -> QSize:
        return QSize(MOST_WIDTH, BADGE_HEIGHT)

    def show_person(self, fields: Mapping[str, Any], delegation: str) -> None:
        desk = self._desk
        latin, official = listed_name(fields), fields.get("name_official") or ""
        first = desk.pick(latin, official)
        post = desk.pick(fields.get("position"), fields.get("position_official"))
        home = desk.pick(fields.get("organisation"), fields.get("organisation_official"))
        self._lines = (first, desk.other(latin, official), post, home)
        number = fields.get("short_number")
        self._foot = (
            f"{delegation} · {label(desk.texts, fields.get('capacity'))}",
            str(number) if number else "",
        )
        self.setAccessibleName(
            " · ".join(part for part in (desk.texts("Badge"), *self._lines, *self._foot) if part)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self._desk.theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(palette.hairline), 1))
        painter.setBrush(QColor(palette.ground))
        painter.drawRoundedRect(area, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(QRectF(area.left() + INSET, area.top() + 10, 32, 3), 1.5, 1.5)
        room = area.width() - 2 * INSET
        top = area.top() + 20
        faces = (font(LARGE, semibold=True), font(BASE), font(SMALL), font(SMALL))
        colours = (palette.ink, palette.ink, palette.muted, palette.muted)
        for text, face, colour in zip(self._lines, faces, colours, strict=True):
            if text and top < area.bottom() - 34:
                measure = QFontMetricsF(face)
                self._write(
                    painter, text, face, colour, QRectF(area.left() + INSET, top, room, measure.height())
                )
                top += measure.height()
        foot = QRectF(area.left() + INSET, area.bottom() - 25, room, 18)
        self._write(painter, self._foot[0], font(SMALL, semibold=True), palette.accent, foot)
        painter.setFont(font(SMALL, semibold=True))
        painter.setPen(QColor(palette.ink))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._foot[1])

    def _write(self, painter: QPainter, text: str, face: object, colour: str, area: QRectF) -> None:
        painter.setFont(face)
        painter.setPen(QColor(colour))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
