"""Tables of a document as XML: repeated heads, rows that never split, bands over groups of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attendance.reports.document_text import (
    BAND,
    CELL,
    CELL_HEAD,
    Align,
    Content,
    Fonts,
    ParagraphStyle,
    paragraph_xml,
    pieces,
)
from attendance.reports.look import ACCENT, HAIRLINE, HEAD_FILL, TOTAL_FILL

TWIPS_PER_CM = 567


@dataclass(frozen=True, slots=True)
class DocColumn:
    """A column: its head, its part of the width, and how its cells stand."""

    title: str
    share: float
    align: Align = "left"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A row over all columns that names the rows below it and stays with them."""

    content: Content
    fill: str | None = TOTAL_FILL


@dataclass(frozen=True, slots=True)
class Total:
    """A last row of the same columns, set apart."""

    cells: Sequence[Content]


Row = Sequence[Content] | Band | Total


def table_xml(
    columns: Sequence[DocColumn],
    rows: Iterable[Row],
    fonts: Fonts,
    *,
    width_cm: float,
    heads: bool = True,
    lines: bool = True,
    cell: ParagraphStyle = CELL,
) -> str:
    """A ``w:tbl`` as wide as ``width_cm``; a row shorter than the columns ends in empty cells.

    Args:
        heads: write the titles as a row every page repeats.
        lines: hairlines between rows; without them the table is only an arrangement.
    """
    total, width = sum(column.share for column in columns), round(width_cm * TWIPS_PER_CM)
    widths = [round(width * column.share / total) for column in columns]
    parts = [_start(widths, lines)]
    if heads:
        texts = [column.title for column in columns]
        parts.append(_row(_cells(columns, widths, texts, fonts, CELL_HEAD, fill=HEAD_FILL), head=True))
    for row in rows:
        if isinstance(row, Band):
            parts.append(_row(_band(row, sum(widths), len(columns), fonts)))
        elif isinstance(row, Total):
            parts.append(_row(_cells(columns, widths, row.cells, fonts, CELL_HEAD, fill=TOTAL_FILL)))
        else:
            parts.append(_row(_cells(columns, widths, row, fonts, cell)))
    parts.append("</w:tbl>")
    return "".join(parts)


def _start(widths: Sequence[int], lines: bool) -> str:
    border = f'w:val="single" w:sz="4" w:space="0" w:color="{HAIRLINE}"'
    strong = f'w:val="single" w:sz="6" w:space="0" w:color="{ACCENT}"'
    borders = (
        f"<w:tblBorders><w:top {strong}/><w:bottom {strong}/><w:insideH {border}/></w:tblBorders>"
        if lines
        else ""
    )
    side = 85 if lines else 0
    margins = (
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _row(cells: str, *, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _cells(
    columns: Sequence[DocColumn],
    widths: Sequence[int],
    contents: Sequence[Content],
    fonts: Fonts,
    style: ParagraphStyle,
    *,
    fill: str | None = None,
) -> str:
    filled = [*contents, *[""] * (len(columns) - len(contents))]
    return "".join(
        _cell(width, _lines(content, style, fonts, column), fill)
        for column, width, content in zip(columns, widths, filled, strict=True)
    )


CELL_STRONG = ParagraphStyle("TableStrong", "Table Strong", 10, bold=True, after=0, line=1.0)
"""The column a reader looks for first."""


def _lines(content: Content, style: ParagraphStyle, fonts: Fonts, column: DocColumn) -> str:
    if column.bold:
        if style is CELL:
            style = CELL_STRONG
        elif not style.bold:
            content = [piece.but(bold=True) for piece in pieces(content)]
    return paragraph_xml(content, style, fonts, align=None if column.align == "left" else column.align)


def _cell(width: int, inside: str, fill: str | None, span: int = 1) -> str:
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{ground}</w:tcPr>{inside}</w:tc>'


def _band(row: Band, width: int, span: int, fonts: Fonts) -> str:
    return _cell(width, paragraph_xml(row.content, BAND, fonts), row.fill, span)
