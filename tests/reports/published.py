"""Our list of participants beside one that was published, entry by entry."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select

from attendance.domain.kinds import Audience
from attendance.language import texts_for
from attendance.queries.participants import event_facts
from attendance.reports.list_content import list_content
from attendance.reports.request import Request
from attendance.store import tables as t
from attendance.store.database import Database

AS_IT_CAME = {"order": "entered", "countries": "custom", "layout": "blocks"}


class Agreement(NamedTuple):
    """Of ``entries`` at the same place: how many in the same delegation, under the same name, word for word.

    ``blocks``: whether our delegations follow each other as the published ones do.
    """

    entries: int
    delegations: int
    names: int
    words: int
    blocks: bool


def agreement(database: Database, rows: Sequence[Mapping[str, str]]) -> Agreement:
    """Compare what we print of the one event in the file with rows of ``cop24_plop.tsv``.

    Raises:
        ValueError: there are not as many people as rows.
    """
    with database.read() as db:
        event = event_facts(db, db.scalars(select(t.event.c.id)).one())
        assert event is not None
        asked = Request(db, event, texts_for("en"), Audience.PUBLIC, 0, "", choices=AS_IT_CAME)
        content = list_content(asked)
    ours = [
        (block.name, entry.name, entry.lines)
        for part in content.parts
        for block in part.blocks
        for entry in block.entries
    ]
    delegations = names = words = 0
    for (delegation, name, lines), row in zip(ours, rows, strict=True):
        printed = [row[f"line{number}"] for number in range(2, 8)]
        same = delegation == row["delegation"]
        same_name = same and name == " ".join(f"{row['honorific']} {row['name']}".split())
        delegations += same
        names += same_name
        words += same_name and _plain(lines) == _plain(printed)
    here = list(dict.fromkeys(delegation for delegation, _, _ in ours))
    there = list(dict.fromkeys(row["delegation"] for row in rows))
    return Agreement(len(ours), delegations, names, words, here == there)


def _plain(lines: Sequence[str]) -> list[str]:
    """The words: lines between position and organisation are one unit, joined by commas, in ours."""
    return " ".join(lines).replace(",", " ").split()
