"""What SQLAlchemy has no words for: the search index, and the guards that keep history append-only."""

EXTRA_DDL = (
    # unicode61's own categories would split Lao words at every vowel sign and tone mark.
    """CREATE VIRTUAL TABLE search USING fts5(words, content='delegate_index', content_rowid='rank',
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
