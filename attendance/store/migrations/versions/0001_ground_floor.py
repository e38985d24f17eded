"""The tables of the first version, word for word as they were; never edited after a release."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """CREATE TABLE event (
        n INTEGER NOT NULL, id BLOB NOT NULL, title TEXT, title_official TEXT, place TEXT, place_official
        TEXT, organisers TEXT, organisers_official TEXT, supporters TEXT, supporters_official TEXT, purpose
        TEXT, purpose_official TEXT, starts TEXT, ends TEXT, year INTEGER, zone TEXT NOT NULL, country TEXT,
        project_no TEXT, activity_code TEXT, nomination_deadline TEXT, counter_word TEXT, list_order TEXT,
        places_offered INTEGER, confirmed_only BOOLEAN NOT NULL, archived BOOLEAN NOT NULL, sample BOOLEAN
        NOT NULL, PRIMARY KEY (n), UNIQUE (id)
    )""",
    """CREATE TABLE attachment (
        n INTEGER NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, content BLOB,
        PRIMARY KEY (n), UNIQUE (id)
    )""",
    """CREATE TABLE person (
        n INTEGER NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, name_official TEXT, given TEXT, family
        TEXT, sex TEXT, nationality TEXT, email TEXT, phone TEXT, birth_date TEXT, passport_no TEXT,
        source_key TEXT, PRIMARY KEY (n), UNIQUE (id)
    )""",
    """CREATE TABLE undoing (
        n INTEGER NOT NULL, id BLOB NOT NULL, action BLOB NOT NULL, reason TEXT, PRIMARY KEY (n), UNIQUE
        (id)
    )""",
    "CREATE INDEX ix_undoing_action ON undoing (action)",
    """CREATE TABLE presence (
        event_session BLOB NOT NULL, delegate BLOB NOT NULL, delegation BLOB NOT NULL, woman BOOLEAN NOT
        NULL, state TEXT NOT NULL, first_in BIGINT, last_out BIGINT, minutes INTEGER NOT NULL, entries
        INTEGER NOT NULL, PRIMARY KEY (event_session, delegate) ) WITHOUT ROWID
    """,
    """CREATE INDEX presence_delegation ON presence
        (event_session, delegation, state, first_in, woman, last_out)""",
    "CREATE INDEX presence_delegate ON presence (delegate)",
    """CREATE TABLE tally (
        event_session BLOB NOT NULL, delegation BLOB NOT NULL, came INTEGER NOT NULL, inside INTEGER NOT
        NULL, excused INTEGER NOT NULL, women INTEGER NOT NULL, PRIMARY KEY (event_session, delegation) )
        WITHOUT ROWID
    """,
    """CREATE TABLE delegate_index (
        n INTEGER NOT NULL, event_n INTEGER NOT NULL, sort BLOB NOT NULL, words TEXT NOT NULL, PRIMARY KEY
        (n)
    )""",
    "CREATE INDEX delegate_index_order ON delegate_index (event_n, sort, n)",
    """CREATE TABLE head (
        "row" BLOB NOT NULL, field TEXT NOT NULL, desk BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY
        ("row", field, desk, seq) ) WITHOUT ROWID
    """,
    """CREATE TABLE change (
        desk BLOB NOT NULL, seq INTEGER NOT NULL, hlc BIGINT NOT NULL, schema INTEGER NOT NULL, event BLOB,
        action BLOB NOT NULL, verb TEXT NOT NULL, entity TEXT NOT NULL, "row" BLOB NOT NULL, fields TEXT,
        salt BLOB, digest BLOB NOT NULL, parents TEXT, actor TEXT NOT NULL, at BIGINT NOT NULL, hash BLOB
        NOT NULL, PRIMARY KEY (desk, seq) ) WITHOUT ROWID
    """,
    'CREATE INDEX change_row ON change ("row")',
    "CREATE INDEX change_action ON change (action)",
    """CREATE TABLE own_desk (
        id BLOB NOT NULL, name TEXT NOT NULL, home TEXT NOT NULL, clock_floor BIGINT NOT NULL, last_fact
        BIGINT NOT NULL, PRIMARY KEY (id)
    )""",
    """CREATE TABLE setting (
        "key" TEXT NOT NULL, value TEXT, PRIMARY KEY ("key")
    )""",
    """CREATE TABLE event_session (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, title TEXT, title_official TEXT, room
        TEXT, room_official TEXT, day TEXT, starts TEXT, ends TEXT, kind TEXT NOT NULL, takes_attendance
        BOOLEAN NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(event) REFERENCES
        event (id)
    )""",
    "CREATE INDEX ix_event_session_event ON event_session (event)",
    """CREATE TABLE delegation (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, code TEXT NOT NULL, name TEXT,
        name_official TEXT, country TEXT, section TEXT NOT NULL, position INTEGER, quota INTEGER, state TEXT
        NOT NULL, focal_point TEXT, focal_phone TEXT, focal_email TEXT, credentials_on TEXT, note TEXT,
        PRIMARY KEY (n), UNIQUE (event, code), UNIQUE (id), FOREIGN KEY(event) REFERENCES event (id)
    )""",
    """CREATE TABLE delegation_file (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, delegation BLOB, name TEXT NOT NULL,
        sha256 TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(event)
        REFERENCES event (id), FOREIGN KEY(delegation) REFERENCES delegation (id)
    )""",
    "CREATE INDEX ix_delegation_file_delegation ON delegation_file (delegation)",
    "CREATE INDEX ix_delegation_file_event ON delegation_file (event)",
    """CREATE TABLE letter (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, delegation BLOB, kind TEXT, number TEXT,
        date TEXT, sender TEXT, deadline TEXT, attachment BLOB, PRIMARY KEY (n), UNIQUE (id), FOREIGN
        KEY(event) REFERENCES event (id), FOREIGN KEY(delegation) REFERENCES delegation (id), FOREIGN
        KEY(attachment) REFERENCES attachment (id)
    )""",
    "CREATE INDEX ix_letter_attachment ON letter (attachment)",
    "CREATE INDEX ix_letter_event ON letter (event)",
    "CREATE INDEX ix_letter_delegation ON letter (delegation)",
    """CREATE TABLE delegate (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, delegation BLOB NOT NULL, person BLOB NOT
        NULL, capacity TEXT NOT NULL, status TEXT NOT NULL, status_at BIGINT, accept_pending BOOLEAN NOT
        NULL, courtesy TEXT, salutation TEXT, academic TEXT, name TEXT NOT NULL, given TEXT, family TEXT,
        family_first BOOLEAN NOT NULL, name_official TEXT, certificate_name TEXT, sex TEXT, position TEXT,
        position_official TEXT, unit TEXT, unit_official TEXT, organisation TEXT, organisation_official
        TEXT, country TEXT, email TEXT, phone TEXT, birth_date TEXT, passport_no TEXT, diet TEXT, health
        TEXT, seat TEXT, short_number INTEGER, badge_code TEXT, badge_printed INTEGER NOT NULL, attention
        BOOLEAN NOT NULL, note TEXT, remarks TEXT, publish BOOLEAN NOT NULL, participation TEXT,
        companion_of BLOB, replaces BLOB, list_position INTEGER, PRIMARY KEY (n), UNIQUE (id), FOREIGN
        KEY(event) REFERENCES event (id), FOREIGN KEY(delegation) REFERENCES delegation (id), FOREIGN
        KEY(person) REFERENCES person (id), UNIQUE (badge_code), FOREIGN KEY(companion_of) REFERENCES
        delegate (id), FOREIGN KEY(replaces) REFERENCES delegate (id)
    )""",
    "CREATE INDEX delegate_companion_of ON delegate (companion_of) WHERE companion_of IS NOT NULL",
    "CREATE INDEX delegate_replaces ON delegate (replaces) WHERE replaces IS NOT NULL",
    "CREATE INDEX ix_delegate_person ON delegate (person)",
    "CREATE UNIQUE INDEX delegate_event_number ON delegate (event, short_number)",
    "CREATE INDEX ix_delegate_delegation ON delegate (delegation)",
    """CREATE TABLE priority (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, delegation BLOB NOT NULL, area TEXT,
        area_official TEXT, achievements TEXT, achievements_official TEXT, "plan" TEXT, plan_official TEXT,
        support_wanted TEXT, support_wanted_official TEXT, position INTEGER, PRIMARY KEY (n), UNIQUE (id),
        FOREIGN KEY(event) REFERENCES event (id), FOREIGN KEY(delegation) REFERENCES delegation (id)
    )""",
    "CREATE INDEX ix_priority_event ON priority (event)",
    "CREATE INDEX ix_priority_delegation ON priority (delegation)",
    """CREATE TABLE follow_up (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, delegation BLOB, action TEXT,
        action_official TEXT, responsible TEXT, deadline TEXT, state TEXT NOT NULL, PRIMARY KEY (n), UNIQUE
        (id), FOREIGN KEY(event) REFERENCES event (id), FOREIGN KEY(delegation) REFERENCES delegation (id)
    )""",
    "CREATE INDEX ix_follow_up_event ON follow_up (event)",
    "CREATE INDEX ix_follow_up_delegation ON follow_up (delegation)",
    """CREATE TABLE badge (
        n INTEGER NOT NULL, id BLOB NOT NULL, code TEXT NOT NULL, event BLOB NOT NULL, delegate BLOB, state
        TEXT NOT NULL, at BIGINT NOT NULL, reason TEXT, PRIMARY KEY (n), UNIQUE (id), UNIQUE (code), FOREIGN
        KEY(event) REFERENCES event (id), FOREIGN KEY(delegate) REFERENCES delegate (id)
    )""",
    "CREATE INDEX ix_badge_event ON badge (event)",
    "CREATE INDEX ix_badge_delegate ON badge (delegate)",
    """CREATE TABLE attendance_fact (
        n INTEGER NOT NULL, id BLOB NOT NULL, delegate BLOB NOT NULL, event_session BLOB NOT NULL, kind TEXT
        NOT NULL, at BIGINT NOT NULL, desk TEXT NOT NULL, operator TEXT NOT NULL, source TEXT NOT NULL,
        reason TEXT, voids BLOB, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(delegate) REFERENCES delegate
        (id), FOREIGN KEY(event_session) REFERENCES event_session (id)
    )""",
    "CREATE INDEX fact_pair ON attendance_fact (delegate, event_session)",
    "CREATE INDEX fact_session ON attendance_fact (event_session)",
    """CREATE TABLE contribution (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, delegation BLOB NOT NULL, event_session
        BLOB, delegate BLOB, title TEXT, title_official TEXT, summary TEXT, summary_official TEXT, PRIMARY
        KEY (n), UNIQUE (id), FOREIGN KEY(event) REFERENCES event (id), FOREIGN KEY(delegation) REFERENCES
        delegation (id), FOREIGN KEY(event_session) REFERENCES event_session (id), FOREIGN KEY(delegate)
        REFERENCES delegate (id)
    )""",
    "CREATE INDEX ix_contribution_event ON contribution (event)",
    "CREATE INDEX ix_contribution_delegation ON contribution (delegation)",
    "CREATE INDEX ix_contribution_event_session ON contribution (event_session)",
    "CREATE INDEX ix_contribution_delegate ON contribution (delegate)",
    """CREATE TABLE scan_refused (
        n INTEGER NOT NULL, id BLOB NOT NULL, event_session BLOB, delegate BLOB, code TEXT NOT NULL, verdict
        TEXT NOT NULL, at BIGINT NOT NULL, desk TEXT NOT NULL, operator TEXT NOT NULL, PRIMARY KEY (n),
        UNIQUE (id), FOREIGN KEY(event_session) REFERENCES event_session (id), FOREIGN KEY(delegate)
        REFERENCES delegate (id)
    )""",
    "CREATE INDEX ix_scan_refused_delegate ON scan_refused (delegate)",
    "CREATE INDEX ix_scan_refused_event_session ON scan_refused (event_session)",
    """CREATE VIRTUAL TABLE search USING fts5(words, content='delegate_index', content_rowid='n',
        detail='none', columnsize=0, prefix='1 2 3',
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'")""",
    """CREATE TRIGGER change_is_kept BEFORE DELETE ON change BEGIN
        SELECT RAISE(ABORT, 'history is append-only'); END""",
    """CREATE TRIGGER change_is_final BEFORE UPDATE ON change WHEN NOT (
        NEW.fields IS NULL AND NEW.salt IS NULL
        AND NEW.desk = OLD.desk AND NEW.seq = OLD.seq AND NEW.hlc = OLD.hlc AND NEW.schema = OLD.schema
        AND NEW.event IS OLD.event AND NEW.action = OLD.action AND NEW.verb = OLD.verb
        AND NEW.entity = OLD.entity AND NEW.row = OLD.row AND NEW.digest = OLD.digest
        AND NEW.parents IS OLD.parents AND NEW.actor = OLD.actor AND NEW.at = OLD.at AND NEW.hash = OLD.hash
        AND OLD.verb <> 'erase'
        AND EXISTS (SELECT 1 FROM change AS erasure WHERE erasure.row = OLD.row AND erasure.verb = 'erase'))
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    """CREATE TRIGGER fact_is_kept BEFORE DELETE ON attendance_fact BEGIN
        SELECT RAISE(ABORT, 'attendance facts are append-only'); END""",
    """CREATE TRIGGER fact_is_final BEFORE UPDATE ON attendance_fact BEGIN
        SELECT RAISE(ABORT, 'attendance facts are append-only'); END""",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
