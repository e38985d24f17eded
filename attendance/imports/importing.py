"""An import from outside: look, prepare, apply; told as a window, a shell or a script wants it."""

import gc
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.domain.progress import Tick, no_tick
from attendance.imports.answers import Look, Preview
from attendance.imports.deciding import Decided, all_the_same, tally
from attendance.imports.known import heads
from attendance.imports.mapping import Mapping as Columns
from attendance.imports.new_rows import Batch
from attendance.imports.options import Options
from attendance.language.marks import N_
from attendance.language.sentences import sentence
from attendance.language.texts import Texts
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.journal import Action

_WORK = "attendance.imports.preview:"
_CACHE_KIB = 64 * 1024
_OF_PEOPLE = ("event", "delegation", "person", "delegate", "badge")


class Runs(Protocol):
    """What is used of the worker process."""

    def run(self, function: str, *args: Any, tick: Tick = no_tick) -> Any: ...
    def stream(self, function: str, *args: Any, tick: Tick = no_tick) -> Iterator[Any]: ...


class Imported(NamedTuple):
    """The answer to an import: what was (or, in a dry run, would be) done.

    ``action`` can be undone in one step; None when nothing was written.
    """

    preview: Preview
    action: UUID | None
    worker: Runs
    decided: Decided = Decided()

    @property
    def refused(self) -> int:
        return len(self.preview.refused)


def look(worker: Runs, path: Path, tick: Tick = no_tick) -> Look:
    """The sheets of a file with their proposed mappings; raises what ``reading.read_list`` raises."""
    return worker.run(f"{_WORK}look", str(path.absolute()), tick=tick)


def prepare(
    worker: Runs,
    database: Database,
    path: Path,
    *,
    sheet: int | None = None,
    heading_row: int | None = None,
    mapping: Columns | None = None,
    options: Options | None = None,
    tick: Tick = no_tick,
) -> Preview:
    """What the import would do; the plan stays in the worker until the next one. See ``preview.prepare``."""
    file, list_ = str(database.path), str(path.absolute())
    arguments = (file, list_, sheet, heading_row, mapping, options or Options())
    return worker.run(f"{_WORK}prepare", *arguments, tick=tick)


def apply(
    worker: Runs,
    database: Database,
    stamp: Stamp,
    preview: Preview,
    tick: Tick = no_tick,
    decided: Decided | None = None,
) -> UUID | None:
    """Carry out a prepared import in one transaction, as one action; the action's id.

    ``decided`` is what somebody decided about single rows; without it everybody offered is somebody new.

    A stop, like any failure, leaves nothing behind.

    Raises:
        Refused: ``import_stale`` when people were changed since the preview; ``stopped``; those of the store.
    """
    with database.write() as db:
        return apply_in(db, worker, stamp, preview, decided, tick)


def apply_in(
    db: Connection,
    worker: Runs,
    stamp: Stamp,
    preview: Preview,
    decided: Decided | None = None,
    tick: Tick = no_tick,
) -> UUID | None:
    """``apply`` inside a writing connection that is open already."""
    if decided:
        counted = tally(preview, decided)
        total = counted.writes + sum(counted.brought.values()) - counted.brought["delegates"]
    else:
        total = sum(preview.added.values()) + preview.updated
    if not total:
        return None
    check_fresh(db, preview.heads)
    event = preview.events[0].id if len(preview.events) == 1 else None
    done = 0
    with _roomy(db), Action(db, stamp, "import_list", event=event) as action:
        for batch in worker.stream(f"{_WORK}chunks", preview.token, stamp.at, decided):
            tick(done, total, N_("Writing"))
            _write(action, batch)
            done += len(batch.rows)
        tick(total, total, N_("Writing"))
    return action.id


def save_refused(result: Imported, path: Path, texts: Texts) -> None:
    """Write the refused rows as a workbook that can be corrected and imported again."""
    result.worker.run(f"{_WORK}save_refused", result.preview.token, str(path.absolute()), texts.language)


def import_file(
    database: Database,
    worker: Runs,
    stamp: Stamp,
    path: Path,
    *,
    event: UUID | None = None,
    dry_run: bool = False,
    options: Options | None = None,
    same: bool = False,
    tick: Tick = no_tick,
) -> Imported:
    """Look, prepare and apply in one go, with the proposed mapping.

    Args:
        same: everybody who may be one person with another is; without it both are kept.

    Raises:
        Refused: what ``prepare`` and ``apply`` raise.
    """
    options = options or Options(event=event)
    preview = prepare(worker, database, path, options=options, tick=tick)
    decided = all_the_same(preview) if same else Decided()
    action = None if dry_run else apply(worker, database, stamp, preview, tick, decided)
    return Imported(preview, action, worker, decided)


def as_json(result: Imported, texts: Texts) -> dict[str, Any]:
    """The counts of an import as scripts read them; every row is in exactly one of added delegates, updated,
    unchanged, merged and refused."""
    preview, told = result.preview, tally(result.preview, result.decided)
    return {
        "rows": preview.rows,
        "added": {**told.brought},
        "updated": told.verdicts["updated"],
        "unchanged": told.verdicts["unchanged"],
        "merged": told.verdicts["merged"],
        "refused": [
            {"row": row.row, "code": row.code, "message": sentence(texts, Refused(row.code, **row.details))}
            for row in preview.refused
        ],
        "offered": [offer._asdict() for offer in preview.offers],
        "missing": [one._asdict() for one in preview.missing],
        "merges": [merge._asdict() for merge in preview.merged],
        "events": [
            {"id": event.id, "title": event.title, "year": event.year, "new": event.is_new}
            for event in preview.events
        ],
        "notes": preview.notes,
        "action": result.action,
    }


def as_lines(result: Imported, texts: Texts) -> list[str]:
    """The same for a person."""
    preview, told = result.preview, tally(result.preview, result.decided)
    lines = [
        texts("{rows} rows read from {name}.", rows=preview.rows, name=preview.name),
        texts(
            "Added: {events} events, {delegations} delegations, {persons} persons, {delegates} participants.",
            **told.brought,
        ),
        texts(
            "Updated: {updated}. Unchanged: {unchanged}. Merged: {merged}. Refused: {refused}.",
            updated=told.verdicts["updated"],
            unchanged=told.verdicts["unchanged"],
            merged=told.verdicts["merged"],
            refused=len(preview.refused),
        ),
    ]
    if undecided := told.verdicts["offered"]:
        lines.append(texts("Kept apart, but perhaps the same person: {offers} pairs.", offers=undecided))
    if preview.missing:
        lines.append(texts("In the event, but no longer in the list: {n}.", n=len(preview.missing)))
    lines += [f"{texts(NOTES[code])} ({rows})" for code, rows in preview.notes.items() if code in NOTES]
    for row in preview.refused:
        reason = sentence(texts, Refused(row.code, **row.details))
        lines.append(texts("Row {row}: {reason}", row=row.row, reason=reason))
    return lines


NOTES = {
    "sex_from_title": N_("The sex was taken from the title. Look it over."),
    "sex_contradicts_title": N_("Sex and title contradict each other; the sex was left open."),
    "sex_unknown": N_("The sex is written in words this program does not know; it was left open."),
    "section_unknown": N_("The section is written in words this program does not know."),
    "section_missing": N_("Rows without a section were put where the list's other rows suggest."),
    "capacity_unknown": N_("The capacity is written in words this program does not know."),
    "status_unknown": N_("The status is written in words this program does not know."),
    "sector_unknown": N_("The sector is written in words this program does not know."),
    "age_group_unknown": N_("The age is no number, or a span over two age groups; it was left out."),
    "disability_unknown": N_("Whether somebody has a disability is neither yes nor no; it was left out."),
    "years_buddhist": N_("Years above 2400 are probably of the Buddhist era; they were left out."),
    "too_many_to_compare": N_(
        "With so many people names are not compared for other spellings: somebody written in two ways is"
        " there twice. Look for doubles in the whole list afterwards."
    ),
    "dates_ambiguous": N_("Dates may be day/month or month/day; they were left out."),
}
"""What a preview's notes mean."""

REASONS = {
    "exact_copy": N_("An exact copy of another row."),
    "same_person": N_("The same person: details agree and nothing contradicts."),
    "same_name_only": N_("The same name, but nothing else to compare."),
    "same_name_other_details": N_("The same name, but different details."),
    "same_name_other_sex_or_number": N_("The same name, but another sex or number in the list."),
    "same_name_other_delegation": N_("The same name in another delegation."),
    "same_name_known_before": N_("The same name is there already, with different details."),
    "similar_name": N_("A similar name."),
    "similar_sound": N_("A name that sounds alike in another spelling or script."),
    "same_official": N_("The same name in the official script."),
    "same_contact": N_("The same phone or e-mail, and a similar name."),
    "same_passport": N_("The same passport number."),
    "same_birth_date": N_("The same date of birth, and a similar name."),
    "same_post": N_("The same position in the same delegation, and a similar name."),
}
"""Why rows were merged or offered."""


def check_fresh(db: Connection, seen: Mapping[UUID, int]) -> None:
    """Nobody may have changed people since these lines were the newest; check-ins do no harm.

    Raises ``Refused`` import_stale.
    """
    c = t.change.c
    for desk, newest in heads(db).items():
        since = seen.get(desk, 0)
        if newest > since and db.scalar(
            select(c.seq).where(c.desk == desk, c.seq > since, c.entity.in_(_OF_PEOPLE)).limit(1)
        ):
            raise Refused("import_stale")


@contextmanager
def _roomy(db: Connection) -> Generator[None]:
    """Room for a large transaction: pages stay in memory until they are complete, and Python does not look
    for cycles among rows that have none."""
    usual = db.exec_driver_sql("PRAGMA cache_size").scalar_one()
    db.exec_driver_sql(f"PRAGMA cache_size = {-_CACHE_KIB}")
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        db.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def _write(action: Action, batch: Batch) -> None:
    table = t.JOURNALLED[batch.table]
    if batch.changes:
        action.update(table, batch.rows)
        return
    if batch.ready:
        action.bring_index(batch.ready)
    action.insert(table, batch.rows)
