"""A whole delegation present at once: everybody who is not here yet, each of whom can be left out."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from attendance.commands.by_hand import Present, all_present
from attendance.domain.kinds import Direction, Source
from attendance.language.labels import label
from attendance.language.verdicts import told as told_verdict
from attendance.queries.programme import SessionRow
from attendance.queries.whole_delegation import Whole, whole
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.parts import button, lay, words
from attendance.ui.work import PRESENCE

WIDTH, MOST_SEEN = 420, 9
MOST_TOLD = 3


class WholeCard(QFrame):
    """A popup with a list to untick from; Space unticks, Enter books the others.

    Attributes:
        given: the ids of those who are present.
        closed: it is gone.
    """

    given = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, session: SessionRow, found: Whole, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self._desk, texts = desk, desk.texts
        name = desk.delegation(found.name, found.name_official)
        title = texts("All present: {name}", name=name or found.code)
        self.setAccessibleName(title)
        self.setFixedWidth(round(WIDTH * desk.theme.text_size))
        column = lay(QVBoxLayout(self), margins=(16, 12, 16, 16), spacing=8)
        column.addWidget(words(title, "strong", wrap=True))
        here = texts.plural("{n} is here already", "{n} are here already", found.here)
        about = (desk.session_title(session), here if found.here else "")
        column.addWidget(words(" · ".join(filter(None, about)), "muted", wrap=True))
        self.rows = self._build_rows(found)
        column.addWidget(self.rows)
        row = lay(QHBoxLayout(), spacing=8)
        row.addWidget(words(texts("Space leaves somebody out."), "small"), 1)
        row.addWidget(button(desk.theme, texts("Cancel"), pressed=self.close))
        self.primary = button(desk.theme, "", kind="primary", pressed=self.give)
        row.addWidget(self.primary)
        column.addLayout(row)
        self._count()

    def _build_rows(self, found: Whole) -> QListWidget:
        desk, rows = self._desk, QListWidget()
        rows.setFrameShape(QFrame.Shape.NoFrame)
        rows.setAccessibleName(desk.texts("Who is present"))
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        height = desk.theme.row + 2
        for one in found.people:
            about = label(desk.texts, one.capacity)
            item = QListWidgetItem(f"{desk.pick(one.name, one.name_official)} · {about}", rows)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setSizeHint(QSize(0, height))
        rows.setFixedHeight(min(MOST_SEEN, len(found.people)) * height + 2)
        rows.setCurrentRow(0)
        rows.itemChanged.connect(self._count)
        return rows

    def chosen(self) -> list[UUID]:
        """The ids that are ticked."""
        items = (self.rows.item(place) for place in range(self.rows.count()))
        ticked = (item for item in items if item.checkState() == Qt.CheckState.Checked)
        return [item.data(Qt.ItemDataRole.UserRole) for item in ticked]

    @Slot()
    def _count(self) -> None:
        said = self._desk.texts.plural("{n} present", "{n} present", len(self.chosen()))
        self.primary.setText(said)
        self.primary.setAccessibleName(said)

    def open_at(self, place: QRect) -> None:
        """Show it at a place of the screen, the keyboard in it."""
        self.adjustSize()
        room, at = self.screen().availableGeometry(), place.bottomLeft() + QPoint(0, 5)
        at.setY(max(room.top(), min(at.y(), room.bottom() - self.height())))
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        self.move(at)
        self.show()
        self.rows.setFocus()

    @Slot()
    def give(self) -> None:
        """Those who are ticked are present."""
        people = self.chosen()
        self.close()
        if people:
            self.given.emit(people)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


class WholeDelegation(QObject):
    """Opens the card and books who is in it.

    Attributes:
        card: the one that is open, or None.
    """

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self._session: SessionRow | None = None
        self._name, self._place = "", QRect()
        self.card: WholeCard | None = None

    def ask(self, delegation: UUID, place: QRect) -> None:
        """Everybody of a delegation for the chosen event session, at a place of the screen."""
        desk = self._desk
        if desk.session is None:
            desk.say(desk.texts("Choose an event session first."))
            return
        self._session, self._place = desk.session, place
        desk.work.read(self, whole, desk.session.id, delegation, then=self._show, only_newest=True)

    def _show(self, found: Whole | None) -> None:
        desk, texts = self._desk, self._desk.texts
        if found is None or self._session is None:
            return
        self._name = found.code
        if not found.people:
            desk.say(texts("{name}: everybody who is expected is here.", name=found.code))
            return
        self.card = WholeCard(desk, self._session, found, self._over)
        self.card.given.connect(self._book)
        self.card.closed.connect(self._closed)
        self.card.open_at(self._place)

    @Slot()
    def _closed(self) -> None:
        self.card = None

    @Slot(object)
    def _book(self, people: Sequence[UUID]) -> None:
        if self._session is not None:
            desk = self._desk
            asked = (self._session.id, people, Direction.ENTRY, Source.LIST)
            desk.work.write(
                self, all_present, desk.stamp(), *asked, then=self._done, failed=self._failed,
                touches=frozenset({PRESENCE}),
            )  # fmt: skip

    def _done(self, done: Present) -> None:
        desk, texts = self._desk, self._desk.texts
        said = [texts.plural("{name}: {n} present", "{name}: {n} present", len(done.booked), name=self._name)]
        said += told_skipped(desk, done)
        desk.say(". ".join(said), done.action)

    def _failed(self, error: Exception) -> None:
        self._desk.say(told(self._desk.texts, error))


def told_skipped(desk: Desk, done: Present) -> list[str]:
    """Who was not booked and why, of many the first few."""
    zone = desk.event.zone if desk.event else "UTC"
    said = [told_verdict(desk.texts, verdict, zone) for verdict in done.skipped[:MOST_TOLD]]
    if (rest := len(done.skipped) - MOST_TOLD) > 0:
        said.append(desk.texts.plural("{n} more", "{n} more", rest))
    return said


def place_of(widget: QWidget, area: QRect | None = None) -> QRect:
    """A widget's place on the screen, or that of a part of it."""
    area = widget.rect() if area is None else area
    return QRect(widget.mapToGlobal(area.topLeft()), area.size())
