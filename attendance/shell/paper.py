"""The shell's commands about paper: sheets to sign, what differs from the desks, the list to go on with."""

import argparse
from typing import Any

from attendance.commands.sheets import NewSheet, print_sheets
from attendance.domain.kinds import Audience
from attendance.language import Texts
from attendance.language.labels import label
from attendance.queries import sheets
from attendance.shell.answer import Answer, check_known, stamp_of, table
from attendance.store.database import Database
from attendance.worker import Worker


def listed(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Every sheet of an event, or with ``--differ`` about whom paper and desk say two things."""
    with database.read() as db:
        check_known(db, options.event)
        found: list[Any] = (sheets.differences if options.differ else sheets.sheets)(db, options.event)
    rows = [row._asdict() for row in found]
    if options.differ:
        head = [texts("Name"), texts("Delegation"), texts("What differs")]
        said = {True: texts("Signed, not seen at a desk"), False: texts("Seen at a desk, not signed")}
        shown = [head, *([r.name, r.code, said[r.signed]] for r in found)]
        return Answer({"total": len(rows), "rows": rows}, table(shown))
    for row, sheet in zip(rows, found, strict=True):
        row["state"] = sheet.state
    head = [texts("Id"), texts("Date"), texts("Delegation"), texts("Sheet"), texts("State"), texts("Typed")]
    shown = [
        [r.id, r.day, r.code, f"{r.position}/{r.of}", label(texts, r.state), f"{r.marked}/{r.cells}"]
        for r in found
    ]
    return Answer({"total": len(rows), "rows": rows}, table([head, *shown]))


def printed(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Write the sheets of a day and remember them."""
    stamp = stamp_of(options)
    file, found = Worker().run(
        "attendance.reports.attendance_sheet:write_sheets", str(database.path), options.event, options.day,
        options.delegation or None, options.together, options.language, Audience(options.audience),
        str(options.output), stamp.at,
    )  # fmt: skip
    with database.write() as db:
        new = [NewSheet(*one) for one in found]
        ids = print_sheets(db, stamp, options.event, options.day, new)
    return Answer({"file": file, "sheets": ids}, [file])


def fallback(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Write the list to go on with into a folder."""
    file = Worker().run(
        "attendance.reports.pages.fallback:write_fallback", str(database.path), options.event,
        str(options.folder), options.language, stamp_of(options).at,
    )  # fmt: skip
    return Answer({"file": file}, [file])
