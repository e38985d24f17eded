"""How our workbooks look: a few quiet styles on A4, the same in every report."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Literal

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

INK = "1B2430"
MUTED = "5B6776"
HAIRLINE = "C9D2DB"
ACCENT = "0F6E78"
HEAD_FILL = "E8EEF1"
TOTAL_FILL = "F3F6F8"

LATIN_FONT = "Calibri"
LAO_FONT = "Phetsarath OT"


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a cell.

    Attributes:
        size: points.
        align: horizontal; ``None`` leaves text left and numbers right.
        numbers: number format; "@" keeps codes and phones text when they are edited.
        above, below: colour of a thin line, or ``None``.
    """

    size: float = 11
    bold: bool = False
    italic: bool = False
    color: str = INK
    fill: str | None = None
    align: Literal["left", "center", "right"] | None = None
    vertical: Literal["top", "center", "bottom"] = "center"
    wrap: bool = False
    numbers: str = "General"
    above: str | None = None
    below: str | None = None

    def but(self, **changes: object) -> "Style":
        """The same style with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


BODY = Style(below=HAIRLINE)
TEXT = BODY.but(numbers="@")
WRAPPED = BODY.but(wrap=True, vertical="top", numbers="@")
NUMBER = BODY.but(numbers="0", align="right")
ORDINAL = BODY.but(numbers="0", align="center")
CENTRED = BODY.but(align="center")
DATE = BODY.but(numbers="dd/mm/yyyy", align="center")
MOMENT = BODY.but(numbers="dd/mm/yyyy hh:mm", align="center")
PERCENT = BODY.but(numbers="0%", align="right")
HEAD = Style(bold=True, size=10, color=INK, fill=HEAD_FILL, wrap=True, below=ACCENT, above=ACCENT)
HEAD_CENTRED = HEAD.but(align="center")
HEAD_RIGHT = HEAD.but(align="right")
TITLE = Style(size=18, bold=True, align="center", wrap=True)
SUBTITLE = Style(size=13, align="center", wrap=True)
NOTE = Style(size=10, color=MUTED, align="center", wrap=True)
NOTE_LEFT = NOTE.but(align="left")
SECTION = Style(size=13, bold=True, color=ACCENT, below=ACCENT, vertical="bottom")
TOTAL = Style(bold=True, fill=TOTAL_FILL, above=HAIRLINE, below=HAIRLINE)
TOTAL_NUMBER = TOTAL.but(numbers="0", align="right")
TOTAL_PERCENT = TOTAL.but(numbers="0%", align="right")


READABLE = {False: 130.0, True: 215.0}
"""Column units across an upright and a lying A4 page before the print gets too small."""


def head_for(style: Style) -> Style:
    """The head of a column whose cells have this style, aligned as they are."""
    return {"center": HEAD_CENTRED, "right": HEAD_RIGHT}.get(style.align or "", HEAD)


@dataclass(frozen=True, slots=True)
class Page:
    """A4 page set-up of a sheet.

    Attributes:
        gridlines: shown on screen; a form that will be printed hides them.
        footer: left text of the foot; "page n of m" stands on the right.
    """

    landscape: bool = False
    gridlines: bool = True
    footer: str = ""
    page_of: str = "&P / &N"
    margin_cm: float = 1.8


def register(sheet: Worksheet, style: Style, font: str) -> int:
    """The number of this style in the workbook's style sheet; asking twice gives the same number."""
    cell = Cell(sheet, row=1, column=1)
    cell.font = Font(
        name=font, size=style.size, bold=style.bold, italic=style.italic, color=f"FF{style.color}"
    )
    if style.fill:
        cell.fill = PatternFill("solid", start_color=f"FF{style.fill}", end_color=f"FF{style.fill}")
    cell.alignment = Alignment(horizontal=style.align, vertical=style.vertical, wrap_text=style.wrap or None)
    cell.border = Border(top=_line(style.above), bottom=_line(style.below))
    cell.number_format = style.numbers
    return cell.style_id


def _line(color: str | None) -> Side:
    return Side(style="thin", color=f"FF{color}") if color else Side()


def set_up_page(sheet: Worksheet, page: Page, width: float) -> None:
    """A4, any number of pages down; columns ``width`` units wide go on as few pages as stay readable."""
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    sheet.page_setup.fitToWidth = ceil(width / (READABLE[page.landscape]))
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    inches = page.margin_cm / 2.54
    margins = sheet.page_margins
    margins.left = margins.right = inches
    margins.top, margins.bottom, margins.header, margins.footer = inches, inches + 0.1, 0.3, 0.35
    foot: Any = sheet.oddFooter  # left, center and right always exist
    foot.left.text, foot.right.text = foot_text(page.footer), page.page_of
    foot.left.size = foot.right.size = 9
    if page.gridlines:  # a form has its title in its cells
        head: Any = sheet.oddHeader
        head.left.text, head.left.size = "&A", 9
    sheet.sheet_view.showGridLines = page.gridlines


def foot_text(text: str) -> str:
    """A user's text in a page foot: "&" is a command there, and 255 characters are the limit of all parts."""
    return text.replace("\n", " ").replace("&", "&&")[:160].rstrip("&")
