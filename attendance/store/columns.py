"""How a table is written down: its register, and the columns that many tables have."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

from attendance.store.types import Id

metadata = MetaData()
JOURNALLED: dict[str, Table] = {}
DERIVED: dict[str, Table] = {}
LOCAL: dict[str, Table] = {}


def own_id() -> Column[Any]:
    return Column("id", Id, nullable=False, unique=True)


def local_number() -> Column[Any]:
    """The local number of a row: for lists and the search index, never exchanged between desks."""
    return Column("n", Integer, primary_key=True)


def ref(name: str, target: str, *, required: bool = True, index: bool = True) -> Column[Any]:
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=not required, index=index)


def text_columns(*names: str) -> list[Column[Any]]:
    return [Column(name, Text) for name in names]


def required(name: str, type_: Any = Text) -> Column[Any]:
    return Column(name, type_, nullable=False)


def both(*names: str) -> list[Column[Any]]:
    """A field in two forms: Latin, and the official script."""
    return [column for name in names for column in text_columns(name, f"{name}_official")]


def journalled(name: str, *columns: Any) -> Table:
    JOURNALLED[name] = Table(name, metadata, *columns)
    return JOURNALLED[name]


def derived(name: str, *columns: Any, **options: Any) -> Table:
    DERIVED[name] = Table(name, metadata, *columns, **options)
    return DERIVED[name]


def local(name: str, *columns: Any) -> Table:
    LOCAL[name] = Table(name, metadata, *columns)
    return LOCAL[name]
