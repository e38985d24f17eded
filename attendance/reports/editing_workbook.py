"""The people of an event as a workbook to edit: it comes back and shows what was changed.

Every row carries the id of its delegate and, in a hidden sheet, what its cells held when they were written:
so a change made here meanwhile is told from a change made in the workbook.
"""

from pathlib import Path
from typing import Any

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.language.marks import N_
from attendance.queries.editing import (
    STATE,
    VERSION,
    EditedField,
    choices_of,
    delegation_codes,
    editable,
    edited_fields,
    in_words,
)
from attendance.reports.cells import visible_text
from attendance.reports.request import Request
from attendance.reports.saving import saved_whole

CHOICES = "attendance-choices"
"""The hidden sheet of what cells may hold."""
NEW_ROWS = 300
"""Empty rows below the people, for others to be added."""
_WIDE = frozenset(("name", "name_official", "position", "position_official", "organisation", "remarks")) | {
    *("organisation_official", "unit", "unit_official", "certificate_name", "email", "note"),
}
_TICK_ROWS = 500
_HEAD, _LOCKED = "FF0E6E76", "FFF1F3F6"


def editing_workbook(request: Request, path: Path) -> Path:
    """Write the workbook; it is for the coordinators alone.

    Raises:
        Refused: editing_internal_only, and what writing a file raises.
    """
    from openpyxl import Workbook

    if request.audience is not Audience.INTERNAL:
        raise Refused("editing_internal_only")
    db, texts, event = request.db, request.texts, request.event.id
    fields, codes = edited_fields(db, event), delegation_codes(db, event)
    book = Workbook(write_only=True)
    book.properties.title = f"{request.title()} – {texts('For editing')}"
    rows = [
        (
            one,
            [
                visible_text(in_words(texts, field, value, codes))
                for field, value in zip(fields, one.values, strict=True)
            ],
        )
        for one in editable(db, event, fields, request.codes)
    ]
    _people(book, request, fields, rows, {f.key: choices_of(texts, f, codes) for f in fields})
    _read_me(book, request)
    _choices(book, fields, {f.key: choices_of(texts, f, codes) for f in fields})
    _state(book, request, fields, rows)
    return saved_whole(book.save, path)


def _people(
    book: Any, request: Request, fields: tuple[EditedField, ...], rows: Any, choices: dict[str, list[str]]
) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    texts = request.texts
    sheet = book.create_sheet(texts("People"))
    sheet.freeze_panes = "C2"
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "formatCells", "autoFilter"):
        setattr(sheet.protection, allowed, False)
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width = 7
    last = len(rows) + NEW_ROWS + 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(fields) + 2)}{max(2, len(rows) + 1)}"
    for place, field in enumerate(fields, 3):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 28 if field.key in _WIDE else 16
        if choices[field.key]:
            column = get_column_letter(place - 2)
            source = f"'{CHOICES}'!${column}$1:${column}${len(choices[field.key])}"
            rule = DataValidation(type="list", formula1=source, allow_blank=True)
            rule.showErrorMessage = True
            rule.error = texts("Choose one of the list.")
            rule.add(f"{letter}2:{letter}{last}")  # pyright: ignore
            sheet.data_validations.append(rule)
    bold, fill = Font(name="Calibri", bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor=_HEAD)
    grey, free, wrap = (
        PatternFill("solid", fgColor=_LOCKED),
        Protection(locked=False),
        Alignment(wrap_text=True),
    )

    def cell(value: Any, *, locked: bool) -> Any:
        made = _text(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value=value)
        if locked:
            made.fill = grey
        else:
            made.protection, made.number_format = free, "@"
        return made

    heads = [_text(sheet, head) for head in headings(request, fields)]
    for head in heads:
        head.font, head.fill, head.alignment = bold, fill, wrap
    sheet.append(heads)
    for n, (one, words) in enumerate(rows):
        if n % _TICK_ROWS == 0:
            request.tick(n, len(rows), N_("Writing"))
        locked = [cell(str(one.id), locked=True), cell(one.short_number, locked=True)]
        sheet.append([*locked, *(cell(word or None, locked=False) for word in words)])
    empty = [cell(None, locked=True)] * 2
    for _ in range(NEW_ROWS):
        sheet.append([*empty, *(cell(None, locked=False) for _ in fields)])


def headings(request: Request, fields: tuple[EditedField, ...]) -> list[str]:
    """The first row of the people's sheet."""
    return ["id", request.texts("No."), *(request.texts(field.title) for field in fields)]


def _read_me(book: Any, request: Request) -> None:
    texts = request.texts
    sheet = book.create_sheet(texts("Read me"))
    sheet.column_dimensions["A"].width = 100
    for line in (
        request.title(),
        texts("As of {moment}", moment=request.moment()),
        texts(
            "Change what has to change in the white cells, add people in the empty rows below the last one."
        ),
        texts("Import this workbook as any list: every change is shown before anything is written."),
        texts("Who is to be taken off the list gets another status; a row that is deleted changes nothing."),
        texts("Several people may each edit a copy; their copies are imported one after the other."),
    ):
        sheet.append([_text(sheet, line)])


def _text(sheet: Any, value: str) -> Any:
    """A cell that is never a formula, whatever somebody typed."""
    from openpyxl.cell import WriteOnlyCell

    made = WriteOnlyCell(sheet, value=visible_text(value))
    made.data_type = "s"
    return made


def _choices(book: Any, fields: tuple[EditedField, ...], choices: dict[str, list[str]]) -> None:
    sheet = book.create_sheet(CHOICES)
    sheet.sheet_state = "veryHidden"
    for n in range(max(len(choices[field.key]) for field in fields)):
        words = (choices[field.key] for field in fields)
        sheet.append([_text(sheet, word[n]) if n < len(word) else None for word in words])


def _state(book: Any, request: Request, fields: tuple[EditedField, ...], rows: Any) -> None:
    """What was written, so that it can be told from what somebody wrote since."""
    sheet = book.create_sheet(STATE)
    sheet.sheet_state = "veryHidden"

    def text(value: str) -> Any:
        made = _text(sheet, value)
        made.number_format = "@"
        return made

    sheet.append([text(word) for word in (STATE, VERSION, str(request.event.id), request.texts.language)])
    sheet.append([text(word) for word in ("id", "short_number", *(field.key for field in fields))])
    sheet.append([text(word) for word in headings(request, fields)])
    for one, words in rows:
        number = "" if one.short_number is None else str(one.short_number)
        sheet.append([text(word) for word in (str(one.id), number, *words)])
