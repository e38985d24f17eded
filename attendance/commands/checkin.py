"""The door: one scan, one tick, one verdict, on disk before it is told."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.custom_fields import put_values
from attendance.commands.operators import check_supervisor
from attendance.commands.situation import (
    BY_BADGE,
    BY_ID,
    BY_NUMBER,
    NOTHING,
    Former,
    Gathered,
    former_badge,
    gather,
    holder_of,
)
from attendance.domain import badge_code
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, FactKind, Source, Stamp, Status
from attendance.domain.scan import (
    ACCEPTED,
    ADMIT,
    Admit,
    Decision,
    FirstEntry,
    Holder,
    Reason,
    Verdict,
    Why,
    Word,
)
from attendance.domain.verdict import decide
from attendance.store import tables as t
from attendance.store.journal import Action

LONGEST_SHORT_NUMBER = 7


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody is let in although the verdict was another one.

    Attributes:
        waives: the verdicts that shall not stand in the way; only those that do are kept with the fact.
        reason: why; kept with the fact.
        approved_by: the name of the supervisor who typed their PIN, where it takes one.
    """

    waives: frozenset[Word]
    reason: str
    approved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """How a person comes to the door.

    Attributes:
        direction, source: entry or exit, and by which means.
        at: when it happened (ms UTC), where that is not now: a time somebody typed.
        override, answers: what the desk added to a verdict before; answers by custom field, None for blank.
        reason: of a fact that somebody enters by hand.
        show_first: where the event session wants it (``Rules.confirm``), an entry is told and not written.
    """

    direction: Direction = Direction.ENTRY
    source: Source = Source.SCAN
    at: int | None = None
    override: Override | None = None
    answers: Mapping[UUID, str | None] | None = None
    reason: str | None = None
    show_first: bool = False


def check_in(
    db: Connection,
    stamp: Stamp,
    event_session: UUID,
    code: str,
    direction: Direction = Direction.ENTRY,
    source: Source = Source.SCAN,
    **more: Any,
) -> Verdict:
    """One scan of a badge code, or a short number typed at the desk.

    Args:
        more: any other field of ``Scan``.

    Returns:
        The verdict; for IN and OUT the fact is part of this transaction (none, where the desk is asked
        first: see ``Scan.show_first``), for every other word the refused scan is kept with its raw code.

    Raises:
        Refused: no_such_session, session_takes_no_attendance, supervisor_needed, reason_missing.
    """
    scan = Scan(direction, source, **more)
    code = code.encode(errors="replace").decode()  # half a character cannot be kept
    typed = code.strip()
    codes = badge_code.candidates(code)
    if not codes and typed.isdecimal() and len(typed) <= LONGEST_SHORT_NUMBER:
        found = BY_NUMBER.one_or_none(db, session=event_session, key=int(typed))
        return _decide(db, stamp, event_session, code, found, scan)
    matches = [BY_BADGE.one_or_none(db, session=event_session, key=key) for key in codes]
    held = [row for row in matches if row is not None and row.id is not None]
    if len(held) > 1:
        return _ambiguous(db, stamp, event_session, code, held)
    if held:
        return _decide(db, stamp, event_session, code, held[0], scan)
    found = matches[0] if matches else BY_BADGE.one_or_none(db, session=event_session, key=None)
    if found is None:
        raise Refused("no_such_session")
    known = (former_badge(db, found.event, key) for key in codes)
    former = next((one for one in known if one != NOTHING), NOTHING)
    if former.heir is not None:
        found = BY_ID.one_or_none(db, session=event_session, key=former.heir)
    return _decide(db, stamp, event_session, code, found, scan, former)


def check_in_delegate(
    db: Connection,
    stamp: Stamp,
    event_session: UUID,
    delegate: UUID,
    direction: Direction = Direction.ENTRY,
    source: Source = Source.LIST,
    **more: Any,
) -> Verdict:
    """A tick in a list or a person chosen from a search; the same rules as a scan.

    Raises:
        Refused: no_such_session, no_such_delegate, session_takes_no_attendance, supervisor_needed,
            reason_missing.
    """
    found = BY_ID.one_or_none(db, session=event_session, key=delegate)
    if found is not None and found.id is None:
        raise Refused("no_such_delegate")
    return _decide(db, stamp, event_session, "", found, Scan(direction, source, **more))


def book_in(action: Action, event_session: UUID, delegate: UUID, scan: Scan) -> Verdict:
    """One more person within an action that is under way, by the same rules as a scan.

    Returns:
        The verdict; of any other word than IN and OUT nothing is written, because nobody was scanned.

    Raises:
        Refused: no_such_session, no_such_delegate, session_takes_no_attendance, supervisor_needed,
            reason_missing.
    """
    db = action.db
    found = BY_ID.one_or_none(db, session=event_session, key=delegate)
    _check_session(found)
    if found.id is None:
        raise Refused("no_such_delegate")
    if found.rules:
        action.settle()  # a room may be full of those booked a moment ago
    told, decision = _weigh(db, action.stamp, event_session, found, scan, NOTHING)
    if decision.word in ACCEPTED and told.holder is not None:
        _check_override(db, action.stamp, decision, scan.override)
        return _enter(action, event_session, "", decision, told, told.holder, found, scan)
    decision = replace(decision, reason=_named(db, decision.reason))
    return _refusal("", action.stamp.at, decision, told)


def _decide(
    db: Connection, stamp: Stamp, session: UUID, code: str, found: Any, scan: Scan, former: Former = NOTHING
) -> Verdict:
    _check_session(found)
    told, decision = _weigh(db, stamp, session, found, scan, former)
    if decision.word in ACCEPTED and told.holder is not None:
        _check_override(db, stamp, decision, scan.override)
        if _waits_for_a_key(decision, told, scan):
            at = stamp.at if scan.at is None else scan.at
            return Verdict(decision.word, code, at, told.holder, told.first, note=decision.note)
        return _book(db, stamp, session, code, decision, told, told.holder, found, scan)
    decision = replace(decision, reason=_named(db, decision.reason))
    return _keep_refused(db, stamp, session, code, decision, told, found.event)


def _weigh(
    db: Connection, stamp: Stamp, session: UUID, found: Any, scan: Scan, former: Former
) -> tuple[Gathered, Decision]:
    """What is known, and the decision it leads to; an answer that is none asks the question again."""
    override = scan.override
    told = gather(
        db, session, found, former,
        at=stamp.at if scan.at is None else scan.at, desk=_desk_name(db) if found.rules else "",
        direction=scan.direction, answers=scan.answers or {},
    )  # fmt: skip
    decision = decide(told.situation, scan.direction, override.waives if override else frozenset())
    if decision.word is Word.UNKNOWN and former.spare:
        decision = replace(decision, reason=Reason(Why.SPARE))
    if told.problem is not None:
        if decision.word in ACCEPTED:
            decision = Decision(Word.QUESTION, told.problem)
        elif decision.word is Word.QUESTION:
            decision = replace(decision, reason=told.problem)
    return told, decision


def _waits_for_a_key(decision: Decision, told: Gathered, scan: Scan) -> bool:
    rules = told.situation.rules
    return scan.show_first and decision.word is Word.IN and rules is not None and rules.confirm


def _check_session(found: Any) -> None:
    if found is None:
        raise Refused("no_such_session")
    if not found.takes_attendance:
        raise Refused("session_takes_no_attendance")


def _check_override(db: Connection, stamp: Stamp, decision: Decision, override: Override | None) -> None:
    """An override that was needed has a reason, and a supervisor where it takes one."""
    if not decision.waived or override is None:
        return
    if not override.reason.strip():
        raise Refused("reason_missing")
    if any(ADMIT.get(word) is Admit.SUPERVISOR for word in decision.waived):
        check_supervisor(db, stamp, override.approved_by)


def _book(
    db: Connection, stamp: Stamp, session: UUID, code: str, decision: Decision, told: Gathered,
    holder: Holder, found: Any, scan: Scan,
) -> Verdict:  # fmt: skip
    verb = "check_in" if decision.word is Word.IN else "check_out"
    with Action(db, stamp, verb, event=found.event) as action:
        return _enter(action, session, code, decision, told, holder, found, scan)


def _enter(
    action: Action, session: UUID, code: str, decision: Decision, told: Gathered, holder: Holder,
    found: Any, scan: Scan,
) -> Verdict:  # fmt: skip
    db, stamp = action.db, action.stamp
    entering = decision.word is Word.IN
    override = scan.override if decision.waived else None
    at = action.fact_time() if scan.at is None else scan.at
    kind = FactKind.IN if entering else FactKind.OUT
    row = fact_row(action, holder.id, session, kind, at, scan.source)
    if override is not None:
        row["waived"] = "\n".join(decision.waived)
        row["reason"], row["approved_by"] = override.reason.strip(), override.approved_by
    elif scan.reason:
        row["reason"] = scan.reason
    if told.answers:
        row["answers"] = json.dumps({str(key): told.answers[key] for key in told.answers}, ensure_ascii=False)
    action.insert(t.attendance_fact, [row])
    if told.answers:
        put_values(db, action, {(holder.id, key): value for key, value in told.answers.items()})
    if status := _new_status(decision, found):
        action.update(t.delegate, [(holder.id, {"status": status, "status_at": stamp.at})])
    first = told.first
    if entering and (first is None or at < first.at):
        first = FirstEntry(at, action.desk_name, stamp.operator)
    return Verdict(
        decision.word, code, at, holder, first, row["id"], action.id,
        waived=decision.waived, note=decision.note,
    )  # fmt: skip


def fact_row(
    action: Action, delegate: UUID, session: UUID, kind: FactKind, at: int, source: Source
) -> dict[str, Any]:
    """A new row of ``attendance_fact``, of this desk and of who acts."""
    return {
        "id": action.row_id(),
        "delegate": delegate,
        "event_session": session,
        "kind": kind,
        "at": at,
        "desk": action.desk_name,
        "operator": action.stamp.operator,
        "source": source,
    }


def _new_status(decision: Decision, found: Any) -> Status | None:
    """ "Confirm and admit", "reinstate and admit": the override also mends what stood in the way."""
    if Word.WITHDRAWN in decision.waived:
        return Status.CONFIRMED if found.confirmed_only else Status.REGISTERED
    return Status.CONFIRMED if Word.NOT_CONFIRMED in decision.waived else None


def _keep_refused(
    db: Connection, stamp: Stamp, session: UUID, code: str, decision: Decision, told: Gathered, event: UUID
) -> Verdict:
    holder, reason = told.holder, decision.reason
    with Action(db, stamp, "refused_scan", event=event) as action:
        action.insert(
            t.scan_refused,
            [
                {
                    "id": action.row_id(),
                    "event_session": session,
                    "delegate": holder.id if holder else None,
                    "code": code,
                    "verdict": decision.word,
                    "at": stamp.at,
                    "desk": action.desk_name,
                    "operator": stamp.operator,
                    "reason": _kept_reason(reason),
                }
            ],
        )
    return _refusal(code, stamp.at, decision, told)


def _refusal(code: str, at: int, decision: Decision, told: Gathered) -> Verdict:
    asked = told.asked if decision.word is Word.QUESTION else ()
    return Verdict(
        decision.word, code, at, told.holder, told.first,
        reason=decision.reason, admit=decision.admit, waived=decision.waived, asked=asked,
    )  # fmt: skip


def _ambiguous(db: Connection, stamp: Stamp, session: UUID, code: str, held: Sequence[Any]) -> Verdict:
    """More than one badge answers to what was scanned: nothing is recorded but the scan."""
    _check_session(held[0])
    candidates = tuple(map(holder_of, held))
    nobody = gather(db, session, held[0], NOTHING, at=stamp.at, desk="", direction=Direction.EXIT, answers={})
    told = replace(nobody, holder=None, first=None)
    verdict = _keep_refused(db, stamp, session, code, Decision(Word.AMBIGUOUS), told, held[0].event)
    return replace(verdict, candidates=candidates)


def _kept_reason(reason: Reason | None) -> str | None:
    if reason is None:
        return None
    return json.dumps({"why": reason.why, **reason.details}, ensure_ascii=False, default=str)


def _named(db: Connection, reason: Reason | None) -> Reason | None:
    """The reason with the name of the tag it is about."""
    if reason is None or reason.why not in (Why.TAG, Why.NO_TAG):
        return reason
    name = db.scalar(select(t.tag.c.name).where(t.tag.c.id == reason.details["tag"]))
    return replace(reason, details={**reason.details, "name": name or ""})


def _desk_name(db: Connection) -> str:
    return db.scalar(select(t.own_desk.c.name)) or ""
