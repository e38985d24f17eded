"""How the list of delegates speaks: names in two scripts, statuses with a dot, boxes to tick, tags."""

from collections.abc import Mapping
from typing import Any

from attendance.domain.kinds import PresenceState, Status
from attendance.language.labels import label
from attendance.queries.listing import Kind
from attendance.ui.cells import Tone, Wording
from attendance.ui.desk import Desk
from attendance.ui.fields import show_dates
from attendance.ui.pages.delegates.changes import DAYS_OF
from attendance.ui.rows_model import Row, RowsModel

TONES = {
    Status.CONFIRMED: Tone.GREEN,
    Status.REGISTERED: Tone.BLUE,
    Status.NOMINATED: Tone.AMBER,
    Status.INVITED: Tone.AMBER,
    Status.BARRED: Tone.RED,
    Status.WITHDRAWN: Tone.RED,
}
HERE = frozenset({PresenceState.INSIDE, PresenceState.LEFT})
LABELLED = frozenset({"capacity", "status", "sex", "section", "sector", "age_group", "disability"})
YES = frozenset({True, "1", "yes", "true"})


class DelegateWording(Wording):
    """Words of one event's delegates, for one event session's ticks.

    Attributes:
        colours: of the event's tags, by name.
    """

    marks = frozenset({"tags"})

    def __init__(self, desk: Desk, tick: str = "") -> None:
        self._desk = desk
        self.ticks = frozenset({tick}) if tick else frozenset()
        self.dots: frozenset[str] = frozenset({"status"})
        self.colours: Mapping[str, str] = {}
        self._flags: frozenset[str] = frozenset()
        self._came: frozenset[str] = frozenset()
        self._places: dict[str, int] = {}
        self._official: dict[str, int] = {}

    def read(self, model: RowsModel) -> None:
        """Learn where the parts of a name stand in a row, and what kind of column each is."""
        keys = ("name", "title", "family", "name_official")
        self._places = {key: model.place_in_row(key) for key in keys}
        self._official = {
            key: model.place_in_row(f"{key}_official")
            for key in ("position", "unit", "organisation")
            if model.reads(f"{key}_official") and not model.shows(f"{key}_official")
        }
        kinds = {kind: frozenset(c.key for c in model.columns if c.kind is kind) for kind in Kind}
        self._flags, self._came = kinds[Kind.FLAG], kinds[Kind.PRESENCE] - self.ticks
        self.dots = frozenset({"status"}) | self._came

    def word(self, key: str, value: Any, row: Row) -> str:
        if key in self._official:
            return self._desk.pick(value, row[self._official[key]])
        if value is None:
            return ""
        if key in DAYS_OF:
            return show_dates(value)
        if key in self._flags:
            return self._desk.texts("Yes") if value in YES else ""
        if key in self._came:
            return "" if value == PresenceState.NONE else label(self._desk.texts, value)
        return label(self._desk.texts, value) if key in LABELLED else str(value)

    def spoken(self, key: str, value: Any, row: Row) -> str:
        if key in self.ticks:
            return label(self._desk.texts, value or PresenceState.NONE)
        return " ".join(self.name(row)) if key == "name" else self.word(key, value, row)

    def tone(self, key: str, value: Any) -> Tone:
        if key in self._came:
            return Tone.GREEN if value in HERE else Tone.BLUE
        return TONES.get(value, Tone.MUTED)

    def marked(self, value: Any) -> list[tuple[str, str]]:
        return [(self.colours.get(name, Tone.MUTED), name) for name in (value or "").split(", ") if name]

    def ticked(self, value: Any) -> bool:
        return value in HERE

    def name(self, row: Row) -> tuple[str, str]:
        latin, title, family, official = (row[place] for place in self._places.values())
        whole = listed(latin or "", title or "", family or "")
        if official == latin:
            return whole, ""  # known in one script only: it is not said twice
        return self._desk.pick(whole, official), self._desk.other(whole, official)


def listed(name: str, title: str, family: str) -> str:
    """ "H.E. Mr. Given FAMILY": the name in the order it was typed, its family name in capitals."""
    if family and family in name:
        name = name.replace(family, family.upper())
    return f"{title} {name}".strip()
