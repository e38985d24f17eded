"""Last step of an import's comparison: each offer with both records side by side, and who is missing."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.kinds import GONE
from attendance.imports.answers import Missing
from attendance.imports.known import COMPARED, Known, stored_delegates
from attendance.imports.matching import Record, changed_fields
from attendance.imports.planning import Change, DelegationPlan, EventPlan, Gathering, Offer
from attendance.store import tables as t

_FIRST = {"delegate": 0, "row": 1, "person": 2}
_CHUNK = 400
_Triple = tuple[EventPlan, DelegationPlan, Record]


def settle_offers(db: Connection, known: Known, gathering: Gathering) -> tuple[Missing, ...]:
    """Leaves one offer for a row, the one that says most, with what both records say; who is missing."""
    by_row = {record.entries[0].row: (event, plan, record) for event, plan, record in gathering.records}
    matched = {found: row for row, (_, _, record) in by_row.items() if (found := record.exists)}
    best: dict[int, Offer] = {}
    for offer in gathering.offers:
        if offer.row not in by_row or by_row[offer.row][2].exists:
            continue  # a row that found its delegate is nobody else
        if offer.kind == "delegate" and offer.target and offer.target in matched:
            offer = offer._replace(kind="row", other_row=matched[offer.target], target=None, person=None)
        if offer.row not in best or _FIRST[offer.kind] < _FIRST[best[offer.row].kind]:
            best[offer.row] = offer
    stored = stored_delegates(db, {offer.target for offer in best.values() if offer.target})
    places = _delegations(db, [offer.target for offer in best.values() if offer.target])
    gathering.offers = [
        _told(offer, by_row, stored, places) for offer in sorted(best.values(), key=lambda o: o.row)
    ]
    return _missing(known, gathering, set(matched))


def _told(
    offer: Offer,
    by_row: Mapping[int, _Triple],
    stored: Mapping[UUID, Mapping[str, Any]],
    places: Mapping[UUID, tuple[UUID, str]],
) -> Offer:
    """The offer with names, sides and what would change."""
    _, plan, record = by_row[offer.row]
    mine = {**record.concluded, **record.values}
    if offer.target is not None:
        theirs, (delegation, where) = stored[offer.target], places[offer.target]
        changes = changes_of(changed_fields(record, theirs), theirs)
        if delegation != plan.id:
            changes += (Change("delegation", delegation, plan.id, (where, plan.name)),)
        other = theirs["name"]
    else:
        _, other_plan, other_record = by_row[offer.other_row]
        theirs = {**other_record.concluded, **other_record.before, **other_record.values}
        where = other_plan.name
        fields = {key: value for key, value in record.values.items() if theirs.get(key) != value}
        changes = changes_of(fields, theirs)
        other = other_record.values["name"]
    if offer.kind == "person":
        changes = ()
    sides = tuple(
        (field, theirs.get(field), mine.get(field))
        for field in COMPARED
        if _said(theirs.get(field)) or _said(mine.get(field))
    )
    return offer._replace(other=other, where=where, sides=sides, changes=changes)


def _said(value: Any) -> bool:
    return value not in (None, "", False)


def changes_of(fields: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[Change, ...]:
    """The fields with what stood there before."""
    return tuple(Change(field, before.get(field), value) for field, value in fields.items())


def _delegations(db: Connection, delegates: Iterable[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """The delegation of each of these delegates: its id, and its name or code."""
    d, g = t.delegate.c, t.delegation.c
    wanted, found = list(delegates), dict[UUID, tuple[UUID, str]]()
    for start in range(0, len(wanted), _CHUNK):
        query = select(d.id, g.id, g.name, g.code).join_from(t.delegate, t.delegation, g.id == d.delegation)
        for delegate, delegation, name, code in db.execute(
            query.where(d.id.in_(wanted[start : start + _CHUNK]))
        ):
            found[delegate] = delegation, name or code
    return found


def _missing(known: Known, gathering: Gathering, matched: set[UUID]) -> tuple[Missing, ...]:
    """People of the delegations the list names, at events there are, whom no row is."""
    named = {
        (event.id, plan.id): plan.name
        for event in gathering.events.values()
        if event.exists
        for plan in event.delegations.values()
        if plan.known
    }
    if not named:
        return ()
    return tuple(
        Missing(one.id, one.name, named[event, delegation], one.status)
        for (event, delegation, _), group in known.delegates.items()
        if (event, delegation) in named
        for one in group
        if one.id not in matched and one.status not in GONE
    )
