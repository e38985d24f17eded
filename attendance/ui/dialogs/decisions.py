"""What the person has decided about the rows of a preview so far, and what the preview is with that."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from attendance.imports.answers import Missing, Preview, Verdict
from attendance.imports.deciding import (
    OTHER,
    SAME,
    TAKE,
    Decided,
    Decision,
    Outcome,
    Tally,
    kept_at_first,
    outcomes,
    tally,
)
from attendance.imports.planning import Change, Offer

OFFERED, MISSING = "offered", "missing"


class Decisions(QObject):
    """Decisions about one preview at a time; nothing is written.

    Attributes:
        changed: something was decided or taken back.
        offers: by row; verdicts: by row.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preview: Preview | None = None
        self.offers: dict[int, Offer] = {}
        self.verdicts: dict[int, Verdict] = {}
        self._rows: dict[int, Decision] = {}
        self._withdrawn: set[UUID] = set()
        self._outcomes: dict[int, Outcome] = {}
        self._tally: Tally | None = None

    def start(self, preview: Preview) -> None:
        """Another preview: nothing is decided about it."""
        self.preview = preview
        self.offers = {offer.row: offer for offer in preview.offers}
        self.verdicts = {verdict.row: verdict for verdict in preview.verdicts}
        self._rows, self._withdrawn = {}, set()
        self._count()

    # -- what is decided -------------------------------------------------------------------------------

    @property
    def decided(self) -> Decided:
        """A copy that may travel."""
        return Decided(dict(self._rows), frozenset(self._withdrawn))

    @property
    def tally(self) -> Tally:
        assert self._tally is not None
        return self._tally

    def of(self, row: int) -> Decision | None:
        return self._rows.get(row)

    def is_withdrawn(self, one: Missing) -> bool:
        return one.delegate in self._withdrawn

    def verdict(self, row: Verdict) -> str:
        """The word of a row now: that of its verdict, "offered" while nobody has decided, "skipped"."""
        if row.row in self._outcomes:
            return self._outcomes[row.row].verdict
        return OFFERED if row.row in self.offers and row.row not in self._rows else row.verdict

    def changes(self, row: Verdict) -> tuple[Change, ...]:
        """What the row changes now."""
        outcome = self._outcomes.get(row.row)
        return outcome.changes if outcome else row.changes

    def replaces(self, row: Verdict) -> bool:
        """Whether the row stands for one it is the same person as, which is left out."""
        outcome, offer = self._outcomes.get(row.row), self.offers.get(row.row)
        return bool(
            outcome and outcome.into and outcome.verdict != "merged" and offer and offer.kind == "row"
        )

    def alike(self, row: Verdict) -> str:
        """The kind a row is decided with in one go: offers for one reason, updates of the same fields."""
        if offer := self.offers.get(row.row):
            return f"{OFFERED} {offer.reason}"
        return row.verdict

    # -- deciding --------------------------------------------------------------------------------------

    def decide(self, rows: Iterable[Verdict], choice: str) -> None:
        """The same choice for these rows, where it is one; fields chosen before stay chosen."""
        for row in rows:
            offer, before = self.offers.get(row.row), self._rows.get(row.row)
            if choice == SAME and offer:
                kept = before.keep if before and before.choice == SAME else kept_at_first(offer)
                self._rows[row.row] = Decision(SAME, kept)
            elif choice == OTHER and offer:
                self._rows[row.row] = Decision(OTHER)
            elif choice not in (SAME, OTHER):
                self._rows[row.row] = Decision(choice)
        self._count()

    def keep_all(self, rows: Iterable[Verdict]) -> None:
        """In these rows nothing of the file is overruled."""
        for row in rows:
            if row.verdict == "updated":
                self._rows[row.row] = Decision(TAKE, frozenset(row.fields))
        self._count()

    def keep(self, row: Verdict, field: str, kept: bool) -> None:
        """Whose value of one field stays; for an offer that says it is one person."""
        offer, before = self.offers.get(row.row), self._rows.get(row.row)
        choice = SAME if offer else TAKE
        keep = before.keep if before and before.choice == choice else frozenset[str]()
        if offer and (before is None or before.choice != SAME):
            keep = kept_at_first(offer)
        self._rows[row.row] = Decision(choice, keep | {field} if kept else keep - {field})
        self._count()

    def forget(self, rows: Iterable[Verdict]) -> None:
        """As the list was before anybody decided."""
        for row in rows:
            self._rows.pop(row.row, None)
        self._count()

    def withdraw(self, people: Iterable[Missing], wanted: bool) -> None:
        for one in people:
            (self._withdrawn.add if wanted else self._withdrawn.discard)(one.delegate)
        self._count()

    def _count(self) -> None:
        assert self.preview is not None
        self._outcomes = outcomes(self.verdicts, self.offers, self._rows)
        self._tally = tally(self.preview, self.decided)
        self.changed.emit()

    def missing(self) -> list[Missing]:
        """People the list has not, without those a row was said to be."""
        assert self.preview is not None
        targets = {outcome.target for outcome in self._outcomes.values()}
        return [one for one in self.preview.missing if one.delegate not in targets]
