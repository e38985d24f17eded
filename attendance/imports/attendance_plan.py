"""What a list of attendance would write: worked out in the worker, written by one verb."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.event_days import HALF_DAYS, days_of
from attendance.commands.taking import Entry, NewPerson
from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE, FactKind, SessionKind, Source
from attendance.domain.local_time import local_day
from attendance.domain.presence import standing
from attendance.domain.progress import Tick, no_tick
from attendance.domain.text_keys import search_key
from attendance.imports import attendance_people
from attendance.imports.attendance_answers import (
    NEW,
    NOTES,
    Options,
    Row,
    Session,
    Stranger,
    TakingPreview,
    Target,
    Whose,
)
from attendance.imports.attendance_facts import Place, Wanted, differs, so_far, wanted_of
from attendance.imports.attendance_people import Match
from attendance.imports.attendance_table import (
    AttendanceList,
    Column,
    Marked,
    Person,
    read_attendance,
)
from attendance.imports.cells import detail_key
from attendance.imports.codes import Code
from attendance.language.own_titles import WHILE_OPEN
from attendance.store import tables as t
from attendance.store.database import Database

_e, _s, _f = t.event.c, t.event_session.c, t.attendance_fact.c
NOON = "12:00"


def prepare(
    database: str, path: str, event: UUID, now: int, options: Options | None = None, tick: Tick = no_tick
) -> TakingPreview:
    """What the import of a list of attendance would write.

    Args:
        now: ms UTC; what is still to come then is left out, as the desks do not write it either.

    Raises:
        Refused: ``no_such_event``, and what ``read_attendance`` raises.
    """
    options = options or Options()
    opened = Database.open(Path(database), create=False)
    try:
        with opened.read() as db:
            found = db.execute(select(_e.starts, _e.ends, _e.zone).where(_e.id == event)).one_or_none()
            if found is None:
                raise Refused("no_such_event")
            days = tuple(day.isoformat() for day in days_of(found.starts, found.ends))
            first = days[0] if days else None
            listed = read_attendance(Path(path), first, day_first=options.day_first, tick=tick)
            sha = hashlib.sha256(Path(path).read_bytes()).hexdigest()
            plan = _Plan(db, event, found.zone, days, listed, options, now)
            return plan.worked_out((Path(path).name, sha))
    finally:
        opened.close()


class _Plan:
    def __init__(
        self, db: Connection, event: UUID, zone: str, days: tuple[str, ...], listed: AttendanceList,
        options: Options, now: int,
    ) -> None:  # fmt: skip
        self._now = now
        self._days, self._list, self._options, self._zone = days, listed, options, zone
        self._people = attendance_people.load(db, event)
        columns = (_s.id, _s.title, _s.title_official, _s.day, _s.starts, _s.ends, _s.kind)
        taking = select(*columns).where(_s.event == event, _s.takes_attendance)
        self._sessions = list(db.execute(taking.order_by(_s.day.nulls_last(), _s.starts.nulls_last(), _s.n)))
        places = {row.id: Place(row.id, row.day, row.starts, row.ends, zone) for row in self._sessions}
        facts: dict[tuple[UUID, UUID], list[Any]] = defaultdict(list)
        query = select(t.attendance_fact).join(t.event_session, _s.id == _f.event_session)
        for fact in db.execute(query.where(_s.event == event)):
            facts[fact.delegate, fact.event_session].append(fact)
        self._known_places = places
        self._stand = {pair: list(standing(of_it)) for pair, of_it in facts.items()}
        self._new_sessions: list[dict[str, Any]] = []
        self._new_people: list[NewPerson] = []
        self._new_keys: dict[tuple[str, ...], int] = {}
        self._strangers: dict[tuple[str, ...], Stranger] = {}
        self._rows: list[Row] = []
        self._notes: Counter[str] = Counter()
        self._ahead: set[tuple[str, UUID | int, str]] = set()
        self._earlier = 0

    def worked_out(self, file: tuple[str, str]) -> TakingPreview:
        listed = self._list
        targets = [self._target(column) for column in listed.columns]
        places = {target.column.key: self._places(target) for target in targets}
        whose = self._matched()
        entries = self._entries(places, whose)
        for code, n in (
            ("empty_sheet", len(listed.empty)),
            ("untimed", len(listed.untimed)),
            ("unread", sum(listed.unread.values())),
        ):
            if n:
                self._notes[code] = n
        sessions = tuple(
            Session(row.id, row.title, row.title_official, row.day, row.starts) for row in self._sessions
        )
        found = {who for who in whose.values() if isinstance(who, UUID)}
        missing = {row.name for row in self._rows if row.verdict == "unknown"}
        return TakingPreview(
            file[0], tuple(self._rows), tuple(targets), sessions, self._days, len(found),
            len(self._new_people), len(missing), self._earlier, dict(self._notes),
            dict(listed.unread), dict(listed.legend), tuple(entries), tuple(self._new_people),
            tuple(self._new_sessions), file, Counter(day for day, *_ in self._ahead), listed.two_ways,
            tuple(self._strangers.values()),
        )  # fmt: skip

    # -- event sessions --------------------------------------------------------------------------------

    def _target(self, column: Column) -> Target:
        marks = sum(mark.column == column.key for mark in self._list.marks)
        chosen = self._options.targets.get(column.key)
        if chosen == NEW:
            return Target(column, (), True, marks, "")
        if chosen is not None:
            known = tuple(one for one in chosen if one in self._known_places)
            return Target(column, known, False, marks, "" if known else "left_out")
        sessions, why = self._proposed(column)
        new = why == "no_session" and self._options.make
        return Target(column, sessions, new, marks, "" if new else why)

    def _proposed(self, column: Column) -> tuple[tuple[UUID, ...], str]:
        if column.two_ways:
            return (), "two_ways"
        heading = search_key(column.heading)
        of_day = [row for row in self._sessions if column.day is None or row.day == column.day]
        for row in of_day:
            for title in (row.title, row.title_official):
                key = search_key(title or "")
                if len(key) > 3 and key in heading and not (column.day is None and self._is_repeated(key)):
                    return (row.id,), ""
        if column.day is None:
            alone = len(self._sessions) == 1
            return ((self._sessions[0].id,), "") if alone else ((), "no_day")
        if self._days and column.day not in self._days:
            return (), "other_day"
        halves = [row for row in of_day if row.kind == SessionKind.HALF_DAY]
        if column.half:
            wanted = [
                row for row in halves or of_day if ((row.starts or "") >= NOON) == (column.half == "pm")
            ]
        else:
            wanted = of_day if column.times else halves or of_day
        return (tuple(row.id for row in wanted), "") if wanted else ((), "no_session")

    def _is_repeated(self, key: str) -> bool:
        return sum(key == search_key(row.title or "") for row in self._sessions) > 1

    def _places(self, target: Target) -> list[Place]:
        if not target.new:
            return [self._known_places[one] for one in target.sessions]
        column = target.column
        half = {"am": HALF_DAYS[0], "pm": HALF_DAYS[1]}.get(column.half or "")
        plain = column.heading == column.day or column.times
        fields: dict[str, Any] = {"day": column.day, "kind": SessionKind.SESSION}
        if half:
            fields |= {"title": half[0], "title_official": half[1], "starts": half[2], "ends": half[3]}
        elif plain:
            fields |= {"title": WHILE_OPEN[0], "title_official": WHILE_OPEN[1]}
        else:
            fields["title"] = column.heading[:120]
        self._new_sessions.append(fields)
        number = len(self._new_sessions) - 1
        return [Place(number, column.day, fields.get("starts"), fields.get("ends"), self._zone)]

    # -- people ----------------------------------------------------------------------------------------

    def _matched(self) -> dict[int, UUID | int]:
        """By place of a person in the file: the delegate, or the place of a new one."""
        found: dict[int, UUID | int] = {}
        known: dict[tuple[str, ...], Match] = {}
        told: set[tuple[str, ...]] = set()
        marks = Counter(mark.person for mark in self._list.marks)
        for index, person in enumerate(self._list.people):
            own = (person.name, person.email, person.badge, person.delegation, person.organisation)
            if own not in known:
                known[own] = attendance_people.find(self._people, person)
            match = known[own]
            if match.delegate is not None:
                found[index] = match.delegate
                continue
            self._meet(own, index, match, marks[index])
            who = self._decided(own, match)
            if who.delegate is not None:
                found[index] = who.delegate
            elif who.delegation is not None:
                found[index] = self._new_person(index, own, who.delegation)
            elif own not in told:
                told.add(own)
                self._rows.append(self._without(own, person, match))
        return found

    def _decided(self, own: tuple[str, ...], match: Match) -> Whose:
        """What was said of this one, else of all of the kind."""
        if own in self._options.people:
            return self._options.people[own]
        if match.how == "perhaps" and self._options.same and match.suggested:
            return Whose(delegate=match.suggested)
        return Whose(delegation=self._options.add_to if match.how != "ambiguous" else None)

    def _without(self, own: tuple[str, ...], person: Person, match: Match) -> Row:
        """The line of somebody of whom nothing is taken."""
        if own in self._options.people:
            return Row(person.number, person.sheet, person.name, "skipped", code="left_out")
        name = self._people.rows[match.suggested].name if match.suggested else ""
        row = Row(person.number, person.sheet, person.name, "unknown", code=match.how)
        return row._replace(details={"name": name} if name else {})

    def _meet(self, own: tuple[str, ...], index: int, match: Match, marks: int) -> None:
        if own in self._strangers:
            before = self._strangers[own]
            self._strangers[own] = before._replace(marks=before.marks + marks)
            return
        person = self._list.people[index]
        other = self._people.rows[match.suggested] if match.suggested else None
        group = self._people.delegations.get(detail_key(person.delegation)) if person.delegation else None
        told = {"name_official": person.official, **_details(person), "delegation": person.delegation}
        sides = [("name", other.name if other else "", person.name)]
        for field, mine in told.items():
            theirs = getattr(other, field) if other is not None and field != "delegation" else None
            if theirs or mine:
                sides.append((field, theirs or "", mine))
        self._strangers[own] = Stranger(
            own, person.number, person.sheet, person.name, match.how, marks, match.suggested,
            other.name if other else "", group, tuple(sides),
        )  # fmt: skip

    def _new_person(self, index: int, own: tuple[str, ...], delegation: UUID) -> int:
        """The place of a new one: one for each who was decided singly, of the rest one for each name."""
        person = self._list.people[index]
        if own not in self._options.people:
            own = (person.name, person.email, str(delegation))
        if own not in self._new_keys:
            told = {"name_official": person.official, **_details(person)}
            fields = {key: value for key, value in told.items() if value}
            self._new_people.append(NewPerson(delegation, person.name, fields))
            self._new_keys[own] = len(self._new_people) - 1
        return self._new_keys[own]

    # -- facts -----------------------------------------------------------------------------------------

    def _entries(self, places: Mapping[str, Sequence[Place]], whose: Mapping[int, UUID | int]) -> list[Entry]:
        """One entry for each person and event session; marks of one day that are times belong together."""
        groups: dict[tuple[UUID | int, str, int], list[Marked]] = defaultdict(list)
        for n, mark in enumerate(self._list.marks):
            if mark.person in whose and places[mark.column]:
                alone = 0 if mark.cell.is_time else n + 1
                groups[whose[mark.person], mark.column, alone].append(mark)
        headings = {column.key: column.heading for column in self._list.columns}
        entries: list[Entry] = []
        done: dict[tuple[UUID | int, UUID | int], tuple[Wanted, int]] = {}
        for (who, key, _), marks in groups.items():
            person = self._list.people[marks[0].person]
            for place, wanted in wanted_of([mark.cell for mark in marks], places[key]):
                said = wanted.said
                row = Row(person.number, person.sheet, person.name, "skipped", headings[key], said)
                before = done.get((who, place.session)) if place is not None else None
                if place is None or wanted.problem:
                    self._rows.append(row._replace(code=wanted.problem or "outside"))
                elif before is not None:
                    if before[0].facts != wanted.facts:
                        self._rows.append(row._replace(code="twice", details={"other": before[1]}))
                else:
                    done[who, place.session] = (wanted, person.number)
                    self._decide(entries, row, who, key, place, wanted)
        return entries

    def _decide(
        self, entries: list[Entry], row: Row, who: UUID | int, key: str, place: Place, wanted: Wanted
    ) -> None:
        stand: list[Any] = []
        if isinstance(who, UUID) and isinstance(place.session, UUID):
            stand = self._stand.get((who, place.session), [])
        if stand and differs(wanted, stand)[0] == "same":
            self._note(wanted)
            self._rows.append(row._replace(verdict="unchanged", code="already"))
            return
        planned, wanted = wanted, so_far(wanted, self._now)
        if wanted.problem:
            self._ahead.add((local_day(planned.facts[0][1], self._zone), who, key))
            self._rows.append(row._replace(code=wanted.problem))
            return
        self._note(wanted)
        if wanted.note == "rest_ahead":
            row = row._replace(code=wanted.note)
        if not stand:
            self._without_facts(entries, row, who, place, wanted)
            return
        seen = tuple(fact.id for fact in stand)
        verdict, facts = differs(wanted, stand)
        if verdict == "same":
            self._rows.append(row._replace(verdict="unchanged"))
        elif verdict == "more":
            entries.append(Entry(who, place.session, facts, wanted.reason, seen))
            self._rows.append(row._replace(verdict="added"))
        else:
            earlier = all(fact.source == Source.IMPORT for fact in stand)
            self._earlier += earlier
            if earlier and self._options.replace:
                entries.append(Entry(who, place.session, wanted.facts, wanted.reason, seen, True))
                self._rows.append(row._replace(verdict="added"))
                return
            first = stand[0]
            details = {"recorded": "", "kind": first.kind, "at": first.at, "source": first.source}
            code = "file_says" if earlier else "door_says"
            self._rows.append(row._replace(verdict="contradiction", code=code, details=details))

    def _note(self, wanted: Wanted) -> None:
        if wanted.note in NOTES:
            self._notes[wanted.note] += 1

    def _without_facts(
        self, entries: list[Entry], row: Row, who: UUID | int, place: Place, wanted: Wanted
    ) -> None:
        if not wanted.facts:
            code = "not_expected" if wanted.code is Code.NOT_EXPECTED else "absent"
            self._rows.append(row._replace(verdict="absent", code=code))
            return
        status = self._people.rows[who].status if isinstance(who, UUID) else None
        if wanted.facts[0][0] is FactKind.IN and status in GONE:
            self._rows.append(row._replace(verdict="contradiction", code="gone", details={"status": status}))
            return
        entries.append(Entry(who, place.session, wanted.facts, wanted.reason))
        self._rows.append(row._replace(verdict="added"))


def _details(person: Person) -> dict[str, str]:
    return {"email": person.email, "organisation": person.organisation, "position": person.position}
