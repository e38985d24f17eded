"""The states of who may enter: the sentence of an item, and its rules while they are changed."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from attendance.commands.session_rules import set_rules
from attendance.domain.kinds import Capacity
from attendance.domain.rules import OPEN, Condition, ConditionKind
from attendance.ui.dialogs.reset_dialog import ResetDialog
from attendance.ui.main_window import MainWindow
from attendance.ui.staging import rest, settle, wait_for


def rules_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """An item that takes attendance, from no rule to several, with a complaint at a field."""
    window.show_page("programme")
    page: Any = window.pages["programme"]
    wait_for(lambda: page.board.rows.items)
    chosen = next(item.id for item in page.board.rows.items if item.takes_attendance)
    page.board.choose(chosen)
    settle(window)
    page.pane.item.ensure_rules_seen()
    yield "programme-who-may-enter", window
    page.open_rules()
    settle(window)
    yield "programme-rules", window
    form = page.pane.rules.form
    form.changed.emit("capacities", frozenset({Capacity.HEAD, Capacity.DEPUTY, Capacity.ALTERNATE}))
    form.changed.emit("opens_before", 15)
    form.changed.emit("places", 56)
    form.changed.emit("guard_seconds", 5)
    form.changed.emit("conditions", (Condition(ConditionKind.CREDENTIALS, admit_anyway=True),))
    settle(window)
    yield "programme-rules-set", window
    form.changed.emit("places", 0)
    area = page.pane.rules.area
    area.ensureWidgetVisible(form.part("places"), 0, 200)
    settle(window)
    yield "programme-rules-complaint", window
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    settle(window)
    yield "programme-rules-below", window
    page.pane.rules.left.emit()
    window.toasts.clear()
    window.show_page("checkin")
    settle(window)
    yield "checkin-rules", window
    window.show_page("programme")
    page.reset()
    rest(200)
    dialog = next(iter(window.findChildren(ResetDialog)))
    yield "dialog-reset", dialog
    dialog.close()
    # The scenes that follow let everybody in again.
    done: list[Any] = []
    window.desk.work.write(window, set_rules, window.desk.stamp(), [chosen], OPEN, then=done.append)
    wait_for(lambda: bool(done))
    page.board.choose(None)
    settle(window)
