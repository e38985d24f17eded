"""Everything about one event, edited in place: what, where, when, who may take part, letters."""

from collections import deque
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attendance.commands.events import Changed, change_event, set_quorum
from attendance.commands.personal import purge_identity
from attendance.domain.errors import Refused
from attendance.domain.quorum import Quorum
from attendance.domain.quorum import read as read_quorum
from attendance.language.counted import COUNTER_WORDS
from attendance.language.sentences import sentence
from attendance.queries.event_cards import event_details, event_pairs
from attendance.ui.desk import Desk
from attendance.ui.form import OFFICIAL, Field, Form, Kind
from attendance.ui.header import HEIGHT
from attendance.ui.letters import Letters
from attendance.ui.pages.events.days import days_said, with_days
from attendance.ui.pages.events.identity import KEY as IDENTITY_KEY
from attendance.ui.pages.events.identity import IdentityFields
from attendance.ui.pages.events.quorum import QuorumFields
from attendance.ui.parts import button, hairline, icon_button, lay, words
from attendance.ui.places_and_zones import country_names, zone_names
from attendance.ui.work import EVENTS, PROGRAMME

WIDEST, TWO_COLUMNS = 1040, 700
DAYS = frozenset({"starts", "ends"})


class EventDetails(QWidget):
    """One event's fields.

    Attributes:
        left: back to the list; opened, copy_wanted, invite_wanted: with the event's id.
    """

    left = Signal()
    opened = Signal(object)
    copy_wanted = Signal(object)
    invite_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.event_id: UUID | None = None
        self._seen: dict[str, Any] = {}
        self._sent: deque[str] = deque()
        self._codes: dict[str, str] = {}
        self._form_of: dict[str, Form] = {}
        column = lay(QVBoxLayout(self))
        column.addWidget(self._build_head())
        column.addWidget(hairline())
        self._forms = self._build_forms()
        self.quorum = QuorumFields(desk)
        self.quorum.edited.connect(self._quorum_edited)
        self.identity = IdentityFields(desk)
        self.identity.form.edited.connect(self._edited)
        self.identity.purge_wanted.connect(self._purge)
        self._form_of[IDENTITY_KEY] = self.identity.form
        self.letters = Letters(desk)
        column.addWidget(self._build_body(), 1)
        desk.work.read(self, event_pairs, then=self._pairs_known)
        desk.work.aside(self, zone_names, then=self._zones_known)
        desk.work.aside(self, country_names, desk.texts.language, then=self._countries_known)

    # -- building --------------------------------------------------------------------------------------

    def _build_head(self) -> QWidget:
        theme, texts = self._desk.theme, self._desk.texts
        made = QWidget()
        made.setFixedHeight(HEIGHT)
        row = lay(QHBoxLayout(made), margins=(16, 0, 24, 0), spacing=8)
        self._back = icon_button(theme, texts("All events"), "left", self.left.emit)
        row.addWidget(self._back)
        self._title = words("", "title")
        row.addWidget(self._title)
        row.addStretch(1)
        invite = button(theme, texts("Invite people"), "invite", pressed=self._invite)
        invite.setToolTip(texts("Invite people from earlier events"))
        row.addWidget(invite)
        row.addWidget(button(theme, texts("Duplicate"), "copy", pressed=self._copy))
        row.addSpacing(4)
        row.addWidget(button(theme, texts("Open event"), "right", "primary", self._open))
        self._head = made
        return made

    def _build_forms(self) -> dict[str, Form]:
        texts = self._desk.texts
        what = (
            Field("title", texts("Event title"), Kind.PAIR),
            Field("place", texts("Place"), Kind.PAIR),
            Field("organisers", texts("Organisers"), Kind.PAIR),
            Field("supporters", texts("Supporters"), Kind.PAIR),
            Field("purpose", texts("Purpose"), Kind.LONG_PAIR),
        )
        when = (
            Field("starts", texts("First day"), Kind.DATE),
            Field("ends", texts("Last day"), Kind.DATE),
            Field("zone", texts("Time zone")),
            Field("country", texts("Country")),
        )
        words_to_count_in = [(None, COUNTER_WORDS[0]), *((word, word) for word in COUNTER_WORDS[1:])]
        who = (
            Field("places_offered", texts("Places offered"), Kind.NUMBER),
            Field("nomination_deadline", texts("Nominations by"), Kind.DATE),
            Field("confirmed_only", texts("Only confirmed people may enter"), Kind.FLAG),
            Field("project_no", texts("Project number")),
            Field("activity_code", texts("Activity code")),
            Field("counter_word", texts("Lao reports count in"), Kind.CHOICE, tuple(words_to_count_in)),
        )
        made: dict[str, Form] = {}
        for name, fields in (("what", what), ("when", when), ("who", who)):
            made[name] = form = Form(self._desk, fields)
            form.edited.connect(self._edited)
            self._form_of.update({field.key + end: form for field in fields for end in ("", OFFICIAL)})
        return made

    def _build_body(self) -> QScrollArea:
        texts = self._desk.texts
        content = QWidget()
        content.setObjectName("content")
        column = lay(QVBoxLayout(content), margins=(24, 20, 24, 24), spacing=24)
        column.addLayout(self._section(texts("What and where"), self._forms["what"]))
        column.addWidget(hairline())
        self._pair = lay(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=32)
        days = self._section(texts("Days"), self._forms["when"])
        hint = texts("New days get a Morning and an Afternoon; half-days with attendance are kept.")
        days.addWidget(words(hint, "small", wrap=True))
        days.addStretch()
        people = self._section(texts("Taking part"), self._forms["who"])
        widths = (self.identity.form.titles_width(), self._forms["who"].titles_width())
        width = max(self.quorum.titles, *widths)
        self.identity.form.widen_titles(width)
        self._forms["who"].widen_titles(width)
        self.quorum.widen_titles(width)
        people.addWidget(self.quorum)
        people.addWidget(self.identity)
        people.addStretch()
        self._pair.addLayout(days, 1)
        self._pair.addLayout(people, 1)
        column.addLayout(self._pair)
        column.addWidget(hairline())
        column.addWidget(self.letters)
        column.addStretch()
        content.setMaximumWidth(WIDEST)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(content)
        self._area.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._area

    def _section(self, title: str, form: Form) -> QVBoxLayout:
        made = lay(QVBoxLayout(), spacing=12)
        made.addWidget(words(title, "heading"))
        made.addWidget(form)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= TWO_COLUMNS
        self._pair.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        self._tell_title()

    # -- showing ---------------------------------------------------------------------------------------

    def show_event(self, event: UUID) -> None:
        """Read and show an event; called again, what is shown is fresh."""
        if event != self.event_id:
            self._seen = {}
            self._area.verticalScrollBar().setValue(0)
        self.event_id = event
        self._desk.work.read(self, event_details, event, then=self._show, only_newest=True)
        self.letters.show_of(event)

    def _show(self, seen: dict[str, Any] | None) -> None:
        if seen is None:
            self.left.emit()
            return
        self._seen = seen
        self._show_values(seen)
        self._tell_title()

    def _show_values(self, values: dict[str, Any]) -> None:
        shown = dict(values)
        if shown.get("country"):
            names = {code: name for name, code in self._codes.items()}
            shown["country"] = names.get(shown["country"], shown["country"])
        for form in self._forms.values():
            form.show_values(shown)
        if IDENTITY_KEY in values:
            self.identity.show_date(values[IDENTITY_KEY])
        if "quorum" in values:
            self.quorum.show_rule(read_quorum(values["quorum"]))

    def _tell_title(self) -> None:
        title = self._desk.pick(self._seen.get("title"), self._seen.get("title_official"))
        self._title.setToolTip(title)
        self._title.setText("")
        room = self.width() - self._head.sizeHint().width() - 24
        cut = self._title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, max(120, room))
        self._title.setText(cut)
        self._title.setAccessibleName(title)

    def _pairs_known(self, pairs: dict[str, list[tuple[str | None, str | None]]]) -> None:
        for key, forms in pairs.items():
            self._forms["what"].offer(key, forms)

    def _zones_known(self, names: list[str]) -> None:
        self._forms["when"].offer("zone", [(name, None) for name in names])

    def _countries_known(self, names: list[tuple[str, str]]) -> None:
        self._codes = {name: code for code, name in names}
        self._forms["when"].offer("country", [(name, None) for _, name in names])
        if self._seen:
            self._show_values({"country": self._seen["country"]})

    def show_letters(self) -> None:
        """The end of the page, where the letters are."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def take_focus(self) -> None:
        """The keyboard begins with the title."""
        self._forms["what"].focus("title")

    # -- editing ---------------------------------------------------------------------------------------

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        if key == "country" and value:
            code = self._codes.get(value) or next(
                (code for name, code in self._codes.items() if name.casefold() == value.casefold()), None
            )
            if code is None:
                unknown = Refused("no_such_country", value=value)
                self._form_of[key].complain(key, sentence(self._desk.texts, unknown))
                return
            value = code
        fields = with_days(self._seen, key, value) if key in DAYS else {key: value}
        if key == "zone" and value is None:
            value, fields = "", {"zone": ""}
        self._sent.append(key)
        self._desk.work.write(
            self, change_event, self._desk.stamp(), self.event_id, fields,
            then=self._changed, failed=self._refused, touches=frozenset({EVENTS, PROGRAMME}),
        )  # fmt: skip

    @Slot()
    def _purge(self) -> None:
        desk = self._desk
        title = desk.texts("Taking passports and birth dates away")
        desk.work.write(
            self, purge_identity, desk.stamp(), self.event_id,
            then=self._purged, failed=desk.work.failed.emit, title=title,
        )  # fmt: skip

    def _purged(self, people: int) -> None:
        texts = self._desk.texts
        self._desk.say(texts.plural("Taken away from {n} person.", "Taken away from {n} people.", people))

    @Slot(object)
    def _quorum_edited(self, rule: Quorum | None) -> None:
        self._desk.work.write(
            self, set_quorum, self._desk.stamp(), self.event_id, rule,
            then=self._quorum_changed, failed=self._quorum_refused, touches=frozenset({EVENTS}),
        )  # fmt: skip

    def _quorum_changed(self, action: UUID | None) -> None:
        self._desk.say(self._desk.texts("Quorum changed."), action)

    def _quorum_refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.quorum.complain(error, read_quorum(self._seen.get("quorum")))
        else:
            self._desk.work.failed.emit(error)

    def _changed(self, changed: Changed) -> None:
        key = self._sent.popleft()
        texts = self._desk.texts
        said = days_said(texts, changed.fitted) if key in DAYS else texts("Event changed.")
        self._desk.say(said, changed.action)

    def _refused(self, error: Exception) -> None:
        key = self._sent.popleft()
        if not isinstance(error, Refused):
            self._desk.work.failed.emit(error)
            return
        self._show_values(self._seen)
        self._form_of[key].complain(key, sentence(self._desk.texts, error))

    # -- hands -----------------------------------------------------------------------------------------

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.event_id)

    @Slot()
    def _copy(self) -> None:
        self.copy_wanted.emit(self.event_id)

    @Slot()
    def _invite(self) -> None:
        self.invite_wanted.emit(self.event_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_left = event.key() == Qt.Key.Key_Left and event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape or alt_left:
            self.left.emit()
            return
        super().keyPressEvent(event)
