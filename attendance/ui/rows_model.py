"""One model for every list: ids in memory, rows by the page from the readers."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from attendance.queries.listing import EVERYTHING, Column, Listing, Question, glance, ids, page
from attendance.ui.work import Work

PAGE = 128
KEPT = 48
IN_FLIGHT = 2

_TOLD = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})

Row = tuple[Any, ...]
Index = QModelIndex | QPersistentModelIndex


def _find(db: Any, serial: int, listing: Listing, question: Question, keys: Sequence[str]) -> Any:
    """Count, numbers and, in the same snapshot, the first page, so that nothing flickers between them.

    A bare search answers the eye first: then only the numbers of the first page are there.
    """
    if question == Question(search=question.search) and question.search:
        total, numbers = glance(db, listing, question, PAGE)
    else:
        numbers = ids(db, listing, question)
        total = len(numbers)
    return serial, total, numbers, page(db, listing, numbers[:PAGE], keys) if numbers else []


def _find_rest(db: Any, serial: int, listing: Listing, question: Question) -> Any:
    return serial, ids(db, listing, question)


def _turn(db: Any, serial: int, number: int, listing: Listing, ns: "array[int]", keys: Sequence[str]) -> Any:
    return serial, number, page(db, listing, ns, keys)


class RowsModel(QAbstractTableModel):
    """Any number of rows, of which those on screen are in memory.

    Attributes:
        found: an answer to ``ask`` is in; how many rows it has.
        columns: what is shown, in order; ``question``: what was asked last.
        spoken: ``(key, value, row) -> text`` of a cell for screen readers.
    """

    found = Signal(int)

    def __init__(
        self,
        work: Work,
        listing: Listing,
        shown: Sequence[str],
        beside: Sequence[str] = (),
        natural: str | None = None,
        title_of: Callable[[str], str] = str,
        parent: Any = None,
    ) -> None:
        """A model of ``listing``, empty until it is asked.

        Args:
            shown: keys of the columns, in order.
            beside: keys that are read with each row but have no column.
            natural: the column whose order is the list's own, so that sorting by it costs nothing.
            title_of: translates a column's title.
        """
        super().__init__(parent)
        self._work, self._listing, self._title_of = work, listing, title_of
        self.columns: tuple[Column, ...] = tuple(listing.column(key) for key in shown)
        self._keys = (*shown, *(key for key in beside if key not in shown))
        self._place = {key: place for place, key in enumerate(self._keys, start=1)}
        self.spoken: Callable[[str, Any, Row], str] | None = None
        self.question, self.natural = EVERYTHING, natural
        self._ids: array[int] = array("q")
        self._total = 0
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._stale: dict[int, dict[int, Row]] = {}
        self._asked = self._serial = 0
        self._asking = False
        self._wanted: list[int] = []
        self._in_flight: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._send)

    # -- asking ----------------------------------------------------------------------------------------

    def ask(self, question: Question) -> None:
        """Show the rows that answer ``question``; what is shown stays until the answer is in."""
        self.question = question
        self._asked += 1
        if not self._asking:
            self._put()

    def is_asking(self) -> bool:
        """Whether the answer to the last question is still on its way."""
        return self._asking

    def _put(self) -> None:
        # One question at a time: while somebody types, those in between are never put.
        self._asking = True
        asked = (self._asked, self._listing, self.question, self._keys)
        self._work.read(self, _find, *asked, then=self._found, failed=self._not_found)

    def _not_found(self, error: Exception) -> None:
        self._asking = False
        self._work.failed.emit(error)

    def show(self, listing: Listing, question: Question) -> None:
        """Another list with the same columns: of another event, or counting another event session."""
        self._listing = listing
        self.ask(question)

    def describe(self, listing: Listing) -> None:
        """The same list with more columns described, which questions may use from now on."""
        self._listing = listing

    @property
    def keys(self) -> tuple[str, ...]:
        """What is read with each row, in order."""
        return self._keys

    def ask_again(self) -> None:
        """The same question, because rows came, went or moved."""
        self.ask(self.question)

    def reread(self) -> None:
        """The same rows, because values in them changed; old values stay until the new are in."""
        self._turn_pages()
        self._repaint(0, self._total - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorted where the rows are kept, never here."""
        key, descending = self.columns[column].key, order == Qt.SortOrder.DescendingOrder
        key = None if key == self.natural else key
        if (key, descending) != (self.question.order, self.question.descending):
            self.ask(replace(self.question, order=key, descending=descending))

    # -- answers ---------------------------------------------------------------------------------------

    def _found(self, answer: tuple[int, int, "array[int]", list[Row]]) -> None:
        serial, total, numbers, first = answer
        self._asking = False
        if serial != self._asked:
            self._put()
            return
        if numbers and total == self._total and numbers == self._ids[: len(numbers)]:
            self.reread()
            self._pages[0] = _by_number(first)
        else:
            self._show(total, numbers, first)
        if len(numbers) < total:
            self._work.read(self, _find_rest, serial, self._listing, self.question, then=self._found_rest)
        self.found.emit(total)

    def _show(self, total: int, numbers: "array[int]", first: list[Row]) -> None:
        self.beginResetModel()
        self._turn_pages(forget=True)
        self._total, self._ids = total, numbers
        if first:
            self._pages[0] = _by_number(first)
        self.endResetModel()

    def _found_rest(self, answer: tuple[int, "array[int]"]) -> None:
        serial, numbers = answer
        if serial != self._asked:
            return
        known = min(len(self._ids), PAGE)
        if len(numbers) == self._total and numbers[:known] == self._ids[:known]:
            self._ids = numbers
            self._repaint(PAGE, self._total - 1)
        else:
            self._show(len(numbers), numbers, [])

    def _turn_pages(self, forget: bool = False) -> None:
        self._stale = {} if forget else dict(self._pages)
        self._pages.clear()
        self._in_flight.clear()
        self._wanted.clear()
        self._serial += 1

    @Slot()
    def _send(self) -> None:
        # The newest wishes first: those are on screen now, the others were scrolled past.
        while self._wanted and len(self._in_flight) < IN_FLIGHT:
            number = self._wanted.pop()
            if number in self._pages or number in self._in_flight:
                continue
            self._in_flight.add(number)
            ns = self._ids[number * PAGE : (number + 1) * PAGE]
            if not ns:
                self._in_flight.discard(number)
                continue  # its numbers follow, and paint anew when they are there
            self._work.read(
                self, _turn, self._serial, number, self._listing, ns, self._keys, then=self._turned
            )

    def _turned(self, answer: tuple[int, int, list[Row]]) -> None:
        serial, number, rows = answer
        if serial != self._serial:
            return
        self._in_flight.discard(number)
        self._pages[number] = _by_number(rows)
        self._stale.pop(number, None)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        self._repaint(number * PAGE, min((number + 1) * PAGE, self._total) - 1)
        self._send()

    def _repaint(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # -- what is shown ---------------------------------------------------------------------------------

    def row(self, place: int) -> Row | None:
        """The number and values of one row, or None while they are on their way."""
        number = place // PAGE
        rows = self._pages.get(number)
        if rows is None:
            self._want(number)
            rows = self._stale.get(number)
        else:
            self._pages.move_to_end(number)
        return rows.get(self._ids[place]) if rows is not None and place < len(self._ids) else None

    def of(self, row: Row, key: str) -> Any:
        """One value of a row, by its column's key."""
        return row[self._place[key]]

    def reads(self, key: str) -> bool:
        """Whether rows come with this column's value."""
        return key in self._place

    def shows(self, key: str) -> bool:
        """Whether a column with this key is on screen."""
        return any(column.key == key for column in self.columns)

    def place_in_row(self, key: str) -> int:
        """Where the value of a column stands in every row."""
        return self._place[key]

    def number_at(self, place: int) -> int | None:
        """The local number of the row at a place."""
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def place_of(self, number: int) -> int | None:
        """Where the row with this local number stands."""
        try:
            return self._ids.index(number)
        except ValueError:
            return None

    def places_of(self, numbers: Collection[int]) -> list[int]:
        """Where the rows with these local numbers stand, as far as they are in the list."""
        wanted = set(numbers)
        return [place for place, number in enumerate(self._ids) if number in wanted]

    def _want(self, number: int) -> None:
        if number in self._in_flight:
            return
        if number in self._wanted:
            self._wanted.remove(number)
        self._wanted.append(number)
        del self._wanted[:-4]
        if not self._soon.isActive():
            self._soon.start()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _TOLD or not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return None
        value = row[index.column() + 1]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(self.columns[index.column()].key, value, row) if self.spoken else None
        return value if value is None or isinstance(value, str | int) else str(value)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._title_of(self.columns[section].title)
        return None


def _by_number(rows: list[Row]) -> dict[int, Row]:
    # A row that went meanwhile is not among them, so places cannot be trusted.
    return {row[0]: row for row in rows}
