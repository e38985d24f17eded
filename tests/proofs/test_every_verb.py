"""Every verb in any order: undo and redo are exact, and the tables stay what the history says."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from attendance.commands import (
    badge_codes,
    badges,
    by_hand,
    certificates,
    closing,
    contributions,
    custom_fields,
    delegations,
    duplicating,
    events,
    follow_ups,
    inviting,
    letterheads,
    letters,
    list_issues,
    merging,
    operators,
    people,
    personal,
    programme,
    programme_files,
    replacing,
    session_rules,
    sheets,
    taking,
    undo,
    walk_in,
)
from attendance.domain.certificates import Rule
from attendance.domain.kinds import (
    Capacity,
    FieldKind,
    FollowUpState,
    LetterKind,
    Mark,
    Role,
    SessionEntry,
    Stamp,
    TagColour,
)
from attendance.domain.list_issue import next_edition
from attendance.domain.paper import Marked
from attendance.domain.presence import standing
from attendance.domain.quorum import Quorum, Threshold
from attendance.domain.rules import Condition, ConditionKind, Question, Rules
from attendance.imports import importing
from attendance.imports.answers import Addition, Difference, Returned
from attendance.imports.deciding import OTHER, SAME, SKIP, TAKE, Decided, Decision
from attendance.imports.edited import apply_edited, usual
from attendance.imports.known import heads
from attendance.imports.options import Options
from attendance.queries.list_issues import issues
from attendance.store import tables as t
from attendance.store import verify
from attendance.store.database import Database
from tests.imports.test_conservation import Here
from tests.proofs.test_rebuild import NAME, NUMBER, STEPS, Desk, contents, rebuilt

NUMBERS = st.lists(NUMBER, min_size=1, max_size=4, unique=True)
DAY = st.sampled_from([None, "2024-05-28", "2024-05-29", "2024-05-30", "2024-06-02"])
WORD = st.sampled_from(["red", "blue", "", None])
CHOICES = st.lists(st.sampled_from((SAME, OTHER, SKIP, TAKE)), min_size=4, max_size=4)
SCAN = st.sampled_from([None, b"one", b"two"])


def step(name: str, *parts: Any) -> Any:
    return st.tuples(st.just(name), *parts)


MORE = st.one_of(
    step("days", NUMBER, DAY, DAY),
    step("duplicate", NUMBER, DAY, st.booleans()),
    step("invite", NUMBER, NUMBERS, NAME),
    step("add_session", NUMBER, NAME, DAY, st.booleans()),
    step("change_session", NUMBER, NAME, DAY, st.booleans()),
    step("duplicate_session", NUMBER, DAY),
    step("remove_sessions", NUMBERS),
    step("set_rules", NUMBERS, NUMBER, st.sampled_from([None, *SessionEntry]), st.booleans()),
    step("close_session", NUMBER),
    step("reset_session", NUMBER, NAME),
    step("add_contribution", NUMBER, NUMBER, NUMBER, NAME),
    step("change_contribution", NUMBER, NUMBER, NUMBER, NUMBER, NAME),
    step("remove_contribution", NUMBER),
    step("add_delegations", NUMBER, st.lists(st.sampled_from(["MNG", "UZB", "ADB"]), max_size=3)),
    step("change_delegation", NUMBER, st.sampled_from(["LAO", "VNM"]), NAME),
    step("order_by_hand", NUMBER, st.permutations(range(4))),
    step("set_list_order", NUMBER, st.sampled_from(["lao", "french:KZ", "nothing"])),
    step("purge_identity", NUMBER),
    step("set_quorum", NUMBER, st.none() | st.integers(0, 3)),
    step("remove_delegation", NUMBER),
    step("make_head", NUMBER),
    step("add_priority", NUMBER, NAME),
    step("change_priority", NUMBER, NAME),
    step("order_priorities", st.permutations(range(3))),
    step("remove_priority", NUMBER),
    step("add_follow_up", NUMBER, NUMBER, NAME),
    step("change_follow_up", NUMBER, st.sampled_from(list(FollowUpState)), DAY),
    step("remove_follow_up", NUMBER),
    step("add_letter", NUMBER, NUMBER, NAME, SCAN),
    step("change_letter", NUMBER, NAME, SCAN),
    step("drop_scan", NUMBER),
    step("remove_letter", NUMBER),
    step("add_letterhead", NAME, st.none() | NUMBER),
    step("change_letterhead", NUMBER, NAME),
    step("order_letterheads", st.permutations(range(3))),
    step("remove_letterhead", NUMBER),
    step("choose_letterhead", NUMBER, st.none() | NUMBER),
    step("add_logo", NUMBER, st.booleans()),
    step("order_logos", NUMBER, st.permutations(range(3))),
    step("remove_logo", NUMBER),
    step("add_tag", NUMBER, NAME),
    step("change_tag", NUMBER, NAME),
    step("remove_tag", NUMBER),
    step("tag", NUMBERS, NUMBER, st.booleans()),
    step("tag", NUMBERS, NUMBER, st.booleans()),
    step("add_field", NUMBER, NAME, st.sampled_from(list(FieldKind))),
    step("change_field", NUMBER, NAME, st.sampled_from(list(FieldKind))),
    step("order_fields", NUMBER, st.permutations(range(3))),
    step("remove_field", NUMBER),
    step("set_value", NUMBERS, NUMBER, WORD),
    step("set_value", NUMBERS, NUMBER, WORD),
    step("photo", NUMBER, SCAN),
    step("photo", NUMBER, SCAN),
    step("companion", NUMBER, NAME),
    step("link_companion", NUMBER, st.none() | NUMBER),
    step("merge", NUMBER, NUMBER, WORD),
    step("merge", NUMBER, NUMBER, WORD),
    step("add_operator", NAME, st.sampled_from(list(Role))),
    step("change_operator", NUMBER, NAME, st.sampled_from(list(Role)), st.booleans()),
    step("walk_in", NUMBER, NUMBER, NAME),
    step("walk_in", NUMBER, NUMBER, NAME),
    step("replace", NUMBER, NAME, WORD),
    step("reissue", NUMBER),
    step("spares", NUMBER),
    step("tie", NUMBER, NUMBER),
    step("whole_delegation", NUMBER, NUMBER, NUMBERS),
    step("excuse", NUMBER, NUMBERS, NUMBER),
    step("minutes", NUMBER, NUMBER, st.sampled_from(["late", "left_early"]), st.integers(1, 40)),
    step("correct_time", NUMBER, st.integers(-90, 1)),
    step("print_sheets", NUMBER, NUMBERS, st.booleans()),
    step("type_line", NUMBER, NUMBER, NUMBER, st.none() | st.sampled_from(list(Mark))),
    step("type_line", NUMBER, NUMBER, NUMBER, st.none() | st.sampled_from(list(Mark))),
    step("type_walk_in", NUMBER, NUMBER, NUMBER, NAME),
    step("note_sheets", NUMBERS, st.booleans(), st.booleans()),
    step("attach_scan", NUMBER, SCAN),
    step("take_back", NUMBER, NUMBER, NAME),
    step("take_attendance", NUMBER, NUMBERS, NUMBER, st.sampled_from(["in", "excused"]), NAME),
    step("take_attendance", NUMBER, NUMBERS, NUMBER, st.sampled_from(["in", "excused"]), NAME),
    step("take_programme", NUMBER, NUMBER, NAME, DAY, NUMBERS),
    step("take_programme", NUMBER, NUMBER, NAME, DAY, NUMBERS),
    step("import_edited", NUMBER, NUMBERS, NUMBER, NAME),
    step("import_list", NUMBER, st.lists(st.tuples(NAME, WORD), max_size=4), CHOICES, st.booleans()),
    step("import_list", NUMBER, st.lists(st.tuples(NAME, WORD), max_size=4), CHOICES, st.booleans()),
    step("print_badges", NUMBER, NUMBERS, st.sampled_from([None, "not_printed"])),
    step("certificate_rule", NUMBER, NUMBERS, st.sampled_from([0, 50, 80])),
    step("issue_certificates", NUMBER, NUMBERS, DAY),
    step("decide_certificates", NUMBER, NUMBERS, st.none() | st.booleans()),
    step("mark_received", NUMBER, NUMBERS, DAY),
    step("issue_list", NUMBER, st.sampled_from(["next", "final"])),
    step("undo_earlier", st.integers(1, 12)),
    step("undo_earlier", st.integers(1, 12)),
    *[STEPS] * 2,
)  # fmt: skip


class Everything(Desk):
    """All verbs; ids by small numbers, also of the wrong event."""

    def _some(self, db: Any, table: Any, numbers: Any) -> list[UUID]:
        return list(dict.fromkeys(self._id(db, table, number) for number in numbers))

    def _kin(self, db: Any, table: Any, event: UUID, numbers: Any) -> list[UUID]:
        """Rows of one event; 5 is any row of the file."""
        own = list(db.scalars(select(table.c.id).where(table.c.event == event).order_by(table.c.n)))
        far = self._id(db, table, 5)
        return list(
            dict.fromkeys(own[number % len(own)] if own and number < 5 else far for number in numbers)
        )

    def _event_of(self, db: Any, table: Any, row: UUID) -> UUID:
        return db.scalar(select(table.c.event).where(table.c.id == row))

    def _days(self, db, stamp, number, starts, ends):
        events.change_event(db, stamp, self._id(db, t.event, number), {"starts": starts, "ends": ends})

    def _duplicate(self, db, stamp, number, starts, with_delegations):
        event = self._id(db, t.event, number)
        duplicating.duplicate_event(db, stamp, event, starts=starts, with_delegations=with_delegations)

    def _invite(self, db, stamp, number, numbers, position):
        chosen = [inviting.Invitation(who, None, {"position": position or None})
                  for who in self._some(db, t.delegate, numbers)]  # fmt: skip
        inviting.invite(db, stamp, self._id(db, t.event, number), chosen)

    def _add_session(self, db, stamp, number, title, day, taking):
        event = self._id(db, t.event, number)
        programme.add_session(db, stamp, event, title=title, day=day, takes_attendance=taking)

    def _change_session(self, db, stamp, number, title, day, taking):
        fields = {"title": title, "day": day, "takes_attendance": taking}
        programme.change_session(db, stamp, self._id(db, t.event_session, number), fields)

    def _duplicate_session(self, db, stamp, number, day):
        programme.duplicate_session(db, stamp, self._id(db, t.event_session, number), day=day)

    def _remove_sessions(self, db, stamp, numbers):
        programme.remove_sessions(db, stamp, self._some(db, t.event_session, numbers))

    def _set_rules(self, db, stamp, numbers, places, entry, named):
        chosen = self._some(db, t.event_session, numbers)
        rules = Rules(frozenset({Capacity.HEAD}), places=places + 1, closes_at="18:00")
        if named:  # of any event: rules of another one's tags and fields are refused
            tag, field = self._id(db, t.tag, places), self._id(db, t.custom_field, places)
            conditions = (Condition(ConditionKind.TAG, tag),)
            rules = Rules(conditions=conditions, questions=(Question(field),))
        session_rules.set_rules(db, stamp, chosen, rules, entry)

    def _close_session(self, db, stamp, number):
        closing.close_session(db, stamp, self._id(db, t.event_session, number), stamp.at - 30_000)

    def _reset_session(self, db, stamp, number, reason):
        closing.reset_session(db, stamp, self._id(db, t.event_session, number), reason)

    def _add_contribution(self, db, stamp, number, session, speaker, title):
        who = self._id(db, t.delegate, speaker)
        event, group = db.execute(
            select(t.delegate.c.event, t.delegate.c.delegation).where(t.delegate.c.id == who)
        ).one()
        place = self._kin(db, t.event_session, event, [session])[0]
        group = group if number < 4 else self._id(db, t.delegation, number)
        contributions.add_contribution(db, stamp, group, title=title, event_session=place, delegate=who)

    def _change_contribution(self, db, stamp, number, group, session, speaker, title):
        which = self._id(db, t.contribution, number)
        event = self._event_of(db, t.contribution, which)
        fields = {
            "title": title, "delegation": self._kin(db, t.delegation, event, [group])[0],
            "event_session": self._kin(db, t.event_session, event, [session])[0],
        }  # fmt: skip
        if speaker > 2:
            fields["delegate"] = self._kin(db, t.delegate, event, [speaker])[0]
        contributions.change_contribution(db, stamp, which, fields)

    def _remove_contribution(self, db, stamp, number):
        contributions.remove_contribution(db, stamp, self._id(db, t.contribution, number))

    def _add_delegations(self, db, stamp, number, codes):
        rows = [{"code": code, "name": code} for code in codes]
        delegations.add_delegations(db, stamp, self._id(db, t.event, number), rows)

    def _change_delegation(self, db, stamp, number, code, name):
        delegations.change_delegation(
            db, stamp, self._id(db, t.delegation, number), {"code": code, "name": name, "quota": 3}
        )

    def _order_by_hand(self, db, stamp, number, order):
        event = self._id(db, t.event, number)
        delegations.order_by_hand(db, stamp, event, self._kin(db, t.delegation, event, order))

    def _purge_identity(self, db, stamp, number):
        personal.purge_identity(db, stamp, self._id(db, t.event, number))

    def _set_quorum(self, db, stamp, number, most):
        rule = None if most is None else Quorum(threshold=Threshold.NUMBER, number=most)
        events.set_quorum(db, stamp, self._id(db, t.event, number), rule)

    def _set_list_order(self, db, stamp, number, order):
        delegations.set_list_order(db, stamp, self._id(db, t.event, number), order)

    def _remove_delegation(self, db, stamp, number):
        delegations.remove_delegation(db, stamp, self._id(db, t.delegation, number))

    def _make_head(self, db, stamp, number):
        delegations.make_head(db, stamp, self._id(db, t.delegate, number))

    def _add_priority(self, db, stamp, number, area):
        follow_ups.add_priority(db, stamp, self._id(db, t.delegation, number), {"area": area})

    def _change_priority(self, db, stamp, number, area):
        follow_ups.change_priority(db, stamp, self._id(db, t.priority, number), {"area": area})

    def _order_priorities(self, db, stamp, order):
        follow_ups.order_priorities(db, stamp, self._some(db, t.priority, order))

    def _remove_priority(self, db, stamp, number):
        follow_ups.remove_priority(db, stamp, self._id(db, t.priority, number))

    def _add_follow_up(self, db, stamp, number, group, action):
        event = self._id(db, t.event, number)
        fields = {"action": action, "delegation": self._kin(db, t.delegation, event, [group])[0]}
        follow_ups.add_follow_up(db, stamp, event, fields)

    def _change_follow_up(self, db, stamp, number, state, deadline):
        fields = {"state": state, "deadline": deadline}
        follow_ups.change_follow_up(db, stamp, self._id(db, t.follow_up, number), fields)

    def _remove_follow_up(self, db, stamp, number):
        follow_ups.remove_follow_up(db, stamp, self._id(db, t.follow_up, number))

    def _scanned(self, content):
        return None if content is None else letters.Scan("scan.pdf", content)

    def _add_letter(self, db, stamp, number, group, sender, content):
        event = self._id(db, t.event, number)
        whose = self._kin(db, t.delegation, event, [group])[0]
        fields = {"kind": LetterKind.APPROVAL, "sender": sender}
        letters.add_letter(db, stamp, event, fields, delegation=whose, scan=self._scanned(content))

    def _change_letter(self, db, stamp, number, sender, content):
        letter = self._id(db, t.letter, number)
        letters.change_letter(db, stamp, letter, {"sender": sender}, scan=self._scanned(content))

    def _drop_scan(self, db, stamp, number):
        letters.drop_scan(db, stamp, self._id(db, t.letter, number))

    def _remove_letter(self, db, stamp, number):
        letters.remove_letter(db, stamp, self._id(db, t.letter, number))

    def _add_letterhead(self, db, stamp, name, number):
        event = None if number is None else self._id(db, t.event, number)
        letterheads.add_letterhead(db, stamp, {"name": name, "motto": "One\nTwo"}, event=event)

    def _change_letterhead(self, db, stamp, number, name):
        fields = {"name_official": name, "footer": name}
        letterheads.change_letterhead(db, stamp, self._id(db, t.letterhead, number), fields)

    def _order_letterheads(self, db, stamp, order):
        letterheads.order_letterheads(db, stamp, self._some(db, t.letterhead, order))

    def _remove_letterhead(self, db, stamp, number):
        letterheads.remove_letterhead(db, stamp, self._id(db, t.letterhead, number))

    def _choose_letterhead(self, db, stamp, number, which):
        chosen = None if which is None else self._id(db, t.letterhead, which)
        letterheads.choose_letterhead(db, stamp, self._id(db, t.event, number), chosen)

    def _add_logo(self, db, stamp, number, readable):
        content = b"\x89PNG\r\n\x1a\n" if readable else b"no picture"
        head = self._id(db, t.letterhead, number)
        letterheads.add_logo(db, stamp, head, letters.Scan("logo.png", content))

    def _order_logos(self, db, stamp, number, order):
        head = self._id(db, t.letterhead, number)
        letterheads.order_logos(db, stamp, head, self._some(db, t.logo, order))

    def _remove_logo(self, db, stamp, number):
        letterheads.remove_logo(db, stamp, self._id(db, t.logo, number))

    def _add_tag(self, db, stamp, number, name):
        people.add_tag(db, stamp, self._id(db, t.event, number), name=name)

    def _change_tag(self, db, stamp, number, name):
        people.change_tag(db, stamp, self._id(db, t.tag, number), name=name, colour=TagColour.RED)

    def _remove_tag(self, db, stamp, number):
        people.remove_tag(db, stamp, self._id(db, t.tag, number))

    def _tag(self, db, stamp, numbers, tag, on):
        which = self._id(db, t.tag, tag)
        chosen = self._kin(db, t.delegate, self._event_of(db, t.tag, which), numbers)
        people.tag_delegates(db, stamp, chosen, which, on)

    def _add_field(self, db, stamp, number, title, kind):
        event = self._id(db, t.event, number)
        custom_fields.add_custom_field(db, stamp, event, title=title, kind=kind, choices=("red", "blue"))

    def _change_field(self, db, stamp, number, title, kind):
        fields = {"title": title, "kind": kind, "choices": ("blue",), "sensitive": True}
        custom_fields.change_custom_field(db, stamp, self._id(db, t.custom_field, number), fields)

    def _order_fields(self, db, stamp, number, order):
        event = self._id(db, t.event, number)
        custom_fields.order_custom_fields(db, stamp, event, self._kin(db, t.custom_field, event, order))

    def _remove_field(self, db, stamp, number):
        custom_fields.remove_custom_field(db, stamp, self._id(db, t.custom_field, number))

    def _set_value(self, db, stamp, numbers, field, value):
        which = self._id(db, t.custom_field, field)
        chosen = self._kin(db, t.delegate, self._event_of(db, t.custom_field, which), numbers)
        custom_fields.set_custom_value(db, stamp, chosen, which, value)

    def _photo(self, db, stamp, number, content):
        person = self._id(db, t.person, number)
        if content is None:
            people.remove_photo(db, stamp, person)
        else:
            people.set_photo(db, stamp, person, b"\xff\xd8" + content)

    def _companion(self, db, stamp, number, name):
        people.add_companion(db, stamp, self._id(db, t.delegate, number), name=name)

    def _link_companion(self, db, stamp, number, host):
        leader = None if host is None else self._id(db, t.delegate, host)
        people.link_companion(db, stamp, self._id(db, t.delegate, number), leader)

    def _merge(self, db, stamp, keep, double, seat):
        kept = self._id(db, t.delegate, keep)
        other = self._kin(db, t.delegate, self._event_of(db, t.delegate, kept), [double])[0]
        merging.merge_delegates(db, stamp, kept, other, {"seat": seat})

    def _add_operator(self, db, stamp, name, role):
        operators.add_operator(db, stamp, name=name, role=role)

    def _change_operator(self, db, stamp, number, name, role, active):
        who = self._id(db, t.operator, number)
        operators.change_operator(db, stamp, who, {"name": name, "role": role, "active": active})

    def _walk_in(self, db, stamp, session, group, name):
        here = self._id(db, t.event_session, session)
        event = self._event_of(db, t.event_session, here)
        where = self._kin(db, t.delegation, event, [group])[0] if group else walk_in.OTHERS
        walk_in.walk_in(db, stamp, event, here, where, name)

    def _replace(self, db, stamp, number, name, letter):
        replacing.replace_delegate(db, stamp, self._id(db, t.delegate, number), name, letter)

    def _reissue(self, db, stamp, number):
        badge_codes.reissue_badge(db, stamp, self._id(db, t.delegate, number), "lost")

    def _spares(self, db, stamp, number):
        badge_codes.make_spares(db, stamp, self._id(db, t.event, number), number)

    def _tie(self, db, stamp, number, spare):
        badge = self._id(db, t.badge, spare)
        code = db.scalar(select(t.badge.c.code).where(t.badge.c.id == badge))
        badge_codes.tie_spare(db, stamp, self._id(db, t.delegate, number), code)

    def _whole_delegation(self, db, stamp, session, group, but):
        here, whole = self._id(db, t.event_session, session), self._id(db, t.delegation, group)
        by_hand.whole_delegation(db, stamp, here, whole, self._some(db, t.delegate, but[1:]))

    def _excuse(self, db, stamp, session, numbers, deputy):
        here = self._id(db, t.event_session, session)
        event = self._event_of(db, t.event_session, here)
        chosen = self._kin(db, t.delegate, event, numbers)
        instead = self._kin(db, t.delegate, event, [deputy])[0] if deputy else None
        by_hand.excuse(db, stamp, here, chosen, "ill", instead)

    def _minutes(self, db, stamp, session, number, verb, minutes):
        # The programme of a new event has its times: setting them here would be a second action to undo.
        here = self._id(db, t.event_session, session)
        now = Stamp(stamp.operator, stamp.at + 86_400_000)
        getattr(by_hand, verb)(db, now, here, self._id(db, t.delegate, number), minutes, "told")

    def _correct_time(self, db, stamp, number, minutes):
        fact = self._id(db, t.attendance_fact, number)
        by_hand.correct_time(db, stamp, fact, stamp.at + minutes * 60_000, "wrong")

    def _print_sheets(self, db, stamp, group, numbers, alone):
        delegation = self._id(db, t.delegation, group)
        event = self._event_of(db, t.delegation, delegation)
        people = tuple(self._kin(db, t.delegate, event, numbers))
        printed = [sheets.NewSheet(delegation if alone else None, people)]
        sheets.print_sheets(db, stamp, event, "2024-05-29", printed)

    def _take_attendance(self, db, stamp, session, numbers, group, kind, name):
        here = self._id(db, t.event_session, session)
        event = self._event_of(db, t.event_session, here)
        seen = standing(
            db.execute(select(t.attendance_fact).where(t.attendance_fact.c.event_session == here)).all()
        )
        entries = [
            taking.Entry(
                who, here, ((kind, stamp.at),), "told", tuple(f.id for f in seen if f.delegate == who), True
            )
            for who in self._kin(db, t.delegate, event, numbers)
        ]
        people, made = (), ()
        if name and group:
            people = (taking.NewPerson(self._kin(db, t.delegation, event, [group])[0], name),)
            made = ({"title": name, "day": "2024-05-29"},) if group > 2 else ()
            entries.append(taking.Entry(0, 0 if made else here, ((kind, stamp.at),)))
        taking.take_attendance(
            db, stamp, event, entries, people=people, sessions=made, file=("list.csv", f"{group}")
        )

    def _take_programme(self, db, stamp, number, session, title, day, gone):
        event = self._id(db, t.event, number)
        speakers = tuple(self._kin(db, t.delegate, event, [session]))
        entries = [programme_files.Entry(None, f"ics:{title}", {"title": title, "day": day}, speakers)]
        changed = self._kin(db, t.event_session, event, [session])[0]
        entries.append(programme_files.Entry(changed, "ics:b", {"title": title}))
        leaving = [one for one in self._kin(db, t.event_session, event, gone) if one != changed]
        programme_files.take_programme(db, stamp, event, entries, leaving)

    def _import_edited(self, db, stamp, number, numbers, group, name):
        event = self._id(db, t.event, number)
        home = self._kin(db, t.delegation, event, [group])[0]
        cells = (("position", name), ("delegation", home), ("status", "cancelled"), ("name", name))
        told = [Difference(row, who, "", *cells[row % 4][:1], "", "", "", cells[row % 4][1], False)
                for row, who in enumerate(self._kin(db, t.delegate, event, numbers))]  # fmt: skip
        new = (Addition(9, name, home, "", {"name": name, "status": "registered"}),)
        back = Returned("list.xlsx", event, "", 0, 0, tuple(told), new, (), (), heads(db))
        apply_edited(db, stamp, back, usual(back), frozenset({9} if group > 2 else ()))

    def _import_list(self, db, stamp, number, people, choices, withdraw):
        path = self.database.path.parent / "list.csv"
        lines = [f"LAO,Ms {name},{post or ''}" for name, post in people]
        path.write_text("\n".join(["Delegation,Name,Position", *lines]), encoding="utf-8")
        mapping, options = {0: "delegation", 1: "name", 2: "position"}, Options(self._id(db, t.event, number))
        preview = importing.prepare(
            Here(), self.database, path, mapping=mapping, heading_row=1, options=options
        )
        rows = {row.row: Decision(choice) for row, choice in zip(preview.verdicts, choices, strict=False)}
        gone = frozenset(one.delegate for one in preview.missing) if withdraw else frozenset()
        importing.apply_in(db, Here(), stamp, preview, Decided(rows, gone))

    def _type_line(self, db, stamp, sheet, who, session, mark):
        which = self._id(db, t.sheet, sheet)
        event = self._event_of(db, t.sheet, which)
        line = sheets.Line(
            self._kin(db, t.delegate, event, [who])[0],
            self._kin(db, t.event_session, event, [session])[0],
            mark and Marked(mark, 10, "ill"),
        )
        sheets.type_lines(db, stamp, which, [line])

    def _type_walk_in(self, db, stamp, sheet, group, session, name):
        which = self._id(db, t.sheet, sheet)
        event = self._event_of(db, t.sheet, which)
        here = self._kin(db, t.event_session, event, [session])[0]
        home = self._kin(db, t.delegation, event, [group])[0]
        sheets.type_walk_in(db, stamp, which, home, name, [(here, Marked(Mark.PRESENT))])

    def _note_sheets(self, db, stamp, numbers, back, on):
        note = sheets.mark_returned if back else sheets.mark_typed
        note(db, stamp, self._some(db, t.sheet, numbers), on)

    def _attach_scan(self, db, stamp, sheet, content):
        sheets.attach_scan(db, stamp, self._id(db, t.sheet, sheet), self._scanned(content))

    def _take_back(self, db, stamp, who, session, reason):
        person = self._id(db, t.delegate, who)
        event = self._event_of(db, t.delegate, person)
        here = self._kin(db, t.event_session, event, [session])[0]
        sheets.take_back(db, stamp, person, here, reason)

    def _print_badges(self, db, stamp, number, numbers, problem):
        chosen = self._some(db, t.delegate, numbers)
        sent = [badges.Printed(who, str(nth), "Noy") for nth, who in enumerate(chosen)]
        badges.log_printing(
            db, stamp, self._id(db, t.event, number), [*sent, badges.Printed(None, "9")], problem
        )

    def _certificate_rule(self, db, stamp, number, must, threshold):
        event = self._id(db, t.event, number)
        named = frozenset(self._kin(db, t.event_session, event, must)) if threshold == 50 else frozenset()
        certificates.set_certificate_rule(db, stamp, event, Rule(threshold, mandatory=named, prefix="A-"))

    def _issue_certificates(self, db, stamp, number, numbers, day):
        event = self._id(db, t.event, number)
        chosen = self._kin(db, t.delegate, event, numbers)
        certificates.issue_certificates(db, stamp, event, chosen, day or "nothing")

    def _decide_certificates(self, db, stamp, number, numbers, granted):
        event = self._id(db, t.event, number)
        chosen = self._kin(db, t.delegate, event, numbers)
        certificates.decide_certificates(db, stamp, event, chosen, granted, "helped")

    def _mark_received(self, db, stamp, number, numbers, day):
        event = self._id(db, t.event, number)
        certificates.mark_received(db, stamp, event, self._kin(db, t.delegate, event, numbers), day)

    def _issue_list(self, db, stamp, number, wanted):
        event = self._id(db, t.event, number)
        edition = next_edition(wanted, (one.edition for one in issues(db, event)))
        list_issues.issue_list(db, stamp, event, edition, stamp.at, "{}")

    def _undo_earlier(self, db, stamp, back):
        c = t.change.c
        last = list(dict.fromkeys(db.scalars(select(c.action).order_by(c.seq.desc()).limit(400))))
        undo.undo(db, stamp, last[back % len(last)])


def standing_contents(database: Database) -> dict[str, Any]:
    """What stands: facts and undoings only grow, what they add up to is compared."""
    found = contents(database)
    for grows in ("attendance_fact", "undoing", "head"):
        found.pop(grows)
    return found


def without_those_who_stay(
    found: dict[str, Any], before: dict[str, Any], after: dict[str, Any]
) -> dict[str, Any]:
    """Who walked in stays as withdrawn when that is undone, for the entry at the door stays on record."""
    for table in ("delegate", "person", "delegation"):
        came = {row[0] for row in after[table]} - {row[0] for row in before[table]}
        stayed = [row for row in found[table] if row[0] in came]
        assert table != "delegate" or all("withdrawn" in row for row in stayed)
        found[table] = [row for row in found[table] if row[0] not in came]
    return found


START = [
    ("new_event", "Seminar"), ("add_delegation", 0, "LAO"), ("add_delegation", 0, "KAZ"),
    ("add_delegate", 0, "Noy", {"sex": "f"}), ("add_delegate", 0, "Noy", {}),
    ("add_delegate", 1, "Bounmy", {}),
    ("new_event", "Again"), ("add_delegation", 1, "LAO"), ("add_delegate", 2, "Noy", {}),
    ("print_sheets", 0, [0, 1], True), ("print_sheets", 1, [0, 2], False),
    ("issue_certificates", 0, [0, 1], "2024-05-30"),
    ("add_tag", 0, "VIP"), ("add_field", 0, "Bus", FieldKind.TEXT), ("check_in", 0, 0, "entry"),
    ("check_in", 0, 1, "entry"),
]  # fmt: skip


@contextlib.contextmanager
def begun():
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "seminar.db")
        desk = Everything(database)
        for one in START:
            desk.do(one)
        yield desk, Path(folder)
        database.close()


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(MORE, min_size=8, max_size=30))
def test_tables_equal_what_the_history_says_after_every_verb(steps):
    with begun() as (desk, folder):
        for one in steps:
            desk.do(one)
        assert verify.verify(desk.database) == []
        again = rebuilt(desk.database, folder / "rebuilt.db")
        assert contents(again) == contents(desk.database)
        again.close()


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(MORE, min_size=4, max_size=20))
def test_undo_and_redo_bring_back_exactly_what_was(steps):
    with begun() as (desk, _):
        for one in steps:
            before = standing_contents(desk.database)
            with desk.database.read() as db:
                last = undo.last_undoable(db)
            desk.do(one)
            with desk.database.read() as db:
                done = undo.last_undoable(db)
            if done is None or done == last or one[0] in ("undo", "redo", "undo_earlier"):
                continue
            after = standing_contents(desk.database)
            for verb, expected in ((undo.undo, before), (undo.redo, after)):
                with desk.database.write() as db:
                    verb(db, Stamp("Noy", desk.now))
                found = standing_contents(desk.database)
                if verb is undo.undo and one[0] in ("walk_in", "type_walk_in"):
                    found = without_those_who_stay(found, before, after)
                assert found == expected, (one, verb)
