"""Two records of one person become one: what hangs on the double moves to the one that is kept."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.badge_codes import take_back
from attendance.commands.custom_fields import put_values
from attendance.commands.delegates import check_place, check_words
from attendance.commands.people import put_rows, put_tags
from attendance.domain.errors import Refused
from attendance.domain.identity import certificate_id, photo_id
from attendance.domain.kinds import GONE, FactKind, Stamp, Status, new_id
from attendance.domain.presence import standing
from attendance.store import tables as t
from attendance.store.journal import Action

_d, _f = t.delegate.c, t.attendance_fact.c


def merge_delegates(
    db: Connection, stamp: Stamp, keep: UUID, double: UUID, fields: Mapping[str, Any]
) -> UUID:
    """Merge two delegates of one event; undone as one action, whose id is returned.

    Entries and exits of the double are voided and written for the kept one with their own time, desk and
    operator. Tags and custom values are joined; what the kept one has already stays. Companions,
    contributions and the person's other events follow. The double stays on record as replaced; its badge is
    taken back, and says when it is scanned that this person has another one.

    Args:
        fields: columns of the kept delegate to write, as somebody chose them.

    Raises:
        Refused: not_a_double, name_missing, unknown_word, no_such_delegation, number_taken.
    """
    rows = {row.id: row for row in db.execute(select(t.delegate).where(_d.id.in_((keep, double))))}
    if len(rows) != 2 or rows[keep].event != rows[double].event or rows[double].status in GONE:
        raise Refused("not_a_double")
    if fields.get("status", rows[keep].status) in GONE:
        raise Refused("not_a_double")  # the one who is expected would be expected no more
    if "name" in fields and not (fields["name"] or "").strip():
        raise Refused("name_missing")
    check_words(fields)
    check_place(db, [keep], fields)
    kept, other = rows[keep], rows[double]
    with Action(db, stamp, "merge_delegates", event=kept.event) as action:
        _move_facts(db, action, keep, double)
        _join_marks(db, action, keep, double)
        _move_companions(db, action, kept, other)
        _move_references(db, action, keep, double)
        _join_certificates(db, action, keep, double)
        _join_persons(db, action, kept.person, other.person)
        take_back(action, other, None, now=keep)
        written = dict(fields)
        if "status" in written and written["status"] != kept.status:
            written["status_at"] = stamp.at
        if kept.replaces is None:
            written["replaces"] = double
        gone = {
            "status": Status.REPLACED, "status_at": stamp.at, "person": kept.person, "companion_of": None,
        }  # fmt: skip
        action.update(t.delegate, [(keep, written), (double, gone)])
    return action.id


def _move_facts(db: Connection, action: Action, keep: UUID, double: UUID) -> None:
    """Void what stands on the double, and write the same for the kept one."""
    facts = db.execute(select(t.attendance_fact).where(_f.delegate == double)).mappings().all()
    by_id = {fact["id"]: fact for fact in facts}
    there: Any = list(db.execute(select(_f.id, _f.kind, _f.at, _f.voids).where(_f.delegate == double)))
    counted = [by_id[fact.id] for fact in standing(there)]
    at = action.fact_time() if counted else 0
    voids = [
        {
            **{key: fact[key] for key in ("event_session", "source")},
            "id": new_id(),
            "delegate": double,
            "kind": FactKind.VOID,
            "at": at,
            "desk": action.desk_name,
            "operator": action.stamp.operator,
            "voids": fact["id"],
        }
        for fact in counted
    ]
    copies = [
        {
            **{key: value for key, value in fact.items() if key not in ("n", "id", "delegate", "voids")},
            "id": new_id(),
            "delegate": keep,
            "represented_by": None if fact["represented_by"] == keep else fact["represented_by"],
        }
        for fact in counted
    ]
    action.insert(t.attendance_fact, [*voids, *copies])


def _join_marks(db: Connection, action: Action, keep: UUID, double: UUID) -> None:
    """Tags of both; custom values of the double where the kept one has none."""
    g, v = t.tagging.c, t.custom_value.c
    tags = db.scalars(select(g.tag).where(g.delegate == double)).all()
    put_tags(db, action, [(keep, tag) for tag in tags])
    values: dict[UUID, dict[UUID, str | None]] = {keep: {}, double: {}}
    for row in db.execute(select(v.delegate, v.custom_field, v.value).where(v.delegate.in_((keep, double)))):
        values[row.delegate][row.custom_field] = row.value
    missing = {
        (keep, field): value
        for field, value in values[double].items()
        if value is not None and values[keep].get(field) is None
    }
    put_values(db, action, missing)


def _move_companions(db: Connection, action: Action, kept: Any, other: Any) -> None:
    """Who accompanied either accompanies the kept one, who accompanies whom the double did.

    Nobody accompanies somebody who accompanies another: then all of them have one host.
    """
    both = {kept.id, other.id}
    companions = set(db.scalars(select(_d.id).where(_d.companion_of.in_(both)))) - both
    host = kept.companion_of if kept.companion_of not in both else None
    if host is None and other.companion_of not in both and not companions:
        host = other.companion_of
    action.update(t.delegate, [(kept.id, {"companion_of": host})])
    action.update(t.delegate, [(who, {"companion_of": host or kept.id}) for who in sorted(companions)])


def _move_references(db: Connection, action: Action, keep: UUID, double: UUID) -> None:
    """Whatever names the double names the kept one."""
    for table, column in (
        (t.delegate, "replaces"),
        (t.contribution, "delegate"),
    ):
        found = db.scalars(select(table.c.id).where(table.c[column] == double)).all()
        own = {keep} if table is t.delegate else set[UUID]()
        action.update(table, [(row, {column: keep}) for row in found if row not in own])


def _join_certificates(db: Connection, action: Action, keep: UUID, double: UUID) -> None:
    """The certificate of the double where the kept one has nothing of the kind."""
    c = t.certificate.c
    found = {
        row.delegate: row for row in db.execute(select(t.certificate).where(c.delegate.in_((keep, double))))
    }
    own, theirs = found.get(keep), found.get(double)
    decided = ("number", "granted", "decided_by", "reason", "issued_on", "received_on")
    if theirs is None or (own is not None and any(getattr(own, name) is not None for name in decided)):
        return
    row = certificate_id(keep)
    put_rows(db, action, t.certificate, {row: {"event": theirs.event, "delegate": keep}})
    action.update(t.certificate, [
        (row, {name: getattr(theirs, name) for name in decided}),
        (theirs.id, dict.fromkeys(decided)),
    ])  # fmt: skip


def _join_persons(db: Connection, action: Action, kept: UUID, other: UUID) -> None:
    """One human being: other events and the photo go to the kept person."""
    if kept == other:
        return
    elsewhere = db.scalars(select(_d.id).where(_d.person == other)).all()
    action.update(t.delegate, [(row, {"person": kept}) for row in elsewhere])
    c = t.photo.c
    own = db.scalar(select(c.id).where(c.person == kept))
    theirs = db.execute(select(c.content, c.at).where(c.person == other).order_by(c.n.desc())).first()
    if own is None and theirs is not None:
        row, fields = photo_id(kept), {"content": theirs.content, "at": theirs.at}
        put_rows(db, action, t.photo, {row: {"person": kept, **fields}})
        action.update(t.photo, [(row, fields)])
