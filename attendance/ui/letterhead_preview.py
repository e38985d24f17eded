"""The head of a letter as it will stand on paper, in one script, painted while somebody types."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from attendance.language import Texts
from attendance.language.lao import breakable
from attendance.ui.theme import font

INK, MUTED, EDGE, WRITE = QColor("#1B2430"), QColor("#5B6776"), QColor("#C9D2DB"), QColor("#FFF2CC")
HEIGHT, MARGIN, LOGO = 204, 14, 32
WRAP = Qt.TextFlag.TextWordWrap


class LetterheadPreview(QWidget):
    """White paper in light and dark alike; what is missing is left out, as on the letter.

    Args:
        official: it shows the official script, else the Latin letters.
        texts: of the language the letter would be in.
    """

    def __init__(self, texts: Texts, title: str, *, official: bool) -> None:
        super().__init__()
        self._texts, self._official, self._title = texts, official, title
        self._values: dict[str, str | None] = {}
        self._logos: list[QPixmap] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def sizeHint(self) -> QSize:
        return QSize(360, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def show_values(self, values: Mapping[str, str | None], logos: Sequence[bytes] | None = None) -> None:
        """Other values (all or some), and other logos where they are given."""
        self._values.update(values)
        if logos is not None:
            self._logos = [picture for one in logos if not (picture := _pixmap(one)).isNull()]
        self.setAccessibleDescription("\n".join(line for line in self._said() if line))
        self.update()

    def _text(self, field: str) -> str:
        latin, official = self._values.get(field), self._values.get(f"{field}_official")
        return (official or latin or "") if self._official else (latin or official or "")

    def _said(self) -> list[str]:
        return [
            self._text(field) for field in ("header", "motto", "parent", "name", "signer_title", "footer")
        ]

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        paper = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(EDGE)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(paper, 6, 6)
        inside = paper.adjusted(MARGIN, 10, -MARGIN, -8)
        painter.setClipRect(inside)
        top = inside.top()
        small, plain, strong = font(7), font(8), font(8, semibold=True)
        if header := self._text("header"):
            top += self._line(painter, header, inside, top, small, MUTED, Qt.AlignmentFlag.AlignHCenter)
        top += self._paint_logos(painter, inside, top)
        for line in self._text("motto").splitlines():
            top += self._line(painter, line, inside, top, strong, INK, Qt.AlignmentFlag.AlignHCenter)
        top += 8
        half = inside.width() * 0.5
        left = QRectF(inside.left(), top, half - 8, inside.bottom() - top)
        right = QRectF(inside.left() + half, top, inside.width() - half, inside.bottom() - top)
        below = top
        if parent := self._text("parent"):
            below += self._line(painter, parent, left, below, plain, INK)
        below += self._line(painter, self._text("name"), left, below, strong, INK)
        reference = f"{self._texts('Ref. No.')} {self._text('number') or '…'}"
        beside = top + self._line(painter, reference, right, top, plain, INK)
        dated = ", ".join(part for part in (self._text("city"), f"{self._texts('date')} …") if part)
        beside += self._line(painter, dated, right, beside, plain, INK)
        signed = QRectF(right.left(), max(below, beside) + 10, right.width(), 60)
        end = signed.top()
        for field, look in (("signer_title", strong), ("signer", plain)):
            if words := self._text(field):
                centre = Qt.AlignmentFlag.AlignHCenter
                end += self._line(painter, words, signed, end, look, INK, centre)
        if foot := self._text("footer"):
            room = QRectF(inside.left(), inside.bottom() - 16, inside.width(), 16)
            self._line(painter, foot.replace("\n", " "), room, room.top(), small, MUTED)
        painter.end()

    def _paint_logos(self, painter: QPainter, inside: QRectF, top: float) -> float:
        if not self._logos:
            return 0
        widths = [picture.width() * LOGO / max(picture.height(), 1) for picture in self._logos]
        left = inside.center().x() - (sum(widths) + 12 * (len(widths) - 1)) / 2
        for picture, width in zip(self._logos, widths, strict=True):
            painter.drawPixmap(QRectF(left, top, width, LOGO), picture, QRectF(picture.rect()))
            left += width + 12
        return LOGO + 4

    def _line(
        self,
        painter: QPainter,
        text: str,
        room: QRectF,
        top: float,
        look: QFont,
        colour: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """Paint the text from ``top`` on, and return how high it is."""
        if not text:
            return 0
        painter.setFont(look)
        painter.setPen(colour)
        shown = breakable(text)
        most = QRectF(room.left(), top, room.width(), 400)
        needed = QFontMetricsF(look).boundingRect(most, int(WRAP | align), shown)
        painter.drawText(most, int(WRAP | align), shown)
        return needed.height() + 1


def _pixmap(content: bytes) -> QPixmap:
    made = QPixmap()
    made.loadFromData(content)
    return made
