"""The bar under the table of delegates while several are selected: one change for all of them."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from attendance.commands.delegates import Changed
from attendance.domain.errors import Refused
from attendance.language.sentences import sentence
from attendance.queries.listing import Column, Kind, Listing
from attendance.queries.pairs import ONE_FORM, TWO_FORMS, Pair, pairs
from attendance.ui.chooser import Chooser
from attendance.ui.chosen import Chosen
from attendance.ui.desk import Desk
from attendance.ui.flow import Flow
from attendance.ui.pages.delegates.changes import (
    CUSTOM,
    Change,
    Tagging,
    change_chosen,
    flag_value,
    read_cell,
    touches,
)
from attendance.ui.pages.delegates.editing import OFFICIAL
from attendance.ui.pages.delegates.filter_words import FilterWords
from attendance.ui.parts import DropButton, button, icon_button, lay, words
from attendance.ui.value_popup import ValuePopup

WATCHED_FROM = 2_000
"""Rows changed at once from which the change shows how far it is, and can be stopped."""

ONE_EACH = frozenset({"name", "name_official", "given", "family", "certificate_name", "short_number"})
"""Fields that are everybody's own: one value for many would be a mistake."""


class DelegateBulk(QWidget):
    """Buttons for what is changed most, and a menu for every other field.

    Attributes:
        all_wanted: select every row that answers the question; none_wanted: select nobody.
        badges_wanted: print the badges of the selected people.
    """

    all_wanted = Signal()
    none_wanted = Signal()
    badges_wanted = Signal()

    def __init__(self, desk: Desk, filters: FilterWords) -> None:
        super().__init__()
        self.setObjectName("bulk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._filters = desk, filters
        self._chosen = Chosen(0)
        self._listing: Listing | None = None
        self._popup: ValuePopup | None = None
        self._column: Column | None = None
        self._said = ""
        texts = desk.texts
        row = lay(QHBoxLayout(self), margins=(24, 8, 12, 8), spacing=8)
        flow = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        flow.setSizePolicy(policy)
        self._flow = Flow(flow)
        self._count = words("", "strong")
        self._flow.addWidget(self._count)
        self.all = button(desk.theme, "", kind="link", pressed=self.all_wanted.emit)
        self._flow.addWidget(self.all)
        self.buttons: dict[str, DropButton] = {}
        for key, title in (
            ("status", texts("Status")),
            ("capacity", texts("Capacity")),
            ("delegation", texts("Delegation")),
            ("tags", texts("Tag")),
            ("", texts("Other field")),
        ):
            made = self.buttons[key] = DropButton(desk.theme, title, "")
            made.setAccessibleName(texts("{field} of the selected people", field=title))
            made.setProperty("field", key)
            made.clicked.connect(self._pressed)
            self._flow.addWidget(made)
        self.badges = button(desk.theme, texts("Print badges…"), "badge", pressed=self.badges_wanted.emit)
        self._flow.addWidget(self.badges)
        row.addWidget(flow, 1)
        close = icon_button(desk.theme, texts("Select nobody"), "close", self.none_wanted.emit)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_chosen(self, chosen: Chosen, listing: Listing, total: int) -> None:
        """The rows that would be changed, of a list with ``total`` rows."""
        texts = self._desk.texts
        self._chosen, self._listing = chosen, listing
        self.setVisible(chosen.total > 1)
        self._count.setText(texts.plural("{n} person selected", "{n} people selected", chosen.total))
        self.all.setText(texts("Select all {n}", n=texts.number(total)))
        self.all.setAccessibleName(self.all.text())
        self.all.setVisible(chosen.total < total)
        self.buttons["tags"].setVisible(bool(self._filters.choices.tags))

    # -- choosing --------------------------------------------------------------------------------------

    @Slot()
    def _pressed(self) -> None:
        made = self.sender()
        key = made.property("field")
        if not key:
            self._open_fields()
            return
        choices = self._tag_choices() if key == "tags" else self.choices(key)
        self._open_chooser(key, choices, self.buttons[key])

    def _open_chooser(self, key: str, choices: list[tuple[Any, str]], under: QWidget) -> None:
        chooser = Chooser(self._desk.theme, self._desk.texts, choices, (), self, single=True)
        chooser.setProperty("field", key)
        chooser.chosen.connect(self._chose)
        chooser.open_under(under)

    def choices(self, key: str) -> list[tuple[Any, str]]:
        """The values of a column that holds one of a few."""
        if key == "delegation":
            named = self._desk.delegation
            groups = self._filters.choices.delegations
            return [(row.id, f"{row.code}   {named(row.name, row.name_official)}") for row in groups]
        return self._filters.values(key)

    def _tag_choices(self) -> list[tuple[Any, str]]:
        texts, tags = self._desk.texts, self._filters.choices.tags
        on = [(Tagging(tag.id, True), texts("Put on: {tag}", tag=tag.name)) for tag in tags]
        return on + [(Tagging(tag.id, False), texts("Take off: {tag}", tag=tag.name)) for tag in tags]

    def _open_fields(self) -> None:
        if self._listing is None:
            return
        menu = QMenu(self)
        for column in self._listing.columns:
            if column.editable and column.key not in ONE_EACH and column.key not in self.buttons:
                menu.addAction(self._title(column)).setData(column.key)
        menu.triggered.connect(self._field_picked)
        menu.aboutToHide.connect(menu.deleteLater)
        under = self.buttons[""]
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def _title(self, column: Column) -> str:
        title = column.title
        return title if column.key.startswith(CUSTOM) else self._desk.texts(title)

    @Slot(QAction)
    def _field_picked(self, action: QAction) -> None:
        assert self._listing is not None
        column = self._column = self._listing.column(action.data())
        texts, under = self._desk.texts, self.buttons[""]
        if column.kind is Kind.CHOICE:
            self._open_chooser(column.key, self.choices(column.key), under)
        elif column.kind is Kind.FLAG:
            yes_no = [
                (flag_value(column.key, on), texts("Yes") if on else texts("No")) for on in (True, False)
            ]
            self._open_chooser(column.key, yes_no, under)
        else:
            self._open_value(column, under)

    def _open_value(self, column: Column, under: QWidget) -> None:
        about = self._desk.texts.plural(
            "The same for {n} person; left empty, it is taken away.",
            "The same for {n} people; left empty, it is taken away.",
            self._chosen.total,
        )
        self._popup = ValuePopup(self._desk.theme, self._desk.texts, self._title(column), about, self)
        self._popup.given.connect(self._given)
        self._popup.open_under(under)
        base = column.key.removesuffix(OFFICIAL)
        if base in TWO_FORMS | ONE_FORM:
            self._desk.work.read(self._popup, pairs, base, then=self._offer)

    def _offer(self, found: list[Pair]) -> None:
        if self._popup is not None and self._column is not None:
            form = 1 if self._column.key.endswith(OFFICIAL) else 0
            self._popup.offer([text for pair in found if (text := pair[form])])

    # -- changing --------------------------------------------------------------------------------------

    @Slot(str)
    def _given(self, text: str) -> None:
        column, popup = self._column, self._popup
        if column is None or popup is None:
            return
        fields = self._filters.choices.fields
        kind = next((field.kind for field in fields if column.key == f"{CUSTOM}{field.id}"), "")
        try:
            value = read_cell(column.key, column.kind, kind, text)
        except Refused as refused:
            popup.complain(sentence(self._desk.texts, refused))
            return
        self._popup = None
        popup.close()
        self.change({column.key: value}, self._title(column), text.strip())

    @Slot(object)
    def _chose(self, values: tuple[Any, ...]) -> None:
        chooser = self.sender()
        key, value = chooser.property("field"), values[0]
        choices = dict(self._tag_choices()) if isinstance(value, Tagging) else dict(self.choices(key))
        word = choices.get(value) or (self._desk.texts("Yes") if value else self._desk.texts("No"))
        word = word.partition("   ")[0]
        if isinstance(value, Tagging):
            self.change(value, self._desk.texts("Tag"), word)
        elif self._listing is not None:
            self.change({key: value}, self._title(self._listing.column(key)), word)

    def change(self, wanted: Change, title: str, word: str) -> None:
        """Change all that are selected, as one action; ``title`` and ``word`` tell what, afterwards."""
        desk, texts = self._desk, self._desk.texts
        if self._listing is None or not self._chosen.total:
            return
        self._said = f"{title}: {word}" if word else texts("{field} emptied", field=title)
        watched = texts("Changing {n} people", n=self._chosen.total)
        desk.work.write(
            self, change_chosen, desk.stamp(), self._listing, self._chosen, wanted, then=self._changed,
            touches=touches(wanted), title=watched if self._chosen.total >= WATCHED_FROM else None,
        )  # fmt: skip

    def _changed(self, done: Changed) -> None:
        texts = self._desk.texts
        if done.action is None:
            self._desk.say(texts("Nothing had to change."))
            return
        people = texts.plural("{n} person", "{n} people", done.rows)
        self._desk.say(f"{people} · {self._said}", done.action)
