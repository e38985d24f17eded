"""The head of the page of delegates: search, details, report, import, and adding somebody."""

from PySide6.QtGui import QResizeEvent

from attendance.domain.roles import Act
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.parts import button, icon_button, retone

WORDS_FROM = 1280
ICON_WIDTH = 36


class DelegatesHeader(Header):
    """On a small screen words make room for the search field; the icons keep their names.

    Attributes:
        search: the field; details, report, bring_in, add_one: the buttons.
    """

    def __init__(self, desk: Desk) -> None:
        texts, theme = desk.texts, desk.theme
        super().__init__(desk, texts("Delegates"))
        self.search = self.add_search(texts("Search name, delegation, organisation, badge"))
        self.details = icon_button(theme, texts("Details"), "pane")
        self.report = button(theme, texts("Report"), "reports")
        self.bring_in = button(theme, texts("Import list"), "import")
        self.add_one = button(theme, texts("Add delegate"), "add", "primary")
        for made in (self.details, self.report, self.bring_in):
            made.setToolTip(made.accessibleName())
            self.add(made)
        self.add_primary(self.add_one)
        desk.crew.guard(self.add_one, Act.DESK)
        desk.crew.guard(self.bring_in, Act.EDIT)
        self._fit(roomy=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(roomy=self.width() >= WORDS_FROM)
        super().resizeEvent(event)

    def _fit(self, *, roomy: bool) -> None:
        for made in (self.report, self.bring_in):
            made.setText(f" {made.accessibleName()}" if roomy else "")
            retone(made, "kind", "" if roomy else "flat")
            made.setFixedWidth(made.sizeHint().width() if roomy else ICON_WIDTH)
