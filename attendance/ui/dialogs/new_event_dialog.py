"""A new event: title in two languages, days, place and time zone; half-day sessions come by themselves."""

from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, Qt, QTimeZone, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from attendance.commands.events import new_event
from attendance.domain.kinds import Stamp
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.parts import button, lay, words
from attendance.ui.work import EVENTS

WIDTH = 520
FIRST_ZONE = "Asia/Vientiane"


def _zone_names() -> list[str]:
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


def _create(db: Any, stamp: Stamp, fields: dict[str, Any]) -> UUID:
    return new_event(db, stamp, **fields)


class NewEventDialog(QDialog):
    """The form; it stays open until the event is in the file.

    Attributes:
        created: the id of the new event.
    """

    created = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        texts = desk.texts
        self.setWindowTitle(texts("New event"))
        self.setMinimumWidth(WIDTH)
        column = lay(QVBoxLayout(self), margins=(24, 24, 24, 20), spacing=12)
        column.addWidget(words(texts("New event"), "title"))
        column.addSpacing(4)
        column.addLayout(self._build_form())
        hint = texts("Each day gets a Morning and an Afternoon that take attendance.")
        column.addWidget(words(hint, "muted", wrap=True))
        self._problem = words("", tone="red", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addSpacing(8)
        column.addLayout(self._build_buttons())
        self.title.setFocus()

    def _build_form(self) -> QFormLayout:
        texts = self._desk.texts
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.title, self.title_official = QLineEdit(), QLineEdit()
        self.place, self.place_official = QLineEdit(), QLineEdit()
        self.starts, self.ends = self._date(), self._date()
        self.starts.dateChanged.connect(self._started)
        self.zone = self._zones()
        days = lay(QHBoxLayout(), spacing=8)
        days.addWidget(self.starts, 1)
        days.addWidget(words("–", "muted"))
        days.addWidget(self.ends, 1)
        for title, part in (
            (texts("Event title"), self.title),
            (texts("Title in Lao"), self.title_official),
            (texts("Days"), days),
            (texts("Place"), self.place),
            (texts("Place in Lao"), self.place_official),
            (texts("Time zone"), self.zone),
        ):
            label = words(title, "muted")
            form.addRow(label, part)
            if isinstance(part, QWidget):
                part.setAccessibleName(title)
                label.setBuddy(part)
        self.starts.setAccessibleName(texts("First day"))
        self.ends.setAccessibleName(texts("Last day"))
        return form

    def _date(self) -> QDateEdit:
        made = QDateEdit(QDate.currentDate())
        made.setDisplayFormat("dd.MM.yyyy")
        made.setCalendarPopup(True)
        return made

    def _zones(self) -> QComboBox:
        made = QComboBox()
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        made.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        made.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._desk.work.aside(self, _zone_names, then=self._zones_known)
        return made

    def _zones_known(self, names: list[str]) -> None:
        typed = self.zone.currentText()
        own = QTimeZone.systemTimeZoneId().data().decode()
        self.zone.addItems(names)
        self.zone.setCurrentText(typed or (own if own in names else FIRST_ZONE))

    def _build_buttons(self) -> QHBoxLayout:
        theme, texts = self._desk.theme, self._desk.texts
        row = lay(QHBoxLayout(), spacing=8)
        row.addStretch()
        row.addWidget(button(theme, texts("Cancel"), pressed=self.reject))
        self._create = button(theme, texts("Create"), kind="primary", pressed=self.create)
        self._create.setDefault(True)
        row.addWidget(self._create)
        return row

    @Slot(QDate)
    def _started(self, day: QDate) -> None:
        if self.ends.date() < day:
            self.ends.setDate(day)

    @Slot()
    def create(self) -> None:
        """Write the event; a refusal is told in the form."""
        fields = {
            "title": self.title.text() or self.title_official.text(),
            "title_official": self.title_official.text().strip() or None,
            "starts": self.starts.date().toString(Qt.DateFormat.ISODate),
            "ends": self.ends.date().toString(Qt.DateFormat.ISODate),
            "zone": self.zone.currentText().strip(),
            "place": self.place.text().strip() or None,
            "place_official": self.place_official.text().strip() or None,
        }
        self._create.setEnabled(False)
        self._desk.work.write(
            self,
            _create,
            self._desk.stamp(),
            fields,
            then=self._created,
            failed=self._refused,
            touches=frozenset({EVENTS}),
        )

    def _created(self, event: UUID) -> None:
        self.created.emit(event)
        self.accept()

    def _refused(self, error: Exception) -> None:
        self._create.setEnabled(True)
        self._problem.setText(told(self._desk.texts, error))
        self._problem.show()
