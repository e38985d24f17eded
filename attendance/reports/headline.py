"""The lines above a table: the event, what the sheet is, and when its data are from."""

from attendance.reports import look
from attendance.reports.request import Request
from attendance.reports.workbook import Sheet


def add_headline(sheet: Sheet, request: Request, title: str, *notes: str, form: bool = False) -> None:
    """Write them at the left, and a little air.

    Args:
        notes: further lines, each in a row of its own.
        form: wrap them within the columns: what runs over the last one would print a page of its own.
    """
    for text, style in (
        (request.title(), look.TITLE),
        (f"{title} · {request.dates_and_place()}".rstrip(" ·"), look.SUBTITLE),
        (request.texts("as of {moment}", moment=request.moment()), look.NOTE),
        *((note, look.NOTE) for note in notes),
    ):
        if form:
            sheet.line(text, style.but(align="left"))
        else:
            sheet.add(sheet.shape(style.but(align="left", wrap=False)), [text])
    sheet.gap(6)
