"""The shell's commands that write files, bring them back and check them."""

import argparse
from pathlib import Path
from typing import Any

from attendance import paths
from attendance.commands.badges import Printed, log_printing
from attendance.commands.exports import log_export
from attendance.commands.list_issues import issue_list
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.language import Texts
from attendance.language.sentences import sentence
from attendance.queries import badges
from attendance.queries.desk import desk_name
from attendance.reports.offered import BUNDLES, REPORTS
from attendance.shell.answer import Answer, check_known, own_place, stamp_of, told_of
from attendance.store import backup, verify
from attendance.store.database import Database
from attendance.worker import Worker


def write_report(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Write a report or a set of them, and note that it left the program."""
    stamp, codes = stamp_of(options), [options.delegation] if options.delegation else None
    chosen: dict[str, str] = dict(one.partition("=")[::2] for one in options.choose)
    form = f".{options.form}" if options.form else ""
    bundle = BUNDLES.get(options.name)
    if bundle is None and options.name not in REPORTS:
        raise Refused("no_such_report", name=options.name, known=", ".join((*REPORTS, *BUNDLES)))
    parts: list[tuple[str, str, dict[str, str]]]
    if bundle is None:
        own = options.output.suffix.casefold()
        parts = [(options.name, form or (own if own in REPORTS[options.name].writers else ""), chosen)]
    else:
        parts = [(name, extension, {}) for name, extension in bundle.parts]
    zipped = bundle is not None and options.output.suffix.casefold() == ".zip"
    handed = Worker().run(
        "attendance.reports.handing_over:hand_over", str(database.path), parts, options.event, codes,
        options.language, Audience(options.audience), str(options.output), zipped, stamp.at,
    )  # fmt: skip
    issued = None
    with database.write() as db:
        if handed.names:
            log_export(
                db, stamp, options.event, report=options.name, language=options.language,
                audience=options.audience, delegations=codes, files=handed.names, sha256=handed.sha256,
            )  # fmt: skip
        if handed.issued is not None:
            issued = issue_list(db, stamp, options.event, *handed.issued)
    missing = [
        {"report": one.report, "files": one.files, **told_of(one.why, texts)} for one in handed.missing
    ]
    content = {"files": handed.files, "missing": missing, "issued": issued and issued.issue}
    lines = [*handed.files, *(one.told(texts) for one in handed.missing)]
    return Answer(content, lines, refused=not handed.files)


def minutes(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """The attendance for the minutes."""
    from attendance.reports.minutes import minutes  # what reports need is loaded only by those who write one

    with database.read() as db:
        told = minutes(db, options.event_session, options.language, stamp_of(options).at, desk_name(db))
    return Answer({"text": told}, told.splitlines())


def print_badges(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Write badges as PDF and note what came out."""
    with database.read() as db:
        check_known(db, options.event)
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
            log_printing(db, stamp_of(options), options.event, sent)
    content = {"file": output, "badges": len(sent), "printed": options.printed}
    return Answer(content, [str(output)])


def export(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Every list as CSV and JSON."""
    files = Worker().run(
        "attendance.reports.open_formats:write_open_formats",
        str(database.path),
        options.event,
        Audience(options.audience),
        str(options.output),
    )
    return Answer({"files": files}, files)


def back_up(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Write a verified copy of the file."""
    folder = options.folder or own_place(paths.backup_folder)
    made = backup.back_up(database.path, folder, stamp_of(options).at, second=options.second)
    if made is None:
        nothing = {"file": None, "second": None, "problem": None}
        return Answer(nothing, [texts("Nothing has changed since the last backup.")])
    lines = [str(made.path), *([str(made.second)] if made.second else [])]
    content: dict[str, Any] = {"file": made.path, "second": made.second, "problem": None}
    if made.problem is not None:
        content["problem"] = told_of(made.problem, texts)
        lines.append(content["problem"]["message"])
    return Answer(content, lines)


def restore_backup(options: argparse.Namespace, texts: Texts, path: Path, at: int) -> Answer:
    """Put a backup in the place of the file, or say what it holds."""
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


def check_file(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Check the file and everything computed from it."""
    findings = verify.verify(database)
    said = [sentence(texts, Refused(f"found_{f.code}", where=f.where, **f.details)) for f in findings]
    content = {
        "ok": not findings,
        "findings": [{**f._asdict(), "message": m} for f, m in zip(findings, said, strict=True)],
    }
    return Answer(content, said or [texts("The file is whole: nothing to report.")], refused=bool(findings))
