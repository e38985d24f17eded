"""The shell's command about certificates."""

import argparse
from typing import Any

from attendance.commands.certificates import issue_certificates
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.language import Texts, texts_for
from attendance.language.certificates import REASONS, rule_told
from attendance.queries.participants import event_facts
from attendance.reports.certificates import Judgement, judgement
from attendance.reports.request import Request
from attendance.shell.answer import Answer, stamp_of, table
from attendance.store.database import Database


def certificates(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Who gets a certificate; with ``--issue`` numbers for those who have none."""
    found, numbered = _judged(options, database), 0
    if options.issue is not None:
        people = [one.person.id for one in found.granted if not (one.issued and one.issued.number)]
        with database.write() as db:
            numbered = issue_certificates(db, stamp_of(options), options.event, people, options.issue).rows
        found = _judged(options, database)
    rows: list[dict[str, Any]] = [
        {
            "id": one.person.id,
            "name": one.name,
            "delegation": one.delegation.code,
            "attended": one.result.whole.attended,
            "expected": one.result.whole.expected,
            "why": one.result.why,
            "granted": one.granted,
            "number": one.issued.number if one.issued else None,
        }
        for one in found.lines
    ]
    head = [texts("Name"), texts("Delegation"), texts("Attended"), texts("Result"), texts("Certificate no.")]
    shown = [
        [
            one.name,
            one.delegation.code,
            f"{one.result.whole.attended}/{one.result.whole.expected}",
            texts("Certificate") if one.granted else texts(REASONS[one.result.why]),
            one.issued.number if one.issued else None,
        ]
        for one in found.lines
    ]
    content = {"total": len(rows), "granted": len(found.granted), "numbered": numbered, "rows": rows}
    return Answer(content, [rule_told(texts, found.rule, found.titles), *table([head, *shown])])


def _judged(options: argparse.Namespace, database: Database) -> Judgement:
    with database.read() as db:
        event = event_facts(db, options.event)
        if event is None:
            raise Refused("no_such_event")
        at = stamp_of(options).at
        return judgement(Request(db, event, texts_for(options.language), Audience.INTERNAL, at, ""))
