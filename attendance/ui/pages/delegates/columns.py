"""Which columns the table of delegates shows: as chosen, in sets that have names, with their widths."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from attendance.language.marks import N_
from attendance.queries.delegate_choices import Choices
from attendance.queries.delegates import delegates
from attendance.queries.listing import Listing
from attendance.ui.column_picker import ColumnPicker
from attendance.ui.desk import Desk
from attendance.ui.pages.delegates.wording import DelegateWording
from attendance.ui.rows_model import RowsModel
from attendance.ui.table import Table

HERE = "here"
"""The column of boxes to tick for the event session that is chosen."""

STANDARD = ("name", HERE, "delegation", "capacity", "status", "position", "organisation", "short_number")
SETS: dict[str, tuple[str, ...]] = {
    N_("Standard"): STANDARD,
    N_("Contacts"): ("name", "delegation", "capacity", "organisation", "phone", "email"),
    N_("Two scripts"): (
        *("name", "name_official", "position", "position_official", "organisation"),
        "organisation_official",
    ),
    N_("Badges and seats"): ("name", "delegation", "capacity", "short_number", "seat", "badge_printed"),
    N_("For statistics"): ("name", "delegation", "capacity", "sex", "sector", "age_group", "disability"),
    N_("To complete"): ("name", "delegation", "status", "sex", "position", "unit", "organisation", "tags"),
}
BESIDE = (
    *("id", "title", "family", "name_official", "position_official", "unit_official"),
    "organisation_official",
)
"""Read with each row, whatever is shown."""

HIDDEN = frozenset({"id", "title"})
WIDTHS = {
    "name": 280,
    HERE: 88,
    "delegation": 104,
    "capacity": 204,
    "sex": 96,
    "position": 190,
    "organisation": 240,
    "short_number": 64,
    "seat": 80,
    "sector": 190,
    "age_group": 110,
    "badge_printed": 110,
    "name_official": 190,
    "email": 190,
    "phone": 140,
    "tags": 180,
}
USUAL_WIDTH = 150
SHOWN_KEY, SETS_KEY, WIDTHS_KEY = "columns.delegates", "columns.delegates.sets", "widths.delegates"


class DelegateColumns(QObject):
    """The choice of columns of one window; it outlives the window in the settings.

    Attributes:
        changed: others were chosen.
        choices: the tags and custom fields of the open event, once they are known.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.choices = Choices([], [], [])

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def chosen(self) -> list[str]:
        """Keys of the chosen columns, the name always first, whether the open event has them or not."""
        kept = self._desk.settings.get(SHOWN_KEY) or STANDARD
        return ["name", *(key for key in kept if key != "name")]

    @Slot(object)
    def choose(self, keys: Sequence[str]) -> None:
        """Show these from now on."""
        self._desk.settings.put(SHOWN_KEY, list(keys))
        self.changed.emit()

    def open_picker(self, under: QWidget, parent: QWidget) -> None:
        """Ask which columns are shown, below a button."""
        desk = self._desk
        picker = ColumnPicker(desk.theme, desk.texts, self.titles(), self.shown(), self.sets(), parent)
        picker.chosen.connect(self.choose)
        picker.saved.connect(self.save_set)
        picker.forgotten.connect(self.forget_set)
        picker.open_under(under)

    def shown(self) -> list[str]:
        """Keys of the chosen columns that the open event has, as the settings call them."""
        there = set(self.titles())
        return [key for key in self.chosen if key in there]

    def tick(self) -> str:
        """The key of the column of boxes, "" without an event session."""
        return f"session:{self._desk.session.id}" if self._desk.session else ""

    def keys(self, shown: Sequence[str]) -> list[str]:
        """The same as the listing calls them."""
        return [self.tick() if key == HERE else key for key in shown]

    def listing(self, shown: Sequence[str]) -> Listing:
        """The list of the open event's delegates, with a column for each event session that is shown."""
        desk = self._desk
        assert desk.event is not None
        wanted = {self.tick(), *shown}
        named = [
            session._replace(title=desk.pick(session.title, session.title_official))
            for session in desk.sessions
            if f"session:{session.id}" in wanted
        ]
        fields = [
            field._replace(title=desk.pick(field.title, field.title_official))
            for field in self.choices.fields
        ]
        return delegates(desk.event.id, named, desk.session.id if desk.session else None, fields)

    def build(self, wording: DelegateWording) -> tuple[Listing, Table]:
        """The list of the open event's delegates, and a table over it with the chosen columns."""
        desk, shown = self._desk, self.shown()
        listing, title = self.listing(shown), desk.texts("Delegates")
        model = RowsModel(desk.work, listing, self.keys(shown), BESIDE, natural="name", title_of=desk.texts)
        wording.read(model)
        table = Table(desk.theme, model, wording, self.widths(shown), title)
        table.shown_keys = shown
        model.setParent(table)
        return listing, table

    def titles(self) -> dict[str, str]:
        """The words of every column that could be shown, by its key."""
        desk, texts = self._desk, self._desk.texts
        found: dict[str, str] = {}
        if desk.event is None:
            return found
        for column in delegates(desk.event.id).columns:
            if column.key not in HIDDEN:
                found[column.key] = texts(column.title)
            if column.key == "name" and desk.session is not None:
                found[HERE] = texts("Tick for: {session}", session=desk.session_title(desk.session))
        for field in self.choices.fields:
            found[f"field:{field.id}"] = desk.pick(field.title, field.title_official)
        for session in desk.sessions:
            found[f"session:{session.id}"] = desk.session_title(session)
        if desk.session is not None:
            found.pop(self.tick(), None)  # that one is the boxes to tick
        return found

    # -- widths ----------------------------------------------------------------------------------------

    def widths(self, shown: Sequence[str]) -> list[int]:
        kept: dict[str, int] = self._desk.settings.get(WIDTHS_KEY, {})
        theme = self._desk.theme
        designed = {**WIDTHS, "status": theme.status_width}
        usual = theme.wide([designed.get(key, USUAL_WIDTH) for key in shown])
        return [kept.get(key) or width for key, width in zip(shown, usual, strict=True)]

    def keep_widths(self, shown: Sequence[str], widths: Sequence[int]) -> None:
        kept: dict[str, int] = self._desk.settings.get(WIDTHS_KEY, {})
        self._desk.settings.put(WIDTHS_KEY, {**kept, **dict(zip(shown, widths, strict=True))})

    # -- sets ------------------------------------------------------------------------------------------

    def sets(self) -> list[tuple[str, list[str], bool]]:
        """(words, keys, whether somebody made it) of every set, the program's own first."""
        own: dict[str, Any] = self._desk.settings.get(SETS_KEY, {})
        given = [(self._desk.texts(name), list(keys), False) for name, keys in SETS.items()]
        return given + [(name, list(keys), True) for name, keys in own.items()]

    @Slot(str)
    def save_set(self, name: str) -> None:
        """Give the columns chosen now a name; the same name again means other columns."""
        own: dict[str, Any] = self._desk.settings.get(SETS_KEY, {})
        self._desk.settings.put(SETS_KEY, {**own, name: self.chosen})
        self._desk.say(self._desk.texts("The columns are kept as “{name}”.", name=name))

    @Slot(str)
    def forget_set(self, name: str) -> None:
        own: dict[str, Any] = self._desk.settings.get(SETS_KEY, {})
        self._desk.settings.put(SETS_KEY, {key: keys for key, keys in own.items() if key != name})
