"""Fourth step of an import: rows that may be somebody under another spelling, script or number."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import Connection, func, select

from attendance.domain.kinds import GONE
from attendance.domain.likeness import ENOUGH, Alike, Described, Reason, alike, candidates
from attendance.domain.progress import Tick, no_tick
from attendance.imports.cells import detail_key
from attendance.imports.matching import Record
from attendance.imports.planning import EventPlan, Gathering, Offer
from attendance.language.marks import N_
from attendance.store import tables as t

MOST = 30_000
"""People of one event among whom spellings are compared; among more it would take minutes."""

_SURE_ELSEWHERE = 88
"""Score from which somebody of another delegation is offered."""
_NAMES_AKIN = 50
_READ = (
    "name", "name_official", "sex", "birth_date", "passport_no", "email", "phone", "position",
    "position_official",
)  # fmt: skip
_TICK_ROWS = 2_000
_OF_SCORE = {
    Reason.SAME_CONTACT: "same_contact",
    Reason.SAME_OFFICIAL: "same_official",
    Reason.SIMILAR_SOUND: "similar_sound",
}


class _Somebody(NamedTuple):
    """A record of the list, or (row 0) a delegate of the file whom no row names.

    ``is_new`` is a record that may still be somebody else: it is in no file and was offered nobody.
    """

    row: int
    delegation: UUID
    is_new: bool
    values: Mapping[str, Any]
    described: Described
    target: UUID | None = None
    person: UUID | None = None


def offer_likely(db: Connection, gathering: Gathering, tick: Tick = no_tick, most: int = MOST) -> None:
    """Adds an offer for each new record that resembles somebody; notes rows of lists that are too long."""
    offered = {offer.row for offer in gathering.offers}
    records: dict[UUID, list[tuple[UUID, Record]]] = defaultdict(list)
    for event, delegation, record in gathering.records:
        records[event.id].append((delegation.id, record))
    for event in gathering.events.values():
        own = records[event.id]
        if all(record.exists or record.entries[0].row in offered for _, record in own):
            continue
        there = _in_the_file(db, event) - sum(bool(record.exists) for _, record in own)
        if len(own) + there > most:  # before anybody is described, which is most of the work
            gathering.notes["too_many_to_compare"] += len(own)
            continue
        people = [*_of_the_list(own, offered), *(_of_the_file(db, event, own) if event.exists else ())]
        gathering.offers += _offers(people, tick)


def _of_the_list(records: list[tuple[UUID, Record]], offered: set[int]) -> Iterator[_Somebody]:
    for delegation, record in records:
        row = record.entries[0].row
        is_new = not record.exists and row not in offered
        yield _Somebody(row, delegation, is_new, record.values, _described(record))


def _in_the_file(db: Connection, event: EventPlan) -> int:
    d = t.delegate.c
    return db.scalar(select(func.count()).where(d.event == event.id, d.status.not_in(GONE))) or 0


def _of_the_file(db: Connection, event: EventPlan, records: list[tuple[UUID, Record]]) -> Iterator[_Somebody]:
    matched = {record.exists for _, record in records}
    d = t.delegate.c
    columns = (d.id, d.person, d.delegation, *(d[name] for name in _READ))
    query = select(*columns).where(d.event == event.id, d.status.not_in(GONE)).order_by(d.n)
    for stored in db.execute(query).mappings():
        if stored["id"] not in matched:
            values: Mapping[str, Any] = {name: stored[name] for name in _READ}
            described = Described(
                person=str(stored["person"]), name=stored["name"], official=stored["name_official"] or "",
                sex=stored["sex"] or "", born=stored["birth_date"] or "", email=stored["email"] or "",
                phone=stored["phone"] or "",
            )  # fmt: skip
            yield _Somebody(0, stored["delegation"], False, values, described, stored["id"], stored["person"])


def _described(record: Record) -> Described:
    get = record.values.get
    return Described(
        person=str(record.person), name=record.values["name"], official=get("name_official") or "",
        sex=get("sex") or record.concluded.get("sex") or "", born=record.born if len(record.born) > 4 else "",
        email=get("email") or "", phone=get("phone") or "",
    )  # fmt: skip


def _offers(people: list[_Somebody], tick: Tick) -> Iterator[Offer]:
    """The likeliest other one for each new record."""
    best: dict[int, tuple[int, str, int]] = {}

    def note(new: int, other: int, score: int, reason: str) -> None:
        if score > best.get(new, (0, "", 0))[0]:
            best[new] = score, reason, other

    described = [one.described for one in people]
    new_ones = {place for place, one in enumerate(people) if one.is_new}
    for n, (first, second) in enumerate(candidates(described, new_ones)):
        if n % _TICK_ROWS == 0:
            tick(n, 0, N_("Comparing with what is there"))
        one, other = people[first], people[second]
        found = alike(one.described, other.described)
        here = one.delegation == other.delegation
        if found.score < (ENOUGH if here else _SURE_ELSEWHERE):
            continue
        for new, whom in ((second, first), (first, second)):
            if people[new].is_new and _may_be_offered(people[new], people[whom]):
                note(new, whom, found.score + 10 * here, _reason(found))
                break
    for new, other, reason in _by_evidence(people):
        note(new, other, ENOUGH + 1, reason)
    for new, (_, reason, other) in sorted(best.items()):
        yield _offer(people[new], people[other], reason)


def _may_be_offered(new: _Somebody, whom: _Somebody) -> bool:
    """A row is offered to somebody of the file or to a row above, never both to each other."""
    return whom.row < new.row


def _reason(found: Alike) -> str:
    return next((_OF_SCORE[reason] for reason in found.reasons if reason in _OF_SCORE), "similar_name")


def _by_evidence(people: list[_Somebody]) -> Iterator[tuple[int, int, str]]:
    """(new record, somebody of the file, reason) of one delegation whose passport, contact or post is the
    same, however the name is written; a post says so only where the names are akin."""
    known: dict[tuple[UUID, str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(people):
        if one.row == 0:
            for what, value in _evidence(one.values, one.described):
                known[one.delegation, what, value].append(place)
    for place, one in enumerate(people):
        if not one.is_new:
            continue
        for what, value in _evidence(one.values, one.described):
            for other in known.get((one.delegation, what, value), ()):
                whom = people[other].described
                if one.described.born and whom.born and one.described.born != whom.born:
                    continue
                akin = fuzz.token_set_ratio(one.described.words, whom.words) >= _NAMES_AKIN
                if what == "same_passport" or akin:
                    yield place, other, what


def _evidence(values: Mapping[str, Any], described: Described) -> Iterator[tuple[str, str]]:
    if passport := values.get("passport_no"):
        yield "same_passport", detail_key(passport)
    if described.born:
        yield "same_birth_date", described.born
    if described.email:
        yield "same_contact", described.email
    if described.phone:
        yield "same_contact", described.phone
    if post := values.get("position") or values.get("position_official"):
        yield "same_post", detail_key(post)


def _offer(new: _Somebody, other: _Somebody, reason: str) -> Offer:
    kind = "delegate" if other.target else "row"
    name = new.values["name"]
    return Offer(new.row, other.row, name, reason, (), kind, other.target, other.person)
