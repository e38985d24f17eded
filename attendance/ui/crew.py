"""Who works at this desk, who of them does now, and what that person may do."""

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from attendance.commands.operators import check_pin
from attendance.domain import roles
from attendance.domain.errors import Refused
from attendance.domain.kinds import Role
from attendance.domain.roles import Act
from attendance.language.labels import label
from attendance.language.sentences import sentence
from attendance.queries.operators import OperatorRow, operators
from attendance.ui.work import EVENTS

if TYPE_CHECKING:
    from attendance.ui.desk import Desk


class Crew(QObject):
    """The people of the open file; where nobody is set up nothing is asked and everybody may everything.

    Attributes:
        people: everybody, those out of service last.
        known: the file has been asked.
        changed: somebody else works here, or somebody may do something else than before.
    """

    changed = Signal()

    def __init__(self, desk: "Desk") -> None:
        super().__init__()
        self._desk = desk
        self.people: list[OperatorRow] = []
        self.known = False
        self._proven = ""
        self._wrong, self._free_at = 0, 0.0
        self._guarded: list[tuple[QWidget, Act, str]] = []
        desk.work.opened.connect(self.read)
        desk.work.changed.connect(self._changed)
        if desk.work.database is not None:
            self.read()

    @Slot(object)
    def read(self, _database: object = None) -> None:
        """Ask the file who works here."""
        self._desk.work.read(self, operators, then=self._took, only_newest=True)

    @Slot(object)
    def _changed(self, touched: frozenset[str]) -> None:
        if EVENTS in touched:
            self.read()

    def _took(self, people: list[OperatorRow]) -> None:
        if people != self.people or not self.known:
            self.people, self.known = people, True
            self._tell()

    def _tell(self) -> None:
        self._guarded = [one for one in self._guarded if isValid(one[0])]
        for widget, act, tip in self._guarded:
            self._apply(widget, act, tip)
        self.changed.emit()

    # -- who --------------------------------------------------------------------------------------------

    @property
    def working(self) -> list[OperatorRow]:
        """Those one can choose from."""
        return [one for one in self.people if one.active]

    @property
    def me(self) -> OperatorRow | None:
        """The person at the desk, where it is one who was set up."""
        return next((one for one in self.working if one.name == self._desk.operator), None)

    @property
    def asks(self) -> bool:
        """Somebody has to say who they are before they may do what they could."""
        if self.me is None:
            return roles.is_supervised(self.people)
        return self.me.has_pin and self._proven != self.me.name

    def told(self) -> str:
        """ "Noy · Coordinator", as the foot of the window has it; the bare name where nobody is set up."""
        texts = self._desk.texts
        if self.asks:
            return texts("Who works here?") if self.me is None else texts("{name}: PIN", name=self.me.name)
        if self.me is None:
            return self._desk.operator
        return f"{self.me.name} · {label(texts, self.me.role)}"

    # -- what they may ----------------------------------------------------------------------------------

    @property
    def role(self) -> Role | None:
        """What the person at the desk stands for; None may do everything."""
        return roles.standing(self.people, self._desk.operator, not self.asks)

    def may(self, act: Act) -> bool:
        return roles.may(self.role, act)

    def reason(self) -> str:
        """Why somebody may not."""
        if self.asks:
            return self._desk.texts("Choose your name at the foot of the window and type your PIN first.")
        return sentence(self._desk.texts, Refused(roles.refusal(self.role)))

    def guard(self, widget: QWidget, act: Act) -> None:
        """Let the widget be used only by those who may; its tool tip says why others may not."""
        self._guarded.append((widget, act, widget.toolTip()))
        self._apply(widget, act, widget.toolTip())

    def _apply(self, widget: QWidget, act: Act, tip: str) -> None:
        allowed = self.may(act)
        widget.setEnabled(allowed)
        widget.setToolTip(tip if allowed else self.reason())

    # -- signing in --------------------------------------------------------------------------------------

    def check(
        self,
        owner: QObject,
        name: str,
        pin: str,
        then: Callable[[Role], Any],
        failed: Callable[[Exception], Any],
    ) -> None:
        """Find out on a reader's thread whether this is the PIN of ``name``; slower after many tries."""
        left = self._free_at - time.monotonic()
        if left > 0:
            failed(Refused("pin_pause", seconds=max(1, round(left))))
            return
        self._desk.work.read(
            owner,
            check_pin,
            name,
            pin,
            then=partial(self._right, then),
            failed=partial(self._not_right, failed),
        )

    def _right(self, then: Callable[[Role], Any], role: Role) -> None:
        self._wrong = 0
        then(role)

    def _not_right(self, failed: Callable[[Exception], Any], error: Exception) -> None:
        if isinstance(error, Refused) and error.code == "wrong_pin":
            self._wrong += 1
            self._free_at = time.monotonic() + roles.pause_after(self._wrong)
        failed(error)

    def become(self, name: str) -> None:
        """Whoever has this name works here from now on, and has proven it."""
        self._desk.operator, self._proven = name, name
        self._desk.settings.put("operator", name)
        self._tell()
