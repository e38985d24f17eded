"""Who may enter an event session: the rules set, for one or for several at once, and kept true."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.belonging import check_rows
from attendance.domain.errors import Refused
from attendance.domain.kinds import SessionEntry, Stamp
from attendance.domain.rules import (
    Rules,
    check,
    fields_asked,
    read,
    settled,
    tags_named,
    without_field,
    written,
)
from attendance.store import tables as t
from attendance.store.journal import Action

_s = t.event_session.c


class RulesSet(NamedTuple):
    """How many event sessions got other rules, and the action to undo; None when nothing was different."""

    rows: int
    action: UUID | None


def set_rules(
    db: Connection,
    stamp: Stamp,
    sessions: Sequence[UUID],
    rules: Rules,
    entry: SessionEntry | None = None,
) -> RulesSet:
    """Give one or several event sessions of one event these rules, as one action.

    Args:
        entry: how often somebody may come in; None leaves that of each as it is.

    Raises:
        Refused: row_gone, no_such_tag, no_such_field, rule_needs_times (of several: rule_needs_times_of,
            title), rule_out_of_range (rule, value), rule_contradicts, bad_time.
    """
    kept = settled(rules)
    rows = db.execute(select(t.event_session).where(_s.id.in_(sessions))).all()
    if not rows or {row.id for row in rows} != set(sessions):
        raise Refused("row_gone", what="event_session")
    event: UUID = rows[0].event
    check_rows(db, t.event_session, event, sessions)
    _check_named(db, event, kept)
    for row in rows:
        try:
            check(kept, entry or SessionEntry(row.entry), row.starts, row.ends)
        except Refused as refused:
            if refused.code == "rule_needs_times" and len(rows) > 1:
                raise Refused("rule_needs_times_of", title=row.title or row.title_official) from refused
            raise
    fields = {"rules": written(kept)} | ({} if entry is None else {"entry": SessionEntry(entry)})
    with Action(db, stamp, "set_rules", event=event) as action:
        count = action.update(t.event_session, [(row.id, fields) for row in rows])
    return RulesSet(count, action.undoable)


def _check_named(db: Connection, event: UUID, rules: Rules) -> None:
    """Tags and custom fields are of this event."""
    for table, ids, code in (
        (t.tag, tags_named(rules), "no_such_tag"),
        (t.custom_field, fields_asked(rules), "no_such_field"),
    ):
        found = db.scalars(select(table.c.id).where(table.c.event == event, table.c.id.in_(ids))).all()
        if len(found) != len(ids):
            raise Refused(code)


def check_tag_is_free(db: Connection, event: UUID, tag: UUID) -> None:
    """No rules name this tag. Raises ``Refused`` tag_at_a_door (title)."""
    for _, title, rules in _ruled(db, event):
        if tag in tags_named(rules):
            raise Refused("tag_at_a_door", title=title)


def take_question_out(db: Connection, action: Action, event: UUID, field: UUID) -> None:
    """Within an action: no door asks for this custom field any more."""
    changes = [
        (session, {"rules": written(without_field(rules, field))})
        for session, _, rules in _ruled(db, event)
        if field in fields_asked(rules)
    ]
    action.update(t.event_session, changes)


def _ruled(db: Connection, event: UUID) -> Iterator[tuple[UUID, str | None, Rules]]:
    """The event sessions with rules that can be read: id, title, rules."""
    wanted = select(_s.id, _s.title, _s.title_official, _s.rules)
    for row in db.execute(wanted.where(_s.event == event, _s.rules.is_not(None))).all():
        try:
            yield row.id, row.title or row.title_official, read(row.rules)
        except ValueError:
            continue
