"""What was chosen for lists of one layout: kept in this copy of the file, never exchanged, offered again."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from attendance.store import tables as t

_PREFIX = "layout:"


@dataclass(frozen=True, slots=True)
class Layout:
    """The choices made for a list whose headings were found to be these.

    Attributes:
        mapping: column (from 0) → field key.
        heading_row: the row number somebody gave the headings, None where they were found.
        day: when, as an ISO day.
    """

    mapping: dict[int, str]
    heading_row: int | None
    day: str


def remembered_layouts(db: Connection, layouts: Collection[str]) -> dict[str, Layout]:
    """The choices kept for these layouts; those nothing is kept for are absent."""
    c = t.setting.c
    keys = [_PREFIX + layout for layout in layouts if layout]
    found: dict[str, Layout] = {}
    for key, value in db.execute(select(c.key, c.value).where(c.key.in_(keys))):
        kept = json.loads(value)
        mapping = {int(column): field for column, field in kept["mapping"].items()}
        found[key.removeprefix(_PREFIX)] = Layout(mapping, kept["heading_row"], kept["day"])
    return found


def remember_layout(db: Connection, layout: str, chosen: Layout) -> None:
    """Keep it over what was kept for the layout before.

    Args:
        layout: names a set of headings; '' is not kept.
    """
    if not layout:
        return
    value = json.dumps({"mapping": chosen.mapping, "heading_row": chosen.heading_row, "day": chosen.day})
    statement = insert(t.setting).values(key=_PREFIX + layout, value=value)
    db.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
