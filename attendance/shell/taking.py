"""The shell's imports that are no lists of people: programmes and attendance."""

import argparse

from attendance.domain.errors import Refused
from attendance.imports import programme_importing
from attendance.imports.programme_plan import Days
from attendance.language import Texts
from attendance.shell.answer import Answer, stamp_of
from attendance.store.database import Database
from attendance.worker import Worker


def bring_in(kind: str, options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Import attendance or a programme into an event, or say what it would do."""
    if options.event is None:
        raise Refused("import_needs_event")
    return _programme(options, texts, database)


def _programme(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    result = programme_importing.import_programme(
        database,
        Worker(),
        stamp_of(options),
        options.file,
        options.event,
        days=Days(options.days) if options.days else None,
        day_first=options.day_first,
        drop=options.drop,
        dry_run=options.dry_run,
    )
    return Answer(programme_importing.as_json(result, texts), programme_importing.as_lines(result, texts))
