"""The import of a programme, told as a window, a shell or a script wants it."""

from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from attendance.commands.programme_files import Taken, take_programme
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.domain.progress import Tick, no_tick
from attendance.imports.importing import Runs
from attendance.imports.programme_items import NOTES, SKIPS
from attendance.imports.programme_plan import Days, ProgrammePreview, Row
from attendance.language.marks import N_
from attendance.language.texts import Texts
from attendance.store.database import Database

PREPARE = "attendance.imports.programme_plan:prepare"

VERDICTS = ("added", "updated", "unchanged", "skipped")
FIELDS = {
    "title": N_("title"),
    "title_official": N_("title"),
    "room": N_("room"),
    "room_official": N_("room"),
    "day": N_("day"),
    "starts": N_("start"),
    "ends": N_("end"),
    "speaker": N_("speaker"),
}
"""What an update may change, as a person calls it."""


class Imported(NamedTuple):
    """A programme file, and what was written; None in a dry run."""

    preview: ProgrammePreview
    taken: Taken | None


def prepare(
    worker: Runs, database: Database, path: Path, event: UUID, *, days: Days | None = None,
    day_first: bool | None = None, tick: Tick = no_tick,
) -> ProgrammePreview:  # fmt: skip
    """What it would do; raises what ``programme_plan.prepare`` raises."""
    arguments = str(database.path), str(path.absolute()), event, days and str(days), day_first
    return worker.run(PREPARE, *arguments, tick=tick)


def import_programme(
    database: Database,
    worker: Runs,
    stamp: Stamp,
    path: Path,
    event: UUID,
    *,
    days: Days | None = None,
    day_first: bool | None = None,
    drop: bool = False,
    dry_run: bool = False,
    tick: Tick = no_tick,
) -> Imported:
    """Prepare and write in one go.

    Args:
        drop: take out of the programme what an earlier version of the file had and nobody used.

    Raises:
        Refused: ``programme_other_days`` where ``days`` has to be said first; what ``prepare`` and
            ``take_programme`` raise.
    """
    preview = prepare(worker, database, path, event, days=days, day_first=day_first, tick=tick)
    if dry_run:
        return Imported(preview, None)
    if preview.choice is None:
        first, last = preview.days[0], preview.days[-1]
        raise Refused("programme_other_days", name=preview.name, first=first, last=last)
    with database.write() as db:
        taken = take_programme(db, stamp, event, preview.entries, leaving(preview) if drop else ())
    return Imported(preview, taken)


def leaving(preview: ProgrammePreview) -> tuple[UUID, ...]:
    """What may be taken out: no longer in the file, and without attendance."""
    return tuple(one.session for one in preview.vanished if not one.used)


def why(texts: Texts, row: Row) -> str:
    """What a line of the preview says beside its verdict: the reason, what changes, what was made to fit."""
    if row.code:
        return texts(SKIPS[row.code], **row.details)
    parts = [texts(NOTES[code]) for code in row.notes]
    if row.fields:
        names = dict.fromkeys(texts(FIELDS[name]) for name in row.fields)
        parts.insert(0, texts("Changes: {fields}.", fields=", ".join(names)))
    return " ".join(parts)


def when(row: Row) -> str:
    """ "2024-05-29 09:00–10:30", as far as it is known."""
    return " ".join(part for part in (row.day, "–".join(filter(None, (row.starts, row.ends)))) if part)


def as_json(result: Imported, texts: Texts) -> dict[str, Any]:
    """The answer for scripts; every entry of the file is one row."""
    preview, taken = result
    return {
        "kind": "programme",
        "format": preview.format,
        "title": preview.title,
        "counts": {
            verdict: preview.count(verdict) for verdict in ("added", "updated", "unchanged", "skipped")
        },
        "contributions": preview.contributions,
        "unknown_speakers": dict(preview.unknown),
        "days": preview.days,
        "other_days": preview.elsewhere,
        "rows": [{**row._asdict(), "message": why(texts, row)} for row in preview.rows],
        "vanished": [one._asdict() for one in preview.vanished],
        "written": taken and taken._asdict(),
        "action": taken and taken.action,
    }


def as_lines(result: Imported, texts: Texts) -> list[str]:
    """The same for a person."""
    preview, taken = result
    lines = [
        texts("{rows} entries read from {name}.", rows=len(preview.rows), name=preview.name),
        texts(
            "Added: {added}. Updated: {updated}. Unchanged: {unchanged}. Left out: {skipped}.",
            **{verdict: preview.count(verdict) for verdict in VERDICTS},
        ),
    ]
    lines += [
        f"{row.where}: {row.title or texts('(no title)')} {when(row)} – {why(texts, row)}"
        for row in preview.rows
        if why(texts, row)
    ]
    if preview.unknown:
        names = ", ".join(sorted(preview.unknown))
        lines.append(texts("Speakers not on the list of delegates: {names}", names=names))
    lines += [
        texts("No longer in the file: {title} ({day})", title=one.title, day=one.day or "")
        for one in preview.vanished
    ]
    if taken and taken.removed:
        lines.append(texts("Taken out of the programme: {n}", n=taken.removed))
    return lines
