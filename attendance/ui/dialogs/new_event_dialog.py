"""A new event: title, days, place and time zone; half-day sessions come by themselves."""

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimeZone, Signal, Slot
from PySide6.QtWidgets import QWidget

from attendance.commands.events import new_event
from attendance.domain.kinds import Stamp
from attendance.queries.event_cards import event_pairs
from attendance.ui.desk import Desk
from attendance.ui.dialogs.form_dialog import FormDialog
from attendance.ui.fields import Line
from attendance.ui.form import Field, Kind
from attendance.ui.pages.events.days import with_days
from attendance.ui.places_and_zones import zone_names
from attendance.ui.work import EVENTS

FIRST_ZONE = "Asia/Vientiane"


def _create(db: Any, stamp: Stamp, fields: dict[str, Any]) -> UUID:
    return new_event(db, stamp, **fields)


class NewEventDialog(FormDialog):
    """The four questions.

    Attributes:
        created: the id of the new event.
    """

    created = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        texts = desk.texts
        super().__init__(
            desk,
            texts("New event"),
            (
                Field("title", texts("Event title"), Kind.PAIR, required=True),
                Field("starts", texts("First day"), Kind.DATE),
                Field("ends", texts("Last day"), Kind.DATE),
                Field("place", texts("Place"), Kind.PAIR),
                Field("zone", texts("Time zone"), required=True),
            ),
            texts("Create event"),
            texts(
                "Each day gets a Morning and an Afternoon that take attendance."
                " Leave the days empty while they are open."
            ),
            parent,
        )
        self._days: dict[str, Any] = {"starts": None, "ends": None}
        self.form.edited.connect(self._edited)
        today = date.today().isoformat()
        self._show_days({"starts": today, "ends": today})
        desk.work.read(self, event_pairs, then=self._pairs_known)
        desk.work.aside(self, zone_names, then=self._zones_known)
        self.form.focus("title")

    def _show_days(self, days: dict[str, Any]) -> None:
        self._days.update(days)
        self.form.show_values(self._days)

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        if key in self._days:
            self._show_days(with_days(self._days, key, value))

    def _pairs_known(self, pairs: dict[str, list[tuple[str | None, str | None]]]) -> None:
        self.form.offer("place", pairs["place"])

    def _zones_known(self, names: list[str]) -> None:
        self.form.offer("zone", [(name, None) for name in names])
        own = QTimeZone.systemTimeZoneId().data().decode()
        zone = self.form.part("zone")
        if isinstance(zone, Line) and not zone.text().strip():
            self.form.show_values({"zone": own if own in names else FIRST_ZONE})

    def carry_out(self, values: dict[str, Any]) -> None:
        """Write the event."""
        self.desk.work.write(
            self, _create, self.desk.stamp(), values,
            then=self._created, failed=self.refused, touches=frozenset({EVENTS}),
        )  # fmt: skip

    def _created(self, event: UUID) -> None:
        self.created.emit(event)
        self.accept()
