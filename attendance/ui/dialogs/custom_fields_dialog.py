"""The fields an event asks for beside those every event has: made, named, ordered, taken away."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attendance.commands.custom_fields import (
    add_custom_field,
    change_custom_field,
    order_custom_fields,
    remove_custom_field,
)
from attendance.domain.errors import Refused
from attendance.domain.kinds import FieldKind, Stamp
from attendance.language.labels import label
from attendance.language.sentences import sentence
from attendance.queries.delegate_choices import choices
from attendance.queries.delegates import FieldRow
from attendance.ui.desk import Desk
from attendance.ui.form import Field, Form, Kind
from attendance.ui.parts import button, hairline, icon_button, lay, words
from attendance.ui.work import DELEGATES

WIDTH, HEIGHT, LIST = 720, 460, 240


def _fields(db: Any, event: UUID) -> list[FieldRow]:
    return choices(db, event).fields


def _add(db: Any, stamp: Stamp, event: UUID, title: str) -> Any:
    return add_custom_field(db, stamp, event, title=title)


class CustomFieldsDialog(QDialog):
    """A list of fields, and the chosen one edited beside it; everything is saved at once."""

    def __init__(self, desk: Desk, event: UUID, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._event = desk, event
        self._fields: list[FieldRow] = []
        self._wanted: UUID | None = None
        texts = desk.texts
        title = texts("Fields of this event")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(WIDTH, HEIGHT)
        self._list = QListWidget()
        self._list.setAccessibleName(texts("Fields"))
        self._list.setFixedWidth(LIST)
        self._list.currentItemChanged.connect(self._choose)
        self._form = self._build_form()
        self._form.edited.connect(self._edited)
        column = lay(QVBoxLayout(self))
        head = lay(QVBoxLayout(), margins=(24, 20, 24, 16), spacing=4)
        head.addWidget(words(title, "title"))
        about = texts("What this event asks everybody beside the usual: hotel, flight, size of shirt.")
        head.addWidget(words(about, "muted", wrap=True))
        column.addLayout(head)
        column.addWidget(hairline())
        row = lay(QHBoxLayout())
        row.addWidget(self._build_left())
        row.addWidget(hairline(vertical=True))
        row.addWidget(self._build_right(), 1)
        column.addLayout(row, 1)
        desk.work.changed.connect(self._changed)
        self._read()

    # -- building --------------------------------------------------------------------------------------

    def _build_left(self) -> QWidget:
        theme, texts = self._desk.theme, self._desk.texts
        part = QWidget()
        part.setObjectName("surface")
        column = lay(QVBoxLayout(part), margins=(8, 8, 8, 8), spacing=4)
        column.addWidget(self._list, 1)
        row = lay(QHBoxLayout(), spacing=0)
        self._new = button(theme, texts("New field"), "add", "flat", self._add)
        self._up = icon_button(theme, texts("Move up"), "previous", partial(self._move, -1))
        self._down = icon_button(theme, texts("Move down"), "down", partial(self._move, 1))
        row.addWidget(self._new)
        row.addStretch()
        row.addWidget(self._up)
        row.addWidget(self._down)
        column.addLayout(row)
        return part

    def _build_form(self) -> Form:
        texts = self._desk.texts
        kinds = tuple((kind.value, label(texts, kind)) for kind in FieldKind)
        return Form(
            self._desk,
            (
                Field("title", texts("Name of the field"), Kind.PAIR),
                Field("kind", texts("What it holds"), Kind.CHOICE, kinds),
                Field("choices", texts("Choices, one a line"), Kind.LONG),
                Field("sensitive", texts("Sensitive: left out of lists for others"), Kind.FLAG),
            ),
            titles_above=True,
        )

    def _build_right(self) -> QWidget:
        theme, texts = self._desk.theme, self._desk.texts
        part = QWidget()
        column = lay(QVBoxLayout(part), margins=(24, 16, 24, 16), spacing=8)
        column.addWidget(self._form)
        column.addStretch()
        row = lay(QHBoxLayout())
        row.addWidget(button(theme, texts("Remove this field"), "bin", "flat", self._remove))
        row.addStretch()
        column.addLayout(row)
        none = words(
            texts("No fields yet. Add one, and it stands in every person’s details."), "muted", wrap=True
        )
        none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        none.setContentsMargins(32, 0, 32, 0)
        self._right = QStackedWidget()
        self._right.addWidget(none)
        self._right.addWidget(part)
        return self._right

    # -- showing ---------------------------------------------------------------------------------------

    @Slot(object)
    def _changed(self, touched: frozenset[str]) -> None:
        if DELEGATES in touched:
            self._read()

    def _read(self) -> None:
        self._desk.work.read(self, _fields, self._event, then=self._show, only_newest=True)

    def _show(self, fields: list[FieldRow]) -> None:
        chosen = self._wanted or (field.id if (field := self._chosen()) else None)
        self._wanted, self._fields = None, fields
        self._list.blockSignals(True)
        self._list.clear()
        for field in fields:
            item = QListWidgetItem(self._desk.pick(field.title, field.title_official), self._list)
            item.setData(Qt.ItemDataRole.UserRole, field.id)
        places = {field.id: place for place, field in enumerate(fields)}
        self._list.setCurrentRow(places.get(chosen, 0) if chosen else 0)
        self._list.blockSignals(False)
        self._choose()

    def _chosen(self) -> FieldRow | None:
        place = self._list.currentRow()
        return self._fields[place] if 0 <= place < len(self._fields) else None

    @Slot()
    def _choose(self, *_: Any) -> None:
        field, place = self._chosen(), self._list.currentRow()
        self._right.setCurrentIndex(1 if field else 0)
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < len(self._fields) - 1)
        if field is not None:
            self._form.show_values(field._asdict())
            self._form.complain("title", "")
            self._form.part("choices").setEnabled(field.kind == FieldKind.CHOICE)

    # -- changing --------------------------------------------------------------------------------------

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        field = self._chosen()
        if field is None:
            return
        if key == "choices":
            value = (value or "").splitlines()
        fields = {key: value}
        if key == "kind" and value == FieldKind.CHOICE and not field.choices:
            # A list needs a choice to begin with; the name of the field is one nobody keeps.
            fields["choices"] = [self._desk.texts("First choice")]
        said = self._desk.texts("{field} changed", field=self._desk.pick(field.title, field.title_official))
        self._said = said
        self._write(change_custom_field, field.id, fields)

    @Slot()
    def _add(self) -> None:
        self._said = self._desk.texts("Field added")
        self._write(_add, self._event, self._desk.texts("New field"))

    @Slot()
    def _remove(self) -> None:
        if (field := self._chosen()) is not None:
            name = self._desk.pick(field.title, field.title_official)
            self._said = self._desk.texts("Field removed: {field}", field=name)
            self._write(remove_custom_field, field.id)

    def _move(self, way: int, *_: Any) -> None:
        place = self._list.currentRow()
        order = [field.id for field in self._fields]
        if 0 <= place + way < len(order):
            order[place], order[place + way] = order[place + way], order[place]
            self._said = ""
            self._write(order_custom_fields, self._event, order)

    def _write(self, verb: Any, *args: Any) -> None:
        touches = frozenset({DELEGATES})
        desk = self._desk
        desk.work.write(
            self, verb, desk.stamp(), *args, then=self._done, failed=self._failed, touches=touches
        )

    def _done(self, answer: Any) -> None:
        made = getattr(answer, "id", None)
        if made is not None:
            self._wanted = made
            self._read()
            self._form.focus("title")
        if self._said:
            action = answer if isinstance(answer, UUID) else getattr(answer, "action", None)
            self._desk.say(self._said, action)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            key = {"choices_missing": "choices", "field_in_use": "kind"}.get(error.code, "title")
            self._form.complain(key, sentence(self._desk.texts, error))
            if key == "kind" and (field := self._chosen()) is not None:
                self._form.show_values({"kind": field.kind})
        else:
            self._desk.work.failed.emit(error)
