"""The verdict: the whole area in its colour, one icon, one word of 64 points, and whom it is about."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from attendance.language.lao import breakable
from attendance.ui import icons
from attendance.ui import theme as look
from attendance.ui.pages.checkin.said import CALM, Said
from attendance.ui.photos import paint_photo

SMALLEST = 20.0
LARGEST_SCALE = 1.75
LEAST_HEIGHT = 168
MARGIN, WIDE_MARGIN, WIDE = 24, 40, 620
PHOTO = (0.8, 0.3)
"""Width of a photo by its height, and the most of the area's width it takes."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAP = Qt.TextFlag.TextWordWrap
_NO_LIMIT = 4_000
_WRAPPED = ("line", "reason")

Line = tuple[str, str, QFont, int]
"""Kind, text, font and height."""


class VerdictArea(QWidget):
    """Paints one ``Said``; the next replaces it at once."""

    def __init__(self, theme: look.Theme, waiting: Said) -> None:
        super().__init__()
        self._theme, self._waiting = theme, waiting
        self.said = waiting
        self.photo: QPixmap | None = None
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(waiting.word)

    def sizeHint(self) -> QSize:
        return QSize(600, 360)

    def show_said(self, said: Said | None) -> None:
        """Show it now, and tell it to screen readers; None goes back to waiting."""
        self.said, self.photo = said or self._waiting, None
        now = self.said
        parts = (now.word, now.mark, now.name, now.line, now.reason, now.note, now.aside)
        self.setAccessibleName(". ".join(part for part in parts if part))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()
        if self.isVisible():
            self.repaint()  # a burst is seen one by one: no verdict is painted over before it was painted

    def show_photo(self, content: bytes) -> None:
        """The picture of the person the verdict is about."""
        picture = QPixmap()
        if picture.loadFromData(content):
            self.photo = picture
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette, said = QPainter(self), self._theme.palette, self.said
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if said.tone and said.tone != CALM:
            painter.setBrush(QColor(getattr(palette, said.tone)))
            painter.drawRoundedRect(self.rect(), 6, 6)
            self._paint_verdict(painter, said, palette.on_verdict)
            return
        painter.setBrush(QColor(palette.surface))
        painter.setPen(QColor(palette.hairline))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        if said.tone == CALM:
            self._paint_calm(painter, said)
        else:
            self._paint_waiting(painter, said)

    # -- without a verdict's colour --------------------------------------------------------------------

    def _paint_waiting(self, painter: QPainter, said: Said) -> None:
        palette = self._theme.palette
        side, middle = min(72, self.height() // 3), self.rect().center()
        large = look.font(look.TITLE)
        below = 26 + QFontMetrics(large).height() + 2 * QFontMetrics(look.font()).height()
        top = max(12, middle.y() - (side + below) // 2)
        icons.paint(painter, said.icon, palette.field_edge, QRectF(middle.x() - side / 2, top, side, side))
        under = self._center(painter, top + side + 20, said.word, large, palette.ink)
        self._center(painter, under + 6, said.name, look.font(), palette.muted)

    def _paint_calm(self, painter: QPainter, said: Said) -> None:
        """A sentence for a guest, and in small what the operator must know."""
        palette, small = self._theme.palette, look.font(look.BASE)
        foot = self.height() - self._height(said.aside, small) - 14
        points = look.DISPLAY * max(1.0, min(self.width() / 640, LARGEST_SCALE))
        face = look.font(points, semibold=True)
        while points > look.LARGE and self._height(said.word, face) > foot - 24:
            points *= 0.92
            face = look.font(points, semibold=True)
        tall = self._height(said.word, face)
        side = min(round(2.5 * points), foot - tall - 48)
        sign = side if side >= 28 else 0
        top = max(12, (foot - tall - sign - 12) // 2)
        if sign:
            left = self.rect().center().x() - sign / 2
            icons.paint(painter, said.icon, palette.accent, QRectF(left, top, sign, sign))
            top += sign + 12
        self._center(painter, top, said.word, face, palette.ink)
        self._center(painter, foot, said.aside, small, palette.muted)

    def _height(self, text: str, face: QFont) -> int:
        room = QRect(0, 0, self.width() - 2 * MARGIN, _NO_LIMIT)
        return QFontMetrics(face).boundingRect(room, _WRAP, breakable(text)).height()

    def _center(self, painter: QPainter, top: int, text: str, face: QFont, colour: str) -> int:
        """Paint it and return where it ends."""
        painter.setFont(face)
        painter.setPen(QColor(colour))
        height = self._height(text, face)
        area = QRect(MARGIN, top, self.width() - 2 * MARGIN, height + 4)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | _WRAP
        painter.drawText(area, flags, breakable(text))
        return top + height

    # -- a verdict -------------------------------------------------------------------------------------

    def _paint_verdict(self, painter: QPainter, said: Said, ink: str) -> None:
        foot = self._paint_note(painter, said)
        left = WIDE_MARGIN if self.width() > WIDE else MARGIN
        right = self._paint_photo(painter, foot) if self.photo else left
        room = self.width() - left - right
        lines = self._lines(said, room)
        spacing = max(4, round(self.height() / 60))
        total = sum(height for *_, height in lines) + spacing * (len(lines) - 1)
        y = max(10, (foot - total) // 2)
        for kind, text, face, height in lines:
            painter.setFont(face)
            painter.setPen(QColor(ink))
            area = QRect(left, y, room, height)
            if kind == "word":
                side = round(height * 0.72)
                icons.paint(painter, said.icon, ink, QRectF(left, y + (height - side) / 2, side, side))
                area.setLeft(left + side + side // 4)
            if kind == "mark":
                self._paint_mark(painter, text, area, said.tone)
            elif kind in _WRAPPED:
                painter.drawText(area, _LEFT | _WRAP, breakable(text))
            else:
                elided = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
                painter.drawText(area, _LEFT, elided)
            y += height + spacing

    def _paint_mark(self, painter: QPainter, text: str, area: QRect, tone: str) -> None:
        """A star and a word in the colours turned round, so that it stands out at two metres."""
        palette, measure = self._theme.palette, painter.fontMetrics()
        side = round(area.height() * 0.62)
        width = min(area.width(), side + measure.horizontalAdvance(text) + 3 * 12)
        pill = QRectF(area.x(), area.y(), width, area.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.on_verdict))
        painter.drawRoundedRect(pill, 6, 6)
        colour = getattr(palette, tone)
        top = area.y() + (area.height() - side) / 2
        icons.paint(painter, "star", colour, QRectF(area.x() + 12, top, side, side))
        painter.setPen(QColor(colour))
        painter.drawText(area.adjusted(side + 20, 0, 0, 0), _LEFT, text)

    def _paint_note(self, painter: QPainter, said: Said) -> int:
        """A strip of amber at the foot for what must be seen although it is green; where it begins."""
        if not said.note:
            return self.height()
        palette, face = self._theme.palette, look.font(look.LARGE, semibold=True)
        height = self._height(said.note, face) + 20
        strip = QRect(0, self.height() - height, self.width(), height)
        painter.setBrush(QColor(palette.amber))
        painter.drawRoundedRect(strip, 6, 6)
        painter.drawRect(strip.adjusted(0, 0, 0, -6))
        icons.paint(painter, "again", palette.on_verdict, QRectF(MARGIN, strip.center().y() - 11, 24, 24))
        painter.setFont(face)
        painter.setPen(QColor(palette.on_verdict))
        painter.drawText(strip.adjusted(MARGIN + 36, 0, -MARGIN, 0), _LEFT | _WRAP, breakable(said.note))
        painter.setPen(Qt.PenStyle.NoPen)
        return strip.top()

    def _paint_photo(self, painter: QPainter, foot: int) -> int:
        """The photo at the right; how much room it takes with its margins."""
        assert self.photo is not None
        height = min(foot - 2 * MARGIN, round(self.width() * PHOTO[1] / PHOTO[0]))
        width = round(height * PHOTO[0])
        area = QRectF(self.width() - MARGIN - width, (foot - height) / 2, width, height)
        paint_photo(painter, self.photo, area)
        return width + 2 * MARGIN

    def _lines(self, said: Said, room: int) -> list[Line]:
        """Every line, made small enough for the area: large ones first give way to a long reason."""
        # 64 points is what a laptop shows; a large screen is read from farther away.
        scale = max(0.62, min(self.height() / 480, self.width() / 640, LARGEST_SCALE))
        while True:
            lines = _measured(said, room, scale)
            if scale <= 0.5 or sum(line[3] + 4 for line in lines) <= self.height() - 16:
                return lines
            scale *= 0.92


def _measured(said: Said, room: int, scale: float) -> list[Line]:
    wanted = (
        ("mark", said.mark, look.TITLE * scale, True),
        ("word", said.word, look.VERDICT * scale, True),
        ("name", said.name, look.DISPLAY * scale, True),
        ("other", said.other_name, look.TITLE * 1.1 * scale, False),
        ("line", said.line, look.TITLE * scale, False),
        ("reason", said.reason, look.TITLE * 0.95 * scale, False),
    )
    lines: list[Line] = []
    for kind, text, points, semibold in wanted:
        if text:
            face = fitted(text, max(points, look.BASE), 0 if kind in _WRAPPED else room, kind, semibold)
            measure = QFontMetrics(face)
            height = round(measure.height() * (1.3 if kind == "mark" else 1.12))
            if kind in _WRAPPED:
                box = QRect(0, 0, room, _NO_LIMIT)
                height = measure.boundingRect(box, _WRAP, breakable(text)).height() + 4
            lines.append((kind, text, face, height))
    return lines


def fitted(text: str, points: float, width: int, kind: str, semibold: bool) -> QFont:
    """The font, smaller where the text, with its icon, would not fit into ``width`` pixels (0: no limit)."""
    while True:
        face = look.font(points, semibold=semibold)
        measure = QFontMetrics(face)
        sign = round(measure.height() * 1.12 * 0.92) if kind in ("word", "mark") else 0
        least = SMALLEST if kind == "word" else look.LARGE
        if not width or points <= least or measure.horizontalAdvance(text) + sign <= width:
            return face
        points *= 0.92
