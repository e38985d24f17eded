"""Photos, tags and custom fields; never edited after a release."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """CREATE TABLE photo (
        n INTEGER NOT NULL, id BLOB NOT NULL, person BLOB NOT NULL, content BLOB NOT NULL, at BIGINT
        NOT NULL, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(person) REFERENCES person (id)
    )""",
    "CREATE INDEX ix_photo_person ON photo (person)",
    """CREATE TABLE tag (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, name TEXT NOT NULL, colour TEXT
        NOT NULL, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(event) REFERENCES event (id)
    )""",
    "CREATE INDEX ix_tag_event ON tag (event)",
    """CREATE TABLE tagging (
        n INTEGER NOT NULL, id BLOB NOT NULL, delegate BLOB NOT NULL, tag BLOB NOT NULL, PRIMARY KEY
        (n), UNIQUE (delegate, tag), UNIQUE (id), FOREIGN KEY(delegate) REFERENCES delegate (id),
        FOREIGN KEY(tag) REFERENCES tag (id)
    )""",
    "CREATE INDEX ix_tagging_tag ON tagging (tag)",
    """CREATE TABLE custom_field (
        n INTEGER NOT NULL, id BLOB NOT NULL, event BLOB NOT NULL, title TEXT, title_official TEXT,
        kind TEXT NOT NULL, choices TEXT, position INTEGER, sensitive BOOLEAN NOT NULL, PRIMARY KEY
        (n), UNIQUE (id), FOREIGN KEY(event) REFERENCES event (id)
    )""",
    "CREATE INDEX ix_custom_field_event ON custom_field (event)",
    """CREATE TABLE custom_value (
        n INTEGER NOT NULL, id BLOB NOT NULL, delegate BLOB NOT NULL, custom_field BLOB NOT NULL,
        value TEXT, PRIMARY KEY (n), UNIQUE (delegate, custom_field), UNIQUE (id), FOREIGN
        KEY(delegate) REFERENCES delegate (id), FOREIGN KEY(custom_field) REFERENCES custom_field
        (id)
    )""",
    "CREATE INDEX ix_custom_value_custom_field ON custom_value (custom_field)",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
