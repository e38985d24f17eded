"""People who may stand on the list twice: found with the reason, compared, merged, or left as they are."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attendance.commands.merging import merge_delegates
from attendance.domain.likeness import Reason
from attendance.language.labels import label
from attendance.language.marks import N_
from attendance.queries.doubles import Double
from attendance.queries.person import Person, person
from attendance.ui.desk import Desk
from attendance.ui.dialogs.double_compare import DoubleCompare
from attendance.ui.pages.person.preview import listed_name
from attendance.ui.parts import Segments, button, hairline, lay, words
from attendance.ui.work import EVERYTHING

WIDTH, HEIGHT, LIST = 960, 560, 300
WHY = {
    Reason.SAME_PERSON: N_("the same person"),
    Reason.SAME_NAME: N_("same name"),
    Reason.SAME_OFFICIAL: N_("same name in the official script"),
    Reason.SAME_CONTACT: N_("same phone or e-mail"),
    Reason.SIMILAR_NAME: N_("similar name"),
    Reason.SIMILAR_SOUND: N_("sounds alike in another script"),
}


def _both(db: Any, one: int, other: int) -> tuple[Person, Person] | None:
    found = person(db, one), person(db, other)
    return None if found[0] is None or found[1] is None else (found[0], found[1])


class DoublesDialog(QDialog):
    """Pairs at the left, the chosen pair compared at the right."""

    def __init__(self, desk: Desk, event: UUID, number: int | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._event, self._number = desk, event, number
        self._pairs: list[Double] = []
        self._people: tuple[Person, Person] | None = None
        title = desk.texts("Doubles")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(WIDTH, HEIGHT)
        self._list = QListWidget()
        self._list.setAccessibleName(desk.texts("Pairs that may be one person"))
        self._list.setWordWrap(True)
        self._list.setFixedWidth(LIST)
        self._list.currentRowChanged.connect(self._choose)
        self._compare = DoubleCompare(desk)
        self._said = words("", "muted", wrap=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said.setContentsMargins(48, 0, 48, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._said)
        self._stack.addWidget(self._build_pair())
        column = lay(QVBoxLayout(self))
        column.addLayout(self._build_head(title))
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        column.addWidget(hairline())
        column.addLayout(self._build_foot())
        self._look()

    # -- building --------------------------------------------------------------------------------------

    def _build_head(self, title: str) -> QVBoxLayout:
        head = lay(QVBoxLayout(), margins=(24, 20, 24, 16), spacing=4)
        head.addWidget(words(title, "title"))
        about = self._desk.texts(
            "Choose which record stays and what it says. Entries, tags and companions go to it."
        )
        head.addWidget(words(about, "muted", wrap=True))
        return head

    def _build_pair(self) -> QWidget:
        part = QWidget()
        part.setObjectName("surface")
        row = lay(QHBoxLayout(part))
        left = lay(QVBoxLayout(), margins=(8, 8, 4, 8))
        left.addWidget(self._list)
        row.addLayout(left)
        row.addWidget(hairline(vertical=True))
        self._right = lay(QVBoxLayout())
        self._why = words("", "muted", wrap=True)
        self._why.setContentsMargins(24, 16, 24, 8)
        self._right.addWidget(self._why)
        self._side_place = lay(QHBoxLayout(), margins=(24, 0, 24, 4), spacing=12)
        self._right.addLayout(self._side_place)
        self._side: Segments | None = None
        self._right.addWidget(self._compare, 1)
        row.addLayout(self._right, 1)
        return part

    def _build_foot(self) -> QHBoxLayout:
        theme, texts = self._desk.theme, self._desk.texts
        row = lay(QHBoxLayout(), margins=(24, 12, 24, 12), spacing=8)
        self._count = words("", "muted")
        self._leave = button(theme, texts("Two different people"), pressed=self._pass_over)
        self._merge = button(theme, texts("Merge"), kind="primary", pressed=self._do_merge)
        row.addWidget(self._count, 1)
        row.addWidget(button(theme, texts("Close"), pressed=self.reject))
        row.addWidget(self._leave)
        row.addWidget(self._merge)
        return row

    # -- looking ---------------------------------------------------------------------------------------

    def _look(self) -> None:
        self._show_pairs(None)
        work = self._desk.work
        if work.database is not None:
            asked = (str(work.database.path), self._event, self._number)
            title = self._desk.texts("Looking for doubles")
            function = "attendance.queries.doubles:find_doubles"
            work.heavy(self, function, *asked, then=self._show_pairs, failed=self._failed, title=title)

    def _show_pairs(self, pairs: list[Double] | None) -> None:
        texts = self._desk.texts
        self._pairs = pairs or []
        waiting = texts("Looking through the list…")
        nobody = texts("Nobody on the list looks like a double.")
        self._said.setText(waiting if pairs is None else nobody)
        self._list.blockSignals(True)
        self._list.clear()
        for pair in self._pairs:
            lines = [self._line(pair.one), self._line(pair.other)]
            item = QListWidgetItem("\n".join(lines), self._list)
            item.setToolTip(self._reasons(pair))
            item.setSizeHint(QSize(0, 2 * self.fontMetrics().lineSpacing() + 20))
        self._list.blockSignals(False)
        self._stack.setCurrentIndex(1 if self._pairs else 0)
        for part in (self._leave, self._merge):
            part.setVisible(bool(self._pairs))
        self._tell_count()
        if self._pairs:
            self._list.setCurrentRow(0)
            self._list.setFocus()

    def _tell_count(self) -> None:
        count = len(self._pairs)
        self._count.setText(self._desk.texts.plural("{n} pair", "{n} pairs", count) if count else "")

    def _line(self, one: Any) -> str:
        return f"{self._desk.pick(one.name, one.name_official)} · {one.delegation}"

    def _reasons(self, pair: Double) -> str:
        return ", ".join(self._desk.texts(WHY[reason]) for reason in pair.reasons)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._people = None
        self._merge.setEnabled(False)
        if 0 <= place < len(self._pairs):
            pair = self._pairs[place]
            self._why.setText(self._desk.texts("Why: {reasons}", reasons=self._reasons(pair)))
            asked = (pair.one.n, pair.other.n)
            self._desk.work.read(self, _both, *asked, then=self._show_both, only_newest=True)

    def _show_both(self, people: tuple[Person, Person] | None) -> None:
        if people is None:
            self._pass_over()
            return
        self._people = people
        self._compare.show_people(people)
        if self._side is not None:
            self._side.hide()
            self._side.deleteLater()
        else:
            self._side_place.addWidget(words(self._desk.texts("Keep"), "strong"))
            self._side_place.addStretch()
        named = [(side, self._named(seen)) for side, seen in enumerate(people)]
        self._side = Segments(named, self._desk.texts("Which record stays"))
        self._side.chosen.connect(self._compare.keep)
        self._side_place.insertWidget(1, self._side)
        self._side.choose(_fuller(people))
        self._compare.keep(self._side.value)
        self._merge.setEnabled(True)

    def _named(self, seen: Person) -> str:
        number = seen.fields["short_number"]
        standing = label(self._desk.texts, seen.fields["status"])
        name = self._compare.fontMetrics().elidedText(
            listed_name(seen.fields), Qt.TextElideMode.ElideRight, 150
        )
        return " · ".join(part for part in (f"{number}" if number else "", name, standing) if part)

    # -- doing -----------------------------------------------------------------------------------------

    @Slot()
    def _do_merge(self) -> None:
        if self._people is None or self._side is None:
            return
        side = self._side.value
        keep, double = self._people[side], self._people[1 - side]
        fields = self._compare.chosen(side)
        self._merge.setEnabled(False)
        desk, asked = self._desk, (keep.id, double.id, fields)
        desk.work.write(
            self,
            merge_delegates,
            desk.stamp(),
            *asked,
            then=self._merged,
            failed=self._failed,
            touches=EVERYTHING,
        )

    def _merged(self, action: UUID) -> None:
        self._desk.say(self._desk.texts("Merged: one record stays"), action)
        gone = self._people
        if gone is not None:
            double = gone[1 - (self._side.value if self._side else 0)].n
            self._drop([pair for pair in self._pairs if double in (pair.one.n, pair.other.n)])

    @Slot()
    def _pass_over(self) -> None:
        """These are two people: the pair is not shown again while this window is open."""
        place = self._list.currentRow()
        if 0 <= place < len(self._pairs):
            self._drop([self._pairs[place]])

    def _drop(self, pairs: list[Double]) -> None:
        place = self._list.currentRow()
        self._show_pairs([pair for pair in self._pairs if pair not in pairs])
        if self._pairs:
            self._list.setCurrentRow(min(place, len(self._pairs) - 1))

    def _failed(self, error: Exception) -> None:
        self._merge.setEnabled(self._people is not None)
        self._desk.work.failed.emit(error)


def _fuller(people: tuple[Person, Person]) -> int:
    """The side that came already, has its badge printed, or says more: it is offered to be kept."""

    def weight(seen: Person) -> tuple[int, int, int]:
        came = sum(one.first_in is not None for one in seen.attended)
        said = sum(value not in (None, "", False) for value in seen.fields.values())
        return bool(seen.fields["badge_printed"]), came, said

    return 0 if weight(people[0]) >= weight(people[1]) else 1
