"""The list of the command palette: headings, and lines with an icon, words and what stands at the right."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from attendance.ui import icons
from attendance.ui import theme as look
from attendance.ui.theme import Theme

HEADING = 30
SIDE, GAP = 18, 12


class Hit(NamedTuple):
    """One line; without ``do`` it is a heading.

    Attributes:
        more: said in muted letters behind the words; right: at the right edge.
        keys: a shortcut, drawn as keys at the right edge.
    """

    words: str
    do: Callable[[], Any] | None = None
    icon: str = ""
    more: str = ""
    right: str = ""
    keys: str = ""


class HitModel(QAbstractListModel):
    """The lines as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: Sequence[Hit] = ()

    def put(self, hits: Sequence[Hit]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.hits[index.row()].do is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (hit.words, hit.more, hit.right, hit.keys) if part)
        return None


class HitPainter(QStyledItemDelegate):
    """Draws the lines."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._face, self._small = look.font(), look.font(look.SMALL)
        self._head = look.font(look.SMALL, semibold=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        heading = index.model().hits[index.row()].do is None
        return QSize(200, HEADING if heading else self._theme.row + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        hit, area, palette = index.model().hits[index.row()], option.rect, self._theme.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hit.do is None:
            painter.setFont(self._head)
            painter.setPen(QColor(palette.muted))
            painter.drawText(area.adjusted(GAP, 8, -GAP, 0), Qt.AlignmentFlag.AlignVCenter, hit.words)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(palette.selection))
                painter.drawRoundedRect(QRectF(area).adjusted(2, 1, -2, -1), 6, 6)
            self._line(painter, area.adjusted(GAP, 0, -GAP, 0), hit, chosen)
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, hit: Hit, chosen: bool) -> None:
        palette = self._theme.palette
        if hit.icon:
            sign = QRectF(area.left(), area.center().y() - SIDE / 2 + 0.5, SIDE, SIDE)
            icons.paint(painter, hit.icon, palette.accent if chosen else palette.muted, sign)
        area = area.adjusted(SIDE + GAP, 0, 0, 0)
        area.setRight(
            area.right() - (self._keys(painter, area, hit.keys) or self._right(painter, area, hit.right))
        )
        painter.setFont(self._face)
        painter.setPen(QColor(palette.ink))
        measure = QFontMetrics(self._face)
        shown = measure.elidedText(hit.words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
        rest = area.adjusted(measure.horizontalAdvance(shown) + GAP, 0, 0, 0)
        if hit.more and rest.width() > 40:
            painter.setPen(QColor(palette.muted))
            more = measure.elidedText(hit.more, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, more)

    def _right(self, painter: QPainter, area: QRect, text: str) -> int:
        """Draw it; the room it takes."""
        if not text:
            return 0
        measure = QFontMetrics(self._small)
        shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, area.width() * 2 // 5)
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.palette.muted))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        return measure.horizontalAdvance(shown) + GAP

    def _keys(self, painter: QPainter, area: QRect, shortcut: str) -> int:
        """Draw every key of the shortcut; the room they take."""
        right = area.right()
        for name in reversed(key_names(shortcut)):
            right -= draw_key(painter, self._theme, name, right, area.center().y()) + 4
        return area.right() - right


def key_names(shortcut: str) -> list[str]:
    """ "Ctrl+Shift+Z" as the names on this system's keys."""
    parts = shortcut.split("+") if shortcut else []
    return [QKeySequence(part).toString(QKeySequence.SequenceFormat.NativeText) or part for part in parts]


def key_width(name: str) -> int:
    """How wide a key with this name is drawn, in points."""
    return max(22, QFontMetrics(look.font(look.SMALL)).horizontalAdvance(name) + 12)


def draw_key(painter: QPainter, theme: Theme, name: str, right: int, middle: int) -> int:
    """One key that ends at ``right``; its width."""
    width = key_width(name)
    cap = QRectF(right - width + 0.5, middle - 10.5, width - 1, 21)
    painter.setPen(QPen(QColor(theme.palette.field_edge), 1))
    painter.setBrush(QColor(theme.palette.surface))
    painter.drawRoundedRect(cap, 4, 4)
    painter.setFont(look.font(look.SMALL))
    painter.setPen(QColor(theme.palette.muted))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, name)
    return width
