"""What somebody who helps wants to know, a check of the file, and a button that copies it all."""

import platform
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from attendance import paths
from attendance.domain.errors import Refused
from attendance.language.sentences import sentence
from attendance.queries.desk import SQLITE, Contents, contents
from attendance.store.findings import Finding
from attendance.ui.desk import Desk
from attendance.ui.pages.settings.parts import Section, moment, selectable, size_said
from attendance.ui.parts import button, hairline, lay, words

MOST_FINDINGS = 20


def version() -> str:
    """Of this program, as its packaging says it."""
    return metadata.version("attendance-manager")


def _size_of(path: Path) -> int:
    return path.stat().st_size


class DiagnosticsSection(Section):
    """Facts that can be marked and copied; nothing here changes anything."""

    key = "diagnostics"

    def __init__(self, desk: Desk) -> None:
        texts = desk.texts
        about = texts("For whoever looks after this computer. No names of delegates are among it.")
        super().__init__(desk, texts("Diagnostics"), about)
        self._grid = lay(QGridLayout(), spacing=6)
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(1, 1)
        self._values = {key: self._fact(key, title) for key, title in self._titles()}
        holder = QWidget()
        holder.setLayout(self._grid)
        self.column.addSpacing(8)
        self.add(holder)
        self.column.addSpacing(16)
        self.add(hairline())
        self._build_buttons()
        self.result = selectable()
        self.result.hide()
        self.column.addSpacing(8)
        self.add(self.result)
        self.column.addStretch(1)
        self._tell_program()

    def _titles(self) -> Sequence[tuple[str, str]]:
        texts = self.desk.texts
        return (
            ("program", texts("Program")),
            ("system", texts("System")),
            ("screen", texts("Screen")),
            ("file", texts("File")),
            ("holds", texts("In the file")),
            ("desk", texts("Desk")),
            ("backup", texts("Last backup")),
            ("log", texts("Log")),
        )

    def _fact(self, key: str, title: str) -> QWidget:
        row = self._grid.rowCount()
        self._grid.addWidget(words(title, "muted"), row, 0, alignment=Qt.AlignmentFlag.AlignTop)
        value = selectable()
        value.setAccessibleName(title)
        self._grid.addWidget(value, row, 1)
        return value

    def _build_buttons(self) -> None:
        theme, texts = self.desk.theme, self.desk.texts
        row = lay(QHBoxLayout(), margins=(0, 12, 0, 0), spacing=8)
        self.check = button(theme, texts("Check the file"), "tick", pressed=self._check)
        row.addWidget(self.check)
        row.addWidget(button(theme, texts("Copy details"), "copy", pressed=self.copy))
        row.addWidget(button(theme, texts("Open log folder"), "folder", pressed=self._open_log))
        row.addStretch()
        holder = QWidget()
        holder.setLayout(row)
        self.add(holder)

    # -- what is shown ---------------------------------------------------------------------------------

    def _tell_program(self) -> None:
        python, qt = platform.python_version(), qVersion()
        self._say("program", f"Attendance {version()} · Python {python} · Qt {qt} · SQLite {SQLITE}")
        self._say("system", platform.platform(terse=True))
        self._say("log", str(paths.log_file()))
        self._say("backup", self.desk.texts("None"))

    def _say(self, key: str, text: str) -> None:
        self._values[key].setText(text)

    def shown_again(self) -> None:
        screen = self.screen()
        size, ratio = screen.size(), screen.devicePixelRatio()
        scale, shown_by = self.desk.texts.percent(ratio), QGuiApplication.platformName()
        self._say("screen", f"{size.width()} × {size.height()} · {scale} · {shown_by}")
        keeper = self.desk.keeper
        if keeper is not None and keeper.at is not None:
            self._say("backup", f"{moment(self.desk.texts, keeper.at)} · {keeper.folder}")
        if self.desk.work.database is None:
            self._say("file", str(keeper.path) if keeper is not None else "")
            return
        path = self.desk.work.database.path
        self._say("file", str(path))
        self.desk.work.aside(self, _size_of, path, then=self._sized)
        self.desk.work.read(self, contents, then=self._counted, only_newest=True)

    def _sized(self, size: int) -> None:
        self._say("file", f"{self.desk.work.database.path} · {size_said(self.desk.texts, size)}")

    def _counted(self, found: Contents) -> None:
        texts = self.desk.texts
        parts = (
            texts.plural("{n} event", "{n} events", found.events),
            texts.plural("{n} delegation", "{n} delegations", found.delegations),
            texts.plural("{n} person", "{n} people", found.people),
            texts.plural("{n} check-in or exit", "{n} check-ins and exits", found.facts),
            texts.plural("{n} line of history", "{n} lines of history", found.changes),
            texts("tables of version {n}", n=found.version),
        )
        self._say("holds", " · ".join(parts))
        self._say("desk", f"{found.desk} · {found.desk_id}")

    # -- what can be done ------------------------------------------------------------------------------

    @Slot()
    def _check(self) -> None:
        if self.desk.work.database is None:
            self.desk.work.failed.emit(Refused("file_not_open"))
            return
        self.check.setEnabled(False)
        self._show_result(self.desk.texts("Checking the file…"))
        self.desk.work.heavy(
            self, "attendance.ui.keeping:look_through", self.desk.work.database.path, then=self._checked,
            failed=self._not_checked, title=self.desk.texts("Checking the file"),
        )  # fmt: skip

    def _show_result(self, said: str, tone: str = "") -> None:
        self.result.setProperty("tone", tone)
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)
        self.result.setText(said)
        self.result.setAccessibleName(said)
        self.result.setVisible(bool(said))

    def _checked(self, findings: Sequence[Finding]) -> None:
        texts = self.desk.texts
        self.check.setEnabled(True)
        if not findings:
            self._show_result(texts("The file is whole: nothing to report."), "green")
            return
        refusals = [Refused(f"found_{f.code}", where=f.where, **f.details) for f in findings[:MOST_FINDINGS]]
        self._show_result("\n".join(sentence(texts, refusal) for refusal in refusals), "red")

    def _not_checked(self, error: Exception) -> None:
        self.check.setEnabled(True)
        self._show_result("")
        if not (isinstance(error, Refused) and error.code == "stopped"):
            self.desk.work.failed.emit(error)

    def details(self) -> str:
        """Everything shown here, as lines of text."""
        lines = [f"{title}: {self._values[key].text()}" for key, title in self._titles()]
        return "\n".join(line for line in (*lines, self.result.text()) if line)

    @Slot()
    def copy(self) -> None:
        """Everything shown here to the clipboard."""
        QGuiApplication.clipboard().setText(self.details())
        self.desk.say(self.desk.texts("Copied. Paste it into a message to whoever helps you."))

    @Slot()
    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_file().parent)))
