"""Issuing a list of participants: what was printed is kept, so that the next issue can say what changed."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.belonging import check_event
from attendance.domain.errors import Refused
from attendance.domain.kinds import ListState, Stamp, new_id
from attendance.domain.list_issue import FINAL, NEXT, Edition, next_edition
from attendance.store import tables as t
from attendance.store.journal import Action


class Issued(NamedTuple):
    """The issue, and the action that kept it."""

    issue: UUID
    action: UUID


def issue_list(db: Connection, stamp: Stamp, event: UUID, edition: Edition, at: int, content: str) -> Issued:
    """Keep a list that was written as issued; undoing it makes it a draft again.

    Args:
        edition, at, content: of the list that was written, from ``reports.list_snapshot.snapshot``: its
            edition, the time of its data (ms UTC), and what is printed of each person.

    Raises:
        Refused: no_such_event, list_issued_meanwhile (the edition on the paper is not the next one any more).
    """
    check_event(db, event)
    state, number = edition
    wanted = FINAL if state == FINAL else NEXT
    i = t.list_issue.c
    issued = db.execute(select(i.state, i.number).where(i.event == event).order_by(i.at, i.n))
    if next_edition(wanted, (Edition(ListState(row.state), row.number) for row in issued)) != (state, number):
        raise Refused("list_issued_meanwhile")
    issue = new_id()
    row = {"id": issue, "event": event, "state": state, "number": number, "at": at, "content": content}
    with Action(db, stamp, "issue_list", event=event) as action:
        action.insert(t.list_issue, [{**row, "operator": stamp.operator}])
    return Issued(issue, action.id)
