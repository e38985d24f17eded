"""Small charts that bring their numbers along, for viewers that do not read the cells behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

from attendance.reports.look import ACCENT, INK, MUTED
from attendance.reports.workbook import Sheet

POINTS_PER_CM = 28.35

PALETTE = (ACCENT, "C8862B", "5B6776", "7E57A0", "3C7DC4", "A34A3F", "6B8E3D", "2F3E4E")
"""Colours of the series, in turn; the first two stay apart for who sees no red or green."""

Area = str
"""Cells of the sheet the chart stands on: "B5:B12"."""


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its name, the cells of its values, what they hold now, and its colour if not the next."""

    name: str
    area: Area
    values: Sequence[float]
    color: str = ""


def add_columns(
    sheet: Sheet,
    title: str,
    *,
    names: tuple[Area, Sequence[str]],
    lines: Sequence[Line],
    kind: Literal["columns", "bars", "line"] = "columns",
    at: str | None = None,
    size_cm: tuple[float, float] | None = None,
) -> None:
    """A chart; several series are stacked, but for lines.

    Args:
        title: "" where it stands beside a table that says the same.
        names: cells of the names along the axis, and what they hold now.
        kind: bars lie, the first name on top.
        at: the cell of its upper left corner; None is below the last row, on one page of a form.
        size_cm: (width, height); None fits the number of names.
    """
    chart: Any = LineChart() if kind == "line" else BarChart()
    for number, line in enumerate(lines):
        color = line.color or PALETTE[number % len(PALETTE)]
        chart.series.append(_series(sheet, line, names, color, kind))
    if kind != "line":
        chart.type = "bar" if kind == "bars" else "col"
        chart.gapWidth = 60 if kind == "columns" else 40
    if kind != "line" and len(lines) > 1:
        chart.grouping, chart.overlap = "stacked", 100
    if len(lines) > 1:
        legend: Any = chart.legend
        legend.position, legend.overlay, legend.txPr = "b", False, _type(9, MUTED)
    else:
        chart.legend = None
    if title:
        chart.title = title
        heading: Any = chart.title
        heading.overlay = False
        properties = CharacterProperties(sz=1200, b=True, solidFill=INK)
        heading.tx.rich.p[0].pPr = ParagraphProperties(defRPr=properties)
        for run in heading.tx.rich.p[0].r:
            run.rPr = properties
    chart.x_axis.tickLblSkip = 1 if kind != "line" else None
    chart.x_axis.txPr, chart.y_axis.txPr = _type(8 if kind == "bars" else 9, MUTED), _type(9, MUTED)
    chart.width, chart.height = size_cm or (min(28.0, 8 + 1.6 * len(names[1])), 7.5)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.number_format, chart.y_axis.majorGridlines.spPr = "0", _gridline()
    if kind == "bars":
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"
    if at is None:
        sheet.keep(chart.height * POINTS_PER_CM + 40)
        sheet.gap(14)
        at = f"A{sheet.rows + 1}"
    sheet.sheet.add_chart(chart, at)


def _series(sheet: Sheet, line: Line, names: tuple[Area, Sequence[str]], color: str, kind: str) -> Series:
    quoted = sheet.title.replace("'", "''")
    strings = StrData(ptCount=len(names[1]), pt=[StrVal(idx=n, v=name) for n, name in enumerate(names[1])])
    points = [NumVal(idx=n, v=str(value)) for n, value in enumerate(line.values)]
    numbers = NumData(formatCode="0", ptCount=len(line.values), pt=points)
    made = Series(
        tx=SeriesLabel(v=line.name),
        cat=AxDataSource(strRef=StrRef(f"'{quoted}'!{_fixed(names[0])}", strings)),
        val=NumDataSource(NumRef(f"'{quoted}'!{_fixed(line.area)}", numbers)),
        spPr=GraphicalProperties(solidFill=color),
    )
    if kind == "line":
        look: Any = GraphicalProperties()
        look.line.solidFill, look.line.width = color, 22_000
        made.spPr, made.smooth = look, False
        marker: Any = made.marker
        if marker is not None:
            marker.symbol = "none"
    return made


def _fixed(area: Area) -> str:
    """ "B5:B12" as "$B$5:$B$12", as programs write the areas of charts."""
    return ":".join(
        f"${corner.rstrip('0123456789')}${corner.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
        for corner in area.split(":")
    )


def _type(size: int, color: str) -> RichText:
    properties = CharacterProperties(sz=100 * size, solidFill=color)
    plain = Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=CharacterProperties())
    return RichText(p=[plain])


def _gridline() -> GraphicalProperties:
    made: Any = GraphicalProperties()
    made.line.solidFill, made.line.width = "DDE3E8", 6_000
    return made
