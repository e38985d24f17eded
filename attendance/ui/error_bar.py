"""What went wrong, in one sentence above the page; nothing to click away before going on."""

import platform
import traceback
from importlib import metadata

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout

from attendance.domain.errors import Refused
from attendance.language import Texts
from attendance.language.sentences import sentence
from attendance.ui import icons
from attendance.ui.parts import button, icon_button, lay, words
from attendance.ui.theme import Theme


def told(texts: Texts, error: Exception) -> str:
    """The sentence of a refusal, or the one for a defect of ours."""
    if isinstance(error, Refused):
        return sentence(texts, error)
    return texts(
        "Something in the program went wrong. What was saved before is safe."
        " Copy the details and send them to whoever looks after this computer."
    )


class ErrorBar(QFrame):
    """One sentence, "Copy details", and a cross."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("errorBar")
        self._texts, self._details = texts, ""
        row = lay(QHBoxLayout(self), margins=(20, 6, 12, 6), spacing=12)
        sign = icons.Sign("warning", theme.palette.red)
        self._sentence = words("", wrap=True)
        row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        row.addWidget(button(theme, texts("Copy details"), "copy", pressed=self._copy))
        row.addWidget(icon_button(theme, texts("Close"), "close", self.hide))
        self.hide()

    def show_error(self, error: Exception) -> None:
        """Tell it; the next error takes its place."""
        said = told(self._texts, error)
        self._sentence.setText(said)
        self.setAccessibleName(said)
        trace = "".join(traceback.format_exception(error))
        system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
        version = metadata.version("attendance-manager")
        self._details = f"{said}\n\nAttendance {version} · {system}\n\n{trace}"
        self.show()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
