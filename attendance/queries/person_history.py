"""What was ever done to one delegate: each change with old and new value, who, when, and what Undo can do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.identity import custom_value_id, photo_id, tagging_id
from attendance.store import tables as t
from attendance.store.journal import CHUNK, REMOVED, Line, lines, of_action

NEVER_UNDONE = frozenset({"undo", "redo", "refused_scan", "erase", "create_sample"})

WHOLE = frozenset({"merge_delegates"})
"""Verbs about several people that are taken back as one or not at all."""

_UNTOLD = frozenset({"status_at", "event", "person", "replaces"})
_d, _c, _f = t.delegate.c, t.change.c, t.attendance_fact.c


class Change(NamedTuple):
    """One thing that changed.

    Attributes:
        what: field, added, removed, merged, tag, untag, own, photo, photo_gone, fact.
        name: the column; of a tag its name, of an own field its title, of a fact its kind.
        old, new: values; ids of delegations, delegates and event sessions as their names.
        official: the name in the official script, where it has one.
        day: of the event session of a fact, ISO.
    """

    what: str
    name: str = ""
    old: Any = None
    new: Any = None
    official: str | None = None
    day: str | None = None


class Step(NamedTuple):
    """One action as far as it touched this delegate; ``at`` in ms UTC.

    Attributes:
        undone: it was taken back.
        way: "undo" takes the action back, "set_back" writes the old values of ``back``, "" is no way.
        back: the columns of the delegate this step changed, with what they held before.
    """

    action: UUID
    verb: str
    actor: str
    at: int
    changes: tuple[Change, ...]
    undone: bool
    way: str
    back: dict[str, Any]


class _Known(NamedTuple):
    """What the rows of this delegate are, and the names of what they refer to."""

    tags: dict[UUID, str]
    own: dict[UUID, Any]
    photo: UUID
    facts: dict[UUID, Any]


@dataclass(slots=True)
class _Gathered:
    """The lines of one delegate's rows, gone through once, by action in the order of time.

    Attributes:
        told: what each action changed; first: its first line.
        back: the columns of the delegate it wrote and what they held before; written: what it left in them.
        held: of every row, the values it holds at the end.
    """

    told: dict[UUID, list[Change]] = field(default_factory=dict[UUID, list[Change]])
    first: dict[UUID, Line] = field(default_factory=dict[UUID, Line])
    back: dict[UUID, dict[str, Any]] = field(default_factory=dict[UUID, dict[str, Any]])
    written: dict[UUID, dict[str, Any]] = field(default_factory=dict[UUID, dict[str, Any]])
    held: dict[UUID, dict[str, Any]] = field(default_factory=dict[UUID, dict[str, Any]])

    def take(self, line: Line, known: _Known) -> None:
        before = self.held.setdefault(line.row, {})
        self.first.setdefault(line.action, line)
        self.told.setdefault(line.action, []).extend(_changes(line, before, known))
        fields = {name: value for name, value in (line.fields or {}).items() if name != REMOVED}
        if line.entity == "delegate" and before:
            former = {name: before.get(name) for name in fields if name not in _UNTOLD}
            self.back.setdefault(line.action, {}).update(former)
            self.written.setdefault(line.action, {}).update(fields)
        before.update(fields)


def steps(db: Connection, delegate: UUID, limit: int | None = None) -> list[Step]:
    """The newest ``limit`` steps, or all, newest first; what cannot be told in words is left out."""
    known = _known(db, delegate)
    if known is None:
        return []
    rows = [delegate, *known.tags, *known.own, known.photo, *known.facts]
    history: list[Line] = []
    for start in range(0, len(rows), CHUNK):
        history.extend(lines(db, _c.row.in_(rows[start : start + CHUNK])))
    all_ = _Gathered()
    for line in sorted(history, key=lambda line: (line.at, line.seq)):
        all_.take(line, known)
    newest = [action for action in reversed(all_.told) if all_.told[action]][:limit]
    ways = _ways(db, newest, set(rows), all_, all_.held.get(delegate, {}))
    undone = _undone(db, newest)
    names = _names(db, [change for action in newest for change in all_.told[action]])
    return [
        Step(
            *(action, all_.first[action].verb, all_.first[action].actor, all_.first[action].at),
            tuple(dict.fromkeys(_named(change, names) for change in all_.told[action])),
            action in undone,
            "" if action in undone else ways[action],
            all_.back.get(action, {}),
        )
        for action in newest
    ]


def _known(db: Connection, delegate: UUID) -> _Known | None:
    own = db.execute(select(_d.event, _d.person).where(_d.id == delegate)).one_or_none()
    if own is None:
        return None
    tag, own_field, s = t.tag.c, t.custom_field.c, t.event_session.c
    tags = db.execute(select(tag.id, tag.name).where(tag.event == own.event))
    fields = db.execute(
        select(own_field.id, own_field.title, own_field.title_official).where(own_field.event == own.event)
    )
    facts = db.execute(
        select(_f.id, _f.kind, s.title, s.title_official, s.day)
        .join_from(t.attendance_fact, t.event_session, s.id == _f.event_session)
        .where(_f.delegate == delegate)
    )
    return _Known(
        {tagging_id(delegate, row.id): row.name for row in tags},
        {custom_value_id(delegate, row.id): row for row in fields},
        photo_id(own.person),
        {row.id: row for row in facts},
    )


def _changes(line: Line, before: Mapping[str, Any], known: _Known) -> Iterator[Change]:
    """The changes of one line in words of data."""
    fields = line.fields or {}
    gone = fields.get(REMOVED)
    if line.row in known.tags:
        yield Change("untag" if gone else "tag", known.tags[line.row])
    elif line.row in known.own:
        asked = known.own[line.row]
        old, new = (None if gone is False else before.get("value")), fields.get("value")
        new = before.get("value") if gone is False else new
        if old != new:
            yield Change("own", asked.title or "", old, new, asked.title_official)
    elif line.row == known.photo:
        yield Change("photo_gone" if gone else "photo")
    elif line.row in known.facts:
        fact = known.facts[line.row]
        yield Change("fact", fact.kind, None, fact.title, fact.title_official, fact.day)
    elif gone is not None:
        yield Change("removed" if gone else "added")
    elif not before:
        yield Change("added")
    else:
        if line.verb == "merge_delegates" and fields.get("replaces"):
            yield Change("merged", "", None, fields["replaces"])
        for name, new in fields.items():
            if name not in _UNTOLD and before.get(name) != new:
                yield Change("field", name, before.get(name), new)


def _ways(
    db: Connection, actions: Sequence[UUID], own_rows: set[UUID], all_: _Gathered, now: Mapping[str, Any]
) -> dict[UUID, str]:
    """How each action can be taken back: whole when it touched nobody else, else by the old values."""
    ways: dict[UUID, str] = {}
    for action in actions:
        fields = all_.written.get(action, {})
        if all_.first[action].verb in NEVER_UNDONE or any(now.get(k) != v for k, v in fields.items()):
            ways[action] = ""
            continue
        touched = db.scalars(select(_c.row).where(of_action(action)).limit(len(own_rows) + 1)).all()
        whole = all_.first[action].verb in WHOLE or own_rows.issuperset(touched)
        ways[action] = "undo" if whole else "set_back" if fields else ""
    return ways


def _undone(db: Connection, actions: Sequence[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    u = t.undoing.c
    for start in range(0, len(actions), CHUNK):
        found.update(db.scalars(select(u.action).where(u.action.in_(actions[start : start + CHUNK]))))
    return found


def _names(db: Connection, changes: Sequence[Change]) -> dict[UUID, str]:
    """What the ids in these changes are called: a delegation by its code, a delegate by name."""
    wanted = {value for change in changes for value in (change.old, change.new) if isinstance(value, UUID)}
    names: dict[UUID, str] = {}
    for table, name in ((t.delegation, "code"), (t.delegate, "name")):
        if wanted:
            rows = db.execute(select(table.c.id, table.c[name]).where(table.c.id.in_(list(wanted)[:CHUNK])))
            names.update({row[0]: row[1] for row in rows})
    return names


def _named(change: Change, names: Mapping[UUID, str]) -> Change:
    def name(value: Any) -> Any:
        return names.get(value, "") if isinstance(value, UUID) else value

    return change._replace(old=name(change.old), new=name(change.new))
