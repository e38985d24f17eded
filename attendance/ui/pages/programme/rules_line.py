"""Who may enter an item, as one sentence with a way to change it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.language.rules import rules_told
from attendance.queries.rules import SessionRules
from attendance.ui.desk import Desk
from attendance.ui.parts import button, lay, words


def told(desk: Desk, found: SessionRules) -> str:
    """The sentence of an event session's rules, in the language of the window."""
    return rules_told(desk.texts, found.rules, found.entry, found.tag_names, found.field_titles)


class RulesLine(QWidget):
    """Folded away: the sentence, and "Change".

    Attributes:
        wanted: somebody wants to change the rules.
        change: the button.
    """

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        column = lay(QVBoxLayout(self), spacing=2)
        row = lay(QHBoxLayout(), spacing=8)
        row.addWidget(words(texts("Who may enter"), "small"), 1)
        self.change = button(desk.theme, texts("Change"), kind="link", pressed=self.wanted.emit)
        self.change.setAccessibleName(texts("Change who may enter"))
        row.addWidget(self.change)
        column.addLayout(row)
        self.sentence = words("", wrap=True)
        column.addWidget(self.sentence)

    def show_rules(self, found: SessionRules | None) -> None:
        """Say them; nothing while they are not known yet."""
        self.sentence.setText(told(self._desk, found) if found is not None else "")
        self.change.setEnabled(found is not None)
