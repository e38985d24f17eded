"""Refused rows as a workbook that can be corrected and imported again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attendance.domain.errors import Refused
from attendance.imports.headers import Table
from attendance.language.marks import N_
from attendance.language.sentences import sentence
from attendance.language.texts import Texts

ROW_HEADING = N_("Row in the file")
REASON_HEADING = N_("Why it was not taken")
_WIDTH = 22
_REASON_WIDTH = 60


def write_refused(path: Path, table: Table, refused: Sequence[Any], texts: Texts) -> None:
    """The headings of the list and every refused row as it came, then its number and the reason.

    All cells are text: nothing a list says becomes a formula, and telephone numbers stay as they are. The
    two columns added are not read when the workbook is imported.

    Args:
        refused: (row, code, details) of each.

    Raises:
        Refused: ``report_folder_closed``.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(texts(N_("Refused rows")))
    width = len(table.headings)
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    sheet.column_dimensions[get_column_letter(width + 2)].width = _REASON_WIDTH
    sheet.freeze_panes = "A2"

    def text_cells(values: Sequence[str]) -> list[Any]:
        cells: list[Any] = []
        for value in values:
            cell: Any = WriteOnlyCell(sheet, value=value or None)
            if value:
                cell.data_type = "s"
            cell.number_format = "@"
            cells.append(cell)
        return cells

    sheet.append(text_cells([*table.headings, texts(ROW_HEADING), texts(REASON_HEADING)]))
    rows = dict(zip(table.sheet.numbers, table.sheet.rows, strict=True))
    for number, code, details in refused:
        reason = sentence(texts, Refused(code, **details))
        sheet.append(text_cells([*rows[number], str(number), reason]))
    unfinished = path.with_name(f".{path.name}.part")
    try:
        workbook.save(unfinished)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Refused("report_folder_closed", path=str(path.parent)) from error
