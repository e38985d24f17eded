"""The daily attendance sheet: as pages to print, or as a workbook with the same lines."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from openpyxl.worksheet.pagebreak import Break
from sqlalchemy import select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.domain.progress import Tick, no_tick
from attendance.language import texts_for
from attendance.queries.participants import event_facts
from attendance.reports import look
from attendance.reports import sheet_words as say
from attendance.reports.cells import Value
from attendance.reports.look import Style
from attendance.reports.pages import attendance_sheet as pages
from attendance.reports.paper import Page
from attendance.reports.request import Request
from attendance.reports.sheet_plan import Plan, SheetPlan, plan
from attendance.reports.workbook import Book, Sheet
from attendance.store import tables as t
from attendance.store.database import Database

LINES = 11
"""Lines on a page of the workbook, whose margins and heads take more room than the pages'."""

LINE_HEIGHT = 34.5
"""Points: 12 mm."""

WIDTH = 124.0
"""Column units across a lying page at full size, with narrow margins."""

CELL = Style(size=10, wrap=True, numbers="@", below=look.HAIRLINE, beside=look.HAIRLINE)
HEAD = look.HEAD.but(size=9, beside=look.HAIRLINE)

Printed = tuple[UUID | None, tuple[UUID, ...]]
"""One sheet that was written: its delegation, and the people on it in order."""


def write_sheets(
    path: str,
    event_id: UUID,
    day: str,
    codes: Sequence[str] | None,
    together: bool,
    language: str,
    audience: Audience,
    target: str,
    at: int,
    tick: Tick = no_tick,
) -> tuple[str, list[Printed]]:
    """For the worker process: write the sheets of a day; the file, and who is on each sheet.

    Args:
        codes: of the delegations asked for; None is all.
        together: one run over all of them.
        target: ends with .pdf or .xlsx; anything else becomes a PDF.

    Raises:
        Refused: no_such_event, nobody_to_print, no_such_delegation, mark_needs_day, report_file_in_use,
            report_folder_closed, report_not_written, disk_full, and what ``tick`` raises.
    """
    database = Database.open(Path(path), create=False)
    try:
        with database.read() as db:
            event = event_facts(db, event_id)
            if event is None:
                raise Refused("no_such_event")
            desk = db.scalar(select(t.own_desk.c.name)) or ""
            chosen = None if codes is None else tuple(codes)
            request = Request(db, event, texts_for(language), Audience(audience), at, desk, chosen, tick)
            file = Path(target)
            if file.suffix.casefold() == ".xlsx":
                made = plan(request, day, LINES, together=together)
                write_workbook(request, made, file)
            else:
                file = file if file.suffix.casefold() == ".pdf" else Path(f"{target}.pdf")
                made = plan(request, day, pages.LINES, together=together)
                pages.write_pages(request, made, file)
    finally:
        database.close()
    return str(file), [_printed(sheet) for sheet in made.sheets]


def _printed(sheet: SheetPlan) -> Printed:
    people = tuple(signer.person.id for signer in sheet.signers)
    return (sheet.delegation.id if sheet.delegation else None), people


def write_workbook(request: Request, made: Plan, target: Path) -> Path:
    """One worksheet for each run, a page for each sheet. Raises ``Refused`` as ``Book.save`` does."""
    texts = request.texts
    runs: list[list[SheetPlan]] = []
    for sheet in made.sheets:
        if sheet.position == 1:
            runs.append([])
        runs[-1].append(sheet)
    with request.book(texts("Attendance sheet")) as book:
        book.total_rows = sum(len(sheet.signers) + sheet.blank for sheet in made.sheets)
        for run in runs:
            _run(book, request, made, run)
        return book.save(target)


def _run(book: Book, request: Request, made: Plan, run: Sequence[SheetPlan]) -> None:
    texts, first = request.texts, run[0]
    columns = say.sheet_columns(request, made)
    whole = sum(column.share for column in columns)
    name = first.delegation.code if first.delegation else texts("All delegations")
    page = Page(
        landscape=True, form=True, footer=f"{request.title()} · {say.printed(request)}",
        page_of=texts("Sheet {n} of {m}", n="&P", m="&N"), margin_cm=1.2,
    )  # fmt: skip
    sheet = book.sheet(name, [WIDTH * column.share / whole for column in columns], page)
    _top(sheet, request, made, first)
    styles = [HEAD.but(align="center") if column.centred else HEAD for column in columns]
    head = sheet.head(sheet.shape(*styles), [column.title for column in columns], columns=2)
    sheet.sheet.print_title_rows = f"1:{head}"
    sheet.sheet.print_title_cols = None  # everything fits across
    shape = sheet.shape(*(_cell(column) for column in columns))
    for part in run:
        for signer in part.signers:
            values: list[Value] = [say.shown(signer, column) for column in columns]
            sheet.add(shape, [signer.number, *values[1:]], LINE_HEIGHT)
        for _ in range(part.blank):
            sheet.add(shape, [], LINE_HEIGHT)
        if not part.last:
            breaks: Any = sheet.sheet.row_breaks
            breaks.append(Break(id=sheet.rows))
    _bottom(sheet, request, run[-1])


def _cell(column: say.SheetColumn) -> Style:
    if column.field == "number":
        return CELL.but(align="center", numbers="0", color=look.MUTED)
    if column.field == "name":
        return CELL.but(bold=True)
    if column.field in ("position", "organisation", "country", "email"):
        return CELL.but(size=8)
    return CELL.but(align="center") if column.centred else CELL


def _top(sheet: Sheet, request: Request, made: Plan, first: SheetPlan) -> None:
    strip = " · ".join(part for part in say.organisers(request) if part)
    small = look.NOTE_LEFT.but(size=9)
    if strip:
        sheet.line(strip, small)
    title = f"{request.title()} · {request.texts('Attendance sheet')}"
    sheet.line(title, look.TITLE.but(size=13, align="left"))
    told = [f"{label}: {value}" for label, value in say.facts(request, made, first) if value]
    sheet.line("   ".join(told), small.but(color=look.INK))


def _bottom(sheet: Sheet, request: Request, last: SheetPlan) -> None:
    texts = request.texts
    sheet.line(say.rules(request), look.NOTE_LEFT.but(size=9))
    signed = texts("Signed: M ______  F ______")
    names = f"{texts('Prepared by')} ____________________   {texts('Certified by')} ____________________"
    sheet.line(
        f"{say.totals(request, last)}   ·   {signed}   ·   {names}", look.NOTE_LEFT.but(color=look.INK)
    )
