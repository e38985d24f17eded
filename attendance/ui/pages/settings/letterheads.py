"""Letterheads: whose paper documents are written on, with logos, state lines and who signs."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.commands.letterheads import (
    Added,
    add_letterhead,
    add_logo,
    change_letterhead,
    choose_letterhead,
    order_letterheads,
    order_logos,
    remove_letterhead,
    remove_logo,
)
from attendance.commands.letters import Scan
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.domain.letterheads import LAO_STATE, MOST_LOGOS
from attendance.domain.roles import Act
from attendance.language import texts_for
from attendance.language.sentences import sentence
from attendance.queries.letterheads import Paper, Papers, papers
from attendance.ui import logos
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.error_bar import told
from attendance.ui.form import Field, Form, Kind
from attendance.ui.letterhead_preview import LetterheadPreview
from attendance.ui.pages.settings.parts import Section
from attendance.ui.parts import button, hairline, icon_button, lay, words
from attendance.ui.work import EVENTS

CHOICE = 280
TOUCHED = frozenset({EVENTS})


def _add(db: Any, stamp: Stamp, name: str, event: UUID | None) -> Added:
    return add_letterhead(db, stamp, {**LAO_STATE, "name": name}, event=event)


class LetterheadsSection(Section):
    """What is typed here is kept at once, shown as it will be printed, and can be taken back."""

    key = "letterheads"

    def __init__(self, desk: Desk) -> None:
        texts = desk.texts
        about = texts(
            "Whose paper reports and letters are written on: kept in this file, for every event."
            " A new one begins with the lines of the Lao state."
        )
        super().__init__(desk, texts("Letterheads"), about)
        self.papers = Papers((), None)
        self._shown: UUID | None = None
        self._focus_name = False
        self.chosen = ChoiceBox(texts("Paper of the open event"))
        self.chosen.setFixedWidth(round(CHOICE * desk.theme.text_size))
        self.chosen.activated.connect(self._choose_for_event)
        self._event_row = self.add_row(texts("Paper of the open event"), "", self.chosen)
        self.column.addWidget(hairline())
        self.add(self._build_which())
        self.none = words(
            texts("No letterhead yet. Documents are written on plain paper."), "muted", wrap=True
        )
        self.add(self.none)
        self.problem = words("", tone="red", wrap=True)
        self.problem.hide()
        self.add(self.problem)
        self.editor = self._build_editor()
        self.add(self.editor)
        self.column.addStretch(1)
        for part in (self.chosen, self.new, self.editor, self.remove):
            desk.crew.guard(part, Act.EDIT)

    # -- building --------------------------------------------------------------------------------------

    def _build_which(self) -> QWidget:
        theme, texts = self.desk.theme, self.desk.texts
        made = QWidget()
        row = lay(QHBoxLayout(made), margins=(0, 12, 0, 8), spacing=8)
        self.which = ChoiceBox(texts("Letterhead"))
        self.which.activated.connect(self._choose_to_edit)
        row.addWidget(self.which, 1)
        self.first = icon_button(theme, texts("Offer this one first"), "up", self.put_first)
        self.remove = icon_button(theme, texts("Remove letterhead"), "bin", self.take_away)
        self.new = button(theme, texts("Add letterhead"), "add", pressed=self.begin)
        for part in (self.first, self.remove, self.new):
            row.addWidget(part)
        return made

    def _build_editor(self) -> QWidget:
        theme, texts = self.desk.theme, self.desk.texts
        made = QWidget()
        column = lay(QVBoxLayout(made), spacing=12)
        row = lay(QHBoxLayout(), spacing=12)
        official = texts_for("lo")
        self.previews = (
            LetterheadPreview(texts_for("en"), texts("Preview in Latin letters"), official=False),
            LetterheadPreview(official, texts("Preview in the official script"), official=True),
        )
        for preview in self.previews:
            row.addWidget(preview, 1)
        column.addLayout(row)
        line = lay(QHBoxLayout(), spacing=8)
        self._logos = lay(QHBoxLayout(), spacing=8)
        line.addLayout(self._logos)
        self.add_logo = button(theme, texts("Add logo"), "photo", "flat", self.pick_logo)
        line.addWidget(self.add_logo)
        line.addStretch(1)
        column.addLayout(line)
        self.form = Form(self.desk, _fields(texts))
        self.form.edited.connect(self._edited)
        self.form.typed.connect(self._typed)
        column.addWidget(self.form)
        return made

    # -- showing ---------------------------------------------------------------------------------------

    def shown_again(self) -> None:
        event = self.desk.event
        self.desk.work.read(self, papers, event.id if event else None, then=self._show, only_newest=True)

    def _show(self, found: Papers) -> None:
        self.papers, texts, event = found, self.desk.texts, self.desk.event
        ids = [one.letterhead.id for one in found.all]
        if self._shown not in ids:
            self._shown = found.chosen or (ids[0] if ids else None)
        self.chosen.clear()
        self.chosen.addItem(texts("Plain paper"), None)
        self.which.clear()
        for one in found.all:
            name = self.desk.pick(one.letterhead.name, one.letterhead.name_official)
            self.chosen.addItem(name, one.letterhead.id)
            self.which.addItem(name, one.letterhead.id)
        self.chosen.setCurrentIndex(ids.index(found.chosen) + 1 if found.chosen else 0)
        if self._shown is not None:
            self.which.setCurrentIndex(ids.index(self._shown))
        title = self.desk.pick(event.title, event.title_official) if event else texts("No event is open.")
        self._event_row.say(title)
        self._event_row.setEnabled(event is not None)
        for part in (self.which, self.editor, self.first, self.remove):
            part.setVisible(bool(ids))
        self.first.setEnabled(bool(ids) and self._shown != ids[0] and self.desk.crew.may(Act.EDIT))
        self.none.setVisible(not ids)
        self._show_paper()

    @property
    def paper(self) -> Paper | None:
        """The letterhead being edited."""
        return next((one for one in self.papers.all if one.letterhead.id == self._shown), None)

    def _show_paper(self) -> None:
        if (paper := self.paper) is None:
            return
        values = paper.letterhead._asdict()
        del values["id"]
        self.form.show_values(values)
        for preview in self.previews:
            preview.show_values(values, [logo.content for logo in paper.logos])
        self._show_logos(paper)
        if self._focus_name:
            self._focus_name = False
            self.form.focus("name")

    def _show_logos(self, paper: Paper) -> None:
        while (item := self._logos.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for place, logo in enumerate(paper.logos):
            if place:
                left = self.desk.texts("Move logo {name} to the left", name=logo.name)
                move = partial(self._move_logo, place)
                self._logos.addWidget(icon_button(self.desk.theme, left, "left", move))
            name = self.desk.texts("Remove logo {name}", name=logo.name)
            made = button(self.desk.theme, "", "close", pressed=partial(self._remove_logo, logo.id))
            picture = QPixmap()
            picture.loadFromData(logo.content)
            made.setIcon(QIcon(picture))
            made.setIconSize(QSize(48, 26))
            made.setText(" ×")
            made.setAccessibleName(name)
            made.setToolTip(name)
            self._logos.addWidget(made)
        self.add_logo.setEnabled(len(paper.logos) < MOST_LOGOS)

    # -- hands -----------------------------------------------------------------------------------------

    def _write(self, verb: Any, *args: Any, then: Any) -> None:
        self._complain("")
        self.desk.work.write(
            self, verb, self.desk.stamp(), *args, then=then, failed=self._refused, touches=TOUCHED
        )

    @Slot()
    def begin(self) -> None:
        """A new letterhead; the open event is written on it if it has none."""
        event = self.desk.event
        for_event = event.id if event is not None and self.papers.chosen is None else None
        self._write(_add, self.desk.texts("New organization"), for_event, then=self._added)

    def _added(self, made: Added) -> None:
        self._shown, self._focus_name = made.id, True
        self.desk.say(self.desk.texts("Letterhead added."), made.action)
        self.shown_again()

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        if self._shown is not None:
            self._write(change_letterhead, self._shown, {key: value}, then=self._changed)

    @Slot(str, str)
    def _typed(self, key: str, text: str) -> None:
        for preview in self.previews:
            preview.show_values({key: text})

    def _changed(self, action: UUID | None) -> None:
        if action is not None:
            self.desk.say(self.desk.texts("Letterhead changed."), action)
        self.shown_again()

    @Slot(int)
    def _choose_to_edit(self, place: int) -> None:
        self._shown = self.which.itemData(place)
        self.shown_again()

    @Slot(int)
    def _choose_for_event(self, place: int) -> None:
        if (event := self.desk.event) is not None:
            self._write(choose_letterhead, event.id, self.chosen.itemData(place), then=self._changed)

    @Slot()
    def put_first(self) -> None:
        """Offer the letterhead before the others."""
        ids = [one.letterhead.id for one in self.papers.all]
        if self._shown in ids:
            ids.remove(self._shown)
            self._write(order_letterheads, [self._shown, *ids], then=self._changed)

    @Slot()
    def take_away(self) -> None:
        """Remove the letterhead; Undo brings it back."""
        if self._shown is not None:
            self._write(remove_letterhead, self._shown, then=self._removed)

    def _removed(self, action: UUID) -> None:
        self.desk.say(self.desk.texts("Letterhead removed."), action)
        self.shown_again()

    @Slot()
    def pick_logo(self) -> None:
        """Choose a picture."""
        kinds = " ".join(f"*.{suffix}" for suffix in logos.SUFFIXES)
        texts = self.desk.texts
        filters = texts("Pictures ({kinds})", kinds=kinds)
        choose_file(self.desk, self, texts("Choose a logo"), filters, self.read_logo)

    @Slot(str)
    def read_logo(self, path: str) -> None:
        """Shrink the picture in a file and keep it."""
        remember_folder(self.desk, Path(path))
        self.desk.work.aside(self, logos.from_file, path, then=self._logo_read, failed=self._refused)

    def _logo_read(self, picture: Scan) -> None:
        if self._shown is not None:
            self._write(add_logo, self._shown, picture, then=self._logo_added)

    def _logo_added(self, made: Added) -> None:
        self.desk.say(self.desk.texts("Logo added."), made.action)
        self.shown_again()

    def _move_logo(self, place: int) -> None:
        if (paper := self.paper) is not None:
            ids = [logo.id for logo in paper.logos]
            ids[place - 1 : place + 1] = ids[place], ids[place - 1]
            self._write(order_logos, paper.letterhead.id, ids, then=self._changed)

    def _remove_logo(self, logo: UUID) -> None:
        self._write(remove_logo, logo, then=self._logo_removed)

    def _logo_removed(self, action: UUID) -> None:
        self.desk.say(self.desk.texts("Logo removed."), action)
        self.shown_again()

    def _refused(self, error: Exception) -> None:
        said = told(self.desk.texts, error)
        self._complain(said)
        if isinstance(error, Refused) and error.code == "letterhead_without_name":
            self.form.complain("name", sentence(self.desk.texts, error))
            self._complain("")
        self._show_paper()

    def _complain(self, said: str) -> None:
        self.problem.setText(said)
        self.problem.setVisible(bool(said))


def _fields(texts: Any) -> tuple[Field, ...]:
    return (
        Field("name", texts("Organization"), Kind.PAIR),
        Field("parent", texts("Authority above it"), Kind.PAIR),
        Field("motto", texts("Lines of the state"), Kind.LONG_PAIR),
        Field("city", texts("City"), Kind.PAIR),
        Field("number", texts("Number of letters"), Kind.PAIR, hint="…/DGC"),
        Field("signer_title", texts("Who signs: position"), Kind.PAIR),
        Field("signer", texts("Who signs: name"), Kind.PAIR),
        Field("copies", texts("Copies to, one a line"), Kind.LONG_PAIR),
        Field("header", texts("Above every page"), Kind.PAIR),
        Field("footer", texts("Below every page"), Kind.PAIR),
    )
