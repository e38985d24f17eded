"""How sheets, and what differs between paper and desk, are told in lists."""

from collections.abc import Sequence
from functools import partial

from attendance.domain.kinds import GONE, SheetState
from attendance.domain.local_time import local_day
from attendance.language.labels import label
from attendance.queries.sheets import SheetRow, Unlike
from attendance.ui.desk import Desk
from attendance.ui.pages.delegations.lists import Cell, ListRow

STATES = {SheetState.PRINTED: "amber", SheetState.RETURNED: "blue", SheetState.TYPED: "green"}


def sheet_titles(desk: Desk) -> tuple[str, ...]:
    texts = desk.texts
    return (
        texts("Date"), texts("Delegation"), texts("Which sheet"), texts("State"), texts("Typed"),
        texts("Differs"), texts("Printed"),
    )  # fmt: skip


def sheet_rows(desk: Desk, zone: str, rows: Sequence[SheetRow]) -> list[ListRow]:
    return [ListRow(row.id, partial(_sheet, desk, zone, row)) for row in rows]


def _sheet(desk: Desk, zone: str, row: SheetRow) -> tuple[Cell, ...]:
    texts = desk.texts
    name = desk.delegation(row.name, row.name_official)
    whose = " · ".join(part for part in (row.code, name) if part) or texts("All delegations")
    typed = texts("{n} of {total}", n=texts.number(row.marked), total=texts.number(row.cells))
    state = label(texts, row.state)
    return (
        Cell(texts.day_month(row.day)),
        Cell(whose),
        Cell(texts("{n} of {total}", n=row.position, total=row.of)),
        Cell(f"{state} · {texts('scan kept')}" if row.scan else state, STATES[row.state]),
        Cell(typed),
        Cell(texts.number(row.unlike) if row.unlike else "", "red" if row.unlike else ""),
        Cell(f"{texts.day_month(local_day(row.printed_at, zone))}, {texts.time(row.printed_at, zone)}"),
    )


def unlike_titles(desk: Desk) -> tuple[str, ...]:
    texts = desk.texts
    return (texts("Name"), texts("Delegation"), texts("Session"), texts("What differs"), texts("At the desk"))


def unlike_rows(desk: Desk, zone: str, rows: Sequence[Unlike]) -> list[ListRow]:
    titles = {session.id: desk.session_short(session) for session in desk.sessions}
    return [
        ListRow(row, partial(_unlike, desk, zone, titles.get(row.event_session, ""), row)) for row in rows
    ]


def _unlike(desk: Desk, zone: str, session: str, row: Unlike) -> tuple[Cell, ...]:
    texts = desk.texts
    if row.signed:
        status = label(texts, row.status)
        said = texts("Signed, not seen at a desk")
        if row.status in GONE:
            said = texts("Signed, no entry: {status}", status=status)
        what = Cell(said, "amber")
    elif row.sheet is None:
        what = Cell(texts("Seen at a desk, on no sheet"), "amber")
    else:
        what = Cell(texts("Seen at a desk, not signed"), "red")
    seen = ""
    if row.at is not None:
        seen = " · ".join(
            part for part in (texts.time(row.at, zone), label(texts, row.source), row.desk or "") if part
        )
    return Cell(desk.pick(row.name, row.name_official)), Cell(row.code), Cell(session), what, Cell(seen)
