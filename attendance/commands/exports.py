"""What left the program: every report that was saved or printed, for whom, and what its files were."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from attendance.commands.belonging import check_event
from attendance.domain.kinds import Stamp, new_id
from attendance.store import tables as t
from attendance.store.journal import Action


def log_export(
    db: Connection,
    stamp: Stamp,
    event: UUID,
    *,
    report: str,
    language: str,
    audience: str,
    delegations: Sequence[str] | None,
    files: Sequence[str],
    sha256: Sequence[str],
) -> None:
    """Note that files left the program.

    Args:
        report: name of the report or of the set.
        delegations: codes asked for; None is all.
        files, sha256: the names of the files without their folder and their hashes, in the same order; none
            for what was printed.

    Raises:
        Refused: no_such_event.
    """
    check_event(db, event)
    with Action(db, stamp, "log_export", event=event) as action:
        row = {
            "id": new_id(),
            "event": event,
            "report": report,
            "language": language,
            "audience": audience,
            "delegations": None if delegations is None else "\n".join(delegations),
            "at": stamp.at,
            "desk": action.desk_name,
            "operator": stamp.operator,
            "files": "\n".join(files),
            "sha256": "\n".join(sha256),
        }
        action.insert(t.export, [row])
