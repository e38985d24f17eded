"""Who may enter one item: its rules, edited one by one, and what they say as a sentence all the while."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attendance.commands.session_rules import RulesSet, set_rules
from attendance.domain.errors import Refused
from attendance.domain.kinds import SessionEntry
from attendance.domain.rules import OPEN, Rules, check
from attendance.language.labels import label
from attendance.language.rules import rules_told
from attendance.language.sentences import sentence
from attendance.queries.rules import SessionRules
from attendance.ui.desk import Desk
from attendance.ui.dialogs.custom_fields_dialog import CustomFieldsDialog
from attendance.ui.pages.programme.rules_form import ENTRY, RulesForm
from attendance.ui.pages.programme.rules_sets import ReadySet
from attendance.ui.parts import button, hairline, icon_button, lay, retone, words
from attendance.ui.work import PROGRAMME


class RulesPane(QWidget):
    """It stands in place of the item while its rules are changed; each change is written at once.

    Attributes:
        left: back to the item.
        form: the fields.
        sentence: what all of them say.
    """

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: SessionRules | None = None
        self._rules, self._entry = OPEN, SessionEntry.ONCE
        self._waiting = 0
        self._asked = ""
        texts = desk.texts
        column = lay(QVBoxLayout(self))
        head = lay(QHBoxLayout(), margins=(12, 10, 12, 6), spacing=4)
        head.addWidget(icon_button(desk.theme, texts("Back"), "left", self.left.emit))
        head.addWidget(words(texts("Who may enter"), "strong"), 1)
        column.addLayout(head)
        column.addWidget(self._build_sentence())
        column.addWidget(hairline())
        self.form = RulesForm(desk)
        self.form.changed.connect(self._changed)
        self.form.taken.connect(self._taken)
        self.form.fields_wanted.connect(self._open_fields)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        self.area = area
        self.form.add_foot(self._build_foot())
        column.addWidget(area, 1)

    def _build_sentence(self) -> QWidget:
        made = QWidget()
        self.sentence = words("", wrap=True)
        self._problem = words("", tone="red", wrap=True)
        self._problem.hide()
        column = lay(QVBoxLayout(made), margins=(20, 2, 20, 10), spacing=4)
        column.addWidget(self.sentence)
        column.addWidget(self._problem)
        return made

    def _build_foot(self) -> QWidget:
        theme = self._desk.theme
        self._foot = QWidget()
        column = lay(QVBoxLayout(self._foot), margins=(0, 8, 0, 0), spacing=4)
        column.addWidget(hairline())
        column.addSpacing(4)
        column.addWidget(words(self._desk.texts("The same rules elsewhere"), "strong"))
        self.same_kind = button(theme, "", kind="link", pressed=partial(self._spread, "kind"))
        self.same_day = button(theme, "", kind="link", pressed=partial(self._spread, "day"))
        for part in (self.same_kind, self.same_day):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        return self._foot

    # -- showing ---------------------------------------------------------------------------------------

    def show_rules(self, found: SessionRules) -> None:
        """Show the rules of an event session, unless changes of them are still on their way."""
        other = self._found is None or self._found.session != found.session
        if self._waiting and not other:
            return
        if other:
            self._waiting = 0
            self._say_problem("")
            self.form.content_again()
            self.area.verticalScrollBar().setValue(0)
        self._found = found
        self._rules, self._entry = found.rules or OPEN, found.entry
        self._show()
        self._show_alike(found)

    def _show(self) -> None:
        found = self._found
        assert found is not None
        damaged = found.rules is None and self._rules == OPEN
        kept = None if damaged else self._rules
        said = rules_told(self._desk.texts, kept, self._entry, found.tag_names, found.field_titles)
        self.sentence.setText(said)
        retone(self.sentence, "tone", "red" if damaged else "")
        self.form.show_rules(found, self._rules, self._entry)

    def _show_alike(self, found: SessionRules) -> None:
        texts = self._desk.texts
        kinds, days = self._alike("kind"), self._alike("day")
        kind = label(texts, found.kind)
        self.same_kind.setText(
            texts.plural("Also for {n} other: {kind}", "Also for {n} others: {kind}", len(kinds), kind=kind)
        )
        day = texts.day_month(found.day) or texts("No day yet")
        self.same_day.setText(
            texts.plural("Also for {n} other: {kind}", "Also for {n} others: {kind}", len(days), kind=day)
        )
        for part, others in ((self.same_kind, kinds), (self.same_day, days)):
            part.setAccessibleName(part.text())
            part.setVisible(bool(others))
        self._foot.setVisible(bool(kinds or days))

    def _alike(self, by: str) -> list[UUID]:
        alike = self._found.alike if self._found is not None else []
        return [one.id for one in alike if (one.same_kind if by == "kind" else one.same_day)]

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to change."""
        first = self.form.sets.findChildren(QWidget)
        if first:
            first[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- writing ---------------------------------------------------------------------------------------

    @Slot(str, object)
    def _changed(self, key: str, value: Any) -> None:
        rules, entry = self._rules, self._entry
        if key == ENTRY:
            entry = value
        else:
            rules = replace(rules, **{key: value})
        self._put(key, rules, entry)

    @Slot(object)
    def _taken(self, ready: ReadySet) -> None:
        self.form.content_again()
        self._put("", ready.rules, ready.entry)

    def _put(self, key: str, rules: Rules, entry: SessionEntry) -> None:
        found = self._found
        if found is None:
            return
        self._say_problem("")
        try:
            check(rules, entry, found.starts, found.ends)
        except Refused as refused:
            self._complain(key, refused)
            return
        self._rules, self._entry = rules, entry
        self._write(key, (found.session,))
        self._show()

    @Slot()
    def _spread(self, by: str, *_: Any) -> None:
        if self._found is not None:
            self._say_problem("")
            self._write("", (self._found.session, *self._alike(by)))

    def _write(self, key: str, sessions: Sequence[UUID]) -> None:
        self._waiting += 1
        self._desk.work.write(
            self, set_rules, self._desk.stamp(), sessions, self._rules, self._entry,
            then=partial(self._written, len(sessions)), failed=partial(self._refused, key),
            touches=frozenset({PROGRAMME}),
        )  # fmt: skip

    def _written(self, sessions: int, done: RulesSet) -> None:
        self._waiting = max(0, self._waiting - 1)
        if done.action is None or self._found is None:
            return
        desk, texts = self._desk, self._desk.texts
        title = desk.pick(self._found.title, self._found.title_official)
        said = texts("Who may enter: {title}", title=title)
        if sessions > 1:
            said = texts.plural("The same rules for {n} item", "The same rules for {n} items", done.rows)
        desk.say(said, done.action)

    def _refused(self, key: str, error: Exception) -> None:
        self._waiting = max(0, self._waiting - 1)
        if self._found is not None and not self._waiting:
            self._rules, self._entry = self._found.rules or OPEN, self._found.entry
        if isinstance(error, Refused):
            self._complain(key, error)
        else:
            self._desk.work.failed.emit(error)

    def _complain(self, key: str, refused: Refused) -> None:
        """At the field that was changed, above all of them when it is about none."""
        said = sentence(self._desk.texts, refused)
        self._show()
        if not self.form.complain(key, said):
            self._say_problem(said)

    def _say_problem(self, said: str) -> None:
        self._problem.setText(said)
        self._problem.setVisible(bool(said))

    @Slot()
    def _open_fields(self) -> None:
        if self._found is not None:
            CustomFieldsDialog(self._desk, self._found.event, self.window()).show()
