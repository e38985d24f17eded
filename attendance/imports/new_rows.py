"""Third step of an import: the rows to write, in the order in which they may be written."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from attendance.commands.delegates import delegate_row, delegation_row
from attendance.commands.event_days import first_sessions
from attendance.commands.events import event_row
from attendance.domain import badge_code
from attendance.domain.kinds import DelegationState, new_id
from attendance.domain.text_keys import has_lao, sort_key
from attendance.imports.known import Known
from attendance.imports.linking import Links, source_key
from attendance.imports.matching import Record
from attendance.imports.options import Options
from attendance.imports.places import country_of
from attendance.imports.planning import DelegationPlan, EventPlan, Gathering, starting_capacity
from attendance.language.countries import country_name
from attendance.store.search import order_name, search_text

CHUNK = 5_000
_OF_PERSON = ("name", "name_official", "given", "family", "email", "phone", "birth_date", "passport_no")


class Batch(NamedTuple):
    """Rows for one table.

    Attributes:
        table: its name.
        rows: new rows; for ``changes`` pairs of id and fields.
        changes: whether the rows exist already.
        ready: for new delegates, their sort key and search words, by id.
    """

    table: str
    rows: list[Any]
    changes: bool = False
    ready: dict[UUID, tuple[bytes, str]] | None = None


def batches(
    gathering: Gathering,
    links: Links,
    known: Known,
    *,
    options: Options,
    list_id: str,
    file: tuple[str, str],
    at: int,
) -> Iterator[Batch]:
    """Everything the import writes, parents before children.

    Args:
        options: what was decided about the whole list.
        file: name and SHA-256 of the list, noted with each event it brought.
        at: when, in milliseconds since 1970 UTC.
    """
    events = list(gathering.events.values())
    new = [plan for plan in events if not plan.exists]
    yield Batch("event", [_event(plan, options) for plan in new])
    if options.keep_identity and options.identity_until:
        until = {"personal_until": options.identity_until}
        kept = [plan.id for plan in events if plan.exists and not known.events[plan.id].personal_until]
        yield Batch("event", [(event, until) for event in kept], changes=True)
    yield Batch("event_session", [row for plan in new for row in first_sessions(plan.id, [])])
    yield Batch("delegation", [row for plan in events for row in _delegations(plan, known)])
    yield from _in_chunks("person", (_person(id_, record, list_id) for id_, record in links.new_persons))
    yield from _delegate_batches(gathering, known, at)
    changes = [
        (r.exists, {**r.fields, "status_at": at} if "status" in r.fields else r.fields)
        for _, _, r in gathering.records
        if r.exists and r.fields
    ]
    for start in range(0, len(changes), CHUNK):
        yield Batch("delegate", changes[start : start + CHUNK], changes=True)
    noted = [
        {"id": new_id(), "event": plan.id, "name": file[0], "sha256": file[1], "at": at}
        for plan in events
        if (plan.id, file[1]) not in known.files
    ]
    for row, plan in zip(noted, [p for p in events if (p.id, file[1]) not in known.files], strict=True):
        if len(plan.delegations) == 1:
            row["delegation"] = next(iter(plan.delegations.values())).id
    yield Batch("delegation_file", noted)


def _in_chunks(table: str, rows: Iterator[dict[str, Any]]) -> Iterator[Batch]:
    while chunk := list(islice(rows, CHUNK)):
        yield Batch(table, chunk)


def _event(plan: EventPlan, options: Options) -> dict[str, Any]:
    official = has_lao(plan.title)
    place_official = has_lao(plan.place)
    return event_row(
        id=plan.id,
        title=plan.title,
        title_official=plan.title if official else None,
        year=plan.year,
        zone=options.zone,
        personal_until=options.identity_until if options.keep_identity else None,
        **({"place_official" if place_official else "place": plan.place} if plan.place else {}),
    )


def _delegations(event: EventPlan, known: Known) -> Iterator[dict[str, Any]]:
    position = known.positions[event.id] if event.exists else 0
    for plan in event.delegations.values():
        if plan.known:
            continue
        position += 1
        yield delegation_row(
            event.id,
            id=plan.id,
            code=plan.code,
            country=plan.country,
            section=str(plan.section),
            position=position,
            state=DelegationState.RECEIVED.value,
            **_names_of(plan),
        )


def _names_of(plan: DelegationPlan) -> dict[str, str]:
    if not has_lao(plan.name):
        return {"name": plan.name}
    if plan.country:
        return {"name": country_name(plan.country, "en"), "name_official": plan.name}
    return {"name": plan.name, "name_official": plan.name}


def _person(id_: UUID, record: Record, list_id: str) -> dict[str, Any]:
    values = record.values
    row = {"id": id_, **{key: values[key] for key in _OF_PERSON if key in values}}
    if sex := values.get("sex") or record.concluded.get("sex"):
        row["sex"] = str(sex)
    first = record.entries[0]
    if nationality := first.nationality or first.country:
        row["nationality"] = country_of(nationality)
    if record.source:
        row["source_key"] = source_key(list_id, record.source)
    return row


class _Searched(NamedTuple):
    """What ``search_text`` looks at."""

    name: str
    name_official: str | None
    certificate_name: None
    email: str | None
    phone: str | None
    code: str
    delegation: str | None
    delegation_official: str | None
    organisation: str | None
    organisation_official: str | None
    badge_code: str
    short_number: int


def _index_entry(row: dict[str, Any], plan: DelegationPlan) -> tuple[bytes, str]:
    """The sort key and search words of a new delegate, computed here so that the writing need not."""
    get = row.get
    names = (plan.known.name, plan.known.name_official) if plan.known else _names_in_two_forms(plan)
    said = _Searched(
        row["name"], get("name_official"), None, get("email"), get("phone"), plan.code, *names,
        get("organisation"), get("organisation_official"), row["badge_code"], row["short_number"],
    )  # fmt: skip
    return sort_key(order_name(get("family"), get("given"), row["name"])), search_text(said)


def _names_in_two_forms(plan: DelegationPlan) -> tuple[str, str | None]:
    names = _names_of(plan)
    return names["name"], names.get("name_official")


def _delegate_batches(gathering: Gathering, known: Known, at: int) -> Iterator[Batch]:
    numbers = dict(known.numbers)
    codes = known.badge_codes
    rows: list[dict[str, Any]] = []
    ready: dict[UUID, tuple[bytes, str]] = {}
    for event, delegation, record in gathering.records:
        if record.exists:
            continue
        number = numbers[event.id] = numbers.get(event.id, 0) + 1
        while (code := badge_code.new_code()) in codes:
            pass
        codes.add(code)
        values: dict[str, Any] = {"country": delegation.country, **record.concluded, **record.values}
        values.update(
            capacity=str(starting_capacity(record)), status_at=at, short_number=number, badge_code=code
        )
        row = delegate_row(event.id, delegation.id, record.person or new_id(), **values)
        rows.append(row)
        ready[row["id"]] = _index_entry(row, delegation)
        if len(rows) >= CHUNK:
            yield Batch("delegate", rows, ready=ready)
            rows, ready = [], {}
    yield Batch("delegate", rows, ready=ready)
