"""Who gets a certificate, read from the file and ready to be shown, drawn or written."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.language import texts_for
from attendance.queries.participants import event_facts
from attendance.queries.programme import SessionRow, sessions
from attendance.reports.certificates import Judgement, judgement
from attendance.reports.pages.certificates import Face, faces
from attendance.reports.request import Request


class Standing(NamedTuple):
    """Everybody before the rule, and the event sessions that could be mandatory."""

    found: Judgement
    sessions: list[SessionRow]


def standing(db: Any, event: UUID, language: str, at: int) -> Standing:
    """Raises ``Refused`` no_such_event."""
    return Standing(judgement(_request(db, event, language, at)), sessions(db, event, attendance_only=True))


def faces_for(db: Any, event: UUID, language: str, at: int, only: Collection[UUID] | None) -> list[Face]:
    """The certificates of everybody who has earned one, or of ``only``. Raises ``Refused`` no_such_event."""
    return faces(_request(db, event, language, at), only=only)


def _request(db: Any, event: UUID, language: str, at: int) -> Request:
    facts = event_facts(db, event)
    if facts is None:
        raise Refused("no_such_event")
    return Request(db, facts, texts_for(language), Audience.INTERNAL, at, "")
