"""The import of attendance, told as a window, a shell or a script wants it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from attendance.commands.taking import Taken, take_attendance
from attendance.domain.kinds import FactKind, Stamp
from attendance.domain.progress import Tick, no_tick
from attendance.imports.attendance_answers import NOTES, REASONS, WHY_NOT, Options, Row, TakingPreview
from attendance.imports.importing import Runs
from attendance.language import dates
from attendance.language.labels import label
from attendance.language.marks import N_
from attendance.language.texts import Texts
from attendance.store.database import Database

PREPARE = "attendance.imports.attendance_plan:prepare"
VERDICTS = ("added", "unchanged", "absent", "contradiction", "skipped", "unknown")
_DAYS_NAMED = 4
_RECORDED = {
    FactKind.IN.value: N_("came {time}"),
    FactKind.OUT.value: N_("left {time}"),
    FactKind.EXCUSED.value: N_("excused"),
}


class Imported(NamedTuple):
    """A list of attendance, and what was written; None in a dry run."""

    preview: TakingPreview
    taken: Taken | None
    zone: str


def prepare(
    worker: Runs, database: Database, path: Path, event: UUID, now: int, options: Options,
    tick: Tick = no_tick,
) -> TakingPreview:  # fmt: skip
    """What it would do at ``now`` (ms UTC); raises what ``attendance_plan.prepare`` raises."""
    return worker.run(PREPARE, str(database.path), str(path.absolute()), event, now, options, tick=tick)


def import_attendance(
    database: Database,
    worker: Runs,
    stamp: Stamp,
    path: Path,
    event: UUID,
    options: Options | None = None,
    *,
    zone: str = "UTC",
    dry_run: bool = False,
    tick: Tick = no_tick,
) -> Imported:
    """Prepare and write in one go.

    Raises:
        Refused: what ``prepare`` and ``take_attendance`` raise.
    """
    preview = prepare(worker, database, path, event, stamp.at, options or Options(), tick)
    if dry_run or not (preview.entries or preview.people or preview.new_sessions):
        return Imported(preview, None, zone)
    with database.write() as db:
        taken = take_attendance(
            db, stamp, event, preview.entries, people=preview.people, sessions=preview.new_sessions,
            file=preview.file,
        )  # fmt: skip
    return Imported(preview, taken, zone)


def why(texts: Texts, row: Row, zone: str) -> str:
    """What a line of the preview says beside its verdict."""
    if not row.code:
        return ""
    details = dict(row.details)
    if "kind" in details:
        local = dates.local(details["at"], zone)
        told = texts(_RECORDED[details["kind"]], time=f"{local:%H:%M}")
        details["recorded"] = f"{told} ({label(texts, details['source'])})"
    if "status" in details:
        details["status"] = label(texts, details["status"])
    return texts(REASONS[row.code], **details)


def notes(texts: Texts, preview: TakingPreview) -> list[str]:
    """What is to be said above the rows."""
    told = [texts(NOTES[code], n=n) for code, n in preview.notes.items() if code != "unread"]
    if preview.unread:
        shown = ", ".join(f"“{text}”" for text in list(preview.unread)[:6])
        told.append(f"{texts(NOTES['unread'], n=preview.notes['unread'])} ({shown})")
    if preview.ahead:
        told.insert(0, _ahead(texts, preview.ahead))
    return told


def _ahead(texts: Texts, marks: Mapping[str, int]) -> str:
    days = sorted(marks)
    said = ", ".join(texts.day_month(day) for day in days)
    if len(days) > _DAYS_NAMED:
        said = texts.date_range(days[0], days[-1])
    return texts.plural(
        "{n} mark is still to come and is left out ({days}). Import the list again when it is over.",
        "{n} marks are still to come and are left out ({days}). Import the list again when it is over.",
        sum(marks.values()),
        days=said,
    )


def as_json(result: Imported, texts: Texts) -> dict[str, Any]:
    """The answer for scripts."""
    preview, taken, zone = result
    return {
        "kind": "attendance",
        "counts": {verdict: preview.count(verdict) for verdict in VERDICTS},
        "people": {"found": preview.found, "added": preview.added, "unknown": preview.unknown},
        "columns": [
            {
                "key": target.column.key,
                "heading": target.column.heading,
                "day": target.column.day,
                "half": target.column.half,
                "marks": target.marks,
                "sessions": target.sessions,
                "new": target.new,
                "why": target.why,
            }
            for target in preview.targets
        ],
        "legend": dict(preview.legend),
        "notes": dict(preview.notes),
        "unread": dict(preview.unread),
        "ahead": dict(preview.ahead),
        "rows": [{**row._asdict(), "message": why(texts, row, zone)} for row in preview.rows],
        "written": taken and taken._asdict(),
        "action": taken and taken.action,
    }


def as_lines(result: Imported, texts: Texts) -> list[str]:
    """The same for a person: totals, columns that go nowhere, and every line somebody should know of."""
    preview, taken, zone = result
    lines = [
        texts(
            "{found} people of {name} are on the list; {added} are added, {unknown} are unknown.",
            name=preview.name,
            found=preview.found,
            added=preview.added,
            unknown=preview.unknown,
        ),
        texts(
            "Entered: {added}. Recorded already: {unchanged}. Absent or not expected: {absent}."
            " Contradictions: {contradiction}. Left out: {skipped}.",
            **{verdict: preview.count(verdict) for verdict in VERDICTS},
        ),
    ]
    lines += [
        f"{target.column.heading}: {target.marks} – {texts(WHY_NOT[target.why])}"
        for target in preview.targets
        if target.why
    ]
    lines += notes(texts, preview)
    lines += [
        f"{row.number}: {row.name} {row.session} {row.said} – {why(texts, row, zone)}"
        for row in preview.rows
        if row.verdict in ("contradiction", "skipped", "unknown")
    ]
    if taken and taken.overtaken:
        lines.append(texts("Recorded meanwhile, and left as it is: {n}", n=taken.overtaken))
    return lines
