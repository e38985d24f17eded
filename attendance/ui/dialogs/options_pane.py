"""What a list cannot say itself: the sheet, the event, how to read dates and titles."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from attendance.imports.answers import SheetLook
from attendance.imports.fields import IDENTITY
from attendance.imports.options import Options
from attendance.queries.delegate_choices import Choices, DelegationChoice, choices
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.fields import read_date
from attendance.ui.parts import lay, words

WIDTH = 304
TICK = 20
ZONE = "Asia/Vientiane"
LONGEST_ROW = 60


def _first_row(sheet: SheetLook) -> int:
    return sheet.heading_rows[0] if sheet.heading_rows else sheet.first_rows[0][0]


class OptionsPane(QWidget):
    """Only the questions this list raises are shown.

    Attributes:
        sheet_chosen: the index of another sheet.
        headings_chosen: the row number of the headings, 0 for none.
    """

    sheet_chosen = Signal(int)
    headings_chosen = Signal(int)

    def __init__(self, desk: Desk, event: UUID | None) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._desk, self._wanted = desk, event or (desk.event.id if desk.event else None)
        self._grouped, self._proposed = True, ""
        self._delegations: list[DelegationChoice] = []
        self._of: UUID | None = None
        texts = desk.texts
        self._column = lay(QVBoxLayout(self), margins=(20, 16, 8, 16), spacing=4)
        self.sheet = self._box(texts("Sheet"))
        self.sheet.activated.connect(self.sheet_chosen)
        self.headings = self._box(texts("Headings"))
        self.headings.activated.connect(self._headings_chosen)
        self._own_events = words(texts("The list names its events itself."), "muted", wrap=True)
        self._own_events.setContentsMargins(0, 0, 0, 10)
        self._column.addWidget(self._own_events)
        self.event = self._box(texts("The people go to"))
        self.event.activated.connect(self._event_changed)
        self.title = self._ask(texts("Title of the new event"), QLineEdit())
        self.delegation: ChoiceBox = self._box(texts("No column names a delegation. Everybody belongs to"))
        self.delegation.setEditable(True)
        self.delegation.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
        self.delegation.lineEdit().setPlaceholderText(texts("Choose one, or type a new one"))
        self.zone = self._box(texts("Time zone of new events"))
        self.dates = self._box(texts("Dates such as 3/4/1970"))
        self.years = self._box(texts("Years above 2400"))
        self.sex = self._tick(texts("Take the sex from titles such as Mr. and Ms."))
        self.identity = self._tick(texts("Keep birth dates and passport numbers"))
        self.identity.toggled.connect(self._identity_changed)
        self.until = self._ask(texts("Take them away by"), QLineEdit())
        self.until.setPlaceholderText("31.12.2026")
        self.sex.setChecked(True)
        self._column.addStretch()
        self._fill()

    def _ask(self, title: str, part: ChoiceBox | QLineEdit) -> Any:
        both = QWidget()
        column = lay(QVBoxLayout(both), margins=(0, 0, 0, 8), spacing=4)
        label = words(title, "small", wrap=True)
        label.setBuddy(part)
        part.setAccessibleName(title)
        column.addWidget(label)
        column.addWidget(part)
        self._column.addWidget(both)
        return part

    def _box(self, title: str) -> ChoiceBox:
        return self._ask(title, ChoiceBox())

    def _tick(self, title: str) -> QCheckBox:
        """A box to tick; its words wrap, which Qt's own do not."""
        both = QWidget()
        row = lay(QHBoxLayout(both), spacing=8)
        made = QCheckBox()
        made.setAccessibleName(title)
        made.setFixedWidth(TICK)
        label = words(title, wrap=True)
        label.setContentsMargins(0, 3, 0, 3)
        label.setBuddy(made)
        row.addWidget(made, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1, alignment=Qt.AlignmentFlag.AlignVCenter)
        label.installEventFilter(self)
        self._column.addWidget(both)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(watched, QLabel):
            watched.buddy().click()
        return False

    def _fill(self) -> None:
        desk, texts = self._desk, self._desk.texts
        for row in desk.events:
            dates = texts.date_range(row.starts, row.ends, row.year)
            title = desk.pick(row.title, row.title_official)
            self.event.addItem(" · ".join(part for part in (title, dates) if part), row.id)
        self.event.addItem(texts("A new event"), None)
        self.event.setCurrentIndex(max(0, self.event.findData(self._wanted)))
        zones = dict.fromkeys([desk.event.zone if desk.event else ZONE, ZONE, *(e.zone for e in desk.events)])
        for zone in zones:
            self.zone.addItem(zone, zone)
        for text, value in (
            (texts("Leave out"), None),
            (texts("The day comes first"), True),
            (texts("The month comes first"), False),
        ):
            self.dates.addItem(text, value)
        for text, value in (
            (texts("Leave out"), None),
            (texts("Buddhist years"), True),
            (texts("As they are written"), False),
        ):
            self.years.addItem(text, value)

    @property
    def questions(self) -> tuple[QWidget, ...]:
        """Everything that can be answered, from top to bottom, asked or not."""
        boxes = (self.dates, self.years, self.sex, self.identity, self.until)
        return (self.sheet, self.headings, self.event, self.title, self.delegation, self.zone, *boxes)

    # -- questions -------------------------------------------------------------------------------------

    def show_sheets(self, sheets: Sequence[SheetLook], chosen: int) -> None:
        """The sheets of the file; a single one is no question."""
        texts = self._desk.texts
        names = Counter(sheet.name for sheet in sheets)
        self.sheet.clear()
        for sheet in sheets:
            parts = [sheet.name] if sheet.name else []
            if names[sheet.name] > 1:
                parts.append(texts("rows {first}–{last}", first=_first_row(sheet), last=sheet.last_row))
            parts.append(texts.plural("{n} row", "{n} rows", sheet.rows))
            if sheet.hidden:
                parts.append(texts("hidden"))
            self.sheet.addItem(" · ".join(parts))
        self.sheet.setCurrentIndex(chosen)
        self._show(self.sheet, len(sheets) > 1)

    def choose_sheet(self, place: int) -> None:
        """Another table of the file, without telling."""
        self.sheet.setCurrentIndex(place)

    def show_headings(self, sheet: SheetLook) -> None:
        """The rows the headings may be in, and what the table's own title says of its delegation."""
        texts = self._desk.texts
        self.headings.clear()
        for number, cells in sheet.first_rows:
            said = " · ".join(cell for cell in cells if cell)
            self.headings.addItem(texts("Row {row}: {text}", row=number, text=said[:LONGEST_ROW]), number)
        self.headings.addItem(texts("There are none"), 0)
        row = sheet.heading_rows[0] if sheet.heading_rows else 0
        self.headings.setCurrentIndex(max(0, self.headings.findData(row)))
        self._show(self.headings, not sheet.is_form and sheet.last_row > 0)
        self._proposed = sheet.delegation
        self._list_delegations()
        self.delegation.setCurrentIndex(-1)
        self.delegation.setEditText(sheet.delegation)

    @Slot()
    def _headings_chosen(self) -> None:
        self.headings_chosen.emit(self.headings.currentData())

    def suggest_title(self, title: str) -> None:
        self.title.setText(title)

    def show_for(self, fields: Collection[str]) -> None:
        """Ask what a list with these fields leaves open."""
        self._own_events.setVisible("event" in fields)
        self._show(self.event, "event" not in fields)
        self._grouped = bool({"delegation", "country", "delegation_code", "event"} & set(fields))
        self._show(self.delegation, not self._grouped)
        self._show(self.dates, "birth_date" in fields)
        self._show(self.years, bool({"year", "birth_date"} & set(fields)))
        self._show(self.identity, bool(IDENTITY & set(fields)))
        self._event_changed()

    @Slot()
    def _event_changed(self) -> None:
        asked = self._asked(self.event)
        new = asked and self.event.currentData() is None
        self._show(self.title, new)
        self._show(self.zone, new or not asked)
        event = self.event.currentData() if asked else None
        if event is None:
            self._know([])
        elif event != self._of:
            self._desk.work.read(self, choices, event, then=self._found, only_newest=True)
        self._of = event
        self._identity_changed()

    def _found(self, found: Choices) -> None:
        self._know(found.delegations)

    def _know(self, delegations: Sequence[DelegationChoice]) -> None:
        typed = self.delegation.currentText()
        self._delegations = list(delegations)
        self._list_delegations()
        self.delegation.setCurrentIndex(-1)
        self.delegation.setEditText(typed)

    def _list_delegations(self) -> None:
        """What the title says first, then those of the event."""
        self.delegation.clear()
        if self._proposed:
            self.delegation.addItem(self._proposed, self._proposed)
        for row in self._delegations:
            name = row.name or row.name_official or row.code
            self.delegation.addItem(self._desk.pick(row.name, row.name_official) or name, name)

    @property
    def _delegation(self) -> str | None:
        """The name of the delegation of everybody; what is chosen in one script is known in the other."""
        typed = self.delegation.currentText().strip()
        place = self.delegation.findText(typed)
        return (self.delegation.itemData(place) if place >= 0 else typed) or None

    @Slot()
    def _identity_changed(self) -> None:
        """By when passports go is asked where the event does not say so already."""
        asked = self._asked(self.event)
        chosen = self.event.currentData() if asked else None
        known = any(row.personal_until for row in self._desk.events if row.id == chosen)
        keeps = self.identity.isChecked() and self._asked(self.identity)
        self._show(self.until, keeps and not known)

    def _show(self, part: QWidget, wanted: bool) -> None:
        part.parentWidget().setVisible(wanted)

    def _asked(self, part: QWidget) -> bool:
        return not part.parentWidget().isHidden()

    @property
    def options(self) -> Options:
        """The answers; raises ``Refused`` (bad_day, buddhist_year) where a date cannot be read."""
        asked = self._asked(self.event)
        event = self.event.currentData() if asked else None
        return Options(
            event=event,
            event_title=self.title.text().strip() or None if asked and event is None else None,
            delegation=None if self._grouped else self._delegation,
            zone=self.zone.currentData(),
            sex_from_titles=self.sex.isChecked(),
            keep_identity=self.identity.isChecked() and self._asked(self.identity),
            identity_until=read_date(self.until.text()) if self._asked(self.until) else None,
            buddhist=self.years.currentData(),
            day_first=self.dates.currentData(),
        )
