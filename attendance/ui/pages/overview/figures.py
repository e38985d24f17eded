"""The row of large numbers on top of the overview."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from attendance.queries.overview import Here
from attendance.queries.overview_lists import Lists
from attendance.queries.programme import SessionRow
from attendance.ui.desk import Desk
from attendance.ui.parts import hairline, lay, retone, words

NAMES = ("listed", "came", "inside", "women", "delegations", "heads")

DIGITS = 5
"""Characters of a number that still fits in the largest type."""


class Figure(QWidget):
    """One large number, what it counts above it, and what is in it below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        column = lay(QVBoxLayout(self), margins=(16, 12, 8, 12), spacing=0)
        self.title, self.number = words(title, "muted"), words("", "display")
        self.beside, self.detail = words("", "muted"), words("", "small", wrap=True)
        self.beside.setContentsMargins(0, 0, 0, 6)
        row = lay(QHBoxLayout(), spacing=6)
        row.addWidget(self.number)
        row.addWidget(self.beside, alignment=Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.detail)
        column.addStretch(1)

    def say(self, title: str, number: str, beside: str, details: Sequence[str]) -> None:
        """Another number, what it is of, and lines below it; empty lines are left out."""
        self.title.setText(title)
        self.number.setText(number)
        self.beside.setText(beside)
        self.detail.setText("\n".join(line for line in details if line))
        self.setAccessibleName(self.told())

    def told(self) -> str:
        """ "Came: 45 of 54 (83% of the list, 9 not here yet)"."""
        detail = self.detail.text().replace("\n", ", ")
        number = f"{self.number.text()} {self.beside.text()}".strip()
        return f"{self.title.text()}: {number}" + (f" ({detail})" if detail else "")


class Figures(QFrame):
    """The numbers of the list and of one event session; those that would say nothing are left out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        row = lay(QHBoxLayout(self), margins=(4, 0, 4, 4))
        self._figures: dict[str, Figure] = {}
        self._lines: dict[str, QWidget] = {}
        for name in NAMES:
            if self._figures:
                self._lines[name] = hairline(vertical=True)
                row.addWidget(self._lines[name])
            self._figures[name] = Figure("")
            row.addWidget(self._figures[name], 1)

    def __getitem__(self, name: str) -> Figure:
        return self._figures[name]

    def told(self) -> list[str]:
        """The numbers shown, each as a line of text."""
        return [figure.told() for figure in self.shown()]

    def shown(self) -> list[Figure]:
        """The numbers that are not left out."""
        return [figure for figure in self._figures.values() if not figure.isHidden()]

    def tell(self, found: Lists, now: Here, session: SessionRow | None) -> None:
        """Other numbers; without an event session only those of the list."""
        people = sum(group.people for group in found.groups)
        shown = {
            "listed": True,
            "came": session is not None,
            "inside": session is not None and now.exits,
            "women": people > 0,
            "delegations": True,
            "heads": session is not None,
        }
        for name, wanted in shown.items():
            self._figures[name].setVisible(wanted)
            if name in self._lines:
                self._lines[name].setVisible(wanted)
        self._tell_list(found, people)
        came = sum(counted.came for counted in now.groups.values())
        self._tell_women(found, now, people, came)
        if session is None:
            self._tell_lists_received(found)
        else:
            self._tell_session(now, people, came)
            self._tell_delegations(found, now)
        self._fit()

    def _tell_list(self, found: Lists, people: int) -> None:
        texts, number = self._desk.texts, self._desk.texts.number
        groups = found.groups
        confirmed = sum(group.confirmed for group in groups)
        registered = sum(group.registered for group in groups)
        rest = people - confirmed - registered
        details = (
            texts("{n} confirmed", n=number(confirmed)) if confirmed else "",
            texts("{n} registered", n=number(registered)) if registered else "",
            texts("{n} invited or nominated", n=number(rest)) if rest else "",
            texts("{n} places offered", n=number(found.places)) if found.places is not None else "",
        )
        self._figures["listed"].say(texts("On the list"), number(people), "", details)

    def _tell_session(self, now: Here, people: int, came: int) -> None:
        texts, number = self._desk.texts, self._desk.texts.number
        absent = people - (came - now.unlisted)
        details = (
            texts("{n} not here yet", n=number(absent))
            if absent
            else texts("everybody is here")
            if came
            else "",
            texts("{n} no longer on the list", n=number(now.unlisted)) if now.unlisted else "",
        )
        self._figures["came"].say(texts("Came"), number(came), texts("of {n}", n=number(people)), details)
        inside = sum(counted.inside for counted in now.groups.values())
        left = texts.plural("{n} has left", "{n} have left", came - inside)
        self._figures["inside"].say(texts("In the room"), number(inside), "", (left,))

    def _tell_women(self, found: Lists, now: Here, people: int, came: int) -> None:
        texts = self._desk.texts
        women = sum(group.women for group in found.groups)
        here = sum(counted.women for counted in now.groups.values())
        share = texts.percent(women / people) if people else ""
        details = ""
        if came:
            details = texts("{n} came, {percent}", n=texts.number(here), percent=texts.percent(here / came))
        self._figures["women"].say(texts("Women"), texts.number(women), share, (details,))

    def _tell_lists_received(self, found: Lists) -> None:
        texts = self._desk.texts
        waited = sum(group.waited_for for group in found.groups)
        detail = (
            texts.plural("{n} list not received yet", "{n} lists not received yet", waited) if waited else ""
        )
        self._figures["delegations"].say(texts("Delegations"), texts.number(len(found.groups)), "", (detail,))

    def _tell_delegations(self, found: Lists, now: Here) -> None:
        texts, number = self._desk.texts, self._desk.texts.number
        with_people = [group for group in found.groups if group.people]
        came = {group: counted.came for group, counted in now.groups.items()}
        somebody = [group for group in with_people if came.get(group.id)]
        complete = sum(came.get(group.id, 0) >= group.people for group in with_people)
        countries = len({group.country for group in somebody if group.country})
        details = (
            texts("complete"),
            texts("{n} with somebody here", n=number(len(somebody))) if somebody else "",
            texts.plural("{n} country", "{n} countries", countries) if countries else "",
        )
        of = texts("of {n}", n=number(len(with_people)))
        self._figures["delegations"].say(texts("Delegations"), number(complete), of, details)
        unnamed = sum(group.headless for group in found.groups)
        not_named = texts("{n} not named", n=number(unnamed)) if unnamed else ""
        of = texts("of {n}", n=number(len(found.heads)))
        self._figures["heads"].say(texts("Heads here"), number(len(now.heads)), of, (not_named,))

    def _fit(self) -> None:
        """The largest type that leaves every number whole."""
        shown = self.shown()
        most = max(len(figure.number.text()) for figure in shown)
        role = "display" if most <= DIGITS and len(shown) < len(NAMES) else "title"
        for figure in shown:
            retone(figure.number, "role", role)
