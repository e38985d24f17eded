"""The shell's imports that are no lists of people: programmes and attendance."""

import argparse
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.imports import attendance_importing, programme_importing
from attendance.imports.attendance_answers import Options
from attendance.imports.programme_plan import Days
from attendance.language import Texts
from attendance.queries import events, programme
from attendance.shell.answer import Answer, stamp_of
from attendance.store.database import Database
from attendance.worker import Worker


def bring_in(kind: str, options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Import attendance or a programme into an event, or say what it would do."""
    if options.event is None:
        raise Refused("import_needs_event")
    return (_attendance if kind == "attendance" else _programme)(options, texts, database)


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


def _attendance(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.read() as db:
        event = events.event(db, options.event)
        if event is None:
            raise Refused("no_such_event")
        add_to = _delegation(programme.presenters(db, options.event), options.add_to)
    wanted = Options(
        make=options.make_sessions, add_to=add_to, same=options.same, replace=options.replace,
        day_first=options.day_first,
    )  # fmt: skip
    result = attendance_importing.import_attendance(
        database,
        Worker(),
        stamp_of(options),
        options.file,
        options.event,
        wanted,
        zone=event.zone,
        dry_run=options.dry_run,
    )
    return Answer(attendance_importing.as_json(result, texts), attendance_importing.as_lines(result, texts))


def _delegation(known: list[programme.Presenter], code: str | None) -> UUID | None:
    if code is None:
        return None
    found = next((one.id for one in known if one.code.casefold() == code.casefold()), None)
    if found is None:
        raise Refused("no_such_delegation", delegation=code)
    return found
