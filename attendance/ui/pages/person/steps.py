"""The history of one delegate in words, each step with what takes it back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.domain.kinds import FactKind
from attendance.language import Texts
from attendance.language.marks import N_
from attendance.queries.person import Person
from attendance.queries.person_history import Change, Step
from attendance.ui.desk import Desk
from attendance.ui.pages.person.fields import TITLES, shown_value
from attendance.ui.parts import button, hairline, lay, words

MOST_LINES = 6

_FACTS = {
    FactKind.IN: N_("Entry: {session}"),
    FactKind.OUT: N_("Exit: {session}"),
    FactKind.EXCUSED: N_("Excused: {session}"),
    FactKind.VOID: N_("Taken back: {session}"),
}
_PLAIN = {
    "added": N_("Added to the list"),
    "removed": N_("Taken off the list"),
    "photo": N_("Photo set"),
    "photo_gone": N_("Photo taken away"),
}


class PersonSteps(QWidget):
    """A list of steps, newest first.

    Attributes:
        undo_wanted: a ``Step`` somebody wants taken back.
        all_wanted: the rest of the history.
    """

    undo_wanted = Signal(object)
    all_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column = lay(QVBoxLayout(self), margins=(0, 4, 0, 0))
        self._shown: tuple[Any, ...] = ()

    def show_person(self, seen: Person) -> None:
        """Show the history as far as it was read."""
        shown = (tuple(step.action for step in seen.steps), tuple(step.way for step in seen.steps), seen.id)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, step in enumerate(seen.steps):
            if place:
                self._column.addWidget(hairline())
            self._column.addWidget(self._line(step))
        if seen.more_steps:
            whole = button(self._desk.theme, self._desk.texts("Show everything"), kind="link")
            whole.clicked.connect(self.all_wanted)
            self._column.addWidget(whole)
        self._column.addStretch()

    def _line(self, step: Step) -> QWidget:
        desk, texts = self._desk, self._desk.texts
        part = QWidget()
        row = lay(QHBoxLayout(part), margins=(0, 8, 0, 8), spacing=8)
        column = lay(QVBoxLayout(), spacing=2)
        told = told_step(texts, step)
        for sentence in told[:MOST_LINES]:
            column.addWidget(words(sentence, "muted" if step.undone else "", wrap=True))
        if len(told) > MOST_LINES:
            rest = len(told) - MOST_LINES
            column.addWidget(words(texts.plural("{n} more change", "{n} more changes", rest), "muted"))
        zone = desk.event.zone if desk.event else "UTC"
        said = [texts.date_time(step.at, zone), step.actor]
        if step.undone:
            said.append(texts("taken back"))
        column.addWidget(words(" · ".join(said), "small", wrap=True))
        row.addLayout(column, 1)
        if step.way:
            row.addWidget(self._undo(step, told[0] if told else ""))
        return part

    def _undo(self, step: Step, what: str) -> QWidget:
        undo = button(self._desk.theme, self._desk.texts("Undo"), kind="link")
        undo.setAccessibleName(self._desk.texts("Undo: {what}", what=what))
        wanted: Callable[..., None] = partial(self.undo_wanted.emit, step)
        undo.clicked.connect(wanted)
        return undo


def told_step(texts: Texts, step: Step) -> list[str]:
    """One sentence for each thing a step changed."""
    return [told_change(texts, change) for change in step.changes]


def told_change(texts: Texts, change: Change) -> str:
    """ "Seat: A1 → A2", "Tag: VIP", "Entry: 29 May 2024 · Morning"."""
    if change.what in _PLAIN:
        return texts(_PLAIN[change.what])
    if change.what == "merged":
        return texts("Merged with {name}", name=change.new)
    if change.what == "tag":
        return texts("Tag: {tag}", tag=change.name)
    if change.what == "untag":
        return texts("Tag taken off: {tag}", tag=change.name)
    if change.what == "fact":
        title = texts.pick(change.new, change.official)
        session = " · ".join(part for part in (texts.date_long(change.day), title) if part)
        return texts(_FACTS[FactKind(change.name)], session=session)
    if change.what == "own":
        field = texts.pick(change.name, change.official)
    else:
        field = texts(TITLES.get(change.name, change.name))
    old, new = (shown_value(texts, change.name, value) for value in (change.old, change.new))
    if old and new:
        return texts("{field}: {old} → {new}", field=field, old=old, new=new)
    if new:
        return texts("{field}: {new}", field=field, new=new)
    return texts("{field} emptied: {old}", field=field, old=old)
