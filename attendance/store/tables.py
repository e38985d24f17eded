"""Every table of the file: what is journalled, what is derived from it, what is local to this computer."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from attendance.store.types import Id

SCHEMA = 2
"""Version of the file's tables; kept in ``PRAGMA user_version`` and on every line of the journal."""

APPLICATION_ID = 0x41747464
"""``PRAGMA application_id``: tells our files from other SQLite files ("Attd")."""

metadata = MetaData()
JOURNALLED: dict[str, Table] = {}
DERIVED: dict[str, Table] = {}
LOCAL: dict[str, Table] = {}


def _id() -> Column[Any]:
    return Column("id", Id, nullable=False, unique=True)


def _number() -> Column[Any]:
    """The local number of a row: for lists and the search index, never exchanged between desks."""
    return Column("n", Integer, primary_key=True)


def _ref(name: str, target: str, *, required: bool = True, index: bool = True) -> Column[Any]:
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=not required, index=index)


def _text(*names: str) -> list[Column[Any]]:
    return [Column(name, Text) for name in names]


def _required(name: str, type_: Any = Text) -> Column[Any]:
    return Column(name, type_, nullable=False)


def _both(*names: str) -> list[Column[Any]]:
    """A field in two forms: Latin, and the official script."""
    return [column for name in names for column in _text(name, f"{name}_official")]


def _journalled(name: str, *columns: Any) -> Table:
    JOURNALLED[name] = Table(name, metadata, *columns)
    return JOURNALLED[name]


def _derived(name: str, *columns: Any, **options: Any) -> Table:
    DERIVED[name] = Table(name, metadata, *columns, **options)
    return DERIVED[name]


def _local(name: str, *columns: Any) -> Table:
    LOCAL[name] = Table(name, metadata, *columns)
    return LOCAL[name]


event = _journalled(
    "event",
    _number(),
    _id(),
    *_both("title", "place", "organisers", "supporters", "purpose"),
    # ISO dates; open while NULL. `year` stands alone when a list knows no more than that.
    *_text("starts", "ends"),
    Column("year", Integer),
    _required("zone"),
    *_text("country", "project_no", "activity_code", "nomination_deadline", "counter_word", "list_order"),
    Column("places_offered", Integer),
    _required("confirmed_only", Boolean),
    _required("archived", Boolean),
    _required("sample", Boolean),
)

attachment = _journalled(
    "attachment", _number(), _id(), _required("name"), _required("sha256"), Column("content", LargeBinary)
)

event_session = _journalled(
    "event_session",
    _number(),
    _id(),
    _ref("event", "event"),
    *_both("title", "room"),
    *_text("day", "starts", "ends"),
    _required("kind"),
    _required("takes_attendance", Boolean),
    _required("entry"),
)

delegation = _journalled(
    "delegation",
    _number(),
    _id(),
    _ref("event", "event", index=False),
    _required("code"),
    *_both("name"),
    Column("country", Text),
    _required("section"),
    Column("position", Integer),
    Column("quota", Integer),
    _required("state"),
    *_text("focal_point", "focal_phone", "focal_email", "credentials_on", "note"),
    UniqueConstraint("event", "code"),
)

delegation_file = _journalled(
    "delegation_file",
    _number(),
    _id(),
    _ref("event", "event"),
    _ref("delegation", "delegation", required=False),
    _required("name"),
    _required("sha256"),
    _required("at", BigInteger),
)

letter = _journalled(
    "letter",
    _number(),
    _id(),
    _ref("event", "event"),
    _ref("delegation", "delegation", required=False),
    *_text("kind", "number", "date", "sender", "deadline"),
    _ref("attachment", "attachment", required=False),
)

person = _journalled(
    "person",
    _number(),
    _id(),
    _required("name"),
    *_text("name_official", "given", "family", "sex", "nationality"),
    *_text("email", "phone", "birth_date", "passport_no", "source_key"),
)

delegate = _journalled(
    "delegate",
    _number(),
    _id(),
    _ref("event", "event", index=False),
    _ref("delegation", "delegation"),
    _ref("person", "person"),
    _required("capacity"),
    _required("status"),
    Column("status_at", BigInteger),
    _required("accept_pending", Boolean),
    *_text("courtesy", "salutation", "academic"),
    _required("name"),
    *_text("given", "family"),
    _required("family_first", Boolean),
    *_text("name_official", "certificate_name", "sex"),
    *_both("position", "unit", "organisation"),
    *_text("country", "email", "phone", "birth_date", "passport_no", "diet", "health", "seat"),
    Column("short_number", Integer),
    Column("badge_code", Text, unique=True),
    _required("badge_printed", Integer),
    _required("attention", Boolean),
    *_text("note", "remarks"),
    _required("publish", Boolean),
    Column("participation", Text),
    _ref("companion_of", "delegate", required=False, index=False),
    _ref("replaces", "delegate", required=False, index=False),
    Column("list_position", Integer),
    Index("delegate_event_number", "event", "short_number", unique=True),
    # Few people have either: an index of those alone costs the others nothing.
    Index("delegate_companion_of", "companion_of", sqlite_where=text("companion_of IS NOT NULL")),
    Index("delegate_replaces", "replaces", sqlite_where=text("replaces IS NOT NULL")),
)

photo = _journalled(
    "photo",
    _number(),
    _id(),
    _ref("person", "person"),
    # A small JPEG; the window shrinks what it is given.
    _required("content", LargeBinary),
    _required("at", BigInteger),
)

tag = _journalled("tag", _number(), _id(), _ref("event", "event"), _required("name"), _required("colour"))

tagging = _journalled(
    "tagging",
    _number(),
    _id(),
    _ref("delegate", "delegate", index=False),
    _ref("tag", "tag"),
    UniqueConstraint("delegate", "tag"),
)

custom_field = _journalled(
    "custom_field",
    _number(),
    _id(),
    _ref("event", "event"),
    *_both("title"),
    _required("kind"),
    # For a choice: one a line.
    Column("choices", Text),
    Column("position", Integer),
    _required("sensitive", Boolean),
)

custom_value = _journalled(
    "custom_value",
    _number(),
    _id(),
    _ref("delegate", "delegate", index=False),
    _ref("custom_field", "custom_field"),
    Column("value", Text),
    UniqueConstraint("delegate", "custom_field"),
)

badge = _journalled(
    "badge",
    _number(),
    _id(),
    Column("code", Text, nullable=False, unique=True),
    _ref("event", "event"),
    _ref("delegate", "delegate", required=False),
    _required("state"),
    _required("at", BigInteger),
    Column("reason", Text),
)

attendance_fact = _journalled(
    "attendance_fact",
    _number(),
    _id(),
    _ref("delegate", "delegate", index=False),
    _ref("event_session", "event_session", index=False),
    _required("kind"),
    _required("at", BigInteger),
    _required("desk"),
    _required("operator"),
    _required("source"),
    Column("reason", Text),
    Column("voids", Id),
    # Every question about facts starts from one person or one event session.
    Index("fact_pair", "delegate", "event_session"),
    Index("fact_session", "event_session"),
)

contribution = _journalled(
    "contribution",
    _number(),
    _id(),
    _ref("event", "event"),
    _ref("delegation", "delegation"),
    _ref("event_session", "event_session", required=False),
    _ref("delegate", "delegate", required=False),
    *_both("title", "summary"),
)

priority = _journalled(
    "priority",
    _number(),
    _id(),
    _ref("event", "event"),
    _ref("delegation", "delegation"),
    *_both("area", "achievements", "plan", "support_wanted"),
    Column("position", Integer),
)

follow_up = _journalled(
    "follow_up",
    _number(),
    _id(),
    _ref("event", "event"),
    _ref("delegation", "delegation", required=False),
    *_both("action"),
    *_text("responsible", "deadline"),
    _required("state"),
)

scan_refused = _journalled(
    "scan_refused",
    _number(),
    _id(),
    _ref("event_session", "event_session", required=False),
    _ref("delegate", "delegate", required=False),
    _required("code"),
    _required("verdict"),
    _required("at", BigInteger),
    _required("desk"),
    _required("operator"),
)

undoing = _journalled(
    "undoing",
    _number(),
    _id(),
    Column("action", Id, nullable=False, index=True),
    Column("reason", Text),
)

presence = _derived(
    "presence",
    Column("event_session", Id, primary_key=True),
    Column("delegate", Id, primary_key=True),
    _required("delegation", Id),
    _required("woman", Boolean),
    _required("state"),
    Column("first_in", BigInteger),
    Column("last_out", BigInteger),
    _required("minutes", Integer),
    _required("entries", Integer),
    # Holds all that totals and the matrix of one delegation ask for.
    Index("presence_delegation", "event_session", "delegation", "state", "first_in", "woman", "last_out"),
    Index("presence_delegate", "delegate"),
    sqlite_with_rowid=False,
)

tally = _derived(
    "tally",
    Column("event_session", Id, primary_key=True),
    Column("delegation", Id, primary_key=True),
    _required("came", Integer),
    _required("inside", Integer),
    _required("excused", Integer),
    _required("women", Integer),
    sqlite_with_rowid=False,
)

delegate_index = _derived(
    "delegate_index",
    _number(),
    _required("event_n", Integer),
    _required("sort", LargeBinary),
    _required("words"),
    Index("delegate_index_order", "event_n", "sort", "n"),
)

# Who wrote a field last, kept only for fields written after the row's first line.
head = _derived(
    "head",
    Column("row", Id, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("desk", Id, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

change = Table(
    "change",
    metadata,
    Column("desk", Id, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _required("hlc", BigInteger),
    _required("schema", Integer),
    Column("event", Id),
    _required("action", Id),
    _required("verb"),
    _required("entity"),
    _required("row", Id),
    Column("fields", Text),
    Column("salt", LargeBinary),
    _required("digest", LargeBinary),
    Column("parents", Text),
    _required("actor"),
    _required("at", BigInteger),
    _required("hash", LargeBinary),
    Index("change_row", "row"),
    Index("change_action", "action"),
    sqlite_with_rowid=False,
)

own_desk = _local(
    "own_desk",
    Column("id", Id, primary_key=True),
    _required("name"),
    # Where this desk lives; a file found elsewhere is a copy and becomes a new desk.
    _required("home"),
    _required("clock_floor", BigInteger),
    # The time of this desk's newest fact: its own facts never run backwards.
    _required("last_fact", BigInteger),
)

setting = _local("setting", Column("key", Text, primary_key=True), Column("value", Text))
