"""One item of the programme: every field, edited where it stands, and what is given in it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from attendance.domain.kinds import SessionKind
from attendance.language.labels import label
from attendance.queries.programme import Item, Speech
from attendance.queries.rules import SessionRules
from attendance.ui.desk import Desk
from attendance.ui.form import Field, Form, Kind
from attendance.ui.pages.programme.model import ProgrammeModel
from attendance.ui.pages.programme.rules_line import RulesLine
from attendance.ui.pages.programme.speeches import SpeechList
from attendance.ui.pages.programme.times import neighbours
from attendance.ui.parts import button, hairline, icon_button, lay, retone, words

MARGIN, LONGEST = 20, 32


class ItemPane(QWidget):
    """The item that is current in the programme.

    Attributes:
        edited: the fields somebody changed.
        speech_wanted: a contribution shall be added here; copy_wanted, remove_wanted: of the item; left: no
            item shall be current any more.
        speeches: the list of what is given in it; rules: who may enter.
    """

    edited = Signal(object)
    speech_wanted = Signal()
    copy_wanted = Signal()
    remove_wanted = Signal()
    left = Signal()

    def __init__(self, desk: Desk, model: ProgrammeModel) -> None:
        super().__init__()
        self._desk, self._model = desk, model
        self._days: tuple[tuple[str | None, str], ...] = ()
        self._forms: list[Form] = []
        self._of: dict[str, Form] = {}
        self._item: Item | None = None
        texts = desk.texts
        self.speeches = SpeechList(desk, texts("Contributions"))
        self._count = words(texts("Contributions"), "strong")
        self._none = words(texts("Nothing yet. Add one, or drag one here."), "muted", wrap=True)
        self._notice = QFrame()
        self._notice.setObjectName("notice")
        self._told = words("", wrap=True)
        lay(QVBoxLayout(self._notice), margins=(10, 6, 10, 6)).addWidget(self._told)
        self._came = words("", "muted")
        self._door = button(desk.theme, texts("Open check-in"), kind="link", pressed=self._to_the_door)
        self.rules = RulesLine(desk)
        # Until there is an item they stand nowhere; without a parent each would be a window of its own.
        self._kept = (
            *(self.speeches, self._count, self._none, self._notice, self._came, self._door),
            self.rules,
        )
        for part in self._kept:
            part.setParent(self)
            part.hide()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = lay(QVBoxLayout(self))
        column.addLayout(self._build_head())
        column.addWidget(self._area, 1)

    def _build_head(self) -> QHBoxLayout:
        theme, texts = self._desk.theme, self._desk.texts
        head = lay(QHBoxLayout(), margins=(MARGIN, 10, 12, 0))
        self._times = words("", "muted")
        head.addWidget(self._times, 1)
        head.addWidget(icon_button(theme, texts("Duplicate item"), "copy", self.copy_wanted.emit))
        head.addWidget(icon_button(theme, texts("Remove item"), "bin", self.remove_wanted.emit))
        head.addWidget(icon_button(theme, texts("Close"), "close", self.left.emit))
        return head

    # -- what is shown ---------------------------------------------------------------------------------

    def show_item(self, item: Item) -> None:
        """Show this item; a field somebody is typing in keeps what is typed, if it is the same item."""
        days = self._choices()
        if days != self._days or not self._forms or (self._item and self._item.id != item.id):
            self._days = days
            self._build()
        self._item = item
        for form in self._forms:
            form.show_values(item._asdict())
        self._times.setText(self._model.times(item) or self._desk.texts("No time yet"))
        self._show_notice(item)
        texts = self._desk.texts
        self._came.setText(
            texts.plural("{n} came", "{n} came", item.came) if item.came else texts("Nobody yet")
        )
        for part in (self._came, self._door, self.rules):
            part.setVisible(item.takes_attendance)

    def show_rules(self, found: SessionRules | None) -> None:
        """Say who may enter; None while that is not known."""
        self.rules.show_rules(found)

    def ensure_rules_seen(self) -> None:
        """Scroll to who may enter."""
        self._area.ensureWidgetVisible(self.rules, 0, 80)

    def show_speeches(self, speeches: Sequence[Speech]) -> None:
        """Show what is given in it."""
        if self._item is None:
            return
        self.speeches.show_speeches(speeches)
        self.speeches.setVisible(bool(speeches))
        self.speeches.setFixedHeight(max(1, self.speeches.whole_height()))
        self._none.setVisible(not speeches)
        told = self._desk.texts("Contributions")
        self._count.setText(f"{told} ({self._desk.texts.number(len(speeches))})" if speeches else told)

    def complain(self, key: str, said: str) -> bool:
        """A red line at the field; False when there is no such field here."""
        form = self._of.get(key.removesuffix("_official"))
        if form is not None:
            form.complain(key, said)
            if self._item is not None:
                form.show_values(self._item._asdict())
        return form is not None

    def focus_title(self) -> None:
        """Put the keyboard on the title."""
        if "title" in self._of:
            shown = self._item.title if self._item else None
            self._of["title"].focus("title" if shown or not self._official_first() else "title_official")

    def _official_first(self) -> bool:
        return bool(self._item and self._item.title_official)

    def _show_notice(self, item: Item) -> None:
        texts, said = self._desk.texts, []
        if item.day in self._model.outside:
            said.append(texts("This day lies outside the event’s days."))
        if others := self._model.clashing.get(item.id):
            named = ", ".join(_short(self._model.title(other)) for other in others[:2])
            more = f" +{len(others) - 2}" if len(others) > 2 else ""
            room = self._model.room(item)
            said.append(texts("At the same time in {room}: {titles}", room=room, titles=named + more))
        self._told.setText("\n".join(said))
        retone(self._notice, "tone", "amber")
        self._notice.setVisible(bool(said))

    # -- building --------------------------------------------------------------------------------------

    def _choices(self) -> tuple[tuple[str | None, str], ...]:
        programme, texts = self._model.programme, self._desk.texts
        days = neighbours(programme) if programme else []
        return (
            *((day, f"{texts.weekday(day)} · {texts.date_long(day)}") for day in days),
            (None, texts("No day yet")),
        )

    def _build(self) -> None:
        texts = self._desk.texts
        for part in self._kept:
            part.setParent(self)
        self._forms, self._of = [], {}
        content = QWidget()
        content.setObjectName("surface")
        column = lay(QVBoxLayout(content), margins=(MARGIN, 8, MARGIN, MARGIN))
        column.addWidget(self._notice)
        column.addSpacing(4)
        column.addWidget(self._form(Field("title", texts("Title of the item"), Kind.PAIR)))
        column.addWidget(self._form(Field("day", texts("Day"), Kind.CHOICE, self._days)))
        times = lay(QHBoxLayout(), spacing=12)
        for key, told in (("starts", texts("Begins")), ("ends", texts("Ends"))):
            times.addWidget(self._form(Field(key, told, Kind.TIME)), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(times)
        column.addWidget(self._form(Field("room", texts("Room"), Kind.PAIR)))
        self._of["room"].offer("room", self._rooms())
        sorts = tuple((str(kind), label(texts, kind)) for kind in SessionKind)
        column.addWidget(self._form(Field("kind", texts("Kind"), Kind.CHOICE, sorts)))
        self._add_attendance(column)
        self._add_speeches(column)
        column.addStretch(1)
        self._area.setWidget(content)

    def _form(self, field: Field) -> Form:
        made = Form(self._desk, (field,), side_by_side=False, titles_above=True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        made.edited.connect(self._edited)
        self._forms.append(made)
        self._of[field.key] = made
        return made

    def _add_attendance(self, column: QVBoxLayout) -> None:
        texts = self._desk.texts
        column.addWidget(self._form(Field("takes_attendance", texts("Takes attendance"), Kind.FLAG)))
        column.addWidget(self.rules)
        column.addSpacing(6)
        row = lay(QHBoxLayout(), spacing=8)
        row.addWidget(self._came, 1)
        row.addWidget(self._door)
        column.addLayout(row)
        column.addSpacing(12)

    def _add_speeches(self, column: QVBoxLayout) -> None:
        texts = self._desk.texts
        column.addWidget(hairline())
        column.addSpacing(8)
        row = lay(QHBoxLayout(), spacing=8)
        row.addWidget(self._count, 1)
        self._count.show()
        row.addWidget(
            icon_button(self._desk.theme, texts("Add contribution"), "add", self.speech_wanted.emit)
        )
        column.addLayout(row)
        column.addWidget(self._none)
        column.addWidget(self.speeches)

    def _rooms(self) -> list[tuple[str | None, str | None]]:
        """The rooms of this programme, the most used first."""
        counts: dict[tuple[str | None, str | None], int] = {}
        for item in self._model.items:
            if item.room or item.room_official:
                pair = (item.room, item.room_official)
                counts[pair] = counts.get(pair, 0) + 1
        return sorted(counts, key=lambda pair: -counts[pair])

    # -- hands -----------------------------------------------------------------------------------------

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        if self._item is not None:
            self.edited.emit({key: value})

    @Slot()
    def _to_the_door(self) -> None:
        if self._item is not None:
            self._desk.go("checkin", self._item.id)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"
