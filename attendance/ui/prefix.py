"""What a scanner sends before the code: known of the standard, or learned from its first scan."""

from collections.abc import Sequence

LONGEST = 8
ANY = "*"


class Prefix:
    """Says whether a key may open a scan, so that it is held too and never lands in a field.

    A key is known by its identity, the same under every layout.

    Attributes:
        learned: the identities this computer's scanner sends before a code, in order.
    """

    def __init__(self, bracket: frozenset[str]) -> None:
        # "]Q1" and its like: the bracket, one letter; the digit after them is one among the digits.
        self._standard = (bracket, frozenset({ANY}))
        self.learned: tuple[str, ...] = ()
        self._going: list[str] = []
        self._passed: list[tuple[str, int]] = []

    def start(self) -> None:
        """Nothing is held any more."""
        self._going = []

    def goes_on(self, identity: str, *, plain: bool) -> bool:
        """Whether what is held of a prefix goes on with this key; ``plain`` without Ctrl, Alt or Meta."""
        going = [*self._going, identity]
        known = tuple(going) == self.learned[: len(going)]
        standard = plain and len(going) <= len(self._standard)
        standard = standard and all(
            ANY in kinds or one in kinds for one, kinds in zip(going, self._standard, strict=False)
        )
        if known or standard:
            self._going = going
        return known or standard

    def passed(self, identity: str, at: int) -> None:
        """A key went on to its window at ``at`` ms."""
        self._passed = [*self._passed[1 - LONGEST :], (identity, at)]

    def learn(self, first: int, pace: int) -> Sequence[str]:
        """The keys that passed right before a scan whose first held key came at ``first``; () for none."""
        found: list[str] = []
        for identity, at in reversed(self._passed):
            if not 0 <= first - at <= pace:
                break
            found.insert(0, identity)
            first = at
        self._passed = []
        if found:
            self.learned = (*found, *self._going)
        return self.learned if found else ()
