"""Rules, operators, overrides, printing, paper; quicker scans, searches; never edited after a release."""

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
        TEXT, face TEXT, at BIGINT NOT NULL, desk TEXT NOT NULL, operator TEXT NOT NULL, problem TEXT, PRIMARY
        KEY (n), UNIQUE (id), FOREIGN KEY(event) REFERENCES event (id), FOREIGN KEY(delegate) REFERENCES
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
    # One page fewer to write for each scan: whose presence it is comes first, so no index of it is needed.
    "ALTER TABLE presence RENAME TO former_presence",
    """CREATE TABLE presence (
        delegate BLOB NOT NULL, event_session BLOB NOT NULL, delegation BLOB NOT NULL, woman BOOLEAN NOT
        NULL, state TEXT NOT NULL, first_in BIGINT, last_out BIGINT, minutes INTEGER NOT NULL, entries
        INTEGER NOT NULL, PRIMARY KEY (delegate, event_session)
    ) WITHOUT ROWID""",
    """INSERT INTO presence SELECT delegate, event_session, delegation, woman, state, first_in, last_out,
        minutes, entries FROM former_presence ORDER BY 1, 2""",
    "DROP TABLE former_presence",
    """CREATE INDEX presence_delegation ON presence (event_session, delegation, state, first_in, woman,
        last_out)""",
    # And another one: the line of an entry is found by its row, which has the id of its action from now on.
    "DROP INDEX change_action",
    'CREATE INDEX change_action ON change (action) WHERE action <> "row"',
    # What is searched comes back in the order of the list: ``store.ranks`` says how the numbers are made.
    "DROP TABLE search",
    "ALTER TABLE delegate_index RENAME TO former_index",
    """CREATE TABLE delegate_index (
        n INTEGER NOT NULL, event_n INTEGER NOT NULL, sort BLOB NOT NULL, words TEXT NOT NULL,
        rank INTEGER NOT NULL, PRIMARY KEY (n)
    )""",
    """INSERT INTO delegate_index SELECT n, event_n, sort, words, (event_n << 44) + (1 << 43)
        + (row_number() OVER (PARTITION BY event_n ORDER BY sort, n) << 20) FROM former_index ORDER BY n""",
    "DROP TABLE former_index",
    "CREATE INDEX delegate_index_order ON delegate_index (event_n, sort, n)",
    "CREATE INDEX delegate_index_rank ON delegate_index (rank)",
    """CREATE VIRTUAL TABLE search USING fts5(words, content='delegate_index', content_rowid='rank',
        detail='none', columnsize=0, prefix='1 2 3',
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'")""",
    "INSERT INTO search(search) VALUES ('rebuild')",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
