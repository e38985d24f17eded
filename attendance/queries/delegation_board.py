"""The board: every delegation of an event in the order of the printed list, with who is here."""

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.domain.kinds import GONE, Capacity, DelegationState, Section
from attendance.domain.list_order import ListedDelegation, order_delegations
from attendance.domain.text_keys import has_lao
from attendance.language import texts_for
from attendance.store import tables as t
from attendance.store.journal import CHUNK

_g, _d, _p, _y, _e = t.delegation.c, t.delegate.c, t.presence.c, t.tally.c, t.event.c

LIST_MISSING_STATES = frozenset({DelegationState.INVITED, DelegationState.AWAITED})
"""States of delegations whose list of names has not come."""


HEADED = frozenset({Section.COUNTRIES, Section.OBSERVER_STATES})
"""Sections whose delegations have a head."""


class Wanting(StrEnum):
    """What a delegation can be wanting; the names of the board's filters."""

    LIST = "list_missing"
    HEAD = "no_head"
    SEVERAL_HEADS = "several_heads"
    PLACES = "over_quota"
    HEAD_HERE = "head_not_here"


class Head(NamedTuple):
    """Who leads a delegation; ``here`` is whether they came."""

    id: UUID
    name: str
    name_official: str | None
    title: str
    here: bool


class Tile(NamedTuple):
    """One delegation as the board shows it.

    Attributes:
        section: a ``kinds.Section``; state: a ``kinds.DelegationState``.
        members: people who are still expected; came: those of them who came.
        gone: people who came and are expected no more; they are not among ``came``.
    """

    id: UUID
    code: str
    name: str | None
    name_official: str | None
    country: str | None
    section: str
    position: int | None
    state: str
    quota: int | None
    focal_point: str | None
    focal_phone: str | None
    focal_email: str | None
    members: int
    came: int
    gone: int
    heads: tuple[Head, ...]

    @property
    def head_here(self) -> bool:
        return any(head.here for head in self.heads)

    def wants(self, wanting: Wanting) -> bool:
        """Whether this is missing, or too much."""
        if self.state == DelegationState.DECLINED:
            return False
        match wanting:
            case Wanting.LIST:
                return self.state in LIST_MISSING_STATES
            case Wanting.HEAD:
                return not self.heads and self.section in HEADED
            case Wanting.SEVERAL_HEADS:
                return len(self.heads) > 1
            case Wanting.PLACES:
                return self.quota is not None and self.members > self.quota
            case Wanting.HEAD_HERE:
                return bool(self.heads) and not self.head_here


class Board(NamedTuple):
    """The delegations in list order; ``order`` is the event's own word for it ("english:KZ")."""

    order: str
    deadline: str | None
    tiles: list[Tile]


class Presence(NamedTuple):
    """What a scan can move on the board: people who came by delegation, heads who are here."""

    came: dict[UUID, int]
    heads: frozenset[UUID]


def board(db: Connection, event: UUID, here: UUID | None, only: UUID | None = None) -> Board:
    """All delegations of an event; ``here`` is the event session that "came" speaks of.

    With ``only`` the people of that delegation alone are counted, which costs nothing among a thousand.
    """
    row = db.execute(select(_e.list_order, _e.nomination_deadline).where(_e.id == event)).one_or_none()
    order = (row.list_order if row else None) or "english"
    whose = _d.event == event if only is None else _d.delegation == only
    members, gone, heads = _counted(db, whose), _gone(db, whose, here), _heads(db, whose)
    seen = presence(db, here, [head.id for found in heads.values() for head in found])
    columns = [_g[name] for name in Tile._fields[:12]]
    tiles: list[Tile] = []
    for found in db.execute(select(*columns).where(_g.event == event)):
        leaders = tuple(heads.get(found.id, ()))
        counts: tuple[Any, ...] = (members.get(found.id, 0), 0, gone.get(found.id, 0), leaders)
        tiles.append(updated(Tile(*found, *counts), seen))
    return Board(order, row.nomination_deadline if row else None, order_delegations(tiles, listed, order))


def presence(db: Connection, here: UUID | None, heads: Sequence[UUID]) -> Presence:
    """Who of these heads is here, and how many came; quick enough to be asked after every scan."""
    if here is None:
        return Presence({}, frozenset())
    came = select(_y.delegation, _y.came).where(_y.event_session == here)
    present: set[UUID] = set()
    for start in range(0, len(heads), CHUNK):
        some = _p.delegate.in_(heads[start : start + CHUNK])
        found = select(_p.delegate).where(_p.event_session == here, some, _p.first_in.is_not(None))
        present.update(db.scalars(found))
    return Presence({row.delegation: row.came for row in db.execute(came)}, frozenset(present))


def updated(tile: Tile, seen: Presence) -> Tile:
    """The tile with who is here now."""
    came = max(0, seen.came.get(tile.id, 0) - tile.gone)
    return tile._replace(came=came, heads=tuple(h._replace(here=h.id in seen.heads) for h in tile.heads))


def listed(tile: Any) -> ListedDelegation:
    """What the place of a delegation in a list depends on."""
    lao = tile.name_official or ""
    return ListedDelegation(
        section=tile.section,
        english=tile.name or tile.name_official or tile.code,
        lao=lao if has_lao(lao) else "",
        russian=texts_for("ru").delegation(tile.name, tile.name_official),
        position=tile.position,
        country=tile.country or "",
    )


def _counted(db: Connection, whose: Any) -> dict[UUID, int]:
    counted = select(_d.delegation, func.count()).where(whose, _d.status.not_in(GONE)).group_by(_d.delegation)
    return {row[0]: row[1] for row in db.execute(counted)}


def _gone(db: Connection, whose: Any, here: UUID | None) -> dict[UUID, int]:
    counted = (
        select(_d.delegation, func.count())
        .select_from(t.delegate.join(t.presence, _p.delegate == _d.id))
        .where(whose, _d.status.in_(GONE), _p.event_session == here, _p.first_in.is_not(None))
        .group_by(_d.delegation)
    )
    return {row[0]: row[1] for row in db.execute(counted)} if here else {}


def _heads(db: Connection, whose: Any) -> dict[UUID, list[Head]]:
    found: dict[UUID, list[Head]] = defaultdict(list)
    leaders = (
        select(_d.delegation, _d.id, _d.name, _d.name_official, _d.courtesy, _d.salutation, _d.academic)
        .where(whose, _d.capacity == Capacity.HEAD, _d.status.not_in(GONE))
        .order_by(_d.n)
    )
    for group, id_, name, official, *titles in db.execute(leaders):
        title = " ".join(word for word in titles if word)
        found[group].append(Head(id_, name, official, title, False))
    return found
