"""The programme in hand: the mouse and the keys that choose, move, stretch, name and make items."""

from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from attendance.queries.programme import Item
from attendance.ui.desk import Desk
from attendance.ui.pages.programme.drag import (
    EDGE,
    Drag,
    Grip,
    Proposal,
    beside,
    shifted,
    standing,
    stretched,
)
from attendance.ui.pages.programme.times import STEP
from attendance.ui.pages.programme.title import TitleInPlace
from attendance.ui.pages.programme.view import ProgrammeView

AFTER_KEYS = 700
"""Milliseconds without another key until a move by keys is written: many small steps are one."""

NEAR_EDGE, PULL = 28, 16
Key, Modifier = Qt.Key, Qt.KeyboardModifier
HOLDING = (Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_Meta, Key.Key_AltGr)


class ProgrammeBoard(ProgrammeView):
    """Days and their items, to be taken hold of.

    Attributes:
        moved: an item's id and the fields of its new day and times.
        named: an item's id, or None for a new one, its place as fields, and the title typed for it.
        opened: Enter or a double click on an item; remove_wanted: Delete; add_wanted: Insert.
        menu_wanted: where on the screen a menu was asked for.
    """

    moved = Signal(object, object)
    named = Signal(object, object, str)
    opened = Signal()
    remove_wanted = Signal()
    add_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setMouseTracking(True)
        self._drag: Drag | None = None
        self._pressed: tuple[QPoint, Grip, Item | None] | None = None
        self._keyed = QTimer(self, singleShot=True, interval=AFTER_KEYS)
        self._keyed.timeout.connect(self.settle)
        self._pull = QTimer(self, interval=30)
        self._pull.timeout.connect(self._pulled)
        self.title = TitleInPlace(desk, self.viewport())
        self.title.typed.connect(self._titled)
        self.title.left.connect(self.put_back)

    # -- what others ask -------------------------------------------------------------------------------

    def in_hand(self) -> bool:
        """Whether somebody is in the middle of moving or naming an item."""
        return self._drag is not None or self._keyed.isActive() or not self.title.isHidden()

    @Slot()
    def put_back(self) -> None:
        """Whatever was about to change stays as it is."""
        self._drag = self._pressed = self._proposal = None
        self._keyed.stop()
        self._pull.stop()
        self.viewport().update()

    def begin(self, where: Proposal) -> None:
        """Ask for the title of a new item in the place it will have."""
        self.settle()
        self._ask_title(where, "")

    def rename(self) -> None:
        """Ask for another title of the current item, in its place."""
        if item := self.rows.item(self.current()):
            self.settle()
            self.scrollTo(self.currentIndex())
            self._ask_title(standing(item), self.rows.title(item))

    @Slot()
    def settle(self) -> None:
        """Tell of a move by keys that has not been told yet."""
        self._keyed.stop()
        if self._proposal is not None and self._drag is None and self.title.isHidden():
            self._tell(self._proposal)

    def nudge(self, days: int = 0, minutes: int = 0, longer: int = 0) -> None:
        """Move the current item by days or minutes, or let it last longer; told when the keys rest."""
        item = self.rows.item(self.current())
        if item is None or self._drag is not None:
            return
        where = self._proposal if self._proposal is not None else standing(item)
        where = stretched(shifted(where, minutes), longer) if minutes or longer else where
        where = beside(self.plan, where, days)
        self._proposal = where
        self._keyed.start()
        self.bring_into_sight(self.area_of(where))
        self.viewport().update()

    # -- the mouse -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.settle()
        point = event.position().toPoint()
        place = self.place_at(point)
        self.setCurrentIndex(self.rows.index(-1 if place is None else place, 0))
        if place is not None:
            self._pressed = (point, self._grip_at(point), self.rows.items[place])
        elif (
            point.x() > self.gutter
            and point.y() > self.head
            and self.plan.column_at((point - self.origin()).x())
        ):
            self._pressed = (point, Grip.NEW, None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pressed is None:
            self._hover(point)
            return
        start, grip, item = self._pressed
        if self._drag is None:
            if (point - start).manhattanLength() < QApplication.startDragDistance():
                return
            self._drag = Drag(self.plan, grip, start - self.origin(), item)
            self._pull.start()
        self._drag_to(point)

    def _drag_to(self, point: QPoint) -> None:
        if self._drag is not None:
            self._drag.to(point - self.origin())
            self._proposal = self._drag.now
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag, self._pressed = self._drag, None, None
        self._pull.stop()
        if drag is None:
            return
        if drag.now.session is None:
            self._ask_title(drag.now, "")
        else:
            self._tell(drag.now)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._pressed = None
        if self.place_at(point) is not None:
            self.opened.emit()
        elif point.x() > self.gutter and point.y() > self.head and self.plan.columns:
            where = Drag(self.plan, Grip.NEW, point - self.origin(), None).now
            self._ask_title(where if where.day else where._replace(starts=None), "")

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QPoint(-1, -1))
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        sideways = event.modifiers() & Modifier.ShiftModifier
        bar = self.horizontalScrollBar() if sideways else self.verticalScrollBar()
        QApplication.sendEvent(bar, event)

    def contextMenuEvent(self, event: Any) -> None:
        self.settle()
        point = event.pos()
        if event.reason() == event.Reason.Mouse:
            self.setCurrentIndex(self.indexAt(point))
        else:
            point = self.visualRect(self.currentIndex()).center()
        self.menu_wanted.emit(self.viewport().mapToGlobal(point))

    def _hover(self, point: QPoint) -> None:
        place = self.place_at(point)
        if place != self._hovered:
            self._hovered = place
            self.viewport().update()
        edge = place is not None and self._grip_at(point) is not Grip.WHOLE
        self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.ArrowCursor)

    def _grip_at(self, point: QPoint) -> Grip:
        """What of the item below the pointer is taken: its edges stretch it, where it has a time."""
        place = self.place_at(point)
        item = self.rows.items[place] if place is not None else None
        if place is None or item is None or not item.starts or not item.day:
            return Grip.WHOLE
        area = self.plan.areas[place].translated(self.origin())
        if area.bottom() - point.y() < EDGE and area.height() > 3 * EDGE:
            return Grip.END
        if point.y() - area.top() < EDGE - 1 and area.height() > 5 * EDGE:
            return Grip.BEGINNING
        return Grip.WHOLE

    @Slot()
    def _pulled(self) -> None:
        """Scroll on while something is held near an edge."""
        point = self.viewport().mapFromGlobal(QCursor.pos())
        port = self.viewport().rect()
        if self._drag is None or not port.contains(point):
            return
        for bar, at, least, most in (
            (self.horizontalScrollBar(), point.x(), self.gutter, port.right()),
            (self.verticalScrollBar(), point.y(), self.head, port.bottom()),
        ):
            step = -PULL if at < least + NEAR_EDGE else PULL if at > most - NEAR_EDGE else 0
            if step and bar.minimum() < bar.maximum():
                bar.setValue(bar.value() + step)
                self._drag_to(point)

    # -- the keys --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key == Key.Key_Escape and (self._proposal is not None or self._drag is not None):
            self.put_back()
            return
        if held & Modifier.AltModifier and self._nudged(key, bool(held & Modifier.ShiftModifier)):
            return
        plain = {
            Key.Key_Return: self.opened.emit,
            Key.Key_Enter: self.opened.emit,
            Key.Key_F2: self.rename,
            Key.Key_Delete: self.remove_wanted.emit,
            Key.Key_Insert: self.add_wanted.emit,
        }
        if key in plain and held in (Modifier.NoModifier, Modifier.KeypadModifier):
            self.settle()
            plain[key]()
            return
        if key in HOLDING or held & (Modifier.ControlModifier | Modifier.AltModifier):
            event.ignore()
            return
        self.settle()
        super().keyPressEvent(event)
        self.scrollTo(self.currentIndex())

    def _nudged(self, key: int, stretch: bool) -> bool:
        steps = {Key.Key_Up: -STEP, Key.Key_Down: STEP}
        if key in steps:
            self.nudge(longer=steps[key]) if stretch else self.nudge(minutes=steps[key])
        elif key in (Key.Key_Left, Key.Key_Right) and not stretch:
            self.nudge(days=1 if key == Key.Key_Right else -1)
        else:
            return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)

    # -- telling ---------------------------------------------------------------------------------------

    def _tell(self, where: Proposal) -> None:
        """The item stays where it was put until the file has it, or it is put back."""
        item = self.rows.item(where.session)
        if item is None or where == standing(item):
            self.put_back()
            return
        fields = where.fields()
        self._proposal = where
        self.moved.emit(item.id, {key: fields[key] for key in fields if fields[key] != getattr(item, key)})

    def _ask_title(self, where: Proposal, title: str) -> None:
        self._proposal = where
        self.bring_into_sight(self.area_of(where))
        self.title.open(self.area_of(where).intersected(self.viewport().rect()), title)
        self.viewport().update()

    @Slot(str)
    def _titled(self, typed: str) -> None:
        where = self._proposal
        if where is not None:
            self.named.emit(where.session, where.fields(), typed)
