"""The delegations as a list: who leads, what state, and whom to telephone."""

from collections.abc import Sequence
from functools import partial

from attendance.domain.kinds import DelegationState
from attendance.language.labels import label
from attendance.queries.delegation_board import Tile, Wanting
from attendance.ui.desk import Desk
from attendance.ui.pages.delegations.lists import Cell, ListRow, PlainList
from attendance.ui.pages.delegations.words import STATE_TONES, count_of, head_of

SHARES = (8, 20, 7, 17, 20, 15, 16, 20)
MAIL_FROM = 1000


class DelegationTable(PlainList):
    """One line a delegation, in list order; narrowed to those without a list it is whom to chase."""

    def __init__(self, desk: Desk) -> None:
        texts = desk.texts
        titles = (
            *(texts("Code"), texts("Delegation"), texts("Here"), texts("Head"), texts("State")),
            *(texts("Focal point"), texts("Phone"), texts("E-mail")),
        )
        super().__init__(desk, titles, SHARES, texts("Delegations"), wide_from=MAIL_FROM)
        self._desk = desk

    def show_tiles(self, tiles: Sequence[Tile], ticking: bool) -> None:
        """Show these; ``ticking`` is whether anybody is ticked for an event session."""
        self.show_rows([ListRow(tile.id, partial(self._cells, tile, ticking)) for tile in tiles])

    def _cells(self, tile: Tile, ticking: bool) -> tuple[Cell, ...]:
        texts = self._desk.texts
        head, lacking = head_of(self._desk, tile), tile.wants(Wanting.HEAD)
        return (
            Cell(tile.code),
            Cell(self._desk.delegation(tile.name, tile.name_official)),
            Cell(count_of(texts, tile, ticking)),
            Cell(head or (texts("No head") if lacking else ""), "red" if lacking else ""),
            Cell(label(texts, tile.state), str(STATE_TONES[DelegationState(tile.state)])),
            *(Cell(text or "") for text in (tile.focal_point, tile.focal_phone, tile.focal_email)),
        )
