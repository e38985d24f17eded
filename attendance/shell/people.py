"""The shell's commands about who works at this desk."""

import argparse
import getpass
import sys
from typing import Any

from attendance.commands import operators
from attendance.domain.errors import Refused
from attendance.domain.kinds import Role
from attendance.language import Texts
from attendance.language.labels import label
from attendance.queries import operators as here
from attendance.shell.answer import Answer, stamp_of, table
from attendance.store.database import Database


def list_operators(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Who works at this desk."""
    with database.read() as db:
        found = here.operators(db)
    head = [texts("Name"), texts("Role"), texts("PIN"), texts("In service")]
    yes = texts("Yes")
    shown = [
        (one.name, label(texts, one.role), yes if one.has_pin else "", yes if one.active else "")
        for one in found
    ]
    return Answer({"total": len(found), "rows": [one._asdict() for one in found]}, table([head, *shown]))


def add_operator(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Somebody new at this desk."""
    with database.write() as db:
        made = operators.add_operator(db, stamp_of(options), name=options.name, role=Role(options.role))
    return Answer({"id": made.id, "action": made.action}, [str(made.id)])


def change_operator(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Another name or role, in or out of service."""
    wanted = {"name": options.rename, "role": options.role, "active": options.in_service}
    fields = {key: value for key, value in wanted.items() if value is not None}
    return _changed_operator(options, texts, database, fields)


def pin(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    """Set a PIN, or take it away."""
    if options.remove:
        return _changed_operator(options, texts, database, {"pin": None})
    typed = getpass.getpass(texts("PIN: ")) if sys.stdin.isatty() else sys.stdin.readline().strip()
    if not typed:
        raise Refused("bad_pin", least=operators.SHORTEST_PIN, most=operators.LONGEST_PIN)
    return _changed_operator(options, texts, database, {"pin": typed})


def _changed_operator(
    options: argparse.Namespace, texts: Texts, database: Database, fields: dict[str, Any]
) -> Answer:
    with database.write() as db:
        found = next((one for one in here.operators(db) if one.name == options.name), None)
        if found is None:
            raise Refused("no_such_operator", name=options.name)
        action = operators.change_operator(db, stamp_of(options), found.id, fields)
    return Answer({"id": found.id, "action": action}, [texts("Done.")])
