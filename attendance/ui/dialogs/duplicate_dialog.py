"""An event once more: a title, new days, and whether the delegations are invited again."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from attendance.commands.duplicating import Duplicated, duplicate_event
from attendance.domain.kinds import Stamp
from attendance.queries.event_cards import event_details
from attendance.ui.desk import Desk
from attendance.ui.dialogs.form_dialog import FormDialog
from attendance.ui.form import Field, Kind
from attendance.ui.pages.events.days import with_days
from attendance.ui.work import DELEGATIONS, EVENTS, PROGRAMME

SHOWN = ("title", "title_official", "place", "place_official", "zone")


def _duplicate(db: Any, stamp: Stamp, event: UUID, values: dict[str, Any]) -> Duplicated:
    return duplicate_event(db, stamp, event, **values)


class DuplicateDialog(FormDialog):
    """What differs from the earlier event.

    Attributes:
        created: the id of the new event.
    """

    created = Signal(object)

    def __init__(self, desk: Desk, event: UUID, parent: QWidget | None = None) -> None:
        texts = desk.texts
        super().__init__(
            desk,
            texts("Duplicate event"),
            (
                Field("title", texts("Event title"), Kind.PAIR, required=True),
                Field("starts", texts("First day"), Kind.DATE),
                Field("ends", texts("Last day"), Kind.DATE),
                Field("place", texts("Place"), Kind.PAIR),
                Field("with_delegations", texts("Invite the same delegations"), Kind.FLAG),
            ),
            texts("Create copy"),
            texts(
                "The programme, tags and own fields come along on the new days; people and letters do not."
            ),
            parent,
        )
        self._event = event
        self._days: dict[str, Any] = {"starts": None, "ends": None}
        self._length: dict[str, Any] = {}
        self.form.show_values({"with_delegations": True})
        self.form.edited.connect(self._edited)
        desk.work.read(self, event_details, event, then=self._show)
        self.form.focus("starts")

    def _show(self, seen: dict[str, Any] | None) -> None:
        if seen is None:
            self.reject()
            return
        self.form.show_values({key: seen[key] for key in SHOWN})
        self._length = {"starts": seen["starts"], "ends": seen["ends"]}

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        if key not in self._days:
            return
        # The first day that is typed brings as many days as the earlier event had.
        before = self._days if self._days["starts"] or key == "ends" else {**self._length}
        self._days.update(with_days(before, key, value))
        self.form.show_values(self._days)

    def carry_out(self, values: dict[str, Any]) -> None:
        """Write the copy."""
        self.desk.work.write(
            self, _duplicate, self.desk.stamp(), self._event, values,
            then=self._created, failed=self.refused, touches=frozenset({EVENTS, PROGRAMME, DELEGATIONS}),
        )  # fmt: skip

    def _created(self, made: Duplicated) -> None:
        self.desk.say(self.desk.texts("Event duplicated."), made.action)
        self.created.emit(made.event)
        self.accept()
