"""The registration form: an empty workbook for one delegation that comes back without a question."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity, Sex
from attendance.domain.text_keys import has_lao
from attendance.language import LANGUAGES, texts_for
from attendance.queries.participants import DelegationFacts
from attendance.reports import form_words as say
from attendance.reports import look
from attendance.reports.cells import visible_text
from attendance.reports.form_words import FRENCH, FormWords
from attendance.reports.people import chosen
from attendance.reports.request import Request
from attendance.reports.saving import saved_whole
from attendance.reports.workbook import PROGRAM
from attendance.store import tables as t

KEY = "att:"
"""Begins every cell of the hidden row that says what the columns mean; the import asks nothing then."""

FEWEST, MOST, SPARE = 10, 200, 5
"""Lines for people: the delegation's places and some more, within these bounds."""

WIDTHS = {
    "honorific": 12, "given": 19, "family": 19, "name_official": 21, "sex": 10, "capacity": 20,
    "position": 21, "position_official": 21, "organisation": 23, "unit": 18, "email": 23, "phone": 17,
    "diet": 12, "remarks": 17,
}  # fmt: skip
CODE = "delegation_code"
LINE, LAO_LINE = 20.0, 24.0
INPUT = "FFFDF5"


def write(request: Request, target: Path) -> Path:
    """Write the form of the one delegation the request names.

    Raises:
        Refused: form_for_one (none or several are named), no_such_delegation, and those of
            ``saving.written_whole``.
    """
    if request.codes is None or len(request.codes) != 1:
        raise Refused("form_for_one")
    (delegation,) = chosen(request)
    language = FRENCH if request.choices.get("words") == FRENCH else request.texts.language
    words = FormWords(request.texts, language)
    package = Workbook()
    sheet = package.worksheets[0]
    sheet.title = visible_text(words(say.TITLE))[:31]
    lists = package.create_sheet(words(say.LISTS))
    _lists(lists, words, request, delegation)
    _form(sheet, lists.title, words, request, delegation)
    _how_to(package.create_sheet(words(say.HOW_TO), 1), request)
    properties: Any = package.properties
    properties.title, properties.creator = words(say.TITLE), PROGRAM
    properties.subject = visible_text(request.title())
    return saved_whole(package.save, target)


def _form(
    sheet: Worksheet, lists: str, words: FormWords, request: Request, delegation: DelegationFacts
) -> None:
    tall = LAO_LINE if words.language == "lo" else LINE
    columns = list(say.HEADS)
    last = len(columns) + 2
    sheet.column_dimensions["A"].width = 5
    for place, field in enumerate(columns, 2):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[field]
    sheet.column_dimensions[get_column_letter(last)].hidden = True
    for text, size, bold in _head(words, request, delegation):
        row = sheet.max_row + 1 if sheet["A1"].value else 1
        _put(sheet, row, 1, text, request, size=size, bold=bold)
        sheet.row_dimensions[row].height = max(tall, size * 1.8)
    keys = sheet.max_row + 2
    for place, field in enumerate([*columns, CODE], 2):
        sheet.cell(keys, place, f"{KEY}{field}")
    sheet.row_dimensions[keys].hidden = True
    heads = keys + 1
    for place, text in enumerate([words(say.NUMBER), *(words(say.HEADS[field]) for field in columns)], 1):
        cell = _put(sheet, heads, place, text, request, size=10, bold=True)
        cell.fill = PatternFill("solid", start_color=f"FF{look.HEAD_FILL}", end_color=f"FF{look.HEAD_FILL}")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = Border(bottom=Side(style="thin", color=f"FF{look.ACCENT}"))
    sheet.row_dimensions[heads].height = 3 * tall
    first, count = heads + 1, _lines(delegation)
    _inputs(sheet, first, count, columns, delegation, request, tall)
    _choices(sheet, lists, first, count, columns)
    _protect(sheet)
    _page(sheet, first, last - 1)


def _head(words: FormWords, request: Request, delegation: DelegationFacts) -> list[tuple[str, float, bool]]:
    """The lines above the table: text, points, bold."""
    event = request.event
    name = request.delegation_name(delegation)
    place = request.pick(event.place, event.place_official)
    days = words.days(event.starts, event.ends, event.year)
    reached = (
        delegation.focal_phone if request.shows("phone") else None,
        delegation.focal_email if request.shows("email") else None,
    )
    focal = " · ".join(part for part in (delegation.focal_point, *reached) if part)
    deadline = _deadline(request)
    sample = request.texts("Sample data") if event.sample else ""
    lines = [
        (sample, 11.0, True),
        (f"{words(say.TITLE)} · {request.title()}", 16.0, True),
        (" · ".join(part for part in (days, place) if part), 11.0, False),
        (f"{words(say.DELEGATION)}: {name} ({delegation.code})", 13.0, True),
        (f"{words(say.FOCAL)}: {focal}" if focal else "", 11.0, False),
        (words(say.RETURN_BY, date=words.day(deadline)) if deadline else "", 11.0, True),
        (" ".join(words(step) for step in say.STEPS[:3]), 10.0, False),
    ]
    return [line for line in lines if line[0]]


def _deadline(request: Request) -> str | None:
    c = t.event.c
    return request.db.scalar(select(c.nomination_deadline).where(c.id == request.event.id))


def _lines(delegation: DelegationFacts) -> int:
    return min(MOST, max(FEWEST, (delegation.quota or 0) + SPARE))


def _inputs(
    sheet: Worksheet,
    first: int,
    count: int,
    columns: Sequence[str],
    delegation: DelegationFacts,
    request: Request,
    tall: float,
) -> None:
    thin = Side(style="thin", color=f"FF{look.HAIRLINE}")
    border, fill = Border(thin, thin, thin, thin), PatternFill("solid", start_color=f"FF{INPUT}")
    for row in range(first, first + count):
        number = _put(sheet, row, 1, row - first + 1, request, size=10)
        number.border = border
        for place in range(2, len(columns) + 2):
            cell = _put(sheet, row, place, None, request)
            cell.border, cell.fill, cell.number_format = border, fill, "@"
            cell.protection = Protection(locked=False)
        _put(sheet, row, len(columns) + 2, delegation.code, request)
        sheet.row_dimensions[row].height = tall


def _choices(sheet: Worksheet, lists: str, first: int, count: int, columns: Sequence[str]) -> None:
    """Drop-downs from the hidden sheet; another word is refused by the spreadsheet program."""
    for column, (field, values) in enumerate((("sex", Sex), ("capacity", Capacity)), 1):
        letter, of_list = get_column_letter(columns.index(field) + 2), get_column_letter(column)
        quoted = lists.replace("'", "''")
        rule: Any = DataValidation(
            type="list", formula1=f"'{quoted}'!${of_list}$1:${of_list}${len(values)}", allow_blank=True
        )
        rule.showErrorMessage = True
        rule.add(f"{letter}{first}:{letter}{first + count - 1}")
        sheet.add_data_validation(rule)


def _lists(sheet: Worksheet, words: FormWords, request: Request, delegation: DelegationFacts) -> None:
    for column, values in enumerate((Sex, Capacity), 1):
        for row, value in enumerate(values, 1):
            sheet.cell(row, column, words.choice(value))
    # Whose form this is, for whoever looks after a file that lost its name.
    for row, text in enumerate((str(request.event.id), delegation.code), 1):
        _put(sheet, row, 4, text, request)
    sheet.sheet_state = "hidden"


def _how_to(sheet: Worksheet, request: Request) -> None:
    """The instructions in every language a delegation may read."""
    sheet.column_dimensions["A"].width = 110
    row = 1
    for language in ("en", FRENCH, *(one for one in LANGUAGES if one != "en")):
        words = FormWords(texts_for("en" if language == FRENCH else language), language)
        cell = _put(sheet, row, 1, words(say.HOW_TO), request, size=13, bold=True)
        sheet.row_dimensions[row].height = LAO_LINE + 4
        for number, step in enumerate(say.STEPS, 1):
            row += 1
            cell = _put(sheet, row, 1, f"{number}. {words(step)}", request)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            sheet.row_dimensions[row].height = LAO_LINE if language == "lo" else LINE
        row += 2
    sheet.protection.sheet = True
    sheet.sheet_view.showGridLines = False


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | int | None,
    request: Request,
    *,
    size: float = 11,
    bold: bool = False,
) -> Any:
    """A cell in the font its letters need; a text never becomes a formula."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = visible_text(value)
        cell.data_type = "s"
    else:
        cell.value = value
    lao = (isinstance(value, str) and has_lao(value)) or (value is None and request.texts.language == "lo")
    cell.font = Font(
        name=request.lao_font if lao else look.LATIN_FONT, size=size, bold=bold, color=f"FF{look.INK}"
    )
    cell.alignment = Alignment(vertical="center")
    return cell


def _protect(sheet: Worksheet) -> None:
    """Only the cells to fill in can be changed; columns may be made wider."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False  # not kept from it


def _page(sheet: Worksheet, first: int, columns: int) -> None:
    sheet.freeze_panes = sheet.cell(first, 4).coordinate
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{first - 1}:{first - 1}"
    sheet.print_area = f"A1:{get_column_letter(columns)}{sheet.max_row}"
