"""Small charts that bring their numbers along, for viewers that do not read the cells behind them."""

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart
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

from attendance.reports.look import ACCENT
from attendance.reports.workbook import Sheet, reference

POINTS_PER_CM = 28.35


def add_columns(
    sheet: Sheet,
    title: str,
    *,
    row: int,
    names_row: int,
    first: int,
    names: Sequence[str],
    values: Sequence[int],
) -> None:
    """A column chart below the last row.

    Args:
        row: of the values; ``names_row`` of their names; both start in column ``first``.
        names, values: what those cells hold now.
    """
    last = first + len(values) - 1
    quoted = sheet.title.replace("'", "''")
    strings = StrData(ptCount=len(names), pt=[StrVal(idx=n, v=name) for n, name in enumerate(names)])
    points = [NumVal(idx=n, v=str(value)) for n, value in enumerate(values)]
    numbers = NumData(formatCode="0", ptCount=len(values), pt=points)
    series = Series(
        tx=SeriesLabel(v=title),
        cat=AxDataSource(
            strRef=StrRef(f"'{quoted}'!{reference(names_row, first, names_row, last)}", strings)
        ),
        val=NumDataSource(NumRef(f"'{quoted}'!{reference(row, first, row, last)}", numbers)),
        spPr=GraphicalProperties(solidFill=ACCENT),
    )
    chart: Any = BarChart()
    chart.series.append(series)
    chart.title, chart.legend, chart.gapWidth = title, None, 60
    heading: Any = chart.title
    heading.overlay = False
    chart.height, chart.width = 7.5, min(28.0, 8 + 1.6 * len(values))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.number_format = "0"
    sheet.keep(chart.height * POINTS_PER_CM + 40)
    sheet.gap(14)
    sheet.sheet.add_chart(chart, f"A{sheet.rows + 1}")
