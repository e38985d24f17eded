"""The shell's commands about events and their lists."""

import argparse
from typing import Any

from attendance.commands import sample
from attendance.domain.errors import Refused
from attendance.imports import importing
from attendance.imports.options import Options
from attendance.imports.what_is_in import guess
from attendance.language import Texts
from attendance.queries import delegates, delegations, events, programme
from attendance.queries.listing import Listing, Question, ids, page
from attendance.shell import taking
from attendance.shell.answer import Answer, check_known, stamp_of, table, told_of
from attendance.store.database import Database
from attendance.worker import Worker


def make_sample(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Make the sample event."""
    with database.write() as db:
        event = sample.create_sample(db, stamp_of(options))
    return Answer({"id": event}, [str(event)])


def list_events(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Every event."""
    with database.read() as db:
        return _list(db, events.EVENTS, Question(), texts)


def list_sessions(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """The event sessions of an event."""
    with database.read() as db:
        check_known(db, options.event)
        found = programme.sessions(db, options.event)
    head = [texts("Id"), texts("Date"), texts("Time"), texts("Session"), texts("Came")]
    shown = [
        (
            s.id,
            s.day,
            "–".join(filter(None, (s.starts, s.ends))),
            texts.pick(s.title, s.title_official),
            s.came,
        )
        for s in found
    ]
    return Answer({"total": len(found), "rows": [s._asdict() for s in found]}, table([head, *shown]))


def list_delegations(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """The delegations of an event."""
    with database.read() as db:
        check_known(db, options.event)
        return _list(db, delegations.delegations(options.event), Question(), texts)


def list_delegates(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """The delegates of an event, searched and sorted as asked."""
    with database.read() as db:
        check_known(db, options.event)
        return _list(db, delegates.delegates(options.event), Question(search=options.search), texts)


def _list(db: Any, listing: Listing, question: Question, texts: Texts) -> Answer:
    keys = [column.key for column in listing.columns]
    numbers = ids(db, listing, question)
    rows: list[dict[str, Any]] = []
    for start in range(0, len(numbers), 500):
        for row in page(db, listing, numbers[start : start + 500], keys):
            rows.append(dict(zip(keys, row[1:], strict=True)))
    shown = [column for column in listing.columns if column.shown or column.key == "id"]
    head = [texts(column.title) for column in shown]
    lines = table([head, *([row[column.key] for column in shown] for row in rows)])
    return Answer({"total": len(rows), "rows": rows}, lines)


def bring_in(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Import a list, or say what it would do."""
    kind = options.kind or ("people" if options.event is None else str(guess(str(options.file.absolute()))))
    if kind != "people":
        return taking.bring_in(kind, options, texts, database)
    result = importing.import_file(
        database,
        Worker(),
        stamp_of(options),
        options.file,
        dry_run=options.dry_run,
        options=Options(
            event=options.event,
            keep_identity=options.keep_identity_until is not None,
            identity_until=options.keep_identity_until,
            buddhist=options.buddhist,
            day_first=options.day_first,
            sex_from_titles=not options.no_sex_from_titles,
        ),
        same=options.same,
    )
    content: dict[str, Any] = {**importing.as_json(result, texts), "problem": None}
    lines = list(importing.as_lines(result, texts))
    try:
        if options.refused and result.refused:
            importing.save_refused(result, options.refused, texts)
    except Refused as problem:  # the list is in: a no would say that it is not
        content["problem"] = told_of(problem, texts)
        lines.append(content["problem"]["message"])
    return Answer(content, lines)
