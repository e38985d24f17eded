"""Paper: A4 page set-up, and page breaks that keep a heading with what it heads."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf
from typing import Any

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

A4 = (595.0, 842.0)
"""Points, upright."""

READABLE = {False: 130.0, True: 215.0}
"""Column units across an upright and a lying page before the print gets too small."""

UNIT = 6.3
"""Points of a column unit in the widest font a computer may put in the place of ours."""

SMALLEST_SCALE = 60


@dataclass(frozen=True, slots=True)
class Page:
    """A4 page set-up of a sheet.

    Attributes:
        form: made to be printed: no gridlines on screen, its title in its cells, and a fixed scale, because
            spreadsheet programs ignore page breaks where they fit the print to the page.
        footer: left text of the foot; ``page_of`` stands on the right.
    """

    landscape: bool = False
    form: bool = False
    footer: str = ""
    page_of: str = "&P / &N"
    margin_cm: float = 1.6


class Flow:
    """Where the next row falls on paper, in points at full size; without a fixed scale nobody can know."""

    def __init__(self, sheet: Worksheet, room: float = inf) -> None:
        self._sheet, self._room = sheet, room
        self._used = self._repeated = 0.0

    def repeat(self, height: float) -> None:
        """The row just added is printed again on top of every page."""
        self._repeated = height

    def add(self, height: float) -> None:
        """A row was added; one that does not fit starts the next page."""
        self._used += height
        if self._used > self._room:
            self._used = self._repeated + height

    def keep(self, height: float, rows: int) -> None:
        """Begin a new page after row ``rows`` unless the next rows, ``height`` in all, fit on this one."""
        if self._used + height > self._room and self._used > self._repeated:
            breaks: Any = self._sheet.row_breaks
            breaks.append(Break(id=rows))
            self._used = self._repeated


def set_up_page(sheet: Worksheet, page: Page, widths: Sequence[float]) -> Flow:
    """A4; a form at a fixed scale, anything else on as few pages across as stay readable."""
    margin = page.margin_cm / 2.54
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margin
    margins.bottom, margins.header, margins.footer = margin + 0.1, 0.3, 0.35
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = not page.form
    _head_and_foot(sheet, page)
    across, down = A4[::-1] if page.landscape else A4
    scale = int(100 * (across - 144 * margin) / (sum(widths) * UNIT))
    if page.form and scale >= SMALLEST_SCALE:
        sheet.page_setup.scale = min(scale, 100)
        return Flow(sheet, (down - 144 * margin - 7.2) * 100 / min(scale, 100))
    sheet.page_setup.fitToWidth = ceil(sum(widths) / READABLE[page.landscape])
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return Flow(sheet)


def _head_and_foot(sheet: Worksheet, page: Page) -> None:
    foot: Any = sheet.oddFooter  # left, center and right always exist
    foot.left.text, foot.right.text = foot_text(page.footer), page.page_of
    foot.left.size = foot.right.size = 9
    if not page.form:
        head: Any = sheet.oddHeader
        head.left.text, head.left.size = "&A", 9


def foot_text(text: str) -> str:
    """A user's text in a page foot: "&" is a command there, and 255 characters are the limit of all parts."""
    return text.replace("\n", " ").replace("&", "&&")[:160].rstrip("&")
