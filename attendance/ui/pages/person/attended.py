"""Where a delegate stands in every event session that takes attendance."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from attendance.domain.kinds import FactKind, PresenceState
from attendance.language.labels import label
from attendance.queries.person import Attended, Person
from attendance.ui.desk import Desk
from attendance.ui.pages.person.desk_work import PersonDeskWork, Who
from attendance.ui.parts import icon_button, lay, words

MOST = 40
HERE = (PresenceState.INSIDE, PresenceState.LEFT)


class PersonAttended(QWidget):
    """One line a session under the title of its day, each with what can be entered by hand."""

    def __init__(self, desk: Desk, work: PersonDeskWork) -> None:
        super().__init__()
        self._desk, self._work = desk, work
        self._who: Who | None = None
        self._column = lay(QVBoxLayout(self), margins=(0, 12, 0, 0))
        self._shown: Any = None
        self._part: QWidget | None = None

    def show_person(self, seen: Person) -> None:
        """Show the sessions; of many those somebody came to, and the first others."""
        self._who = Who(seen.id, self._desk.pick(seen.fields["name"], seen.fields["name_official"]))
        if seen.attended == self._shown:
            return
        self._shown = seen.attended
        if self._part is not None:
            self._part.hide()
            self._part.deleteLater()
        self._part = QWidget()
        grid = QGridLayout(self._part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        texts, day = self._desk.texts, None
        chosen, top = _most_telling(seen.attended), Qt.AlignmentFlag.AlignTop
        for one in chosen:
            if one.session.day != day or one is chosen[0]:
                day = one.session.day
                grid.addWidget(
                    words(texts.date_long(day) or texts("Without a day"), "small"), grid.rowCount(), 0, 1, 3
                )
            line = grid.rowCount()
            title = self._desk.pick(one.session.title, one.session.title_official)
            grid.addWidget(self._title(title, one), line, 0)
            grid.addWidget(self._state(one), line, 1, top | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self._more(title, one), line, 2, top)
        if not chosen:
            grid.addWidget(words(texts("No event session takes attendance."), "muted", wrap=True), 0, 0)
        if len(chosen) < len(seen.attended):
            rest = len(seen.attended) - len(chosen)
            said = texts.plural("{n} more event session", "{n} more event sessions", rest)
            grid.addWidget(words(said, "muted"), grid.rowCount(), 0)
        self._column.insertWidget(0, self._part)
        self._column.addStretch()

    def _title(self, title: str, one: Attended) -> QWidget:
        """The title, and below it why somebody was excused or a time put right, and who stands in."""
        texts, part = self._desk.texts, QWidget()
        column = lay(QVBoxLayout(part), margins=(0, 7, 0, 0), spacing=2)
        column.addWidget(words(title, wrap=True))
        told = [fact.reason for fact in one.facts if fact.reason]
        told += [texts("represented by {name}", name=fact.stands_in) for fact in one.facts if fact.stands_in]
        if told:
            column.addWidget(words(" · ".join(told), "small", wrap=True))
        return part

    def _more(self, title: str, one: Attended) -> QWidget:
        name = self._desk.texts("Enter by hand: {session}", session=title)
        made = icon_button(self._desk.theme, name, "more")
        made.clicked.connect(partial(self._open_menu, made, one))
        return made

    def _open_menu(self, below: QWidget, one: Attended) -> None:
        """Excused, late, left early, and another time for every entry and exit."""
        if self._who is None:
            return
        texts, work, who, menu = self._desk.texts, self._work, self._who, QMenu(self)
        zone = self._desk.event.zone if self._desk.event else "UTC"
        place = QRect(below.mapToGlobal(QPoint(0, 0)), below.size())
        for said, do in (
            (texts("Excuse…"), work.excuse),
            (texts("Came late…"), work.late),
            (texts("Left early…"), work.left_early),
        ):
            menu.addAction(said, partial(self._do, place, do, who, one.session))
        menu.addSeparator()
        for fact in one.facts:
            time = texts.time(fact.at, zone)
            if fact.kind == FactKind.IN:
                said = texts("Correct the entry at {time}…", time=time)
            elif fact.kind == FactKind.OUT:
                said = texts("Correct the exit at {time}…", time=time)
            else:
                continue
            menu.addAction(said, partial(self._do, place, work.correct, who, one.session, fact))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _do(self, place: QRect, do: Callable[..., None], *args: Any) -> None:
        self._work.at(place)
        do(*args)

    def _state(self, one: Attended) -> QWidget:
        texts = self._desk.texts
        said = label(texts, one.state or PresenceState.NONE)
        if one.first_in is not None and self._desk.event is not None:
            said = f"{said} · {texts.time(one.first_in, self._desk.event.zone)}"
        here = one.state in HERE
        made = words(said, "" if here else "muted", "green" if here else "")
        made.setContentsMargins(0, 7, 0, 0)
        return made


def _most_telling(attended: list[Attended]) -> list[Attended]:
    if len(attended) <= MOST:
        return attended
    came = [one for one in attended if one.state not in (None, PresenceState.NONE)][:MOST]
    others = [one for one in attended if one.state in (None, PresenceState.NONE)][: MOST - len(came)]
    kept = {one.session.id for one in (*came, *others)}
    return [one for one in attended if one.session.id in kept]
