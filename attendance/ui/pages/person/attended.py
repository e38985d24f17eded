"""Where a delegate stands in every event session that takes attendance."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from attendance.domain.kinds import PresenceState
from attendance.language.labels import label
from attendance.queries.person import Attended, Person
from attendance.ui.desk import Desk
from attendance.ui.parts import lay, words

MOST = 40
HERE = (PresenceState.INSIDE, PresenceState.LEFT)


class PersonAttended(QWidget):
    """One line a session under the title of its day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column = lay(QVBoxLayout(self), margins=(0, 12, 0, 0))
        self._shown: Any = None
        self._part: QWidget | None = None

    def show_person(self, seen: Person) -> None:
        """Show the sessions; of many those somebody came to, and the first others."""
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
        chosen = _most_telling(seen.attended)
        for one in chosen:
            if one.session.day != day or one is chosen[0]:
                day = one.session.day
                grid.addWidget(
                    words(texts.date_long(day) or texts("Without a day"), "small"), grid.rowCount(), 0, 1, 2
                )
            line = grid.rowCount()
            title = self._desk.pick(one.session.title, one.session.title_official)
            grid.addWidget(words(title, wrap=True), line, 0)
            grid.addWidget(self._state(one), line, 1, Qt.AlignmentFlag.AlignRight)
        if not chosen:
            grid.addWidget(words(texts("No event session takes attendance."), "muted", wrap=True), 0, 0)
        if len(chosen) < len(seen.attended):
            rest = len(seen.attended) - len(chosen)
            said = texts.plural("{n} more event session", "{n} more event sessions", rest)
            grid.addWidget(words(said, "muted"), grid.rowCount(), 0)
        self._column.insertWidget(0, self._part)
        self._column.addStretch()

    def _state(self, one: Attended) -> QWidget:
        texts = self._desk.texts
        said = label(texts, one.state or PresenceState.NONE)
        if one.first_in is not None and self._desk.event is not None:
            said = f"{said} · {texts.time(one.first_in, self._desk.event.zone)}"
        here = one.state in HERE
        return words(said, "" if here else "muted", "green" if here else "")


def _most_telling(attended: list[Attended]) -> list[Attended]:
    if len(attended) <= MOST:
        return attended
    came = [one for one in attended if one.state not in (None, PresenceState.NONE)][:MOST]
    others = [one for one in attended if one.state in (None, PresenceState.NONE)][: MOST - len(came)]
    kept = {one.session.id for one in (*came, *others)}
    return [one for one in attended if one.session.id in kept]
