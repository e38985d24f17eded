"""The fields of the detail with what stands between them: preview, tags, custom fields, companions."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attendance.domain.kinds import FieldKind
from attendance.domain.renaming import NAME_FIELDS, renamed
from attendance.queries.delegate_choices import DelegationChoice
from attendance.queries.pairs import Pair
from attendance.queries.person import Person
from attendance.ui.desk import Desk
from attendance.ui.pages.person.beside import PersonBeside
from attendance.ui.pages.person.fields import OFFERED, OWN, Section, own_section, sections
from attendance.ui.pages.person.form import PersonForm
from attendance.ui.pages.person.preview import PersonPreview
from attendance.ui.pages.person.set_up import SetUp
from attendance.ui.pages.person.tags import PersonTags
from attendance.ui.parts import button, lay, words

NARROW_MARGIN, WIDE_MARGIN, BETWEEN = 20, 24, 32


class PersonBody(QWidget):
    """All fields of one delegate.

    Attributes:
        edited: a column, its new value, and that in words where they differ.
        own_edited: a key, the id of a custom field, its title, its new value.
        fields_wanted: the custom fields of the event shall be changed.
    """

    edited = Signal(str, object, str)
    own_edited = Signal(str, object, str, object)
    fields_wanted = Signal()

    def __init__(self, desk: Desk, set_up: SetUp, *, wide: bool, columns: bool) -> None:
        """``wide`` puts the forms of a pair side by side, ``columns`` the sections too."""
        super().__init__()
        self._desk, self._set_up, self._wide = desk, set_up, wide
        self._seen: Person | None = None
        self._own: PersonForm | None = None
        self._own_shape: Any = None
        self.preview, self.tags, self.beside = PersonPreview(desk), PersonTags(desk), PersonBeside(desk)
        named = [(group.id, self._delegation(group)) for group in set_up.delegations]
        keeps = desk.event is not None and desk.event.personal_until is not None
        parts = sections(desk.texts, named, identity=keeps)
        # In two columns names and posts stand left, the rest right.
        first = 2 if columns else 1
        self._forms = [self._form(parts[:first]), self._form(parts[first:])]
        self._own_place = lay(QVBoxLayout())
        margin = WIDE_MARGIN if wide else NARROW_MARGIN
        outer = lay(QHBoxLayout(self) if columns else QVBoxLayout(self), margins=(margin, 0, margin, 24))
        left, right = lay(QVBoxLayout()), lay(QVBoxLayout())
        left.addWidget(self._forms[0])
        left.addWidget(self.preview)
        self._add_tags(left)
        right.addWidget(self._forms[1])
        right.addLayout(self._own_place)
        last = left if columns else right
        self._add_title(last, desk.texts("Companions"))
        last.addWidget(self.beside)
        for place, column in enumerate((left, right)):
            if columns:
                column.addStretch()
                outer.addSpacing(BETWEEN if place else 0)
            outer.addLayout(column, 1 if columns else 0)
        if not columns:
            outer.addStretch(1)
        self._offer()

    def _form(self, parts: list[Section]) -> PersonForm:
        made = PersonForm(self._desk, parts, wide=self._wide)
        made.edited.connect(self._edited)
        made.typed.connect(self._typed)
        return made

    def _add_title(self, column: QVBoxLayout, title: str, part: QWidget | None = None) -> None:
        column.addSpacing(12)
        row = lay(QHBoxLayout())
        row.addWidget(words(title, "strong"), 1)
        if part is not None:
            row.addWidget(part)
        column.addLayout(row)
        column.addSpacing(4)

    def _add_tags(self, column: QVBoxLayout) -> None:
        self._add_title(column, self._desk.texts("Tags"))
        column.addWidget(self.tags)

    def _delegation(self, group: DelegationChoice) -> str:
        name = self._desk.delegation(group.name, group.name_official)
        return " · ".join(part for part in (group.code, name) if part)

    # -- what is offered -------------------------------------------------------------------------------

    def _offer(self) -> None:
        for key in OFFERED:
            self.offer(key, self._set_up.pairs.get(key, []))
        names = list(self._set_up.countries.values())
        self.offer("country", [(self._desk.delegation(*pair), None) for pair in names])

    def offer(self, key: str, found: list[Pair]) -> None:
        """Offer what was typed before in a field."""
        if (form := self._form_of(key)) is not None:
            form.offer(key, found)

    def _form_of(self, key: str) -> Any:
        return next((form for part in self._forms if (form := part.form_of(key)) is not None), None)

    # -- showing ---------------------------------------------------------------------------------------

    def show_person(self, seen: Person) -> None:
        """Show this delegate; a field somebody is typing in keeps what is typed."""
        another = self._seen is None or self._seen.id != seen.id
        self._seen = seen
        values = {**seen.fields, "country": self._country(seen.fields["country"])}
        for part in self._forms:
            part.show_values(values)
        if another:
            self.complain("", "")
        self._show_own(seen)
        self.preview.show_person(seen.fields, seen.delegation_code)
        self.tags.show_tags(seen.tags)
        self.beside.show_person(seen)

    def _show_own(self, seen: Person) -> None:
        shape = [own._replace(value=None) for own in seen.own_fields]
        if self._own is None or shape != self._own_shape:
            while (item := self._own_place.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            self._own_shape = shape
            self._own = PersonForm(
                self._desk, [own_section(self._desk.texts, seen.own_fields)], wide=self._wide
            )
            self._own.edited.connect(self._own_changed)
            self._own_place.addWidget(self._own)
            texts, theme = self._desk.texts, self._desk.theme
            said = texts("Change the fields…") if shape else texts("Add a field…")
            change = button(theme, said, "settings" if shape else "add", "flat", self.fields_wanted.emit)
            row = QWidget()
            line = lay(QHBoxLayout(row))
            line.addWidget(change)
            line.addStretch()
            self._own_place.addWidget(row)
        flags = {own.id for own in seen.own_fields if own.kind == FieldKind.FLAG}
        self._own.show_values(
            {f"{OWN}{own.id}": bool(own.value) if own.id in flags else own.value for own in seen.own_fields}
        )

    def _country(self, code: str | None) -> str | None:
        if not code:
            return None
        return self._desk.delegation(*self._set_up.countries.get(code, (code, None)))

    def complain(self, key: str, said: str) -> bool:
        """A sentence below a field; an empty key clears them all."""
        if not key:
            for part in self._forms:
                part.clear_complaints()
            return True
        return any(part.complain(key, said) for part in (*self._forms, self._own) if part is not None)

    # -- what is typed ---------------------------------------------------------------------------------

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        groups = self._set_up.delegations if key == "delegation" else []
        self.edited.emit(key, value, next((group.code for group in groups if group.id == value), ""))

    @Slot(str, str)
    def _typed(self, key: str, text: str) -> None:
        if self._seen is None:
            return
        now = self._seen.fields
        fields = renamed(now, key, text.strip() or None) if key in NAME_FIELDS else {key: text.strip()}
        self.preview.show_person({**now, **fields}, self._seen.delegation_code)

    @Slot(str, object)
    def _own_changed(self, key: str, value: Any) -> None:
        field = UUID(key.removeprefix(OWN))
        if self._seen is None:
            return
        own = next((one for one in self._seen.own_fields if one.id == field), None)
        if own is not None:
            if own.kind == FieldKind.FLAG:
                value = "yes" if value else None
            self.own_edited.emit(key, field, self._desk.pick(own.title, own.title_official), value)


def scroll_area() -> QScrollArea:
    """Room that scrolls up and down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
