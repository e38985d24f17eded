"""The log of the door as a table: the newest lines first, older ones read when they are scrolled to."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from attendance.domain.local_time import local_day
from attendance.domain.scan import Word
from attendance.language.labels import label
from attendance.language.marks import N_
from attendance.language.verdicts import WORDS, because
from attendance.queries.door_log import LogLine, LogPage, Wanted, door_log
from attendance.ui import icons
from attendance.ui import theme as look
from attendance.ui.desk import Desk
from attendance.ui.pages.checkin.said import ICONS, TONES

TITLES = (
    N_("Time"), N_("Verdict"), N_("Name"), N_("Delegation"), N_("Event session"), N_("Desk"), N_("Source"),
)  # fmt: skip
TIME, VERDICT, NAME, DELEGATION, SESSION, DESK, SOURCE = range(len(TITLES))
OTHERS = {"excused": ("muted", "letter"), "void": ("muted", "undo")}
"""Tone and icon of what is in the log and no verdict."""

Index = QModelIndex | QPersistentModelIndex


class LogModel(QAbstractTableModel):
    """Pages of the log, one after the other.

    Attributes:
        read: a page has come; whether there is any line at all.
    """

    read = Signal(bool)

    def __init__(self, desk: Desk, parent: Any) -> None:
        super().__init__(parent)
        self._desk = desk
        self._strong = look.font(semibold=True)
        self.lines: list[LogLine] = []
        self._event: UUID | None = None
        self._wanted = Wanted()
        self._further: Any = None
        self._asked = 0
        self._reading = False

    def ask(self, event: UUID, wanted: Wanted) -> None:
        """Show what is wanted; what is shown stays until its first page is in."""
        self._event, self._wanted, self._further = event, wanted, None
        self._asked += 1
        self._read()

    def _read(self) -> None:
        self._reading = True
        arguments = (self._asked, self._event, self._wanted, self._further)
        self._desk.work.read(self, _page, *arguments, then=self._take, failed=self._not_read)

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        self._desk.work.failed.emit(error)

    def _take(self, answer: tuple[int, bool, LogPage]) -> None:
        serial, first, page = answer
        if serial != self._asked:
            return
        self._reading = False
        if first:
            self.beginResetModel()
            self.lines = list(page.lines)
            self.endResetModel()
        elif page.lines:
            self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines) + len(page.lines) - 1)
            self.lines.extend(page.lines)
            self.endInsertRows()
        self._further = page.further
        self.read.emit(bool(self.lines))

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._further is not None and not self._reading

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._read()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._desk.texts(TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == TIME:
            return ", ".join(filter(None, (self._text(line, place) for place in range(len(TITLES)))))
        if role == Qt.ItemDataRole.DecorationRole and column == VERDICT:
            tone, icon = look_of(line)
            return icons.icon(icon, getattr(self._desk.theme.palette, tone))
        if role == Qt.ItemDataRole.FontRole and column == NAME:
            return self._strong
        if role == Qt.ItemDataRole.ForegroundRole and (line.voided or column in (TIME, DESK, SOURCE)):
            return QColor(self._desk.theme.palette.muted)
        return None

    def _text(self, line: LogLine, column: int) -> str:
        desk, texts = self._desk, self._desk.texts
        match column:
            case 0:
                _, month, day = local_day(line.at, _zone(desk)).split("-")
                return f"{day}.{month}. {texts.time(line.at, _zone(desk))}"
            case 1:
                return verdict_words(desk, line)
            case 2:
                return desk.pick(line.name, line.name_official) or line.code
            case 3:
                return line.delegation or ""
            case 4:
                return desk.pick(line.session, line.session_official)
            case 5:
                return " · ".join(part for part in (line.desk, line.operator) if part)
            case _:
                return label(texts, line.source) if line.source else texts("Refused")


def look_of(line: LogLine) -> tuple[str, str]:
    """The tone and icon of a line."""
    if line.voided:
        return "muted", OTHERS["void"][1]
    if line.word in OTHERS:
        return OTHERS[line.word]
    word = Word(line.word)
    return TONES[word], ICONS[word]


def verdict_words(desk: Desk, line: LogLine) -> str:
    """The verdict as a word; whether it was taken back since."""
    texts = desk.texts
    if line.word in OTHERS:
        return label(texts, line.word)
    word = texts(WORDS[Word(line.word)])
    return texts("{word}, taken back", word=word) if line.voided else word


def story(desk: Desk, line: LogLine) -> str:
    """Everything else there is to say about a line."""
    texts, zone = desk.texts, _zone(desk)
    parts = [texts.date_time(line.at, zone)]
    if line.code and line.name:
        parts.append(line.code)
    if line.why is not None:
        parts.append(because(texts, line.why, zone))
    if line.waived:
        words = ", ".join(texts(WORDS[Word(word)]) for word in line.waived)
        parts.append(texts("Admitted in spite of: {verdicts}", verdicts=words))
    if line.reason:
        parts.append(texts("Reason: {reason}", reason=line.reason))
    if line.approved_by:
        parts.append(texts("Allowed by {name}", name=line.approved_by))
    return " · ".join(parts)


def _page(db: Any, serial: int, event: UUID, wanted: Wanted, further: Any) -> tuple[int, bool, LogPage]:
    return serial, further is None, door_log(db, event, wanted, further)


def _zone(desk: Desk) -> str:
    return desk.event.zone if desk.event else "UTC"
