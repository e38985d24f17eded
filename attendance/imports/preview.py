"""What an import would do, worked out in the worker process and kept there until it is applied."""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from attendance.commands.event_days import checked_date
from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.imports.answers import EventCount, Look, Preview, RefusedRow, Verdict
from attendance.imports.deciding import Decided, carry_out, withdrawals
from attendance.imports.entries import Entry, Reader
from attendance.imports.headers import Table
from attendance.imports.known import Known, load
from attendance.imports.linking import Links, link
from attendance.imports.mapping import Mapping, is_complete, is_known, mapping_of, propose
from attendance.imports.matching import Record
from attendance.imports.new_rows import Batch, batches
from attendance.imports.offering import changes_of
from attendance.imports.opened import close_list, layout_of, open_list, table_of
from attendance.imports.options import Options
from attendance.imports.planning import Change, DelegationPlan, Gathering
from attendance.imports.refused_rows import write_refused
from attendance.language.marks import N_
from attendance.language.texts import texts_for
from attendance.store.database import Database

_TICK_ROWS = 2_000


class _Kept(NamedTuple):
    """The one plan in the worker's memory, with what is needed to write it."""

    token: int
    table: Table
    gathering: Gathering
    links: Links
    known: Known
    options: Options
    list_id: str
    file: tuple[str, str]
    refused: tuple[RefusedRow, ...]
    verdicts: tuple[Verdict, ...]


_kept: list[_Kept] = []
_tokens = count(1)


def look(path: str, tick: Tick = no_tick) -> Look:
    """The sheets of a file, with their headings and what each column is taken for.

    Raises:
        Refused: as ``read_list``.
    """
    return open_list(Path(path), tick).look


def prepare(
    database: str, path: str, sheet: int | None, heading_row: int | None, mapping: Mapping | None,
    options: Options, tick: Tick = no_tick,
) -> Preview:  # fmt: skip
    """What the import of one sheet would do.

    Args:
        sheet: index; None takes the best.
        heading_row: row number in the file; None finds it, 0 says there is none.
        mapping: None takes the proposal.

    Raises:
        Refused: as ``read_list``; ``list_without_names``, ``list_mapping_wrong``, ``no_such_event``,
            ``identity_needs_date``, ``bad_date``, ``stopped``.
    """
    sheets, sha, seen = open_list(Path(path), tick)
    chosen = sheets[seen.best if sheet is None else sheet]
    table = table_of(chosen, heading_row)
    mapping = mapping_of(propose(table)) if mapping is None else mapping
    if not is_known(mapping, len(table.headings)):
        raise Refused("list_mapping_wrong", name=Path(path).name)
    if not is_complete(mapping):
        raise Refused("list_without_names", name=Path(path).name)
    opened = Database.open(Path(database), create=False)
    try:
        with opened.read() as db:
            known = load(db)
            if options.event and options.event not in known.events:
                raise Refused("no_such_event")
            reader = Reader(table, mapping, options)
            gathering = Gathering(known, options, Path(path).stem)
            refused = _gather(reader, gathering, len(chosen.rows), tick)
            list_id = layout_of(table)
            links = link(db, known, gathering, list_id, tick)
    finally:
        opened.close()
    _check_identity(gathering, known, options)
    gathering.settle_delegations()
    verdicts = _verdicts(gathering, links, refused)
    file = Path(path).name, sha
    kept = _Kept(next(_tokens), table, gathering, links, known, options, list_id, file, refused, verdicts)
    _kept[:] = [kept]
    return _preview(kept, chosen.name, mapping, reader.notes + gathering.notes)


def _check_identity(gathering: Gathering, known: Known, options: Options) -> None:
    """Passports and birth dates are kept only where a date says by when they go."""
    if not options.keep_identity:
        return
    if options.identity_until:
        checked_date(options.identity_until)
        return
    for event in gathering.events.values():
        if not (event.exists and known.events[event.id].personal_until):
            raise Refused("identity_needs_date", title=event.title)


def chunks(token: int, at: int, decided: Decided | None = None) -> Iterator[Batch]:
    """The rows the kept plan writes; raises ``import_stale`` when it is no longer there.

    Args:
        decided: what somebody decided about single rows; the plan itself is kept for other decisions.
    """
    kept, decided = _find(token), decided or Decided()
    verdicts = {verdict.row: verdict for verdict in kept.verdicts}
    gathering, links = carry_out(kept.gathering, kept.links, verdicts, decided)
    yield from batches(
        gathering, links, kept.known, options=kept.options, list_id=kept.list_id, file=kept.file, at=at
    )
    if gone := withdrawals(kept.links, decided, at):
        yield Batch("delegate", gone, changes=True)


def still_kept(token: int) -> None:
    """Raises ``import_stale`` when the plan is no longer there; a worker that answers is free to write."""
    _find(token)


def save_refused(token: int, path: str, language: str) -> None:
    """Writes the refused rows of the kept plan as a workbook, the reason beside each."""
    kept = _find(token)
    write_refused(Path(path), kept.table, kept.refused, texts_for(language))


def forget() -> None:
    """Lets go of the file and the plan."""
    close_list()
    _kept.clear()


def _gather(reader: Reader, gathering: Gathering, total: int, tick: Tick) -> tuple[RefusedRow, ...]:
    refused: list[RefusedRow] = []
    for n, (number, found) in enumerate(reader.entries()):
        if n % _TICK_ROWS == 0:
            tick(n, total, N_("Comparing with what is there"))
        if isinstance(found, Entry):
            gathering.add(found)
        else:
            refused.append(RefusedRow(number, found.code, found.details))
    return tuple(refused)


def _find(token: int) -> _Kept:
    if not _kept or _kept[0].token != token:
        raise Refused("import_stale")
    return _kept[0]


def _verdicts(gathering: Gathering, links: Links, refused: tuple[RefusedRow, ...]) -> tuple[Verdict, ...]:
    """One for each row, in the file's order."""
    new = {person for person, _ in links.new_persons}
    verdicts = [Verdict(row.row, "refused", "", "") for row in refused]
    for event, plan, record in gathering.records:
        first = record.entries[0]
        is_new = not record.exists
        changes = changes_of(record.fields, record.before) if record.fields else ()
        verdicts.append(
            Verdict(
                first.row,
                record.verdict,
                first.values["name"],
                plan.name,
                tuple(_named(change, plan, record) for change in changes),
                record.person if is_new and record.person in new else None,
                None if plan.known else plan.id,
                None if event.exists else event.id,
            )
        )
        verdicts += [
            Verdict(entry.row, "merged", entry.values["name"], plan.name, into=first.row)
            for entry in record.entries[1:]
        ]
    return tuple(sorted(verdicts, key=itemgetter(0)))


def _named(change: Change, plan: DelegationPlan, record: Record) -> Change:
    """A delegation by its name, for people to read."""
    return change._replace(said=(record.was, plan.name)) if change.field == "delegation" else change


def _preview(kept: _Kept, sheet: str, mapping: Mapping, notes: Counter[str]) -> Preview:
    gathering, verdicts = kept.gathering, kept.verdicts
    tally = Counter(verdict.verdict for verdict in verdicts)
    per_event = Counter(event.id for event, _, record in gathering.records if record.verdict == "added")
    events = gathering.events.values()
    return Preview(
        token=kept.token,
        name=kept.file[0],
        sheet=sheet,
        mapping=mapping,
        heading_row=kept.table.heading_rows[0] if kept.table.heading_rows else 0,
        rows=len(verdicts),
        events=tuple(EventCount(e.id, e.title, e.year, not e.exists, per_event[e.id]) for e in events),
        added={
            "events": sum(not event.exists for event in events),
            "delegations": sum(d.known is None for event in events for d in event.delegations.values()),
            "persons": len(kept.links.new_persons),
            "delegates": tally["added"],
        },
        updated=tally["updated"],
        unchanged=tally["unchanged"],
        merged=tuple(gathering.merges),
        refused=kept.refused,
        offers=tuple(gathering.offers),
        notes=dict(notes),
        verdicts=verdicts,
        heads=kept.known.heads,
        missing=kept.links.missing,
    )
