"""What the window expects of a page, and what a page offers to shortcuts, menus and the command palette."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from attendance.domain.roles import Act


class PageAction(NamedTuple):
    """One thing a person can do.

    Attributes:
        words: what it is called, in the window's language.
        do: does it; takes nothing.
        icon: its sign, "" for none.
        shortcut: "Ctrl+D", "" for none; pages share the keys of the window, so a page's own wins.
        act: what somebody must be allowed to do for it (see ``Desk.crew``).
    """

    words: str
    do: Callable[[], Any]
    icon: str = ""
    shortcut: str = ""
    act: Act = Act.LOOK


class Page(Protocol):
    """One place of the rail: a widget with these beside.

    Attributes:
        key: its name in code; touched_by: which changes of the file it shows (see ``Work.changed``).
    """

    key: str
    touched_by: frozenset[str]

    def refresh(self, touched: frozenset[str]) -> None:
        """Read again what the change can have moved."""
        ...

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        ...

    def actions(self) -> Sequence[PageAction]:
        """What can be done here now, the primary action first."""
        ...

    def show_target(self, target: Any) -> None:
        """Show what somebody elsewhere pointed at (see ``Desk.go``)."""
        ...
