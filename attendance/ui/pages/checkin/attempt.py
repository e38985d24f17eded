"""One try to let somebody in or out, as a plain value that can be repeated or made again with more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from attendance.commands.badge_codes import tie_and_check_in
from attendance.commands.checkin import Override, check_in, check_in_delegate
from attendance.domain.kinds import Direction, Source, Stamp
from attendance.domain.scan import Verdict


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who or what is to be booked, and all the desk has added to it so far.

    Attributes:
        verb, what: ``check_in`` and a code, or ``check_in_delegate`` and an id.
        session: the event session; None while none is chosen.
        sure: it is booked at once also where the event session wants to be asked first.
    """

    verb: Callable[..., Verdict]
    what: str | UUID
    session: UUID | None
    direction: Direction
    source: Source
    override: Override | None = None
    answers: Mapping[UUID, str | None] | None = None
    sure: bool = False

    def __call__(self, db: Any, stamp: Stamp) -> Verdict:
        """Make it, on the writer's thread."""
        more: dict[str, Any] = {"override": self.override, "answers": self.answers}
        return self.verb(
            db, stamp, self.session, self.what, self.direction, self.source, show_first=not self.sure, **more
        )

    def overriding(self, verdict: Verdict, reason: str, approved_by: str | None) -> "Attempt":
        """The same, although the verdict was what it was; what was overridden before stays so."""
        waives = frozenset((*verdict.waived, verdict.word))
        before = self.override
        if before is not None:
            waives |= before.waives
            approved_by = approved_by or before.approved_by
        return replace(self, override=Override(waives, reason, approved_by), sure=True)

    def approved_by(self) -> str | None:
        """The supervisor who has typed their PIN for it already."""
        return self.override.approved_by if self.override else None

    def answering(self, answers: Mapping[UUID, str | None]) -> "Attempt":
        """The same with answers to its questions."""
        return replace(self, answers={**(self.answers or {}), **answers}, sure=True)

    def booking(self) -> "Attempt":
        """The same, after somebody has looked at who it is."""
        return replace(self, sure=True)

    def of(self, delegate: UUID) -> "Attempt":
        """The same for one of several people its code could mean."""
        return replace(self, verb=check_in_delegate, what=delegate, sure=True)

    def tying(self, spare: str) -> "Attempt":
        """The same for somebody chosen, to whom a spare badge is tied on the way."""
        return replace(self, verb=partial(tie_and_check_in, spare=spare), sure=True)


def scanned(code: str, session: UUID | None, direction: Direction) -> Attempt:
    """A scan, or a number typed at the desk."""
    return Attempt(check_in, code, session, direction, Source.SCAN)


def chosen(delegate: UUID, session: UUID | None, direction: Direction) -> Attempt:
    """Somebody taken from the search."""
    return Attempt(check_in_delegate, delegate, session, direction, Source.SEARCH)
