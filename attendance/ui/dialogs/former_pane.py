"""One person of an earlier event, and what shall be different at the event they are invited to."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from attendance.domain.kinds import Capacity
from attendance.language.labels import label
from attendance.queries.former_people import FormerPerson
from attendance.ui.desk import Desk
from attendance.ui.form import OFFICIAL, Field, Form, Kind
from attendance.ui.parts import lay, words

WIDTH = 320
POSITION, ORGANISATION = "position", "organisation"
CHECKED = (POSITION, POSITION + OFFICIAL, ORGANISATION, ORGANISATION + OFFICIAL, "capacity")

Pairs = Sequence[tuple[str | None, str | None]]


class FormerPane(QScrollArea):
    """Where they were last, and the position to be checked.

    Attributes:
        edited: a key and its new value, for the person shown.
    """

    edited = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._one: FormerPerson | None = None
        self._form: Form | None = None
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        self._column = lay(QVBoxLayout(content), margins=(20, 16, 20, 16), spacing=6)
        self._name = words("", "heading", wrap=True)
        self._about = words("", "muted", wrap=True)
        self._column.addWidget(self._name)
        self._column.addWidget(self._about)
        self._column.addSpacing(8)
        self._column.addStretch(1)
        self.setWidget(content)

    def offer(
        self,
        groups: Sequence[tuple[UUID, str, str | None, str | None]],
        positions: Pairs,
        organisations: Pairs,
    ) -> None:
        """The delegations (id, code, both names) of the event, and forms typed before."""
        texts, pick = self._desk.texts, self._desk.pick
        places: list[tuple[Any, str]] = [(None, texts("As before"))]
        places += [(id_, f"{code}  {pick(name, official)}") for id_, code, name, official in groups]
        capacities = tuple((one.value, label(texts, one)) for one in Capacity)
        self._form = Form(
            self._desk,
            (
                Field(POSITION, texts("Position"), Kind.PAIR),
                Field(ORGANISATION, texts("Organisation"), Kind.PAIR),
                Field("capacity", texts("Capacity"), Kind.CHOICE, capacities),
                Field("delegation", texts("Delegation"), Kind.CHOICE, tuple(places)),
            ),
            side_by_side=False,
            titles_above=True,
        )
        self._form.offer(POSITION, positions)
        self._form.offer(ORGANISATION, organisations)
        self._form.edited.connect(self.edited)
        self._column.insertWidget(self._column.count() - 1, self._form)

    def show_person(self, one: FormerPerson | None, fields: dict[str, Any], mark: str) -> None:
        """Show a person with what was changed so far; ``mark`` says that they are on the list already."""
        self._one = one
        self._name.setText(self._desk.pick(one.name, one.name_official) if one else "")
        self._about.setText("\n".join(filter(None, (*self._past(one), mark))) if one else "")
        if self._form is None:
            return
        self._form.setVisible(one is not None)
        if one is not None:
            self._form.setEnabled(one.here is None)
            values = {key: getattr(one, key) for key in CHECKED}
            self._form.show_values({**values, "delegation": None, **fields})

    def _past(self, one: FormerPerson) -> list[str]:
        texts, pick = self._desk.texts, self._desk.pick
        dates = texts.date_range(one.starts, one.ends, one.year)
        event = pick(one.event_title, one.event_official)
        lines = [
            self._desk.other(one.name, one.name_official),
            " · ".join(part for part in (event, dates) if part),
            " · ".join((one.code, texts("came") if one.came else texts("was not seen there"))),
        ]
        if one.times > 1:
            lines.append(texts.plural("{n} earlier event", "{n} earlier events", one.times))
        return lines
