"""Qt's own file dialog in the window's language; scans are heard while it is open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QToolButton, QTreeView, QWidget

from attendance.ui import icons
from attendance.ui.desk import Desk

SIZE, AROUND = QSize(860, 540), QSize(60, 80)
NAME, KIND, NAME_WIDTH = 0, 2, 380


def choose_file(
    desk: Desk,
    parent: QWidget,
    title: str,
    filters: str,
    chosen: Callable[[str], Any],
    *,
    save_as: str = "",
    folder: bool = False,
    many: bool = False,
) -> QFileDialog:
    """Open the dialog without waiting for it; ``chosen`` is called with a path if one is accepted.

    Args:
        filters: as Qt takes them, "Lists (*.xlsx *.csv)".
        save_as: a file name to begin with, when a file is to be written.
        folder: a folder is wanted, not a file.
        many: several files may be chosen; ``chosen`` is called with a list of paths.
    """
    texts = desk.texts
    made = QFileDialog(parent, title, desk.settings.get("folder") or str(Path.home()), filters)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setModal(False)
    made.setFileMode(QFileDialog.FileMode.Directory if folder else QFileDialog.FileMode.ExistingFile)
    if many:
        made.setFileMode(QFileDialog.FileMode.ExistingFiles)
    if save_as:
        made.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        made.setFileMode(QFileDialog.FileMode.AnyFile)
        made.setDefaultSuffix(Path(save_as).suffix.lstrip("."))
        made.selectFile(save_as)
    part = QFileDialog.DialogLabel
    for label, text in (
        (part.Accept, texts("Save") if save_as else texts("Choose")),
        (part.Reject, texts("Cancel")),
        (part.FileName, texts("Folder:") if folder else texts("File name:")),
        (part.LookIn, texts("Look in:")),
        (part.FileType, texts("Kind of file:")),
    ):
        made.setLabelText(part(label), text)
    (made.filesSelected if many else made.fileSelected).connect(chosen)
    _dress(desk, made)
    made.show()
    return made


def _dress(desk: Desk, made: QFileDialog) -> None:
    """Room for long names, our own signs, and nothing that is not needed to find a file."""
    made.resize(SIZE.boundedTo(made.screen().availableSize() - AROUND))
    columns = made.findChild(QTreeView, "treeView").header()
    columns.resizeSection(NAME, NAME_WIDTH)
    columns.setSectionHidden(KIND, True)
    for button, icon in (("backButton", "left"), ("forwardButton", "right"), ("toParentButton", "up")):
        made.findChild(QToolButton, button).setIcon(icons.icon(icon, desk.theme.palette.ink))
    for button in made.findChild(QDialogButtonBox).buttons():
        button.setIcon(QIcon())
    for button in ("listModeButton", "detailModeButton"):
        made.findChild(QToolButton, button).hide()
    new_folder = made.findChild(QToolButton, "newFolderButton")
    new_folder.setIcon(icons.icon("add", desk.theme.palette.ink))
    new_folder.setVisible(made.acceptMode() == QFileDialog.AcceptMode.AcceptSave)


def remember_folder(desk: Desk, path: Path) -> None:
    """The next file dialog begins where this file lies."""
    desk.settings.put("folder", str(path.parent))
