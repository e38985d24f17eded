"""What can be done on the page of delegates: for its menu, its shortcuts and the command palette."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from attendance.domain.kinds import Capacity, Status
from attendance.language.labels import label
from attendance.ui import icons
from attendance.ui.badge_choice import Whose
from attendance.ui.page import PageAction
from attendance.ui.pages.delegates.changes import Tagging


def page_actions(page: Any) -> Sequence[PageAction]:
    """Everything, the primary action first."""
    texts = page.desk.texts
    actions = [PageAction(texts("Add delegate"), page.add, "add", "Ctrl+D")]
    if page.desk.event is None:
        return actions
    actions += [
        PageAction(texts("Select everybody"), page.hands.select_all, "", "Ctrl+A"),
        PageAction(texts("Print badges…"), partial(page.desk.badges_wanted.emit, Whose()), "badge"),
        PageAction(texts("Certificates"), page.desk.certificates_wanted.emit, "certificate"),
        PageAction(texts("Export for editing…"), page.desk.editing_wanted.emit, "export"),
        PageAction(texts("Columns"), page.choose_columns, "columns", "Ctrl+Shift+C"),
    ]
    if page.hands.current_row() is not None:
        actions += row_actions(page)
    else:
        actions.append(PageAction(texts("Paste rows"), page.hands.paste_rows, "import", "Ctrl+V"))
    actions += page.pane.actions()
    if page.filters.narrows:
        actions.append(PageAction(texts("Show everybody"), page.show_everybody))
    return actions


def row_actions(page: Any) -> Sequence[PageAction]:
    """What can be done with the selected rows."""
    texts = page.desk.texts
    actions: list[PageAction] = []
    if page.desk.session is not None:
        actions.append(PageAction(texts("Check in"), page.tick_row, "tick"))
    return [
        *actions,
        PageAction(texts("Edit this cell"), page.hands.edit_cell, "edit", "F2"),
        PageAction(texts("Print badges of the selected people…"), page.hands.print_badges, "badge"),
        PageAction(texts("Copy rows"), page.hands.copy_rows, "copy", "Ctrl+C"),
        PageAction(texts("Paste rows"), page.hands.paste_rows, "import", "Ctrl+V"),
    ]


def open_menu(page: Any, at: QPoint) -> None:
    """Open it at a place of the screen, for the table of a delegates page."""
    desk, bulk = page.desk, page.bulk
    texts = desk.texts
    menu = QMenu(page)
    for action in page.row_actions():
        entry = menu.addAction(action.words, action.do)
        if action.icon:
            entry.setIcon(icons.icon(action.icon, desk.theme.palette.muted))
        if action.shortcut:
            entry.setText(f"{action.words}\t{action.shortcut}")
    menu.addSeparator()
    for title, key, values in (
        (texts("Status"), "status", Status),
        (texts("Capacity"), "capacity", Capacity),
    ):
        part = menu.addMenu(title)
        for value in values:
            word = label(texts, value)
            part.addAction(word, partial(bulk.change, {key: value.value}, title, word))
    groups = page.filters.words.choices.delegations
    if groups:
        menu.addAction(texts("Move to another delegation …"), page.hands.choose_delegation)
    tags = page.filters.words.choices.tags
    if tags:
        part = menu.addMenu(texts("Tag"))
        for tag in tags:
            words = texts("Put on: {tag}", tag=tag.name)
            part.addAction(words, partial(bulk.change, Tagging(tag.id, True), texts("Tag"), words))
        part.addSeparator()
        for tag in tags:
            words = texts("Take off: {tag}", tag=tag.name)
            part.addAction(words, partial(bulk.change, Tagging(tag.id, False), texts("Tag"), words))
    only = page.hands.only_this()
    if only is not None:
        menu.addSeparator()
        key, value, words = only
        menu.addAction(texts("Show only: {value}", value=words), partial(page.filters.choose, key, (value,)))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
