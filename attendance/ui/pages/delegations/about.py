"""What is known of a delegation itself: names, place in the list, quota, focal point, credentials, files."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attendance.commands.delegations import change_delegation
from attendance.domain.kinds import DelegationState, Section
from attendance.imports.places import country_of
from attendance.language.countries import countries, country_name
from attendance.language.labels import label
from attendance.queries.delegation_detail import Detail
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.form import Field, Form, Kind
from attendance.ui.parts import lay, words
from attendance.ui.work import DELEGATES, DELEGATIONS

WIDEST = 880
_SHOWN_WITH_PEOPLE = frozenset({"code", "name", "name_official", "section"})


def _country_names(language: str) -> list[tuple[str | None, str | None]]:
    return [(country_name(each.iso2, language), each.iso3) for each in countries()]


def _country(typed: str, language: str) -> tuple[str | None, str]:
    code = country_of(typed)
    return code, country_name(code, language) if code else typed


class DelegationAbout(QWidget):
    """The form; every field is kept when it is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._delegation: UUID | None = None
        self._editing: list[str] = []
        texts = desk.texts
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lay(QVBoxLayout(self)).addWidget(area)
        content = QWidget()
        content.setObjectName("surface")
        row = lay(QHBoxLayout(content), margins=(24, 16, 24, 24))
        held = QWidget()
        held.setMaximumWidth(WIDEST)
        column = lay(QVBoxLayout(held), spacing=8)
        self._titles: dict[str, str] = {}
        self.form = Form(desk, self._fields())
        self.form.edited.connect(self._edited)
        column.addWidget(self.form)
        self._files_title = words(texts("Files received"), "strong")
        column.addWidget(self._files_title)
        self._files = words("", "muted", wrap=True)
        column.addWidget(self._files)
        column.addStretch()
        row.addWidget(held, 1)
        row.addStretch(0)
        area.setWidget(content)
        desk.work.aside(self, _country_names, texts.language, then=self._countries_known)

    def _fields(self) -> list[Field]:
        texts = self._desk.texts
        sections = tuple((str(value), label(texts, value)) for value in Section)
        states = tuple((str(value), label(texts, value)) for value in DelegationState)
        fields = [
            Field("name", texts("Name of the delegation"), Kind.PAIR, required=True),
            Field("code", texts("Code"), required=True),
            Field("country", texts("Country"), hint=texts("Type a country")),
            Field("section", texts("Section of the list"), Kind.CHOICE, sections),
            Field("state", texts("State"), Kind.CHOICE, states),
            Field("quota", texts("Quota"), Kind.NUMBER, hint=texts("no limit")),
            Field("focal_point", texts("Focal point")),
            Field("focal_phone", texts("Phone")),
            Field("focal_email", texts("E-mail")),
            Field("credentials_on", texts("Credentials received on"), Kind.DATE),
            Field("note", texts("Note"), Kind.LONG),
        ]
        self._titles = {field.key: field.title for field in fields}
        return fields

    def show_detail(self, found: Detail) -> None:
        """Show a delegation; a field somebody is typing in keeps what is typed."""
        desk, facts = self._desk, found.facts
        if facts["id"] != self._delegation:
            for key in self._titles:
                self.form.complain(key, "")
        self._delegation = facts["id"]
        language = desk.texts.language
        country = country_name(facts["country"], language) if facts["country"] else None
        self.form.show_values({**facts, "country": country})
        zone = desk.event.zone if desk.event else "UTC"
        told_files = [f"{row['name']} · {desk.texts.date_time(row['at'], zone)}" for row in found.files]
        self._files.setText("\n".join(told_files))
        for part in (self._files, self._files_title):
            part.setVisible(bool(told_files))

    def take_focus(self) -> None:
        self.form.focus("name")

    def _countries_known(self, names: list[tuple[str | None, str | None]]) -> None:
        self.form.offer("country", names)

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        if key == "country" and value is not None:
            language = self._desk.texts.language
            self._desk.work.aside(self, _country, value, language, then=self._country_known)
        else:
            self._write({key: value})

    def _country_known(self, answer: tuple[str | None, str]) -> None:
        code, name = answer
        if code is None:
            said = self._desk.texts(
                "“{name}” is no country of the list. Type its first letters and choose one.", name=name
            )
            self.form.complain("country", said)
        else:
            self._write({"country": code})

    def _write(self, fields: dict[str, Any]) -> None:
        if self._delegation is None:
            return
        self._editing.append(next(iter(fields)))
        self._desk.work.write(
            self,
            change_delegation,
            self._desk.stamp(),
            self._delegation,
            fields,
            then=self._written,
            failed=self._refused,
            touches=frozenset(
                {DELEGATIONS, DELEGATES} if _SHOWN_WITH_PEOPLE & set(fields) else {DELEGATIONS}
            ),
        )

    def _written(self, action: UUID | None) -> None:
        key = self._editing.pop(0)
        if action is not None:
            title = self._titles[key.removesuffix("_official")]
            self._desk.say(self._desk.texts("{field} changed.", field=title), action)

    def _refused(self, error: Exception) -> None:
        self.form.complain(self._editing.pop(0).removesuffix("_official"), told(self._desk.texts, error))
