"""Short texts in few lines for what is painted: broken between words in any script, cut where need be."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout

from attendance.language.lao import breakable

MOST_KEPT = 4096


class Laid:
    """A text broken into lines, ready to be drawn.

    Attributes:
        width, height: in points; descent: of its last line.
    """

    def __init__(self, text: str, face: QFont, room: float, most: int) -> None:
        lines = _broken(breakable(text.replace("\n", " ")), face, room)
        if len(lines) > most:
            rest = "".join(lines[most - 1 :])
            cut = QFontMetricsF(face).elidedText(rest, Qt.TextElideMode.ElideRight, room)
            lines = [*lines[: most - 1], cut]
        self.layout = QTextLayout("\u2028".join(line.rstrip() for line in lines), face)
        self.width = self.height = self.descent = 0.0
        self.layout.beginLayout()
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(1_000_000)
            line.setPosition(QPointF(0, self.height))
            self.height += line.height()
            self.width = max(self.width, line.naturalTextWidth())
            self.descent = line.descent()
        self.layout.endLayout()

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Draw it with its upper left corner there."""
        painter.setPen(colour)
        self.layout.draw(painter, QPointF(round(x), round(y)))


def _broken(text: str, face: QFont, room: float) -> list[str]:
    layout = QTextLayout(text, face)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(8.0, room))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return lines or [""]


_shaped: dict[tuple[str, str, int, int], Laid] = {}


def laid(text: str, face: QFont, room: float, most: int) -> Laid:
    """The text in at most so many lines of a width, cut with an ellipsis; shaped once."""
    key = (text, face.key(), int(room), most)
    found = _shaped.get(key)
    if found is None:
        if len(_shaped) > MOST_KEPT:
            _shaped.clear()
        found = _shaped[key] = Laid(text, face, int(room), most)
    return found
