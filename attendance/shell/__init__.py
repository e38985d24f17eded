"""What each of the shell's commands does and answers."""

import argparse
from collections.abc import Callable

from attendance import paths
from attendance.language import Texts
from attendance.shell import door, files, lists, paper, people
from attendance.shell.answer import Answer, own_place, stamp_of
from attendance.store.database import Database


def run(options: argparse.Namespace, texts: Texts) -> Answer:
    """Carry out the parsed command.

    Raises:
        Refused: with the code and details of whatever said no.
    """
    path = options.db or own_place(paths.default_database)
    if options.command == "restore":
        return files.restore_backup(options, texts, path, stamp_of(options).at)
    database = Database.open(path, create=options.command in ("sample", "import"))
    try:
        return _COMMANDS[options.command](options, texts, database)
    finally:
        database.close()


def _certificates(options: argparse.Namespace, texts: Texts, database: Database) -> Answer:
    from attendance.shell.certificates import certificates  # what reports need is loaded only when asked for

    return certificates(options, texts, database)


_COMMANDS: dict[str, Callable[[argparse.Namespace, Texts, Database], Answer]] = {
    "sample": lists.make_sample,
    "events": lists.list_events,
    "sessions": lists.list_sessions,
    "delegations": lists.list_delegations,
    "delegates": lists.list_delegates,
    "import": lists.bring_in,
    "check-in": door.check_in,
    "close": door.close,
    "reset": door.reset,
    "undo": door.undo_action,
    "redo": door.redo_action,
    "report": files.write_report,
    "minutes": files.minutes,
    "badges": files.print_badges,
    "certificates": _certificates,
    "purge-identity": door.purge_identity,
    "export": files.export,
    "backup": files.back_up,
    "verify": files.check_file,
    "sheets": paper.listed,
    "print-sheets": paper.printed,
    "fallback": paper.fallback,
    "operators": people.list_operators,
    "add-operator": people.add_operator,
    "change-operator": people.change_operator,
    "pin": people.pin,
}
