"""How our workbooks look: a few quiet styles on A4, the same in every report."""

from dataclasses import dataclass, replace
from typing import Literal

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
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
        above, below, beside: colour of a thin line; ``beside`` is on the left and on the right.
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
    beside: str | None = None

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


def head_for(style: Style) -> Style:
    """The head of a column whose cells have this style, aligned as they are."""
    return {"center": HEAD_CENTRED, "right": HEAD_RIGHT}.get(style.align or "", HEAD)


def register(sheet: Worksheet, style: Style, font: str) -> int:
    """The number of this style in the workbook's style sheet; asking twice gives the same number."""
    cell = Cell(sheet, row=1, column=1)
    cell.font = Font(
        name=font, size=style.size, bold=style.bold, italic=style.italic, color=f"FF{style.color}"
    )
    if style.fill:
        cell.fill = PatternFill("solid", start_color=f"FF{style.fill}", end_color=f"FF{style.fill}")
    cell.alignment = Alignment(horizontal=style.align, vertical=style.vertical, wrap_text=style.wrap or None)
    cell.border = Border(
        top=_line(style.above),
        bottom=_line(style.below),
        left=_line(style.beside),
        right=_line(style.beside),
    )
    cell.number_format = style.numbers
    return cell.style_id


def _line(color: str | None) -> Side:
    return Side(style="thin", color=f"FF{color}") if color else Side()
