"""The filter bar over the delegates: which event session, delegation, status, capacity, who is not here."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attendance.domain.kinds import Capacity, Status
from attendance.language.labels import label
from attendance.queries.delegates import NOT_HERE_YET
from attendance.queries.delegations import delegations
from attendance.queries.listing import ids, page
from attendance.ui.chooser import Chooser
from attendance.ui.desk import Desk
from attendance.ui.parts import Chip, lay, words
from attendance.ui.session_menu import session_menu

HEIGHT = 48

Filters = tuple[tuple[str, tuple[Any, ...]], ...]


def _delegations(db: Any, event: UUID) -> list[tuple[str, str | None, str | None]]:
    listing = delegations(event)
    rows = page(db, listing, ids(db, listing), ("code", "name", "name_official"))
    return [(code, name, official) for _, code, name, official in rows]


class DelegateFilters(QWidget):
    """Chips; each says what it lets through.

    Attributes:
        changed: another choice; ``wanted`` has it.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setFixedHeight(HEIGHT)
        self._delegations: list[tuple[str, str | None, str | None]] = []
        self._chosen: dict[str, tuple[Any, ...]] = {"delegation": (), "status": (), "capacity": ()}
        self._total: int | None = None
        row = lay(QHBoxLayout(self), margins=(24, 0, 24, 8), spacing=8)
        self._session = Chip(desk.theme)
        self._session.clicked.connect(self._open_sessions)
        row.addWidget(self._session)
        self._chips: dict[str, Chip] = {}
        for key in self._chosen:
            chip = self._chips[key] = Chip(desk.theme)
            chip.setProperty("filter", key)
            chip.clicked.connect(self._open)
            row.addWidget(chip)
        self._absent = Chip(desk.theme)
        self._absent_on = False
        self._absent.clicked.connect(self._turn_absent)
        row.addWidget(self._absent)
        row.addStretch()
        self._count = words("", "muted")
        row.addWidget(self._count)
        desk.session_changed.connect(self._show)
        self._show()

    def wanted(self) -> tuple[Filters, tuple[str, ...]]:
        """Filters and conditions as ``Question`` takes them."""
        filters = tuple((key, values) for key, values in self._chosen.items() if values)
        return filters, (NOT_HERE_YET,) if self._absent_on else ()

    def count(self, found: int, whole: bool) -> None:
        """How many rows are shown; ``whole`` when nothing narrows the list."""
        number = self._desk.texts.number
        if whole:
            self._total = found
            self._count.setText(self._desk.texts.plural("{n} person", "{n} people", found))
        elif self._total is not None:
            told = self._desk.texts("{n} of {total}", n=number(found), total=number(self._total))
            self._count.setText(told)

    @Slot()
    def refresh(self) -> None:
        """Ask which delegations there are."""
        if self._desk.event is not None:
            event = self._desk.event.id
            self._desk.work.read(self, _delegations, event, then=self._known, only_newest=True)
        self._show()

    def _known(self, found: list[tuple[str, str | None, str | None]]) -> None:
        self._delegations = found
        codes = {code for code, _, _ in found}
        kept = tuple(code for code in self._chosen["delegation"] if code in codes)
        if kept != self._chosen["delegation"]:
            self._choose("delegation", kept)

    # -- what the chips say ----------------------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        texts, session = self._desk.texts, self._desk.session
        self._session.setVisible(session is not None)
        if session is not None:
            self._session.show_on(
                False, texts("Tick for: {session}", session=self._desk.session_title(session))
            )
        titles = {
            "delegation": texts("Delegation"),
            "status": texts("Status"),
            "capacity": texts("Capacity"),
        }
        for key, chip in self._chips.items():
            chosen = self._chosen[key]
            says = ", ".join(self._word(key, value) for value in chosen[:2])
            more = f" +{len(chosen) - 2}" if len(chosen) > 2 else ""
            chip.show_on(bool(chosen), f"{titles[key]}: {says}{more}" if chosen else titles[key])
        self._absent.show_on(self._absent_on, texts("Not here yet"), "close" if self._absent_on else "")
        self._absent.setVisible(session is not None)

    def _word(self, key: str, value: Any) -> str:
        return str(value) if key == "delegation" else label(self._desk.texts, value)

    # -- choosing --------------------------------------------------------------------------------------

    @Slot()
    def _open(self) -> None:
        chip = self.sender()
        key = chip.property("filter")
        chooser = Chooser(self._desk.theme, self._desk.texts, self._choices(key), self._chosen[key], self)
        chooser.setProperty("filter", key)
        chooser.chosen.connect(self._chose)
        chooser.open_under(self._chips[key])

    def _choices(self, key: str) -> list[tuple[Any, str]]:
        if key == "delegation":
            pick = self._desk.pick
            return [(code, f"{code}   {pick(name, official)}") for code, name, official in self._delegations]
        values = Status if key == "status" else Capacity
        return [(value.value, label(self._desk.texts, value)) for value in values]

    @Slot(object)
    def _chose(self, values: tuple[Any, ...]) -> None:
        self._choose(self.sender().property("filter"), values)

    def _choose(self, key: str, values: tuple[Any, ...]) -> None:
        self._chosen[key] = values
        self._show()
        self.changed.emit()

    @Slot()
    def _turn_absent(self) -> None:
        self._absent_on = not self._absent_on
        self._show()
        self.changed.emit()

    @Slot()
    def _open_sessions(self) -> None:
        session_menu(self._desk, self._session, self._session_picked)

    @Slot(QAction)
    def _session_picked(self, action: QAction) -> None:
        self._desk.choose_session(action.data())
