"""The file looked at last, kept in the worker: its tables, and what each of their columns is taken for."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.imports.answers import Look, SheetLook
from attendance.imports.editing import is_for_editing
from attendance.imports.fields import IGNORE, heading_key
from attendance.imports.headers import Table, find_table, table_at
from attendance.imports.mapping import is_complete, mapping_of, propose
from attendance.imports.reading import Sheet, read_list
from attendance.imports.regions import tables_in
from attendance.language.countries import find_country

SHOWN_ROWS = 30


class Opened(NamedTuple):
    """A file with its tables; ``sha`` is the SHA-256 of its contents."""

    tables: list[Sheet]
    sha: str
    look: Look


_opened: dict[tuple[str, int, int], Opened] = {}


def open_list(path: Path, tick: Tick = no_tick) -> Opened:
    """The tables of a file; the file opened last is kept, unless it has changed.

    Raises:
        Refused: as ``read_list``; ``list_only_headings`` where no table has a row below its headings.
    """
    try:
        about = path.stat()
    except OSError as error:
        raise Refused("list_not_found", name=path.name) from error
    key = (str(path), about.st_mtime_ns, about.st_size)
    if key not in _opened:
        _opened.clear()
        sheets = read_list(path, tick)
        tables = [table for sheet in sheets for table in tables_in(sheet)]
        with path.open("rb") as file:
            sha = hashlib.file_digest(file, "sha256").hexdigest()
        looks = tuple(look_at_table(table) for table in tables)
        if not any(look.rows for look in looks):
            raise Refused("list_only_headings", name=path.name)
        merits = [(s.complete, s.rows > 0, not s.hidden, _sureness(s), s.rows) for s in looks]
        _opened[key] = Opened(
            tables, sha, Look(path.name, looks, merits.index(max(merits)), is_for_editing(sheets))
        )
    return _opened[key]


def look_again(path: str, place: int, heading_row: int, tick: Tick = no_tick) -> SheetLook:
    """One table of a file with its headings where somebody says they are.

    Args:
        place: of the table among those of the file.
        heading_row: row number in the file; 0 says there are none.

    Raises:
        Refused: as ``open_list``.
    """
    return look_at_table(open_list(Path(path), tick).tables[place], heading_row)


def close_list() -> None:
    """Lets go of the file."""
    _opened.clear()


def table_of(sheet: Sheet, heading_row: int | None) -> Table:
    """The sheet with the headings in the row a person says; None finds them, 0 says there are none."""
    if heading_row is None:
        return find_table(sheet)
    if heading_row in sheet.numbers:
        return table_at(sheet, heading_row)
    return Table(sheet, [""] * len(sheet.rows[0]), 0, ())


def look_at_table(sheet: Sheet, heading_row: int | None = None) -> SheetLook:
    """What a person sees of a table before the import."""
    table = table_of(sheet, heading_row)
    guesses = tuple(propose(table))
    first = tuple(
        (number, tuple(row)) for number, row in zip(sheet.numbers[:SHOWN_ROWS], sheet.rows, strict=False)
    )
    titles = [cell for row in sheet.rows[: max(0, table.first - 1)] for cell in row if cell]
    return SheetLook(
        sheet.name,
        sheet.hidden,
        len(sheet.rows) - table.first,
        table.heading_rows,
        guesses,
        first,
        is_complete(mapping_of(list(guesses))),
        last_row=max(sheet.numbers),
        left=sheet.left,
        apart=sheet.apart,
        layout=layout_of(table),
        is_form=bool(table.keys),
        delegation=_named_delegation([sheet.name, *titles] if table.heading_rows else [sheet.name]),
    )


def layout_of(table: Table) -> str:
    """Tells kinds of lists apart by their headings; '' where there are none."""
    if not any(table.headings):
        return ""
    said = "|".join(heading_key(heading) for heading in table.headings)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _named_delegation(titles: list[str]) -> str:
    """The country that a sheet's name or a title is, with nothing beside it."""
    return next((title for title in titles if len(title) <= 80 and find_country(title)), "")


def _sureness(sheet: SheetLook) -> float:
    return sum(guess.confidence for guess in sheet.guesses if guess.field != IGNORE)
