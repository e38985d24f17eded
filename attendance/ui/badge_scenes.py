"""Every state of what prints badges, one after the other, each settled."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from attendance.ui.badge_choice import EVERYBODY, SPARES, Whose
from attendance.ui.main_window import MainWindow
from attendance.ui.staging import rest, settle, wait_for


def badge_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The dialog: everybody's badges, cards on a printer, nothing to print, saved as a file."""
    from attendance.ui.dialogs.badges_dialog import BadgesDialog

    window.openings.print_badges(Whose(EVERYBODY))
    dialog = next(iter(window.findChildren(BadgesDialog)))
    wait_for(lambda: dialog.preview.is_drawn())
    settle(window)
    yield "dialog-badges", dialog
    dialog.form.show_printers(["Badge printer at the door", "Office"], "Office")
    dialog.form.size_box.setCurrentIndex(3)
    dialog.form.both_sides.setChecked(True)
    settle(window)
    wait_for(lambda: dialog.preview.is_drawn())
    settle(window)
    yield "dialog-badges-cards", dialog
    dialog.form.both_sides.setChecked(False)
    dialog.form.size_box.setCurrentIndex(0)
    dialog.form.whose_box.setCurrentIndex([choice.kind for choice in dialog.form.choices].index(SPARES))
    settle(window)
    rest(100)
    yield "dialog-badges-none", dialog
    dialog.show_saved("badges.pdf", 57)
    settle(window)
    yield "dialog-badges-saved", dialog
    dialog.close()
    rest(50)
