"""Lists on their way in: what is said of a table and of its delegation, and files that wait."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QDialog, QWidget

from attendance.ui.dialogs.import_dialog import ImportDialog
from attendance.ui.main_window import MainWindow
from attendance.ui.staging import rest, settle, wait_for

_OLD_LAO = "¦¾ê¾ì½­½ìñ©"
_NAMES = ("Aigerim", "Bota", "Dana")
_FILES = ("letter of the ministry.csv", "scan.pdf", "second list.csv")
_SEATED = "\n".join(
    [
        "List of participants",
        "",
        "No.,Name,ຊື່,Position,Remarks",
        *(f"{n},Ms. {name} SAMPLE,{_OLD_LAO},Director,x" for n, name in enumerate(_NAMES, 1)),
        "",
        "Prepared by: the desk,,,,",
    ]
)
_OTHER = "Name,Country\nElnara SAMPLE,Kazakhstan\n"


def list_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """A list with questions, then one that cannot be read, with the next one waiting."""
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in _FILES]
        for file, text in zip(files, (_SEATED, "%PDF-1.7", _OTHER), strict=True):
            file.write_text(text, "utf-8")
        window.import_list(files)
        dialog = next(one for one in window.findChildren(QDialog) if isinstance(one, ImportDialog))
        wait_for(lambda: dialog.page is dialog.columns)
        rest(100)
        settle(window)
        yield "list-columns", dialog
        dialog.lists.take_next()
        wait_for(lambda: dialog.page is dialog.drop)
        rest(100)
        yield "list-waiting", dialog
        dialog.close()
        wait_for(lambda: window.findChild(ImportDialog) is None)
