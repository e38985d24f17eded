"""Keeps the derived tables true to the journalled rows that were just written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.store import presence, search
from attendance.store import tables as t

_SEARCHED = frozenset(
    {"name", "name_official", "given", "family", "organisation", "organisation_official", "email", "phone"}
    | {"badge_code", "short_number", "delegation", "event", "family_first", "certificate_name", "country"}
)
_NAMED = frozenset({"code", "name", "name_official"})


@dataclass(slots=True)
class Touched:
    """What an action wrote that derived tables depend on.

    Attributes:
        pairs: (event session, delegate) whose facts changed.
        moved: delegates whose delegation or sex changed: their presence counts elsewhere now.
        worded: delegates whose search words or sort key changed.
        renamed: delegations whose people must be found under another name.
        ready: sort keys and search words somebody computed beforehand, by delegate.
    """

    pairs: dict[tuple[UUID, UUID], None] = field(default_factory=dict[tuple[UUID, UUID], None])
    moved: list[UUID] = field(default_factory=list[UUID])
    worded: list[UUID] = field(default_factory=list[UUID])
    renamed: list[UUID] = field(default_factory=list[UUID])
    ready: dict[UUID, tuple[bytes, str]] = field(default_factory=dict[UUID, tuple[bytes, str]])

    def added(self, entity: str, rows: Sequence[Any]) -> None:
        if entity == "attendance_fact":
            self.pairs.update(((row["event_session"], row["delegate"]), None) for row in rows)
        elif entity == "delegate":
            self.worded.extend(row["id"] for row in rows)

    def updated(self, entity: str, ids: Sequence[UUID], fields: Collection[str]) -> None:
        if entity == "delegate":
            if not _SEARCHED.isdisjoint(fields):
                self.worded.extend(ids)
            if "delegation" in fields or "sex" in fields:
                self.moved.extend(ids)
        elif entity == "delegation" and not _NAMED.isdisjoint(fields):
            self.renamed.extend(ids)


def refresh(db: Connection, touched: Touched) -> None:
    """Recompute every derived row that depends on what was touched."""
    pairs = list(touched.pairs)
    for start in range(0, len(touched.moved), 400):
        ids = touched.moved[start : start + 400]
        pairs.extend(
            (row.event_session, row.delegate)
            for row in db.execute(
                select(t.presence.c.event_session, t.presence.c.delegate).where(
                    t.presence.c.delegate.in_(ids)
                )
            )
        )
    if pairs:
        presence.recompute(db, list(dict.fromkeys(pairs)))
    worded = list(touched.worded)
    if touched.renamed:
        worded.extend(db.scalars(select(t.delegate.c.id).where(t.delegate.c.delegation.in_(touched.renamed))))
    if worded:
        search.index(db, list(dict.fromkeys(worded)), touched.ready)


def forget(db: Connection, entity: str, ids: Sequence[UUID]) -> None:
    """Drop what is derived from rows that are about to be removed."""
    if entity == "delegate":
        search.drop(db, ids)
