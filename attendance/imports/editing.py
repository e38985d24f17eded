"""A workbook for editing comes back: what was changed in it, beside what was changed here meanwhile."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.domain.kinds import Status
from attendance.domain.names import one_line
from attendance.domain.progress import Tick, no_tick
from attendance.imports.answers import Addition, Difference, RefusedRow, Returned
from attendance.imports.cells import date_of
from attendance.imports.known import heads
from attendance.imports.options import Options
from attendance.imports.places import country_of
from attendance.imports.reading import Sheet, read_list
from attendance.imports.values import MEANINGS
from attendance.language import LANGUAGES, Texts, texts_for
from attendance.queries.editing import (
    FIELDS,
    STATE,
    VERSION,
    EditedField,
    EditKind,
    delegation_codes,
    editable,
    in_words,
)
from attendance.queries.events import event
from attendance.store.database import Database

_BY_KEY = {field.key: field for field in FIELDS}


class _State(NamedTuple):
    """The hidden sheet, read."""

    event: UUID
    texts: Texts
    fields: tuple[EditedField, ...]
    headings: list[str]
    rows: dict[UUID, list[str]]


def is_for_editing(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook was written to be edited; said by its hidden sheet alone."""
    return any(sheet.name == STATE and sheet.rows and sheet.rows[0][0] == STATE for sheet in sheets)


def read_back(database: str, path: str, tick: Tick = no_tick) -> Returned:
    """What was changed in a workbook for editing; made for the worker, which opens both files itself.

    Raises:
        Refused: as ``read_list``; editing_not_recognised, editing_other_event, editing_columns_moved.
    """
    file = Path(path)
    sheets = read_list(file, tick)
    state = _state(sheets, file.name)
    opened = Database.open(Path(database), create=False)
    try:
        with opened.read() as db:
            found = event(db, state.event)
            if found is None:
                raise Refused("editing_other_event", name=file.name)
            codes = delegation_codes(db, state.event)
            here = {one.id: one for one in editable(db, state.event, state.fields)}
            now = {id_: _in_words(state, one.values, codes) for id_, one in here.items()}
            seen = heads(db)
    finally:
        opened.close()
    title = state.texts.pick(found.title, found.title_official)
    return _compared(file.name, title, state, _people(sheets, state, file.name), now, codes, seen)


def _in_words(state: "_State", values: Sequence[Any], codes: dict[UUID, str]) -> list[str]:
    return [
        in_words(state.texts, field, value, codes) for field, value in zip(state.fields, values, strict=True)
    ]


def _state(sheets: Sequence[Sheet], name: str) -> _State:
    sheet = next((one for one in sheets if one.name == STATE), None)
    try:
        assert sheet is not None
        mark, version, of, language = sheet.rows[0][:4]
        fields = tuple(_BY_KEY[key] for key in sheet.rows[1][2:] if key)
        assert (mark, version) == (STATE, VERSION)
        assert language in LANGUAGES
        width = len(fields) + 2
        rows = {UUID(row[0]): row[1:width] for row in sheet.rows[3:]}
        return _State(UUID(of), texts_for(language), fields, sheet.rows[2][:width], rows)
    except (AssertionError, IndexError, KeyError, ValueError) as error:
        raise Refused("editing_not_recognised", name=name) from error


def _people(sheets: Sequence[Sheet], state: _State, name: str) -> Sheet:
    """The sheet whose first row still is what was written there."""
    width = len(state.headings)
    for sheet in sheets:
        if not sheet.hidden and [_plain(text) for text in sheet.rows[0][:width]] == [
            _plain(text) for text in state.headings
        ]:
            return sheet
    raise Refused("editing_columns_moved", name=name)


def _compared(
    name: str,
    title: str,
    state: _State,
    sheet: Sheet,
    now: Mapping[UUID, list[str]],
    codes: dict[UUID, str],
    seen: dict[UUID, int],
) -> Returned:
    width = len(state.fields) + 2
    rows = [
        (number, row[:width])
        for number, row in zip(sheet.numbers[1:], sheet.rows[1:], strict=True)
        if any(row[:width])
    ]
    ids = Counter(row[0] for _, row in rows if row[0])
    by_code = {code.casefold(): id_ for id_, code in codes.items()}
    differences: list[Difference] = []
    additions: list[Addition] = []
    refused: list[RefusedRow] = []
    met: set[UUID] = set()
    unchanged = 0
    for number, row in rows:
        try:
            if not row[0]:
                additions.append(_addition(state, number, row[2:], by_code))
                continue
            delegate = _known(state, row, ids, now)
            met.add(delegate)
            before = len(differences) + len(refused)
            for found in _changes(state, number, delegate, row, now[delegate], codes):
                if isinstance(found, Difference):
                    differences.append(found)
                else:
                    refused.append(found)
            unchanged += len(differences) + len(refused) == before
        except Refused as problem:
            refused.append(RefusedRow(number, problem.code, dict(problem.details)))
    place = [field.key for field in state.fields].index("name") + 1
    told = {row[0] for _, row in rows}
    gone = tuple(row[place] for id_, row in state.rows.items() if id_ not in met and str(id_) not in told)
    return Returned(
        name, state.event, title, len(rows), unchanged, tuple(differences), tuple(additions),
        tuple(refused), gone, seen,
    )  # fmt: skip


def _known(state: _State, row: Sequence[str], ids: Counter[str], now: Mapping[UUID, Any]) -> UUID:
    """The delegate of a row; raises where its id or its number is not what was written."""
    try:
        delegate = UUID(row[0])
    except ValueError as error:
        raise Refused("editing_id_changed") from error
    if delegate not in state.rows:
        raise Refused("editing_id_changed")
    if ids[row[0]] > 1:
        raise Refused("editing_id_twice")
    if _plain(row[1]) != _plain(state.rows[delegate][0]):
        raise Refused("editing_number_changed", was=state.rows[delegate][0], new=row[1])
    if delegate not in now:
        raise Refused("editing_person_gone")
    return delegate


def _changes(
    state: _State,
    number: int,
    delegate: UUID,
    row: Sequence[str],
    now: Sequence[str],
    codes: dict[UUID, str],
) -> Iterator[Difference | RefusedRow]:
    was, by_code = state.rows[delegate][1:], {code.casefold(): id_ for id_, code in codes.items()}
    name = now[[field.key for field in state.fields].index("name")]
    for field, before, here, cell in zip(state.fields, was, now, row[2:], strict=True):
        if _plain(cell) in (_plain(before), _plain(here)):
            continue
        try:
            value = _value(field, cell, by_code, state.texts)
        except Refused as problem:
            yield RefusedRow(number, problem.code, dict(problem.details))
            continue
        said = in_words(state.texts, field, value, codes)
        if _plain(said) in (_plain(before), _plain(here)):
            continue  # another word for the same
        conflict = _plain(before) != _plain(here)
        yield Difference(number, delegate, name, field.key, before, here, cell, value, conflict)


def _addition(state: _State, number: int, cells: Sequence[str], by_code: Mapping[str, UUID]) -> Addition:
    values = {
        field.key: value
        for field, cell in zip(state.fields, cells, strict=True)
        if cell and (value := _value(field, cell, by_code, state.texts)) is not None
    }
    if "name" not in values:
        raise Refused("row_without_name")
    if "delegation" not in values:
        raise Refused("row_without_delegation")
    delegation = values.pop("delegation")
    code = cells[[field.key for field in state.fields].index("delegation")]
    if values.get("status") is None:
        values["status"] = str(Status.REGISTERED)
    return Addition(number, values["name"], delegation, code, values)


def _value(field: EditedField, cell: str, by_code: Mapping[str, UUID], texts: Texts) -> Any:
    """What a cell means; an empty one empties the field, where it may be empty."""
    column = texts(field.title)
    if field.key == "name":
        if not cell:
            raise Refused("editing_cell_needed", column=column)
        return one_line(cell)
    if not cell:
        if field.kind is EditKind.FLAG:
            return False
        if field.key in ("delegation", "capacity", "status"):
            raise Refused("editing_cell_needed", column=column)
        return None
    value = _meaning(field, cell, by_code)
    if value is None:
        raise Refused("editing_cell_unknown", column=column, value=cell)
    return value


def _meaning(field: EditedField, cell: str, by_code: Mapping[str, UUID]) -> Any:
    if field.kind is EditKind.DELEGATION:
        return by_code.get(cell.casefold())
    if field.kind is EditKind.COUNTRY:
        return country_of(cell)
    if field.kind is EditKind.FLAG:
        return _flags().get(cell.casefold())
    if field.words is not None:
        return MEANINGS[field.words](cell)
    if field.key == "birth_date":
        return date_of(cell, Options())[0] or None
    return cell


@cache
def _flags() -> dict[str, bool]:
    """Yes and no in every language of this program."""
    found = {"1": True, "0": False, "true": True, "false": False}
    for language in LANGUAGES:
        texts = texts_for(language)
        found |= {texts("Yes").casefold(): True, texts("No").casefold(): False}
    return found


def _plain(text: str) -> str:
    """A cell as it is compared: spreadsheets change spaces and line ends on their own."""
    return one_line(text)
