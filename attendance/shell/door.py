"""The shell's commands that record and take back."""

import argparse
from dataclasses import asdict
from typing import Any

from attendance import paths
from attendance.commands import checkin, closing, personal, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction
from attendance.domain.local_time import instant, local_day
from attendance.domain.scan import ACCEPTED, Verdict
from attendance.language import Texts
from attendance.language.verdicts import told
from attendance.queries import programme
from attendance.shell.answer import Answer, own_place, stamp_of
from attendance.store import backup
from attendance.store.database import Database


def check_in(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """One scan; refused unless it is IN or OUT."""
    direction = Direction.EXIT if options.exit else Direction.ENTRY
    with database.write() as db:
        verdict = checkin.check_in(db, stamp_of(options), options.event_session, options.code, direction)
        zone = programme.zone_of(db, options.event_session)
    message = told(texts, verdict, zone)
    return Answer(_verdict(verdict, message), [message], refused=verdict.word not in ACCEPTED)


def close(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Close event sessions whose time has come."""
    stamp = stamp_of(options)
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


def reset(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Void everything an event session counts, after a backup."""
    stamp = stamp_of(options)
    folder = options.folder or own_place(paths.backup_folder)
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


def undo_action(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Undo an action."""
    with database.write() as db:
        done = undo.undo(db, stamp_of(options), options.action, options.reason)
    return Answer({"undone": done._asdict()}, [texts("Undone.")])


def redo_action(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Take the last undo back."""
    with database.write() as db:
        done = undo.redo(db, stamp_of(options))
    return Answer({"redone": done._asdict()}, [texts("Done again.")])


def purge_identity(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Take passport numbers and birth dates away for good."""
    with database.write() as db:
        people = personal.purge_identity(db, stamp_of(options), options.event)
    told = texts.plural("Taken away from {n} person.", "Taken away from {n} people.", people)
    return Answer({"people": people}, [told])
