"""What a desk does with one person beside checking them in: each asked in a small form, told with Undo."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtWidgets import QWidget

from attendance.commands.badge_codes import NewCode, reissue_badge, tie_spare
from attendance.commands.by_hand import Entered, Excused, correct_time, excuse, late, left_early
from attendance.commands.delegates import Added, Changed, change_delegates
from attendance.commands.replacing import replace_delegate
from attendance.domain import badge_code
from attendance.domain.errors import Refused
from attendance.domain.kinds import FactKind, Stamp
from attendance.domain.local_time import instant, local_day
from attendance.domain.scan import ACCEPTED
from attendance.language.verdicts import told as told_verdict
from attendance.queries.person import Beside, FactRow, colleagues, marks_of
from attendance.queries.programme import SessionRow
from attendance.ui.ask import Ask, Asked, Asking
from attendance.ui.desk import Desk
from attendance.ui.fields import Choice, Flag, Line, read_number, read_time
from attendance.ui.page import PageAction
from attendance.ui.work import DELEGATES, DELEGATIONS, PRESENCE

TOUCHES = frozenset({DELEGATES, DELEGATIONS, PRESENCE})


class Who(NamedTuple):
    """A delegate, and the name to say."""

    id: UUID
    name: str


class PersonDeskWork(QObject):
    """Opens the forms over the widget it is given; one at a time."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.asking = Asking(desk, self)
        self._at: QRect | None = None

    def at(self, place: QRect | None) -> "PersonDeskWork":
        """The next form opens below this place of the screen; None opens it over the window."""
        self._at = place
        return self

    def _open(
        self, title: str, about: str, act: str, fields: Sequence[Asked],
        verb: Callable[[Any, Stamp, dict[str, Any]], Any], say: Callable[[Any], tuple[str, UUID | None]],
    ) -> Ask:  # fmt: skip
        ask = Ask(self._desk, title, about, act, fields, self._over)
        self.asking.open(ask, verb, say, TOUCHES)
        at, self._at = self._at, None
        if at is not None:
            ask.open_at(at)
        else:
            ask.open_over(self._over.window())
        return ask

    # -- who holds the place and the badge -------------------------------------------------------------

    def replace(self, who: Who) -> None:
        """Somebody else comes in their place."""
        texts = self._desk.texts
        name = Line()
        name.setPlaceholderText(texts("Name, with titles: H.E. Mr. Given FAMILY"))
        fields = (
            Asked("name", texts("Name"), name),
            Asked("letter", texts("Letter: number and date"), Line()),
        )
        about = texts("Seat, number and companions stay. The old badge will name the new holder.")
        title = texts("In place of {name}", name=who.name)
        self._open(title, about, texts("Replace"), fields, partial(_replace, who.id), self._replaced)

    def _replaced(self, made: Added) -> tuple[str, UUID | None]:
        return self._desk.texts("Replaced. The new badge is to be printed."), made.action

    def new_badge(self, who: Who) -> None:
        """Another code; the old badge is taken back."""
        texts = self._desk.texts
        reason = Line()
        reason.setPlaceholderText(texts("for example: lost"))
        title = texts("New badge: {name}", name=who.name)
        about = texts("The old badge is taken back and says so when it is scanned.")
        asked = (Asked("reason", texts("Reason"), reason),)
        self._open(title, about, texts("New badge"), asked, partial(_reissue, who.id), self._given)

    def tie_spare(self, who: Who) -> None:
        """A spare badge becomes theirs; it may be scanned into the form."""
        desk, texts = self._desk, self._desk.texts
        title = texts("Spare badge: {name}", name=who.name)
        about = texts("Scan the spare badge, or type its code.")
        asked = (Asked("code", texts("Code"), Line()),)
        ask = self._open(title, about, texts("Tie"), asked, partial(_tie, who.id), self._given)
        desk.scan_wanted = self._scanned
        ask.closed.connect(self._no_scan)

    @Slot()
    def _no_scan(self) -> None:
        self._desk.scan_wanted = None

    def _scanned(self, code: str) -> None:
        if (ask := self.asking.ask) is not None:
            field = ask.fields["code"]
            if isinstance(field, Line):
                field.setText(code)
            ask.give()

    def _given(self, made: NewCode) -> tuple[str, UUID | None]:
        return self._desk.texts("New badge: {code}", code=badge_code.grouped(made.code)), made.action

    def mark(self, who: Who) -> None:
        """Attention at the door, and the note the desk reads then."""
        self._desk.work.read(self, marks_of, who.id, then=partial(self._mark, who))

    def _mark(self, who: Who, marks: tuple[bool, str | None]) -> None:
        texts = self._desk.texts
        attention, note = Flag(texts("A mark and its own sound at the door")), Line()
        attention.show_value(marks[0])
        note.show_value(marks[1])
        fields = (
            Asked("note", texts("Note"), note),
            Asked("attention", texts("Attention"), attention),
        )
        title = texts("Attention and note: {name}", name=who.name)
        self._open(title, "", texts("Save"), fields, partial(_mark, who.id), partial(self._marked, who))

    def _marked(self, who: Who, done: Changed) -> tuple[str, UUID | None]:
        return self._desk.texts("Attention and note: {name}", name=who.name), done.action

    # -- attendance by hand ----------------------------------------------------------------------------

    def excuse(self, who: Who, session: SessionRow) -> None:
        """They will not come, and said so."""
        then = partial(self._excuse, who, session, self._at)
        self._desk.work.read(self, colleagues, who.id, then=then)

    def _excuse(self, who: Who, session: SessionRow, at: QRect | None, others: list[Beside]) -> None:
        desk, texts = self._desk, self._desk.texts
        stand_in = Choice([(None, texts("Nobody"))])
        stand_in.offer(
            [(None, texts("Nobody")), *((o.id, desk.pick(o.name, o.name_official)) for o in others)]
        )
        reason = Line()
        reason.setPlaceholderText(texts("for example: at the embassy"))
        fields = (
            Asked("reason", texts("Reason"), reason),
            Asked("by", texts("Represented by"), stand_in),
        )
        title, about = texts("Excused: {name}", name=who.name), desk.session_title(session)
        verb = partial(_excuse, session.id, who.id)
        self.at(at)._open(title, about, texts("Excuse"), fields, verb, partial(self._excused, who))

    def _excused(self, who: Who, done: Excused) -> tuple[str, UUID | None]:
        texts = self._desk.texts
        if done.came:
            return texts("{name} came, and cannot be excused.", name=who.name), None
        return texts("Excused: {name}", name=who.name), done.action

    def late(self, who: Who, session: SessionRow) -> None:
        """They came so many minutes after the start."""
        texts = self._desk.texts
        title = texts("Came late: {name}", name=who.name)
        field = texts("Minutes after {time}", time=session.starts or "–")
        self._minutes(title, session, field, partial(_late, session.id, who.id), partial(self._entered, who))

    def left_early(self, who: Who, session: SessionRow) -> None:
        """They left so many minutes before the end."""
        texts = self._desk.texts
        title = texts("Left early: {name}", name=who.name)
        field = texts("Minutes before {time}", time=session.ends or "–")
        self._minutes(title, session, field, partial(_left, session.id, who.id), partial(self._entered, who))

    def _minutes(
        self, title: str, session: SessionRow, field: str, verb: Callable[..., Any], say: Callable[..., Any]
    ) -> None:
        texts = self._desk.texts
        fields = (
            Asked("minutes", field, Line(read_number)),
            Asked("reason", texts("Reason, if there is one"), Line()),
        )
        self._open(title, self._desk.session_title(session), texts("Record"), fields, verb, say)

    def correct(self, who: Who, session: SessionRow, fact: FactRow) -> None:
        """The entry or exit was at another time."""
        desk, texts = self._desk, self._desk.texts
        zone = desk.event.zone if desk.event else "UTC"
        entry = fact.kind == FactKind.IN
        title = texts("Entry: {name}", name=who.name) if entry else texts("Exit: {name}", name=who.name)
        time = Line(read_time)
        time.show_value(texts.time(fact.at, zone))
        fields = (Asked("time", texts("Time"), time), Asked("reason", texts("Reason"), Line()))
        about = texts("{session}. The time before stays on record.", session=desk.session_title(session))
        verb = partial(_correct, fact.id, local_day(fact.at, zone), zone)
        self._open(title, about, texts("Correct"), fields, verb, partial(self._entered, who))

    def _entered(self, who: Who, done: Entered) -> tuple[str, UUID | None]:
        desk, texts = self._desk, self._desk.texts
        zone = desk.event.zone if desk.event else "UTC"
        if done.verdict is not None and done.verdict.word not in ACCEPTED:
            return told_verdict(texts, done.verdict, zone), None
        time = texts.time(done.at, zone)
        return texts("{name}: {time}", name=who.name, time=time), done.action


def desk_actions(desk: Desk, work: PersonDeskWork, who: Who) -> list[PageAction]:
    """What can be done with one person, for menus and the command palette."""
    texts, session = desk.texts, desk.session
    found = [
        PageAction(texts("Replace…"), partial(work.replace, who), "person"),
        PageAction(texts("New badge…"), partial(work.new_badge, who), "redo"),
        PageAction(texts("Tie a spare badge…"), partial(work.tie_spare, who), "clip"),
        PageAction(texts("Attention and note…"), partial(work.mark, who), "warning"),
    ]
    if session is not None:
        found += [
            PageAction(texts("Excuse…"), partial(work.excuse, who, session), "letter"),
            PageAction(texts("Came late…"), partial(work.late, who, session), "clock"),
            PageAction(texts("Left early…"), partial(work.left_early, who, session), "leave"),
        ]
    return found


def _replace(who: UUID, db: Any, stamp: Stamp, values: dict[str, Any]) -> Added:
    return replace_delegate(db, stamp, who, values["name"] or "", values["letter"])


def _reissue(who: UUID, db: Any, stamp: Stamp, values: dict[str, Any]) -> NewCode:
    return reissue_badge(db, stamp, who, values["reason"] or "")


def _tie(who: UUID, db: Any, stamp: Stamp, values: dict[str, Any]) -> NewCode:
    return tie_spare(db, stamp, who, values["code"] or "")


def _mark(who: UUID, db: Any, stamp: Stamp, values: dict[str, Any]) -> Changed:
    return change_delegates(db, stamp, [who], values)


def _excuse(session: UUID, who: UUID, db: Any, stamp: Stamp, values: dict[str, Any]) -> Excused:
    return excuse(db, stamp, session, [who], values["reason"] or "", values["by"])


def _late(session: UUID, who: UUID, db: Any, stamp: Stamp, values: dict[str, Any]) -> Entered:
    approved = values.get("approved_by")
    return late(db, stamp, session, who, values["minutes"] or 0, values["reason"] or "", approved)


def _left(session: UUID, who: UUID, db: Any, stamp: Stamp, values: dict[str, Any]) -> Entered:
    approved = values.get("approved_by")
    return left_early(db, stamp, session, who, values["minutes"] or 0, values["reason"] or "", approved)


def _correct(fact: UUID, day: str, zone: str, db: Any, stamp: Stamp, values: dict[str, Any]) -> Entered:
    at = instant(day, values["time"], zone)
    if at is None:
        raise Refused("bad_time", value=values["time"] or "")
    return correct_time(db, stamp, fact, at, values["reason"] or "", values.get("approved_by"))
