"""Every report by name: its label, its file, and the one door through which all are written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.domain.progress import Tick, no_tick
from attendance.language import Texts, texts_for
from attendance.language.marks import N_
from attendance.queries.participants import event_facts
from attendance.reports import attendance_matrix, delegation_report, list_of_participants
from attendance.reports.look import LAO_FONT
from attendance.reports.people import chosen
from attendance.reports.request import Request
from attendance.store import tables as t
from attendance.store.database import Database

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Report:
    """One deliverable.

    Attributes:
        name: as the shell calls it.
        label: English message id.
        write: makes one file from a request.
        per_delegation: one file for each delegation; several go into a folder.
        extension: added to a target that has none.
    """

    name: str
    label: str
    write: Callable[[Request, Path], Path]
    per_delegation: bool = False
    extension: str = ".xlsx"


REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report("list-of-participants", N_("List of participants"), list_of_participants.write),
        Report("attendance-matrix", N_("Attendance matrix"), attendance_matrix.write),
        Report("delegation-report", N_("Delegation report"), delegation_report.write, per_delegation=True),
    )
}


def write_report(
    db: Connection,
    name: str,
    *,
    event_id: UUID,
    texts: Texts,
    audience: Audience,
    target: Path,
    at: int,
    desk: str,
    delegation_codes: Sequence[str] | None = None,
    tick: Tick = no_tick,
    lao_font: str = LAO_FONT,
) -> list[Path]:
    """Write one report and return its files.

    Args:
        db: a read connection.
        texts: the language of the report.
        target: a file, or a folder the report names its file in; a report per delegation takes a folder
            unless exactly one delegation is asked for. Without an extension the report's own is added.
        at: time of the data, ms UTC.
        delegation_codes: only these; ``None`` is all.
        lao_font: named for Lao text, for offices that have another.

    Raises:
        Refused: no_such_report, no_such_event, no_such_delegation, report_file_in_use (with a
            ``suggestion``), report_folder_closed, report_not_written, disk_full, and what ``tick`` raises.
    """
    if name not in REPORTS:
        raise Refused("no_such_report", name=name, known=", ".join(REPORTS))
    event = event_facts(db, event_id)
    if event is None:
        raise Refused("no_such_event")
    report, codes = REPORTS[name], None if delegation_codes is None else tuple(delegation_codes)
    request = Request(db, event, texts, audience, at, desk, codes, tick, lao_font)
    if report.per_delegation and (codes is None or len(codes) != 1):
        return _write_each(report, request, target)
    return [report.write(request, file_for(report, target, codes))]


def _write_each(report: Report, request: Request, folder: Path) -> list[Path]:
    codes = sorted(delegation.code for delegation in chosen(request))
    taken: set[str] = set()
    files: list[Path] = []
    for done, code in enumerate(codes):
        plain = plain_name(code)
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name.casefold())
        path = folder / f"{report.name}-{name}{report.extension}"
        tick = _nth_of(request.tick, done, len(codes))
        files.append(report.write(replace(request, codes=(code,), tick=tick), path))
    return files


def _nth_of(tick: Tick, nth: int, files: int) -> Tick:
    """A tick that tells files, whatever rows the writer of one file tells."""

    def told(done: int, total: int, label: str) -> None:
        tick(nth, files, label)

    return told


def file_for(report: Report, target: Path, codes: Sequence[str] | None = None) -> Path:
    """Where one file goes: into ``target`` if that is a folder, with the extension if it has none."""
    if target.is_dir():
        own = f"-{plain_name(codes[0])}" if codes and len(codes) == 1 else ""
        target = target / f"{report.name}{own}"
    return target if target.suffix.casefold() == report.extension else Path(f"{target}{report.extension}")


def plain_name(text: str) -> str:
    """Plain ASCII for a file name, whatever the text was."""
    return _NOT_PLAIN.sub("-", text).strip("-") or "delegation"


def write_report_file(
    path: str,
    name: str,
    event_id: UUID,
    delegation: str | Sequence[str] | None,
    language: str,
    audience: Audience,
    target: str,
    at: int,
    tick: Tick = no_tick,
) -> list[str]:
    """``write_report`` for the worker process: opens the file itself, takes and returns plain values."""
    codes = [delegation] if isinstance(delegation, str) else delegation
    database = Database.open(Path(path), create=False)
    try:
        with database.read() as db:
            files = write_report(
                db,
                name,
                event_id=event_id,
                delegation_codes=codes,
                texts=texts_for(language),
                audience=Audience(audience),
                target=Path(target),
                at=at,
                desk=db.scalar(select(t.own_desk.c.name)) or "",
                tick=tick,
            )
    finally:
        database.close()
    return [str(file) for file in files]
