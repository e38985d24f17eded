"""Sheets of paper: which were printed, how far they are typed in, and where ink and desk disagree."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from attendance.domain.kinds import SIGNED, FactKind, Mark, SessionKind, SheetState, Source, Status
from attendance.domain.names import list_name
from attendance.domain.presence import standing
from attendance.queries.participants import HALF_DAYS, NOON
from attendance.queries.programme import SessionRow, sessions
from attendance.store import tables as t
from attendance.store.journal import CHUNK

_h, _g, _d, _m, _f = t.sheet.c, t.delegation.c, t.delegate.c, t.sheet_mark.c, t.attendance_fact.c


Apart = dict[tuple[UUID, UUID], tuple[str, int, str, str]]
"""By delegate and event session the first entry a desk recorded: kind, ms UTC, source, desk."""


class SheetRow(NamedTuple):
    """One printed sheet.

    Attributes:
        position, of: which sheet of how many in its run; delegation None and code "" for a run over all.
        people: how many names are printed on it; walk_ins: handwritten lines that were typed.
        cells, marked: signature cells of everybody on it, and how many of them are typed.
        unlike: cells where ink and desk disagree.
        printed_at, returned_at, typed_at: ms UTC.
        scan, attachment: the name and the id of the picture that is kept of it.
    """

    id: UUID
    day: str
    position: int
    of: int
    delegation: UUID | None
    code: str
    name: str | None
    name_official: str | None
    people: int
    walk_ins: int
    cells: int
    marked: int
    unlike: int
    printed_at: int
    returned_at: int | None
    typed_at: int | None
    scan: str | None
    attachment: UUID | None

    @property
    def state(self) -> SheetState:
        if self.typed_at is not None:
            return SheetState.TYPED
        back = self.returned_at is not None or self.marked
        return SheetState.RETURNED if back else SheetState.PRINTED


class Cell(NamedTuple):
    """One signature field.

    Attributes:
        mark, minutes, reason: as typed; mark None while it is not.
        seen: what stands of the person without this cell: (kind, ms UTC, source, desk), the first entry.
    """

    mark: Mark | None = None
    minutes: int | None = None
    reason: str | None = None
    seen: tuple[str, int, str, str] | None = None


class SheetLine(NamedTuple):
    """One name on the sheet with a cell for each of its event sessions."""

    delegate: UUID
    name: str
    name_official: str | None
    code: str
    capacity: str
    status: str
    walk_in: bool
    cells: tuple[Cell, ...]


class Sheet(NamedTuple):
    """A sheet as it lies on the table: its columns and its lines in printed order, walk-ins last."""

    row: SheetRow
    event: UUID
    zone: str
    sessions: tuple[SessionRow, ...]
    lines: tuple[SheetLine, ...]


class Unlike(NamedTuple):
    """Somebody about whom paper and desk say two things.

    Attributes:
        signed: the name is signed, and no desk saw them; else the desk saw them and no signature is there.
        sheet: where the name stands; None for somebody on no sheet of the day.
        at, source, desk: of the first entry, None where there is none.
        status: of a person who is no longer expected no entry was written.
    """

    sheet: UUID | None
    delegate: UUID
    name: str
    name_official: str | None
    code: str
    status: str
    event_session: UUID
    signed: bool
    at: int | None
    source: str | None
    desk: str | None


def columns(db: Connection, event: UUID, day: str) -> tuple[SessionRow, ...]:
    """The event sessions of a day that are signed for: its morning and its afternoon, as far as it has them.

    A day without half-days is signed for its first item before noon and its first after.
    """
    taking = [s for s in sessions(db, event, attendance_only=True) if s.day == day]
    halves = [s for s in taking if s.kind == SessionKind.HALF_DAY] or [
        s for s in taking if s.kind in HALF_DAYS
    ]
    if not halves:
        return tuple(taking[:1])
    morning = next((s for s in halves if (s.starts or "") < NOON), None)
    afternoon = next((s for s in halves if (s.starts or "") >= NOON), None)
    return tuple(s for s in (morning, afternoon) if s is not None)


def days(db: Connection, event: UUID) -> list[str]:
    """The days of an event on which attendance is taken, in order (ISO)."""
    return sorted({s.day for s in sessions(db, event, attendance_only=True) if s.day})


def sheets(db: Connection, event: UUID) -> list[SheetRow]:
    """Every sheet of an event, by day, newest run first, in the order they were printed."""
    found = _rows(db, _h.event == event)
    marks = _marks(db, [row.id for row in found])
    shown = {day: columns(db, event, day) for day in {row.day for row in found}}
    apart = _apart(db, [session.id for day in shown.values() for session in day])
    return [_row(row, marks.get(row.id, {}), shown[row.day], apart) for row in found]


def _rows(db: Connection, wanted: Any) -> Sequence[Any]:
    """The sheets as they are kept, each with how many sheets its run has."""
    a, run = t.attachment.c, t.sheet.alias("run").c
    of = (
        select(func.count(run.n))
        .where(
            run.event == _h.event,
            run.day == _h.day,
            run.printed_at == _h.printed_at,
            run.delegation.is_not_distinct_from(_h.delegation),
        )
        .correlate(t.sheet)
        .scalar_subquery()
    )
    statement = (
        select(
            *(_h.id, _h.event, _h.day, _h.position, of.label("of"), _h.delegation, _h.people),
            *(_h.printed_at, _h.returned_at, _h.typed_at, _g.code, _g.name, _g.name_official),
            a.name.label("scan"),
            _h.attachment,
        )
        .select_from(
            t.sheet.outerjoin(t.delegation, _g.id == _h.delegation).outerjoin(
                t.attachment, a.id == _h.attachment
            )
        )
        .where(wanted)
        .order_by(_h.day, _h.printed_at.desc(), _h.n)
    )
    return db.execute(statement).all()


def sheet(db: Connection, sheet_id: UUID) -> Sheet | None:
    """One sheet with every name on it; None when there is none with this id."""
    kept = next(iter(_rows(db, _h.id == sheet_id)), None)
    if kept is None:
        return None
    event, listed = kept.event, _people(kept)
    marks = _marks(db, [sheet_id]).get(sheet_id, {})
    walk_ins = dict.fromkeys(who for who, _ in marks if who not in set(listed))
    shown = columns(db, event, kept.day)
    people = _named(db, [*listed, *walk_ins])
    stand = _stand(db, list(people), [session.id for session in shown])
    row = _row(kept, marks, shown, _seen_by_desks(stand))
    zone = db.scalar(select(t.event.c.zone).where(t.event.c.id == event)) or "UTC"
    lines = tuple(
        SheetLine(
            who, *people[who], who in walk_ins,
            tuple(_cell(marks.get((who, s.id)), stand.get((who, s.id), [])) for s in shown),
        )
        for who in [*listed, *walk_ins]
        if who in people
    )  # fmt: skip
    return Sheet(row, event, zone, shown, lines)


def differences(db: Connection, event: UUID, day: str | None = None) -> list[Unlike]:
    """Who signed without being recorded at a desk, and who was recorded without having signed.

    A sheet says that somebody did not sign once that is typed beside the name, or the whole sheet is typed.
    Who is on no sheet did not sign either, from when a sheet of their delegation is typed in whole.
    """
    found: list[Unlike] = []
    rows = [row for row in _rows(db, _h.event == event) if day in (None, row.day)]
    for one in dict.fromkeys(row.day for row in rows):
        own = [row for row in rows if row.day == one]
        shown = [session.id for session in columns(db, event, one)]
        found += _differences(db, event, own, shown)
    return found


# -- how it is put together ----------------------------------------------------------------------------


def _differences(db: Connection, event: UUID, rows: Sequence[Any], shown: Sequence[UUID]) -> list[Unlike]:
    marks = _marks(db, [row.id for row in rows])
    places: dict[UUID, Any] = {}
    for row in reversed(rows):  # the newest run of the day holds where a name is on several
        places |= dict.fromkeys((*_people(row), *(who for who, _ in marks.get(row.id, {}))), row.id)
    typed = {row.id for row in rows if row.typed_at is not None}
    whole = {row.code for row in rows if row.typed_at is not None}  # None: a run over all delegations
    said: dict[tuple[UUID, UUID], Any] = {}
    for row in reversed(rows):
        said |= marks.get(row.id, {})
    apart = _apart(db, shown)
    people = _named(db, list(dict.fromkeys([*places, *(who for who, _ in apart)])), event)
    found: list[Unlike] = []
    for who, (name, official, code, _, status) in people.items():
        if status == Status.REPLACED:
            continue
        for session in shown:
            mark, seen = said.get((who, session)), apart.get((who, session))
            signed = mark is not None and mark.mark in SIGNED
            unsigned = (mark is not None and mark.mark == Mark.ABSENT) or places.get(who) in typed
            if who not in places:
                unsigned = None in whole or code in whole
            if signed == (seen is not None) or (not signed and not unsigned):
                continue
            told = (None, None, None) if seen is None else seen[1:]
            found.append(Unlike(places.get(who), who, name, official, code, status, session, signed, *told))
    return sorted(found, key=lambda one: (shown.index(one.event_session), one.code, one.name))


def _row(
    row: Any, marks: Mapping[tuple[UUID, UUID], Any], shown: Sequence[SessionRow], apart: Apart
) -> SheetRow:
    people = _people(row)
    walk_ins = {who for who, _ in marks} - set(people)
    cells = [(who, session.id) for who in [*people, *walk_ins] for session in shown]
    told = {pair: marks[pair].mark for pair in cells if pair in marks and marks[pair].mark}
    unlike = 0
    for pair in cells:
        mark, seen = told.get(pair), pair in apart
        if mark is None:
            unlike += seen and row.typed_at is not None
        else:
            unlike += seen if mark == Mark.ABSENT else not seen and mark in SIGNED
    return SheetRow(
        row.id, row.day, row.position, row.of, row.delegation, row.code or "", row.name, row.name_official,
        len(people), len(walk_ins), len(cells), len(told), unlike, row.printed_at, row.returned_at,
        row.typed_at, row.scan, row.attachment,
    )  # fmt: skip


def _people(row: Any) -> list[UUID]:
    return [UUID(line) for line in row.people.split()]


def _marks(db: Connection, ids: Sequence[UUID]) -> dict[UUID, dict[tuple[UUID, UUID], Any]]:
    """The marks of sheets by delegate and event session, in the order they were first typed."""
    found: dict[UUID, dict[tuple[UUID, UUID], Any]] = {}
    for start in range(0, len(ids), CHUNK):
        part = _m.sheet.in_(ids[start : start + CHUNK])
        for row in db.execute(select(t.sheet_mark).where(part).order_by(_m.n)):
            found.setdefault(row.sheet, {})[(row.delegate, row.event_session)] = row
    return found


def _named(
    db: Connection, ids: Sequence[UUID], event: UUID | None = None
) -> dict[UUID, tuple[str, str | None, str, str, str]]:
    """(name with titles, official name, delegation code, capacity, status), in the order asked."""
    columns_ = (
        _d.id, _d.name, _d.given, _d.family, _d.family_first, _d.courtesy, _d.salutation, _d.academic,
        _d.name_official, _g.code, _d.capacity, _d.status,
    )  # fmt: skip
    found: dict[UUID, tuple[str, str | None, str, str, str]] = {}
    for start in range(0, len(ids), CHUNK):
        part: list[Any] = [_d.id.in_(ids[start : start + CHUNK])]
        if event is not None:
            part.append(_d.event == event)
        joined = t.delegate.join(t.delegation, _g.id == _d.delegation)
        for row in db.execute(select(*columns_).select_from(joined).where(*part)):
            name = list_name(
                row.name, row.given or "", row.family or "", courtesy=row.courtesy or "",
                salutation=row.salutation or "", academic=row.academic or "", family_first=row.family_first,
            )  # fmt: skip
            found[row.id] = (name, row.name_official, row.code, row.capacity, row.status)
    return {who: found[who] for who in ids if who in found}


def _stand(
    db: Connection, people: Sequence[UUID], shown: Sequence[UUID]
) -> dict[tuple[UUID, UUID], list[Any]]:
    """The facts that count, by delegate and event session."""
    pairs: dict[tuple[UUID, UUID], list[Any]] = {}
    columns_ = (_f.id, _f.kind, _f.at, _f.voids, _f.source, _f.desk, _f.delegate, _f.event_session)
    for start in range(0, len(people), CHUNK):
        part = and_(_f.delegate.in_(people[start : start + CHUNK]), _f.event_session.in_(shown))
        for fact in db.execute(select(*columns_).where(part)):
            pairs.setdefault((fact.delegate, fact.event_session), []).append(fact)
    return {pair: standing(facts) for pair, facts in pairs.items()}


def _apart(db: Connection, shown: Sequence[UUID]) -> Apart:
    """The first entry of everybody a desk saw at these event sessions, whatever paper says."""
    if not shown:
        return {}
    desk = and_(_f.event_session.in_(shown), _f.kind == FactKind.IN, _f.source != Source.PAPER)
    people = list(db.scalars(select(_f.delegate).where(desk).distinct()))
    return _seen_by_desks(_stand(db, people, shown))


def _seen_by_desks(stand: Mapping[tuple[UUID, UUID], Sequence[Any]]) -> Apart:
    found: Apart = {}
    for pair, facts in stand.items():
        seen = [fact for fact in facts if fact.kind == FactKind.IN and fact.source != Source.PAPER]
        if seen:
            found[pair] = (seen[0].kind, seen[0].at, seen[0].source, seen[0].desk)
    return found


def _cell(mark: Any, facts: Sequence[Any]) -> Cell:
    own = set((mark.facts or "").split()) if mark is not None else set[str]()
    others = [fact for fact in facts if str(fact.id) not in own]
    first = next((fact for fact in others if fact.kind == FactKind.IN), others[0] if others else None)
    seen = None if first is None else (first.kind, first.at, first.source, first.desk)
    if mark is None or mark.mark is None:
        return Cell(seen=seen)
    return Cell(Mark(mark.mark), mark.minutes, mark.reason, seen)
