"""What stands beside the programme: the current item, one contribution, or those without a session."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from attendance.queries.programme import Item, Speech, speeches
from attendance.queries.rules import SessionRules, session_rules
from attendance.ui.desk import Desk
from attendance.ui.fields import show_date
from attendance.ui.pages.programme.item_pane import ItemPane
from attendance.ui.pages.programme.model import ProgrammeModel
from attendance.ui.pages.programme.rules_pane import RulesPane
from attendance.ui.pages.programme.speech_form import SpeechForm
from attendance.ui.pages.programme.speeches import SpeechList
from attendance.ui.pages.programme.summary import ProgrammeSummary
from attendance.ui.pages.programme.writing import ProgrammeWriter

WIDTH = 340


def _look(db: Any, event: UUID, session: UUID | None) -> tuple[UUID | None, list[Speech]]:
    return session, speeches(db, event, session)


class ProgrammePane(QStackedWidget):
    """The pane; it follows the current item.

    Attributes:
        summary: the whole, with the contributions of no session (``open_ones``); item: the current item.
        form: one contribution; rules: who may enter the current item.
        carried: where on the screen a contribution is held; dropped: its id and where it was let go.
    """

    carried = Signal(QPoint)
    dropped = Signal(object, QPoint)

    def __init__(self, desk: Desk, model: ProgrammeModel, writer: ProgrammeWriter) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(desk.texts("Details"))
        self.setFixedWidth(WIDTH)
        self.setContentsMargins(1, 0, 0, 0)
        self._desk, self._model, self._writer = desk, model, writer
        self._session: UUID | None = None
        self._speeches: list[Speech] = []
        self.item = ItemPane(desk, model)
        self.item.edited.connect(self._item_edited)
        self.item.speech_wanted.connect(self.add_speech)
        self.form = SpeechForm(desk)
        self.form.edited.connect(writer.change_speech)
        self.form.added.connect(writer.speak)
        self.form.remove_wanted.connect(self._remove_speech)
        self.form.left.connect(self._leave_form)
        self.summary = ProgrammeSummary(desk, model)
        self.summary.speech_wanted.connect(self.add_speech)
        self.open_ones = self.summary.open_ones
        self.rules = RulesPane(desk)
        self.rules.left.connect(self._leave_rules)
        self.item.rules.wanted.connect(self.open_rules)
        for part in (self.summary, self.item, self.form, self.rules):
            self.addWidget(part)
        for listed in (self.open_ones, self.item.speeches):
            self._wire(listed)
        writer.refused.connect(self._refused)
        writer.spoke.connect(self._leave_form)

    def _wire(self, listed: SpeechList) -> None:
        listed.opened.connect(self.open_speech)
        listed.remove_wanted.connect(self._remove_speech)
        listed.carried.connect(self._carried)
        listed.dropped.connect(self.dropped)
        listed.put_on.connect(self._put_on)

    # -- what is shown ---------------------------------------------------------------------------------

    def show_session(self, session: UUID | None) -> None:
        """Follow the programme to another item, or to none; an open contribution is left."""
        other = session != self._session
        self._session = session
        item = self._model.item(session)
        if item is not None:
            self.item.show_item(item)
        else:
            self.summary.show_programme()
        if other:
            self._speeches = []
            self.item.show_speeches(())
            self.item.show_rules(None)
        leaving = self.currentWidget() is self.rules and (item is None or not item.takes_attendance)
        if other or leaving or self.currentWidget() not in (self.form, self.rules):
            self.setCurrentWidget(self.item if item is not None else self.summary)
        self.refresh()

    def refresh(self) -> None:
        """Read the contributions and the rules again."""
        if self._desk.event is not None:
            asked = (self._desk.event.id, self._session)
            self._desk.work.read(self, _look, *asked, then=self._show, only_newest=True)
        if self._session is not None:
            self._desk.work.read(self, session_rules, self._session, then=self._show_rules, only_newest=True)

    def _show_rules(self, found: SessionRules | None) -> None:
        if found is not None and found.session == self._session:
            self.item.show_rules(found)
            self.rules.show_rules(found)

    def _show(self, answer: tuple[UUID | None, list[Speech]]) -> None:
        session, self._speeches = answer
        if session != self._session:
            return
        if session is None:
            self.summary.show_speeches(self._speeches)
        else:
            self.item.show_speeches(self._speeches)
        if self.currentWidget() is self.form and self.form.speech is not None:
            again = self.speech(self.form.speech.id)
            if again is None:
                self._leave_form()
            else:
                self.form.show_speech(again, self._sessions())

    def speech(self, wanted: UUID) -> Speech | None:
        """A contribution that is listed here."""
        return next((speech for speech in self._speeches if speech.id == wanted), None)

    def _sessions(self) -> list[tuple[Item, str]]:
        """Every item with its day, time and title, as a contribution's choice."""
        model = self._model
        return [
            (item, " · ".join(filter(None, (show_date(item.day)[:5], item.starts, model.title(item)))))
            for item in model.items
        ]

    # -- contributions ---------------------------------------------------------------------------------

    @Slot(object)
    def open_speech(self, wanted: UUID) -> None:
        """Show one contribution."""
        speech = self.speech(wanted)
        if speech is not None:
            self.form.show_speech(speech, self._sessions())
            self.setCurrentWidget(self.form)

    @Slot()
    def add_speech(self) -> None:
        """Ask for a new contribution, in the current item or in none."""
        self.form.begin(self._session, self._sessions())
        self.setCurrentWidget(self.form)

    @Slot()
    def _leave_form(self) -> None:
        there = self._session is not None
        self.setCurrentWidget(self.item if there else self.summary)
        listed = self.item.speeches if there else self.open_ones
        (listed if listed.isVisible() else self).setFocus()

    @Slot(object)
    def _remove_speech(self, speech: UUID) -> None:
        self._writer.remove_speech(speech)
        if self.currentWidget() is self.form:
            self._leave_form()

    def put(self, speech: UUID, session: UUID | None) -> None:
        """A contribution goes into another event session, or into none."""
        found, item = self.speech(speech), self._model.item(session)
        if found is not None and found.event_session != session:
            self._writer.put(found, item)

    @Slot(object, int)
    def _put_on(self, speech: UUID, way: int) -> None:
        """To the event session before or after the one it is in."""
        items = self._model.items
        here = self._model.place_of(self._session)
        place = (0 if way > 0 else -1) if here is None else here + way
        if 0 <= place < len(items):
            self.put(speech, items[place].id)

    @Slot(object, QPoint)
    def _carried(self, _speech: UUID, where: QPoint) -> None:
        self.carried.emit(where)

    # -- who may enter ---------------------------------------------------------------------------------

    @Slot()
    def open_rules(self) -> None:
        """Change who may enter the current item."""
        item = self._model.item(self._session)
        if item is not None and item.takes_attendance:
            self.setCurrentWidget(self.rules)
            self.rules.take_focus()

    @Slot()
    def _leave_rules(self) -> None:
        self.setCurrentWidget(self.item if self._session is not None else self.summary)
        self.item.rules.change.setFocus()

    # -- the item --------------------------------------------------------------------------------------

    @Slot(object)
    def _item_edited(self, fields: dict[str, Any]) -> None:
        item = self._model.item(self._session)
        if item is not None:
            self._writer.change(item, fields)

    @Slot(str, object)
    def _refused(self, said: str, about: Any) -> None:
        if not said:
            return
        here = self.currentWidget()
        if here is self.form:
            self.form.complain(about[0] if about else "title", said)
        elif here is not self.item or not about or not self.item.complain(about[0], said):
            self._desk.say(said)
