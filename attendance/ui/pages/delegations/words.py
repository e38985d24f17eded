"""How a delegation is told on the board: its count, the one thing that matters about it, all of it aloud."""

from collections.abc import Sequence

from attendance.domain.kinds import DelegationState
from attendance.language import Texts
from attendance.language.labels import label
from attendance.language.marks import N_
from attendance.queries.delegation_board import Tile, Wanting
from attendance.ui.cells import Tone
from attendance.ui.desk import Desk

STATE_TONES = {
    DelegationState.INVITED: Tone.AMBER,
    DelegationState.AWAITED: Tone.AMBER,
    DelegationState.RECEIVED: Tone.BLUE,
    DelegationState.CONFIRMED: Tone.GREEN,
    DelegationState.DECLINED: Tone.MUTED,
}

WANTINGS: dict[Wanting, str] = {
    Wanting.LIST: N_("List missing"),
    Wanting.HEAD: N_("No head"),
    Wanting.SEVERAL_HEADS: N_("Several heads"),
    Wanting.PLACES: N_("Over quota"),
    Wanting.HEAD_HERE: N_("Head not here yet"),
}


def count_of(texts: Texts, tile: Tile, ticking: bool) -> str:
    """ "3 / 4": who came of all who are expected; only these where nobody ticks."""
    if not tile.members:
        return ""
    total = texts.number(tile.members)
    return f"{texts.number(tile.came)} / {total}" if ticking else total


def matter_of(texts: Texts, tile: Tile, ticking: bool) -> tuple[str, Tone]:
    """The one thing to know about a delegation now, and its colour."""
    if tile.state == DelegationState.DECLINED:
        return texts("Declined"), Tone.MUTED
    if not tile.members:
        return label(texts, tile.state), STATE_TONES[DelegationState(tile.state)]
    for wanting in (Wanting.HEAD, Wanting.SEVERAL_HEADS, Wanting.PLACES):
        if tile.wants(wanting):
            return texts(WANTINGS[wanting]), Tone.RED if wanting is Wanting.HEAD else Tone.AMBER
    if ticking and tile.came:
        if tile.heads and not tile.head_here:
            return texts("Head not here yet"), Tone.AMBER
        return _came(texts, tile), Tone.GREEN
    return label(texts, tile.state), STATE_TONES[DelegationState(tile.state)]


def _came(texts: Texts, tile: Tile) -> str:
    if tile.came >= tile.members:
        return texts("All here")
    return texts("Head here") if tile.heads else texts("Here")


def head_of(desk: Desk, tile: Tile) -> str:
    """Who leads it, "" for nobody; several are joined."""
    return ", ".join(
        " ".join(filter(None, (head.title, head.name)))
        if desk.pick(head.name, head.name_official) == head.name
        else str(head.name_official)
        for head in tile.heads
    )


def spoken(desk: Desk, tile: Tile, ticking: bool) -> str:
    """Everything of a tile in one sentence, for screen readers and the tool tip."""
    texts = desk.texts
    here = texts("{came} of {total} here", came=texts.number(tile.came), total=texts.number(tile.members))
    people = here if ticking else texts.plural("{n} person", "{n} people", tile.members)
    wanting = [texts(WANTINGS[w]) for w in (*WANTINGS,) if w is not Wanting.LIST and tile.wants(w)]
    parts: Sequence[str] = (
        f"{tile.code} {desk.delegation(tile.name, tile.name_official)}",
        people,
        head_of(desk, tile),
        *wanting,
        label(texts, tile.state),
    )
    return " · ".join(part for part in parts if part)
