"""One contribution: who gives it, in which event session, its title and summary in both scripts."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from attendance.queries.programme import Item, Presenter, Speaker, Speech, presenters, speakers
from attendance.ui.desk import Desk
from attendance.ui.form import Field, Form, Kind
from attendance.ui.parts import button, icon_button, lay, words
from attendance.ui.theme import font

WORDS_ROOM = 228
"""Points the words of a choice have in the pane, beside margins, a scroll bar and the arrow."""


class Known(NamedTuple):
    """Whom a contribution can be given by, read in one snapshot."""

    event: UUID
    delegation: UUID | None
    groups: list[Presenter]
    people: list[Speaker]


def _look(db: Any, event: UUID, delegation: UUID | None) -> Known:
    people = speakers(db, delegation) if delegation is not None else []
    return Known(event, delegation, presenters(db, event), people)


class SpeechForm(QWidget):
    """A contribution that exists, changed as one types; or a new one, added by its button.

    Attributes:
        edited: the id of the contribution and the fields somebody changed.
        added: the delegation's id and the fields of a new one; remove_wanted: the id of one to take away.
        left: back to where one came from.
    """

    edited = Signal(object, object)
    added = Signal(object, object)
    remove_wanted = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.speech: Speech | None = None
        self._new: dict[str, Any] = {}
        self._sessions: tuple[tuple[UUID | None, str], ...] = ()
        self._form: Form | None = None
        self._focus = ""
        texts = desk.texts
        column = lay(QVBoxLayout(self))
        head = lay(QHBoxLayout(), margins=(12, 10, 12, 6), spacing=4)
        head.addWidget(icon_button(desk.theme, texts("Back"), "left", self.left.emit))
        self._title = words("", "strong")
        head.addWidget(self._title, 1)
        column.addLayout(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._area, 1)
        foot = lay(QHBoxLayout(), margins=(20, 10, 20, 14), spacing=8)
        self._add = button(desk.theme, texts("Add contribution"), "add", pressed=self._take)
        self._remove = button(desk.theme, texts("Remove"), kind="link", pressed=self._take_away)
        foot.addWidget(self._add)
        foot.addStretch()
        foot.addWidget(self._remove)
        column.addLayout(foot)

    def show_speech(self, speech: Speech, sessions: Sequence[tuple[Item, str]]) -> None:
        """A contribution that exists; ``sessions`` are those it can be put in, with their words."""
        same = self.speech is not None and self.speech.id == speech.id
        stays = same and self.speech is not None and self.speech.delegation == speech.delegation
        self.speech, self._new = speech, {}
        told = self._named(sessions)
        if stays and told == self._sessions and self._form is not None:
            self._form.show_values(speech._asdict())
            return
        self._sessions = told
        self._ask(speech.delegation, "" if same else "title")

    def begin(self, session: UUID | None, sessions: Sequence[tuple[Item, str]]) -> None:
        """A new one, in an event session or in none."""
        self.speech = None
        self._new = {"delegation": None, "delegate": None, "event_session": session}
        self._sessions = self._named(sessions)
        self._ask(None, "delegation")

    def complain(self, key: str, said: str) -> None:
        """A red line at the field."""
        if self._form is not None:
            known = {"delegation", "delegate", "title", "title_official", "summary", "event_session"}
            self._form.complain(key if key in known else "title", said)

    def _named(self, sessions: Sequence[tuple[Item, str]]) -> tuple[tuple[UUID | None, str], ...]:
        none = (None, self._desk.texts("No session yet"))
        return (none, *((item.id, self._cut(told)) for item, told in sessions))

    def _cut(self, told: str) -> str:
        """As much of a choice as there is room for."""
        measure = QFontMetricsF(font())
        return measure.elidedText(told, Qt.TextElideMode.ElideRight, WORDS_ROOM)

    def _ask(self, delegation: UUID | None, focus: str) -> None:
        if self._desk.event is not None:
            self._focus = focus
            asked = (self._desk.event.id, delegation)
            self._desk.work.read(self, _look, *asked, then=self._show, only_newest=True)

    def _show(self, known: Known) -> None:
        texts, pick, named = self._desk.texts, self._desk.pick, self._desk.delegation
        groups = tuple(
            (g.id, self._cut(f"{g.code} · {named(g.name, g.name_official)}")) for g in known.groups
        )
        people = tuple((who.id, self._cut(pick(who.name, who.name_official))) for who in known.people)
        if self.speech is not None and self.speech.delegate not in (None, *(value for value, _ in people)):
            people = (
                *people,
                (self.speech.delegate, pick(self.speech.speaker, self.speech.speaker_official)),
            )
        unnamed = (None, texts("Not named yet"))
        self._form = Form(
            self._desk,
            (
                Field("delegation", texts("Delegation"), Kind.CHOICE, groups, required=True),
                Field("delegate", texts("Speaker"), Kind.CHOICE, (unnamed, *people)),
                Field("title", texts("Topic"), Kind.PAIR, required=True),
                Field("event_session", texts("Event session"), Kind.CHOICE, self._sessions),
                Field("summary", texts("Summary"), Kind.LONG_PAIR),
            ),
            side_by_side=False,
            titles_above=True,
        )
        self._form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._form.edited.connect(self._edited)
        self._form.show_values(self.speech._asdict() if self.speech else self._new)
        content = QWidget()
        content.setObjectName("surface")
        column = lay(QVBoxLayout(content), margins=(20, 6, 20, 12))
        column.addWidget(self._form)
        column.addStretch(1)
        self._area.setWidget(content)
        self._title.setText(texts("Contribution") if self.speech else texts("New contribution"))
        self._add.setVisible(self.speech is None)
        self._remove.setVisible(self.speech is not None)
        if self._focus:
            self._form.focus(self._focus)
            control = self._form.part(self._focus)
            if isinstance(control, QLineEdit):
                control.home(False)

    # -- hands -----------------------------------------------------------------------------------------

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        if self.speech is not None:
            self.edited.emit(self.speech.id, {key: value})
            return
        self._new[key] = value
        if key == "delegation":
            self._new["delegate"] = None
            self._ask(value, "delegate")

    @Slot()
    def _take(self) -> None:
        if self._form is not None and self._form.check():
            fields = self._form.values()
            delegation = fields.pop("delegation")
            self.added.emit(delegation, fields)

    @Slot()
    def _take_away(self) -> None:
        if self.speech is not None:
            self.remove_wanted.emit(self.speech.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
