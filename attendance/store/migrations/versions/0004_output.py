"""Letterheads, issued lists, certificates, the log of exports, figures donors count; never edited later."""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    "ALTER TABLE event ADD COLUMN certificate_rule TEXT",
    "ALTER TABLE event ADD COLUMN letterhead BLOB",
    "ALTER TABLE event_session ADD COLUMN source_key TEXT",
    "ALTER TABLE delegate ADD COLUMN sector TEXT",
    "ALTER TABLE delegate ADD COLUMN age_group TEXT",
    "ALTER TABLE delegate ADD COLUMN disability TEXT",
    """CREATE TABLE letterhead (
        n INTEGER NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, name_official TEXT, parent TEXT,
        parent_official TEXT, motto TEXT, motto_official TEXT, header TEXT, header_official TEXT, footer
        TEXT, footer_official TEXT, city TEXT, city_official TEXT, number TEXT, number_official TEXT,
        signer_title TEXT, signer_title_official TEXT, signer TEXT, signer_official TEXT, copies TEXT,
        copies_official TEXT, position INTEGER, PRIMARY KEY(n), UNIQUE(id)
    )""",
    """CREATE TABLE logo (
        n INTEGER NOT NULL, id BLOB NOT NULL, letterhead BLOB NOT NULL, attachment BLOB NOT NULL, position
        INTEGER NOT NULL, PRIMARY KEY(n), UNIQUE(id), FOREIGN KEY(letterhead)REFERENCES letterhead(id),
        FOREIGN KEY(attachment)REFERENCES attachment(id)
    )""",
    "CREATE INDEX ix_logo_letterhead ON logo(letterhead)",
    "CREATE INDEX ix_logo_attachment ON logo(attachment)",
    """CREATE TABLE list_issue (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, state TEXT NOT NULL, number INTEGER NOT
        NULL, at BIGINT NOT NULL, operator TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY(n), UNIQUE(id),
        FOREIGN KEY(event)REFERENCES event(id)
    )""",
    "CREATE INDEX ix_list_issue_event ON list_issue(event)",
    """CREATE TABLE certificate (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, delegate BLOB NOT NULL, number TEXT,
        granted BOOLEAN, decided_by TEXT, reason TEXT, issued_on TEXT, received_on TEXT, PRIMARY KEY(n),
        UNIQUE(id), FOREIGN KEY(event)REFERENCES event(id), FOREIGN KEY(delegate)REFERENCES delegate(id)
    )""",
    "CREATE INDEX ix_certificate_event ON certificate(event)",
    "CREATE INDEX ix_certificate_delegate ON certificate(delegate)",
    """CREATE TABLE export (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB, report TEXT NOT NULL, language TEXT, audience
        TEXT, delegations TEXT, at BIGINT NOT NULL, desk TEXT NOT NULL, operator TEXT NOT NULL, files TEXT
        NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY(n), UNIQUE(id), FOREIGN KEY(event)REFERENCES event(id)
    )""",
    "CREATE INDEX ix_export_event ON export(event)",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
