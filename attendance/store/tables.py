"""Every table of the file: what is journalled, what is derived from it, what is local to this computer."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from attendance.store.columns import DERIVED as DERIVED
from attendance.store.columns import JOURNALLED as JOURNALLED
from attendance.store.columns import LOCAL as LOCAL
from attendance.store.columns import (
    both,
    journalled,
    local,
    local_number,
    metadata,
    own_id,
    ref,
    required,
    text_columns,
)
from attendance.store.derived_tables import delegate_index as delegate_index
from attendance.store.derived_tables import head as head
from attendance.store.derived_tables import presence as presence
from attendance.store.derived_tables import tally as tally
from attendance.store.output_tables import certificate as certificate
from attendance.store.output_tables import export as export
from attendance.store.output_tables import letterhead as letterhead
from attendance.store.output_tables import list_issue as list_issue
from attendance.store.output_tables import logo as logo
from attendance.store.output_tables import printing as printing
from attendance.store.output_tables import sheet as sheet
from attendance.store.output_tables import sheet_mark as sheet_mark
from attendance.store.types import Id

SCHEMA = 4
"""Version of the file's tables; kept in ``PRAGMA user_version`` and on every line of the journal."""

APPLICATION_ID = 0x41747464
"""``PRAGMA application_id``: tells our files from other SQLite files ("Attd")."""

event = journalled(
    "event",
    local_number(),
    own_id(),
    *both("title", "place", "organisers", "supporters", "purpose"),
    # ISO dates; open while NULL. `year` stands alone when a list knows no more than that.
    *text_columns("starts", "ends"),
    Column("year", Integer),
    required("zone"),
    *text_columns(
        "country", "project_no", "activity_code", "nomination_deadline", "counter_word", "list_order"
    ),
    Column("places_offered", Integer),
    required("confirmed_only", Boolean),
    required("archived", Boolean),
    required("sample", Boolean),
    # How many make the meeting able to decide: JSON of ``domain.quorum.Quorum``; NULL while nobody asks.
    # Until when passport and birth date may be kept (ISO date); off while NULL.
    *text_columns("quorum", "personal_until"),
    # Who gets a certificate: JSON of ``domain.certificates.Rule``. On whose paper its documents are written.
    Column("certificate_rule", Text),
    Column("letterhead", Id),
)

attachment = journalled(
    "attachment",
    local_number(),
    own_id(),
    required("name"),
    required("sha256"),
    Column("content", LargeBinary),
)

event_session = journalled(
    "event_session",
    local_number(),
    own_id(),
    ref("event", "event"),
    *both("title", "room"),
    *text_columns("day", "starts", "ends"),
    required("kind"),
    required("takes_attendance", Boolean),
    required("entry"),
    # JSON of ``domain.rules.Rules``; NULL admits everyone on the list at any time.
    Column("rules", Text),
    # What the imported programme called it: the next version of that programme finds it again.
    Column("source_key", Text),
)

delegation = journalled(
    "delegation",
    local_number(),
    own_id(),
    ref("event", "event", index=False),
    required("code"),
    *both("name"),
    Column("country", Text),
    required("section"),
    Column("position", Integer),
    Column("quota", Integer),
    required("state"),
    *text_columns("focal_point", "focal_phone", "focal_email", "credentials_on", "note"),
    UniqueConstraint("event", "code"),
)

delegation_file = journalled(
    "delegation_file",
    local_number(),
    own_id(),
    ref("event", "event"),
    ref("delegation", "delegation", required=False),
    required("name"),
    required("sha256"),
    required("at", BigInteger),
)

letter = journalled(
    "letter",
    local_number(),
    own_id(),
    ref("event", "event"),
    ref("delegation", "delegation", required=False),
    *text_columns("kind", "number", "date", "sender", "deadline"),
    ref("attachment", "attachment", required=False),
)

person = journalled(
    "person",
    local_number(),
    own_id(),
    required("name"),
    *text_columns("name_official", "given", "family", "sex", "nationality"),
    *text_columns("email", "phone", "birth_date", "passport_no", "source_key"),
)

delegate = journalled(
    "delegate",
    local_number(),
    own_id(),
    ref("event", "event", index=False),
    ref("delegation", "delegation"),
    ref("person", "person"),
    required("capacity"),
    required("status"),
    Column("status_at", BigInteger),
    required("accept_pending", Boolean),
    *text_columns("courtesy", "salutation", "academic"),
    required("name"),
    *text_columns("given", "family"),
    required("family_first", Boolean),
    *text_columns("name_official", "certificate_name", "sex"),
    *both("position", "unit", "organisation"),
    *text_columns("country", "email", "phone", "birth_date", "passport_no", "diet", "health", "seat"),
    Column("short_number", Integer),
    Column("badge_code", Text, unique=True),
    required("badge_printed", Integer),
    required("attention", Boolean),
    *text_columns("note", "remarks"),
    required("publish", Boolean),
    Column("participation", Text),
    ref("companion_of", "delegate", required=False, index=False),
    ref("replaces", "delegate", required=False, index=False),
    Column("list_position", Integer),
    # Accreditation from and until (ISO dates), and the days the badge is for, one a line; open while NULL.
    *text_columns("valid_from", "valid_until", "badge_days"),
    # ``kinds.Sector``, ``AgeGroup``, ``Disability``; NULL is "not stated".
    *text_columns("sector", "age_group", "disability"),
    Index("delegate_event_number", "event", "short_number", unique=True),
    # Few people have either: an index of those alone costs the others nothing.
    Index("delegate_companion_of", "companion_of", sqlite_where=text("companion_of IS NOT NULL")),
    Index("delegate_replaces", "replaces", sqlite_where=text("replaces IS NOT NULL")),
)

photo = journalled(
    "photo",
    local_number(),
    own_id(),
    ref("person", "person"),
    # A small JPEG; the window shrinks what it is given.
    required("content", LargeBinary),
    required("at", BigInteger),
)

tag = journalled("tag", local_number(), own_id(), ref("event", "event"), required("name"), required("colour"))

tagging = journalled(
    "tagging",
    local_number(),
    own_id(),
    ref("delegate", "delegate", index=False),
    ref("tag", "tag"),
    UniqueConstraint("delegate", "tag"),
)

custom_field = journalled(
    "custom_field",
    local_number(),
    own_id(),
    ref("event", "event"),
    *both("title"),
    required("kind"),
    # For a choice: one a line.
    Column("choices", Text),
    Column("position", Integer),
    required("sensitive", Boolean),
)

custom_value = journalled(
    "custom_value",
    local_number(),
    own_id(),
    ref("delegate", "delegate", index=False),
    ref("custom_field", "custom_field"),
    Column("value", Text),
    UniqueConstraint("delegate", "custom_field"),
)

badge = journalled(
    "badge",
    local_number(),
    own_id(),
    Column("code", Text, nullable=False, unique=True),
    ref("event", "event"),
    ref("delegate", "delegate", required=False),
    required("state"),
    required("at", BigInteger),
    Column("reason", Text),
)

attendance_fact = journalled(
    "attendance_fact",
    local_number(),
    own_id(),
    ref("delegate", "delegate", index=False),
    ref("event_session", "event_session", index=False),
    required("kind"),
    required("at", BigInteger),
    required("desk"),
    required("operator"),
    required("source"),
    Column("reason", Text),
    Column("voids", Id),
    # Verdicts somebody overrode, one a line, and who allowed it; answers given at the door, JSON by field.
    *text_columns("waived", "approved_by", "answers"),
    # Who stood in for somebody excused.
    Column("represented_by", Id),
    # Every question about facts starts from one person or one event session.
    Index("fact_pair", "delegate", "event_session"),
    Index("fact_session", "event_session"),
)

contribution = journalled(
    "contribution",
    local_number(),
    own_id(),
    ref("event", "event"),
    ref("delegation", "delegation"),
    ref("event_session", "event_session", required=False),
    ref("delegate", "delegate", required=False),
    *both("title", "summary"),
)

priority = journalled(
    "priority",
    local_number(),
    own_id(),
    ref("event", "event"),
    ref("delegation", "delegation"),
    *both("area", "achievements", "plan", "support_wanted"),
    Column("position", Integer),
)

follow_up = journalled(
    "follow_up",
    local_number(),
    own_id(),
    ref("event", "event"),
    ref("delegation", "delegation", required=False),
    *both("action"),
    *text_columns("responsible", "deadline"),
    required("state"),
)

scan_refused = journalled(
    "scan_refused",
    local_number(),
    own_id(),
    ref("event_session", "event_session", required=False),
    ref("delegate", "delegate", required=False),
    required("code"),
    required("verdict"),
    required("at", BigInteger),
    required("desk"),
    required("operator"),
    # JSON: the code of the reason and what fills its sentence.
    Column("reason", Text),
)

operator = journalled(
    "operator",
    local_number(),
    own_id(),
    Column("name", Text, nullable=False, unique=True),
    required("role"),
    # An argon2 hash; NULL asks for none.
    Column("pin", Text),
    required("active", Boolean),
)

undoing = journalled(
    "undoing",
    local_number(),
    own_id(),
    Column("action", Id, nullable=False, index=True),
    Column("reason", Text),
)

change = Table(
    "change",
    metadata,
    Column("desk", Id, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    required("hlc", BigInteger),
    required("schema", Integer),
    Column("event", Id),
    required("action", Id),
    required("verb"),
    required("entity"),
    required("row", Id),
    Column("fields", Text),
    Column("salt", LargeBinary),
    required("digest", LargeBinary),
    Column("parents", Text),
    required("actor"),
    required("at", BigInteger),
    required("hash", LargeBinary),
    Index("change_row", "row"),
    # Most lines are entries and exits, whose row has the id of its action: ``change_row`` finds those.
    Index("change_action", "action", sqlite_where=text('action <> "row"')),
    sqlite_with_rowid=False,
)

own_desk = local(
    "own_desk",
    Column("id", Id, primary_key=True),
    required("name"),
    # Where this desk lives; a file found elsewhere is a copy and becomes a new desk.
    required("home"),
    required("clock_floor", BigInteger),
    # The time of this desk's newest fact: its own facts never run backwards.
    required("last_fact", BigInteger),
)

setting = local("setting", Column("key", Text, primary_key=True), Column("value", Text))
