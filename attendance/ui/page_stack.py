"""The pages of the window, one shown at a time; each is built and reads again only when it is seen."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from attendance.ui.desk import Desk
from attendance.ui.lazily import Lazily
from attendance.ui.work import EVERYTHING


class PageStack(QStackedWidget):
    """The pages by key.

    Attributes:
        pages: every page (see ``page.Page``), in the order of the rail.
    """

    def __init__(
        self, desk: Desk, makers: Mapping[str, Callable[[], Any]], aside: Mapping[str, str] | None = None
    ) -> None:
        """``aside``: pages that have no place of the rail, each with the page it belongs to."""
        super().__init__()
        self._aside = dict(aside or {})
        self._desk = desk
        self.pages = Lazily(makers, self.addWidget)
        self._stale: dict[str, frozenset[str]] = dict.fromkeys(makers, EVERYTHING)

    @property
    def shown(self) -> str:
        """The key of the page that is seen."""
        return self.currentWidget().key

    @property
    def page(self) -> Any:
        return self.currentWidget()

    def show_page(self, key: str) -> None:
        """Another page, fresh and with the keyboard."""
        self.setCurrentWidget(self.pages[key])
        self.freshen()
        self.page.take_focus()

    def beside(self, step: int) -> str:
        """The key of the page so many places further on, round the end."""
        keys = [key for key in self.pages if key not in self._aside]
        return keys[(keys.index(self._aside.get(self.shown, self.shown)) + step) % len(keys)]

    def freshen(self) -> None:
        """The page that is seen reads again what has changed since it did."""
        touched = self._stale.pop(self.shown, frozenset())
        if touched and self._desk.work.database is not None:
            self.page.refresh(touched)
        elif touched:
            self._stale[self.shown] = touched

    @Slot(object)
    def note(self, touched: frozenset[str]) -> None:
        """Something in the file is new (see ``Work.changed``)."""
        for key, page in self.pages.built.items():
            if touched & page.touched_by:
                self._stale[key] = self._stale.get(key, frozenset()) | touched
        self.freshen()
