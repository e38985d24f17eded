"""The items of a programme as rows: what each is called, and what a screen reader says of it."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from attendance.language.labels import label
from attendance.queries.programme import Item, Programme
from attendance.ui.desk import Desk
from attendance.ui.pages.programme.times import clashes, days_of

Index = QModelIndex | QPersistentModelIndex


class ProgrammeModel(QAbstractListModel):
    """Every item of one programme, in its order.

    Attributes:
        programme: what is shown; None before the first answer.
        clashing: who else is in the room of an item at its time, by the item's id.
        outside: the days that are planned on but are not the event's.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.programme: Programme | None = None
        self.clashing: dict[UUID, list[Item]] = {}
        self.outside: frozenset[str] = frozenset()

    def show(self, programme: Programme | None) -> None:
        """Another programme, or the same with what has changed."""
        self.beginResetModel()
        self.programme = programme
        self.clashing = clashes(programme.items) if programme else {}
        days = days_of(programme) if programme else []
        self.outside = frozenset(day for day, outside in days if day and outside)
        self.endResetModel()

    @property
    def items(self) -> list[Item]:
        return self.programme.items if self.programme else []

    def place_of(self, session: UUID | None) -> int | None:
        """The row of an item."""
        return next((place for place, item in enumerate(self.items) if item.id == session), None)

    def item(self, session: UUID | None) -> Item | None:
        """An item by its id."""
        place = self.place_of(session)
        return None if place is None else self.items[place]

    def title(self, item: Item) -> str:
        """What it is called in the reader's language."""
        return self._desk.pick(item.title, item.title_official)

    def room(self, item: Item) -> str:
        return self._desk.pick(item.room, item.room_official)

    def times(self, item: Item) -> str:
        """ "09:00–10:30", "09:00", or ""."""
        return "–".join(time for time in (item.starts, item.ends) if time)

    def facts(self, item: Item) -> list[str]:
        """What the second line tells: times, room, contributions."""
        texts, count = self._desk.texts, len(item.codes)
        given = texts.plural("{n} contribution", "{n} contributions", count) if count else ""
        return [part for part in (self.times(item), self.room(item), given) if part]

    def spoken(self, item: Item) -> str:
        """All of it in words."""
        texts = self._desk.texts
        day = f"{texts.weekday(item.day)} {texts.date_long(item.day)}".strip() or texts("No day yet")
        parts = [self.title(item), label(texts, item.kind), day, *self.facts(item)]
        if item.takes_attendance:
            parts.append(texts("Takes attendance"))
        if item.came:
            parts.append(texts.plural("{n} came", "{n} came", item.came))
        if item.day in self.outside:
            parts.append(texts("Outside the event’s days"))
        if item.id in self.clashing:
            parts.append(texts("Room taken twice"))
        return ", ".join(parts)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way of saying "the root"
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(item)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(item)
        return item.id if role == Qt.ItemDataRole.UserRole else None
