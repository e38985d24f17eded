"""Rules, operators, accreditation, overrides, printing, paper; never edited after a release."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    "ALTER TABLE event ADD COLUMN quorum TEXT",
    "ALTER TABLE event ADD COLUMN personal_until TEXT",
    "ALTER TABLE event_session ADD COLUMN rules TEXT",
    "ALTER TABLE delegate ADD COLUMN valid_from TEXT",
    "ALTER TABLE delegate ADD COLUMN valid_until TEXT",
    "ALTER TABLE delegate ADD COLUMN badge_days TEXT",
    "ALTER TABLE attendance_fact ADD COLUMN waived TEXT",
    "ALTER TABLE attendance_fact ADD COLUMN approved_by TEXT",
    "ALTER TABLE attendance_fact ADD COLUMN answers TEXT",
    "ALTER TABLE attendance_fact ADD COLUMN represented_by BLOB",
    "ALTER TABLE scan_refused ADD COLUMN reason TEXT",
    """CREATE TABLE operator (
        n INTEGER NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, pin TEXT, active
        BOOLEAN NOT NULL, PRIMARY KEY (n), UNIQUE (id), UNIQUE (name)
    )""",
    """CREATE TABLE printing (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, delegate BLOB, what TEXT NOT NULL, code
        TEXT, at BIGINT NOT NULL, desk TEXT NOT NULL, operator TEXT NOT NULL, problem TEXT, PRIMARY KEY
        (n), UNIQUE (id), FOREIGN KEY(event) REFERENCES event (id), FOREIGN KEY(delegate) REFERENCES
        delegate (id)
    )""",
    "CREATE INDEX ix_printing_event ON printing (event)",
    "CREATE INDEX ix_printing_delegate ON printing (delegate)",
    """CREATE TABLE sheet (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, delegation BLOB, day TEXT NOT NULL,
        position INTEGER NOT NULL, people TEXT NOT NULL, printed_at BIGINT NOT NULL, returned_at BIGINT,
        typed_at BIGINT, attachment BLOB, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(event) REFERENCES event
        (id), FOREIGN KEY(delegation) REFERENCES delegation (id), FOREIGN KEY(attachment) REFERENCES
        attachment (id)
    )""",
    "CREATE INDEX ix_sheet_event ON sheet (event)",
    "CREATE INDEX ix_sheet_delegation ON sheet (delegation)",
    "CREATE INDEX ix_sheet_attachment ON sheet (attachment)",
    """CREATE TABLE sheet_mark (
        n INTEGER NOT NULL, id BLOB NOT NULL, sheet BLOB NOT NULL, delegate BLOB NOT NULL, event_session
        BLOB NOT NULL, mark TEXT, minutes INTEGER, reason TEXT, at BIGINT NOT NULL, facts TEXT, PRIMARY KEY
        (n), UNIQUE (id), FOREIGN KEY(sheet) REFERENCES sheet (id), FOREIGN KEY(delegate) REFERENCES
        delegate (id), FOREIGN KEY(event_session) REFERENCES event_session (id)
    )""",
    "CREATE INDEX ix_sheet_mark_sheet ON sheet_mark (sheet)",
    "CREATE INDEX ix_sheet_mark_delegate ON sheet_mark (delegate)",
    "CREATE INDEX ix_sheet_mark_event_session ON sheet_mark (event_session)",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
