"""The programme to look at: days side by side, every item where its time is."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from attendance.queries.programme import Programme
from attendance.ui.desk import Desk
from attendance.ui.pages.programme.drag import Proposal
from attendance.ui.pages.programme.model import Index, ProgrammeModel
from attendance.ui.pages.programme.paint import ProgrammePainter
from attendance.ui.pages.programme.plan import Plan, card_height, plan
from attendance.ui.pages.programme.times import USUAL_LENGTH

NOTHING = Plan((), (), frozenset(), 1, 0, 0, 1, 1.0, 0, 0)
FADED = 0.3


class ProgrammeView(QListView):
    """Days and their items; it is a list to Qt and to screen readers, and a plan to the eye.

    Attributes:
        rows: the items; plan: where they stand; found: those that stand out, None for all.
        gutter, head: how much the hours at the left and the days above take.
        chosen: the id of the item that is current now, or None.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName(desk.texts("Programme"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # What is pressed must stay under the mouse; keys and others bring an item into sight themselves.
        self.setAutoScroll(False)
        self._desk = desk
        self.rows = ProgrammeModel(desk)
        self.rows.setParent(self)
        self.plan = NOTHING
        self._painter = ProgrammePainter(desk, self.rows)
        self.gutter, self.head = self._painter.gutter, self._painter.head
        self._hovered: int | None = None
        self._aimed: int | None = None
        self._proposal: Proposal | None = None
        self.found: frozenset[UUID] | None = None
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self.viewport().update)
        self._minute.start()
        self.setModel(self.rows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    # -- what is shown ---------------------------------------------------------------------------------

    def show_programme(self, programme: Programme) -> None:
        """Show this; the same item stays current and the same place in sight, if it is the same event."""
        before, current = self.rows.programme, self.current()
        self._hovered = self._aimed = None
        if not self.in_hand():
            self._proposal = None
        self.rows.show(programme)
        self._lay_out()
        if before is None or before.event != programme.event:
            self._go_to_start()
        place = self.rows.place_of(current)
        if place is not None:
            self.setCurrentIndex(self.rows.index(place, 0))
        elif current is not None:
            self.chosen.emit(None)

    def in_hand(self) -> bool:
        """Whether somebody is in the middle of moving or naming an item."""
        return False

    def mark(self, found: frozenset[UUID] | None) -> None:
        """Let only these stand out; None is everything."""
        self.found = found
        self.viewport().update()

    def current(self) -> UUID | None:
        """The id of the current item."""
        index = self.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def choose(self, session: UUID | None) -> None:
        """Make an item current and bring it into sight; None is none."""
        place = self.rows.place_of(session)
        if place is None:
            self.clearSelection()
        self.setCurrentIndex(self.rows.index(-1 if place is None else place, 0))
        self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen.emit(current.data(Qt.ItemDataRole.UserRole) if current.isValid() else None)

    def item_at(self, screen: QPoint) -> UUID | None:
        """The item under a place of the screen, for what is dragged here from elsewhere; it is marked."""
        place = self.place_at(self.viewport().mapFromGlobal(screen))
        if place != self._aimed:
            self._aimed = place
            self.viewport().update()
        return None if place is None else self.rows.items[place].id

    def aim_no_more(self) -> None:
        """Nothing is dragged here any more."""
        self._aimed = None
        self.viewport().update()

    # -- where things are: what Qt asks of a view ------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self.plan.areas):
            return QRect()
        return self.plan.areas[index.row()].translated(self.origin())

    def indexAt(self, point: QPoint) -> Any:
        place = self.place_at(point)
        return self.rows.index(-1 if place is None else place, 0)

    def scrollTo(self, index: Index, hint: Any = None) -> None:
        self.bring_into_sight(self.visualRect(index))

    def bring_into_sight(self, area: QRect) -> None:
        """Scroll until a place of the viewport can be seen."""
        port = self.viewport().rect()
        if not area.isNull():
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setValue(
                across.value() + _shift(area.left(), area.right(), self.gutter + 8, port.right() - 8)
            )
            down.setValue(down.value() + _shift(area.top(), area.bottom(), self.head + 8, port.bottom() - 8))

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def setSelection(self, rect: QRect, flags: Any) -> None:
        """Only the current item is ever chosen."""

    def updateGeometries(self) -> None:
        self._lay_out()

    def scrollContentsBy(self, across: int, down: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def origin(self) -> QPoint:
        """Where the plan's own (0, 0) is in the viewport."""
        return QPoint(self.gutter - self.horizontalOffset(), self.head - self.verticalOffset())

    def place_at(self, point: QPoint) -> int | None:
        """The row of the item at a place of the viewport."""
        if not self.viewport().rect().adjusted(self.gutter, self.head, 0, 0).contains(point):
            return None
        inside = point - self.origin()
        hits = [place for place, area in enumerate(self.plan.areas) if area.contains(inside)]
        return hits[-1] if hits else None

    def area_of(self, where: Proposal) -> QRect:
        """Where something would stand, in the viewport."""
        column = self.plan.column_of(where.day)
        if column is None:
            return QRect()
        if where.day is None or where.starts is None:
            return QRect(column.left + 4, 8, column.width - 8, card_height(self.plan.line)).translated(
                self.origin()
            )
        ends = where.ends if where.ends is not None else where.starts + USUAL_LENGTH
        return self.plan.timed(column, where.starts, ends).translated(self.origin())

    def _lay_out(self) -> None:
        if self.rows.programme is None:
            return
        room = self.viewport().size() - QSize(self.gutter, self.head)
        self.plan = plan(self.rows.programme, room.width(), room.height(), self._painter.line)
        for bar, size, seen in (
            (self.horizontalScrollBar(), self.plan.width, room.width()),
            (self.verticalScrollBar(), self.plan.height, room.height()),
        ):
            bar.setRange(0, max(0, size - seen))
            bar.setPageStep(max(1, seen))
            bar.setSingleStep(24)
        self.viewport().update()

    def _go_to_start(self) -> None:
        """The first thing of the day at the top, the first day at the left."""
        pairs = zip(self.plan.areas, self.rows.items, strict=True)
        tops = [area.top() for area, item in pairs if item.starts or not item.day]
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(max(0, min(tops, default=0) - 16))

    # -- going from item to item -----------------------------------------------------------------------

    def moveCursor(self, action: Any, modifiers: Any) -> QModelIndex:
        """The next item in the direction of a key; the first one when none is current."""
        items, areas = self.rows.items, self.plan.areas
        if not items:
            return QModelIndex()
        here = self.currentIndex().row()
        to = type(self).CursorAction
        if here < 0 or action == to.MoveHome:
            return self.rows.index(0, 0)
        if action == to.MoveEnd:
            return self.rows.index(len(items) - 1, 0)
        same = [place for place in range(len(items)) if items[place].day == items[here].day]
        if action in (to.MoveUp, to.MoveDown, to.MovePrevious, to.MoveNext, to.MovePageUp, to.MovePageDown):
            same.sort(key=lambda place: (areas[place].top(), areas[place].left()))
            far = 5 if action in (to.MovePageUp, to.MovePageDown) else 1
            back = action in (to.MoveUp, to.MovePrevious, to.MovePageUp)
            at = same.index(here) + (-far if back else far)
            return self.rows.index(same[max(0, min(at, len(same) - 1))], 0)
        return self.rows.index(self._sideways(here, -1 if action == to.MoveLeft else 1), 0)

    def _sideways(self, here: int, way: int) -> int:
        """The item nearest in height beside this one: of the same day if there is one, else of the next."""
        areas, middle = self.plan.areas, self.plan.areas[here].center()
        beyond = [
            place
            for place, area in enumerate(areas)
            if (area.center().x() - middle.x()) * way > 0 and not (area & areas[here]).isValid()
        ]
        if not beyond:
            return here
        nearest = min((areas[place].center().x() - middle.x()) * way for place in beyond)
        near = [p for p in beyond if (areas[p].center().x() - middle.x()) * way <= nearest + 60]
        return min(near, key=lambda place: abs(areas[place].center().y() - middle.y()))

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, port = QPainter(self.viewport()), self.viewport().rect()
        painter.fillRect(port, self._painter.ground)
        if self.rows.programme is None:
            return
        painter.save()
        painter.setClipRect(port.adjusted(self.gutter, self.head, 0, 0))
        painter.translate(self.origin())
        self._painter.paint_hours(painter, self.plan, port.width())
        painter.translate(-self.origin())
        self._paint_items(painter, port)
        self._painter.paint_now(painter, self.plan, self.origin())
        if self._proposal is not None:
            area = self.area_of(self._proposal)
            self._painter.paint_proposal(painter, area, self._proposal.told())
        painter.restore()
        gutter = QRect(0, self.head, self.gutter, port.height() - self.head)
        painter.setClipRect(gutter)
        self._painter.paint_gutter(painter, self.plan, gutter, self.verticalOffset())
        painter.setClipRect(port)
        self._paint_head(painter, port)

    def _paint_items(self, painter: QPainter, port: QRect) -> None:
        chosen = self.currentIndex().row()
        taken = self._proposal.session if self._proposal else None
        for place, item in enumerate(self.rows.items):
            area = self.plan.areas[place].translated(self.origin())
            if not area.intersects(port):
                continue
            quiet = item.id == taken or (self.found is not None and item.id not in self.found)
            painter.setOpacity(FADED if quiet else 1.0)
            self._painter.paint_item(
                painter, item, area,
                strip=place in self.plan.strips,
                chosen=place in (chosen, self._aimed),
                hovered=place == self._hovered,
            )  # fmt: skip
        painter.setOpacity(1.0)

    def _paint_head(self, painter: QPainter, port: QRect) -> None:
        line = QColor(self._desk.theme.palette.hairline)
        painter.fillRect(QRect(0, 0, port.width(), self.head), self._painter.ground)
        painter.setClipRect(QRect(self.gutter, 0, port.width() - self.gutter, self.head))
        for column in self.plan.columns:
            left = self.gutter - self.horizontalOffset() + column.left
            count = sum(item.day == column.day for item in self.rows.items) if column.day is None else 0
            if left < port.width() and left + column.width > 0:
                self._painter.paint_head(painter, column, QRect(left, 0, column.width, self.head), count)
        painter.setClipRect(port)
        painter.fillRect(QRect(0, self.head - 1, port.width(), 1), line)
        painter.fillRect(QRect(self.gutter - 1, 0, 1, self.head), line)


def _shift(low: int, high: int, least: int, most: int) -> int:
    """How far to scroll so that low–high lies between least and most; the beginning counts more."""
    if low < least or high - low > most - least:
        return low - least
    return max(0, high - most)
