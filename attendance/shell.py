"""What each of the shell's commands does and answers."""

import argparse
import getpass
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from attendance import paper, paths
from attendance.commands import checkin, closing, operators, personal, sample, undo
from attendance.commands.badges import Printed, log_printing
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Direction, Role, Stamp
from attendance.domain.local_time import instant, local_day
from attendance.domain.scan import ACCEPTED, Verdict
from attendance.imports import importing
from attendance.language import Texts
from attendance.language.labels import label
from attendance.language.sentences import sentence
from attendance.language.verdicts import told
from attendance.queries import badges, delegates, delegations, events, programme
from attendance.queries import operators as here
from attendance.queries.desk import desk_name
from attendance.queries.listing import Listing, Question, ids, page
from attendance.store import backup, verify
from attendance.store.database import Database
from attendance.worker import Worker

WIDEST = 42
"""Characters of one column on a terminal; JSON has everything."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON contract of a command, the lines a person reads, and whether the answer is no."""

    content: dict[str, Any]
    lines: Sequence[str] = ()
    refused: bool = field(default=False)


def run(options: argparse.Namespace, texts: Texts) -> Answer:
    """Carry out the parsed command.

    Raises:
        Refused: with the code and details of whatever said no.
    """
    path = options.db or _own(paths.default_database)
    if options.command == "restore":
        return _restore(options, texts, path, _stamp(options).at)
    database = Database.open(path, create=options.command in ("sample", "import"))
    try:
        return _COMMANDS[options.command](options, texts, database)
    finally:
        database.close()


def _own(place: Callable[[], Path]) -> Path:
    """A place of this person's own; an account without a home has none."""
    try:
        return place()
    except OSError as error:
        raise Refused("report_folder_closed", path=str(error.filename)) from error


def _stamp(options: argparse.Namespace) -> Stamp:
    return Stamp(options.operator, time.time_ns() // 1_000_000)


def _sample(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.write() as db:
        event = sample.create_sample(db, _stamp(options))
    return Answer({"id": event}, [str(event)])


def _events(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.read() as db:
        return _list(db, events.EVENTS, Question(), texts)


def _sessions(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.read() as db:
        _known(db, options.event)
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
    return Answer({"total": len(found), "rows": [s._asdict() for s in found]}, _table([head, *shown]))


def _delegations(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.read() as db:
        _known(db, options.event)
        return _list(db, delegations.delegations(options.event), Question(), texts)


def _delegates(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.read() as db:
        _known(db, options.event)
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
    lines = _table([head, *([row[column.key] for column in shown] for row in rows)])
    return Answer({"total": len(rows), "rows": rows}, lines)


def _import(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    result = importing.import_file(
        database, Worker(), _stamp(options), options.file, event=options.event, dry_run=options.dry_run
    )
    content: dict[str, Any] = {**importing.as_json(result, texts), "problem": None}
    lines = list(importing.as_lines(result, texts))
    try:
        if options.refused and result.refused:
            importing.save_refused(result, options.refused, texts)
    except Refused as problem:  # the list is in: a no would say that it is not
        content["problem"] = _told(problem, texts)
        lines.append(content["problem"]["message"])
    return Answer(content, lines)


def _told(problem: Refused, texts: Texts) -> dict[str, str]:
    return {"code": problem.code, "message": sentence(texts, problem)}


def _check_in(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    direction = Direction.EXIT if options.exit else Direction.ENTRY
    with database.write() as db:
        verdict = checkin.check_in(db, _stamp(options), options.event_session, options.code, direction)
        zone = programme.zone_of(db, options.event_session)
    message = told(texts, verdict, zone)
    return Answer(_verdict(verdict, message), [message], refused=verdict.word not in ACCEPTED)


def _close(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    stamp = _stamp(options)
    with database.write() as db:
        at = None
        if options.at:
            zone = programme.zone_of(db, options.event_session)
            day = options.day or programme.day_of(db, options.event_session) or local_day(stamp.at, zone)
            at = instant(day, options.at, zone)
            if at is None:
                raise Refused("bad_time", value=options.at)
        done = closing.close_session(db, stamp, options.event_session, at)
    said = texts.plural("{n} person counts as gone now.", "{n} people count as gone now.", done.rows)
    return Answer({"closed": done.rows, "action": done.action}, [said])


def _reset(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    stamp = _stamp(options)
    folder = options.folder or _own(paths.backup_folder)
    made = backup.back_up(database.path, folder, stamp.at)
    with database.write() as db:
        done = closing.reset_session(db, stamp, options.event_session, options.reason)
    said = texts.plural("{n} entry was taken back.", "{n} entries were taken back.", done.rows)
    content = {"taken_back": done.rows, "action": done.action, "backup": made.path if made else None}
    return Answer(content, [said, *([str(made.path)] if made else [])])


def _verdict(verdict: Verdict, message: str) -> dict[str, Any]:
    return {
        "verdict": verdict.word,
        "code": verdict.code,
        "at": verdict.at,
        "delegate": asdict(verdict.holder) if verdict.holder else None,
        "first": asdict(verdict.first) if verdict.first else None,
        "action": verdict.action,
        "message": message,
    }


def _undo(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.write() as db:
        done = undo.undo(db, _stamp(options), options.action, options.reason)
    return Answer({"undone": done._asdict()}, [texts("Undone.")])


def _redo(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.write() as db:
        done = undo.redo(db, _stamp(options))
    return Answer({"redone": done._asdict()}, [texts("Done again.")])


def _operators(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.read() as db:
        found = here.operators(db)
    head = [texts("Name"), texts("Role"), texts("PIN"), texts("In service")]
    yes = texts("Yes")
    shown = [
        (one.name, label(texts, one.role), yes if one.has_pin else "", yes if one.active else "")
        for one in found
    ]
    return Answer({"total": len(found), "rows": [one._asdict() for one in found]}, _table([head, *shown]))


def _add_operator(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.write() as db:
        made = operators.add_operator(db, _stamp(options), name=options.name, role=Role(options.role))
    return Answer({"id": made.id, "action": made.action}, [str(made.id)])


def _change_operator(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    wanted = {"name": options.rename, "role": options.role, "active": options.in_service}
    fields = {key: value for key, value in wanted.items() if value is not None}
    return _changed_operator(options, texts, database, fields)


def _pin(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    if options.remove:
        return _changed_operator(options, texts, database, {"pin": None})
    typed = getpass.getpass(texts("PIN: ")) if sys.stdin.isatty() else sys.stdin.readline().strip()
    if not typed:
        raise Refused("bad_pin", least=operators.SHORTEST_PIN, most=operators.LONGEST_PIN)
    return _changed_operator(options, texts, database, {"pin": typed})


def _changed_operator(
    options: argparse.Namespace, texts: Texts, database: Database, fields: dict[str, Any]
) -> Answer:
    with database.write() as db:
        found = next((one for one in here.operators(db) if one.name == options.name), None)
        if found is None:
            raise Refused("no_such_operator", name=options.name)
        action = operators.change_operator(db, _stamp(options), found.id, fields)
    return Answer({"id": found.id, "action": action}, [texts("Done.")])


def _report(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    files = Worker().run(
        "attendance.reports.catalogue:write_report_file",
        str(database.path),
        options.name,
        options.event,
        options.delegation,
        options.language,
        Audience(options.audience),
        str(options.output),
        _stamp(options).at,
    )
    return Answer({"files": files}, files)


def _purge_identity(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.write() as db:
        people = personal.purge_identity(db, _stamp(options), options.event)
    told = texts.plural("Taken away from {n} person.", "Taken away from {n} people.", people)
    return Answer({"people": people}, [told])


def _minutes(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    from attendance.reports.minutes import minutes  # what reports need is loaded only by those who write one

    with database.read() as db:
        told = minutes(db, options.event_session, options.language, _stamp(options).at, desk_name(db))
    return Answer({"text": told}, told.splitlines())


def _badges(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    with database.read() as db:
        _known(db, options.event)
        wanted = options.delegation, options.not_printed, options.spares
        rows, codes = badges.named(db, options.event, *wanted)
    output = options.output if options.output.suffix.lower() == ".pdf" else Path(f"{options.output}.pdf")
    Worker().run(
        "attendance.reports.pages.badge_sheets:write_badges_file",
        str(database.path),
        options.event,
        [row.id for row in rows],
        codes,
        options.size,
        options.one_per_page,
        options.both_sides,
        options.language,
        str(output),
    )
    sent = [Printed(row.id, row.code or "", row.face) for row in rows] + [Printed(None, c) for c in codes]
    if options.printed:
        with database.write() as db:
            log_printing(db, _stamp(options), options.event, sent)
    content = {"file": output, "badges": len(sent), "printed": options.printed}
    return Answer(content, [str(output)])


def _export(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    files = Worker().run(
        "attendance.reports.open_formats:write_open_formats",
        str(database.path),
        options.event,
        Audience(options.audience),
        str(options.output),
    )
    return Answer({"files": files}, files)


def _backup(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    folder = options.folder or _own(paths.backup_folder)
    made = backup.back_up(database.path, folder, _stamp(options).at, second=options.second)
    if made is None:
        nothing = {"file": None, "second": None, "problem": None}
        return Answer(nothing, [texts("Nothing has changed since the last backup.")])
    lines = [str(made.path), *([str(made.second)] if made.second else [])]
    content: dict[str, Any] = {"file": made.path, "second": made.second, "problem": None}
    if made.problem is not None:
        content["problem"] = _told(made.problem, texts)
        lines.append(content["problem"]["message"])
    return Answer(content, lines)


def _restore(options: argparse.Namespace, texts: Texts, path: Path, at: int) -> Answer:
    inside = backup.describe(options.backup)
    if inside.problem is not None:
        raise inside.problem
    told = {key: value for key, value in inside._asdict().items() if key != "problem"}
    content: dict[str, Any] = {"inside": told, "restored": False, "copy": None}
    lines = [
        texts(
            "This backup holds {events} events and {people} people.",
            events=len(inside.events),
            people=inside.people,
        )
    ]
    if not options.dry_run:
        copy = backup.restore(options.backup, path, at)
        content.update(restored=True, copy=copy)
        kept = copy and texts("Restored. What was there before is kept in {path}.", path=copy)
        lines.append(kept or texts("Restored."))
    return Answer(content, lines)


def _verify(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    findings = verify.verify(database)
    said = [sentence(texts, Refused(f"found_{f.code}", where=f.where, **f.details)) for f in findings]
    content = {
        "ok": not findings,
        "findings": [{**f._asdict(), "message": m} for f, m in zip(findings, said, strict=True)],
    }
    return Answer(content, said or [texts("The file is whole: nothing to report.")], refused=bool(findings))


def _paper(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    verb = {"sheets": paper.listed, "print-sheets": paper.printed, "fallback": paper.fallback}
    content, rows = verb[options.command](options, texts, database)
    return Answer(content, _table(rows) if len(rows) > 1 else [str(rows[0][0])])


def _known(db: Any, event: Any) -> None:
    if events.event(db, event) is None:
        raise Refused("no_such_event")


def _table(rows: Sequence[Sequence[Any]]) -> list[str]:
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)] if cells else []
    return ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]


def _cell(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


_COMMANDS: dict[str, Callable[[argparse.Namespace, Texts, Database], Answer]] = {
    "sample": _sample,
    "events": _events,
    "sessions": _sessions,
    "delegations": _delegations,
    "delegates": _delegates,
    "import": _import,
    "check-in": _check_in,
    "close": _close,
    "reset": _reset,
    "undo": _undo,
    "redo": _redo,
    "report": _report,
    "minutes": _minutes,
    "badges": _badges,
    "purge-identity": _purge_identity,
    "export": _export,
    "backup": _backup,
    "verify": _verify,
    **dict.fromkeys(("sheets", "print-sheets", "fallback"), _paper),
    "operators": _operators,
    "add-operator": _add_operator,
    "change-operator": _change_operator,
    "pin": _pin,
}
