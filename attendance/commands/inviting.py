"""People of earlier events are invited to another one, each in the delegation they belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.belonging import check_event
from attendance.commands.delegates import check_words, delegate_row, delegation_row, next_short_number
from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE, Capacity, Stamp, Status
from attendance.store import tables as t
from attendance.store.journal import CHUNK, Action

_d, _g = t.delegate.c, t.delegation.c

KEPT = (
    *("courtesy", "salutation", "academic", "name", "given", "family", "family_first"),
    *("name_official", "certificate_name", "sex", "position", "position_official", "unit", "unit_official"),
    *("organisation", "organisation_official", "country", "email", "phone", "publish", "sector"),
)
"""What is taken over from the earlier event. What is asked for one event only is asked again: passport,
birth date, diet and health, age group and disability."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One person to be invited.

    Attributes:
        delegate: their entry in an earlier event.
        delegation: of the event they are invited to; None finds the one they were in, or adds it.
        fields: columns of ``delegate`` that are different now, such as ``position``.
    """

    delegate: UUID
    delegation: UUID | None = None
    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])


class Invited(NamedTuple):
    """What came of it.

    Attributes:
        added: ids of the new delegates; already: how many were on the list before.
        delegations: how many delegations were added with them.
        action: None when nobody was added.
    """

    added: list[UUID]
    already: int
    delegations: int
    action: UUID | None


def invite(db: Connection, stamp: Stamp, event: UUID, invitations: Sequence[Invitation]) -> Invited:
    """Put people of earlier events on the list, each person once, with the status invited.

    A head stays head only while the delegation has none. Who is on the list already is left as is.

    Raises:
        Refused: no_such_event, no_such_delegate, no_such_delegation, name_missing, unknown_word.
    """
    check_event(db, event)
    earlier = _entries(db, [one.delegate for one in invitations])
    there = set(db.scalars(select(_d.person).where(_d.event == event)))
    places = _Places(db, event)
    number = next_short_number(db, event)
    rows: list[dict[str, Any]] = []
    for one in invitations:
        row = earlier[one.delegate]
        if row["person"] in there:
            continue
        there.add(row["person"])
        delegation = places.find(row) if one.delegation is None else places.checked(one.delegation)
        fields = {**{key: row[key] for key in KEPT}, "capacity": row["capacity"], **one.fields}
        if not (fields["name"] or "").strip():
            raise Refused("name_missing")
        check_words(fields)
        fields["capacity"] = places.capacity(delegation, fields["capacity"])
        fields.update(status=Status.INVITED, status_at=stamp.at, short_number=number + len(rows))
        rows.append(delegate_row(event, delegation, row["person"], **fields))
    if not rows:
        return Invited([], len(invitations), 0, None)
    with Action(db, stamp, "invite", event=event) as action:
        action.insert(t.delegation, places.new)
        action.insert(t.delegate, rows)
    return Invited([row["id"] for row in rows], len(invitations) - len(rows), len(places.new), action.id)


class _Places:
    """The delegations of the event: found by code, then by country, else added."""

    def __init__(self, db: Connection, event: UUID) -> None:
        self._db, self._event = db, event
        self.new: list[dict[str, Any]] = []
        self._of: dict[UUID, UUID] = {}
        self._ids: set[UUID] = set()
        self._codes: dict[str, UUID] = {}
        self._countries: dict[tuple[str, str], UUID] = {}
        columns = (_g.id, _g.code, _g.country, _g.section)
        for row in db.execute(select(*columns).where(_g.event == event).order_by(_g.n.desc())):
            self._know(row.id, row.code, row.country, row.section)
        headed = select(_d.delegation).where(_d.event == event, _d.capacity == Capacity.HEAD)
        self._headed = set(db.scalars(headed.where(_d.status.not_in(GONE))))

    def find(self, entry: Mapping[str, Any]) -> UUID:
        """The delegation of this event that answers to the one a delegate was in."""
        former: UUID = entry["delegation"]
        if former not in self._of:
            row = self._db.execute(select(t.delegation).where(_g.id == former)).one()
            known = self._codes.get(row.code.lower())
            if known is None and row.country:
                known = self._countries.get((row.country, row.section))
            self._of[former] = known or self._add(row)
        return self._of[former]

    def checked(self, delegation: UUID) -> UUID:
        if delegation not in self._ids:
            raise Refused("no_such_delegation")
        return delegation

    def capacity(self, delegation: UUID, wanted: str) -> str:
        """A second head comes as a delegate."""
        if wanted != Capacity.HEAD:
            return wanted
        if delegation in self._headed:
            return Capacity.DELEGATE
        self._headed.add(delegation)
        return wanted

    def _add(self, former: Any) -> UUID:
        row = delegation_row(
            self._event,
            code=former.code,
            name=former.name,
            name_official=former.name_official,
            country=former.country,
            section=former.section,
        )
        self.new.append(row)
        self._know(row["id"], former.code, former.country, former.section)
        return row["id"]

    def _know(self, delegation: UUID, code: str, country: str | None, section: str) -> None:
        self._ids.add(delegation)
        self._codes[code.lower()] = delegation
        if country:
            self._countries[country, section] = delegation


def _entries(db: Connection, delegates: Sequence[UUID]) -> dict[UUID, Mapping[str, Any]]:
    found: dict[UUID, Mapping[str, Any]] = {}
    for start in range(0, len(delegates), CHUNK):
        wanted = select(t.delegate).where(_d.id.in_(delegates[start : start + CHUNK]))
        found.update({row["id"]: {**row} for row in db.execute(wanted).mappings()})
    if not found.keys() >= set(delegates):
        raise Refused("no_such_delegate")
    return found
