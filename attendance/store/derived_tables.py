"""The tables that are computed from others and can be computed again."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, Text

from attendance.store.columns import derived, local_number, required
from attendance.store.types import Id

presence = derived(
    "presence",
    Column("delegate", Id, primary_key=True),
    Column("event_session", Id, primary_key=True),
    required("delegation", Id),
    required("woman", Boolean),
    required("state"),
    Column("first_in", BigInteger),
    Column("last_out", BigInteger),
    required("minutes", Integer),
    required("entries", Integer),
    # Of one event session; holds all that totals and the matrix of one delegation ask for.
    Index("presence_delegation", "event_session", "delegation", "state", "first_in", "woman", "last_out"),
    sqlite_with_rowid=False,
)

tally = derived(
    "tally",
    Column("event_session", Id, primary_key=True),
    Column("delegation", Id, primary_key=True),
    required("came", Integer),
    required("inside", Integer),
    required("excused", Integer),
    required("women", Integer),
    sqlite_with_rowid=False,
)

delegate_index = derived(
    "delegate_index",
    local_number(),
    required("event_n", Integer),
    required("sort", LargeBinary),
    required("words"),
    # Sorts as (event_n, sort, n) does; the number of the row in ``search``. See ``ranks``.
    required("rank", Integer),
    Index("delegate_index_order", "event_n", "sort", "n"),
    Index("delegate_index_rank", "rank"),
)

# Who wrote a field last, kept only for fields written after the row's first line.
head = derived(
    "head",
    Column("row", Id, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("desk", Id, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
