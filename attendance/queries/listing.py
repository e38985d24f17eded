"""Lists described once, as data: what table, column chooser, sort, filter and plain export all read."""

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Text, and_, bindparam, func, or_, select

from attendance.store.prepared import Prepared
from attendance.store.search import first, how_many, in_order, matching


class Kind(StrEnum):
    """How a column's values are shown, aligned and compared."""

    TEXT = "text"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    FLAG = "flag"
    CHOICE = "choice"
    PRESENCE = "presence"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    Attributes:
        key: unique in its listing; the name of the value in JSON and exports.
        title: English message id of the heading.
        expression: SQL for the value.
        order: SQL to sort by, where it is not the value itself.
        sensitive: left out where the audience does not allow it.
        shown: part of the list before anybody chose columns.
        editable: it holds a field of that name (or a custom field), which may be typed over in the list.
        among: the condition that a row is among some values, where that is not the value itself.
    """

    key: str
    title: str
    expression: ColumnElement[Any]
    kind: Kind = Kind.TEXT
    order: tuple[ColumnElement[Any], ...] = ()
    sensitive: bool = False
    shown: bool = True
    editable: bool = False
    among: Callable[[Sequence[Any]], ColumnElement[bool]] | None = None

    def ordering(self) -> tuple[ColumnElement[Any], ...]:
        return self.order or (self.expression,)

    def allows(self, values: Sequence[Any]) -> ColumnElement[bool]:
        """The condition that a row has one of these values; None among them means no value."""
        if self.among is not None:
            return self.among(values)
        given = [value for value in values if value is not None]
        if len(given) == len(values):
            return self.expression.in_(given)
        return or_(self.expression.in_(given), self.expression.is_(None))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its columns, where its rows come from, and the order it has before anybody sorts.

    Attributes:
        number: the local integer key of a row; lists hold these, never whole rows.
        source: the joins every column may read from.
        narrow: the least that the default order needs; asked when nothing else is.
        default: the default order, readable from ``narrow``.
        scope: what every row must meet, readable from ``narrow``.
        searchable: whether ``Question.search`` means the search index (``number`` is a delegate's).
        event: whose delegates the rows are, where ``default`` is the order of the search index: what is
            searched comes back in it then.
    """

    key: str
    columns: tuple[Column, ...]
    number: ColumnElement[int]
    source: FromClause
    narrow: FromClause
    default: tuple[ColumnElement[Any], ...]
    scope: ColumnElement[bool] | None = None
    searchable: bool = False
    event: UUID | None = None
    conditions: Mapping[str, ColumnElement[bool]] = field(default_factory=dict[str, ColumnElement[bool]])

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a list; a plain value, so that "select all" can carry it instead of ids.

    Attributes:
        search: as typed; every word must begin a word of the row's search key.
        filters: (column key, allowed values) that must all hold; None allows rows without a value.
        conditions: names from ``Listing.conditions`` that must all hold.
        order: key of the column to sort by; None is the list's own order.
    """

    search: str = ""
    filters: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    conditions: tuple[str, ...] = ()
    order: str | None = None
    descending: bool = False


EVERYTHING = Question()

FEW = 5_000
"""Rows; up to about here sorting what was found beats walking an index of 100,000 in order (measured)."""


def ids(db: Connection, listing: Listing, question: Question = EVERYTHING) -> "array[int]":
    """The local numbers of all rows that answer the question, in its order."""
    if listing.event is not None and _only_searches(listing, question):
        return array("q", db.scalars(in_order(question.search, listing.event)))
    return array("q", db.scalars(_numbers(listing, question, few=_finds_few(db, listing, question))))


class Glance(NamedTuple):
    """How many rows answer a question, and the numbers of the first of them."""

    total: int
    first: "array[int]"


def glance(db: Connection, listing: Listing, question: Question, size: int) -> Glance:
    """The answer to the eye: count and first page, without finding or sorting the rest.

    The same rows in the same order as ``ids`` begins with; where no shortcut is known, all are found.
    """
    if listing.event is None or not _only_searches(listing, question):
        found = ids(db, listing, question)
        return Glance(len(found), found[:size])
    total, some = first(db, question.search, listing.event, size)
    return Glance(total, array("q", some))


def page(
    db: Connection, listing: Listing, numbers: Sequence[int], keys: Sequence[str] | None = None
) -> list[tuple[Any, ...]]:
    """The rows with these numbers, in this order: the number, then one value per column key.

    A row that is gone meanwhile is left out.
    """
    columns = listing.columns if keys is None else [listing.column(key) for key in keys]
    asked = tuple(column.expression for column in columns)
    values = {"numbers": json.dumps(list(numbers))}
    if listing.event is None:
        found: Any = db.execute(_rows_of(listing.number, listing.source, asked), values)
    else:  # scrolled, and searched letter by letter
        found = _prepared_rows_of(listing.number, listing.source, asked).all(db, **values)
    rows = {row[0]: tuple(row) for row in found}
    return [rows[number] for number in numbers if number in rows]


def _rows_of(
    number: ColumnElement[int], source: FromClause, columns: tuple[ColumnElement[Any], ...]
) -> Select[Any]:
    # One value for all numbers: a hundred of them would be a hundred to bind.
    wanted = func.json_each(bindparam("numbers", type_=Text)).table_valued("value")
    statement = select(number, *(column.label(f"c{i}") for i, column in enumerate(columns)))
    return statement.select_from(source).where(number.in_(select(wanted.c.value)))


@lru_cache(maxsize=16)
def _prepared_rows_of(
    number: ColumnElement[int], source: FromClause, columns: tuple[ColumnElement[Any], ...]
) -> Prepared:
    return Prepared(_rows_of(number, source, columns))


def _searches(listing: Listing, question: Question) -> bool:
    """Whether somebody is looked for; signs alone are looked for too, and find nobody."""
    return listing.searchable and bool(question.search.strip())


def _only_searches(listing: Listing, question: Question) -> bool:
    asked = question.filters or question.conditions or question.order or question.descending
    return _searches(listing, question) and not asked


def _finds_few(db: Connection, listing: Listing, question: Question) -> bool:
    """Whether a search finds so few that sorting them is quicker than walking everybody in order."""
    return _searches(listing, question) and how_many(db, question.search) < FEW


def _numbers(listing: Listing, question: Question, *, few: bool) -> Select[Any]:
    """The statement for a question; ``few`` sorts what is found, else all are walked in their order."""
    wanted = [listing.column(key).allows(values) for key, values in question.filters]
    wanted += [listing.conditions[name] for name in question.conditions]
    order = list(listing.column(question.order).ordering()) if question.order else []
    narrow = not wanted and not order
    if listing.scope is not None:
        wanted.append(func.coalesce(listing.scope, False) if few else listing.scope)
    if _searches(listing, question):
        # With "+ 0" SQLite collects what is found and asks of each row on its walk whether it is among it.
        number = listing.number if few else listing.number + 0
        wanted.append(number.in_(matching(question.search)))
    order = order or list(listing.default)
    if few:
        # No index serves these expressions: SQLite starts from what was found, not from everybody.
        order[0] = func.coalesce(order[0], None)
    if question.descending:
        order = [column.desc() for column in order]
    statement = select(listing.number).select_from(listing.narrow if narrow else listing.source)
    return statement.where(and_(True, *wanted)).order_by(*order, *listing.default)
