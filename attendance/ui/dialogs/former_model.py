"""The people of earlier events as a list to tick, and how a row is painted."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate

from attendance.language.labels import label
from attendance.queries.former_people import FormerPerson
from attendance.ui import theme as look
from attendance.ui.desk import Desk

Index = QModelIndex | QPersistentModelIndex
INSET, BOX, GAP, GROUP = 24, 18, 12, 190
TICK = ((4.5, 9.5), (7.8, 12.6), (13.5, 6.0))


class FormerModel(QAbstractListModel):
    """People found, and which of them are picked; picking lasts while other people are looked for.

    Attributes:
        picked: everybody picked, by person, in the order they were.
        changed: somebody was picked or put back.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[FormerPerson] = []
        self.picked: dict[UUID, FormerPerson] = {}

    def show_people(self, rows: Sequence[FormerPerson]) -> None:
        """Show these people."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def person(self, index: Index) -> FormerPerson | None:
        """The person of a row."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def pick(self, one: FormerPerson, on: bool | None = None) -> None:
        """Pick somebody or put them back; None turns it round. Who is on the list already stays."""
        if one.here is not None:
            return
        wanted = one.person not in self.picked if on is None else on
        if wanted:
            self.picked[one.person] = one
        else:
            self.picked.pop(one.person, None)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.person(index)
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._desk.pick(one.name, one.name_official)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            mark = self.mark(one) or ("✓" if one.person in self.picked else "")
            said = (self._desk.pick(one.name, one.name_official), self.about(one), self.where(one), mark)
            return ", ".join(part for part in said if part)
        return None

    def about(self, one: FormerPerson) -> str:
        """Position and organisation."""
        pick = self._desk.pick
        said = (
            pick(one.position, one.position_official),
            pick(one.organisation, one.organisation_official),
        )
        return " · ".join(part for part in said if part)

    def where(self, one: FormerPerson) -> str:
        """The delegation and the event they were in last."""
        return " · ".join((one.code, self._desk.pick(one.event_title, one.event_official)))

    def mark(self, one: FormerPerson) -> str:
        """What is said of somebody who is on the list already, "" of others."""
        texts = self._desk.texts
        if one.here is None:
            return ""
        return texts("On the list: {status}", status=label(texts, one.here))


class FormerView(QListView):
    """The list on the screen; Space, Enter or a click on the box picks.

    Attributes:
        moved: another person is the current one.
    """

    moved = Signal()

    def __init__(self, desk: Desk, model: FormerModel) -> None:
        super().__init__()
        self._people = model
        self.setModel(model)
        self.setItemDelegate(FormerPainter(desk, model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(desk.texts("People of earlier events"))

    def current(self) -> FormerPerson | None:
        """The person the keyboard is on."""
        index = self.currentIndex()
        return self._people.person(index) if index.isValid() else None

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        one = self._people.person(self.indexAt(event.position().toPoint()))
        on_box = event.position().x() < INSET + BOX + GAP
        if one is not None and on_box and event.button() == Qt.MouseButton.LeftButton:
            self._people.pick(one)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        one = self._people.person(self.indexAt(event.position().toPoint()))
        if one is not None:
            self._people.pick(one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        one = self.current()
        if event.key() in keys and not event.modifiers() and one is not None:
            self._people.pick(one)
            return
        super().keyPressEvent(event)


class FormerPainter(QStyledItemDelegate):
    """A box, the name in both scripts over position and organisation, and where they were last."""

    def __init__(self, desk: Desk, model: FormerModel, view: QListView) -> None:
        super().__init__(view)
        self._desk, self._model = desk, model
        self._faces = {
            "strong": look.font(semibold=True),
            "base": look.font(),
            "small": look.font(look.SMALL),
        }
        self._measures = {name: QFontMetricsF(face) for name, face in self._faces.items()}

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(200, round(self._desk.theme.row * 1.75))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        one = self._model.person(index)
        if one is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, area = self._desk.theme.palette, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(palette.selection if chosen else palette.hover))
        painter.setPen(QColor(palette.row_line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_box(painter, area.left() + INSET, area.center().y() - BOX / 2, one)
        line, middle = area.height() * 0.42, area.top() + area.height() / 2
        left = area.left() + INSET + BOX + GAP
        right = area.right() - INSET
        upper = QRectF(left, middle - line, right - left - GROUP - GAP, line)
        pick, other = self._desk.pick, self._desk.other
        quiet = one.here is not None
        name = pick(one.name, one.name_official)
        used = self._write(painter, "strong", "muted" if quiet else "ink", upper, name)
        second = upper.adjusted(used + GAP, 0, 0, 0)
        self._write(painter, "base", "muted", second, other(one.name, one.name_official))
        self._write(painter, "small", "muted", upper.translated(0, line), self._model.about(one))
        beside = QRectF(right - GROUP, middle - line, GROUP, line)
        mark = self._model.mark(one)
        self._write(painter, "small", "accent" if mark else "ink", beside, mark or one.code)
        event = pick(one.event_title, one.event_official)
        self._write(painter, "small", "muted", beside.translated(0, line), event)
        painter.restore()

    def _paint_box(self, painter: QPainter, x: float, y: float, one: FormerPerson) -> None:
        palette = self._desk.theme.palette
        ticked = one.person in self._model.picked
        if one.here is not None:
            return
        painter.setPen(QPen(QColor(palette.accent if ticked else palette.muted), 1))
        painter.setBrush(QColor(palette.accent if ticked else palette.surface))
        painter.drawRoundedRect(QRectF(x + 0.5, y + 0.5, BOX - 1, BOX - 1), 4, 4)
        if ticked:
            painter.setPen(QPen(QColor(palette.on_accent), 2))
            painter.drawPolyline([QPointF(x + dx, y + dy) for dx, dy in TICK])

    def _write(self, painter: QPainter, face: str, colour: str, box: QRectF, said: str) -> float:
        """One line, cut where it must be; returns its width."""
        if not said or box.width() < 12:
            return 0.0
        measure = self._measures[face]
        cut = measure.elidedText(said, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(self._faces[face])
        painter.setPen(QColor(getattr(self._desk.theme.palette, colour)))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        painter.drawText(box, int(flags), cut)
        return measure.horizontalAdvance(cut)
