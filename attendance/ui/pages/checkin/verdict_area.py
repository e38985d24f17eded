"""The verdict: the whole area in its colour, one icon, one word of 64 points, and whom it is about."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from attendance.domain.scan import Verdict, Word
from attendance.language.labels import label
from attendance.language.lao import breakable
from attendance.language.verdicts import WORDS, reason
from attendance.ui import icons
from attendance.ui import theme as look
from attendance.ui.desk import Desk

TONES = dict.fromkeys(Word, "red") | {
    Word.IN: "green",
    Word.OUT: "green",
    Word.ALREADY_IN: "amber",
    Word.QUESTION: "blue",
    Word.CONDITION: "blue",
}
ICONS = {
    Word.IN: "in",
    Word.OUT: "leave",
    Word.ALREADY_IN: "clock",
    Word.QUESTION: "question",
    Word.CONDITION: "letter",
    Word.NOT_NOW: "clock",
    Word.NOT_ADMITTED_HERE: "delegates",
    Word.RULE: "warning",
    Word.NOT_CONFIRMED: "question",
    Word.WITHDRAWN: "cross",
    Word.BARRED: "cross",
    Word.REVOKED: "drop",
    Word.OTHER_EVENT: "events",
    Word.OTHER_DAY: "programme",
    Word.AMBIGUOUS: "delegates",
    Word.UNKNOWN: "question",
    Word.ERROR: "warning",
}
SMALLEST = 20.0
LARGEST_SCALE = 1.75


@dataclass(frozen=True, slots=True)
class Said:
    """What is painted: a tone ("" for none yet), an icon, and lines from the largest to the smallest."""

    tone: str
    icon: str
    word: str
    name: str = ""
    other_name: str = ""
    line: str = ""
    reason: str = ""


def said_of(desk: Desk, verdict: Verdict) -> Said:
    """A verdict in this window's words."""
    texts, holder = desk.texts, verdict.holder
    zone = desk.event.zone if desk.event else "UTC"
    word, why = texts(WORDS[verdict.word]), reason(texts, verdict, zone)
    tone, icon = TONES[verdict.word], ICONS[verdict.word]
    if holder is None:
        return Said(tone, icon, word, verdict.code, reason=why)
    latin = holder.name
    seat = texts("Seat {seat}", seat=holder.seat) if holder.seat else ""
    number = texts("No. {number}", number=holder.short_number) if holder.short_number else ""
    delegation = desk.pick(holder.delegation_name, holder.delegation_official) or holder.delegation_code
    line = " · ".join(part for part in (delegation, label(texts, holder.capacity), seat, number) if part)
    name = desk.pick(latin, holder.name_official)
    return Said(
        tone, icon, word, name, desk.other(latin, holder.name_official), line, why or holder.note or ""
    )


class VerdictArea(QWidget):
    """Paints one ``Said``; the next replaces it at once."""

    def __init__(self, theme: look.Theme, waiting: Said) -> None:
        super().__init__()
        self._theme, self._waiting = theme, waiting
        self.said = waiting
        self.setMinimumHeight(240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(waiting.word)

    def sizeHint(self) -> QSize:
        return QSize(600, 360)

    def show_said(self, said: Said | None) -> None:
        """Show it, and tell it to screen readers; None goes back to waiting."""
        self.said = said or self._waiting
        parts = (self.said.word, self.said.name, self.said.line, self.said.reason)
        self.setAccessibleName(". ".join(part for part in parts if part))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette, said = QPainter(self), self._theme.palette, self.said
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if said.tone:
            painter.setBrush(QColor(getattr(palette, said.tone)))
            painter.drawRoundedRect(self.rect(), 6, 6)
            self._paint_verdict(painter, said, palette.on_verdict)
        else:
            painter.setBrush(QColor(palette.surface))
            painter.setPen(QColor(palette.hairline))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
            self._paint_waiting(painter, said)

    def _paint_waiting(self, painter: QPainter, said: Said) -> None:
        palette = self._theme.palette
        side, middle = 72, self.rect().center()
        top = middle.y() - 76
        area = QRectF(middle.x() - side / 2, top, side, side)
        icons.paint(painter, said.icon, palette.field_edge, area)
        large, below = look.font(look.TITLE), top + side + 20
        self._center(painter, below, said.word, large, palette.ink)
        self._center(painter, below + QFontMetrics(large).height() + 6, said.name, look.font(), palette.muted)

    def _center(self, painter: QPainter, top: int, text: str, face: QFont, colour: str) -> None:
        painter.setFont(face)
        painter.setPen(QColor(colour))
        area = QRect(24, top, self.width() - 48, 80)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(area, flags, breakable(text))

    def _paint_verdict(self, painter: QPainter, said: Said, ink: str) -> None:
        lines = self._lines(said)
        spacing = max(4, round(self.height() / 60))
        total = sum(height for *_, height in lines) + spacing * (len(lines) - 1)
        left = 40 if self.width() > 620 else 24
        y = max(16, (self.height() - total) // 2)
        for kind, text, face, height in lines:
            painter.setFont(face)
            painter.setPen(QColor(ink))
            area = QRect(left, y, self.width() - 2 * left, height)
            if kind == "word":
                side = round(height * 0.72)
                icons.paint(painter, said.icon, ink, QRectF(left, y + (height - side) / 2, side, side))
                area.setLeft(left + side + side // 4)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            if kind == "reason":
                painter.drawText(area, flags | Qt.TextFlag.TextWordWrap, breakable(text))
            else:
                measure = QFontMetrics(face)
                painter.drawText(
                    area, flags, measure.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
                )
            y += height + spacing

    def _lines(self, said: Said) -> list[tuple[str, str, QFont, int]]:
        """Kind, text, font and height of every line, made small enough for the area."""
        room = self.width() - 80
        # 64 points is what a laptop shows; a large screen is read from farther away.
        scale = max(0.8, min(self.height() / 480, self.width() / 640, LARGEST_SCALE))
        wanted = (
            ("word", said.word, look.VERDICT * scale, True, room - round(110 * scale)),
            ("name", said.name, look.DISPLAY * scale, True, room),
            ("other", said.other_name, look.TITLE * scale, False, room),
            ("line", said.line, look.LARGE * scale + 1, False, room),
            ("reason", said.reason, look.LARGE * scale, False, 0),
        )
        lines: list[tuple[str, str, QFont, int]] = []
        for kind, text, points, semibold, width in wanted:
            if text:
                face = fitted(text, points, width, semibold=semibold)
                measure = QFontMetrics(face)
                height = round(measure.height() * 1.12)
                if kind == "reason":
                    flags = Qt.TextFlag.TextWordWrap
                    height = measure.boundingRect(QRect(0, 0, room, 400), flags, breakable(text)).height() + 4
                lines.append((kind, text, face, height))
        return lines


def fitted(text: str, points: float, width: int, *, semibold: bool) -> QFont:
    """The font, smaller where the text would not fit into ``width`` pixels (0 = no limit)."""
    face = look.font(points, semibold=semibold)
    while width and points > SMALLEST and QFontMetrics(face).horizontalAdvance(text) > width:
        points *= 0.92
        face = look.font(points, semibold=semibold)
    return face
